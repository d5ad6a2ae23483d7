import { eigen } from './covariance.ts';
import { inner, minus, norm, plus, times, unitVector, type Coordinates, type Surface } from './surface.ts';

/** A ball (3D) or disc (2D). */
export const ball = (center: Coordinates, radius: number): Surface => {
  const away = (point: Coordinates): number => norm(minus(point, center));
  return {
    dimensions: center.length === 3 ? 3 : 2,
    center,
    nearestPoint: (point) => {
      // From the very centre every direction is as near; any one is right.
      const direction = unitVector(minus(point, center)) ?? center.map((_, axis) => (axis === 0 ? 1 : 0));
      return plus(center, times(direction, radius));
    },
    signedDistance: (point) => away(point) - radius,
    contains: (point) => away(point) <= radius,
    toUnitBall: center.map((_, row) => center.map((__, column) => (row === column ? 1 / radius : 0))),
    corners: null,
  };
};

/** Cosine between semi-axes up to which they are used as they are; more is rounded away by taking the principal axes. */
const EXACTLY_ORTHOGONAL = 1e-12;

/**
 * An ellipsoid (3D) or ellipse (2D) by its semi-axis vectors: all points centre + Σ uᵢ·axisᵢ with |u| ≤ 1. The nearest point is exact: the
 * root of the secular equation (Eberly, "Distance from a Point to an Ellipse, an Ellipsoid, or a Hyperellipsoid", 2013).
 */
export const ellipsoid = (center: Coordinates, axes: readonly Coordinates[]): Surface => {
  const { sizes, directions } = principalAxes(axes);
  const local = (point: Coordinates): number[] => {
    const from = minus(point, center);
    return directions.map((direction) => inner(from, direction));
  };
  const isInside = (y: Coordinates): boolean => {
    let sum = 0;
    for (let axis = 0; axis < sizes.length; axis += 1) sum += ((y[axis] ?? 0) / (sizes[axis] ?? 1)) ** 2;
    return sum <= 1;
  };
  const nearestLocal = (y: Coordinates): number[] =>
    nearestInFirstOrthant(sizes, y.map(Math.abs)).map((value, axis) => ((y[axis] ?? 0) < 0 ? -value : value));
  return {
    dimensions: center.length === 3 ? 3 : 2,
    center,
    nearestPoint: (point) =>
      nearestLocal(local(point)).reduce<number[]>(
        (sum, value, axis) => plus(sum, times(directions[axis] ?? [], value)),
        [...center],
      ),
    signedDistance: (point) => {
      const y = local(point);
      const gap = norm(minus(y, nearestLocal(y)));
      return isInside(y) ? -gap : gap;
    },
    contains: (point) => isInside(local(point)),
    toUnitBall: directions.map((direction, axis) => times(direction, 1 / (sizes[axis] ?? 1))),
    corners: null,
  };
};

interface PrincipalAxes {
  readonly sizes: readonly number[];
  readonly directions: readonly Coordinates[];
}

/** Semi-axes given as nearly orthogonal still span one exact ellipsoid: its principal axes are the eigenvectors of Σ axis·axisᵀ. */
const principalAxes = (axes: readonly Coordinates[]): PrincipalAxes => {
  const sizes = axes.map(norm);
  const directions = axes.map((axis, index) => times(axis, 1 / (sizes[index] ?? 1)));
  const skewed = directions.some((a, index) =>
    directions.some((b, other) => other > index && Math.abs(inner(a, b)) > EXACTLY_ORTHOGONAL),
  );
  if (!skewed) return { sizes, directions };
  const spanned = (axes[0] ?? []).map((_, row) =>
    axes.map((__, column) => axes.reduce((sum, axis) => sum + (axis[row] ?? 0) * (axis[column] ?? 0), 0)),
  );
  const principal = eigen(spanned);
  return { sizes: principal.map(({ value }) => Math.sqrt(value)), directions: principal.map(({ vector }) => vector) };
};

/** Shares of the shortest semi-axis below which a point counts as on its middle plane: what is smaller has no square. */
const ON_PLANE = 1e-100;

/**
 * The nearest boundary point to y (all coordinates ≥ 0) of the ellipsoid with these semi-axes e: xᵢ = eᵢ²yᵢ/(t + eᵢ²) with the largest root
 * t of Σ (eᵢyᵢ/(t + eᵢ²))² = 1, by Newton's method from the left, where the convex, falling function makes every step fall short. Searched
 * as t + e² of the shortest axis: near its middle plane that is tiny, and t alone has no digits for it.
 */
const nearestInFirstOrthant = (sizes: readonly number[], y: readonly number[]): number[] => {
  const shortest = Math.min(...sizes);
  /** e² less that of the shortest axis. */
  const beyond = (size: number): number => (size - shortest) * (size + shortest);
  // Inside on the middle plane of a shortest axis the root is the pole t = −e²; the nearest point then leaves that plane.
  const onMiddlePlane = sizes.every((size, axis) => size > shortest || (y[axis] ?? 0) <= ON_PLANE * shortest);
  if (onMiddlePlane) {
    const inPlane = sizes.map((size, axis) => (size > shortest ? (size * size * (y[axis] ?? 0)) / beyond(size) : 0));
    const left = inPlane.reduce((rest, value, axis) => rest - (value / (sizes[axis] ?? 1)) ** 2, 1);
    if (left >= 0) {
      const lifted = sizes.indexOf(shortest);
      return inPlane.map((value, axis) => (axis === lifted ? shortest * Math.sqrt(left) : value));
    }
  }
  let root = 0;
  for (let axis = 0; axis < sizes.length; axis += 1) {
    const size = sizes[axis] ?? 1;
    root = Math.max(root, size * (y[axis] ?? 0) - beyond(size));
  }
  for (let step = 0; step < 100; step += 1) {
    let [excess, slope] = [-1, 0];
    for (let axis = 0; axis < sizes.length; axis += 1) {
      const size = sizes[axis] ?? 1;
      const value = y[axis] ?? 0;
      // On the middle plane the shortest axis takes no part, though its pole may be where the search starts.
      if (value === 0 || (onMiddlePlane && size === shortest)) continue;
      const over = root + beyond(size);
      const term = ((size * value) / over) ** 2;
      excess += term;
      slope -= (2 * term) / over;
    }
    const next = root - excess / slope;
    if (!(next > root)) break;
    root = next;
  }
  return sizes.map((size, axis) => {
    const value = y[axis] ?? 0;
    return value === 0 || (onMiddlePlane && size === shortest) ? 0 : (size * size * value) / (root + beyond(size));
  });
};
