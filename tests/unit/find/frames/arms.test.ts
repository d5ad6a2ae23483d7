import { describe, expect, test } from 'vitest';
import { isShuttered, runsBetween, standingAt } from '../../../../src/find/frames/arms.ts';
import { examineMarkInFrames } from '../../../../src/find/frames/examine-mark.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { generator } from '../../../support/random.ts';
import { bar } from './phantoms.ts';

const size = 128;
const tip: Pixel = [70.3, 64];
const plain = bar({ size, tip, angle: 0, random: generator(21) });
/** The losses of two bars over each other. */
const both = (a: Frame, b: Frame): Frame => ({
  ...a,
  values: (a.values as Float32Array).map((value, i) => value + b.values[i]! - 100),
});
const line = (through: Pixel, angle: number, depth: number): Frame =>
  bar({
    size,
    tip: [through[0] + 300 * Math.cos(angle), through[1] + 300 * Math.sin(angle)],
    angle,
    depth,
    noise: 0,
    random: generator(1),
  });
const at = (frame: Frame, seed: Pixel) => ({ modality: 'XA' as const, frames: [frame], pointed: 0, seed });
const alone = (frame: Frame, mark: Pixel) =>
  examineMarkInFrames({ modality: 'XA', frames: [frame], pointed: 0, tip: mark });

describe('what leaves a place', () => {
  test('on the shaft goes on on both sides: a mark there is contradicted without a place on the shaft', () => {
    expect(standingAt(at(plain, [34, 64.5])).kind).toBe('goes-on');
    expect(alone(plain, [34, 64.5])).toMatchObject({
      verdict: 'contradicted',
      reasons: [{ code: 'device-continues', supports: false }],
    });
  });

  test('at the tip is one arm, along the shaft, and the tip is supported', () => {
    const standing = standingAt(at(plain, [70, 64]));
    if (standing.kind !== 'ends') throw new Error(standing.kind);
    expect(standing.shaft[0]).toBeLessThan(tip[0] - 20);
    expect(Math.abs(standing.shaft[1] - tip[1])).toBeLessThan(4);
    expect(alone(plain, [70, 64]).verdict).toBe('supported');
  });

  test('where a device ends on a line that crosses is unclear, and no tip is refused', () => {
    const crossed = both(plain, line(tip, 1.2, 40));
    expect(standingAt(at(crossed, tip)).kind).toBe('unclear');
    expect(alone(crossed, tip).verdict).toBe('not-told');
  });
});

describe('from a place on the shaft to a mark', () => {
  test('a device runs, beside it none does', () => {
    expect(runsBetween(at(plain, tip), [45, 64], tip)).toBe(true);
    expect(runsBetween(at(plain, tip), [45, 84], [70, 84])).toBe(false);
    expect(runsBetween(at(plain, tip), [60, 64], [95, 64])).toBe(false);
  });

  test('a stronger line that crosses on the way is not followed instead: the tip isn’t refused', () => {
    const crossed = both(plain, line([tip[0] - 14, tip[1]], 0.75, 60));
    const { verdict } = examineMarkInFrames({
      modality: 'XA',
      frames: [crossed],
      pointed: 0,
      tip,
      shaft: [[tip[0] - 25, tip[1]]],
    });
    expect(verdict).not.toBe('contradicted');
  });
});

describe('behind a shutter', () => {
  const values = (plain.values as Float32Array).map((value, i) => (i % size < 30 ? 2 + (i % 2) * 0.01 : value));
  const shuttered = { ...plain, values };

  test('nothing can be seen: a mark there is contradicted', () => {
    expect(isShuttered(at(shuttered, [12, 64]))).toBe(true);
    expect(isShuttered(at(shuttered, [50, 64]))).toBe(false);
    expect(isShuttered(at(plain, [12, 64]))).toBe(false);
    expect(alone(shuttered, [12, 64])).toMatchObject({
      verdict: 'contradicted',
      reasons: [{ code: 'edge-of-image', supports: false }],
    });
  });
});
