/**
 * The end of a thin, gently bent rod as a scanner draws it, in the frame of the end: s along the rod, a and b on two perpendiculars, mm. A half line, blurred by
 * the point spread (a Gaussian, all ways) and summed up over the slice's thickness (a box along its normal).
 */
export interface RodModel {
  readonly valueAt: (parameters: RodParameters, s: number, a: number, b: number) => number;
  /**
   * Of voxels as an image shows them that cuts values off at `cut`: into `left` the model's value less theirs, and into `slopes` how that changes with each
   * parameter, all parameters of one voxel together.
   */
  readonly compare: (
    parameters: RodParameters,
    voxels: RodVoxels,
    cut: number,
    left: Float64Array,
    slopes: Float64Array,
  ) => void;
}

/** Voxels in the frame of the end: along the device, and on two perpendiculars, mm, and their values. */
export interface RodVoxels {
  readonly count: number;
  readonly s: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly value: Float64Array;
}

/**
 * s of the end; the rod's middle at s = 0 on both perpendiculars, its slopes and its bends (mm per mm²); what it adds at its middle; the
 * background; and the logarithm of the blur, 1 SD.
 */
export type RodParameters = readonly number[];
export const ROD_PARAMETERS = 10;

/** Where a slice sums up: a place's offset in the frame of the end, and its weight; weights sum to 1. */
export interface SliceNode {
  readonly along: number;
  readonly besideA: number;
  readonly besideB: number;
  readonly weight: number;
}

/** Beyond this many half squares of the blur nothing is left of a rod. */
const FAR = 18;
const ROOT_2_PI = Math.sqrt(2 * Math.PI);

export const rodModel = (nodes: readonly SliceNode[]): RodModel => {
  const count = nodes.length;
  const [along, besideA, besideB, weights] = [
    Float64Array.from(nodes, (node) => node.along),
    Float64Array.from(nodes, (node) => node.besideA),
    Float64Array.from(nodes, (node) => node.besideB),
    Float64Array.from(nodes, (node) => node.weight),
  ];
  return {
    valueAt: (
      [s0 = 0, a0 = 0, b0 = 0, ta = 0, tb = 0, ca = 0, cb = 0, amplitude = 0, base = 0, logBlur = 0],
      s,
      a,
      b,
    ) => {
      const blur = Math.exp(logBlur);
      const half = 1 / (2 * blur * blur);
      let sum = 0;
      for (let n = 0; n < count; n += 1) {
        const sn = s + (along[n] ?? 0);
        const an = a + (besideA[n] ?? 0) - a0 - sn * (ta + ca * sn);
        const bn = b + (besideB[n] ?? 0) - b0 - sn * (tb + cb * sn);
        const off = (an * an + bn * bn) * half;
        if (off > FAR) continue;
        const x = (s0 - sn) / blur;
        if (x < -4) continue;
        sum += (weights[n] ?? 0) * Math.exp(-off) * (x > 4 ? 1 : stepAt(x, Math.exp(-0.5 * x * x)));
      }
      return base + amplitude * sum;
    },
    compare: (parameters, voxels, cut, left, slopes) => {
      const [s0 = 0, a0 = 0, b0 = 0, ta = 0, tb = 0, ca = 0, cb = 0, amplitude = 0, base = 0, logBlur = 0] = parameters;
      const blur = Math.exp(logBlur);
      const square = 1 / (blur * blur);
      const scale = amplitude * square;
      for (let i = 0; i < voxels.count; i += 1) {
        const s = voxels.s[i] ?? 0;
        const a = (voxels.a[i] ?? 0) - a0;
        const b = (voxels.b[i] ?? 0) - b0;
        let sum = 0;
        let ds = 0;
        let da = 0;
        let db = 0;
        let dta = 0;
        let dtb = 0;
        let dca = 0;
        let dcb = 0;
        let dBlur = 0;
        for (let n = 0; n < count; n += 1) {
          const sn = s + (along[n] ?? 0);
          const an = a + (besideA[n] ?? 0) - sn * (ta + ca * sn);
          const bn = b + (besideB[n] ?? 0) - sn * (tb + cb * sn);
          const off = (an * an + bn * bn) * square;
          if (off > 2 * FAR) continue;
          const x = (s0 - sn) / blur;
          if (x < -4) continue;
          const bell = x > 4 ? 0 : Math.exp(-0.5 * x * x);
          const across = (weights[n] ?? 0) * Math.exp(-0.5 * off);
          const value = across * (x > 4 ? 1 : stepAt(x, bell));
          const slope = (across * bell) / ROOT_2_PI;
          sum += value;
          ds += slope;
          const wa = value * an;
          const wb = value * bn;
          da += wa;
          db += wb;
          dta += wa * sn;
          dtb += wb * sn;
          dca += wa * sn * sn;
          dcb += wb * sn * sn;
          dBlur += value * off - slope * x;
        }
        const model = base + amplitude * sum;
        const row = i * ROD_PARAMETERS;
        left[i] = Math.min(cut, model) - Math.min(cut, voxels.value[i] ?? 0);
        if (model >= cut) {
          slopes.fill(0, row, row + ROD_PARAMETERS);
          continue;
        }
        slopes[row] = (amplitude * ds) / blur;
        slopes[row + 1] = scale * da;
        slopes[row + 2] = scale * db;
        slopes[row + 3] = scale * dta;
        slopes[row + 4] = scale * dtb;
        slopes[row + 5] = scale * dca;
        slopes[row + 6] = scale * dcb;
        slopes[row + 7] = sum;
        slopes[row + 8] = 1;
        slopes[row + 9] = amplitude * dBlur;
      }
    },
  };
};

/** The normal distribution's Φ, to 1e-7 (Abramowitz & Stegun 7.1.26), with exp(−x²/2) at hand: a fit asks for it millions of times. */
const stepAt = (x: number, bell: number): number => {
  const t = 1 / (1 + 0.3275911 * Math.abs(x) * Math.SQRT1_2);
  const tail =
    0.5 * t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * bell;
  return x < 0 ? tail : 1 - tail;
};
