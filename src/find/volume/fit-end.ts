import { gaussLegendre } from '../../space/quadrature.ts';
import { add, distance, dot, normalize, scale, subtract, type Vector3 } from '../../space/vector.ts';
import { fit, solve, type Fit } from '../least-squares.ts';
import { ROD_PARAMETERS, rodModel, type RodParameters } from './rod-model.ts';
import { acrossOf, type Surroundings } from './seed-line.ts';
import { eachVoxelAlong, type VolumeSampler } from './volume.ts';

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
/** Of the last millimetres all voxels count, farther back some, for the direction. */
const END_MM = 6;
/** Blur of an image that nothing is known of, 1 SD: 1.3 mm FWHM, as kernels for soft tissue have it with the pixel and a thin needle. */
const BLUR_MM = 0.55;
/** How a needle bends, as sideways displacement per mm²: 1 SD is 1.6 mm over 80 mm. */
const BEND = 2.5e-4;
const MOST_SAMPLES = 700;
/** A void is wide and its end soft: fewer tell as much. */
const MOST_SAMPLES_OF_VOID = 250;

/**
 * Fits the end of a thin rod as a scanner draws it to the voxels around it: a half line that is blurred by the point spread (a Gaussian, all ways)
 * and summed up over each slice's thickness (a box along the normal). Values that the image cuts off are compared with the model cut off at the
 * same value, so that blooming doesn't push the end outward. The rod's own gentle bend is taken from where it was followed.
 *
 * @param places along the device, the last one near its end; @param edge the largest value that the image holds, if it is reached
 * @param contrasts by how much the device stands out at each place, to tell something in line with it
 * @param isRough for an end at the edge of the images, which is none: in a part of the time
 */
