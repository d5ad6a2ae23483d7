import {
  editedInView,
  isTipWhole,
  withViewGeometry,
  type BareView,
  type ViewGeometry,
  type ViewIndex,
} from './edit-view.ts';
import { parseRecord } from './parse.ts';
import {
  isRefused,
  type ArtefactBand,
  type Confirmation,
  type Device,
  type DeviceKind,
  type Look,
  type Position,
  type Space,
  type Target,
  type Tip,
  type Zone,
} from './record.ts';
import { scalingOf, type Scaling } from './user-calibration.ts';

/** Everything a user can do to a confirmation. A closed union: whatever changes a mark is one of these. */
export type Edit =
  | { readonly kind: 'set-target'; readonly target: Target }
  /** Moves every point of the target alike. */
  | { readonly kind: 'move-target'; readonly by: readonly number[] }
  | { readonly kind: 'resize-target'; readonly radius: number }
  | { readonly kind: 'move-target-point'; readonly index: number; readonly position: Position }
  /** How uncertain the target's place is, 1 SD per axis in the space's unit; null: taken as exact. */
  | { readonly kind: 'set-target-sigma'; readonly sigma: number | null }
  | { readonly kind: 'remove-target' }
  /** A fresh mark: evidence none. */
  | {
      readonly kind: 'place-tip';
      readonly position: Position;
      readonly sigma: number;
      readonly image?: NonNullable<Tip['image']>;
      /** When this look was taken: becomes the record's time. */
      readonly at?: string;
      /** Where the place is a suggestion that was found in pixels and a person has accepted. */
      readonly found?: FoundTip;
    }
  /** What the pixels say of the tip as it is marked counts as its evidence. One that a person has confirmed stays a person's. */
  | { readonly kind: 'set-image-evidence'; readonly method: NonNullable<Tip['method']> }
  /** Takes a confirmation back: what was confirmed was another place. `image` is the one that the tip now lies on, `at` when it was taken. */
  | {
      readonly kind: 'move-tip';
      readonly position: Position;
      readonly image?: NonNullable<Tip['image']>;
      readonly at?: string;
    }
  | { readonly kind: 'confirm-tip' }
  | { readonly kind: 'set-tip-sigma'; readonly sigma: number | null }
  /** Where the metal tip may lie from the marked end of its artefact; null: nothing is known of that. Patient space only. */
  | { readonly kind: 'set-artefact-band'; readonly band: ArtefactBand | null }
  | { readonly kind: 'remove-tip' }
  | { readonly kind: 'add-shaft-point'; readonly position: Position }
  | { readonly kind: 'move-shaft-point'; readonly index: number; readonly position: Position }
  /** Puts shaft points in order from the hub side towards the tip, once a drag that may have passed others has ended. */
  | { readonly kind: 'sort-shaft' }
  | { readonly kind: 'remove-shaft-point'; readonly index: number }
  | { readonly kind: 'set-entry'; readonly position: Position | null }
  | { readonly kind: 'set-plan'; readonly entry: Position; readonly target: Position }
  | { readonly kind: 'remove-plan' }
  | { readonly kind: 'set-beam-width'; readonly beamWidth: number | null }
  /** Another scale of the same image, with how uncertain it is and, where a reader gave it, how it was found. */
  | ({ readonly kind: 'set-scale' } & Scaling)
  /** What kind of device it is; null takes the device away with everything said of it. */
  | { readonly kind: 'set-device'; readonly device: DeviceKind | null }
  /** Which procedure it is, by the id of its profile. */
  | { readonly kind: 'set-procedure'; readonly procedure: string | null }
  /** What of the device acts, and where its numbers come from. Needs a device; no zones: takes them away. */
  | { readonly kind: 'set-device-zones'; readonly zones: readonly Zone[]; readonly source: string }
  /** A whole device, as a profile holds it. */
  | { readonly kind: 'set-device-profile'; readonly device: Device }
  | { readonly kind: 'set-observer'; readonly observer: string }
  /**
   * Ends one look of an advance–scan–look sequence: its marks are kept and a new tip is awaited. The look has the record's time, which goes
   * with it; `at` is for a record without one.
   */
  | { readonly kind: 'keep-as-look'; readonly at: string }
  | { readonly kind: 'remove-look'; readonly index: number }
  /** When the step was taken that can't be taken back; null: it wasn't, or nobody knows when. */
  | { readonly kind: 'set-committed'; readonly at: string | null }
  /**
   * An edit of the marks in one of two projections; its positions are image points of that view, its sigma px. `on`: the image and geometry
   * that it is made on, which a view without marks takes over. On another image than that of the view's marks nothing changes.
   */
  | { readonly kind: 'in-view'; readonly view: ViewIndex; readonly on?: BareView; readonly edit: Edit }
  /** Geometry of a view. `entered`: by a person; else it is put back to what the image says. */
  | {
      readonly kind: 'set-view-geometry';
      readonly view: ViewIndex;
      readonly geometry: ViewGeometry;
      readonly entered: boolean;
    };

