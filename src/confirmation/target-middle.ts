import { normalize, scale, add, cross, type Vector3 } from '../space/vector.ts';
import type { Target } from './record.ts';

/** Somewhere in the middle of a target, found without making its surface ready: to bring it onto the screen, never to measure from. */
export const middleOfTarget = (target: Target): readonly number[] => {
  switch (target.shape) {
    case 'point':
    case 'sphere':
    case 'ellipsoid':
    case 'circle':
      return target.center;
    case 'contour':
      return middleOf(target.points);
    case 'contours':
      return middleOf(target.planes.map(middleOf));
    case 'mesh':
      return middleOf(
        Array.from({ length: target.vertices.length / 3 }, (_, index) =>
          target.vertices.slice(3 * index, 3 * index + 3),
        ),
      );
    case 'labelmap':
      return middleOfBox(target);
  }
};

/** Half-way between the least and the greatest of each coordinate. */
const middleOf = (points: readonly (readonly number[])[]): readonly number[] =>
  (points[0] ?? []).map((_, axis) => {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      low = Math.min(low, point[axis] ?? NaN);
      high = Math.max(high, point[axis] ?? NaN);
    }
    return (low + high) / 2;
  });

const middleOfBox = ({
  size,
  origin,
  orientation,
  betweenColumns,
  betweenRows,
  betweenSlices,
}: Extract<Target, { readonly shape: 'labelmap' }>): readonly number[] => {
  const [a, b, c, d, e, f] = orientation;
  const [alongRow, alongColumn] = [normalize([a, b, c]), normalize([d, e, f])];
  const halves: readonly Vector3[] = [
    scale(alongRow, ((size[0] - 1) / 2) * betweenColumns),
    scale(alongColumn, ((size[1] - 1) / 2) * betweenRows),
    scale(normalize(cross(alongRow, alongColumn)), ((size[2] - 1) / 2) * betweenSlices),
  ];
  return halves.reduce<Vector3>((sum, half) => add(sum, half), origin);
};
