import { describe, expect, test } from 'vitest';
import { continuationOf } from '../../../../src/find/frames/continuation.ts';
import { exposedField } from '../../../../src/find/frames/field.ts';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { planeOf } from '../../../../src/find/frames/plane.ts';
import { response, ridgeFilter } from '../../../../src/find/frames/ridge.ts';
import { follow } from '../../../../src/find/frames/trace.ts';
import { generator } from '../../../support/random.ts';
import { course, drawn } from './drawn.ts';

const along = course([20.5, 90.5], 0, 159);
const half = along.slice(0, 81);

/** What goes on beyond the middle of a frame from a device that is seen up to there. */
const beyondHalf = (frame: Frame) => {
  const plane = planeOf(frame);
  const filter = ridgeFilter(plane, 1.2, -1);
  const height = response(filter, 60, 90.5, 0, 15);
  return continuationOf(filter, half, [1, 0], height, exposedField(plane));
};

const nearest = (places: readonly Pixel[], [x, y]: Pixel): number =>
  Math.min(...places.map(([px, py]) => Math.hypot(px - x, py - y)));

describe('what follows beyond an end', () => {
  test('is the device where it was hidden for 20 pixels', () => {
    const hidden = (s: number): number => (s > 80 && s < 100 ? 2 : 25);
    const on = beyondHalf(drawn(180, [{ places: along, depth: hidden }], generator(1)));
    expect(on).not.toBeNull();
    expect(nearest(on?.places ?? [], [170.5, 90.5])).toBeLessThan(3);
  });

  test('is nothing at a tip', () => {
    expect(beyondHalf(drawn(180, [{ places: half, depth: () => 25 }], generator(2)))).toBeNull();
  });

  test('is no line that comes from the other side', () => {
    const line = course([60.5, 40.5], 0.85, 130);
    const curves = [half, line].map((places) => ({ places, depth: () => 25 }));
    expect(beyondHalf(drawn(180, curves, generator(3)))).toBeNull();
  });
});

describe('a loop', () => {
  test('is gone round once', () => {
    const ring = course([100.5, 60.5], 0, 251, () => 1 / 40);
    const plane = planeOf(drawn(180, [{ places: ring, depth: () => 25 }], generator(4)));
    const filter = ridgeFilter(plane, 1.2, -1);
    const start = ring[0] ?? [0, 0];
    const height = response(filter, start[0], start[1], 0, 9);
    const { places } = follow(filter, start, 0, { height, contrast: height / filter.noise }, exposedField(plane));
    expect(places.length * 2).toBeGreaterThan(230);
    expect(places.length * 2).toBeLessThan(340);
  });
});

describe('a place behind a shutter', () => {
  test('shows no device, so no tip', () => {
    const inside = (x: number, y: number): boolean => Math.hypot(x - 100, y - 100) < 80;
    const frame = drawn(180, [{ places: half, depth: () => 25 }], generator(6));
    const values = Float32Array.from(frame.values, (value, i) =>
      inside(i % 180, Math.floor(i / 180)) ? value : 1 + (i % 3) * 0.1,
    );
    const found = findTipInFrames({ modality: 'XA', frames: [{ ...frame, values }], pointed: 0, seed: [12, 12] });
    expect('kind' in found && found.code).toBe('not-in-image');
  });
});
