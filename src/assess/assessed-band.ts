import type { Coordinates } from '../space/surface.ts';
import type { Quantity } from './metric.ts';

/**
 * What an artefact band amounts to. The metal tip may lie anywhere in it and nobody knows how likely where, so it has no distance and no
 * probability of its own, only the least and the most that they may be.
 */
export interface AssessedBand {
  /**
   * Both ends of the band on the achieved axis, patient mm, hub side first. Null without a shaft point: the band's direction isn't known then,
   * and it is a ball of radius `reach` around the mark.
   */
  readonly ends: readonly [hub: Coordinates, distal: Coordinates] | null;
  /** mm beside the axis; 0 where the band lies on it. */
  readonly across: number;
  /** mm: how far from the mark the metal tip may lie at most. */
  readonly reach: number;
  /**
   * Signed distance to the target's surface where the metal tip would be deepest inside, and where it would be farthest outside, each with how
   * uncertain it is there. Null without a target that has an inside.
   */
  readonly signedDistance: { readonly innermost: Quantity; readonly outermost: Quantity } | null;
  /** P(inside) at the place where it is least, and where it is most; null where none can be given. */
  readonly probabilityInside: readonly [least: number, most: number] | null;
}

/** The band's places lie on both sides of the target's surface: no one verdict holds for all of them. */
export const isSplit = ({ signedDistance }: AssessedBand): boolean =>
  signedDistance !== null && signedDistance.innermost.value <= 0 && signedDistance.outermost.value > 0;
