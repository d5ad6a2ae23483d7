import { describe, expect, test } from 'vitest';
import {
  fluoroscopyPhantom,
  randomOptions as fluoroscopyOptions,
} from '../../../../sample-data/phantoms/fluoroscopy.mjs';
import { randomOptions as ultrasoundOptions, ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import { examineMarkInFrames } from '../../../../src/find/frames/examine-mark.ts';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { Pixel } from '../../../../src/find/frames/frame.ts';
import { searchOf, summary } from './phantoms.ts';

/** Tips that are in the image, and marks that aren't on one: so many of each are looked at, and as many searches as that takes. */
const MARKS = 200;
const SEARCHES = 220;
/** Seeds that nothing was tuned on. */
const FIRST = 5000;

type Phantom = ReturnType<typeof fluoroscopyPhantom> | ReturnType<typeof ultrasoundPhantom>;

const phantomOf = (modality: 'XA' | 'US', seed: number): Phantom =>
  modality === 'US' ? ultrasoundPhantom(ultrasoundOptions(seed)) : fluoroscopyPhantom(fluoroscopyOptions(seed));

/** What a reader is told of a mark: it is contradicted, or can't be told with a reason against it, or without one. */
type Said = 'supported' | 'contradicted' | 'warned' | 'silent';
type Counts = Record<Said, number>;
const nothing = (): Counts => ({ supported: 0, contradicted: 0, warned: 0, silent: 0 });
const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

const saidOf = (modality: 'XA' | 'US', phantom: Phantom, tip: Pixel, shaft: Pixel): Said => {
  const { seed: _, ...search } = searchOf(modality, phantom);
  const { verdict, reasons } = examineMarkInFrames({ ...search, tip, shaft: [shaft] });
  if (verdict !== 'not-told') return verdict;
  return reasons.some(({ supports }) => supports === false) ? 'warned' : 'silent';
};

const between = (a: Pixel, b: Pixel, share: number): Pixel => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
];

/** The place on the device where it was pointed at, and one further back on it. */
const onShaft = ({ truth }: Phantom): { readonly mark: Pixel; readonly shaft: Pixel } => {
  const { seed, path } = truth;
  const first = path[0] ?? seed;
  // Of a straight needle three places are kept, of a wire all.
  if (path.length < 4) return { mark: seed, shaft: between(seed, first, 0.4) };
  const away = path.map((place) => Math.hypot(place[0] - seed[0], place[1] - seed[1]));
  return { mark: seed, shaft: path[Math.max(0, away.indexOf(Math.min(...away)) - 20)] ?? first };
};

interface Study {
  readonly inImage: number;
  readonly hit: number;
  readonly notInImage: number;
  readonly said: number;
  readonly errors: readonly number[];
  readonly normalised: readonly number[];
  /** Marks on the shaft or where the device was last seen, and marks at tips. */
  readonly wrong: Counts;
  readonly right: Counts;
}

/** Errors in mm for ultrasound, in pixels of the finer spacing for fluoroscopy. */
const study = (modality: 'XA' | 'US', limit: number): Study => {
  const errors: number[] = [];
  const normalised: number[] = [];
  const [wrong, right] = [nothing(), nothing()];
  let [inImage, hit, notInImage, said] = [0, 0, 0, 0];
  for (let seed = FIRST; seed < FIRST + SEARCHES || total(right) < MARKS; seed += 1) {
    const phantom = phantomOf(modality, seed);
    const { geometry, truth } = phantom;
    if (total(wrong) < MARKS) {
      const last = truth.path[truth.path.length - 1];
      // Where it leaves the beam, or fades, a mark at what is seen last; elsewhere one on the shaft.
      const { mark, shaft } =
        truth.end === 'fades' && last !== undefined ? { mark: last, shaft: truth.seed } : onShaft(phantom);
      wrong[saidOf(modality, phantom, mark, shaft)] += 1;
    }
    if (truth.tip && total(right) < MARKS) right[saidOf(modality, phantom, truth.tip, truth.seed)] += 1;
    if (seed >= FIRST + SEARCHES) continue;
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
  return { inImage, hit, notInImage, said, errors, normalised, wrong, right };
};

/** What is aimed at is 90 % of tips and of absences; where that isn't reached yet, what is reached must hold. */
describe.each([
  ['US' as const, 'ultrasound', 1.5, 'mm', { found: 0.85, told: 0.8 }],
  ['XA' as const, 'fluoroscopy', 2, 'px', { found: 0.75, told: 0.88 }],
])('%s phantoms', (modality, name, limit, unit, least) => {
  const { inImage, hit, notInImage, said, errors, normalised, wrong, right } = study(modality, limit);
  const { median, p95, spread } = summary(errors, normalised);
  const listed = (counts: Counts): string =>
    Object.entries(counts)
      .map(([word, count]) => `${word} ${String(count)}`)
      .join(', ');
  console.log(
    [
      `${name}: ${String(inImage + notInImage)} phantoms`,
      `  tip in the image: ${String(hit)} of ${String(inImage)} within ${String(limit)} ${unit} (${((100 * hit) / inImage).toFixed(0)} %)`,
      `  tip not in the image: said of ${String(said)} of ${String(notInImage)} (${((100 * said) / notInImage).toFixed(0)} %)`,
      `  error where an end was found: median ${median.toFixed(2)} ${unit}, 95th percentile ${p95.toFixed(2)} ${unit}`,
      `  spread of error over predicted sigma, along the device: ${spread.toFixed(2)}`,
      `  marks on the shaft or where it fades: ${listed(wrong)}`,
      `  marks at the tip: ${listed(right)}`,
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
  test('of marks that aren’t on a tip at least 95 % are contradicted or warned of', () => {
    expect((wrong.contradicted + wrong.warned) / total(wrong)).toBeGreaterThanOrEqual(0.95);
  });
  test('of marks at tips at most 5 % are refused', () => {
    expect(right.contradicted / total(right)).toBeLessThanOrEqual(0.05);
  });
});
