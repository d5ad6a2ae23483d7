import { region, type Region } from './region.ts';
import { minus, plus, times, type Coordinates, type Surface } from './surface.ts';
import { cross, dot, length, normalize, scale, subtract, type Vector3 } from './vector.ts';

/** mm within which contours lie on one plane. */
const SAME_PLANE_MM = 0.01;

interface Slab {
  readonly region: Region;
  readonly low: number;
  readonly high: number;
}

/**
 * Closed planar contours in parallel planes as one solid: each plane's contours (even–odd) are a prism that reaches half-way to the
 * neighbouring planes, the end ones half their nearest gap; a single plane reaches half of `betweenSlices` to either side. Distances to its
 * boundary are exact. Null for a single plane whose thickness isn't known.
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
  const local = (point: Coordinates): Coordinates => axes.map((axis) => dot(axis, triple(point)));
  const world = (point: Coordinates): Coordinates =>
    axes.reduce<Coordinates>((sum, axis, index) => plus(sum, scale(axis, point[index] ?? 0)), [0, 0, 0]);
  const contains = (point: Coordinates): boolean => isIn(slabs, local(point));
  return {
    dimensions: 3,
    center: world(centroidOf(slabs)),
    nearestPoint: (point) => world(nearestLocal(slabs, local(point))),
    signedDistance: (point) => {
      const at = local(point);
      const gap = length(triple(minus(at, nearestLocal(slabs, at))));
      return isIn(slabs, at) ? -gap : gap;
    },
    contains,
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

/** Centroid of the contours of a single plane, whose thickness doesn't matter for it. */
export const planarCentroid = (planes: readonly (readonly Vector3[])[]): Coordinates => {
  const axes = planeAxes(planes[0] ?? []);
  const [level] = groupedByLevel(planes, axes);
  const [u = 0, v = 0] = region(level?.contours ?? []).centroid;
  return plus(plus(times(axes[0], u), times(axes[1], v)), times(axes[2], level?.height ?? 0));
};

/** Where one prism ends and the next begins; the same number for both, so that nothing lies between them. */
const slabBounds = (heights: readonly number[], betweenSlices: number | null): readonly number[] | null => {
  const [first = NaN, second] = heights;
  const last = heights.at(-1) ?? NaN;
  if (second === undefined)
    return betweenSlices === null ? null : [first - betweenSlices / 2, first + betweenSlices / 2];
  const middles = heights.slice(1).map((height, index) => ((heights[index] ?? NaN) + height) / 2);
  return [2 * first - (middles[0] ?? NaN), ...middles, 2 * last - (middles.at(-1) ?? NaN)];
};

const triple = (v: Coordinates): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

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
    const part = area * (high - low);
    volume += part;
    sum = plus(sum, times([...centroid, (low + high) / 2], part));
  }
  return times(sum, 1 / volume);
};

const isIn = (slabs: readonly Slab[], [u = NaN, v = NaN, height = NaN]: Coordinates): boolean =>
  slabs.some((slab) => height >= slab.low && height <= slab.high && slab.region.contains([u, v]));

/**
 * The nearest point of the boundary. Outside it is the nearest point of any prism; inside it is the nearest point of what isn't the solid:
 * above or below it, or beside one of its prisms at that prism's height, for the prisms fill the height without gaps.
 */
const nearestLocal = (slabs: readonly Slab[], point: Coordinates): Coordinates => {
  const [u = NaN, v = NaN, height = NaN] = point;
  const inside = isIn(slabs, point);
  let best: Coordinates = point;
  let nearest = Infinity;
  const offer = (at: Coordinates): void => {
    const gap = length(triple(minus(at, point)));
    if (gap < nearest) [best, nearest] = [at, gap];
  };
  if (inside) {
    offer([u, v, slabs[0]?.low ?? NaN]);
    offer([u, v, slabs.at(-1)?.high ?? NaN]);
  }
  for (const slab of slabs) {
    const clamped = Math.min(slab.high, Math.max(slab.low, height));
    const away = Math.abs(clamped - height);
    if (away >= nearest || (!inside && Math.hypot(away, outsideBox(slab.region.bounds, u, v)) >= nearest)) continue;
    if (slab.region.contains([u, v]) === inside) {
      const [nu = NaN, nv = NaN] = slab.region.nearest([u, v]).at;
      offer([nu, nv, clamped]);
    } else offer([u, v, clamped]);
  }
  return best;
};

const outsideBox = ({ low, high }: Region['bounds'], u: number, v: number): number =>
  Math.hypot(
    Math.max(0, (low[0] ?? NaN) - u, u - (high[0] ?? NaN)),
    Math.max(0, (low[1] ?? NaN) - v, v - (high[1] ?? NaN)),
  );
