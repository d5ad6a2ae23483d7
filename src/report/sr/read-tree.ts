import { DCM, own, type PrivateName, type Code } from './codes.ts';
import { flagIn, pointIn, readGroups, regionsIn, sourceIn, valueIn, wordIn, type ReadGroup } from './read-groups.ts';
import {
  childNamed,
  codeIn,
  instantIn,
  numberIn,
  referenceOfItem,
  textIn,
  textsIn,
  uidIn,
  type ReadItem,
} from './read-items.ts';
import { BASES, DEVICES, EVIDENCE, METHODS, SHAPES, SPACES, ZONE_ROLES } from './vocabulary.ts';

/** What a content tree says of a record, in the record's own form; what isn't said is absent. Not checked yet. */
export type Json = string | number | boolean | readonly Json[] | { readonly [member: string]: Json };
export interface JsonObject {
  readonly [member: string]: Json;
}

type Member = Json | null | undefined;

/** An object of the members that are there; none where nothing is. */
const objectOf = (members: Readonly<Record<string, Member>>): JsonObject | undefined => {
  const there = Object.entries(members).filter(
    (member): member is [string, Json] => member[1] !== undefined && member[1] !== null,
  );
  return there.length > 0 ? Object.fromEntries(there) : undefined;
};

const listOf = <Item extends Json>(items: readonly Item[]): readonly Item[] | undefined =>
  items.length > 0 ? items : undefined;

const numbers = (item: ReadItem, ...names: readonly (PrivateName | Code)[]): readonly number[] | undefined => {
  const values = names.map((name) => valueIn(item, name));
  return values.every((value) => value !== undefined) ? values : undefined;
};

/** The record as the content tree says it; null for a tree that this program didn't write. */
export const readTree = (report: ReadItem): JsonObject | null => {
  const groups = readGroups(report);
  const record = groups?.find(({ role }) => role === 'record')?.item;
  if (!groups || !record) return null;
  const lookGroups = groups.filter(({ role }) => role === 'look');
  const ofLook = (order: number | null): readonly ReadGroup[] => groups.filter((group) => group.order === order);
  const current = groups.filter(({ order }) => order === null || order > lookGroups.length);
  const kind = wordIn(record, own('space'), SPACES);
  const isBiplane = kind === 'biplane';
  return (
    objectOf({
      tipcheck: 1,
      id: textIn(record, own('record-id')),
      space: isBiplane ? biplaneSpace(current) : spaceOf(record, kind, current),
      ...marksOf(
        current.filter(({ item }) => textIn(item, own('view-number')) === null),
        { ownFrame: false },
      ),
      shaftSigma: valueIn(record, 'shaft-sd'),
      entrySigma: sigmaOf(current, 'entry'),
      plan: isBiplane ? biplanePlan(current) : planOf(current),
      device: deviceOf(record, groups),
      procedure: textIn(record, own('procedure')),
      at: instantIn(record, own('at')),
      committedAt: instantIn(record, own('committed-at')),
      looks: listOf(
        lookGroups.map(
          ({ item, order }) =>
            objectOf({
              at: instantIn(item, own('look-at')),
              frameOfReferenceUID: uidIn(item, DCM.frameOfReference),
              voxel: voxelOf(item),
              ...marksOf(ofLook(order), { ownFrame: true }),
            }) ?? {},
        ),
      ),
    }) ?? null
  );
};

const groupOf = (groups: readonly ReadGroup[], role: ReadGroup['role']): ReadItem | null =>
  groups.find((group) => group.role === role)?.item ?? null;

const sigmaOf = (groups: readonly ReadGroup[], role: ReadGroup['role']): number | undefined => {
  const group = groupOf(groups, role);
  return group ? valueIn(group, 'marking-sd') : undefined;
};

const planOf = (groups: readonly ReadGroup[]): Member => {
  const [entry, target] = [groupOf(groups, 'planned-entry'), groupOf(groups, 'planned-target')];
  return (
    entry &&
    target &&
    objectOf({ entry: pointIn(entry), target: pointIn(target), sigma: valueIn(target, 'marking-sd') })
  );
};

const biplanePlan = (groups: readonly ReadGroup[]): Member => {
  const both = groups.find(({ role, item }) => role === 'view' && textIn(item, own('view-number')) === null)?.item;
  const entry = both && numbers(both, 'plan-entry-x', 'plan-entry-y', 'plan-entry-z');
  const target = both && numbers(both, 'plan-target-x', 'plan-target-y', 'plan-target-z');
  return both && entry && target && objectOf({ entry, target, sigma: valueIn(both, 'marking-sd') });
};

