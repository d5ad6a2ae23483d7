import { piecesIn } from './pieces.ts';
import { region } from './region.ts';
import { plus, times, triple, type Coordinates, type Surface } from './surface.ts';
import { cross, dot, length, normalize, scale, subtract, type Vector3 } from './vector.ts';
import { wallsOf, type Slab } from './walls.ts';

/** mm within which contours lie on one plane. */
const SAME_PLANE_MM = 0.01;

/**
 * Closed planar contours in parallel planes as one solid: each plane's contours (even–odd) are a prism that reaches half-way to the
 * neighbouring planes, the end ones half their nearest gap; a single plane reaches half of `betweenSlices` to either side. Distances to its
 * boundary are exact. Null for a single plane whose thickness isn't known, and where contours cancel each other on every plane.
 */
export const stackedContours = (
  planes: readonly (readonly Vector3[])[],
  betweenSlices: number | null,
): Surface | null => {
  const axes = planeAxes(planes[0] ?? []);
  const levels = groupedByLevel(planes, axes);
  const bounds = slabBounds(
    levels.map(({ height }) => height),
    betweenSlices,
  );
  if (!bounds) return null;
  const slabs = levels.map(({ contours }, index): Slab => ({
    region: region(contours),
    low: bounds[index] ?? NaN,
    high: bounds[index + 1] ?? NaN,
  }));
  if (slabs.every(({ region: { area } }) => area === 0)) return null;
  const local = (point: Coordinates): Vector3 => {
    const at = triple(point);
    return [dot(axes[0], at), dot(axes[1], at), dot(axes[2], at)];
  };
  const world = (point: Coordinates): Coordinates =>
    axes.reduce<Coordinates>((sum, axis, index) => plus(sum, scale(axis, point[index] ?? 0)), [0, 0, 0]);
  const isIn = (at: Vector3): boolean => contains(slabs, at);
  const walls = wallsOf(slabs);
  const pieces = piecesIn(walls.tree, walls.squareTo, isIn);
  /** Of the nearest wall and the nearest floor or ceiling in the point's own column, the nearer. */
  const gapTo = (at: Vector3, isInside: boolean): number => {
    const wall = pieces.gap(at);
    const height = nearestHeight(slabs, at, isInside, wall);
    return height === null ? wall : Math.abs(height - at[2]);
  };
  return {
    dimensions: 3,
    center: world(centroidOf(slabs)),
    nearestPoint: (point) => {
      const at = local(point);
      const wall = walls.footOn(pieces.nearest(at), at);
      const height = nearestHeight(slabs, at, isIn(at), length(subtract(wall, at)));
      return world(height === null ? wall : [at[0], at[1], height]);
    },
    signedDistance: (point) => {
      const at = local(point);
      const isInside = isIn(at);
      return isInside ? -gapTo(at, true) : gapTo(at, false);
    },
    contains: (point) => isIn(local(point)),
    distanceNear: (points) => {
      const places = points.map(local);
      const [first] = places;
      // Floors and ceilings are no pieces, but they bound the inside.
      const distance = pieces.near(places, first && gapTo(first, isIn(first)));
      return (point) => {
        const at = local(point);
        const wall = distance(at);
        const height = nearestHeight(slabs, at, wall < 0, Math.abs(wall));
        return height === null ? wall : Math.sign(wall) * Math.abs(height - at[2]);
      };
    },
    toUnitBall: null,
    corners: null,
  };
};

/** Every contour's points at both ends of its prism, x, y, z, …; none for a single plane whose thickness isn't known. */
export const prismCorners = (planes: readonly (readonly Vector3[])[], betweenSlices: number | null): Float64Array => {
  const axes = planeAxes(planes[0] ?? []);
  const levels = groupedByLevel(planes, axes);
  const bounds = slabBounds(
    levels.map(({ height }) => height),
    betweenSlices,
  );
  if (!bounds) return new Float64Array();
  return Float64Array.from(
    levels.flatMap(({ contours }, index) =>
      [bounds[index] ?? NaN, bounds[index + 1] ?? NaN].flatMap((height) =>
        contours.flatMap((corners) =>
          corners.flatMap(([u = NaN, v = NaN]) =>
            plus(plus(times(axes[0], u), times(axes[1], v)), times(axes[2], height)),
          ),
        ),
      ),
    ),
  );
};

/** Centroid of the contours of a single plane, whose thickness doesn't matter for it; null where they enclose nothing. */
export const planarCentroid = (planes: readonly (readonly Vector3[])[]): Coordinates | null => {
  const axes = planeAxes(planes[0] ?? []);
  const [level] = groupedByLevel(planes, axes);
  const {
    area,
    centroid: [u = 0, v = 0],
  } = region(level?.contours ?? []);
  if (area === 0) return null;
  return plus(plus(times(axes[0], u), times(axes[1], v)), times(axes[2], level?.height ?? 0));
};

