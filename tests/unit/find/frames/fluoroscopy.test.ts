import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fluoroscopyPhantom, randomOptions } from '../../../../sample-data/phantoms/fluoroscopy.mjs';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { generator } from '../../../support/random.ts';
import { inLane } from '../../../support/lane.ts';
import { bar, searchOf } from './phantoms.ts';

const best = (frame: Frame, seed: Pixel) => {
  const found = findTipInFrames({ modality: 'XA', frames: [frame], pointed: 0, seed });
  if ('kind' in found) throw new Error(`${found.code}: ${found.message}`);
  return found[0]!;
};
const refusal = (frame: Frame, seed: Pixel) => {
  const found = findTipInFrames({ modality: 'XA', frames: [frame], pointed: 0, seed });
  if (!('kind' in found)) throw new Error('an end was found');
  return found.code;
};
const near = (actual: Pixel, expected: Pixel): number => Math.hypot(actual[0] - expected[0], actual[1] - expected[1]);

describe('a straight bar, drawn by its distance', () => {
  const bars = [
    [0.3, 2],
    [4, 5],
    [2.1, 3],
    [5.5, 7],
  ] as const;
  test.each(bars.slice(0, inLane({ fast: 2, full: 4 })))(
    'ends where it was drawn to end, at %f rad and %i pixels width',
    (angle, width) => {
      const tip: Pixel = [81.3, 76.8];
      const frame = bar({ tip, angle, width, random: generator(width) });
      const found = best(frame, [tip[0] - 22 * Math.cos(angle), tip[1] - 22 * Math.sin(angle)]);
      expect(near(found.tip, tip)).toBeLessThan(0.8);
      // Within a degree of its direction, away from the shaft.
      expect(found.axis[0] * Math.cos(angle) + found.axis[1] * Math.sin(angle)).toBeGreaterThan(Math.cos(Math.PI / 60));
      expect(found.evidence.filter(({ supports }) => supports === true).map(({ code }) => code)).toContain('sharp-end');
      expect(found.profile.distances).toHaveLength(found.profile.values.length);
      expect(found.profile.fitted).toHaveLength(found.profile.values.length);
    },
  );

  test('that crosses the whole image has no end in it', () => {
    const frame = bar({ tip: [400, 80], angle: 0, random: generator(3) });
    expect(refusal(frame, [90, 80])).toBe('not-in-image');
  });

  test('elsewhere is no device here', () => {
    const frame = bar({ tip: [81, 30], angle: 0, random: generator(4) });
    expect(refusal(frame, [60, 120])).toBe('no-device');
  });

  test('is found alike whether it is dark on bright or bright on dark', () => {
    const frame = bar({ tip: [81.3, 76.8], angle: 0.4, random: generator(5) });
    const turned = { ...frame, values: (frame.values as Float32Array).map((value) => 255 - value) };
    expect(near(best(frame, [61, 69]).tip, best(turned, [61, 69]).tip)).toBeLessThan(0.02);
  });
});

