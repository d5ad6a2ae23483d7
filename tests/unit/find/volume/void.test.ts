import { describe, expect, it } from 'vitest';
import { examineMarkInVolume } from '../../../../src/find/volume/examine-mark.ts';
import { locateInVolume } from '../../../../src/find/volume/locate-in-volume.ts';
import { add, cross, distance, dot, normalize, scale, subtract, type Vector3 } from '../../../../src/space/vector.ts';
import { plainMr, type MrCase } from '../../../support/mr-phantoms.ts';
import { inLane } from '../../../support/lane.ts';

const plain = plainMr();

type Phantom = readonly [what: string, options: Parameters<typeof plainMr>[0]];

const best = ({ volume }: MrCase, near: Vector3) => {
  const found = locateInVolume(volume, near, { polarity: 'dark' });
  if ('kind' in found || !found[0]) throw new Error('nothing was found');
  return found[0];
};

describe('the void of a needle in MR', () => {
  it.each<Phantom>([
    [
      'beside a dark vessel and cortical bone',
      {
        vessels: [{ at: [0, 0, 16], along: [0.3, 1, 0], radius: 3, signal: 0.2 }],
        bone: { at: [0, 0, -20], along: [1, 0.2, 0], radius: 6 },
      },
    ],
    ...inLane<readonly Phantom[]>({
      fast: [],
      full: [
        ['of 5 mm, alone', {}],
        ['thin, in a spin echo', { width: 2.5, ball: 1.4, ahead: 0.5, aside: 0, shaftAside: 0, rim: 0 }],
        ['wide', { width: 9, ball: 4.6, ahead: 2, aside: 2 }],
      ],
    }),
  ])('%s: its end is found, and the metal’s end lies in the band that is told', (_, options) => {
    const phantom = plainMr(options);
    const { tip, axis, sigma, score, evidence } = best(phantom, add(phantom.at(15), [0.8, -0.6, 0.5]));
    expect(Math.abs(dot(subtract(tip, phantom.voidEnd), phantom.axis))).toBeLessThan(2.5);
    const off = subtract(tip, phantom.tip);
    const along = dot(off, axis);
    expect(Math.abs(along)).toBeLessThanOrEqual(2 * sigma.along);
    expect(distance(off, scale(axis, along))).toBeLessThanOrEqual(2 * sigma.across);
    expect(dot(axis, phantom.axis)).toBeGreaterThan(0.99);
    expect(sigma.along).toBeGreaterThanOrEqual(5);
    expect(sigma.across).toBeGreaterThan(phantom.options.width / 4);
    // However clear it is, it is no firm suggestion.
    expect(score).toBeLessThanOrEqual(0.3);
    expect(score).toBeGreaterThan(0.15);
    expect(evidence[0]).toMatchObject({ code: 'artefact-only', supports: null });
    expect(evidence[0]?.message).toMatch(/^This is the end of a void of \d+ mm, not of the device/);
  });

  it('is no bright device, and tissue alone is no void', () => {
    expect(locateInVolume(plain.volume, plain.at(15))).toMatchObject({ kind: 'not-found' });
    const empty = plainMr({ width: 0, ball: 0, rim: 0 });
    expect(locateInVolume(empty.volume, empty.at(15), { polarity: 'dark' })).toMatchObject({
      kind: 'not-found',
      code: 'no-device',
    });
  });

  it('that goes through the whole volume has no end in it', () => {
    const steep = plainMr({ slope: 60, depth: 84, spacing: 3, thickness: 3 });
    const [columns, rows, slices] = steep.volume.size;
    const from = Math.ceil(slices / 2) - 2;
    // The slices with the tip are left away.
    const kept = {
      ...steep.volume,
      size: [columns, rows, from] as const,
      values: steep.volume.values.slice(0, columns * rows * from),
    };
    const found = locateInVolume(kept, steep.at(26), { polarity: 'dark' });
    expect(found).toMatchObject({ kind: 'not-found', code: 'not-in-image' });
  });
});

describe('a tip mark in MR', () => {
  const examined = (tip: Vector3) => examineMarkInVolume(plain.volume, { tip }, { polarity: 'dark' });

  it('is never supported: at the metal’s end and at the void’s it can’t be told, with the band as the reason', () => {
    for (const place of [plain.tip, plain.voidEnd]) {
      const { verdict, reasons, score, end } = examined(place);
      expect(verdict).toBe('not-told');
      expect(reasons[0]?.code).toBe('artefact-only');
      expect(score).toBeLessThanOrEqual(0.3);
      expect(end).not.toBeNull();
    }
  });

  it('farther back on the void than the band it is contradicted', () => {
    const { verdict, reasons, beyond } = examined(plain.at(20));
    expect(verdict).toBe('contradicted');
    expect(reasons[0]).toMatchObject({ code: 'device-continues', supports: false });
    expect(reasons[0]?.message).toMatch(/^The void continues \d+\.\d mm beyond this mark\.$/);
    expect(beyond).toBeGreaterThan(18);
  });

  it('beside the void it is contradicted; where no void is, it can’t be told', () => {
    const aside = normalize(cross(plain.axis, [0, 0, 1]));
    expect(examined(add(plain.at(15), scale(aside, 7)))).toMatchObject({
      verdict: 'contradicted',
      reasons: [{ code: 'off-device' }, {}, {}, {}, {}],
    });
    const empty = plainMr({ width: 0, ball: 0, rim: 0 });
    expect(examineMarkInVolume(empty.volume, { tip: empty.tip }, { polarity: 'dark' })).toMatchObject({
      verdict: 'not-told',
      score: 0,
      end: null,
    });
  });
});
