import type { ImageAttributes } from './attributes.ts';
import { caveat, type Caveat } from './caveat.ts';
import { depthProblem, isLocalizer, isMosaic, isOrientation } from './frame-plane.ts';
import type { PlaneGeometry } from './plane-geometry.ts';
import { isSameGeometry } from './projection-view.ts';
import type { ImageFrame } from './stacks.ts';
import { distinctPositions, type SliceSummary } from './volume-geometry.ts';

export const thicknessOf = ({ instance, frame }: ImageFrame): number | undefined =>
  instance.frames[frame - 1]?.sliceThickness;

/** The arm or the tube moved while the run was recorded: angles or distances differ between its frames. */
export const isMovingRun = ({ frames }: ImageAttributes): boolean => {
  const first = frames[0]?.view;
  return first !== undefined && frames.some(({ view }) => view.isMoving || !isSameGeometry(view, first));
};

/** Caveats of one instance, whatever stack its frames are in. */
export const instanceCaveats = (instance: ImageAttributes): readonly Caveat[] => {
  const caveats: Caveat[] = [];
  if (instance.lossy) caveats.push(caveat('lossy-image', 'the pixels were compressed with loss at some time'));
  if (isMosaic(instance))
    caveats.push(caveat('mosaic', 'the picture is a mosaic of many slices: distances hold within one tile only'));
  if (instance.nature === 'projection' && isMovingRun(instance)) {
    caveats.push(
      caveat(
        'moving-view',
        instance.frames.some(({ view }) => view.isMoving)
          ? 'the angles or distances change during the run; those given hold for its first frame'
          : 'the angles or distances change during the run; each frame has its own',
      ),
    );
  }
  if (
    instance.nature === 'tomographic' &&
    instance.frames.some(({ orientation }) => orientation && !isOrientation(orientation))
  ) {
    caveats.push(
      caveat(
        'invalid-orientation',
        'ImageOrientationPatient is not two perpendicular directions, so the place in the patient is not known',
      ),
    );
  }
  return caveats;
};

/** Caveats of a stack in the patient. */
export const placeCaveats = (
  instance: ImageAttributes,
  planes: readonly PlaneGeometry[],
  slices: SliceSummary | null,
  frames: readonly ImageFrame[],
): readonly Caveat[] => {
  const caveats: Caveat[] = [];
  if (instance.frameOfReferenceUID === undefined) {
    caveats.push(
      caveat('no-frame-of-reference', 'no FrameOfReferenceUID: positions can be used within this series alone'),
    );
  }
  const depth = depthProblem(instance);
  if (depth !== null) caveats.push(caveat(isLocalizer(instance) ? 'localizer' : 'rendered-image', depth));
  const positions = distinctPositions(planes);
  if (positions < planes.length) caveats.push(caveat('duplicate-positions', repetition(frames, positions)));
  if (slices && !slices.uniform) {
    caveats.push(
      caveat('non-uniform-slices', `distances between slices differ; ${slices.spacing.toFixed(2)} mm is the usual one`),
    );
  }
  if (slices && slices.tiltDegrees > 0) {
    caveats.push(
      caveat(
        'gantry-tilt',
        `the slices are tilted by ${slices.tiltDegrees.toFixed(1)}° against their line of positions: a stack, not a rectangular volume`,
      ),
    );
  }
  if (!(slices && slices.spacing > 0) && frames.every((frame) => thicknessOf(frame) === undefined)) {
    caveats.push(
      caveat(
        'slice-thickness',
        'neither slice thickness nor distance is known, so neither is the uncertainty across the slice',
      ),
    );
  }
  return caveats;
};

/** How positions repeat: over time, as of a moving joint or a perfusion, or just so. */
const repetition = (frames: readonly ImageFrame[], positions: number): string => {
  const times = new Set(frames.map(({ instance, frame }) => instance.frames[frame - 1]?.temporalPosition));
  const counted = `${String(frames.length)} images lie at ${String(positions)} position${positions === 1 ? '' : 's'}`;
  return times.size > 1 && !times.has(undefined)
    ? `${counted}, taken at ${String(times.size)} times: what lies there can move from one to the next`
    : counted;
};
