import { expect, it } from 'vitest';
import { generator } from '../../support/random.ts';
import { assessmentOf, PATIENT, type Json } from '../../support/records.ts';

const RADIUS = 8;
const SIGMA = 0.5;
const AWAY = 60;
const PIECE = 5;

/** P by marking anew: the line through both marks, its places `back` from the tip, and how far the farthest of them is from the ball's centre. */
const simulated = (places: readonly number[], within: number): number => {
  const random = generator(91);
  // Box and Muller's transform.
  const off = (): number => SIGMA * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const markings = 30_000;
  let inside = 0;
  for (let marking = 0; marking < markings; marking += 1) {
    const [tx, ty, tz] = [off(), off(), AWAY + off()];
    const [dx, dy, dz] = [off() - tx, off() - ty, AWAY - PIECE + off() - tz];
    const size = Math.hypot(dx, dy, dz);
    const isWithin = (back: number): boolean =>
      Math.hypot(tx + (back * dx) / size, ty + (back * dy) / size, tz + (back * dz) / size) <= within;
    if (places.every(isWithin)) inside += 1;
  }
  return inside / markings;
};

const told = (zone: Json): number =>
  assessmentOf({
    space: PATIENT,
    target: { shape: 'sphere', center: [0, 0, 0], radius: RADIUS },
    tip: { position: [0, 0, AWAY], sigma: SIGMA, evidence: 'person' },
    shaft: [[0, 0, AWAY - PIECE]],
    shaftSigma: SIGMA,
    device: { kind: 'needle', source: 'made up', zones: [zone] },
  }).zones?.[0]?.probabilityCovered ?? NaN;

it('far behind a shaft that is marked over 5 mm alone, P is what simulated marking gives, within 0.01', () => {
  const notch = told({ role: 'notch', shape: 'segment', from: -62, to: -58 });
  expect(Math.abs(notch - simulated([62, 58], RADIUS))).toBeLessThan(0.01);
  const ablation = told({ role: 'ablation', shape: 'ellipsoid', center: -60, along: 26, across: 26 });
  expect(Math.abs(ablation - simulated([60], 13 - RADIUS))).toBeLessThan(0.01);
});
