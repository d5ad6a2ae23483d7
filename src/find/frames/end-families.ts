import { normal } from './edge-fit.ts';

/** Profiles along a device that ends sharply, ends with a marker, or fades: what `endEvidence` weighs against each other. All with height 1 on the shaft. */

/** Samples further back say nothing of the end. */
export const BACK = 60;
export const BEYOND = 30;
/** Where an end is looked for, from the end of the path. */
export const FROM = -28;
export const TO = 20;
const FADED_FROM = -16;
const FADED_TO = 60;
/** 1 SD of a sharp end's blur, cells, the profile's own with it, and lengths of fades, cells. */
const BLURS = [1.3, 2.1] as const;
export const FADES = [16, 24, 34, 46, 60, 75] as const;
/** By how much a shaft rises towards its end over SLOPED cells: bones and contrast lie on it. */
const SLOPES = [-0.3, 0, 0.3] as const;
const SLOPED = 40;
/** A marker at the end of a catheter: how long it is, cells, and by how much it stands out more than the shaft, of the shaft's height. */
const MARKERS = [5, 8, 11] as const;
const STRONGER = [0.8, 1.6] as const;
const MARKER_BLUR = 1.6;

export interface Families {
  /** By end, rising; as many for each end. */
  readonly sharp: readonly Float64Array[];
  readonly marked: readonly Float64Array[];
  /** By length of the fade, rising; as many for each. */
  readonly fading: readonly Float64Array[];
}

/** Cells at which profiles are told. */
const GRID = Array.from({ length: BACK + BEYOND + 1 }, (_, k) => k - BACK);
let made: Families | null = null;

/** Made once. */
export const families = (): Families => (made ??= { sharp: sharpOnes(), marked: markedOnes(), fading: fadingOnes() });

const ramp = (slope: number, from: number): number => 1 + slope * Math.max(-1, Math.min(0, from / SLOPED));

const sharpOnes = (): readonly Float64Array[] => {
  const ones: Float64Array[] = [];
  for (let end = FROM; end <= TO; end += 1)
    for (const blur of BLURS)
      for (const slope of SLOPES)
        ones.push(Float64Array.from(GRID, (s) => normal((end - s) / blur) * ramp(slope, s - end)));
  return ones;
};

const markedOnes = (): readonly Float64Array[] => {
  const ones: Float64Array[] = [];
  for (let end = FROM; end <= TO; end += 1)
    for (const length of MARKERS)
      for (const stronger of STRONGER)
        ones.push(
          Float64Array.from(
            GRID,
            (s) =>
              (1 + stronger) * normal((end - s) / MARKER_BLUR) - stronger * normal((end - length - s) / MARKER_BLUR),
          ),
        );
  return ones;
};

const fadingOnes = (): readonly Float64Array[] => {
  const ones: Float64Array[] = [];
  for (const fade of FADES)
    for (let end = FADED_FROM; end < FADED_TO; end += 2)
      for (const slope of SLOPES)
        ones.push(
          Float64Array.from(GRID, (s) => {
            const t = Math.max(0, Math.min(1, (end - s) / fade));
            return t * t * (3 - 2 * t) * ramp(slope, s - end + fade);
          }),
        );
  return ones;
};
