/** The standard normal distribution. */

/** Φ(x), absolute error below 1e-12: by the error function's series near 0 and its continued fraction in the tails. */
export const normalCdf = (x: number): number => {
  if (Number.isNaN(x)) return NaN;
  const z = Math.abs(x) / Math.SQRT2;
  const half = z < 2.5 ? erfSeries(z) / 2 : 0.5 - erfcFraction(z) / 2;
  return x < 0 ? 0.5 - half : 0.5 + half;
};

const erfSeries = (z: number): number => {
  let term = z;
  let sum = z;
  for (let n = 1; n < 80; n += 1) {
    term *= (-z * z) / n;
    const part = term / (2 * n + 1);
    sum += part;
    if (Math.abs(part) < 1e-16 * Math.abs(sum)) break;
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
};

/** erfc(z) for z ≥ 2.5 by Lentz's continued fraction (Abramowitz & Stegun 7.1.14). */
const erfcFraction = (z: number): number => {
  if (z > 27) return 0;
  let f = 0;
  for (let n = 60; n >= 1; n -= 1) f = n / 2 / (z + f);
  return Math.exp(-z * z) / Math.sqrt(Math.PI) / (z + f);
};

/** Φ⁻¹(p) by Acklam's rational approximation and one Halley step; relative error below 1e-13. */
export const normalQuantile = (p: number): number => {
  if (p <= 0) return -Infinity;
  if (p >= 1) return Infinity;
  const rough = p < 0.02425 ? tail(p) : p > 1 - 0.02425 ? -tail(1 - p) : middle(p);
  const error = normalCdf(rough) - p;
  const step = error * Math.sqrt(2 * Math.PI) * Math.exp((rough * rough) / 2);
  return rough - step / (1 + (rough * step) / 2);
};

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716, 2.506628277459239,
];
const B = [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

const middle = (p: number): number => {
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(A, r) * q) / polynomial(B, r);
};

const tail = (p: number): number => {
  const q = Math.sqrt(-2 * Math.log(p));
  return polynomial(C, q) / polynomial(D, q);
};

/** Half width of the two-sided 95 % interval, in standard deviations. */
export const NORMAL_95 = 1.959963984540054;
