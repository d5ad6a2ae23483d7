/**
 * How likely a row of heights along a needle is, in decibels above the tissue beside it: what a needle is expected to stand above tissue at each place,
 * about which its echo wanders (a needle's surface glitters, over a millimetre or two), and where it sinks the speckle of tissue is left.
 * A Gaussian process: log likelihood is −(rᵀK⁻¹r)/2 − log√|K| (Rasmussen and Williams 2006, eq. 2.30), but for a constant.
 */
export interface EchoModel {
  /** Places along the needle, mm, rising. */
  readonly places: readonly number[];
  /** What the picture shows there, dB above tissue. */
  readonly heights: readonly number[];
}

/** How the needle's echo wanders, 1 SD in dB, and over what distance, mm. */
const GLITTER_DB = 2;
const GLITTER_MM = 0.9;
/** How well its usual height is known, 1 SD, dB. */
const USUAL_DB = 3;
/** Speckle of tissue and what is left of it on a needle, 1 SD in dB, and over what distance it is alike, mm. */
export const TISSUE_DB = 3.9;
const ON_NEEDLE_DB = 2;
const SPECKLE_MM = 0.7;
/** What else a value is off by, 1 SD, dB. */
const OFF_DB = 0.8;

/** Log likelihood of the heights for what is expected at every place, dB; `shares`: of what a needle in the beam has there. */
export type EchoLikelihood = (expected: ArrayLike<number>, shares: ArrayLike<number>) => number;

export const echoLikelihood = ({ places, heights }: EchoModel): EchoLikelihood => {
  const count = places.length;
  const glitter = new Float64Array(count * count);
  const speckle = new Float64Array(count * count);
  for (let i = 0; i < count; i += 1)
    for (let j = 0; j <= i; j += 1) {
      const apart = (places[i] ?? 0) - (places[j] ?? 0);
      glitter[i * count + j] = GLITTER_DB ** 2 * Math.exp(-((apart / GLITTER_MM) ** 2) / 2) + USUAL_DB ** 2;
      speckle[i * count + j] = Math.exp(-((apart / SPECKLE_MM) ** 2) / 2);
    }
  const root = new Float64Array(count * count);
  const rest = new Float64Array(count);
  const spreads = new Float64Array(count);
  return (expected, shares) => {
    for (let i = 0; i < count; i += 1) spreads[i] = TISSUE_DB + (ON_NEEDLE_DB - TISSUE_DB) * (shares[i] ?? 0);
    let [squares, logRoot] = [0, 0];
    for (let i = 0; i < count; i += 1) {
      const row = i * count;
      let off = (heights[i] ?? 0) - (expected[i] ?? 0);
      for (let j = 0; j <= i; j += 1) {
        let sum =
          (shares[i] ?? 0) * (shares[j] ?? 0) * (glitter[row + j] ?? 0) +
          (spreads[i] ?? 0) * (spreads[j] ?? 0) * (speckle[row + j] ?? 0);
        if (i === j) sum += OFF_DB ** 2;
        const other = j * count;
        for (let k = 0; k < j; k += 1) sum -= (root[row + k] ?? 0) * (root[other + k] ?? 0);
        if (i === j) {
          const diagonal = Math.sqrt(Math.max(sum, 1e-9));
          root[row + i] = diagonal;
          logRoot += Math.log(diagonal);
        } else {
          root[row + j] = sum / (root[other + j] ?? 1);
          off -= (root[row + j] ?? 0) * (rest[j] ?? 0);
        }
      }
      rest[i] = off / (root[row + i] ?? 1);
      squares += (rest[i] ?? 0) ** 2;
    }
    return -squares / 2 - logRoot;
  };
};
