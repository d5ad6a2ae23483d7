import { expect, it } from 'vitest';
import { generator } from '../../support/random.ts';
import { beamEffectOf, beamRecord } from '../../support/beams.ts';

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
      beamEffectOf({ ...beamRecord(beamWidth, sigma), tip: { position, sigma } })?.tipToCenter ?? [];
    if (low <= Math.hypot(x, y, z) && Math.hypot(x, y, z) <= high) held += 1;
  }
  expect(held / rounds).toBeGreaterThanOrEqual(0.95);
});
