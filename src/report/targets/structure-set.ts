import { codeOf, numberOf, textOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { patientPoint, type PatientPoint } from '../../space/frame.ts';
import {
  foundInPatient,
  nameOf,
  pointsOf,
  unusable,
  withoutRepeats,
  type ReadTarget,
  type UnusableTarget,
} from './found.ts';
import { withoutChannels } from './keyhole.ts';

/** Closed outlines, one or several on a plane; several combine by even–odd in a record, as CLOSEDPLANAR_XOR says (PS3.3 C.8.8.6.3). */
const CLOSED = new Set(['CLOSED_PLANAR', 'CLOSEDPLANAR_XOR']);

const TYPE_WORDS: Readonly<Record<string, string>> = {
  OPEN_PLANAR: 'an open line in a plane',
  OPEN_NONPLANAR: 'an open line through space',
};

/** The regions of interest of an RT Structure Set (PS3.3 A.19.3, C.8.8.5, C.8.8.6), each as a target or with the reason why it can't be one. */
export const structureSetTargets = (source: ElementSource): readonly ReadTarget[] => {
  const contours = new Map(
    (source.items('ROIContourSequence') ?? []).map((item) => [numberOf(item, 'ReferencedROINumber'), item]),
  );
  return (source.items('StructureSetROISequence') ?? []).map((roi, index) => {
    const number = numberOf(roi, 'ROINumber');
    return targetOf(roi, contours.get(number), nameOf(textOf(roi, 'ROIName'), `Region ${String(number ?? index + 1)}`));
  });
};

const targetOf = (roi: ElementSource, drawn: ElementSource | undefined, name: string): ReadTarget => {
  const named = { name, source: 'structure-set' } as const;
  const items = drawn?.items('ContourSequence') ?? [];
  if (items.length === 0) return unusable(named, 'no-contours', 'nothing is drawn of it');
  const types = new Set(items.map((item) => codeOf(item, 'ContourGeometricType') ?? ''));
  const [type = ''] = types;
  if (types.size > 1 && ![...types].every((one) => CLOSED.has(one)))
    return unusable(named, 'mixed-contours', 'it is drawn partly as outlines and partly as points or lines');
  const frameOfReferenceUID = uidOf(roi, 'ReferencedFrameOfReferenceUID');
  if (CLOSED.has(type)) {
    const planes: (readonly PatientPoint[])[] = [];
    for (const [index, item] of items.entries()) {
      const points = contourPoints(item);
      if (!points)
        return unusable(named, 'invalid-contour', `contour ${String(index + 1)} does not hold the points that it says`);
      planes.push(...withoutChannels(withoutRepeats(points)));
    }
    return foundInPatient(named, frameOfReferenceUID, { shape: 'contours', planes });
  }
  return type === 'POINT'
    ? pointTarget(named, frameOfReferenceUID, items)
    : unusable(
        named,
        'not-an-outline',
        `it is ${TYPE_WORDS[type] ?? 'drawn in a way that is not read'}, not an outline`,
      );
};

const pointTarget = (
  named: Pick<UnusableTarget, 'name' | 'source'>,
  frameOfReferenceUID: string | undefined,
  items: readonly ElementSource[],
): ReadTarget => {
  const points = items.map(contourPoints);
  const [at] = points[0] ?? [];
  if (points.length > 1 || points[0]?.length !== 1 || !at)
    return unusable(named, 'several-points', 'it is several points, not one');
  // The rules for a place hold whatever its tolerance will be.
  const checked = foundInPatient(named, frameOfReferenceUID, { shape: 'point', center: at, tolerance: 1 });
  return checked.kind === 'found' && checked.place === 'patient'
    ? { ...checked, region: { shape: 'position', at } }
    : checked;
};

/** Null where the numbers aren't as many as the contour says: some were cut off. */
const contourPoints = (item: ElementSource): readonly PatientPoint[] | null => {
  const points = pointsOf(item.numbers('ContourData') ?? [], 3);
  const count = numberOf(item, 'NumberOfContourPoints');
  if (!points || (count !== undefined && count !== points.length)) return null;
  return points.map(([x = NaN, y = NaN, z = NaN]) => patientPoint(x, y, z));
};
