import { describe, expect, test } from 'vitest';
import { movingEnd, type FrameProfile } from '../../../../src/find/frames/moving-end.ts';
import { generator } from '../../../../src/find/frames/plane.ts';
import { shaftTravel } from '../../../../src/find/frames/shaft-travel.ts';

/** A needle on six frames of a cine, read along its axis: five cells are a millimetre. */
const MM = 5;
const END = 150;

interface Drawn {
  /** Cells per frame. */
  readonly endGoes: number;
  readonly shaftGoes: number;
  readonly frames?: number;
  readonly seed?: number;
}

/** Height 30 before the end with a pattern that goes with the shaft, noise that stays with the tissue and some that changes. */
const profilesOf = ({ endGoes, shaftGoes, frames = 6, seed = 1 }: Drawn): readonly FrameProfile[] => {
  const random = generator(seed);
  const noise = (): number => 2 * (random() + random() + random() - 1.5);
  const smooth = (count: number): readonly number[] => {
    const raw = Array.from({ length: count + 2 * MM }, noise);
    return Array.from({ length: count }, (_, n) => raw.slice(n, n + 2 * MM).reduce((sum, one) => sum + one, 0));
  };
  const [pattern, tissue] = [smooth(600), smooth(230)];
  return Array.from({ length: frames }, (_, n): FrameProfile => {
    const time = n - Math.floor(frames / 2);
    const end = END + endGoes * time;
    const values = Float64Array.from({ length: 230 }, (_v, k) => {
      const step = 1 / (1 + Math.exp((k + 0.5 - end) / (0.4 * MM)));
      return step * (30 + 2 * (pattern[Math.round(k - shaftGoes * time) + 200] ?? 0)) + (tissue[k] ?? 0) + 3 * noise();
    });
    return { time, values };
  });
};
/** Drawn anew each time one in some hundreds would be told otherwise: what lies on a shaft looks like anything once. */
const SEEDS = [1, 2, 3, 4, 5, 6] as const;
const options = {
  from: END - 10 * MM,
  to: END + 4 * MM,
  low: END - 22 * MM,
  high: END + 14 * MM,
  usual: 30,
  spread: 10,
  correlated: MM,
  still: 1.25 * MM,
  most: 15 * MM,
};
const shaftOf = (profiles: readonly FrameProfile[]): number | null =>
  shaftTravel(profiles, { low: 5, high: END - 8 * MM, still: options.still, most: options.most, spread: 10 });

describe('an end over the frames of a cine', () => {
  test.each([-7, -4, 4, 7, 10])('that moves is found where it lies, with its speed: %d cells per frame', (endGoes) => {
    for (const seed of SEEDS) {
      const found = movingEnd(profilesOf({ endGoes, shaftGoes: endGoes, seed }), options);
      expect(found?.gain).toBeGreaterThan(3);
      expect(Math.abs((found?.perFrame ?? NaN) - endGoes)).toBeLessThan(1.2);
      expect(Math.abs((found?.at ?? NaN) - END)).toBeLessThan(1.5 * MM);
    }
  });

  test.each([0, 6])(
    'that stays is told as one that stays, also where the shaft moves: %d cells per frame',
    (shaftGoes) => {
      for (const seed of SEEDS)
        expect(movingEnd(profilesOf({ endGoes: 0, shaftGoes, seed }), options)?.gain).toBeLessThan(1.5);
    },
  );

  test('isn’t told from two frames, nor from a place with no room', () => {
    expect(movingEnd(profilesOf({ endGoes: 5, shaftGoes: 5, frames: 2 }), options)).toBeNull();
    expect(movingEnd(profilesOf({ endGoes: 5, shaftGoes: 5 }), { ...options, to: options.from })).toBeNull();
  });
});

describe('the shaft over the frames of a cine', () => {
  test.each([-8, -4, 4, 6, 9])('its speed is told by what lies on it: %d cells per frame', (shaftGoes) => {
    const told = shaftOf(profilesOf({ endGoes: 0, shaftGoes }));
    expect(Math.abs((told ?? NaN) - shaftGoes)).toBeLessThan(1.2);
  });

  test('one that lies still, or of which only noise is seen, tells no speed', () => {
    for (let seed = 1; seed < 9; seed += 1) expect(shaftOf(profilesOf({ endGoes: 0, shaftGoes: 0, seed }))).toBeNull();
  });
});
