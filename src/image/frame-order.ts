import type { ImageFrame } from './stacks.ts';
import { positionAlong } from './volume-geometry.ts';

/** As numbered by the scanner: what has no number comes after what has one. */
const byNumber = (a: ImageFrame, b: ImageFrame): number => {
  if (a.instance === b.instance) return a.frame - b.frame;
  const first = a.instance.instanceNumber ?? Infinity;
  const second = b.instance.instanceNumber ?? Infinity;
  if (first !== second) return first < second ? -1 : 1;
  const byAcquisition = (a.instance.acquisitionNumber ?? 0) - (b.instance.acquisitionNumber ?? 0);
  return byAcquisition === 0 ? compareText(a.instance.sopInstanceUID, b.instance.sopInstanceUID) : byAcquisition;
};

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Frames whose times are recorded, in order of them. */
const byTime = (a: ImageFrame, b: ImageFrame): number => {
  const [first, second] = [a, b].map(({ instance, frame }) => instance.frames[frame - 1]?.temporalPosition);
  return first === undefined || second === undefined ? 0 : first - second;
};

/**
 * Frames in the order in which a reader scrolls. Slices lie in order along their normal, in the direction in which the scanner numbered
 * them; everything else is in the scanner's order. Slices at one position are in order of time where it is recorded, else in the scanner's.
 */
export const inReadingOrder = (frames: readonly ImageFrame[]): readonly ImageFrame[] => {
  const numbered = [...frames].sort(byNumber);
  const normal = numbered[0]?.plane?.normal;
  if (!normal) return numbered;
  const position = new Map(numbered.map((frame) => [frame, frame.plane ? positionAlong(normal, frame.plane) : 0]));
  const at = (frame: ImageFrame): number => position.get(frame) ?? 0;
  const forwards = numbered.slice(1).reduce((sum, frame, index) => {
    const before = numbered[index];
    return before ? sum + Math.sign(at(frame) - at(before)) : sum;
  }, 0);
  const direction = forwards < 0 ? -1 : 1;
  return numbered.sort((a, b) => direction * (at(a) - at(b)) || byTime(a, b));
};
