import { expect, it } from 'vitest';
import { beamEffect, type BeamEffect } from '../../../src/assess/beam-effect.ts';
import { generator } from '../../support/random.ts';
import { assessmentOf, imageSpace, recordOf } from '../../support/records.ts';

/** Pixels of 0.2 by 0.25 mm; an ellipse of 40 columns, which is 8 by 10 mm. */
const json = (
  beamWidth: number | undefined,
  sigma = 0.5,
  target: object = { shape: 'circle', center: [200, 200], radius: 40 },
) => ({
  space: imageSpace(0.2, 0.25, beamWidth === undefined ? {} : { beamWidth }),
  target,
  tip: { position: [215, 200], evidence: 'person', sigma },
});
const effectOf = (record: object): BeamEffect | null => beamEffect(recordOf(record), assessmentOf(record));

it('in simulated beams of 1 to 5 mm, truth lies within the distances in at least 95 %', () => {
  const random = generator(20261126);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let held = 0;
  const rounds = 400;
  for (let round = 0; round < rounds; round += 1) {
    const beamWidth = 1 + 4 * random();
    const sigma = 0.2 + 0.6 * random();
    const [x, y, z] = [20 * (random() - 0.5), 20 * (random() - 0.5), beamWidth * (random() - 0.5)];
    const position = [200 + (x + sigma * gauss()) / 0.2, 200 + (y + sigma * gauss()) / 0.25];
    const [low = NaN, high = NaN] =
      effectOf({ ...json(beamWidth, sigma), tip: { position, sigma } })?.tipToCenter ?? [];
    if (low <= Math.hypot(x, y, z) && Math.hypot(x, y, z) <= high) held += 1;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.95);
});
