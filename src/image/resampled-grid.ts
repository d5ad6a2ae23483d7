import { add, dot, scale, subtract, type Vector3 } from '../space/vector.ts';
import type { PlaneGeometry } from './plane-geometry.ts';
import { refusal, type Refusal } from './refusal.ts';
import { usualStep } from './volume-geometry.ts';

/** An acquired image as a source of one slice of a regular grid. */
export interface SliceSource {
  /** Index of the acquired image among those that the grid was laid over. */
  readonly frame: number;
  /** Its share; the shares of one slice add up to 1. */
  readonly weight: number;
  /** Where the centre of its first pixel lies in the grid, in columns and rows from the grid's first voxel; not whole numbers as a rule. */
  readonly column: number;
  readonly row: number;
}

/** One slice of a regular grid: what it is made of (nothing where no image was acquired) and the acquired image nearest to it. */
export interface ResampledSlice {
  readonly sources: readonly SliceSource[];
  readonly nearest: number;
}

/** A regular grid over parallel images that don't form one themselves. Voxel (c, r, s) lies at origin + c·betweenColumns·alongRow + r·betweenRows·alongColumn + s·betweenSlices·normal, mm. */
export interface ResampledGrid {
  /** Centre of the first voxel, patient mm. */
  readonly origin: Vector3;
  readonly alongRow: Vector3;
  readonly alongColumn: Vector3;
  readonly normal: Vector3;
  readonly size: readonly [columns: number, rows: number, slices: number];
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly betweenSlices: number;
  readonly slices: readonly ResampledSlice[];
  /** mm from one acquired slice to the next where there is nothing between them: the widest gap first. */
  readonly gapsMm: readonly number[];
}

/** What is known of the stack beside its planes. */
export interface StackShape {
  readonly size: readonly [columns: number, rows: number];
  /** SliceThickness of each plane, mm. */
  readonly thicknesses: readonly (number | undefined)[];
}

/** A step wider than this many usual steps (or thicknesses, where slices are thicker) leaves tissue between them that no slice shows. */
const GAP = 1.5;

/** In slices: how far an acquired slice may lie off the grid and still be taken for one of its slices. */
const ON_SLICE = 0.1;

/** A share that changes no grey: rounding of positions. */
const NO_SHARE = 1e-4;

/** Columns or rows by which an offset that is only rounding doesn't make the grid larger. */
const NO_PIXEL = 1e-3;

/** Voxels: 512 MiB as 16 bit values, 1 GiB as floats. */
export const MAX_VOXELS = 2 ** 28;

/** What graphics hardware holds along one side of a volume. */
const MAX_SIDE = 2048;

interface Placed {
  readonly frame: number;
  readonly plane: PlaneGeometry;
  /** mm along the normal from the first slice. */
  readonly at: number;
  readonly thickness: number | undefined;
}

const inOrder = (
  planes: readonly PlaneGeometry[],
  reference: PlaneGeometry,
  { thicknesses }: StackShape,
): readonly Placed[] => {
  const placed = planes
    .map((plane, frame) => ({
      frame,
      plane,
      at: dot(subtract(plane.origin, reference.origin), reference.normal),
      thickness: thicknesses[frame],
    }))
    .sort((a, b) => a.at - b.at);
  const first = placed[0]?.at ?? 0;
  return placed.map((one) => ({ ...one, at: one.at - first }));
};

/**
 * Number of steps along the normal. As many usual steps as fit the stack's length, where every slice then lies on the grid within a tenth of a
 * step: a regular stack from which slices are missing. Else steps no longer than the shortest distance of two slices; as many as fit into memory.
 */
const stepsAlong = (placed: readonly Placed[], usual: number, most: number): number => {
  const length = placed.at(-1)?.at ?? 0;
  const regular = Math.max(1, Math.round(length / usual));
  const step = length / regular;
  const isOnGrid = placed.every(({ at }) => Math.abs(at / step - Math.round(at / step)) <= ON_SLICE);
  const isOneEach = new Set(placed.map(({ at }) => Math.round(at / step))).size === placed.length;
  if (isOnGrid && isOneEach) return regular;
  const shortest = placed
    .slice(1)
    .reduce((least, { at }, index) => Math.min(least, at - (placed[index]?.at ?? 0)), Infinity);
  return Math.max(1, Math.min(most, Math.ceil(length / shortest - NO_SHARE)));
};

/**
 * Lays a regular grid over the planes of a stack: rows and columns along those of its first plane, as wide as all slices together, slices along
 * row × column. Each of its slices is made from the one or two acquired slices around it, linearly; across a gap from none: an invented
 * slice could hide a tip. Refuses what would need more memory than `MAX_VOXELS`.
 *
 * The caller has made sure that the planes are parallel, of equal pixels, and at different positions along the normal.
 */
