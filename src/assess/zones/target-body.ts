import type { Space, Target } from '../../confirmation/record.ts';
import { eigen, type Covariance } from '../../space/covariance.ts';
import { bytesOfBase64 } from '../../space/labelmap-bits.ts';
import { prismCorners } from '../../space/contours.ts';
import { inner, norm, plus, times, type Coordinates, type Surface } from '../../space/surface.ts';
import { add, cross, normalize, scale, type Vector3 } from '../../space/vector.ts';
import { ENOUGH_PLACES, inUnitBall, inUnitCube, overSphere, placesError } from './volume-samples.ts';

/** What a target fills, for comparing it with an ablation. */
export interface TargetBody {
  /** A ball or ellipsoid by its semi-axes and their lengths; null for a drawn target. */
  readonly round: { readonly axes: readonly Coordinates[]; readonly sizes: readonly number[] } | null;
  /** A drawn target's corners (x, y, z, …): all that stick out of it anywhere are among them. Empty for a round one. */
  readonly corners: Float64Array;
  /** Those of them that stick out farthest in some direction: nearly its convex hull. */
  readonly extremes: Float64Array;
  /** Places u, v, w, … spread evenly through it: each is origin + u·axes[0] + v·axes[1] + w·axes[2]. The same ones on every call. */
  readonly places: Float64Array;
  readonly origin: Coordinates;
  readonly axes: readonly Coordinates[];
  /** Places that were tried for each of them. */
  readonly triedForEach: number;
  /** mm³; null where the target is so thin in its box that too few places were found in it. */
  readonly volume: number | null;
  /** By which share of itself the volume may be wrong. */
  readonly volumeError: number;
}

/** Made once for a drawn target: its corners and the places in it don't depend on where the device is. */
const made = new WeakMap<Surface, TargetBody>();

export const targetBody = (space: Space, target: Target, surface: Surface): TargetBody => {
  if (surface.toUnitBall) return roundBody(surface, surface.toUnitBall);
  const known = made.get(surface);
  if (known) return known;
  const body = drawnBody(space, target, surface);
  made.set(surface, body);
  return body;
};

const roundBody = (surface: Surface, toUnitBall: readonly Coordinates[]): TargetBody => {
  // The rows are unit directions over the semi-axis.
  const axes = toUnitBall.map((row) => times(row, 1 / inner(row, row)));
  const sizes = axes.map(norm);
  return {
    round: { axes, sizes },
    corners: new Float64Array(),
    extremes: new Float64Array(),
    places: inUnitBall(),
    origin: surface.center,
    axes,
    triedForEach: 1,
    volumeError: 0,
    volume: (4 / 3) * Math.PI * sizes.reduce((product, size) => product * size, 1),
  };
};

/** Places of the box around a drawn target that are tried at most, and how many within it are needed. */
const MOST_TRIED = 131_072;
const LEAST_PLACES = 1000;

const drawnBody = (space: Space, target: Target, surface: Surface): TargetBody => {
  const corners = cornersOf(space, target);
  const { origin, edges, volume } = boxAround(corners);
  const inside: number[] = [];
  let tried = 0;
  for (; tried < MOST_TRIED && inside.length < 3 * ENOUGH_PLACES; tried += 1) {
    const place = inUnitCube(tried);
    const point = edges.reduce<Coordinates>((sum, edge, axis) => plus(sum, times(edge, place[axis] ?? NaN)), origin);
    if (surface.contains(point)) inside.push(...place);
  }
  const count = inside.length / 3;
  return {
    round: null,
    corners,
    extremes: extremesOf(corners),
    places: Float64Array.from(inside),
    origin,
    axes: edges,
    triedForEach: tried / count,
    volume: count < LEAST_PLACES ? null : (volume * count) / tried,
    volumeError: placesError(count, tried / count),
  };
};

interface Box {
  readonly origin: Coordinates;
  readonly edges: readonly Coordinates[];
  readonly volume: number;
}

/** The smaller of two boxes that hold all corners: along the axes of space, and along those in which the corners are spread. */
const boxAround = (corners: Float64Array): Box => {
  const straight = boxAlong(corners, [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ]);
  const turned = boxAlong(
    corners,
    eigen(spreadOf(corners)).map(({ vector }) => vector),
  );
  return turned.volume < (1 - 1e-6) * straight.volume ? turned : straight;
};

