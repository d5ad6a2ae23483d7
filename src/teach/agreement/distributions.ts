/** Quantiles of the distributions that confidence intervals are made of: by the incomplete beta and gamma functions, inverted by bisection. */

/** ln Γ(x) for x > 0 (Lanczos, g = 7, n = 9): relative error about 1e-15. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

const logGamma = (x: number): number => {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const t = y + 7.5;
  const sum = LANCZOS.reduce<number>((all, term, index) => (index === 0 ? term : all + term / (y + index)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
};

const TINY = 1e-300;
const MOST_TERMS = 20_000;

/** I_x(a, b), the regularised incomplete beta function: Lentz's continued fraction (Abramowitz & Stegun 26.5.8). */
const betaShare = (x: number, a: number, b: number): number => {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
};

const betaFraction = (x: number, a: number, b: number): number => {
  const away = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return result;
};

/** P(a, x), the regularised lower incomplete gamma function: its series, or Lentz's continued fraction. */
const gammaShare = (x: number, a: number): number => {
  if (x <= 0) return 0;
  const front = Math.exp(a * Math.log(x) - x - logGamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS && Math.abs(term) > 1e-16 * Math.abs(sum); n += 1) {
      term *= x / (a + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let result = d;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const part = -n * (n - a);
    b += 2;
    d = 1 / (part * d + b || TINY);
    c = b + part / c || TINY;
    const step = d * c;
    result *= step;
    if (Math.abs(step - 1) < 1e-15) break;
  }
  return 1 - front * result;
};

/** Where a rising function reaches a share; bisection to the last digit, because it can't fail. */
const inverted = (share: (x: number) => number, p: number, low: number, high: number): number => {
  let [from, to] = [low, high];
  for (let step = 0; step < 400; step += 1) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (share(middle) < p) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
};

/** The value that an F distributed quantity stays under with probability p. Degrees of freedom need not be whole. */
export const quantileF = (p: number, of: number, within: number): number => {
  const x = inverted((value) => betaShare(value, of / 2, within / 2), p, 0, 1);
  return (within * x) / (of * (1 - x));
};

/** Of Student's t distribution, for p ≥ 0.5. */
export const quantileT = (p: number, freedom: number): number => Math.sqrt(quantileF(2 * p - 1, 1, freedom));

/** Of the χ² distribution. */
export const quantileChi2 = (p: number, freedom: number): number => {
  let high = freedom + 10;
  while (gammaShare(high / 2, freedom / 2) < p) high *= 2;
  return inverted((x) => gammaShare(x / 2, freedom / 2), p, 0, high);
};
