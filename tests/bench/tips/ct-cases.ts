import { noise } from '../../../sample-data/lib/noise.mjs';
import { examineMarkInVolume } from '../../../src/find/volume/examine-mark.ts';
import { locateInVolume } from '../../../src/find/volume/locate-in-volume.ts';
import { VolumeSampler } from '../../../src/find/volume/volume.ts';
import { add, dot, scale, subtract, type Vector3 } from '../../../src/space/vector.ts';
import { errorOf, pointedAt, randomCase, type CtCase } from '../../support/ct-phantoms.ts';
import { plainEnd } from './baseline.ts';
import type { scipyRunner } from './scipy.ts';

/** How far off an end is, where one was found. Lengths in mm. */
export type EndError = ReturnType<typeof errorOf>;

export interface CtOutcome {
  readonly seed: number;
  readonly thickness: number;
  readonly ours: {
    readonly seconds: number;
    readonly found: {
      readonly error: EndError;
      readonly sigma: { readonly along: number; readonly across: number };
      readonly score: number;
    } | null;
  };
  readonly baseline: { readonly seconds: number; readonly error: EndError | null };
  readonly scipy: { readonly seconds: number; readonly error: EndError | null; readonly apart: number } | null;
  /** Verdicts of a mark that is wrong and of one at the tip; null where the phantom is not one of the gate's. */
  readonly gate: { readonly kind: 'shaft' | 'leaves-slice'; readonly wrong: Verdict; readonly tip: Verdict } | null;
}

type Verdict = ReturnType<typeof examineMarkInVolume>['verdict'];

/** 1 SD of a mark on each axis, mm. */
const MARKING_MM = 0.6;

const timed = <T>(act: () => T): readonly [T, number] => {
  const start = process.cpuUsage();
  const result = act();
  const { user, system } = process.cpuUsage(start);
  return [result, (user + system) / 1e6];
};

/** One phantom: TipCheck, the plain baseline and scipy's on the same voxels from the same place, one after the other. */
export const ctOutcome = async (
  seed: number,
  scipy: ReturnType<typeof scipyRunner> | null,
  isInGate: boolean,
): Promise<CtOutcome> => {
  const phantom = randomCase(seed);
  const { volume } = phantom;
  const near = pointedAt(phantom);
  const [found, seconds] = timed(() => locateInVolume(volume, near));
  const best = 'kind' in found ? undefined : found[0];
  const [plain, plainSeconds] = timed(() => plainEnd(volume, near));
  const python = scipy ? await scipy.end(volume, near) : null;
  const error = python?.tip && python.axis ? errorOf({ tip: python.tip, axis: python.axis }, phantom) : null;
  return {
    seed,
    thickness: phantom.options.thickness,
    ours: {
      seconds,
      found: best ? { error: errorOf(best, phantom), sigma: best.sigma, score: best.score } : null,
    },
    baseline: { seconds: plainSeconds, error: plain && errorOf(plain, phantom) },
    scipy: python && {
      seconds: python.seconds,
      error,
      apart: plain && python.tip ? Math.hypot(...subtract(plain.tip, python.tip)) : plain || python.tip ? Infinity : 0,
    },
    gate: isInGate ? gateOf(phantom, seed) : null,
  };
};

/** A mark that is wrong, on the shaft or (every other phantom) where the shaft leaves a slice, and one at the tip, each marked as a person does. */
const gateOf = (phantom: CtCase, seed: number): CtOutcome['gate'] => {
  const { volume, tip, at } = phantom;
  const { uniform, gauss } = noise(seed * 31 + 5);
  const marked = (place: Vector3): Vector3 =>
    add(place, [MARKING_MM * gauss(), MARKING_MM * gauss(), MARKING_MM * gauss()]);
  const sampler = new VolumeSampler(volume);
  const verdict = (place: Vector3): Verdict => examineMarkInVolume(volume, { tip: marked(place) }).verdict;
  const isIn = (place: Vector3): boolean => sampler.depthOf(place) > 2;
  const shaft = [...Array<null>(50)].map(() => 5 + 25 * uniform()).find((distance) => isIn(at(distance))) ?? 5;
  const leaving = seed % 2 === 0 ? leavingEnd(sampler, phantom, shaft) : null;
  return leaving
    ? { kind: 'leaves-slice', wrong: verdict(leaving), tip: verdict(tip) }
    : { kind: 'shaft', wrong: verdict(at(shaft)), tip: verdict(tip) };
};

/**
 * Where a shaft seems to end in the slice that it crosses `distance` mm from the tip: it goes on in the next one. The mark is made on that slice. Null where that is
 * less than 4 mm from the tip.
 */
const leavingEnd = (sampler: VolumeSampler, { volume, at }: CtCase, distance: number): Vector3 | null => {
  const heightOf = (place: Vector3): number => sampler.indexOf(place)[2];
  const slice = Math.round(heightOf(at(distance)));
  const half = Math.max(sampler.thickness, sampler.spacing[2]) / 2;
  for (let s = distance; s >= 4; s -= 0.1) {
    const place = at(s);
    const off = (heightOf(place) - slice) * sampler.spacing[2];
    if (Math.abs(off) > half) {
      // Along the normal onto the slice that it was seen in.
      const up = dot(volume.sliceStep, sampler.normal) > 0 ? 1 : -1;
      return add(place, scale(sampler.normal, -up * off));
    }
  }
  return null;
};