export const resampledGrid = (
  planes: readonly [PlaneGeometry, ...PlaneGeometry[]],
  shape: StackShape,
): ResampledGrid | Refusal<'too-large'> => {
  const [reference] = planes;
  const { alongRow, alongColumn, normal, betweenColumns, betweenRows } = reference;
  const placed = inOrder(planes, reference, shape);
  const offsets = new Map(
    placed.map(({ frame, plane }) => {
      const from = subtract(plane.origin, reference.origin);
      return [frame, [dot(from, alongRow) / betweenColumns, dot(from, alongColumn) / betweenRows] as const] as const;
    }),
  );
  const extent = (axis: 0 | 1): { readonly least: number; readonly count: number } => {
    const all = [...offsets.values()].map((offset) => offset[axis]);
    const least = all.reduce((a, b) => Math.min(a, b));
    const most = all.reduce((a, b) => Math.max(a, b));
    return { least, count: shape.size[axis] + Math.max(0, Math.ceil(most - least - NO_PIXEL)) };
  };
  const [columns, rows] = [extent(0), extent(1)];
  const length = placed.at(-1)?.at ?? 0;
  const usual = usualStep(placed.slice(1).map(({ at }, index) => at - (placed[index]?.at ?? 0)));
  const mostSlices = Math.min(MAX_SIDE, Math.floor(MAX_VOXELS / (columns.count * rows.count)));
  const steps = stepsAlong(placed, usual, mostSlices - 1);
  const count = steps + 1;
  const betweenSlices = length / steps;
  if (Math.max(columns.count, rows.count) > MAX_SIDE || count > mostSlices || betweenSlices > usual * (1 + ON_SLICE))
    return refusal(
      'too-large',
      `a regular grid over these slices would have ${String(columns.count)} × ${String(rows.count)} × ${String(Math.max(count, Math.round(length / usual) + 1))} voxels, more than are made ready at once`,
    );
  const first = placed[0] ?? { plane: reference };
  const toFirst = dot(subtract(first.plane.origin, reference.origin), normal);
  const sourceOf = ({ frame }: Placed, weight: number): SliceSource => {
    const [column, row] = offsets.get(frame) ?? [0, 0];
    return { frame, weight, column: column - columns.least, row: row - rows.least };
  };
  const gaps = placed.map((one, index) => isGap(one, placed[index + 1], usual));
  return {
    origin: add(
      add(reference.origin, scale(normal, toFirst)),
      add(scale(alongRow, columns.least * betweenColumns), scale(alongColumn, rows.least * betweenRows)),
    ),
    alongRow,
    alongColumn,
    normal,
    size: [columns.count, rows.count, count],
    betweenColumns,
    betweenRows,
    betweenSlices,
    slices: slicesAlong(placed, gaps, betweenSlices, count, sourceOf),
    gapsMm: placed
      .flatMap((one, index) => (gaps[index] ? [(placed[index + 1]?.at ?? one.at) - one.at] : []))
      .sort((a, b) => b - a),
  };
};

/** Whether nothing was acquired between a slice and the next. */
const isGap = (before: Placed, after: Placed | undefined, usual: number): boolean => {
  if (!after) return false;
  const covered = ((before.thickness ?? 0) + (after.thickness ?? 0)) / 2;
  return after.at - before.at > GAP * Math.max(usual, covered);
};

const slicesAlong = (
  placed: readonly Placed[],
  gaps: readonly boolean[],
  step: number,
  count: number,
  sourceOf: (placed: Placed, weight: number) => SliceSource,
): readonly ResampledSlice[] => {
  let index = 0;
  return Array.from({ length: count }, (_, slice): ResampledSlice => {
    const at = slice * step;
    while (index + 2 < placed.length && (placed[index + 1]?.at ?? Infinity) <= at) index += 1;
    const [before, after] = [placed[index], placed[index + 1]];
    if (!before || !after) throw new Error('a grid needs two slices');
    const share = Math.min(1, Math.max(0, (at - before.at) / (after.at - before.at)));
    const nearest = share <= 0.5 ? before : after;
    const off = Math.abs(nearest.at - at);
    const sources = gaps[index]
      ? off <= ON_SLICE * step
        ? [sourceOf(nearest, 1)]
        : []
      : share <= NO_SHARE || share >= 1 - NO_SHARE
        ? [sourceOf(nearest, 1)]
        : [sourceOf(before, 1 - share), sourceOf(after, share)];
    return { sources, nearest: nearest.frame };
  });
};
