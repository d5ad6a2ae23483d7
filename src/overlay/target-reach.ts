import type { Target } from '../confirmation/record.ts';
import { bytesOfBase64 } from '../space/labelmap-bits.ts';
import { add, cross, distance, length, scale, type Vector3 } from '../space/vector.ts';

/** How far a target of the patient reaches from a point of it, mm: the radius of a ball that holds all of it. For fitting a view, not for measuring. */
export const targetReach = (target: Target, center: Vector3): number => {
  switch (target.shape) {
    case 'point':
      return target.tolerance;
    case 'sphere':
      return target.radius;
    case 'ellipsoid':
      return Math.max(...target.axes.map((axis) => length(axis)));
    case 'contours':
      return farthest(target.planes.flat(), center);
    case 'mesh': {
      const { vertices } = target;
      let reach = 0;
      for (let at = 0; at + 2 < vertices.length; at += 3)
        reach = Math.max(
          reach,
          distance([vertices[at] ?? NaN, vertices[at + 1] ?? NaN, vertices[at + 2] ?? NaN], center),
        );
      return reach;
    }
    case 'labelmap':
      return labelmapReach(target, center);
    case 'circle':
    case 'contour':
      return 0;
  }
};

const farthest = (points: readonly Vector3[], center: Vector3): number =>
  points.reduce((most, point) => Math.max(most, distance(point, center)), 0);

const labelmapReach = (
  {
    size: [columns, rows],
    origin,
    orientation: [a, b, c, d, e, f],
    betweenColumns,
    betweenRows,
    betweenSlices,
    bits,
  }: Extract<Target, { readonly shape: 'labelmap' }>,
  center: Vector3,
): number => {
  const normal = cross([a, b, c], [d, e, f]);
  // To a voxel's corner it is half its diagonal farther than to its centre.
  let most = -Infinity;
  bytesOfBase64(bits).forEach((byte, at) => {
    for (let bit = 0; byte >> bit !== 0; bit += 1) {
      if (((byte >> bit) & 1) === 0) continue;
      const voxel = 8 * at + bit;
      const column = voxel % columns;
      const row = Math.floor(voxel / columns) % rows;
      const slice = Math.floor(voxel / (columns * rows));
      const place = add(
        origin,
        add(
          scale([a, b, c], column * betweenColumns),
          add(scale([d, e, f], row * betweenRows), scale(normal, slice * betweenSlices)),
        ),
      );
      most = Math.max(most, distance(place, center));
    }
  });
  return most + Math.hypot(betweenColumns, betweenRows, betweenSlices) / 2;
};