describe('laws', () => {
  const setting = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    angle: fc.double({ min: 0, max: 6.28, noNaN: true }),
    shift: fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 })),
    gain: fc.double({ min: 0.2, max: 40, noNaN: true }),
    offset: fc.double({ min: -500, max: 500, noNaN: true }),
  });
  const numRuns = inLane({ fast: 1, full: 60 });
  const tip: Pixel = [80.3, 79.6];
  const seedOf = (angle: number): Pixel => [tip[0] - 24 * Math.cos(angle), tip[1] - 24 * Math.sin(angle)];

  test('grey values scaled and shifted change nothing', () => {
    fc.assert(
      fc.property(setting, ({ seed, angle, gain, offset }) => {
        const frame = bar({ tip, angle, random: generator(seed) });
        const other = { ...frame, values: (frame.values as Float32Array).map((value) => gain * value + offset) };
        expect(near(best(frame, seedOf(angle)).tip, best(other, seedOf(angle)).tip)).toBeLessThan(0.05);
      }),
      { numRuns },
    );
  });

  test('an image that is mirrored or turned by a quarter takes its tip with it', () => {
    fc.assert(
      fc.property(setting, ({ seed, angle }) => {
        const frame = bar({ tip, angle, random: generator(seed) });
        const { columns, rows } = frame;
        const found = best(frame, seedOf(angle)).tip;
        const moved = (to: (pixel: Pixel) => Pixel): void => {
          const values = new Float32Array(frame.values.length);
          for (let row = 0; row < rows; row += 1)
            for (let column = 0; column < columns; column += 1) {
              const [c, r] = to([column + 0.5, row + 0.5]);
              values[Math.floor(r) * columns + Math.floor(c)] = frame.values[row * columns + column]!;
            }
          expect(near(best({ ...frame, values }, to(seedOf(angle))).tip, to(found))).toBeLessThan(0.6);
        };
        moved(([c, r]) => [columns - c, r]);
        moved(([c, r]) => [c, rows - r]);
        moved(([c, r]) => [r, columns - c]);
      }),
      { numRuns },
    );
  }, 120_000);

  test('a device that is moved is found where it was moved to', () => {
    fc.assert(
      fc.property(setting, ({ seed, angle, shift }) => {
        const there: Pixel = [tip[0] + shift[0], tip[1] + shift[1]];
        const [a, b] = [
          bar({ tip, angle, random: generator(seed) }),
          bar({ tip: there, angle, random: generator(seed) }),
        ];
        const seedThere: Pixel = [seedOf(angle)[0] + shift[0], seedOf(angle)[1] + shift[1]];
        const moved = best(b, seedThere).tip;
        expect(near([moved[0] - shift[0], moved[1] - shift[1]], best(a, seedOf(angle)).tip)).toBeLessThan(0.9);
      }),
      { numRuns },
    );
  });
});

describe('phantoms', () => {
  const plain = {
    ...randomOptions(1),
    columns: 176,
    rows: 168,
    device: 'wire' as const,
    width: 3,
    contrast: 0.4,
    quanta: 4000,
    bend: 0.6,
    loop: false,
    ribs: 0,
    spine: false,
    clouds: 0.15,
    crossing: 0,
    collimator: 'circle' as const,
    isBright: false,
    frames: 1,
  };

  test.each([
    ['square pixels', 0.3, 0.3],
    ['tall pixels', 0.25, 0.32],
  ])('a curved wire in a circle is found within 2 pixels (%s)', (_, betweenColumns, betweenRows) => {
    const phantom = fluoroscopyPhantom({ ...plain, seed: 5, end: 'in-image', betweenColumns, betweenRows });
    const { truth, geometry } = phantom;
    const found = findTipInFrames(searchOf('XA', phantom));
    if ('kind' in found) throw new Error(found.message);
    const [dc, dr] = [found[0]!.tip[0] - truth.tip![0], found[0]!.tip[1] - truth.tip![1]];
    expect(Math.hypot(dc * geometry.betweenColumns, dr * geometry.betweenRows)).toBeLessThan(2 * 0.25);
  });

  test('a wire that leaves the circle has no end in it', () => {
    const found = findTipInFrames(searchOf('XA', fluoroscopyPhantom({ ...plain, seed: 6, end: 'leaves' })));
    expect(found).toMatchObject({ kind: 'not-found', code: 'not-in-image' });
  });

  test('equal images give equal answers', () => {
    const phantom = fluoroscopyPhantom({ ...plain, seed: 7, end: 'in-image' });
    expect(findTipInFrames(searchOf('XA', phantom))).toEqual(findTipInFrames(searchOf('XA', phantom)));
  });
});