/** Whether contours on some plane cancel each other: each point of it lies in an even number of them. */
export const hasEmptyPlane = (planes: readonly (readonly Vector3[])[]): boolean =>
  groupedByLevel(planes, planeAxes(planes[0] ?? [])).some(
    ({ contours }) => contours.length > 1 && region(contours).area === 0,
  );

/** Where one prism ends and the next begins; the same number for both, so that nothing lies between them. */
const slabBounds = (heights: readonly number[], betweenSlices: number | null): readonly number[] | null => {
  const [first = NaN, second] = heights;
  const last = heights.at(-1) ?? NaN;
  if (second === undefined)
    return betweenSlices === null ? null : [first - betweenSlices / 2, first + betweenSlices / 2];
  const middles = heights.slice(1).map((height, index) => ((heights[index] ?? NaN) + height) / 2);
  return [2 * first - (middles[0] ?? NaN), ...middles, 2 * last - (middles.at(-1) ?? NaN)];
};

/** Two directions in the plane and its normal: by the vector area, which every triangle of the contour helps to make. */
const planeAxes = (corners: readonly Vector3[]): readonly [Vector3, Vector3, Vector3] => {
  const [origin = [0, 0, 0]] = corners;
  const area = corners.reduce<Vector3>(
    (sum, corner, index) => {
      const next = corners[(index + 1) % corners.length] ?? corner;
      const part = cross(subtract(corner, origin), subtract(next, origin));
      return [sum[0] + part[0], sum[1] + part[1], sum[2] + part[2]];
    },
    [0, 0, 0],
  );
  const normal = normalize(area);
  const smallest = normal.reduce(
    (best, value, axis) => (Math.abs(value) < Math.abs(normal[best] ?? 0) ? axis : best),
    0,
  );
  const along = normalize(cross(normal, [0, 1, 2].map((axis) => (axis === smallest ? 1 : 0)) as unknown as Vector3));
  return [along, cross(normal, along), normal];
};

interface Level {
  readonly height: number;
  readonly contours: readonly (readonly Coordinates[])[];
}

const groupedByLevel = (
  planes: readonly (readonly Vector3[])[],
  [u, v, normal]: readonly [Vector3, Vector3, Vector3],
): readonly Level[] => {
  const placed = planes
    .map((corners) => ({
      height: corners.reduce((sum, corner) => sum + dot(corner, normal), 0) / corners.length,
      contour: corners.map((corner) => [dot(corner, u), dot(corner, v)]),
    }))
    .sort((a, b) => a.height - b.height);
  const levels: { height: number; contours: Coordinates[][] }[] = [];
  for (const { height, contour } of placed) {
    const level = levels.at(-1);
    if (level && height - level.height <= SAME_PLANE_MM) level.contours.push(contour);
    else levels.push({ height, contours: [contour] });
  }
  return levels;
};

const centroidOf = (slabs: readonly Slab[]): Coordinates => {
  let [volume, sum]: [number, Coordinates] = [0, [0, 0, 0]];
  for (const {
    region: { area, centroid },
    low,
    high,
  } of slabs) {
    if (area === 0) continue;
    const part = area * (high - low);
    volume += part;
    sum = plus(sum, times([...centroid, (low + high) / 2], part));
  }
  return times(sum, 1 / volume);
};

const contains = (slabs: readonly Slab[], [u, v, height]: Vector3): boolean =>
  slabs.some((slab) => height >= slab.low && height <= slab.high && slab.region.contains(u, v));

/**
 * The nearest height in a point's own column at which the solid begins or ends, where that is less than `within` away; else null. Prisms fill
 * the height without gaps, so inside it is where a prism begins that doesn't hold the column, or the end of all.
 */
const nearestHeight = (
  slabs: readonly Slab[],
  [u, v, height]: Vector3,
  isInside: boolean,
  within: number,
): number | null => {
  let [best, nearest]: [number | null, number] = [null, within];
  const offer = (at: number): void => {
    if (Math.abs(at - height) < nearest) [best, nearest] = [at, Math.abs(at - height)];
  };
  if (isInside) {
    offer(slabs[0]?.low ?? NaN);
    offer(slabs.at(-1)?.high ?? NaN);
  }
  for (const { low, high, region: section } of slabs) {
    const clamped = Math.min(high, Math.max(low, height));
    if (Math.abs(clamped - height) < nearest && section.contains(u, v) !== isInside) offer(clamped);
  }
  return best;
};
