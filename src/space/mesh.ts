import { boxTree } from './box-tree.ts';
import { nearestOnTriangle } from './triangle.ts';
import type { Coordinates, Surface } from './surface.ts';
import { add, cross, dot, scale, subtract, type Vector3 } from './vector.ts';

/** mm within which vertices are one. */
const SAME_VERTEX_MM = 1e-6;

/**
 * A closed triangle mesh: the nearest point is exact, the inside is what an odd number of its triangles lies around, so winding doesn't matter.
 * Null where it isn't closed: when, with vertices nearer than 1e-6 mm merged, some edge doesn't belong to exactly two triangles.
 */
export const closedMesh = (vertices: readonly number[], triangles: readonly number[]): Surface | null => {
  const merged = mergeVertices(vertices);
  const corners = solidTriangles(triangles, merged);
  if (corners.length === 0) return null;
  const neighbours = neighboursOf(corners);
  if (!neighbours) return null;
  const at = (vertex: number): Vector3 => [
    vertices[3 * vertex] ?? NaN,
    vertices[3 * vertex + 1] ?? NaN,
    vertices[3 * vertex + 2] ?? NaN,
  ];
  const count = corners.length / 3;
  const boxes = new Float64Array(6 * count);
  for (let triangle = 0; triangle < count; triangle += 1) {
    const [a, b, c] = [0, 1, 2].map((corner) => at(corners[3 * triangle + corner] ?? 0)) as [Vector3, Vector3, Vector3];
    for (const axis of [0, 1, 2] as const) {
      boxes[6 * triangle + axis] = Math.min(a[axis], b[axis], c[axis]);
      boxes[6 * triangle + 3 + axis] = Math.max(a[axis], b[axis], c[axis]);
    }
  }
  const tree = boxTree(boxes);
  const triangleAt = (triangle: number): readonly [Vector3, Vector3, Vector3] => [
    at(corners[3 * triangle] ?? 0),
    at(corners[3 * triangle + 1] ?? 0),
    at(corners[3 * triangle + 2] ?? 0),
  ];
  const nearest = (point: Vector3): { readonly at: Vector3; readonly gap: number } => {
    const { primitive, square } = tree.nearest(point, (triangle) => {
      const away = subtract(nearestOnTriangle(triangleAt(triangle), point), point);
      return dot(away, away);
    });
    return { at: nearestOnTriangle(triangleAt(primitive), point), gap: Math.sqrt(square) };
  };
  const oddAlong = (point: Vector3, skip: (triangle: number) => boolean): boolean =>
    isOdd(tree, triangleAt, point, skip);
  const contains = (point: Vector3): boolean => nearest(point).gap === 0 || oddAlong(point, () => false);
  return {
    dimensions: 3,
    center: centroidOf(corners, neighbours, at, oddAlong),
    nearestPoint: (point) => nearest(triple(point)).at,
    signedDistance: (point) => {
      const { gap } = nearest(triple(point));
      return gap > 0 && oddAlong(triple(point), () => false) ? -gap : gap;
    },
    contains: (point) => contains(triple(point)),
    toUnitBall: null,
    corners: null,
  };
};

const triple = (v: Coordinates): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

