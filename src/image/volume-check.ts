import { dot, length, scale, subtract, type Vector3 } from '../space/vector.ts';
import type { PlaneGeometry } from './plane-geometry.ts';
import { isRefusal, refusal, type Refusal } from './refusal.ts';
import { resampledGrid, type ResampledGrid, type StackShape } from './resampled-grid.ts';
import {
  alongNormal,
  isParallel,
  isUniformStep,
  SAME_POSITION_MM,
  SAME_SPACING,
  tiltOf,
  usualStep,
} from './volume-geometry.ts';

export type VolumeRefusalCode =
  | 'no-geometry'
  | 'too-few-slices'
  | 'mixed-orientation'
  | 'mixed-spacing'
  | 'duplicate-positions'
  | 'colour'
  | 'too-large';

/** Why the images aren't the slices of a regular grid as they are. */
export type ResamplingReason = 'gantry-tilt' | 'misaligned-slices' | 'non-uniform-slices' | 'missing-slices';

export type VolumeCheck =
  | { readonly kind: 'ok'; readonly betweenSlices: number }
  | {
      readonly kind: 'resampled';
      readonly reasons: readonly ResamplingReason[];
      /** The reasons in words, as they follow "resampled:". */
      readonly message: string;
      readonly grid: ResampledGrid;
    }
  | Refusal<VolumeRefusalCode>;

/** What is known of the images beside their planes. */
export interface VolumeShape extends StackShape {
  readonly isColour: boolean;
}

const MIN_SLICES = 3;

/** mm by which a slice may lie off a regular grid that shows it: a tenth of a pixel, and never less than positions are rounded by. */
const offGridMm = ({ betweenColumns, betweenRows }: PlaneGeometry): number =>
  Math.max(0.05, 0.1 * Math.min(betweenColumns, betweenRows));

/** A slice's place: mm along the normal from the first slice, and sideways of the line along the normal through that. */
interface Place {
  readonly along: number;
  readonly aside: Vector3;
}

const placesOf = (sorted: readonly PlaneGeometry[], start: PlaneGeometry, normal: Vector3): readonly Place[] =>
  sorted.map((plane) => {
    const from = subtract(plane.origin, start.origin);
    const along = dot(from, normal);
    return { along, aside: subtract(from, scale(normal, along)) };
  });

/** mm by which slices lie off the straight line from the first to the last. */
const offLine = (places: readonly Place[]): number => {
  const last = places.at(-1);
  if (!last) return 0;
  return places.reduce(
    (most, { along, aside }) => Math.max(most, length(subtract(aside, scale(last.aside, along / last.along)))),
    0,
  );
};

/**
 * Whether reformatted planes can be shown of the images, and from what. A volume renderer that is given a tilted stack shears it silently, by
 * centimetres at the far end, and closes gaps; so a stack is taken as it is only where every slice lies on a regular grid. Other stacks of
 * parallel slices are to be resampled onto one. Images at one position are refused: they may be phases, echoes or looks, and nothing
 * says which of them belong together.
 */
export const volumeCheck = (
  frames: readonly { readonly plane: PlaneGeometry | null }[],
  shape: VolumeShape,
): VolumeCheck => {
  const planes = frames.flatMap(({ plane }) => (plane ? [plane] : []));
  const [first, ...others] = planes;
  if (first === undefined || planes.length < frames.length)
    return refusal('no-geometry', 'not every image says where it lies in the patient');
  if (planes.some((plane) => !isParallel(plane, first)))
    return refusal('mixed-orientation', 'the images are not parallel to each other');
  const isSameSpacing = (plane: PlaneGeometry): boolean =>
    Math.abs(plane.betweenColumns / first.betweenColumns - 1) < SAME_SPACING &&
    Math.abs(plane.betweenRows / first.betweenRows - 1) < SAME_SPACING;
  if (!planes.every(isSameSpacing)) return refusal('mixed-spacing', 'the images have pixels of differing size');
  if (planes.length < MIN_SLICES)
    return refusal(
      'too-few-slices',
      `${planes.length === 1 ? 'there is 1 slice' : `there are ${String(planes.length)} slices`}, and ${String(MIN_SLICES)} or more are needed`,
    );
  const { normal, sorted, steps } = alongNormal(planes);
  const duplicates = steps.filter((step) => step <= SAME_POSITION_MM).length;
  if (duplicates > 0)
    return refusal(
      'duplicate-positions',
      `${duplicates === 1 ? 'an image lies' : `${String(duplicates)} images lie`} where another one lies, and nothing says which of them belong together`,
    );
  const places = placesOf(sorted, sorted[0] ?? first, normal);
  const usual = usualStep(steps);
  if (isRegular(places, offGridMm(first))) return { kind: 'ok', betweenSlices: usual };
  if (shape.isColour) return refusal('colour', 'the slices don’t form a regular grid, and colours are not resampled');
  const grid = resampledGrid([first, ...others], shape);
  if (isRefusal(grid)) return grid;
  return { kind: 'resampled', ...reasonsOf(sorted, places, steps, grid, offGridMm(first)), grid };
};

const isRegular = (places: readonly Place[], offGrid: number): boolean => {
  const step = (places.at(-1)?.along ?? 0) / (places.length - 1);
  return places.every(
    ({ along, aside }, index) => length(aside) <= offGrid && Math.abs(along - index * step) <= offGrid,
  );
};

const reasonsOf = (
  sorted: readonly PlaneGeometry[],
  places: readonly Place[],
  steps: readonly number[],
  { gapsMm }: ResampledGrid,
  offGrid: number,
): { readonly reasons: readonly ResamplingReason[]; readonly message: string } => {
  const found: (readonly [ResamplingReason, string])[] = [];
  const tilt = tiltOf(sorted, sorted[0]?.normal ?? [0, 0, 1]);
  if (tilt > 0) found.push(['gantry-tilt', `gantry tilted by ${tilt.toFixed(1)}°`]);
  const off = offLine(places);
  const aside = tilt > 0 ? off : Math.max(...places.map((place) => length(place.aside)));
  if (aside > offGrid) found.push(['misaligned-slices', `slices shifted sideways by up to ${aside.toFixed(1)} mm`]);
  const kept = steps.filter((step) => !gapsMm.some((gap) => Math.abs(gap - step) < SAME_POSITION_MM));
  const usual = usualStep(steps);
  const [least, most] = [Math.min(...kept), Math.max(...kept)];
  if (kept.some((step) => !isUniformStep(step, usual)))
    found.push(['non-uniform-slices', `slices ${least.toFixed(2)} to ${most.toFixed(2)} mm apart`]);
  const [widest] = gapsMm;
  if (widest !== undefined)
    found.push([
      'missing-slices',
      gapsMm.length === 1
        ? `a gap of ${widest.toFixed(1)} mm left empty`
        : `${String(gapsMm.length)} gaps of up to ${widest.toFixed(1)} mm left empty`,
    ]);
  // Steps that are each uniform within 1 % may still add up to a slice off the grid.
  if (found.length === 0)
    found.push(['non-uniform-slices', `slices ${least.toFixed(3)} to ${most.toFixed(3)} mm apart`]);
  return { reasons: found.map(([reason]) => reason), message: found.map(([, words]) => words).join(', ') };
};