export const fitEnd = (
  sampler: VolumeSampler,
  around: Surroundings,
  places: readonly Vector3[],
  edge: number | null,
  contrasts: readonly number[] = [],
  isRough = false,
): FittedEnd | null => {
  const bend = bendOf(sampler, places);
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

  const [wideA, wideB] = [sampler.widthAlong(aside), sampler.widthAlong(over)];
  const behind = Math.min(behindFor(sampler), around.sign > 0 ? tissueBehind(sampler, places) : Infinity);
  const reach = Math.min(behind, distance(places[0] ?? origin, origin));
  const beyond = BEYOND_MM + sampler.deviceWidth;
  const blur0 = Math.hypot(BLUR_MM, sampler.deviceWidth / 4);
  const near: Sample[] = [];
  const back: Sample[] = [];
  eachVoxelAlong(sampler, origin, direction, [-behind, beyond], 6 + sampler.deviceWidth, (place, value) => {
    const d = subtract(place, origin);
    const s = dot(d, direction);
    if (s < -behind || s > beyond) return;
    const [a, b] = [dot(d, aside), dot(d, over)];
    const [offA, offB] = [a - bendA * s * s, b - bendB * s * s];
    if ((offA / (1 + 2.2 * wideA)) ** 2 + (offB / (1 + 2.2 * wideB)) ** 2 > 1) return;
    (s > -END_MM - sampler.deviceWidth ? near : back).push({ s, a, b, value: around.sign * value });
  });
  const most = sampler.deviceWidth > 0 ? MOST_SAMPLES_OF_VOID : MOST_SAMPLES;
  thin(near, most);
  thin(back, most);
  const samples = [...near, ...back];
  if (samples.length < 24) return null;
  const cut = edge === null ? Infinity : around.sign * edge;
  const values = samples.map(({ value }) => value).sort((a, b) => a - b);
  const low = values[Math.floor(values.length * 0.3)] ?? 0;
  const high = values.at(-1) ?? 0;
  const saturated = edge !== null && high >= cut;

  const top = (high - low) * (saturated ? 2 : 1);
  const noise = Math.max(around.noise * 0.3, 1e-6);
  const [upA, upB] = [dot(normal, aside), dot(normal, over)];
  const slope = new Float64Array(ROD_PARAMETERS);
  const fitFrom = (start: RodParameters, some: readonly Sample[], end: number): Fit | null =>
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
      count: some.length,
      noise,
      residuals: (parameters, out) => {
        for (let i = 0; i < some.length; i += 1) {
          const one = some[i];
          if (one) out[i] = leftOf(parameters, one);
        }
      },
      derivatives: (parameters, columns) => {
        for (let i = 0; i < some.length; i += 1) {
          const one = some[i];
          if (!one) continue;
          const value = rod.derivativesAt(parameters, one.s, one.a, one.b, slope);
          for (let k = 0; k < ROD_PARAMETERS; k += 1) {
            const column = columns[k];
            if (column) column[i] = value < cut ? (slope[k] ?? 0) : 0;
          }
        }
      },
    });
  const leftOf = (parameters: readonly number[], { s, a, b, value }: Sample): number =>
    Math.min(cut, rod.valueAt(parameters, s, a, b)) - Math.min(cut, value);
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
  const fitAll = (some: readonly Sample[], end: number): AmbiguousFit | null => {
    const found = (isRough ? [0] : slopesFor(sampler)).flatMap(
      (tilt) => fitFrom([end, 0, 0, tilt * upA, tilt * upB, bendA, bendB, top, low, Math.log(blur0)], some, end) ?? [],
    );
    const best = bestOf(found);
    const other = best && !isRough && sampler.thickness > THICK_MM ? mirrored(best.parameters) : null;
    return together([...found, ...(other ? [fitFrom(other, some, end) ?? []].flat() : [])]);
  };
  const whole = fitAll(samples, 0);
  // Where the device may have ended before its trace did, at something as bright that lies in line with it: what lies beyond doesn't count then.
  const earlier = isRough ? null : changeOf(places, contrasts);
  const until = earlier ? dot(subtract(earlier, origin), direction) : 0;
  const some = earlier ? samples.filter(({ s }) => s < until + IN_LINE_GAP_MM) : [];
  const short = some.length >= 24 ? fitAll(some, until) : null;
  const there = some.filter(({ s }) => s > until - IN_LINE_GAP_MM / 2);
  const misfitOf = ({ best }: AmbiguousFit): number =>
    there.reduce((sum, one) => sum + Math.log1p((leftOf(best.parameters, one) / (3 * noise)) ** 2), 0);
  const isShort =
    whole !== null &&
    short !== null &&
    (short.best.covariance[0]?.[0] ?? Infinity) < KNOWN_MM ** 2 &&
    misfitOf(whole) - misfitOf(short) > CLEARLY * there.length;
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

/** A voxel in the frame of the end: along the device, and on two perpendiculars, mm. */
interface Sample {
  readonly s: number;
  readonly a: number;
  readonly b: number;
  readonly value: number;
}

/** Fits of the same voxels that explain them alike, taken together. */
interface AmbiguousFit {
  readonly best: Fit;
  /** Mean over the fits, and how far they lie apart: the variance of each parameter. */
  readonly parameters: RodParameters;
  readonly variance: readonly number[];
}

/** By this much in cost a fit explains the voxels so much worse that it counts a third. */
const ALIKE = 3;

const bestOf = (fits: readonly Fit[]): Fit | null =>
  fits.reduce<Fit | null>((best, one) => (!best || one.cost < best.cost ? one : best), null);

const together = (fits: readonly Fit[]): AmbiguousFit | null => {
  const best = bestOf(fits);
  if (!best) return null;
  const kinds: { readonly fit: Fit; readonly weight: number }[] = [];
  for (const fit of fits)
    // The same fit from two starts is one; one of another end is none of these.
    if (isSameEnd(fit.parameters, best.parameters) && !kinds.some((one) => isSame(one.fit.parameters, fit.parameters)))
      kinds.push({ fit, weight: Math.exp((best.cost - fit.cost) / ALIKE) });
  const sum = kinds.reduce((total, { weight }) => total + weight, 0);
  const mean = (of: (fit: Fit) => number): number =>
    kinds.reduce((total, { fit, weight }) => total + weight * of(fit), 0) / sum;
  const parameters = best.parameters.map((_, k) => mean((fit) => fit.parameters[k] ?? 0));
  return {
    best,
    parameters,
    variance: parameters.map((one, k) => mean((fit) => ((fit.parameters[k] ?? 0) - one) ** 2)),
  };
};

