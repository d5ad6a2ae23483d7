import { add, cross, dot, scale, subtract, type Vector3 } from './vector.ts';

/** mm within which vertices are one. */
const SAME_VERTEX_MM = 1e-6;

/** mm; so much larger that few vertices lie near enough to a side to look into the next cell, so small that few share one. */
const CELL_MM = 8e-6;

/** The least power of two that leaves a table half empty. */
const tableSize = (entries: number): number => 2 ** Math.ceil(Math.log2(2 * entries + 2));

/** Spreads whole numbers, also those beyond 32 bits, over a table. */
const hashOf = (a: number, b: number, c: number, mask: number): number => {
  let hash = Math.imul((a % 4_294_967_291) | 0, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ ((b % 4_294_967_291) | 0), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13) ^ ((c % 4_294_967_291) | 0), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & mask;
};

/** For each vertex (x, y, z, …, mm) the first one that lies at its place. Found by hashing to a grid, and looking into the neighbouring cells. */
export const mergeVertices = (vertices: ArrayLike<number>): Uint32Array => {
  const count = vertices.length / 3;
  const merged = new Uint32Array(count);
  const mask = tableSize(count) - 1;
  const heads = new Int32Array(mask + 1).fill(-1);
  const next = new Int32Array(count);
  const findIn = (cell: number, x: number, y: number, z: number): number => {
    for (let other = heads[cell] ?? -1; other >= 0; other = next[other] ?? -1) {
      const dx = x - (vertices[3 * other] ?? NaN);
      const dy = y - (vertices[3 * other + 1] ?? NaN);
      const dz = z - (vertices[3 * other + 2] ?? NaN);
      if (dx * dx + dy * dy + dz * dz < SAME_VERTEX_MM ** 2) return other;
    }
    return -1;
  };
  for (let vertex = 0; vertex < count; vertex += 1) {
    const x = vertices[3 * vertex] ?? NaN;
    const y = vertices[3 * vertex + 1] ?? NaN;
    const z = vertices[3 * vertex + 2] ?? NaN;
    const lowX = Math.floor((x - SAME_VERTEX_MM) / CELL_MM);
    const highX = Math.floor((x + SAME_VERTEX_MM) / CELL_MM);
    const lowY = Math.floor((y - SAME_VERTEX_MM) / CELL_MM);
    const highY = Math.floor((y + SAME_VERTEX_MM) / CELL_MM);
    const lowZ = Math.floor((z - SAME_VERTEX_MM) / CELL_MM);
    const highZ = Math.floor((z + SAME_VERTEX_MM) / CELL_MM);
    let found = -1;
    for (let i = lowX; i <= highX && found < 0; i += 1)
      for (let j = lowY; j <= highY && found < 0; j += 1)
        for (let k = lowZ; k <= highZ && found < 0; k += 1) found = findIn(hashOf(i, j, k, mask), x, y, z);
    merged[vertex] = found < 0 ? vertex : found;
    if (found >= 0) continue;
    const own = hashOf(Math.floor(x / CELL_MM), Math.floor(y / CELL_MM), Math.floor(z / CELL_MM), mask);
    next[vertex] = heads[own] ?? -1;
    heads[own] = vertex;
  }
  return merged;
};

/** Corners by merged vertex; triangles that merging has made a line or a point bound nothing. */
export const solidTriangles = (triangles: ArrayLike<number>, merged: Uint32Array): Uint32Array => {
  const corners = new Uint32Array(triangles.length);
  let used = 0;
  for (let at = 0; at < triangles.length; at += 3) {
    const a = merged[triangles[at] ?? 0] ?? 0;
    const b = merged[triangles[at + 1] ?? 0] ?? 0;
    const c = merged[triangles[at + 2] ?? 0] ?? 0;
    if (a === b || b === c || c === a) continue;
    corners[used] = a;
    corners[used + 1] = b;
    corners[used + 2] = c;
    used += 3;
  }
  return corners.slice(0, used);
};

/** The corner that follows a side's own: side s runs from corner s to this one. */
const endOf = (side: number): number => (side % 3 === 2 ? side - 2 : side + 1);

/** For each side of each triangle the triangle across it; null where a side isn't shared by exactly two. */
export const neighboursOf = (corners: Uint32Array): Int32Array | null => {
  const neighbours = new Int32Array(corners.length).fill(-1);
  const mask = tableSize(corners.length / 2) - 1;
  /** Sides by their ends (open addressing): the first of the two that share them. */
  const table = new Int32Array(mask + 1).fill(-1);
  let apart = 0;
  for (let side = 0; side < corners.length; side += 1) {
    const from = corners[side] ?? 0;
    const to = corners[endOf(side)] ?? 0;
    const [low, high] = from < to ? [from, to] : [to, from];
    let at = hashOf(low, high, 0, mask);
    for (;;) {
      const other = table[at] ?? -1;
      if (other < 0) {
        // More edges than half the sides: some belong to one triangle only.
        if (apart >= corners.length / 2) return null;
        table[at] = side;
        apart += 1;
        break;
      }
      const otherFrom = corners[other] ?? 0;
      const otherTo = corners[endOf(other)] ?? 0;
      if ((otherFrom === low && otherTo === high) || (otherFrom === high && otherTo === low)) {
        if ((neighbours[other] ?? 0) >= 0) return null;
        neighbours[side] = Math.floor(other / 3);
        neighbours[other] = Math.floor(side / 3);
        break;
      }
      at = (at + 1) & mask;
    }
  }
  return neighbours.includes(-1) ? null : neighbours;
};

