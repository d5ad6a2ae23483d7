/**
 * The end of a device on the profile along it: a step blurred by a Gaussian, a · Φ((end − s) / blur) + b, fitted by least squares with
 * Huber's weights, so that a line that crosses doesn't pull the end to itself.
 */
export interface EdgeFit {
  /** Where the step lies, in the unit of the positions. */
  readonly end: number;
  /** 1 SD of the blur that fits best. */
  readonly blur: number;
  /** The device's height before its end, and what is left beyond it. */
  readonly height: number;
  readonly beyond: number;
  /** The height of something else that comes right after the end. */
  readonly next: number;
  /** 1 SD of what the fit leaves, and of `end` from it (Cramér–Rao, for samples that are `correlated` apart). */
  readonly residual: number;
  readonly sigma: number;
  /** How much better than a step that is as sharp as the image shows (log likelihood): large where the end tapers. */
  readonly taperGain: number;
  readonly predicted: readonly number[];
}

export interface EdgeFitOptions {
  /** Where the end may lie. */
  readonly from: number;
  readonly to: number;
  /** Blurs that are tried, rising. */
  readonly blurs: readonly number[];
  /** The largest blur of a true end. */
  readonly sharpest: number;
  /** Distance over which noise in the profile is correlated. */
  readonly correlated: number;
  /** The device's height on the way here: what it ends from, unless the profile says otherwise. */
  readonly usual: number;
}

/** Φ, by its logistic-like approximation of Abramowitz and Stegun 26.2.17 (7.5e-8). */
export const normal = (x: number): number => {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989422804014327 *
    Math.exp((-x * x) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
};

interface Solved {
  readonly cost: number;
  readonly a: number;
  readonly b: number;
}

const HUBER = 1.5;
/** No profile is known better than this share of its height. */
const LEAST_RESIDUAL = 0.03;
/** What lies beyond an end is nothing, and what comes before it is the usual, unless this many samples say otherwise. */
const EXPECTED = 15;

/** a and b for a given end and blur, and the weighted squares that are left. */
const solve = (
  positions: readonly number[],
  values: readonly number[],
  weights: readonly number[],
  end: number,
  blur: number,
  usual: number,
): Solved => {
  let [sw, sg, sgg, sv, sgv, svv] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < positions.length; i += 1) {
    const w = weights[i] ?? 0;
    const v = values[i] ?? 0;
    const z = (end - (positions[i] ?? 0)) / blur;
    const g = z > 5 ? 1 : z < -5 ? 0 : normal(z);
    sw += w;
    sg += w * g;
    sgg += w * g * g;
    sv += w * v;
    sgv += w * g * v;
    svv += w * v * v;
  }
  // As if that many more samples had been read far before and far beyond the end.
  sw += 2 * EXPECTED;
  sg += EXPECTED;
  sgg += EXPECTED;
  sv += EXPECTED * usual;
  sgv += EXPECTED * usual;
  svv += EXPECTED * usual * usual;
  const determinant = sw * sgg - sg * sg;
  if (!(determinant > 1e-9 * sw * sw)) return { cost: svv, a: 0, b: sv / sw };
  const a = (sw * sgv - sg * sv) / determinant;
  const b = (sv - a * sg) / sw;
  return { cost: Math.max(0, svv - a * sgv - b * sv), a, b };
};

export const fitEdge = (
  positions: readonly number[],
  values: readonly number[],
  options: EdgeFitOptions,
): EdgeFit | null => {
  const { from, to, blurs, sharpest, correlated, usual } = options;
  const count = positions.length;
  if (count < 8 || !(to > from)) return null;
  const pitch = ((positions[count - 1] ?? 0) - (positions[0] ?? 0)) / (count - 1);
  let weights: readonly number[] = positions.map(() => 1);
  let best = { end: from, blur: blurs[0] ?? 1, a: 0, b: 0, cost: Infinity };
  let sharp = Infinity;
  let residual = 0;
  for (let round = 0; round < 3; round += 1) {
    best = { ...best, cost: Infinity };
    sharp = Infinity;
    for (const blur of blurs) {
      const grid = Math.max(0.5 * pitch, 0.25 * blur);
      for (let end = from; end <= to; end += grid) {
        const { cost, a, b } = solve(positions, values, weights, end, blur, usual);
        if (a <= 0) continue;
        if (blur <= sharpest) sharp = Math.min(sharp, cost);
        if (cost < best.cost) best = { end, blur, a, b, cost };
      }
    }
    if (best.cost === Infinity) return null;
    const left = positions.map((s, i) => (values[i] ?? 0) - best.b - best.a * normal((best.end - s) / best.blur));
    const sorted = left.map(Math.abs).sort((p, q) => p - q);
    residual = Math.max(1.4826 * (sorted[count >> 1] ?? 0), LEAST_RESIDUAL * Math.abs(usual));
    const limit = HUBER * residual;
    weights = left.map((value) => (Math.abs(value) <= limit ? 1 : limit / Math.abs(value)));
  }
  // Between the grid's places, by a parabola through the costs.
  const grid = Math.max(0.5 * pitch, 0.25 * best.blur) / 2;
  const costs = [-grid, 0, grid].map(
    (shift) => solve(positions, values, weights, best.end + shift, best.blur, usual).cost,
  );
  const [low = 0, middle = 0, high = 0] = costs;
  const curvature = low - 2 * middle + high;
  const shift = curvature > 0 ? Math.max(-grid, Math.min(grid, (0.5 * grid * (low - high)) / curvature)) : 0;
  const end = best.end + shift;
  const { a, b } = solve(positions, values, weights, end, best.blur, usual);
  let information = 0;
  for (const s of positions) {
    const z = (end - s) / best.blur;
    information += ((a / best.blur) * 0.3989422804014327 * Math.exp((-z * z) / 2)) ** 2;
  }
  const independent = Math.max(1, correlated / pitch);
  const variance = residual * residual;
  return {
    end,
    blur: best.blur,
    height: a + b,
    beyond: b,
    next: b,
    residual,
    sigma: Math.sqrt((variance * independent) / Math.max(information, 1e-12)),
    taperGain: Math.max(0, sharp - best.cost) / (2 * variance * independent),
    predicted: positions.map((s) => b + a * normal((end - s) / best.blur)),
  };
};

/** Mean of the values in a stretch of positions, as a share of what is usual; null where there is nothing to take a mean of. */
export const shareIn = (
  positions: readonly number[],
  values: readonly number[],
  from: number,
  to: number,
  usual: number,
): number | null => {
  const inside = values.filter((_, i) => (positions[i] ?? 0) >= from && (positions[i] ?? 0) <= to);
  return inside.length > 2 && usual > 0 ? inside.reduce((sum, value) => sum + value, 0) / inside.length / usual : null;
};
