import { codeOf, itemOf, numberOf, spacingOf, textOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { isOrientation } from '../../image/frame-plane.ts';
import type { Orientation } from '../../image/frame-attributes.ts';
import { base64OfBytes } from '../../space/labelmap-bits.ts';
import { patientPoint } from '../../space/frame.ts';
import { UNIFORM_SPACING } from '../../space/tolerance.ts';
import { cross, dot, length, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { foundInPatient, nameOf, unusable, type ReadTarget } from './found.ts';
import { labelmapOf } from './labelmap-of-frames.ts';

/** One frame of a segmentation: of which segment, and where. */
interface SegmentFrame {
  /** 0-based, in the order of the pixel data. */
  readonly index: number;
  readonly segment: number;
  readonly position: Vector3;
  readonly orientation: Orientation;
  readonly spacing: { readonly betweenRows: number; readonly betweenColumns: number };
  readonly thickness: number | undefined;
  readonly betweenSlices: number | undefined;
}

type Problem = readonly [code: string, message: string];
const isProblem = (value: object): value is Problem => Array.isArray(value) && typeof value[0] === 'string';

/** More pixels than any segmentation has that fits into memory. */
const MOST_PIXELS = 2 ** 33;

/**
 * The segments of a binary segmentation (PS3.3 A.51, C.8.20), each as a labelmap of its own voxels or with the reason why it can't be one.
 *
 * @param pixels uncompressed pixel data; null where they are compressed
 */
export const segmentationTargets = (source: ElementSource, pixels: Uint8Array | null): readonly ReadTarget[] => {
  const segments = (source.items('SegmentSequence') ?? []).map((item, index) => {
    const number = numberOf(item, 'SegmentNumber') ?? index + 1;
    return { number, name: nameOf(textOf(item, 'SegmentLabel'), `Segment ${String(number)}`) };
  });
  const whole = problemOfWhole(source, pixels);
  const frames = whole ?? framesOf(source);
  return segments.map(({ number, name }): ReadTarget => {
    const named = { name, source: 'segmentation' } as const;
    if (isProblem(frames)) return unusable(named, ...frames);
    const own = frames.filter(({ segment }) => segment === number);
    const target = labelmapTarget(own, frames, source, pixels ?? new Uint8Array(0));
    return isProblem(target)
      ? unusable(named, ...target)
      : foundInPatient(named, uidOf(source, 'FrameOfReferenceUID'), target);
  });
};

/** What keeps every segment from being read. */
const problemOfWhole = (source: ElementSource, pixels: Uint8Array | null): Problem | null => {
  const type = codeOf(source, 'SegmentationType');
  if (type === 'FRACTIONAL')
    return [
      'fractional-segmentation',
      'its voxels hold shares or chances, and nothing says from which of them on one belongs to the target',
    ];
  if (type !== 'BINARY') return ['unknown-segmentation', 'its voxels are written in a way that is not read'];
  if (numberOf(source, 'BitsAllocated') !== 1)
    return ['unknown-segmentation', 'it says that it is binary, but its voxels are not of one bit'];
  if (pixels === null) return ['unsupported-transfer-syntax', 'its voxels are compressed or missing'];
  const [rows, columns, count] = [sizeOf(source, 'Rows'), sizeOf(source, 'Columns'), sizeOf(source, 'NumberOfFrames')];
  if (rows === null || columns === null || count === null)
    return ['invalid-pixel-description', 'its rows, columns and frames describe no image'];
  const bits = rows * columns * count;
  if (bits > MOST_PIXELS) return ['too-large', 'it has more voxels than are read'];
  return Math.ceil(bits / 8) > pixels.length ? ['truncated', 'its pixel data are shorter than its frames'] : null;
};

const sizeOf = (source: ElementSource, name: 'Rows' | 'Columns' | 'NumberOfFrames'): number | null => {
  const value = numberOf(source, name);
  return value !== undefined && Number.isInteger(value) && value > 0 ? value : null;
};

/** The functional groups (C.7.6.16): of the frame, else shared by all. */
const framesOf = (source: ElementSource): readonly SegmentFrame[] | Problem => {
  const shared = itemOf(source, 'SharedFunctionalGroupsSequence');
  const groups = source.items('PerFrameFunctionalGroupsSequence') ?? [];
  if (groups.length !== sizeOf(source, 'NumberOfFrames'))
    return ['invalid-frames', 'it does not describe as many frames as it has'];
  const frames: SegmentFrame[] = [];
  for (const [index, group] of groups.entries()) {
    const macro = (name: Parameters<typeof itemOf>[1]): ElementSource | undefined =>
      itemOf(group, name) ?? itemOf(shared, name);
    const measures = macro('PixelMeasuresSequence');
    const [x, y, z] = finite(macro('PlanePositionSequence')?.numbers('ImagePositionPatient'), 3) ?? [];
    const orientation = orientationOf(macro('PlaneOrientationSequence'));
    const spacing = measures && spacingOf(measures, 'PixelSpacing');
    if (x === undefined || y === undefined || z === undefined || !orientation || !spacing)
      return ['no-position', 'it does not say where all of its frames lie in the patient'];
    frames.push({
      index,
      segment: numberIn(macro('SegmentIdentificationSequence'), 'ReferencedSegmentNumber') ?? NaN,
      position: [x, y, z],
      orientation,
      spacing,
      thickness: positiveIn(measures, 'SliceThickness'),
      betweenSlices: positiveIn(measures, 'SpacingBetweenSlices'),
    });
  }
  return frames;
};

const numberIn = (item: ElementSource | undefined, name: Parameters<typeof numberOf>[1]): number | undefined =>
  item && numberOf(item, name);

const positiveIn = (item: ElementSource | undefined, name: Parameters<typeof numberOf>[1]): number | undefined => {
  const value = numberIn(item, name);
  return value !== undefined && Math.abs(value) > 0 ? Math.abs(value) : undefined;
};

const finite = (values: readonly number[] | undefined, size: number): readonly number[] | undefined =>
  values?.length === size && values.every(Number.isFinite) ? values : undefined;

const orientationOf = (item: ElementSource | undefined): Orientation | undefined => {
  const values = finite(item?.numbers('ImageOrientationPatient'), 6);
  if (!values) return undefined;
  const orientation = values as unknown as Orientation;
  return isOrientation(orientation) ? orientation : undefined;
};

/** How far off its place a frame may lie and still be on the grid. */
const isSame = (a: number, b: number): boolean =>
  Math.abs(a - b) <= Math.max(UNIFORM_SPACING.mm, UNIFORM_SPACING.relative * Math.abs(b));

const isSameGrid = (a: SegmentFrame, b: SegmentFrame): boolean =>
  a.orientation.every((value, index) => Math.abs(value - (b.orientation[index] ?? NaN)) < 1e-4) &&
  Math.abs(a.spacing.betweenRows - b.spacing.betweenRows) < 1e-4 * b.spacing.betweenRows &&
  Math.abs(a.spacing.betweenColumns - b.spacing.betweenColumns) < 1e-4 * b.spacing.betweenColumns;

const labelmapTarget = (
  own: readonly SegmentFrame[],
  all: readonly SegmentFrame[],
  source: ElementSource,
  pixels: Uint8Array,
): ReturnType<typeof labelmapOf> | Problem => {
  const [first] = own;
  if (!first) return ['empty-labelmap', 'no frame belongs to it'];
  if (!own.every((frame) => isSameGrid(frame, first)))
    return ['several-grids', 'its frames have different orientations or spacings'];
  const normal = normalOf(first.orientation);
  const along = ({ position }: SegmentFrame): number => dot(subtract(position, first.position), normal);
  const sorted = [...own].sort((a, b) => along(a) - along(b));
  const [lowest = first] = sorted;
  const step = stepOf(sorted.map(along), all.filter((frame) => isSameGrid(frame, first)).map(along), first);
  if (typeof step !== 'number') return step;
  const slices: { readonly slice: number; readonly index: number }[] = [];
  for (const frame of sorted) {
    const offset = subtract(frame.position, lowest.position);
    const slice = Math.round(dot(offset, normal) / step);
    if (
      length(subtract(offset, scale(normal, slice * step))) >
      Math.max(UNIFORM_SPACING.mm, UNIFORM_SPACING.relative * step)
    )
      return ['irregular-slices', 'its frames do not lie on one grid of even distances, one straight above the other'];
    if (slices.at(-1)?.slice === slice) return ['duplicate-positions', 'several of its frames lie at the same place'];
    slices.push({ slice, index: frame.index });
  }
  return labelmapOf(slices, pixels, {
    columns: sizeOf(source, 'Columns') ?? 0,
    rows: sizeOf(source, 'Rows') ?? 0,
    origin: patientPoint(...lowest.position),
    orientation: first.orientation,
    betweenColumns: first.spacing.betweenColumns,
    betweenRows: first.spacing.betweenRows,
    betweenSlices: step,
    encode: base64OfBytes,
  });
};

const normalOf = ([a, b, c, d, e, f]: Orientation): Vector3 => normalize(cross([a, b, c], [d, e, f]));

/**
 * mm from slice to slice. SpacingBetweenSlices where the positions agree with it; else the least distance between frames of the same grid, of
 * which all others must be multiples: empty frames may be left out (C.8.20.2). A single frame is as thick as it says.
 */
const stepOf = (
  own: readonly number[],
  all: readonly number[],
  { betweenSlices, thickness }: SegmentFrame,
): number | Problem => {
  const places = [...new Set([...own, ...all])].sort((a, b) => a - b);
  const steps = places.slice(1).map((place, index) => place - (places[index] ?? NaN));
  const apart = steps.filter((value) => value > UNIFORM_SPACING.mm);
  if (apart.length === 0) {
    return (
      betweenSlices ?? thickness ?? ['slice-thickness', 'it is one image thick, and how thick that is it does not say']
    );
  }
  const isStep = (step: number): boolean =>
    apart.every((value) => Math.round(value / step) >= 1 && isSame(value, Math.round(value / step) * step));
  const least = Math.min(...apart);
  if (betweenSlices !== undefined && isStep(betweenSlices)) return exactStep(own, all, betweenSlices);
  return isStep(least)
    ? exactStep(own, all, least)
    : ['irregular-slices', 'its frames do not lie at even distances from each other'];
};

/** The step by the outermost positions, in which rounding of the written ones counts least. */
const exactStep = (own: readonly number[], all: readonly number[], step: number): number => {
  const [low, high] = [Math.min(...own), Math.max(...own)];
  const count = Math.round((high - low) / step);
  if (count > 0) return (high - low) / count;
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const steps = Math.round((highest - lowest) / step);
  return steps > 0 ? (highest - lowest) / steps : step;
};
