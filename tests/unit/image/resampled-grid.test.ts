import { describe, expect, it } from 'vitest';
import { patientFromPixelIndex, pixelIndexFromPatient, type PlaneGeometry } from '../../../src/image/plane-geometry.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { resampledGrid, type ResampledGrid } from '../../../src/image/resampled-grid.ts';
import { resampleSlice, type SliceValues } from '../../../src/image/resample-slice.ts';
import { patientPoint, pixelIndex } from '../../../src/space/frame.ts';
import { add, distance, dot, length, normalize, scale, subtract, type Vector3 } from '../../../src/space/vector.ts';
import { movedWithin, obliqueStack, steps } from '../../support/oblique-stack.ts';

const EMPTY = -1e6;
const tangent = (degrees: number): number => Math.tan((degrees * Math.PI) / 180);
type Field = (at: Vector3) => number;

const gridOver = (
  planes: readonly PlaneGeometry[],
  size: readonly [number, number],
  thickness?: number,
): ResampledGrid => {
  const [first, ...others] = planes;
  if (!first) throw new Error('no planes');
  const grid = resampledGrid([first, ...others], { size, thicknesses: planes.map(() => thickness) });
  if (isRefusal(grid)) throw new Error(grid.message);
  return grid;
};

/** What a scanner would give of a field of values at the centres of its pixels. */
const scanned = (field: Field, planes: readonly PlaneGeometry[], [columns, rows]: readonly [number, number]) =>
  planes.map((plane) =>
    Float64Array.from({ length: columns * rows }, (_, pixel) =>
      field(patientFromPixelIndex(plane, pixelIndex(pixel % columns, Math.floor(pixel / columns)))),
    ),
  );

const resampled = (
  grid: ResampledGrid,
  images: readonly SliceValues[],
  size: readonly [number, number],
  make: (count: number) => SliceValues = (count) => new Float64Array(count),
): readonly SliceValues[] =>
  grid.slices.map(({ sources }) => {
    const into = make(grid.size[0] * grid.size[1]);
    resampleSlice(
      sources.map((source) => ({ ...source, values: images[source.frame] ?? new Float64Array(0), size })),
      [grid.size[0], grid.size[1]],
      into,
      EMPTY,
    );
    return into;
  });

const voxelAt = (grid: ResampledGrid, column: number, row: number, slice: number): Vector3 =>
  add(
    add(grid.origin, scale(grid.normal, slice * grid.betweenSlices)),
    add(scale(grid.alongRow, column * grid.betweenColumns), scale(grid.alongColumn, row * grid.betweenRows)),
  );

/** Calls back with every voxel's place and value. */
const eachVoxel = (
  grid: ResampledGrid,
  slices: readonly SliceValues[],
  then: (at: Vector3, value: number) => void,
): void => {
  const [columns, rows] = grid.size;
  for (const [slice, values] of slices.entries())
    for (let row = 0; row < rows; row += 1)
      for (let column = 0; column < columns; column += 1)
        then(voxelAt(grid, column, row, slice), values[row * columns + column] ?? NaN);
};

/** Adds up what is above the background, for a centroid in mm. */
const weighing = (): { add: (at: Vector3, value: number) => void; centroid: () => Vector3 } => {
  let [sum, x, y, z] = [0, 0, 0, 0];
  return {
    add: (at, value) => {
      if (value <= 0) return;
      sum += value;
      x += value * at[0];
      y += value * at[1];
      z += value * at[2];
    },
    centroid: () => [x / sum, y / sum, z / sum],
  };
};

const LINEAR: Field = ([x, y, z]) => 3 * x - 1.7 * y + 2.3 * z + 11;
const SIZE = [14, 10] as const;

