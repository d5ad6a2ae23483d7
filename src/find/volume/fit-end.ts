import { gaussLegendre } from '../../space/quadrature.ts';
import { add, distance, dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { fit, type Fit } from '../least-squares.ts';
import { changeOf, tissueBehind } from './along-trace.ts';
import { bendOf } from './bend-of.ts';
import { voxelsAtEnd, voxelsBetween } from './end-voxels.ts';
import { bestOf, together, type AmbiguousFit } from './like-fits.ts';
import { rodModel, type RodParameters, type RodVoxels } from './rod-model.ts';
import { acrossOf, type Surroundings } from './seed-line.ts';
import type { VolumeSampler } from './volume.ts';

/** The end of a device, as fitted. Lengths in mm. */
export interface FittedEnd {
  readonly tip: Vector3;
  readonly axis: Vector3;
  readonly sigmaAlong: number;
  readonly sigmaAcross: number;
  /** What the device adds to the background at its middle, and what is left over of the fit, in the image's values. */
  readonly amplitude: number;
  readonly background: number;
  readonly residual: number;
  /** Blur of the image and width of what is sought, 1 SD. */
  readonly blur: number;
  /** Whether values were cut off at the largest that the image holds. */
  readonly saturated: boolean;
  /** The model's value at a distance beyond the end, along the axis. */
  readonly valueAt: (distance: number) => number;
  /** Where the device's middle is at a distance beyond the end, along the axis at its end. */
  readonly placeAt: (distance: number) => Vector3;
}

/** How far back the device is fitted, mm: thick slices tell its direction over long distances only. */
const behindFor = ({ thickness }: VolumeSampler): number => Math.min(45, Math.max(26, 8 * thickness));
const BEYOND_MM = 7;
/** How far from the end of its trace a device may end, 1 SD: so little is known that only a fit that has lost the end is held by it. */
const END_SIGMA_MM = 6;
/** Blur of an image that nothing is known of, 1 SD: 1.3 mm FWHM, as kernels for soft tissue have it with the pixel and a thin needle. */
const BLUR_MM = 0.55;
/** An end in front of something is known to this, 1 SD, or is none, mm. */
const KNOWN_MM = 1;
/** By this much a voxel, as the logarithm of its misfit, a device that ended there has to explain the voxels up to there better. */
const CLEARLY = 0.1;
/** Beyond where a device may have ended nothing is looked at that is farther than this, mm. */
const IN_LINE_GAP_MM = 1.5;
/** Fewer voxels tell nothing of an end. */
const LEAST_VOXELS = 24;
/** The ball at the end of a void lies to one side of the shaft and is this wide, mm. */
const BALL_MM = 10;

/**
 * Fits the end of a thin rod as a scanner draws it to the voxels around it: a half line that is blurred by the point spread (a Gaussian, all ways)
 * and summed up over each slice's thickness (a box along the normal). Values that the image cuts off are compared with the model cut off at the
 * same value, so that blooming doesn't push the end outward. The rod's own gentle bend is taken from where it was followed.
 *
 * @param places along the device, the last one near its end
 * @param contrasts by how much the device stands out at each place, to tell something in line with it
 * @param isRough for an end at the edge of the images, which is none: in a part of the time
 */
export const fitEnd = (
  sampler: VolumeSampler,
  around: Surroundings,
  places: readonly Vector3[],
  contrasts: readonly number[] = [],
  isRough = false,
): FittedEnd | null => {
  const bend = bendOf(sampler, places, around.sign < 0 ? Math.max(sampler.thickness, BALL_MM) : undefined);
  if (!bend) return null;
  const { origin, direction, curve, curveSigma: bendSigma } = bend;
  const [aside, over] = acrossOf(direction);
  const { normal } = sampler;
  const rod = rodModel(
    nodesFor(sampler).map(({ z, weight }) => ({
      along: z * dot(normal, direction),
      besideA: z * dot(normal, aside),
      besideB: z * dot(normal, over),
      weight,
    })),
  );
  const [bendA, bendB] = [dot(curve, aside), dot(curve, over)];

  const behind = Math.min(behindFor(sampler), around.sign > 0 ? tissueBehind(sampler, places) : Infinity);
  const reach = Math.min(behind, distance(places[0] ?? origin, origin));
  const blur0 = Math.hypot(BLUR_MM, sampler.deviceWidth / 4);
  const frame = { origin, direction, aside, over, bendA, bendB };
  const beyond = BEYOND_MM + sampler.deviceWidth;
  const { voxels, cut: edge } = voxelsAtEnd(sampler, around.sign, frame, [-behind, beyond]);
  if (voxels.count < LEAST_VOXELS) return null;
  const cut = edge ?? Infinity;
  const values = voxels.value.toSorted();
  const low = values[Math.floor(values.length * 0.3)] ?? 0;
  const high = values.at(-1) ?? 0;
  const saturated = high >= cut;

  const top = (high - low) * (saturated ? 2 : 1);
  const noise = Math.max(around.noise * 0.3, 1e-6);
  const [upA, upB] = [dot(normal, aside), dot(normal, over)];
  const fitFrom = (start: RodParameters, some: RodVoxels, end: number): Fit | null =>
    fit({
      start,
      prior: [
        { mean: end, sigma: END_SIGMA_MM + sampler.deviceWidth },
        { mean: 0, sigma: 1.5 },
        { mean: 0, sigma: 1.5 },
        { mean: 0, sigma: 0.15 },
        { mean: 0, sigma: 0.15 },
        { mean: bendA, sigma: bendSigma },
        { mean: bendB, sigma: bendSigma },
        null,
        null,
        { mean: Math.log(blur0), sigma: 0.35 },
      ],
      steps: [0.05, 0.05, 0.05, 0.003, 0.003, 1e-4, 1e-4, Math.max(1, top * 0.01), Math.max(1, top * 0.005), 0.03],
      count: some.count,
      noise,
      residuals: (parameters, left, slopes) => {
        rod.compare(parameters, some, cut, left, slopes);
      },
    });
  const placeOf = ([, a0 = 0, b0 = 0, ta = 0, tb = 0, ca = 0, cb = 0]: RodParameters, s: number): Vector3 =>
    add(
      origin,
      add(scale(direction, s), add(scale(aside, a0 + s * (ta + ca * s)), scale(over, b0 + s * (tb + cb * s)))),
    );
  /** The same rod on the other side of the slice that it lies in: within one slice both look alike. Null where it crosses several. */
  const mirrored = (parameters: RodParameters): RodParameters | null => {
    const [s0 = 0, a0 = 0, b0 = 0, ta = 0, tb = 0, ca = 0, cb = 0, ...rest] = parameters;
    const slope = dot(normal, direction) + ta * upA + tb * upB;
    if (Math.abs(slope) * reach > sampler.thickness) return null;
    const height = (s: number): number => sampler.indexOf(placeOf(parameters, s))[2];
    const slice = Math.round(height(s0 - reach / 2));
    const up = 2 * (height(0) - slice) * dot(sampler.volume.sliceStep, normal);
    const bent = 2 * (ca * upA + cb * upB);
    return [
      s0,
      a0 - up * upA,
      b0 - up * upB,
      ta - 2 * slope * upA,
      tb - 2 * slope * upB,
      ca - bent * upA,
      cb - bent * upB,
      ...rest,
    ];
  };
  const fitAll = (some: RodVoxels, end: number): AmbiguousFit | null => {
    const found = (isRough ? [0] : slopesFor(sampler)).flatMap(
      (tilt) => fitFrom([end, 0, 0, tilt * upA, tilt * upB, bendA, bendB, top, low, Math.log(blur0)], some, end) ?? [],
    );
    const best = bestOf(found);
    const other = best && !isRough && sampler.thickness > THICK_MM ? mirrored(best.parameters) : null;
    return together([...found, ...(other ? [fitFrom(other, some, end) ?? []].flat() : [])]);
  };
  const whole = fitAll(voxels, 0);
  // Where the device may have ended before its trace did, at something as bright that lies in line with it: what lies beyond doesn't count then.
  const earlier = isRough ? null : changeOf(places, contrasts);
  const until = earlier ? dot(subtract(earlier, origin), direction) : 0;
  const some = earlier ? voxelsBetween(voxels, -Infinity, until + IN_LINE_GAP_MM) : null;
  const short = some && some.count >= LEAST_VOXELS ? fitAll(some, until) : null;
  const there = some && voxelsBetween(some, until - IN_LINE_GAP_MM / 2, Infinity);
  const misfitOf = ({ best: { parameters } }: AmbiguousFit): number => {
    let sum = 0;
    for (let n = 0; n < (there?.count ?? 0); n += 1) {
      const model = rod.valueAt(parameters, there?.s[n] ?? 0, there?.a[n] ?? 0, there?.b[n] ?? 0);
      sum += Math.log1p(((Math.min(cut, model) - Math.min(cut, there?.value[n] ?? 0)) / (3 * noise)) ** 2);
    }
    return sum;
  };
  const isShort =
    whole !== null &&
    short !== null &&
    (short.best.covariance[0]?.[0] ?? Infinity) < KNOWN_MM ** 2 &&
    misfitOf(whole) - misfitOf(short) > CLEARLY * (there?.count ?? 0);
  const fitted = isShort ? short : whole;
  if (!fitted) return null;
  const { parameters, best } = fitted;
  const [s0 = 0, , , ta = 0, tb = 0, ca = 0, cb = 0, amplitude = 0, base = 0, logBlur = 0] = parameters;
  const variance = (k: number): number => (best.covariance[k]?.[k] ?? 0) + (fitted.variance[k] ?? 0);
  const tip = placeOf(parameters, s0);
  const axis = normalize(add(direction, add(scale(aside, ta + 2 * ca * s0), scale(over, tb + 2 * cb * s0))));
  return {
    tip,
    axis,
    sigmaAlong: Math.sqrt(variance(0)),
    sigmaAcross: Math.sqrt((variance(1) + variance(2)) / 2),
    amplitude,
    background: around.sign * base,
    residual: best.residual,
    blur: Math.exp(logBlur),
    saturated,
    placeAt: (distance) => placeOf(parameters, s0 + distance * dot(axis, direction)),
    valueAt: (distance) => {
      const s = s0 + distance;
      const middle = subtract(placeOf(best.parameters, s), origin);
      const value = rod.valueAt(best.parameters, s, dot(middle, aside), dot(middle, over));
      return around.sign * Math.min(cut, value);
    },
  };
};

/** Slices from this thickness on hide how a flat device slopes in them. */
const THICK_MM = 1.6;
/** Slopes through the slices that a fit begins with: in thick ones a flat device looks as if it lay in them. */
const slopesFor = ({ thickness }: VolumeSampler): readonly number[] => (thickness > THICK_MM ? [0, 0.12, -0.12] : [0]);

/** Where a slice sums up, along its normal from its middle, mm, with weights of sum 1. */
const nodesFor = ({ thickness }: VolumeSampler): readonly { z: number; weight: number }[] => {
  const count = Math.max(2, Math.min(10, Math.ceil(thickness / 0.5)));
  return gaussLegendre(count).map(([x, weight]) => ({ z: (x * thickness) / 2, weight: weight / 2 }));
};
