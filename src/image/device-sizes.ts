/** mm of one French (Charrière): the outer diameter of a catheter of F French is F / 3 mm. */
export const MM_PER_FRENCH = 1 / 3;

/**
 * 1 SD of a catheter's outer diameter as a share of the nominal one. One shaft of nominal 2.50 mm measured 2.39 mm (PMC5724598), 4.4 % off;
 * a single deviation is the only estimate of the spread that was found.
 */
export const CATHETER_SIGMA = 0.044;

/** Of a ruler's or a sphere's stated size, where its maker gives no tolerance: 1 SD as a share of it, taken large enough for a mark's own width. */
export const OBJECT_SIGMA = 0.01;

export interface NeedleGauge {
  readonly gauge: number;
  /** mm, nominal outer diameter. */
  readonly outerDiameter: number;
  /** mm, the outer diameters that a needle of this gauge may have. */
  readonly range: readonly [number, number];
}

/**
 * Outer diameters of needles: the nominal ones of the regular-wall table (Stubs, or Birmingham wire gauge), the
 * ranges as ISO 9626 allows them for tubing of the gauge, whatever its wall; compiled without the standard's text at hand, so to be checked
 * against it before a release.
 */
export const NEEDLE_GAUGES: readonly NeedleGauge[] = [
  { gauge: 10, outerDiameter: 3.404, range: [3.3, 3.5] },
  { gauge: 11, outerDiameter: 3.048, range: [2.95, 3.15] },
  { gauge: 12, outerDiameter: 2.769, range: [2.65, 2.85] },
  { gauge: 13, outerDiameter: 2.413, range: [2.3, 2.5] },
  { gauge: 14, outerDiameter: 2.108, range: [1.95, 2.15] },
  { gauge: 15, outerDiameter: 1.829, range: [1.75, 1.9] },
  { gauge: 16, outerDiameter: 1.651, range: [1.6, 1.69] },
  { gauge: 17, outerDiameter: 1.473, range: [1.4, 1.51] },
  { gauge: 18, outerDiameter: 1.27, range: [1.2, 1.3] },
  { gauge: 19, outerDiameter: 1.067, range: [1.03, 1.1] },
  { gauge: 20, outerDiameter: 0.908, range: [0.86, 0.92] },
  { gauge: 21, outerDiameter: 0.819, range: [0.8, 0.83] },
  { gauge: 22, outerDiameter: 0.718, range: [0.698, 0.73] },
  { gauge: 23, outerDiameter: 0.641, range: [0.6, 0.673] },
  { gauge: 24, outerDiameter: 0.565, range: [0.55, 0.58] },
  { gauge: 25, outerDiameter: 0.514, range: [0.5, 0.53] },
];

/** 1 SD of the outer diameter, mm: as of anything within the range alike (a width w has the variance w²/12, GUM 4.3.7). */
export const gaugeSigma = ({ range: [least, most] }: NeedleGauge): number => (most - least) / Math.sqrt(12);
