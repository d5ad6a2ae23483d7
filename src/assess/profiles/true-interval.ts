import type { Quantity } from '../metric.ts';
import type { MeasureName } from './profile.ts';

/**
 * What an image leaves out: all that lies along the rays, an unknown offset from its plane, one within a beam (mm), or where in the band of an
 * artefact the metal tip is (mm from the mark, and mm beside the axis).
 */
export type Unseen =
  'depth' | 'offset' | { readonly beamWidth: number } | { readonly reach: number; readonly across: number };

/** Straight lengths, ≥ 0: seen in a plane or projection they are at most as long as they are. */
const LENGTHS: ReadonlySet<MeasureName> = new Set<MeasureName>([
  'tipToCenter',
  'lateralError',
  'normalDistance',
  'entryError',
  'insertedLength',
]);

/**
 * The 95 % interval of what was measured, widened by what the image can't show of it, in the quantity's unit; null without an interval. A length
 * or a distance to the surface is at least what is seen of it: a body's section through its centre, and its outline, are as large as it gets.
 * Within a beam of width w a length r may be up to √(r² + w²/4), a distance to the surface up to w/2 farther. Depths along an axis and
 * angles may be anything where an offset isn't known; within a beam they count in the plane. A tip that may be elsewhere changes every distance
 * from it by no more than it is off; off along its axis it leaves that as it is, off beside it the axis may point anywhere.
 */
export const trueInterval = (
  metric: MeasureName,
  { interval }: Quantity,
  unseen: Unseen | null,
): readonly [low: number, high: number] | null => {
  if (!interval || unseen === null) return interval;
  const [low, high] = interval;
  const isLength = LENGTHS.has(metric);
  const isBoundedBelow = isLength || metric === 'signedDistance';
  if (typeof unseen === 'string') return [isBoundedBelow ? low : -Infinity, Infinity];
  if ('reach' in unseen) {
    if (metric === 'entryError') return interval;
    if (metric === 'normalDistance' || metric === 'angularError')
      return unseen.across > 0 ? [-Infinity, Infinity] : interval;
    return [low - unseen.reach, high + unseen.reach];
  }
  const half = unseen.beamWidth / 2;
  if (isLength) return [low, Math.hypot(high, half)];
  return metric === 'signedDistance' ? [low, high + half] : interval;
};
