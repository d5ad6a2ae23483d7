import { describe, expect, test } from 'vitest';
import { decodeJpegLs } from '../../../sample-data/lib/jpeg-ls.mjs';
import { along, cross, dot, imageOf, readJson, sliceName, sub, type PatientTruth, type Triple } from './files.ts';

/** HU at a position, interpolated between the pixels and slices of a CT. */
const ctOf = (folder: string) => {
  const first = imageOf(`${folder}/${sliceName(1)}`);
  const origin = first.numbers('x00200032') as Triple;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = first.numbers('x00200037');
  const [row, column]: [Triple, Triple] = [
    [a, b, c],
    [d, e, f],
  ];
  const normal = cross(row, column);
  const [betweenRows = 1, betweenColumns = 1] = first.numbers('x00280030');
  const slices = new Map<number, Uint8Array | Uint16Array>();
  const slice = (s: number): Uint8Array | Uint16Array => {
    const known = slices.get(s) ?? decodeJpegLs(imageOf(`${folder}/${sliceName(s + 1)}`).fragment(1), 2);
    slices.set(s, known);
    return known;
  };
  return (position: Triple): number => {
    const from = sub(position, origin);
    const at = [dot(from, row) / betweenColumns, dot(from, column) / betweenRows, dot(from, normal) / 3];
    const low = at.map(Math.floor);
    let sum = 0;
    for (let k = 0; k < 8; k += 1) {
      const corner = [k & 1, (k >> 1) & 1, k >> 2];
      const weight = corner.reduce((w, up, axis) => w * (up ? at[axis]! - low[axis]! : 1 - at[axis]! + low[axis]!), 1);
      if (weight === 0) continue;
      const value = slice(low[2]! + corner[2]!)[(low[1]! + corner[1]!) * first.columns + low[0]! + corner[0]!]!;
      sum += weight * (value - 1024);
    }
    return sum;
  };
};

describe.each(['ct-abscess', 'ct-abscess-early'])('%s', (folder) => {
  const truth = readJson<PatientTruth>(`${folder}/truth.json`);
  const hu = ctOf(folder);
  const profile = (from: number, to: number, step: number) =>
    Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => {
      const mm = from + i * step;
      return { mm, value: hu(along(truth.tip, truth.direction, mm)) };
    });
  const mean = (values: readonly { value: number }[]) =>
    values.reduce((sum, { value }) => sum + value, 0) / values.length;

  test('along the axis the steel falls to half its height within 0.5 mm of the tip', () => {
    const line = profile(-14, 5, 0.05);
    const half = mean(line.filter(({ mm }) => mm < -2)) / 2;
    const last = line.filter(({ value }) => value >= half).at(-1);
    expect(half).toBeGreaterThan(600);
    expect(Math.abs(last?.mm ?? NaN)).toBeLessThan(0.5);
  });

  test('the axis is in the metal from the skin on, and leaves the dark flame beyond the tip', () => {
    const steel = profile(-truth.insertedLength + 3, -1.5, 0.5);
    expect(Math.min(...steel.map(({ value }) => value))).toBeGreaterThan(700);
    const beyond = profile(1, 3, 0.25);
    expect(Math.min(...beyond.map(({ value }) => value))).toBeLessThan(-40);
  });

  test('the target is fluid, its wall brighter, and what is round it darker than the wall', () => {
    const { center, radius } = truth.target;
    const [u, v] = [cross(truth.direction, [0, 0, 1]), truth.direction];
    const around = (away: number) =>
      Array.from({ length: 12 }, (_, i) => {
        const angle = Math.PI * (0.15 + (0.7 * i) / 11);
        return { value: hu(along(along(center, u, away * Math.sin(angle)), v, away * Math.cos(angle))) };
      });
    expect(mean(around(radius * 0.45))).toBeGreaterThan(-15);
    expect(mean(around(radius * 0.45))).toBeLessThan(40);
    expect(mean(around(radius + 1.1))).toBeGreaterThan(mean(around(radius * 0.45)) + 20);
    expect(mean(around(radius + 5))).toBeLessThan(mean(around(radius + 1.1)) - 20);
  });
});

test('in both projections the needle is darker than its surroundings and ends at the projected tip', () => {
  const { views } = readJson<{ views: { tip: [number, number]; shaft: [number, number][] }[] }>('biplane/truth.json');
  views.forEach(({ tip, shaft }, index) => {
    const image = imageOf(`biplane/view-${String(index + 1)}.dcm`);
    const pixels = decodeJpegLs(image.fragment(1), 2);
    const [dc, dr] = [tip[0] - shaft[0]![0], tip[1] - shaft[0]![1]];
    const size = Math.hypot(dc, dr);
    const [uc, ur] = [dc / size, dr / size];
    /** The mean of what lies so far beyond the tip, over a few pixels to the sides. */
    const at = (beyond: number) => {
      const sides = [-4, -2, 0, 2, 4];
      return (
        sides.reduce((sum, side) => {
          const [c, r] = [tip[0] + beyond * uc - side * ur, tip[1] + beyond * ur + side * uc];
          return sum + pixels[Math.floor(r) * image.columns + Math.floor(c)]!;
        }, 0) / sides.length
      );
    };
    const mean = (from: number) => [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + at(from + k), 0) / 6;
    const [inside, outside] = [mean(-14), mean(6)];
    expect(outside - inside).toBeGreaterThan(200);
    const middle = (inside + outside) / 2;
    const edge = Array.from({ length: 80 }, (_, i) => -10 + i / 4).find((beyond) => at(beyond) > middle);
    expect(Math.abs(edge ?? NaN)).toBeLessThan(2.5);
  });
});

test('the frames of the runs decode, and the catheter moves', () => {
  const run = imageOf('xa-cine/cine.dcm');
  const [first, last] = [1, 60].map((frame) => decodeJpegLs(run.fragment(frame), 1));
  expect(first).toHaveLength(384 * 384);
  const { tip } = readJson<{ tip: [number, number] }>('xa-cine/truth.json');
  const patch = (pixels: Uint8Array | Uint16Array) => {
    let sum = 0;
    for (let r = -1; r <= 1; r += 1) {
      for (let c = -1; c <= 1; c += 1) sum += pixels[(Math.floor(tip[1]) + r) * 384 + Math.floor(tip[0]) + c]! / 9;
    }
    return sum;
  };
  expect(patch(first!) - patch(last!)).toBeGreaterThan(15);
  expect(decodeJpegLs(imageOf('us-cine/cine.dcm').fragment(24), 1)).toHaveLength(640 * 480);
});
