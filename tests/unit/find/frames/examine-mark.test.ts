import { describe, expect, test } from 'vitest';
import { randomOptions, ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import { examineMarkInFrames } from '../../../../src/find/frames/examine-mark.ts';
import type { Pixel } from '../../../../src/find/frames/frame.ts';
import { generator } from '../../../support/random.ts';
import { inLane } from '../../../support/lane.ts';
import { bar, searchOf } from './phantoms.ts';

describe('a mark on a bar in a projection', () => {
  const tip: Pixel = [100.3, 80];
  const frame = bar({ tip, angle: 0, random: generator(11) });
  const examine = (mark: Pixel, shaft: readonly Pixel[] = [[40, 80]]) =>
    examineMarkInFrames({ modality: 'XA', frames: [frame], pointed: 0, tip: mark, shaft });

  test('at its end is supported', () => {
    const result = examine([100, 80.5]);
    expect(result.verdict).toBe('supported');
    expect(result.score).toBeGreaterThan(0.4);
    expect(result.end!.tip[0]).toBeCloseTo(tip[0], 0);
  });

  test('on its shaft is contradicted, with how far it goes on', () => {
    const result = examine([75.3, 80]);
    expect(result.verdict).toBe('contradicted');
    expect(result.beyond).toBeGreaterThan(23.5);
    expect(result.beyond).toBeLessThan(26.5);
    expect(result.reasons[0]).toMatchObject({ code: 'device-continues', supports: false });
  });

  test('beside it or beyond its end is contradicted', () => {
    for (const mark of [
      [75, 95],
      [125, 80],
    ] as const) {
      expect(examine(mark)).toMatchObject({ verdict: 'contradicted' });
      expect(examine(mark).reasons[0]?.code).toBe('off-device');
    }
  });

  test('far from any device, without a shaft, can’t be told', () => {
    expect(examine([60, 130], [])).toMatchObject({ verdict: 'not-told' });
  });

  test('where it leaves the image is contradicted', () => {
    const long = bar({ tip: [400, 80], angle: 0, random: generator(12) });
    const result = examineMarkInFrames({
      modality: 'XA',
      frames: [long],
      pointed: 0,
      tip: [155, 80],
      shaft: [[60, 80]],
    });
    expect(result.verdict).toBe('contradicted');
    expect(result.reasons.map(({ code }) => code)).toContain('edge-of-image');
  });

  test('outside the image is no mark to examine', () => {
    expect(examine([-5, 3])).toMatchObject({ verdict: 'not-told', score: 0 });
  });
});

describe('a mark on a needle in ultrasound', () => {
  const options = { ...randomOptions(2), angle: 35, brightness: 20, fasciae: 0, shadows: 0, frames: 1 };

  test('at the end of a bright line on one frame is never told', () => {
    const phantom = ultrasoundPhantom({ ...options, seed: 31, end: 'in-image' });
    const { seed: _, ...search } = searchOf('US', phantom);
    expect(examineMarkInFrames({ ...search, tip: phantom.truth.tip!, shaft: [phantom.truth.seed] }).verdict).toBe(
      'not-told',
    );
  });

  test('at an end that goes with the device over a cine is supported', () => {
    const phantom = ultrasoundPhantom({
      ...options,
      probe: 'linear',
      depth: 45,
      betweenColumns: 0.25,
      betweenRows: 0.2,
      tipDepth: 27,
      dynamicRange: 58,
      gain: 0,
      reverberation: 0.2,
      fasciae: 1,
      seed: 24,
      end: 'in-image',
      frames: 6,
      advance: 1.5,
    });
    const { seed: _, ...search } = searchOf('US', phantom);
    const result = examineMarkInFrames({ ...search, tip: phantom.truth.tip!, shaft: [phantom.truth.seed] });
    expect(result.reasons.map(({ message }) => message).join(' ')).toContain('The end goes with the device');
    expect(result.verdict).toBe('supported');
  });

  test.runIf(inLane({ fast: 0, full: 1 }) === 1)('on the shaft is contradicted', () => {
    const phantom = ultrasoundPhantom({ ...options, seed: 33, end: 'in-image' });
    const { seed: _, ...search } = searchOf('US', phantom);
    const [a, b] = [phantom.truth.path[0]!, phantom.truth.tip!];
    const mark: Pixel = [b[0] + 0.35 * (a[0] - b[0]), b[1] + 0.35 * (a[1] - b[1])];
    expect(
      examineMarkInFrames({
        ...search,
        tip: mark,
        shaft: [[a[0] + 0.3 * (mark[0] - a[0]), a[1] + 0.3 * (mark[1] - a[1])]],
      }).verdict,
    ).toBe('contradicted');
  });
});