describe('a device that is hard to follow', () => {
  const errorOf = (seed: number): number => {
    const phantom = fluoroscopyPhantom(randomOptions(seed));
    const { truth, geometry } = phantom;
    const found = findTipInFrames(searchOf('XA', phantom));
    if ('kind' in found) throw new Error(`phantom ${String(seed)}: ${found.message}`);
    const [dc, dr] = [found[0]!.tip[0] - truth.tip![0], found[0]!.tip[1] - truth.tip![1]];
    const finer = Math.min(geometry.betweenColumns, geometry.betweenRows);
    return Math.hypot(dc * geometry.betweenColumns, dr * geometry.betweenRows) / finer;
  };

  test.each([96_375, 60_209])('that one filter loses is told by two (phantom %i)', (seed) => {
    expect(errorOf(seed)).toBeLessThan(2);
  });

  test.each([97_345, 92_083])('that is faint among bones is taken for one where it is long (phantom %i)', (seed) => {
    expect(errorOf(seed)).toBeLessThan(2);
  });
});

describe('what can’t be searched', () => {
  const frame = bar({ tip: [81, 76], angle: 0, random: generator(8) });
  test.each<[string, Frame, Pixel]>([
    ['a place outside the image', frame, [-3, 20]],
    ['a place that is no number', frame, [NaN, 20]],
    ['fewer values than pixels', { ...frame, values: frame.values.slice(0, 10) }, [60, 76]],
    ['a spacing of nothing', { ...frame, betweenRows: 0 }, [60, 76]],
    ['an image of a few pixels', { ...frame, columns: 4, rows: 4 }, [2, 2]],
  ])('%s', (_, one, seed) => {
    expect(refusal(one, seed)).toBe('no-pixels');
  });

  test('a frame that isn’t there', () => {
    expect(findTipInFrames({ modality: 'RF', frames: [frame], pointed: 1, seed: [60, 76] })).toMatchObject({
      code: 'no-pixels',
    });
  });

  test('an image of one grey has no device', () => {
    expect(refusal({ ...frame, values: new Uint8Array(frame.values.length).fill(77) }, [60, 76])).toBe('no-device');
  });
});

describe('a device that overlaps itself in a loop', () => {
  const looped = (seed: number, end: 'in-image' | 'fades') => {
    const clean = { frames: 1, ribs: 0, spine: false, crossing: 0, collimator: 'none' } as const;
    const device = { device: 'wire', width: 2.5, contrast: 0.35, quanta: 3000, loop: true, end } as const;
    return fluoroscopyPhantom({ ...randomOptions(seed), ...clean, ...device });
  };
  /** The place on the device so far back from where its course ends, pixels of the finer spacing. */
  const placeBack = ({ geometry, truth }: ReturnType<typeof looped>, distance: number): Pixel => {
    const { betweenColumns, betweenRows } = geometry;
    const path = truth.path as Pixel[];
    let [at, along] = [path.length - 1, 0];
    while (at > 0 && along < distance) {
      const [a, b] = [path[at]!, path[at - 1]!];
      along +=
        Math.hypot((a[0] - b[0]) * betweenColumns, (a[1] - b[1]) * betweenRows) / Math.min(betweenColumns, betweenRows);
      at -= 1;
    }
    return path[at]!;
  };

  test.each([1, 5, 9])(
    'is followed out of it to its tip from wherever on the loop it is pointed at (phantom %i)',
    (seed) => {
      const phantom = looped(seed, 'in-image');
      const { tip } = phantom.truth;
      for (const distance of [125, 175, 200]) {
        const found = findTipInFrames({ ...searchOf('XA', phantom), seed: placeBack(phantom, distance) });
        if ('kind' in found) throw new Error(`${String(distance)}: ${found.message}`);
        expect(near(found[0]!.tip, tip!)).toBeLessThan(2);
      }
    },
  );

  test('has no tip where it was only gone round, or where it fades beyond the loop', () => {
    const phantom = looped(5, 'fades');
    for (const distance of [125, 175, 200]) {
      const found = findTipInFrames({ ...searchOf('XA', phantom), seed: placeBack(phantom, distance) });
      expect('kind' in found ? found.code : found[0]!.tip).toBe('not-in-image');
    }
  });
});