/** For each vertex the first one that lies at its place. Found by hashing to a grid, and looking into the neighbouring cells. */
const mergeVertices = (vertices: readonly number[]): Uint32Array => {
  const count = vertices.length / 3;
  const merged = new Uint32Array(count);
  const cells = new Map<string, number[]>();
  const size = 2 * SAME_VERTEX_MM;
  for (let vertex = 0; vertex < count; vertex += 1) {
    const place = [0, 1, 2].map((axis) => vertices[3 * vertex + axis] ?? NaN);
    const cell = place.map((value) => Math.floor(value / size));
    // Only cells that the distance can reach into.
    const reach = place.map((value, axis) => {
      const within = value - (cell[axis] ?? 0) * size;
      return [...(within < SAME_VERTEX_MM ? [-1] : []), 0, ...(within > size - SAME_VERTEX_MM ? [1] : [])];
    });
    let found = -1;
    for (const dx of reach[0] ?? [])
      for (const dy of reach[1] ?? [])
        for (const dz of reach[2] ?? []) {
          const key = `${String((cell[0] ?? 0) + dx)} ${String((cell[1] ?? 0) + dy)} ${String((cell[2] ?? 0) + dz)}`;
          for (const other of cells.get(key) ?? []) {
            const gap = Math.hypot(...place.map((value, axis) => value - (vertices[3 * other + axis] ?? NaN)));
            if (found < 0 && gap < SAME_VERTEX_MM) found = other;
          }
        }
    merged[vertex] = found < 0 ? vertex : found;
    if (found >= 0) continue;
    const key = cell.join(' ');
    const known = cells.get(key);
    if (known) known.push(vertex);
    else cells.set(key, [vertex]);
  }
  return merged;
};

/** Corners by merged vertex; triangles that merging has made a line or a point bound nothing. */
const solidTriangles = (triangles: readonly number[], merged: Uint32Array): Uint32Array => {
  const corners: number[] = [];
  for (let at = 0; at < triangles.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((corner) => merged[triangles[at + corner] ?? 0] ?? 0);
    if (a !== b && b !== c && c !== a) corners.push(a, b, c);
  }
  return Uint32Array.from(corners);
};

/** For each side of each triangle the one across it; null where a side isn't shared by exactly two. */
const neighboursOf = (corners: Uint32Array): Int32Array | null => {
  const neighbours = new Int32Array(corners.length).fill(-1);
  const open = new Map<number, number>();
  const done = new Set<number>();
  const most = corners.reduce((a, b) => Math.max(a, b), 0) + 1;
  for (let side = 0; side < corners.length; side += 1) {
    const triangle = Math.floor(side / 3);
    const [a, b] = [corners[side] ?? 0, corners[3 * triangle + ((side + 1) % 3)] ?? 0];
    const key = Math.min(a, b) * most + Math.max(a, b);
    if (done.has(key)) return null;
    const other = open.get(key);
    if (other === undefined) {
      open.set(key, side);
      continue;
    }
    neighbours[side] = Math.floor(other / 3);
    neighbours[other] = triangle;
    open.delete(key);
    done.add(key);
  }
  return open.size === 0 ? neighbours : null;
};

/** Directions that no honest mesh is aligned with; the next is tried when a ray grazes an edge. */
const RAYS: readonly Vector3[] = [
  [0.8017837257, 0.2672612419, 0.5345224838],
  [-0.4242640687, 0.7071067812, 0.5656854249],
  [0.3015113446, -0.9045340337, 0.3015113446],
  [-0.2357022604, -0.4714045208, 0.8498365856],
  [0.6396021491, 0.4264014327, -0.6396021491],
];

/** Relative distance to an edge within which a hit is too near to count on. */
const GRAZING = 1e-9;

/** Whether a ray from the point crosses an odd number of triangles. */
const isOdd = (
  tree: ReturnType<typeof boxTree>,
  triangleAt: (triangle: number) => readonly [Vector3, Vector3, Vector3],
  point: Vector3,
  skip: (triangle: number) => boolean,
): boolean => {
  const tally = { hit: 0, grazed: 0, missed: 0 };
  for (const direction of RAYS) {
    [tally.hit, tally.grazed] = [0, 0];
    tree.alongRay(point, direction, (triangle) => {
      if (!skip(triangle)) tally[hitBy(triangleAt(triangle), point, direction)] += 1;
    });
    if (tally.grazed === 0) break;
  }
  return tally.hit % 2 === 1;
};