/** What an accepted suggestion brings along. */
export interface FoundTip {
  /** `image` where the pixels speak for the tip being here; else it is still to be confirmed. */
  readonly evidence: 'none' | 'image';
  readonly method: NonNullable<Tip['method']>;
  /** 9 or 4 numbers, row by row, unit² of the space. */
  readonly covariance: readonly number[];
  /** A place on the device as it was followed: the shaft of a record that has none. */
  readonly shaft?: Position;
}

const without = (record: Confirmation, ...keys: readonly (keyof Confirmation)[]): Confirmation => {
  const copy: Record<string, unknown> = { ...record };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy as unknown as Confirmation;
};

const shifted = <Place extends Position>(position: Place, by: readonly number[]): Place =>
  position.map((value, axis) => value + (by[axis] ?? 0)) as unknown as Place;

/**
 * The record after an edit. Pure. An edit of a mark that isn't there, or one that would leave a record that can't be saved and read again (a
 * radius of 0, a contour that crosses itself, a shaft point on the tip, a place out of range), changes nothing: the same record comes back.
 */
export const applyEdit = (record: Confirmation, edit: Edit): Confirmation => {
  const edited = applied(record, edit);
  return !hasSameMembers(edited, record) && isReadable(record, edited) ? edited : record;
};

/** Taking away what isn't there is no edit. */
const hasSameMembers = (a: Confirmation, b: Confirmation): boolean => {
  const keys = Object.keys(a) as (keyof Confirmation)[];
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

const applied = (record: Confirmation, edit: Edit): Confirmation => {
  switch (edit.kind) {
    case 'set-target':
      return { ...record, target: edit.target };
    case 'move-target':
      return record.target ? { ...record, target: movedTarget(record.target, edit.by) } : record;
    case 'resize-target':
      return record.target ? { ...record, target: resizedTarget(record.target, edit.radius) } : record;
    case 'move-target-point':
      return movedTargetPoint(record, edit.index, edit.position);
    case 'set-target-sigma': {
      if (!record.target) return record;
      const { sigma: _sigma, ...target } = record.target;
      return { ...record, target: edit.sigma === null ? target : { ...target, sigma: edit.sigma } };
    }
    case 'remove-target':
      return without(record, 'target');
    case 'place-tip': {
      const tip: Tip = {
        position: edit.position,
        evidence: edit.found?.evidence ?? 'none',
        sigma: edit.sigma,
        ...(edit.found && { covariance: edit.found.covariance, method: edit.found.method }),
        // What is known of the needle's artefact isn't lost by marking its end again.
        ...(record.tip?.artefactBand && { artefactBand: record.tip.artefactBand }),
        ...(edit.image && { image: edit.image }),
      };
      const shaft = edit.found?.shaft;
      const isFirst = shaft && (record.shaft ?? []).length === 0;
      return towardsTip({
        ...record,
        tip,
        ...(isFirst && { shaft: [shaft] }),
        ...(edit.at !== undefined && { at: edit.at }),
      });
    }
    case 'set-image-evidence':
      return record.tip?.position && record.tip.evidence !== 'person'
        ? { ...record, tip: { ...record.tip, evidence: 'image', method: edit.method } }
        : record;
    case 'move-tip':
      return record.tip
        ? {
            ...record,
            ...(edit.at !== undefined && { at: edit.at }),
            tip: {
              ...withoutMethod(record.tip),
              position: edit.position,
              evidence: 'none',
              ...(edit.image && { image: edit.image }),
            },
          }
        : record;
    case 'confirm-tip':
      return record.tip && record.tip.evidence !== 'person' && isTipWhole(record)
        ? { ...record, tip: { ...record.tip, evidence: 'person' } }
        : record;
    case 'set-tip-sigma':
      return withTipSigma(record, edit.sigma);
    case 'set-artefact-band': {
      if (!record.tip) return record;
      const { artefactBand: _band, ...tip } = record.tip;
      return { ...record, tip: edit.band ? { ...tip, artefactBand: edit.band } : tip };
    }
    case 'remove-tip':
      return without(record, 'tip');
    case 'add-shaft-point':
      return towardsTip({ ...record, shaft: [...(record.shaft ?? []), edit.position] });
    case 'move-shaft-point':
      if (!record.shaft?.[edit.index]) return record;
      return {
        ...record,
        shaft: (record.shaft ?? []).map((position, index) => (index === edit.index ? edit.position : position)),
      };
    case 'sort-shaft':
      return towardsTip(record);
    case 'remove-shaft-point': {
      if (!record.shaft?.[edit.index]) return record;
      const shaft = (record.shaft ?? []).filter((_, index) => index !== edit.index);
      return shaft.length > 0 ? { ...record, shaft } : without(record, 'shaft');
    }
    case 'set-entry':
      return edit.position ? { ...record, entry: edit.position } : without(record, 'entry');
    case 'set-plan':
      return { ...record, plan: { ...record.plan, entry: edit.entry, target: edit.target } };
    case 'remove-plan':
      return without(record, 'plan');
    case 'set-beam-width':
      return withBeamWidth(record, edit.beamWidth);
    case 'set-scale':
      return withScale(record, edit);
    case 'set-device':
      return edit.device ? { ...record, device: { ...record.device, kind: edit.device } } : without(record, 'device');
    case 'set-device-zones':
      return withZones(record, edit.zones, edit.source);
    case 'set-device-profile':
      return { ...record, device: edit.device };
    case 'set-procedure':
      return edit.procedure ? { ...record, procedure: edit.procedure } : without(record, 'procedure');
    case 'set-observer':
      return edit.observer ? { ...record, observer: edit.observer } : without(record, 'observer');
    case 'keep-as-look':
      return keptAsLook(record, edit.at);
    case 'remove-look':
      return withoutLook(record, edit.index);
    case 'set-committed':
      return edit.at === null ? without(record, 'committedAt') : { ...record, committedAt: edit.at };
    case 'in-view':
      return editedInView(record, edit.view, edit.on, (seen) => applied(seen, edit.edit));
    case 'set-view-geometry':
      return withViewGeometry(record, edit.view, edit.geometry, edit.entered);
  }
};

/** Whether what an edit changed would be read again. What it left alone was read before. */
const isReadable = (before: Confirmation, after: Confirmation): boolean => {
  const { tipcheck, id, space, tip, shaft, ...rest } = after;
  const changed = Object.entries(rest).filter(([key, value]) => before[key as keyof Confirmation] !== value);
  const device = tip !== before.tip || shaft !== before.shaft ? { ...(tip && { tip }), ...(shaft && { shaft }) } : {};
  return !isRefused(parseRecord({ tipcheck, id, space, ...Object.fromEntries(changed), ...device }));
};

const withoutMethod = (tip: Tip): Tip => {
  // What an algorithm found held for the old place; so did the uncertainty along and across its axis.
  const { method: _method, covariance: _covariance, ...rest } = tip;
  return rest;
};

const movedTarget = (target: Target, by: readonly number[]): Target => {
  switch (target.shape) {
    case 'point':
    case 'sphere':
    case 'ellipsoid':
    case 'circle':
      return { ...target, center: shifted(target.center, by) } as Target;
    case 'contour':
      return { ...target, points: target.points.map((point) => shifted(point, by)) };
    case 'contours':
      return { ...target, planes: target.planes.map((plane) => plane.map((point) => shifted(point, by))) };
    case 'mesh':
      return { ...target, vertices: target.vertices.map((value, index) => value + (by[index % 3] ?? 0)) };
    case 'labelmap':
      return { ...target, origin: shifted(target.origin, by) };
  }
};

const resizedTarget = (target: Target, radius: number): Target => {
  switch (target.shape) {
    case 'point':
      return { ...target, tolerance: radius };
    case 'sphere':
    case 'circle':
      return { ...target, radius };
    default:
      return target;
  }
};

const movedTargetPoint = (record: Confirmation, at: number, position: Position): Confirmation => {
  const { target } = record;
  if (target?.shape !== 'contour') return record;
  return {
    ...record,
    target: {
      ...target,
      points: target.points.map((point, index) => (index === at ? (position as typeof point) : point)),
    },
  };
};

const withTipSigma = (record: Confirmation, sigma: number | null): Confirmation => {
  if (!record.tip) return record;
  const { sigma: _sigma, covariance: _covariance, ...rest } = record.tip;
  return { ...record, tip: sigma === null ? rest : { ...rest, sigma } };
};

const withZones = (record: Confirmation, zones: readonly Zone[], source: string): Confirmation => {
  if (!record.device) return record;
  const { zones: _zones, source: _source, ...rest } = record.device;
  return { ...record, device: zones.length > 0 ? { ...rest, source, zones } : rest };
};

const withBeamWidth = (record: Confirmation, beamWidth: number | null): Confirmation => {
  if (record.space.kind !== 'image') return record;
  const { beamWidth: _beamWidth, ...rest } = record.space;
  return { ...record, space: beamWidth === null ? rest : { ...rest, beamWidth } };
};

/** Another scale of the same image. Positions are image points and stay; what is in the scale's unit (sigmas, a tolerance) is converted. */
const withScale = (record: Confirmation, scaling: Scaling): Confirmation => {
  const { space } = record;
  if (!('scale' in space)) return record;
  const { scale } = scaling;
  const factor = scale.betweenColumns / space.scale.betweenColumns;
  // How uncertain the old scale was, and how it was found, is known of that one alone.
  const { scaleSigma: _scaleSigma, calibration: _calibration, ...rest } = space;
  const rescaled: Space = { ...rest, ...scalingOf(scaling) };
  if (scale.unit === 'px' && rescaled.kind === 'image') Reflect.deleteProperty(rescaled, 'beamWidth');
  if (factor === 1) return { ...record, space: rescaled };
  const { looks, shaftSigma, entrySigma, plan } = record;
  return {
    ...rescaledMarks(record, factor),
    space: rescaled,
    ...(shaftSigma !== undefined && { shaftSigma: shaftSigma * factor }),
    ...(entrySigma !== undefined && { entrySigma: entrySigma * factor }),
    ...(plan?.sigma !== undefined && { plan: { ...plan, sigma: plan.sigma * factor } }),
    ...(looks && { looks: looks.map((look) => rescaledMarks(look, factor)) }),
  };
};

/** Tip and target with their numbers of the scale's unit converted. */
const rescaledMarks = <Marked extends Pick<Confirmation, 'tip' | 'target'>>(marked: Marked, factor: number): Marked => {
  const { tip, target } = marked;
  return {
    ...marked,
    ...(tip && {
      tip: {
        ...tip,
        ...(tip.sigma !== undefined && { sigma: tip.sigma * factor }),
        ...(tip.covariance && { covariance: tip.covariance.map((value) => value * factor * factor) }),
      },
    }),
    ...(target && {
      target: {
        ...target,
        ...(target.sigma !== undefined && { sigma: target.sigma * factor }),
        ...(target.shape === 'point' && { tolerance: target.tolerance * factor }),
      },
    }),
  };
};

/** Shaft points run from the hub side towards the tip: farthest from the tip first. */
const towardsTip = (record: Confirmation): Confirmation => {
  const tip = record.tip?.position;
  if (!tip || !record.shaft) return record;
  const away = (position: Position): number => Math.hypot(...position.map((value, axis) => value - (tip[axis] ?? 0)));
  const sorted = [...record.shaft].sort((a, b) => away(b) - away(a));
  return sorted.every((point, index) => point === record.shaft?.[index]) ? record : { ...record, shaft: sorted };
};

const keptAsLook = (record: Confirmation, at: string): Confirmation => {
  if (!record.tip) return record;
  const { space } = record;
  const look: Look = {
    at: record.at ?? at,
    ...(space.kind === 'patient' && { frameOfReferenceUID: space.frameOfReferenceUID }),
    // The next tip may lie on images with other voxels, which then are the record's.
    ...(space.kind === 'patient' && space.voxel && { voxel: space.voxel }),
    tip: record.tip,
    ...(record.shaft && { shaft: record.shaft }),
    ...(record.target && { target: record.target }),
  };
  return { ...without(record, 'tip', 'shaft', 'at'), looks: [...(record.looks ?? []), look] };
};

const withoutLook = (record: Confirmation, index: number): Confirmation => {
  if (!record.looks?.[index]) return record;
  const looks = record.looks.filter((_, at) => at !== index);
  return looks.length > 0 ? { ...record, looks } : without(record, 'looks');
};
