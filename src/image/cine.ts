import type { ImageAttributes } from './attributes.ts';
import type { ImageFrame } from './stacks.ts';

const MS_PER_SECOND = 1000;

/** How long each frame of a run is shown, ms; undefined where the file doesn't say or there is no run. */
const durationsOf = ({ cine, numberOfFrames }: ImageAttributes): readonly number[] | undefined => {
  if (numberOfFrames < 2) return undefined;
  const { frameTimeVector } = cine;
  if (frameTimeVector?.length === numberOfFrames) {
    // FrameTimeVector holds the time since the frame before, so a frame lasts until the next one; the last as long as the one before.
    const durations = [...frameTimeVector.slice(1), ...frameTimeVector.slice(-1)];
    if (durations.every((duration) => duration > 0)) return durations;
  }
  const rate = cine.recommendedDisplayFrameRate ?? cine.cineRate;
  const frameTime = cine.frameTime ?? (rate === undefined ? undefined : MS_PER_SECOND / rate);
  return frameTime === undefined ? undefined : Array.from({ length: numberOfFrames }, () => frameTime);
};

/** Duration of each frame in ms, as recorded; null unless every frame has one. */
export const frameTimesOf = (frames: readonly ImageFrame[]): readonly number[] | null => {
  const durations = new Map<ImageAttributes, readonly number[] | undefined>();
  const times: number[] = [];
  for (const { instance, frame } of frames) {
    if (!durations.has(instance)) durations.set(instance, durationsOf(instance));
    const time = durations.get(instance)?.[frame - 1];
    if (time === undefined) return null;
    times.push(time);
  }
  return times;
};
