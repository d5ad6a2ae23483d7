import { median } from './plane.ts';

/** Samples on both sides over which heights are evened. */
const EVENED = 4;
/** Of the height on both sides: what stands higher by more than this lies on something else, and of what is usual: lower sides are none of the device's. */
const LEAST = 0.4;
const USUAL = 0.4;

/**
 * By how much a device stands higher over a piece of its length than on both sides of it, at each of the heights along it: there it lies on itself, as
 * where a loop closes, or on another line. 0 elsewhere. `upTo` is the index of the last height that lies on the device for sure.
 */
export const overlapOf = (heights: readonly number[], upTo: number): readonly number[] => {
  const even = heights.map((_, i) => median(heights.slice(Math.max(0, i - EVENED), i + EVENED + 1)));
  const least = USUAL * median(even.slice(0, upTo + 1));
  const before: number[] = [];
  even.forEach((height, i) => before.push(Math.min(before[i - 1] ?? Infinity, height)));
  const after = even.slice();
  for (let i = upTo - 1; i >= 0; i -= 1) after[i] = Math.min(after[i + 1] ?? Infinity, after[i] ?? 0);
  return even.map((height, i) => {
    const sides = Math.max(before[i] ?? 0, after[i] ?? 0);
    return i < upTo && sides > least && height > (1 + LEAST) * sides ? height - sides : 0;
  });
};
