import { add, scale, type Vector3 } from '../../space/vector.ts';
import type { TipReason } from '../candidate.ts';
import type { FittedEnd } from './fit-end.ts';
import { acrossOf, seedLines, surroundingsOf, type SeedLine, type Surroundings } from './seed-line.ts';
import { VolumeSampler, type Volume } from './volume.ts';

/** How devices in MR are found: by the signal that they take away, which is wider than they are and ends elsewhere. */
export const VOID_METHOD = 'void-trace-end-fit';
export const VOID_VERSION = '1.0.1';

/** Widths of voids that are tried, mm: from a thin needle in a spin echo to a thick one across B0 in a gradient echo. */
const WIDTHS_MM = [1.5, 2.5, 4, 6, 9] as const;
/** A width at which a line stands out by this share of the most counts as its own: wider ones see more of what is around. */
const STANDS_OUT = 0.85;
/** The signal can't fall by more than there is: a cap is for bright dots. */
const NO_CAP = 1e9;

/** What lines are followed with. */
export interface LineSearch {
  readonly sampler: VolumeSampler;
  readonly around: Surroundings;
  readonly lines: readonly SeedLine[];
  /** Of what stands out, mm; 0 where only its blur is seen. */
  readonly width: number;
}

/** Lines of lost signal near a place, at the width at which they stand out. Null where there are too few voxels. */
export const voidsNear = (volume: Volume, seed: Vector3, radius: number): LineSearch | null => {
  const searches: LineSearch[] = [];
  for (const width of WIDTHS_MM) {
    const sampler = new VolumeSampler(volume, width);
    const around = surroundingsOf(sampler, seed, -1, NO_CAP);
    if (!around) return null;
    searches.push({ sampler, around, width, lines: seedLines(sampler, around, seed, radius) });
  }
  const most = ({ lines }: LineSearch): number => lines[0]?.contrast ?? 0;
  const best = Math.max(...searches.map(most));
  return searches.find((one) => most(one) >= STANDS_OUT * best) ?? searches[0] ?? null;
};

/**
 * How far from the end of a void the end of the metal may be, mm: 5 to 10 by sequence, frequency-encode direction and angle to B0, and most often before
 * it (AJR 1996;166:1337; in a nylon phantom at 1 T readers took needles for 1.8 ± 2.3 mm too long in turbo spin echoes, 2.5 ± 1.2 mm in gradient echoes).
 */
export const VOID_BAND_MM = 10;

/** Full width of the fitted void at half of what it takes away. */
const widthOf = ({ blur }: Pick<FittedEnd, 'blur'>): number => 2.3548 * blur;

/**
 * 1 SD of the metal's end about the void's: the band is within 2 SD along the device, the wider the void the
 * less sharply; across it the metal is somewhere in the void.
 */
export const voidSigma = (fitted: FittedEnd): { readonly along: number; readonly across: number } => ({
  along: Math.hypot(fitted.sigmaAlong, VOID_BAND_MM / 2, widthOf(fitted) / 4),
  across: Math.hypot(fitted.sigmaAcross, widthOf(fitted) / 2),
});

const STEP_MM = 0.25;

/**
 * The fitted end, moved along its axis to where half of the signal is back: the void blooms at its end, so that a line of one width, fitted to it, ends too
 * far. Signal is the mean over the inner half of the void.
 */
export const atHalfLoss = (sampler: VolumeSampler, around: Surroundings, fitted: FittedEnd): FittedEnd => {
  const { tip, axis } = fitted;
  const [aside, over] = acrossOf(axis);
  const width = widthOf(fitted);
  const lossAt = (distance: number): number => {
    const middle = add(tip, scale(axis, distance));
    let sum = sampler.at(...middle);
    for (let k = 0; k < 6; k += 1) {
      const [u, v] = [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)];
      sum += sampler.at(...add(middle, add(scale(aside, (u * width) / 4), scale(over, (v * width) / 4))));
    }
    return around.background - sum / 7;
  };
  const reach = 3 + width;
  const losses: { readonly at: number; readonly loss: number }[] = [];
  for (let at = -reach; at <= reach; at += STEP_MM) {
    const loss = lossAt(at);
    if (Number.isFinite(loss)) losses.push({ at, loss });
  }
  const most = Math.max(...losses.map(({ loss }) => loss));
  const last = losses.findIndex(
    ({ at, loss }, n) => at > -reach + 1 && loss < most / 2 && (losses[n - 1]?.loss ?? 0) >= most / 2,
  );
  const [inner, outer] = [losses[last - 1], losses[last]];
  if (!inner || !outer) return fitted;
  const at = inner.at + (STEP_MM * (inner.loss - most / 2)) / (inner.loss - outer.loss);
  return { ...fitted, tip: add(tip, scale(axis, at)), valueAt: (distance) => fitted.valueAt(distance + at) };
};

/** What the end of a void counts, however clear it is: it is no evidence of where the metal ends. */
export const VOID_SCORE = 0.3;

export const voidReason = (fitted: FittedEnd): TipReason => ({
  code: 'artefact-only',
  supports: null,
  message: `This is the end of a void of ${widthOf(fitted).toFixed(0)} mm, not of the device: the device may end up to ${String(VOID_BAND_MM)} mm from it, most often before it.`,
});

/** Signal below this share of the background's is none: air, or another void. */
const NO_SIGNAL = 0.3;
const AROUND_MM = 5;

/** Whether most of what lies round the void just beyond its end gives no signal: air outside of the body. */
export const endsInDark = (sampler: VolumeSampler, around: Surroundings, fitted: FittedEnd): boolean => {
  const middle = add(fitted.tip, scale(fitted.axis, AROUND_MM));
  const [aside, over] = acrossOf(fitted.axis);
  const radius = Math.max(AROUND_MM, widthOf(fitted));
  const ring = Array.from({ length: 8 }, (_, k) => {
    const angle = (k * Math.PI) / 4;
    return sampler.at(
      ...add(middle, add(scale(aside, radius * Math.cos(angle)), scale(over, radius * Math.sin(angle)))),
    );
  });
  return ring.filter((value) => !(value >= NO_SIGNAL * around.background)).length > 4;
};
