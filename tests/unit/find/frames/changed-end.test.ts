import { describe, expect, test } from 'vitest';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { generator } from '../../../../src/find/frames/plane.ts';
import { bar } from './phantoms.ts';

const ANGLE = 0.3;
const [DX, DY] = [Math.cos(ANGLE), Math.sin(ANGLE)];
const TIP: Pixel = [92, 84];
const POINTED = 3;
const seed: Pixel = [TIP[0] - 45 * DX, TIP[1] - 45 * DY];

/** A wire that swings to the side over seven frames, and in the frame that is pointed at lies in line with a short one that lies still and begins a little beyond its tip. */
const cine = (swing: number): readonly Frame[] => {
  const random = generator(31);
  const beyond = (from: number) =>
    bar({ tip: [TIP[0] + from * DX, TIP[1] + from * DY], angle: ANGLE + Math.PI, noise: 0, random }).values;
  const [still, rest] = [beyond(4), beyond(30)];
  return Array.from({ length: 7 }, (_, frame) => {
    const aside = swing * (frame - POINTED);
    const device = bar({ tip: [TIP[0] - aside * DY, TIP[1] + aside * DX], angle: ANGLE, random });
    return {
      ...device,
      values: Float32Array.from(device.values, (value, i) => value + (still[i] ?? 0) - (rest[i] ?? 0)),
    };
  });
};

describe('a device that moves in front of one that lies still', () => {
  const found = (frames: readonly Frame[], pointed: number) =>
    findTipInFrames({ modality: 'XA', frames, pointed, seed });
  const errorOf = (result: ReturnType<typeof found>): number =>
    'kind' in result ? Infinity : Math.hypot(...[0, 1].map((i) => result[0]!.tip[i]! - TIP[i]!));

  test('its tip is found where what moves ends, which one frame doesn’t show', () => {
    const frames = cine(4);
    expect(errorOf(found([frames[POINTED]!], 0))).toBeGreaterThan(10);
    const result = found(frames, POINTED);
    expect(errorOf(result)).toBeLessThan(1.5);
    if ('kind' in result) throw new Error(result.message);
    expect(result[0]!.evidence.some(({ code, supports }) => code === 'frames' && supports === true)).toBe(true);
    // The path is that of the device from the seed on.
    expect(result[0]!.path.every(([x, y]) => Math.abs((y - TIP[1]) * DX - (x - TIP[0]) * DY) < 2)).toBe(true);
  });

  test('one that doesn’t move is taken away with its background, and nothing is told from that', () => {
    const frames = cine(0);
    const result = found(frames, POINTED);
    // Where the short one ends.
    expect(Math.abs(errorOf(result) - 30)).toBeLessThan(1.5);
    expect(JSON.stringify(result)).not.toContain('What moves over the cine');
    expect(JSON.stringify(found(cine(4), POINTED))).toContain('What moves over the cine');
  });
});