const marksOf = (
  groups: readonly ReadGroup[],
  { ownFrame }: { readonly ownFrame: boolean },
): Readonly<Record<string, Member>> => {
  const [tip, target, entry] = [groupOf(groups, 'tip'), groupOf(groups, 'target'), groupOf(groups, 'entry')];
  return {
    tip: tip && tipOf(tip),
    target: target && targetOf(target),
    shaft: shaftOf(groups),
    ...(ownFrame ? {} : { entry: entry && pointIn(entry) }),
  };
};

const shaftOf = (groups: readonly ReadGroup[]): readonly (readonly number[])[] | undefined =>
  listOf(
    groups.flatMap(({ role, item }) => {
      const point = role === 'shaft-point' ? pointIn(item) : undefined;
      return point ? [point] : [];
    }),
  );

const tipOf = (item: ReadItem): JsonObject | undefined => {
  const covariance = textIn(item, own('tip-covariance'))?.split(' ').map(Number);
  const shownBy = childNamed(item, DCM.sourceOfMeasurement);
  const image = shownBy && referenceOfItem(shownBy);
  const name = textIn(item, DCM.algorithmName);
  return objectOf({
    position: pointIn(item),
    evidence: wordIn(item, own('evidence'), EVIDENCE),
    sigma: valueIn(item, 'marking-sd'),
    covariance: covariance?.every(Number.isFinite) === true ? covariance : null,
    artefactBand: objectOf({
      from: valueIn(item, 'band-from'),
      to: valueIn(item, 'band-to'),
      across: valueIn(item, 'band-across'),
    }),
    image: image && { ...image },
    method:
      name === null
        ? null
        : objectOf({
            name,
            version: textIn(item, DCM.algorithmVersion) ?? '',
            score: valueIn(item, 'method-score'),
            reasons: listOf(textsIn(item, own('method-reason'))),
          }),
  });
};

const meanOf = (points: readonly (readonly number[])[]): readonly number[] =>
  (points[0] ?? []).map((_, axis) => points.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / points.length);

