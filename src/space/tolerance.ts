/** Named tolerances. Each says what it is for; none is repeated as a bare number elsewhere. */

/** Cosine between two ellipsoid semi-axes, or between image row and column directions, that still counts as orthogonal. */
export const ORTHOGONAL_COSINE = 1e-3;

/** mm by which a contour's points may leave its plane. */
export const CONTOUR_PLANARITY_MM = 0.01;

/** Degrees by which stacked contours' planes may differ and still be parallel. */
export const PARALLEL_DEGREES = 0.1;

/** Relative difference of two spacings above which pixels count as not square. */
export const ANISOTROPIC_SPACING = 0.01;

/** Rounding: what a difference of 1 % may come out larger than 1 % by. */
export const ROUNDING = 1e-9;

/** Relative and absolute (mm) difference between neighbouring slice distances that still counts as uniform. */
export const UNIFORM_SPACING = { relative: 0.01, mm: 0.01 } as const;

/** Degrees between a stack's normal and its line of positions below which it isn't tilted. */
export const TILT_DEGREES = 0.1;
