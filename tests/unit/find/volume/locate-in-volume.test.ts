import { describe, expect, it } from 'vitest';
import { locateInVolume } from '../../../../src/find/volume/locate-in-volume.ts';
import type { Volume } from '../../../../src/find/volume/volume.ts';
import { add, cross, normalize, scale, subtract, type Vector3 } from '../../../../src/space/vector.ts';
import { errorOf, plainCt, type CtCase } from '../../../support/ct-phantoms.ts';
import { inLane } from '../../../support/lane.ts';

const plain = plainCt();

type Phantom = readonly [what: string, options: Parameters<typeof plainCt>[0]];

const best = ({ volume }: CtCase, near: Vector3) => {
  const found = locateInVolume(volume, near);
  if ('kind' in found || !found[0]) throw new Error('nothing was found');
  return found[0];
};

describe('a needle in oblique slices of non-square pixels', () => {
  it.each<Phantom>([
    ['in thick slices, nearly in their plane', { thickness: 5, spacing: 5, depth: 60, slope: 8 }],
    ['beside another one that ends farther ahead', { needles: [{ aside: 8, round: 30, tilt: 2, ahead: 10 }] }],
    ...inLane<readonly Phantom[]>({
      fast: [],
      full: [
        ['alone', {}],
        ['steep, under a tilted gantry, in slices that overlap', { slope: 75, tilt: 15, spacing: 1.2 }],
        ['thin, in noise', { diameter: 0.51, noise: 40 }],
        ['hollow, cut off at 3071 by a sharp kernel', { diameter: 2.1, bore: 1.6, edge: 0.3, kernel: 0.8 }],
        ['bent by 3 mm', { sag: 3, sagTowards: 70 }],
      ],
    }),
  ])('%s: its tip is found within what it says of itself', (_, options) => {
    const phantom = plainCt(options);
    const found = best(phantom, add(phantom.at(15), [0.8, -0.6, 0.5]));
    const error = errorOf(found, phantom);
    expect(error.total).toBeLessThan(1);
    expect(Math.abs(error.along)).toBeLessThan(3 * found.sigma.along);
    expect(error.across).toBeLessThan(3 * found.sigma.across + 0.1);
    expect(error.degrees).toBeLessThan(2);
    expect(found.score).toBeGreaterThan(0.5);
  });

  it('is the same wherever on it one points, and pointed from the shaft to the tip', () => {
    const tips = [0, 8, 20].map((distance) => best(plain, plain.at(distance)));
    for (const { tip, axis } of tips) {
      expect(Math.hypot(...subtract(tip, tips[0]?.tip ?? [0, 0, 0]))).toBeLessThan(0.1);
      expect(errorOf({ tip, axis }, plain).degrees).toBeLessThan(1);
      expect(axis[0] * plain.axis[0] + axis[1] * plain.axis[1] + axis[2] * plain.axis[2]).toBeGreaterThan(0.99);
    }
  });

  it('moves with the patient frame', () => {
    const way: Vector3 = normalize([0.3, -0.8, 0.5]);
    const angle = 0.7;
    // Rodrigues' rotation about `way`, then a shift.
    const turned = (v: Vector3): Vector3 =>
      add(
        add(scale(v, Math.cos(angle)), scale(cross(way, v), Math.sin(angle))),
        scale(way, (way[0] * v[0] + way[1] * v[1] + way[2] * v[2]) * (1 - Math.cos(angle))),
      );
    const moved = (place: Vector3): Vector3 => add(turned(place), [-40, 12.5, 300]);
    const { volume } = plain;
    const other: Volume = {
      ...volume,
      origin: moved(volume.origin),
      columnStep: turned(volume.columnStep),
      rowStep: turned(volume.rowStep),
      sliceStep: turned(volume.sliceStep),
    };
    const [here] = [best(plain, plain.at(10))];
    const there = locateInVolume(other, moved(plain.at(10)));
    if ('kind' in there || !there[0]) throw new Error('nothing was found');
    // Directions are tried from a fixed set, so the way to the same end differs a little.
    expect(Math.hypot(...subtract(there[0].tip, moved(here.tip)))).toBeLessThan(0.1);
  });

  it('is found as a dark device in the negative', () => {
    const { volume } = plain;
    const negative = { ...volume, values: Float32Array.from(volume.values, (value) => 1000 - value) };
    const found = locateInVolume(negative, plain.at(10), { polarity: 'dark' });
    if ('kind' in found || !found[0]) throw new Error('nothing was found');
    expect(errorOf(found[0], plain).total).toBeLessThan(1);
  });

  it('has a profile that falls at the tip, and a path that leads there', () => {
    const { profile, path, tip } = best(plain, plain.at(12));
    const mean = (from: number, to: number): number => {
      const some = profile.values.filter((_, n) => {
        const at = profile.distances[n] ?? NaN;
        return at >= from && at <= to;
      });
      return some.reduce((sum, value) => sum + value, 0) / some.length;
    };
    expect(mean(-10, -3)).toBeGreaterThan(4 * mean(3, 10));
    expect(profile.fitted).toHaveLength(profile.distances.length);
    expect(Math.hypot(...subtract(path.at(-1) ?? [0, 0, 0], tip))).toBeLessThan(2.5);
  });
});

describe('where there is no tip to be had', () => {
  it('a needle that goes through the whole volume', () => {
    const through = plainCt({ tip: [0, 0, 0], length: 60 });
    const beyond = plainCt({ tip: scale(through.axis, 0), length: 200, seed: 3 });
    const { volume } = beyond;
    // The slices with the tip are left away.
    const [columns, rows, slices] = volume.size;
    const from = Math.ceil(slices / 2) + 3;
    const kept = {
      ...volume,
      size: [columns, rows, from - 6] as const,
      values: volume.values.slice(0, columns * rows * (from - 6)),
    };
    const found = locateInVolume(kept, beyond.at(22));
    expect(found).toMatchObject({ kind: 'not-found', code: 'not-in-image' });
  });

  it('tissue alone, a round calcification, and a place outside', () => {
    const empty = plainCt({ diameter: 0.01, streaks: 0, noise: 15 });
    expect(locateInVolume(empty.volume, empty.at(10))).toMatchObject({ kind: 'not-found', code: 'no-device' });
    const ball = plainCt({
      diameter: 0.01,
      streaks: 0,
      noise: 15,
      balls: [{ at: [0, 0, 0], radius: 3, value: 1200 }],
    });
    expect(locateInVolume(ball.volume, ball.tip)).toMatchObject({ kind: 'not-found', code: 'no-device' });
    expect(locateInVolume(plain.volume, add(plain.tip, [500, 0, 0]))).toMatchObject({
      kind: 'not-found',
      code: 'outside-volume',
    });
  });

  it('one slice', () => {
    const [columns, rows] = plain.volume.size;
    const slice = {
      ...plain.volume,
      size: [columns, rows, 1] as const,
      values: plain.volume.values.slice(0, columns * rows),
    };
    expect(locateInVolume(slice, plain.tip)).toMatchObject({ kind: 'not-found', code: 'no-pixels' });
  });
});
