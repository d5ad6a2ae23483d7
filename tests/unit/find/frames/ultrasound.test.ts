import { describe, expect, test } from 'vitest';
import { randomOptions, ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { FrameSearch, Pixel } from '../../../../src/find/frames/frame.ts';
import { inLane } from '../../../support/lane.ts';
import { searchOf } from './phantoms.ts';

/** Drawing a cine takes seconds: what other tests cover too is left to the full lane. */
const inFull = inLane({ fast: 0, full: 1 }) === 1;

const plain = {
  ...randomOptions(1),
  probe: 'linear' as const,
  depth: 45,
  betweenColumns: 0.25,
  betweenRows: 0.2,
  angle: 35,
  tipDepth: 27,
  brightness: 20,
  gain: 0,
  dynamicRange: 58,
  reverberation: 0.2,
  fasciae: 1,
  shadows: 0,
  fadeLength: 20,
  frames: 1,
  advance: 1.5,
};
const bestOf = (search: FrameSearch) => {
  const found = findTipInFrames(search);
  if ('kind' in found) throw new Error(`${found.code}: ${found.message}`);
  return found[0]!;
};

describe('a needle in the beam', () => {
  const phantom = ultrasoundPhantom({ ...plain, seed: 21, end: 'in-image' });
  const search = searchOf('US', phantom);
  const error = ([c, r]: Pixel, [tc, tr]: Pixel): number =>
    Math.hypot((c - tc) * phantom.geometry.betweenColumns, (r - tr) * phantom.geometry.betweenRows);

  test('ends within 1.5 mm of its tip, as a suggestion of low weight', () => {
    const found = bestOf(search);
    expect(error(found.tip, phantom.truth.tip!)).toBeLessThan(1.5);
    expect(found.score).toBeLessThanOrEqual(0.3);
    expect(found.evidence.every(({ supports }) => supports !== true)).toBe(true);
  });

  test.runIf(inFull)('mirrored from side to side, the tip is mirrored', () => {
    const { columns, rows } = phantom.geometry;
    const frame = search.frames[0]!;
    const values = new Uint8Array(columns * rows);
    for (let r = 0; r < rows; r += 1)
      for (let c = 0; c < columns; c += 1) values[r * columns + columns - 1 - c] = frame.values[r * columns + c]!;
    const turned = bestOf({
      ...search,
      frames: [{ ...frame, values }],
      seed: [columns - search.seed[0], search.seed[1]],
    });
    expect(error([columns - turned.tip[0], turned.tip[1]], bestOf(search).tip)).toBeLessThan(0.6);
  });

  test.runIf(inFull)('grey values scaled change nothing', () => {
    const frame = search.frames[0]!;
    const values = Float32Array.from(frame.values, (value) => 3 * value + 11);
    expect(error(bestOf({ ...search, frames: [{ ...frame, values }] }).tip, bestOf(search).tip)).toBeLessThan(0.1);
  });
});

test('a needle that leaves the beam’s plane fades: its tip isn’t in the image', () => {
  const found = findTipInFrames(
    searchOf('US', ultrasoundPhantom({ ...plain, seed: 22, end: 'fades', fadeLength: 28 })),
  );
  expect(found).toMatchObject({ kind: 'not-found', code: 'not-in-image' });
});

test('a needle that goes on to the picture’s edge has no tip in it', () => {
  const found = findTipInFrames(searchOf('US', ultrasoundPhantom({ ...plain, seed: 23, end: 'leaves' })));
  expect(found).toMatchObject({ code: 'not-in-image' });
  expect('evidence' in found && found.evidence.map(({ code }) => code)).toContain('edge-of-image');
});

test.runIf(inFull)('an end that goes with the needle over a cine counts for more than one frame’s', () => {
  const phantom = ultrasoundPhantom({ ...plain, seed: 24, end: 'in-image', frames: 6 });
  const found = bestOf(searchOf('US', phantom));
  expect(found.evidence.find(({ code }) => code === 'frames')?.supports).toBe(true);
  expect(found.score).toBeGreaterThan(0.3);
  expect(found.score).toBeLessThanOrEqual(0.6);
});

test.runIf(inFull)('where there is only speckle there is no device', () => {
  const phantom = ultrasoundPhantom({ ...plain, seed: 25, end: 'in-image', fasciae: 0 });
  const [c, r] = phantom.truth.tip!;
  // Above the needle’s extension, away from it and from what it throws down.
  const side = phantom.truth.axis[0] > 0 ? 1 : -1;
  const seed: Pixel = [c + side * 30, r - 30];
  expect(findTipInFrames({ ...searchOf('US', phantom), seed })).toMatchObject({ kind: 'not-found' });
});

test('a place outside the region is refused', () => {
  const frame = { columns: 40, rows: 40, values: new Uint8Array(1600), betweenColumns: 1, betweenRows: 1 };
  const search = { modality: 'US', frames: [{ ...frame, unit: 'mm' }], pointed: 0, region: [8, 8, 31, 31] } as const;
  expect(findTipInFrames({ ...search, seed: [2, 2] })).toMatchObject({ code: 'no-pixels' });
});
