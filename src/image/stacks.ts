import type { ImageAttributes } from './attributes.ts';
import { calibrationOf } from './calibration.ts';
import type { Caveat } from './caveat.ts';
import type { FrameAttributes } from './frame-attributes.ts';
import { isLocalizer, planeOf } from './frame-plane.ts';
import type { PlaneGeometry } from './plane-geometry.ts';
import { isSameView } from './projection-view.ts';
import type { Scale } from './scale.ts';
import type { UltrasoundRegion } from './ultrasound-region.ts';
import { isParallel, SAME_SPACING } from './volume-geometry.ts';

/** How positions in an image are understood. */
export type SpaceKind = 'patient' | 'image' | 'projection';

/** One frame of one instance, with all that is known about its place and scale. */
export interface ImageFrame {
  readonly instance: ImageAttributes;
  /** 1-based, as DICOM counts. */
  readonly frame: number;
  readonly plane: PlaneGeometry | null;
  readonly regions: readonly UltrasoundRegion[];
  readonly scale: Scale;
  readonly caveats: readonly Caveat[];
}

/** Frames that can be scrolled through as one: same place in the patient's terms, same size, same scale, same view. */
export interface Stack {
  readonly kind: SpaceKind;
  readonly frames: readonly [ImageFrame, ...ImageFrame[]];
}

const framesOf = (instance: ImageAttributes): readonly ImageFrame[] => {
  let last: ImageFrame | undefined;
  return instance.frames.map((attributes, index) => {
    // Frames of a run share their attributes, so the work is done once.
    if (last && instance.frames[last.frame - 1] === attributes) return { ...last, frame: index + 1 };
    const frame = index + 1;
    const { scale, caveats } = calibrationOf(instance, frame);
    last = { instance, frame, plane: planeOf(instance, frame), regions: attributes.regions, scale, caveats };
    return last;
  });
};

const spaceKindOf = ({ instance, plane }: Pick<ImageFrame, 'instance' | 'plane'>): SpaceKind =>
  instance.nature === 'projection' ? 'projection' : plane ? 'patient' : 'image';

const attributesOf = ({ instance, frame }: ImageFrame): FrameAttributes | undefined => instance.frames[frame - 1];

/** One run is one stack whether the arm moved or not. */
const isLookedAtAlike = (a: ImageFrame, b: ImageFrame): boolean => {
  if (a.instance === b.instance || a.instance.nature !== 'projection') return true;
  const [one, other] = [attributesOf(a), attributesOf(b)];
  return one !== undefined && other !== undefined && isSameView(one.view, other.view);
};

const isSameLength = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_SPACING * Math.max(a, b);

/** What must be equal; the rest is compared within tolerances. */
const exactKey = (frame: ImageFrame): string => {
  const { instance, scale, plane } = frame;
  return [
    instance.studyInstanceUID,
    instance.seriesInstanceUID ?? instance.sopInstanceUID,
    instance.modality,
    spaceKindOf(frame),
    plane && instance.frameOfReferenceUID,
    instance.columns,
    instance.rows,
    scale.unit,
    scale.basis,
    isLocalizer(instance),
    attributesOf(frame)?.stackId,
  ].join('|');
};

const belongTogether = (a: ImageFrame, b: ImageFrame): boolean =>
  isSameLength(a.scale.betweenColumns, b.scale.betweenColumns) &&
  isSameLength(a.scale.betweenRows, b.scale.betweenRows) &&
  (a.plane === b.plane || (a.plane !== null && b.plane !== null && isParallel(a.plane, b.plane))) &&
  isLookedAtAlike(a, b);

/** Sorts frames into stacks, in order of first appearance. */
export const stacksOf = (instances: readonly ImageAttributes[]): readonly Stack[] => {
  const stacks: { kind: SpaceKind; frames: [ImageFrame, ...ImageFrame[]] }[] = [];
  const byKey = new Map<string, typeof stacks>();
  for (const instance of instances) {
    for (const frame of framesOf(instance)) {
      const key = exactKey(frame);
      const candidates = byKey.get(key) ?? [];
      if (candidates.length === 0) byKey.set(key, candidates);
      const stack = candidates.find(({ frames: [first] }) => belongTogether(first, frame));
      if (stack) {
        stack.frames.push(frame);
        continue;
      }
      const started: (typeof stacks)[number] = { kind: spaceKindOf(frame), frames: [frame] };
      candidates.push(started);
      stacks.push(started);
    }
  }
  return stacks;
};
