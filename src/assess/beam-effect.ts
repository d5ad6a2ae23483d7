import type { Confirmation } from '../confirmation/record.ts';
import type { Assessment } from './assessment.ts';
import { chanceInside } from './chance-inside.ts';
import { marksOf, targetShape } from './marks.ts';
import { trueInterval } from './profiles/true-interval.ts';
import { tipComponents, totalCovariance } from './uncertainty.ts';

/** What the thickness of an ultrasound beam does to a confirmation in one image. */
export interface BeamEffect {
  /** mm: how far off the plane the tip may lie. */
  readonly offPlane: number;
  /** 95 % interval, mm, of the true distance from tip to target centre: what was measured is only the part of it in the plane. */
  readonly tipToCenter: readonly [low: number, high: number] | null;
  readonly probabilityInside: number | null;
  /**
   * mm: the thickest beam with which the tip is still inside at the confidence asked for. Null where it isn't with any, Infinity where the beam
   * makes no difference (a contour reaches through it).
   */
  readonly insideUpTo: number | null;
}

/** mm to which the thickest beam is found. */
const FOUND_TO_MM = 0.01;

/** Null where nothing is known of the beam or the marks: then there is nothing to tell. */
export const beamEffect = (record: Confirmation, assessment: Assessment): BeamEffect | null => {
  const { space, target, tip } = record;
  if (space.kind !== 'image' || space.beamWidth === undefined || !target || !tip?.position) return null;
  const { metrics, probabilityInside, confidence } = assessment;
  const { beamWidth } = space;
  const shape = targetShape(space, target);
  const marks = marksOf(space, record, shape);
  const components = tipComponents(space, tip);
  const { surface } = shape;
  if (!surface || !marks.tip || !components) return null;
  const [place, covariance] = [marks.tip, totalCovariance(components)];
  const chanceAt = (width: number): number =>
    chanceInside({ ...space, beamWidth: width }, target, surface, place, covariance);
  return {
    offPlane: beamWidth / 2,
    tipToCenter: metrics.tipToCenter && trueInterval('tipToCenter', metrics.tipToCenter, { beamWidth }),
    probabilityInside,
    insideUpTo: surface.toUnitBall ? thickest(chanceAt, confidence) : flat(chanceAt(beamWidth), confidence),
  };
};

const flat = (chance: number, confidence: number): number | null => (chance >= confidence ? Infinity : null);

/** A ball's sections shrink with the offset from its middle, so the chance only falls as the beam gets thicker: found by halving. */
const thickest = (chanceAt: (width: number) => number, confidence: number): number | null => {
  if (chanceAt(FOUND_TO_MM) < confidence) return null;
  let [enough, tooThick] = [FOUND_TO_MM, 1];
  while (chanceAt(tooThick) >= confidence) [enough, tooThick] = [tooThick, 2 * tooThick];
  while (tooThick - enough > FOUND_TO_MM) {
    const middle = (enough + tooThick) / 2;
    if (chanceAt(middle) >= confidence) enough = middle;
    else tooThick = middle;
  }
  return enough;
};
