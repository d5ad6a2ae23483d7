import { describe, expect, test } from 'vitest';
import {
  fluoroscopyPhantom,
  randomOptions as fluoroscopyOptions,
} from '../../../../sample-data/phantoms/fluoroscopy.mjs';
import { randomOptions as ultrasoundOptions, ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import { searchOf, summary } from './phantoms.ts';

const COUNT = 220;
/** Seeds that nothing was tuned on. */
const FIRST = 1000;

interface Study {
  readonly inImage: number;
  readonly hit: number;
  readonly notInImage: number;
  readonly said: number;
  readonly errors: readonly number[];
  readonly normalised: readonly number[];
}

/** Errors in `unitOf` units: mm for ultrasound, pixels of the finer spacing for fluoroscopy. */
const study = (modality: 'XA' | 'US', limit: number): Study => {
  const errors: number[] = [];
  const normalised: number[] = [];
  let [inImage, hit, notInImage, said] = [0, 0, 0, 0];
  for (let seed = FIRST; seed < FIRST + COUNT; seed += 1) {
    const phantom =
      modality === 'US' ? ultrasoundPhantom(ultrasoundOptions(seed)) : fluoroscopyPhantom(fluoroscopyOptions(seed));
    const { geometry, truth } = phantom;
    const found = findTipInFrames(searchOf(modality, phantom));
    if (truth.tip === null) {
      notInImage += 1;
      if ('kind' in found && found.code === 'not-in-image') said += 1;
      continue;
    }
    inImage += 1;
    if ('kind' in found) continue;
    const { tip, axis, sigma } = found[0]!;
    const unit = modality === 'US' ? 1 : Math.min(geometry.betweenColumns, geometry.betweenRows);
    const [dc, dr] = [tip[0] - truth.tip[0], tip[1] - truth.tip[1]];
    const error = Math.hypot((dc * geometry.betweenColumns) / unit, (dr * geometry.betweenRows) / unit);
    errors.push(error);
    if (error < limit) {
      hit += 1;
      normalised.push((dc * axis[0] + dr * axis[1]) / sigma.along);
    }
  }
  return { inImage, hit, notInImage, said, errors, normalised };
};

/** What is aimed at is 90 % of both; where that isn't reached yet, what is reached must hold. */
describe.each([
  ['US' as const, 'ultrasound', 1.5, 'mm', { found: 0.9, told: 0.75 }],
  ['XA' as const, 'fluoroscopy', 2, 'px', { found: 0.75, told: 0.88 }],
])('%s phantoms', (modality, name, limit, unit, least) => {
  const { inImage, hit, notInImage, said, errors, normalised } = study(modality, limit);
  const { median, p95, spread } = summary(errors, normalised);
  console.log(
    [
      `${name}: ${String(COUNT)} phantoms`,
      `  tip in the image: ${String(hit)} of ${String(inImage)} within ${String(limit)} ${unit} (${((100 * hit) / inImage).toFixed(0)} %)`,
      `  tip not in the image: said of ${String(said)} of ${String(notInImage)} (${((100 * said) / notInImage).toFixed(0)} %)`,
      `  error where an end was found: median ${median.toFixed(2)} ${unit}, 95th percentile ${p95.toFixed(2)} ${unit}`,
      `  spread of error over predicted sigma, along the device: ${spread.toFixed(2)}`,
    ].join('\n'),
  );

  test(`the tip is within ${String(limit)} ${unit} in at least ${String(100 * least.found)} % where it is in the image`, () => {
    expect(hit / inImage).toBeGreaterThanOrEqual(least.found);
  });
  test(`“not in this image” is said in at least ${String(100 * least.told)} % where it isn’t`, () => {
    expect(said / notInImage).toBeGreaterThanOrEqual(least.told);
  });
  test('the predicted sigma is as large as the errors', () => {
    expect(spread).toBeGreaterThan(0.7);
    expect(spread).toBeLessThan(1.3);
  });
});