describe('a stack laid onto a regular grid', () => {
  it.each<[string, readonly PlaneGeometry[]]>([
    ['tilted', obliqueStack(steps(7, 2.4), { shear: tangent(16.5) })],
    ['tilted the other way, upside down', obliqueStack(steps(7, -2.4), { shear: tangent(22) })],
    [
      'tilted, of a patient on his side and oblique',
      obliqueStack(steps(7, 1.9), { azimuth: 97, elevation: 41, shear: tangent(12) }),
    ],
    ['uneven', obliqueStack([0, 1, 2.3, 3.1, 6, 7.4, 8.4], { azimuth: -20, elevation: 65 })],
    [
      'uneven, tilted and shifted',
      obliqueStack([0, 1, 2.3, 3.1, 4.4], { azimuth: 33, elevation: 21, shear: tangent(9) }).map((plane, index) =>
        movedWithin(plane, 0.37 * (index % 3), -0.9 * (index % 2)),
      ),
    ],
  ])('keeps a linear field exactly, and shows all of it: %s', (_, planes) => {
    const grid = gridOver(planes, SIZE, 3);
    const reach = (plane: PlaneGeometry, at: Vector3): boolean => {
      const { index } = pixelIndexFromPatient(plane, patientPoint(...at));
      return index[0] > -1e-6 && index[0] < SIZE[0] - 1 + 1e-6 && index[1] > -1e-6 && index[1] < SIZE[1] - 1 + 1e-6;
    };
    let [filled, all, worst, invented] = [0, 0, 0, 0];
    eachVoxel(grid, resampled(grid, scanned(LINEAR, planes, SIZE), SIZE), (at, value) => {
      const placed = planes
        .map((plane) => ({ plane, offset: dot(subtract(at, plane.origin), plane.normal) }))
        .sort((a, b) => a.offset - b.offset);
      // The acquired slices on either side of the voxel, or the one that it lies on.
      const above = placed.findLast(({ offset }) => offset <= 1e-6);
      const below = placed.find(({ offset }) => offset >= -1e-6);
      const seen = above && below && reach(above.plane, at) && reach(below.plane, at);
      all += 1;
      filled += seen ? 1 : 0;
      if (seen) worst = Math.max(worst, Math.abs(value - LINEAR(at)));
      else if (value !== EMPTY) invented += 1;
    });
    expect(worst).toBeLessThan(1e-9);
    expect(invented).toBe(0);
    expect(filled).toBeGreaterThan(0.3 * all);
  });

  it('is as wide as all of its slices together, and has their distances', () => {
    const tilted = gridOver(obliqueStack(steps(7, 2.4), { shear: tangent(16.5) }), SIZE);
    // 6 · 2.4 mm · tan 16.5° = 4.27 mm are 5.33 rows of 0.8 mm.
    expect(tilted.size).toEqual([14, 16, 7]);
    expect(tilted.betweenSlices).toBeCloseTo(2.4, 10);
    // Every slice of a tilted stack is one that was acquired: nothing is mixed along the normal.
    expect(tilted.slices.every(({ sources }) => sources.length === 1)).toBe(true);
    const uneven = gridOver(obliqueStack([0, 1, 2.3, 3.1, 4.4]), SIZE);
    // Five and a half of the shortest step, 0.8 mm: six.
    expect(uneven.size).toEqual([14, 10, 7]);
    expect(uneven.betweenSlices).toBeCloseTo(4.4 / 6, 10);
  });

  it('leaves a gap empty, and never mixes slices across it', () => {
    const planes = obliqueStack([0, 2, 4, 8, 10], { azimuth: 10, elevation: 30 });
    const grid = gridOver(planes, SIZE);
    expect(grid.size[2]).toBe(6);
    expect(grid.gapsMm).toEqual([expect.closeTo(4, 10)]);
    const slices = resampled(grid, scanned(LINEAR, planes, SIZE), SIZE);
    expect(slices.map((values) => values.every((value) => value === EMPTY))).toEqual([
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
    // Of uneven distances, too: nothing between 3 and 9, though the grid has slices there.
    const uneven = gridOver(obliqueStack([0, 1, 2.2, 3, 9, 10.1]), SIZE);
    const within = uneven.slices.filter(
      (__, slice) => slice * uneven.betweenSlices > 3.2 && slice * uneven.betweenSlices < 8.8,
    );
    expect(within.length).toBeGreaterThan(5);
    expect(within.every(({ sources }) => sources.length === 0)).toBe(true);
  });

  it('says which acquired image is nearest, in whatever order they come', () => {
    const planes = obliqueStack([4, 0, 10, 2, 8]);
    const grid = gridOver(planes, SIZE);
    expect(grid.slices.map(({ nearest }) => nearest)).toEqual([1, 3, 0, 0, 4, 2]);
    expect(distance(grid.origin, planes[1]?.origin ?? [0, 0, 0])).toBeLessThan(1e-12);
  });

  it('rounds, and keeps values within their type instead of wrapping them around', () => {
    const [first, second] = [Float64Array.of(40_000, -50_000, 7.5, 2.4), Float64Array.of(40_000, -50_000, 8.5, 2.4)];
    const mixed = (into: SliceValues): number[] => {
      resampleSlice(
        [
          { values: first, size: [4, 1], weight: 0.5, column: 0, row: 0 },
          { values: second, size: [4, 1], weight: 0.5, column: 0, row: 0 },
        ],
        [4, 1],
        into,
        EMPTY,
      );
      return Array.from(into);
    };
    expect(mixed(new Int16Array(4))).toEqual([32_767, -32_768, 8, 2]);
    expect(mixed(new Uint16Array(4))).toEqual([40_000, 0, 8, 2]);
    expect(mixed(new Uint8Array(4))).toEqual([255, 0, 8, 2]);
    expect(mixed(new Float32Array(4))).toEqual([40_000, -50_000, 8, expect.closeTo(2.4, 6)]);
  });
});

describe('things in a resampled volume', () => {
  const SCAN = [36, 34] as const;
  const TILT = tangent(15);
  const oblique = { azimuth: 12, elevation: 8, shear: TILT };
  const planes = obliqueStack(steps(21, 1.6), oblique);
  const uneven = obliqueStack(
    Array.from({ length: 25 }, (_, index) => 1.3 * index + 0.25 * Math.sin(5 * index)),
    oblique,
  );
  const [first] = planes;
  if (!first) throw new Error('no planes');
  /** A place by column and row of the first slice, carried along the tilt. */
  const at = (column: number, row: number, along: number): Vector3 =>
    add(
      add(first.origin, scale(first.normal, along)),
      add(scale(first.alongRow, column * 0.7), scale(first.alongColumn, row * 0.8 + along * TILT)),
    );
  it.each([
    ['near the first slices of a tilted stack', planes, at(14, 17, 7)],
    ['near the last slices of a tilted stack', planes, at(20.8, 16.9, 24)],
    ['in a tilted stack of uneven distances', uneven, at(16.3, 15.4, 16.4)],
  ])('a ball %s is where it is within 0.05 mm, and is not where a sheared volume has it', (_, stack, center) => {
    // A ball of 4 mm with an edge as soft as a scanner's.
    const images = scanned((at) => 1000 / (1 + Math.exp((distance(at, center) - 4) / 0.35)) - 0.01, stack, SCAN);
    const grid = gridOver(stack, SCAN, 3);
    const found = weighing();
    eachVoxel(grid, resampled(grid, images, SCAN), found.add);
    expect(distance(found.centroid(), center)).toBeLessThan(0.05);
    // As a volume renderer that is given the stack as a box has it: every slice straight above the first.
    const wrong = weighing();
    for (const [slice, values] of images.entries()) {
      const plane = stack[slice] ?? first;
      const box = movedWithin(plane, 0, -dot(subtract(plane.origin, first.origin), first.alongColumn));
      for (const [pixel, value] of values.entries())
        wrong.add(patientFromPixelIndex(box, pixelIndex(pixel % SCAN[0], Math.floor(pixel / SCAN[0]))), value);
    }
    expect(distance(wrong.centroid(), center)).toBeCloseTo(dot(subtract(center, first.origin), first.normal) * TILT, 1);
  });

  it('a rod runs where it does within 0.05 mm in every slice', () => {
    const [from, to] = [at(12, 11, 2), at(24, 22, 28)];
    const direction = normalize(subtract(to, from));
    const offAxis = (place: Vector3): number => {
      const off = subtract(place, from);
      return length(subtract(off, scale(direction, dot(off, direction))));
    };
    const grid = gridOver(planes, SCAN);
    const slices = resampled(
      grid,
      scanned((place) => 1000 / (1 + Math.exp((offAxis(place) - 2) / 0.3)) - 0.01, planes, SCAN),
      SCAN,
    );
    for (const slice of [2, 6, 10, 14, 17]) {
      const found = weighing();
      eachVoxel({ ...grid, origin: voxelAt(grid, 0, 0, slice) }, slices.slice(slice, slice + 1), found.add);
      expect(offAxis(found.centroid())).toBeLessThan(0.05);
    }
  });
});
