import { ROUNDING } from '../space/tolerance.ts';
import type { SpacingPair } from './element-source.ts';

/** Spacings written with differing precision are equal; a correction for magnification changes them by far more. */
export const EQUAL_SPACING = 1e-4;

/** Relative difference of two statements of the same scale that is a conflict. */
export const CONFLICT = 0.01;

export const differ = (a: number, b: number, relative: number): boolean =>
  Math.abs(a - b) > (relative + ROUNDING) * Math.min(a, b);

export const pairsDiffer = (a: SpacingPair, b: SpacingPair, relative: number): boolean =>
  differ(a.betweenColumns, b.betweenColumns, relative) || differ(a.betweenRows, b.betweenRows, relative);
