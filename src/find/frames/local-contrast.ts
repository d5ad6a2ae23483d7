import { median } from './plane.ts';

/**
 * A device takes away a share of what arrives: it stands higher where the image is bright. Which value stands for nothing arriving isn't told by the
 * image, so shares of several levels are tried.
 */
const LEVELS = [0.05, 0.15, 0.5, 1.5] as const;
/** Samples on both sides of one over which the background is evened, and fewest on the shaft that say anything. */
const EVENED = 6;
const FEWEST = 14;
/** By this factor the shaft must be the more even for a level to be taken for the image's. */
const MORE_EVEN = 0.92;
const MOST = 3;

/**
 * By what each of the values along a device is to be divided to be as if the background were as bright all along as at the end. `backgrounds` are
 * over what is darkest in the image (for a dark device), `onShaft` says which samples lie on the device for sure.
 */
export const contrastScale = (
  values: readonly number[],
  backgrounds: readonly number[],
  onShaft: readonly boolean[],
): readonly number[] => {
  const even = backgrounds.map((_, i) => median(backgrounds.slice(Math.max(0, i - EVENED), i + EVENED + 1)));
  const shaft = values.flatMap((_, i) => (onShaft[i] === true ? [i] : []));
  const flat = values.map(() => 1);
  const mean = shaft.reduce((sum, i) => sum + (even[i] ?? 0), 0) / shaft.length;
  if (shaft.length < FEWEST || !(mean > 0)) return flat;
  const at = shaft[shaft.length - 1] ?? 0;
  let best = flat;
  let least = MORE_EVEN * unevenness(shaft.map((i) => values[i] ?? 0));
  for (const level of LEVELS) {
    const here = (even[at] ?? 0) + level * mean;
    const scale = even.map((background) =>
      Math.max(1 / MOST, Math.min(MOST, (Math.max(0, background) + level * mean) / here)),
    );
    const left = unevenness(shaft.map((i) => (values[i] ?? 0) / (scale[i] ?? 1)));
    if (left < least) [best, least] = [scale, left];
  }
  return best;
};

/** Mean absolute difference from the median, of the median: what slow changes leave, single outliers don't count much. */
const unevenness = (values: readonly number[]): number => {
  const middle = median(values);
  return middle > 0
    ? values.reduce((sum, value) => sum + Math.min(0.6, Math.abs(value / middle - 1)), 0) / values.length
    : Infinity;
};