const boxAlong = (corners: Float64Array, axes: readonly Coordinates[]): Box => {
  const spans = axes.map(([x = 0, y = 0, z = 0]) => {
    let [low, high] = [Infinity, -Infinity];
    for (let at = 0; at < corners.length; at += 3) {
      const along = x * (corners[at] ?? NaN) + y * (corners[at + 1] ?? NaN) + z * (corners[at + 2] ?? NaN);
      low = Math.min(low, along);
      high = Math.max(high, along);
    }
    return { low, size: high - low };
  });
  return {
    origin: axes.reduce<Coordinates>((sum, axis, at) => plus(sum, times(axis, spans[at]?.low ?? NaN)), [0, 0, 0]),
    edges: axes.map((axis, at) => times(axis, spans[at]?.size ?? NaN)),
    volume: spans.reduce((product, { size }) => product * size, 1),
  };
};

const spreadOf = (corners: Float64Array): Covariance => {
  const count = corners.length / 3;
  const means = [0, 0, 0];
  corners.forEach((value, index) => {
    means[index % 3] = (means[index % 3] ?? NaN) + value / count;
  });
  const sums = means.map(() => [0, 0, 0]);
  for (let at = 0; at < corners.length; at += 3)
    sums.forEach((line, row) => {
      const off = (corners[at + row] ?? NaN) - (means[row] ?? NaN);
      for (let column = 0; column < 3; column += 1)
        line[column] = (line[column] ?? NaN) + (off * ((corners[at + column] ?? NaN) - (means[column] ?? NaN))) / count;
    });
  return sums;
};

/** Directions in which corners stick out farthest: near enough to each other to miss 0.05 mm of a target 30 mm across at most. */
const DIRECTIONS = 512;

const extremesOf = (corners: Float64Array): Float64Array => {
  const found = new Set<number>();
  for (const [x = 0, y = 0, z = 0] of overSphere(DIRECTIONS)) {
    let [farthest, reach] = [0, -Infinity];
    for (let at = 0; at < corners.length; at += 3) {
      const there = x * (corners[at] ?? NaN) + y * (corners[at + 1] ?? NaN) + z * (corners[at + 2] ?? NaN);
      if (there > reach) [farthest, reach] = [at, there];
    }
    found.add(farthest);
  }
  return Float64Array.from([...found].flatMap((at) => [...corners.subarray(at, at + 3)]));
};

const cornersOf = (space: Space, target: Target): Float64Array => {
  switch (target.shape) {
    case 'mesh':
      return Float64Array.from(
        [...new Set(target.triangles)].flatMap((vertex) => target.vertices.slice(3 * vertex, 3 * vertex + 3)),
      );
    case 'contours':
      return prismCorners(target.planes, space.kind === 'patient' ? (space.voxel?.betweenSlices ?? null) : null);
    case 'labelmap':
      return rowEnds(target);
    default:
      return new Float64Array();
  }
};

/** The corners of the first and the last set voxel of each row: every other corner lies between two of these. */
const rowEnds = (target: Extract<Target, { readonly shape: 'labelmap' }>): Float64Array => {
  const [columns, rows, slices] = target.size;
  const [a, b, c, d, e, f] = target.orientation;
  const along = normalize([a, b, c]);
  const normal = normalize(cross(along, [d, e, f]));
  const steps: readonly [Vector3, Vector3, Vector3] = [
    scale(along, target.betweenColumns),
    scale(cross(normal, along), target.betweenRows),
    scale(normal, target.betweenSlices),
  ];
  const at = (column: number, row: number, slice: number): Vector3 =>
    add(target.origin, add(scale(steps[0], column), add(scale(steps[1], row), scale(steps[2], slice))));
  const bytes = bytesOfBase64(target.bits);
  const isSet = (voxel: number): boolean => (((bytes[Math.floor(voxel / 8)] ?? 0) >> (voxel % 8)) & 1) === 1;
  const found: number[] = [];
  for (let slice = 0; slice < slices; slice += 1)
    for (let row = 0; row < rows; row += 1) {
      const start = columns * (row + rows * slice);
      let first = 0;
      while (first < columns && !isSet(start + first)) first += 1;
      if (first === columns) continue;
      let last = columns - 1;
      while (!isSet(start + last)) last -= 1;
      for (const column of [first - 0.5, last + 0.5])
        for (const up of [row - 0.5, row + 0.5])
          for (const over of [slice - 0.5, slice + 0.5]) found.push(...at(column, up, over));
    }
  return Float64Array.from(found);
};
