import { describe, expect, test } from 'vitest';
import { beamExit } from '../../../../src/find/frames/beam-exit.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { viewOf } from '../../../../src/find/frames/needle-view.ts';
import { generator } from '../../../../src/find/frames/plane.ts';

/** A needle 14 dB above speckle, drawn in decibels: closed forms of how much of it is in the beam. Pixels of 0.25 mm, 4 grey levels per decibel. */
const PIXEL = 0.25;
const SIZE = 120;
const TIP: Pixel = [78, 74];
const ANGLE = 0.6;

const drawn = (lost: (along: number) => number, scaled = 1, shift = 0): Frame => {
  const random = generator(7);
  const [dx, dy] = [Math.cos(ANGLE), Math.sin(ANGLE)];
  // Speckle has no finer grain than the beam: three pixels.
  const coarse = Float64Array.from({ length: 60 * 60 }, () => 10 * Math.log10(-Math.log(1 - random()) + 0.05));
  const values = new Float32Array(SIZE * SIZE);
  for (let row = 0; row < SIZE; row += 1)
    for (let column = 0; column < SIZE; column += 1) {
      const [x, y] = [(column + 0.5 - TIP[0]) * PIXEL, (row + 0.5 - TIP[1]) * PIXEL];
      const [along, across] = [x * dx + y * dy, y * dx - x * dy];
      const tissue = 10 ** ((coarse[Math.floor(row / 3) * 60 + Math.floor(column / 3)] ?? 0) / 10);
      const needle = 10 ** ((14 - lost(along)) / 10) * Math.exp(-((across / 0.45) ** 2));
      values[row * SIZE + column] = scaled * (100 + 4 * 10 * Math.log10(tissue + needle)) + shift;
    }
  return { columns: SIZE, rows: SIZE, values, betweenColumns: PIXEL, betweenRows: PIXEL, unit: 'mm' };
};
const exitOf = (frame: Frame) => {
  const seed: Pixel = [TIP[0] - (8 / PIXEL) * Math.cos(ANGLE), TIP[1] - (8 / PIXEL) * Math.sin(ANGLE)];
  const view = viewOf({ modality: 'US', frames: [frame], pointed: 0, seed });
  const exit = view && beamExit(view, 1);
  if (!exit) throw new Error('there is no needle');
  const { line, mm, plane } = view;
  const [x, y] = plane.toPlane(TIP);
  const truth = ((x - line.middle[0]) * line.direction[0] + (y - line.middle[1]) * line.direction[1]) / mm;
  return { ...exit, truth };
};

/** A tip: all is lost within the width of the beam. */
const tip = exitOf(drawn((along) => (along < 0 ? 0 : 40 * along ** 2)));
/** A Gaussian beam is left: 14 dB are lost over the length given, after which it lies in speckle. */
const over12 = (along: number): number => 14 * (Math.max(0, along + 12) / 12) ** 2;
const leaving = {
  8: exitOf(drawn((along) => 14 * (Math.max(0, along + 8) / 8) ** 2)),
  12: exitOf(drawn(over12)),
};

describe('how a needle’s echo ends', () => {
  test('a tip ends at once, and where it lies is told within 0.8 mm', () => {
    expect(tip.gain).toBeLessThan(-2);
    expect(Math.abs(tip.tip - tip.truth)).toBeLessThan(0.8);
  });

  test.each([8, 12] as const)('a needle that leaves the beam over %d mm sinks into the tissue', (over) => {
    const { gain, way } = leaving[over];
    expect(gain).toBeGreaterThan(1);
    expect(way).toBeGreaterThan(over / 2);
    expect(way).toBeLessThan(2 * over);
  });

  test('contrast and brightness of the picture change nothing', () => {
    const louder = drawn(over12, 2.5, -40);
    expect(exitOf(louder).gain).toBeCloseTo(leaving[12].gain, 1);
  });
});