/** Half of what lies between the two ends of each axis. */
const semiAxes = (ends: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  [0, 2, 4].map((first) => (ends[first] ?? []).map((low, axis) => ((ends[first + 1]?.[axis] ?? low) - low) / 2));

/** The target as it is drawn; of one that the report doesn't draw its shape alone. */
const targetOf = (item: ReadItem): JsonObject | undefined => {
  const shape = wordIn(item, own('shape'), SHAPES);
  const regions = regionsIn(item);
  const points = regions[0]?.points ?? [];
  const geometry = (): Readonly<Record<string, Member>> => {
    switch (shape) {
      case 'point':
        return { center: points[0], tolerance: valueIn(item, 'tolerance') };
      case 'sphere':
        return {
          center: meanOf(points),
          radius: meanOf(semiAxes(points).map((axis) => [Math.hypot(...axis)]))[0],
        };
      case 'ellipsoid':
        return { center: meanOf(points), axes: semiAxes(points) };
      case 'contours':
        return { planes: regions.map((region) => region.points.slice(0, -1)) };
      case 'circle':
        return {
          center: points[0],
          radius: Math.hypot(...(points[1] ?? []).map((value, axis) => value - (points[0]?.[axis] ?? 0))),
        };
      case 'contour':
        return { points: points.slice(0, -1) };
      default:
        return {};
    }
  };
  return objectOf({ shape, ...geometry(), sigma: valueIn(item, 'marking-sd') });
};

const voxelOf = (item: ReadItem): JsonObject | undefined =>
  objectOf({
    betweenColumns: valueIn(item, DCM.horizontalSpacing),
    betweenRows: valueIn(item, DCM.verticalSpacing),
    betweenSlices: valueIn(item, DCM.sliceSpacing),
    sliceThickness: valueIn(item, DCM.sliceThickness),
    orientation: numbers(item, ...DCM.orientation),
  });

const spaceOf = (record: ReadItem, kind: string | undefined, current: readonly ReadGroup[]): Member => {
  if (kind === 'patient') {
    // What the positions themselves say counts before what is said of them.
    const marked = current.flatMap(({ item }) => regionsIn(item).map(({ frameOfReferenceUID }) => frameOfReferenceUID));
    return objectOf({
      kind,
      frameOfReferenceUID: marked.find((uid) => uid !== null) ?? uidIn(record, DCM.frameOfReference),
      voxel: voxelOf(record),
      registrationSigma: valueIn(record, 'registration-sd'),
    });
  }
  const marked = current
    .filter(({ role }) => role !== 'calibration')
    .flatMap(({ item }) => regionsIn(item).map(({ image }) => image));
  const image = marked.find((one) => one !== null) ?? sourceIn(record);
  return objectOf({
    kind,
    sopInstanceUID: image?.sopInstanceUID,
    frame: image?.frame,
    modality: textIn(record, own('image-modality')) ?? '',
    scale: scaleOf(record),
    scaleSigma: valueIn(record, 'scale-sd'),
    calibration: calibrationOf(groupOf(current, 'calibration')),
    beamWidth: valueIn(record, 'beam-width'),
    columns: valueIn(record, DCM.columns),
    rows: valueIn(record, DCM.rows),
  });
};

/** A scale with the unit that its numbers have; at the detector where they say so. */
const scaleOf = (record: ReadItem): JsonObject | undefined => {
  const basis = wordIn(record, own('basis'), BASES);
  const aspect = valueIn(record, 'scale-aspect');
  if (aspect !== undefined) return objectOf({ betweenColumns: 1, betweenRows: aspect, unit: 'px', basis });
  const columns = childNamed(record, DCM.horizontalSpacing);
  const isMm = numberIn(record, DCM.horizontalSpacing)?.unit === 'mm';
  const atDetector = columns && codeIn(columns, own('length-plane'))?.value === own('at-detector').value;
  return objectOf({
    betweenColumns: valueIn(record, DCM.horizontalSpacing),
    betweenRows: valueIn(record, DCM.verticalSpacing),
    unit: isMm ? (atDetector === true ? 'mm-at-detector' : 'mm') : null,
    basis,
  });
};

const calibrationOf = (group: ReadItem | null): Member =>
  group &&
  objectOf({
    method: wordIn(group, own('calib-method'), METHODS),
    size: valueIn(group, 'calib-size'),
    sizeSigma: valueIn(group, 'calib-size-sd'),
    designation: textIn(group, own('calib-name')),
    atTargetDepth: flagIn(group, own('calib-depth')),
  });

const deviceOf = (record: ReadItem, groups: readonly ReadGroup[]): Member => {
  const kind = wordIn(record, DCM.finding, DEVICES);
  if (kind === undefined) return null;
  return objectOf({
    kind,
    name: textIn(record, own('device-name')),
    source: textIn(record, own('device-source')),
    zones: listOf(groups.flatMap(({ role, item }) => (role === 'zone' ? (zoneOf(item) ?? []) : []))),
  });
};

const zoneOf = (item: ReadItem): JsonObject | undefined => {
  const role = wordIn(item, own('zone-role'), ZONE_ROLES);
  return role === 'ablation'
    ? objectOf({
        role,
        shape: 'ellipsoid',
        center: valueIn(item, 'zone-center'),
        along: valueIn(item, 'zone-along'),
        across: valueIn(item, 'zone-across'),
      })
    : objectOf({
        role,
        shape: 'segment',
        from: valueIn(item, 'zone-from'),
        to: valueIn(item, 'zone-to'),
        throw: valueIn(item, 'zone-throw'),
      });
};

/** Both views with their marks, in their order. */
const biplaneSpace = (groups: readonly ReadGroup[]): Member => {
  const numbered = (number: string): readonly ReadGroup[] =>
    groups.filter(({ item }) => textIn(item, own('view-number')) === number);
  const both = groups.find(({ role, item }) => role === 'view' && textIn(item, own('view-number')) === null)?.item;
  return objectOf({
    kind: 'biplane',
    views: ['1', '2'].flatMap((number) => viewOf(numbered(number)) ?? []),
    geometrySigma:
      both &&
      objectOf({
        imagerSpacing: valueIn(both, 'sd-spacing'),
        sid: valueIn(both, 'sd-sid'),
        sod: valueIn(both, 'sd-sod'),
        angle: valueIn(both, 'sd-angle'),
      }),
  });
};

const viewOf = (groups: readonly ReadGroup[]): JsonObject | undefined => {
  const view = groupOf(groups, 'view');
  if (!view) return undefined;
  const [tip, target] = [groupOf(groups, 'tip'), groupOf(groups, 'target')];
  const circle = target && regionsIn(target)[0];
  const image = (tip && regionsIn(tip)[0]?.image) ?? circle?.image ?? sourceIn(view);
  const [center, edge] = circle?.points ?? [];
  return objectOf({
    sopInstanceUID: image?.sopInstanceUID,
    frame: image?.frame,
    rows: valueIn(view, DCM.rows),
    columns: valueIn(view, DCM.columns),
    imagerSpacing: numbers(view, DCM.verticalSpacing, DCM.horizontalSpacing),
    sid: valueIn(view, DCM.sourceToDetector),
    sod: valueIn(view, 'source-object'),
    primaryAngle: valueIn(view, DCM.primaryAngle),
    secondaryAngle: valueIn(view, DCM.secondaryAngle),
    isocenter: numbers(view, 'isocenter-column', 'isocenter-row'),
    entered: listOf(textsIn(view, own('entered'))),
    tip: tip && pointIn(tip),
    shaft: shaftOf(groups),
    target:
      target &&
      center &&
      edge &&
      objectOf({
        center,
        radius: Math.hypot(...edge.map((value, axis) => value - (center[axis] ?? 0))),
        sigma: valueIn(target, 'marking-sd'),
      }),
  });
};