const SAME_END_MM = 1.5;

const isSameEnd = ([s0 = 0]: RodParameters, [s1 = 0]: RodParameters): boolean => Math.abs(s0 - s1) < SAME_END_MM;

const isSame = ([, a0 = 0, b0 = 0, ta = 0, tb = 0]: RodParameters, [, a1 = 0, b1 = 0, tc = 0, td = 0]: RodParameters) =>
  Math.hypot(a1 - a0, b1 - b0) < 0.1 && Math.hypot(tc - ta, td - tb) < 0.01;

/** Leaves evenly chosen ones, where there are more than can be fitted in the time that a reader waits. */
const thin = (samples: Sample[], most: number): void => {
  const step = samples.length / most;
  if (step <= 1) return;
  for (let n = 0; n < most; n += 1) {
    const kept = samples[Math.floor(n * step)];
    if (kept) samples[n] = kept;
  }
  samples.length = most;
};

/** Air and lung are below this, HU. */
const AIR = -400;
const LEAST_BEHIND_MM = 16;

/** How far back from its end a device lies in tissue, mm: outside of the body it has another background. No limit where the end itself is in air. */
const tissueBehind = (sampler: VolumeSampler, places: readonly Vector3[]): number => {
  const last = places.at(-1);
  if (!last) return Infinity;
  let inAir = 0;
  for (let n = places.length - 1; n > 0; n -= 1) {
    const [place, before] = [places[n], places[n - 1]];
    if (!place || !before) continue;
    const back = distance(place, last);
    const isAir = isRoundedByAir(sampler, place, subtract(place, before));
    if (isAir && back < END_MM) return Infinity;
    inAir = isAir ? inAir + 1 : 0;
    if (inAir >= 3) return Math.max(LEAST_BEHIND_MM, back - 2);
  }
  return Infinity;
};

const isRoundedByAir = (sampler: VolumeSampler, place: Vector3, way: Vector3): boolean => {
  const [aside, over] = acrossOf(normalize(way));
  const radius = 2 + 2.6 * Math.max(sampler.widthAlong(aside), sampler.widthAlong(over));
  const dark = [aside, over, scale(aside, -1), scale(over, -1)].filter(
    (side) => sampler.at(...add(place, scale(side, radius))) < AIR,
  );
  return dark.length > 2;
};

/** How far before the end of its trace something in line with a device is looked for, mm, and how much further back it is compared with. */
const IN_LINE_MM = 9;
const COMPARED_MM = 24;
/** By this share of what is usual it stands out differently, over at least this many mm. */
const DIFFERENT = 0.25;
const DIFFERENT_MM = 2;
/** An end in front of something is known to this, 1 SD, or is none, mm. */
const KNOWN_MM = 1;
/** By this much a voxel, as the logarithm of its misfit, a device that ended there has to explain the voxels up to there better. */
const CLEARLY = 0.1;
/** Beyond where a device may have ended nothing is looked at that is farther than this, mm. */
const IN_LINE_GAP_MM = 1.5;

