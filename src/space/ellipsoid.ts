import { inner, minus, norm, plus, times, type Coordinates, type Surface } from './surface.ts';

/** A ball (3D) or disc (2D). */
export const ball = (center: Coordinates, radius: number): Surface => {
  const dimensions = center.length === 3 ? 3 : 2;
  const away = (point: Coordinates): number => norm(minus(point, center));
  return {
    dimensions,
    center,
    nearestPoint: (point) => {
      const from = minus(point, center);
      const size = norm(from);
      // From the very centre every direction is as near; any one is right.
      const direction = size > 0 ? times(from, 1 / size) : center.map((_, axis) => (axis === 0 ? 1 : 0));
      return plus(center, times(direction, radius));
    },
    signedDistance: (point) => away(point) - radius,
    contains: (point) => away(point) <= radius,
    toUnitBall: center.map((_, row) => center.map((__, column) => (row === column ? 1 / radius : 0))),
    corners: null,
  };
};

/**
 * An ellipsoid (3D) or ellipse (2D) by its orthogonal semi-axis vectors. The nearest point is exact: the root of the secular equation
 * Σ (aᵢ yᵢ / (t + aᵢ²))² = 1 by bisection (Eberly, "Distance from a Point to an Ellipse, an Ellipsoid, or a Hyperellipsoid", 2013).
 */
export const ellipsoid = (center: Coordinates, axes: readonly Coordinates[]): Surface => {
  const dimensions = center.length === 3 ? 3 : 2;
  const sizes = axes.map(norm);
  const directions = axes.map((axis, index) => times(axis, 1 / (sizes[index] ?? 1)));
  const local = (point: Coordinates): number[] => directions.map((direction) => inner(minus(point, center), direction));
  const isInside = (y: Coordinates): boolean =>
    y.reduce((sum, value, index) => sum + (value / (sizes[index] ?? 1)) ** 2, 0) <= 1;
  const nearestLocal = (y: Coordinates): number[] => {
    const signs = y.map((value) => (value < 0 ? -1 : 1));
    return nearestInFirstOrthant(sizes, y.map(Math.abs)).map((value, index) => value * (signs[index] ?? 1));
  };
  const back = (y: Coordinates): number[] =>
    directions.reduce<number[]>((sum, direction, index) => plus(sum, times(direction, y[index] ?? 0)), [...center]);
  return {
    dimensions,
    center,
    nearestPoint: (point) => back(nearestLocal(local(point))),
    signedDistance: (point) => {
      const y = local(point);
      const gap = norm(minus(y, nearestLocal(y)));
      return isInside(y) ? -gap : gap;
    },
    contains: (point) => isInside(local(point)),
    toUnitBall: directions.map((direction, index) => times(direction, 1 / (sizes[index] ?? 1))),
    corners: null,
  };
};

const nearestInFirstOrthant = (sizes: readonly number[], y: readonly number[]): number[] => {
  const smallest = Math.min(...sizes);
  const atSmallest = sizes.map((size, index) => ({ size, value: y[index] ?? 0 }));
  // Inside near the middle plane of a shortest axis the root lies at the pole t = −e²; the point then leaves that plane.
  const onMiddlePlane = atSmallest.every(({ size, value }) => size > smallest || value === 0);
  if (onMiddlePlane) {
    const inPlane = atSmallest.map(({ size, value }) =>
      size > smallest ? (size * size * value) / (size * size - smallest * smallest) : 0,
    );
    const left = 1 - inPlane.reduce((sum, value, index) => sum + (value / (sizes[index] ?? 1)) ** 2, 0);
    if (left >= 0) {
      const lifted = sizes.indexOf(smallest);
      return inPlane.map((value, index) => (index === lifted ? smallest * Math.sqrt(left) : value));
    }
  }
  const excess = (t: number): number =>
    atSmallest.reduce((sum, { size, value }) => sum + ((size * value) / (t + size * size)) ** 2, -1);
  let low =
    -smallest * smallest +
    smallest * Math.max(...atSmallest.filter(({ size }) => size === smallest).map(({ value }) => value));
  let high = -smallest * smallest + Math.hypot(...atSmallest.map(({ size, value }) => size * value));
  for (let step = 0; step < 200; step += 1) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  const t = (low + high) / 2;
  return atSmallest.map(({ size, value }) => (size * size * value) / (t + size * size));
};
