import { describe, expect, it } from 'vitest';
import { examineMarkInVolume } from '../../../../src/find/volume/examine-mark.ts';
import { add, cross, scale } from '../../../../src/space/vector.ts';
import { plainCt } from '../../../support/ct-phantoms.ts';

describe('a tip mark, checked against the voxels', () => {
  const phantom = plainCt({ bevel: 0.5 });
  const { volume, tip, axis, at } = phantom;
  const codes = (examined: ReturnType<typeof examineMarkInVolume>): readonly string[] =>
    examined.reasons.map(({ code }) => code);

  it('at the tip it is supported', () => {
    const examined = examineMarkInVolume(volume, { tip: add(tip, [0.4, -0.3, 0.3]) });
    expect(examined.verdict).toBe('supported');
    expect(codes(examined)).toContain('sharp-end');
    expect(Math.abs(examined.beyond ?? NaN)).toBeLessThan(1.2);
  });

  it.each([5, 12, 20])('%d mm back on the shaft it is contradicted, and the true end is told', (distance) => {
    const examined = examineMarkInVolume(volume, { tip: at(distance) });
    expect(examined.verdict).toBe('contradicted');
    expect(examined.beyond).toBeCloseTo(distance, 0);
    expect(examined.reasons[0]?.code).toBe('device-continues');
    expect(examined.reasons[0]?.message).toMatch(/^The device continues \d+\.\d mm beyond this mark\.$/);
    expect(Math.hypot(...(examined.end?.tip ?? [NaN]).map((value, k) => value - (tip[k] ?? 0)))).toBeLessThan(0.8);
  });

  it('where the shaft was marked on the far side it is contradicted all the same, with the end that can be told', () => {
    // As after a tip that was accepted is marked anew farther back: the way from shaft to tip leads to the hub, which is out in the air here.
    const outside = plainCt({ bevel: 0.5, skin: 13 });
    const { values, origin, columnStep, rowStep, sliceStep, size } = outside.volume;
    const cut = Float32Array.from(values, (value, n) => {
      const [c, r, s] = [n % size[0], Math.floor(n / size[0]) % size[1], Math.floor(n / (size[0] * size[1]))];
      const place = [0, 1, 2].map(
        (k) => (origin[k] ?? 0) + c * (columnStep[k] ?? 0) + r * (rowStep[k] ?? 0) + s * (sliceStep[k] ?? 0),
      );
      const behind = place.reduce((sum, x, k) => sum + ((outside.tip[k] ?? 0) - x) * (outside.axis[k] ?? 0), 0);
      return behind > 18 ? -1000 : value;
    });
    const examined = examineMarkInVolume(
      { ...outside.volume, values: cut },
      { tip: outside.at(10), shaft: [outside.at(4)] },
    );
    expect(examined.verdict).toBe('contradicted');
    expect(examined.reasons[0]?.message).toMatch(/^The device continues (9|10)\.\d mm beyond this mark\.$/);
  });

  it('beside the device and ahead of it it is contradicted', () => {
    const aside = cross(axis, [0, 0, 1]);
    expect(examineMarkInVolume(volume, { tip: add(at(3), scale(aside, 5)) })).toMatchObject({
      verdict: 'contradicted',
      reasons: [{ code: 'off-device' }, {}, {}, {}],
    });
    const ahead = examineMarkInVolume(volume, { tip: add(tip, scale(axis, 5)) });
    expect(ahead.verdict).toBe('contradicted');
    expect(ahead.reasons[0]?.message).toMatch(/^The device ends \d\.\d mm before this mark\.$/);
  });

  it('where there is nothing it is contradicted; where nothing can be told that is said', () => {
    const empty = plainCt({ diameter: 0.01, streaks: 0, noise: 15 });
    expect(examineMarkInVolume(empty.volume, { tip: empty.tip })).toMatchObject({
      verdict: 'contradicted',
      end: null,
      beyond: null,
    });
    expect(examineMarkInVolume(volume, { tip: add(tip, [300, 0, 0]) })).toMatchObject({ verdict: 'not-told' });
  });
});
