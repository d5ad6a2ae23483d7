import { labelmapIndex, labelmapSurface, type LabelmapGeometry } from '../../src/space/labelmap.ts';
import { meshIndex, meshSurface } from '../../src/space/mesh.ts';
import type { Surface } from '../../src/space/surface.ts';
import type { Vector3 } from '../../src/space/vector.ts';
import { turned, type rotation } from './records.ts';

export const vector = (v: readonly number[]): Vector3 => [v[0] ?? NaN, v[1] ?? NaN, v[2] ?? NaN];

export const solid = (surface: Surface | null): Surface => {
  if (!surface) throw new Error('it encloses nothing');
  return surface;
};

/** A mesh as a surface; throws where it isn't closed. */
export const meshOf = (vertices: readonly number[], triangles: readonly number[]): Surface => {
  const index = meshIndex(vertices, triangles);
  return solid(index && meshSurface(index));
};

/** A labelmap by a rule that says which voxels are set. */
export const labelmapOf = (
  {
    isSet,
    ...geometry
  }: LabelmapGeometry & { readonly isSet: (column: number, row: number, slice: number) => boolean },
  withField = false,
): Surface => {
  const [columns, rows, slices] = geometry.size;
  const bits = new Uint8Array(Math.ceil((columns * rows * slices) / 8));
  for (let voxel = 0; voxel < columns * rows * slices; voxel += 1) {
    const [column, line] = [voxel % columns, Math.floor(voxel / columns)];
    if (isSet(column, line % rows, Math.floor(line / rows)))
      bits[voxel >> 3] = (bits[voxel >> 3] ?? 0) | (1 << (voxel & 7));
  }
  return labelmapSurface(labelmapIndex(geometry, bits, { withField }));
};

export interface Frame {
  readonly center: readonly number[];
  readonly rows: ReturnType<typeof rotation>;
}
export const inFrame =
  ({ center, rows }: Frame) =>
  (local: readonly number[]): Vector3 =>
    vector(turned(rows, local).map((value, axis) => value + (center[axis] ?? 0)));

/** Twelve triangles, wound as chance has it: winding doesn't matter. */
export const boxMesh = (
  half: readonly number[],
  frame: Frame,
  random: () => number,
): { vertices: number[]; triangles: number[] } => {
  const to = inFrame(frame);
  const corners = Array.from({ length: 8 }, (_, bits) =>
    to(half.map((value, axis) => ((bits >> axis) & 1 ? value : -value))),
  );
  const sides = [
    [0, 1, 3, 2],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 3, 7, 6],
    [0, 2, 6, 4],
    [1, 3, 7, 5],
  ];
  const triangles = sides.flatMap(([a = 0, b = 0, c = 0, d = 0]) =>
    [
      [a, b, c],
      [a, c, d],
    ].flatMap(([x = 0, y = 0, z = 0]) => (random() < 0.5 ? [x, y, z] : [x, z, y])),
  );
  return { vertices: corners.flat(), triangles };
};

/** The same box as contours on planes at uneven heights. */
export const boxContours = (half: readonly number[], frame: Frame, random: () => number): Vector3[][] => {
  const [a = 0, b = 0, c = 0] = half;
  const to = inFrame(frame);
  const count = 2 + Math.floor(random() * 4);
  // Plane i lies in the middle of its slab; slabs of equal height make the reach half-way to the neighbours.
  const heights = Array.from({ length: count }, (_, index) => -c + ((2 * index + 1) * c) / count);
  const planes = heights.map((height) => {
    const square = [
      [-a, -b],
      [a, -b],
      [a, b],
      [-a, b],
    ].map(([x = 0, y = 0]) => to([x, y, height]));
    return random() < 0.5 ? square : square.reverse();
  });
  return planes.sort(() => random() - 0.5);
};

export const boxLabelmap = (half: readonly number[], { center, rows }: Frame): Surface => {
  const size = [3, 4, 5] as const;
  const spacing = half.map((value, axis) => (2 * value) / (size[axis] ?? 1));
  const first = half.map((value, axis) => -value + (spacing[axis] ?? 0) / 2);
  const axis = (index: number): number[] => [0, 1, 2].map((row) => rows[row]?.[index] ?? 0);
  return labelmapOf({
    size: [5, 6, 7],
    origin: vector(
      turned(
        rows,
        first.map((value, index) => value - (spacing[index] ?? 0)),
      ).map((value, index) => value + (center[index] ?? 0)),
    ),
    orientation: [...axis(0), ...axis(1)] as unknown as [number, number, number, number, number, number],
    betweenColumns: spacing[0] ?? NaN,
    betweenRows: spacing[1] ?? NaN,
    betweenSlices: spacing[2] ?? NaN,
    isSet: (column, row, slice) => [column, row, slice].every((at, index) => at >= 1 && at <= (size[index] ?? 0)),
  });
};

/** A closed star-shaped surface: an icosahedron divided twice, its corners at distances that chance gives. */
export const star = (random: () => number): { vertices: number[]; triangles: number[] } => {
  const g = (1 + Math.sqrt(5)) / 2;
  let points: number[][] = [
    [-1, g, 0],
    [1, g, 0],
    [-1, -g, 0],
    [1, -g, 0],
    [0, -1, g],
    [0, 1, g],
    [0, -1, -g],
    [0, 1, -g],
    [g, 0, -1],
    [g, 0, 1],
    [-g, 0, -1],
    [-g, 0, 1],
  ];
  let faces = [
    [0, 11, 5],
    [0, 5, 1],
    [0, 1, 7],
    [0, 7, 10],
    [0, 10, 11],
    [1, 5, 9],
    [5, 11, 4],
    [11, 10, 2],
    [10, 7, 6],
    [7, 1, 8],
    [3, 9, 4],
    [3, 4, 2],
    [3, 2, 6],
    [3, 6, 8],
    [3, 8, 9],
    [4, 9, 5],
    [2, 4, 11],
    [6, 2, 10],
    [8, 6, 7],
    [9, 8, 1],
  ];
  for (let round = 0; round < 2; round += 1) {
    const middles = new Map<string, number>();
    const between = (a: number, b: number): number => {
      const key = `${String(Math.min(a, b))} ${String(Math.max(a, b))}`;
      const known = middles.get(key);
      if (known !== undefined) return known;
      points.push((points[a] ?? []).map((value, axis) => (value + (points[b]?.[axis] ?? 0)) / 2));
      middles.set(key, points.length - 1);
      return points.length - 1;
    };
    faces = faces.flatMap(([a = 0, b = 0, c = 0]) => {
      const [ab, bc, ca] = [between(a, b), between(b, c), between(c, a)];
      return [
        [a, ab, ca],
        [b, bc, ab],
        [c, ca, bc],
        [ab, bc, ca],
      ];
    });
  }
  points = points.map((point) => {
    const size = Math.hypot(...point);
    const radius = 6 + 8 * random();
    return point.map((value) => (value / size) * radius);
  });
  return { vertices: points.flat(), triangles: faces.flat() };
};