/** Möller and Trumbore, "Fast, minimum storage ray/triangle intersection" (1997). */
const hitBy = (
  [a, b, c]: readonly [Vector3, Vector3, Vector3],
  point: Vector3,
  direction: Vector3,
): 'hit' | 'missed' | 'grazed' => {
  const [ab, ac] = [subtract(b, a), subtract(c, a)];
  const p = cross(direction, ac);
  const determinant = dot(ab, p);
  const size = dot(ab, ab) + dot(ac, ac);
  const from = subtract(point, a);
  const q = cross(from, ab);
  if (Math.abs(determinant) <= GRAZING * size) {
    // A triangle seen edge-on is crossed only by rays in its plane.
    return Math.abs(dot(from, cross(ab, ac))) <= GRAZING * size * Math.sqrt(size + dot(from, from))
      ? 'grazed'
      : 'missed';
  }
  const [u, v, t] = [dot(from, p) / determinant, dot(direction, q) / determinant, dot(ac, q) / determinant];
  const least = Math.min(u, v, 1 - u - v);
  if (least < -GRAZING || t < 0) return 'missed';
  return least > GRAZING ? 'hit' : 'grazed';
};

/** Centroid of what is enclosed: each connected part with its triangles turned alike, parts within parts (cavities) taken away. */
const centroidOf = (
  corners: Uint32Array,
  neighbours: Int32Array,
  at: (vertex: number) => Vector3,
  oddAlong: (point: Vector3, skip: (triangle: number) => boolean) => boolean,
): Vector3 => {
  const count = corners.length / 3;
  const part = new Int32Array(count).fill(-1);
  const flipped = new Uint8Array(count);
  const seeds: number[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    if ((part[seed] ?? 0) >= 0) continue;
    seeds.push(seed);
    part[seed] = seeds.length - 1;
    const open = [seed];
    for (let triangle = open.pop(); triangle !== undefined; triangle = open.pop()) {
      for (let side = 0; side < 3; side += 1) {
        const next = neighbours[3 * triangle + side] ?? -1;
        if (next < 0 || (part[next] ?? 0) >= 0) continue;
        part[next] = seeds.length - 1;
        const from = corners[3 * triangle + side] ?? 0;
        const to = corners[3 * triangle + ((side + 1) % 3)] ?? 0;
        // Neighbours that are wound alike run along their common side in opposite senses.
        flipped[next] = (flipped[triangle] ?? 0) ^ (runsAlong(corners, next, from, to) ? 1 : 0);
        open.push(next);
      }
    }
  }
  const origin = at(corners[0] ?? 0);
  const volumes = new Float64Array(seeds.length);
  const moments = new Float64Array(3 * seeds.length);
  for (let triangle = 0; triangle < count; triangle += 1) {
    const [a, b, c] = [0, 1, 2].map((corner) => subtract(at(corners[3 * triangle + corner] ?? 0), origin)) as [
      Vector3,
      Vector3,
      Vector3,
    ];
    const volume = ((flipped[triangle] ? -1 : 1) * dot(a, cross(b, c))) / 6;
    const index = part[triangle] ?? 0;
    volumes[index] = (volumes[index] ?? 0) + volume;
    for (const axis of [0, 1, 2] as const)
      moments[3 * index + axis] = (moments[3 * index + axis] ?? 0) + (volume * (a[axis] + b[axis] + c[axis])) / 4;
  }
  let total = 0;
  let sum: Vector3 = [0, 0, 0];
  seeds.forEach((seed, index) => {
    const inOthers = oddAlong(at(corners[3 * seed] ?? 0), (triangle) => part[triangle] === index);
    const sign = Math.sign(volumes[index] ?? 0) * (inOthers ? -1 : 1);
    total += sign * (volumes[index] ?? 0);
    sum = add(sum, scale([moments[3 * index] ?? 0, moments[3 * index + 1] ?? 0, moments[3 * index + 2] ?? 0], sign));
  });
  return add(origin, scale(sum, 1 / total));
};

const runsAlong = (corners: Uint32Array, triangle: number, from: number, to: number): boolean =>
  [0, 1, 2].some((side) => corners[3 * triangle + side] === from && corners[3 * triangle + ((side + 1) % 3)] === to);
