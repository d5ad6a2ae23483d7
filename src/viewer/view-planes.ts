import { nearestFrame } from '../image/nearest-frame.ts';
import type { PlaneGeometry } from '../image/plane-geometry.ts';
import type { ImageSeries } from '../image/series.ts';
import { dot, scale, subtract, type Vector3 } from '../space/vector.ts';

/** How a plane is looked at: `towardsViewer` is the normal that points at the reader, `up` the direction of the upper edge. */
export interface ViewPlane {
  readonly name: 'Axial' | 'Coronal' | 'Sagittal';
  /** False where the acquired axes are turned against the patient's by more than a degree. */
  readonly alongPatientAxes: boolean;
  /** The acquired axis that it is looked at along: 0 along the rows, 1 down the columns, 2 across the slices. */
  readonly acquiredAxis: 0 | 1 | 2;
  readonly towardsViewer: Vector3;
  readonly up: Vector3;
}

const PATIENT_AXES: readonly Vector3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

const PERMUTATIONS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/**
 * The three planes of an acquired volume, along its own axes so that the acquired slices are shown as they were scanned, each named after
 * the patient plane it is nearest to and turned the way radiologists look at it: axial from the feet, coronal from the front, sagittal
 * from the left, head up.
 */
export const acquiredViewPlanes = (plane: PlaneGeometry): readonly [ViewPlane, ViewPlane, ViewPlane] => {
  const axes: readonly [Vector3, Vector3, Vector3] = [plane.alongRow, plane.alongColumn, plane.normal];
  const agreement = (order: readonly [number, number, number]): number =>
    order.reduce(
      (sum, axis, patientAxis) => sum + Math.abs(dot(axes[axis] ?? axes[0], PATIENT_AXES[patientAxis] ?? axes[0])),
      0,
    );
  const best = PERMUTATIONS.reduce((a, b) => (agreement(b) > agreement(a) + 1e-9 ? b : a));
  const along = (patientAxis: 0 | 1 | 2): Vector3 => {
    const axis = axes[best[patientAxis]];
    const patient = PATIENT_AXES[patientAxis] ?? axis;
    return dot(axis, patient) < 0 ? scale(axis, -1) : axis;
  };
  const left = along(0);
  const posterior = along(1);
  const head = along(2);
  const alongPatientAxes = agreement(best) > 3 * Math.cos(Math.PI / 180);
  return [
    {
      name: 'Axial',
      alongPatientAxes,
      acquiredAxis: best[2],
      towardsViewer: scale(head, -1),
      up: scale(posterior, -1),
    },
    { name: 'Coronal', alongPatientAxes, acquiredAxis: best[1], towardsViewer: scale(posterior, -1), up: head },
    { name: 'Sagittal', alongPatientAxes, acquiredAxis: best[0], towardsViewer: left, up: head },
  ];
};

/** "17/40": which of the slices, rows or columns along a view's acquired axis lies nearest to a position, counted from 1. */
export const placeInSeries = (
  { frames, size: [columns, rows] }: Pick<ImageSeries, 'frames' | 'size'>,
  axis: ViewPlane['acquiredAxis'],
  position: Vector3,
): string => {
  const plane = frames[0]?.plane;
  if (!plane) return '';
  const from = subtract(position, plane.origin);
  const [index, count] = [
    [dot(from, plane.alongRow) / plane.betweenColumns, columns],
    [dot(from, plane.alongColumn) / plane.betweenRows, rows],
    [nearestFrame(frames, position) ?? NaN, frames.length],
  ][axis] as [number, number];
  const number = Math.min(count, Math.max(1, Math.round(index) + 1));
  return `${String(number)}/${String(count)}`;
};