/** Which connected part each triangle belongs to, and whether it is wound against the part's first triangle. */
export interface Parts {
  readonly partOf: Int32Array;
  readonly flipped: Uint8Array;
  /** The first triangle of each part. */
  readonly seeds: readonly number[];
}

export const partsOf = (corners: Uint32Array, neighbours: Int32Array): Parts => {
  const count = corners.length / 3;
  const partOf = new Int32Array(count).fill(-1);
  const flipped = new Uint8Array(count);
  const seeds: number[] = [];
  const open = new Int32Array(count);
  for (let seed = 0; seed < count; seed += 1) {
    if ((partOf[seed] ?? 0) >= 0) continue;
    seeds.push(seed);
    partOf[seed] = seeds.length - 1;
    open[0] = seed;
    for (let waiting = 1; waiting > 0;) {
      waiting -= 1;
      const triangle = open[waiting] ?? 0;
      for (let side = 3 * triangle; side < 3 * triangle + 3; side += 1) {
        const across = neighbours[side] ?? -1;
        if (across < 0 || (partOf[across] ?? 0) >= 0) continue;
        partOf[across] = seeds.length - 1;
        // Neighbours that are wound alike run along their common side in opposite senses.
        const alike = !runsAlong(corners, across, corners[side] ?? 0, corners[endOf(side)] ?? 0);
        flipped[across] = (flipped[triangle] ?? 0) ^ (alike ? 0 : 1);
        open[waiting] = across;
        waiting += 1;
      }
    }
  }
  return { partOf, flipped, seeds };
};

const runsAlong = (corners: Uint32Array, triangle: number, from: number, to: number): boolean => {
  for (let side = 3 * triangle; side < 3 * triangle + 3; side += 1)
    if (corners[side] === from && corners[endOf(side)] === to) return true;
  return false;
};

/** How many faces of a part are asked, spread over it, whether it lies within others. */
const FACES_ASKED = 16;

/**
 * Centroid of what is enclosed: each part with its triangles turned alike, parts within parts (cavities) taken away. `isWithinOthers` tells
 * whether a point lies within an odd number of the parts other than its own; it is asked just inside a part's faces, where touching parts are no
 * longer on each other, and answers null where that would take too long. Null then, and where faces of one part answer differently: parts cut each other.
 */
export const centroidOfParts = (
  vertices: ArrayLike<number>,
  corners: Uint32Array,
  { partOf, flipped, seeds }: Parts,
  isWithinOthers: (x: number, y: number, z: number, part: number) => boolean | null,
): Vector3 | null => {
  const at = (corner: number): Vector3 => {
    const vertex = 3 * (corners[corner] ?? 0);
    return [vertices[vertex] ?? NaN, vertices[vertex + 1] ?? NaN, vertices[vertex + 2] ?? NaN];
  };
  const origin = at(0);
  const volumes = new Float64Array(seeds.length);
  const moments = new Float64Array(3 * seeds.length);
  const sizes = new Uint32Array(seeds.length);
  for (let triangle = 0; triangle < partOf.length; triangle += 1) {
    const a = subtract(at(3 * triangle), origin);
    const b = subtract(at(3 * triangle + 1), origin);
    const c = subtract(at(3 * triangle + 2), origin);
    const volume = ((flipped[triangle] ? -1 : 1) * dot(a, cross(b, c))) / 6;
    const part = partOf[triangle] ?? 0;
    volumes[part] = (volumes[part] ?? 0) + volume;
    sizes[part] = (sizes[part] ?? 0) + 1;
    for (const axis of [0, 1, 2] as const)
      moments[3 * part + axis] = (moments[3 * part + axis] ?? 0) + (volume * (a[axis] + b[axis] + c[axis])) / 4;
  }
  const isCavity = new Int8Array(seeds.length).fill(-1);
  const seen = new Uint32Array(seeds.length);
  for (let triangle = 0; seeds.length > 1 && triangle < partOf.length; triangle += 1) {
    const part = partOf[triangle] ?? 0;
    const nth = seen[part] ?? 0;
    seen[part] = nth + 1;
    if (nth % Math.ceil((sizes[part] ?? 1) / FACES_ASKED) !== 0) continue;
    const [a, b, c] = [at(3 * triangle), at(3 * triangle + 1), at(3 * triangle + 2)];
    const normal = cross(subtract(b, a), subtract(c, a));
    const area = Math.sqrt(dot(normal, normal));
    if (!(area > 0)) continue;
    const outwards = Math.sign(volumes[part] ?? 0) * (flipped[triangle] ? -1 : 1);
    const inside = scale(normal, (-outwards * Math.min(1e-5, 1e-4 * Math.sqrt(area))) / area);
    const middle = scale(add(a, add(b, c)), 1 / 3);
    const answer = isWithinOthers(...add(middle, inside), part);
    if (answer === null) return null;
    const within = Number(answer);
    if ((isCavity[part] ?? 0) >= 0 && isCavity[part] !== within) return null;
    isCavity[part] = within;
  }
  let total = 0;
  let sum: Vector3 = [0, 0, 0];
  seeds.forEach((_, part) => {
    const sign = Math.sign(volumes[part] ?? 0) * (isCavity[part] === 1 ? -1 : 1);
    total += sign * (volumes[part] ?? 0);
    sum = add(sum, scale([moments[3 * part] ?? 0, moments[3 * part + 1] ?? 0, moments[3 * part + 2] ?? 0], sign));
  });
  return total > 0 ? add(origin, scale(sum, 1 / total)) : null;
};