/** Where a device, near the end of its trace, begins to stand out differently than before; null where it doesn't. */
const changeOf = (places: readonly Vector3[], contrasts: readonly number[]): Vector3 | null => {
  const last = places.at(-1);
  if (!last || contrasts.length !== places.length) return null;
  const back = places.map((place) => distance(place, last));
  const before = contrasts.filter((_, n) => (back[n] ?? 0) > IN_LINE_MM && (back[n] ?? 0) < COMPARED_MM);
  if (before.length < 6) return null;
  // In thick slices a device stands out now more, now less: few places are usual.
  const sorted = before.toSorted((a, b) => a - b);
  const low = (1 - DIFFERENT) * (sorted[Math.floor(0.15 * sorted.length)] ?? 0);
  const high = (1 + DIFFERENT) * (sorted[Math.floor(0.85 * sorted.length)] ?? 0);
  const changed = contrasts.findIndex((one, n) => (back[n] ?? 0) < IN_LINE_MM && (one < low || one > high));
  return changed > 0 && (back[changed] ?? 0) > DIFFERENT_MM ? (places[changed - 1] ?? null) : null;
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

/** Direction and bend of a device at its end. */
interface Bend {
  readonly origin: Vector3;
  readonly direction: Vector3;
  /** Sideways displacement per mm² from the origin along the direction, and 1 SD of it on each perpendicular. */
  readonly curve: Vector3;
  readonly curveSigma: number;
}

const FIT_MM = 50;

/**
 * A parabola through the last places, seen from the end. How it bends is weighed against how needles do: following a device through thick slices makes up
 * bends, since between two of them it is drawn towards either, and over a short stretch any wobble is one.
 */
const bendOf = (sampler: VolumeSampler, places: readonly Vector3[]): Bend | null => {
  const last = places.at(-1);
  if (!last || places.length < 4) return null;
  // In its last slice the device is drawn towards the middle of the slice.
  const far = places.filter((place) => Math.hypot(...subtract(place, last)) > sampler.thickness);
  const near = (far.length * 2 > places.length ? far : places).filter(
    (place) => Math.hypot(...subtract(place, last)) <= FIT_MM,
  );
  const chord = near[0] && subtract(last, near[0]);
  const reach = chord ? Math.hypot(...chord) : 0;
  if (!chord || !(reach > 1)) return null;
  const way = normalize(chord);
  const s = near.map((place) => dot(subtract(place, last), way));
  const fitted = (places: readonly Vector3[], degree: 1 | 2): readonly [Vector3, Vector3, Vector3] | null => {
    const [x, y, z] = ([0, 1, 2] as const).map((k) =>
      polynomial(
        s,
        places.map((place) => place[k]),
        degree,
      ),
    );
    if (!x || !y || !z) return null;
    const power = (k: number): Vector3 => [x[k] ?? 0, y[k] ?? 0, z[k] ?? 0];
    return [power(0), power(1), power(2)];
  };
  const straight: Vector3 = [0, 0, 0];
  const raw = (reach > 18 && fitted(near, 2)?.[2]) || straight;
  const size = Math.hypot(...raw);
  const error =
    size > 0 ? (0.15 + 2 * Math.max(0, sampler.widthAlong(scale(raw, 1 / size)) - 0.6)) / (reach / 2) ** 2 : Infinity;
  const curve = scale(raw, size > 0 ? 1 / (1 + (error / BEND) ** 2) : 0);
  const line = fitted(
    near.map((place, n) => subtract(place, scale(curve, (s[n] ?? 0) ** 2))),
    1,
  );
  if (!line) return null;
  const direction = normalize(line[1]);
  return {
    origin: line[0],
    direction,
    curve: subtract(curve, scale(direction, dot(curve, direction))),
    curveSigma: 1 / Math.hypot(1 / BEND, 1 / error),
  };
};

/** Least squares, twice: the second time without what the first found far off. */
const polynomial = (x: readonly number[], y: readonly number[], degree: number): readonly number[] | null => {
  let weights = x.map(() => 1);
  let found: readonly number[] | null = null;
  for (let round = 0; round < 3; round += 1) {
    const normal = Array.from({ length: degree + 1 }, (_, i) =>
      Array.from({ length: degree + 1 }, (__, j) =>
        x.reduce((sum, one, n) => sum + (weights[n] ?? 0) * one ** (i + j), 0),
      ),
    );
    const right = Array.from({ length: degree + 1 }, (_, i) =>
      x.reduce((sum, one, n) => sum + (weights[n] ?? 0) * (y[n] ?? 0) * one ** i, 0),
    );
    found = solve(normal, right);
    if (!found) return null;
    const coefficients = found;
    const left = x.map((one, n) => (y[n] ?? 0) - coefficients.reduce((sum, c, i) => sum + c * one ** i, 0));
    const sizes = left.map(Math.abs).sort((a, b) => a - b);
    const spread = Math.max(0.05, 1.4826 * (sizes[sizes.length >> 1] ?? 0));
    weights = left.map((one) => 1 / (1 + (one / (2.4 * spread)) ** 2));
  }
  return found;
};
