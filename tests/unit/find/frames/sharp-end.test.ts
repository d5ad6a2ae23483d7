import { describe, expect, test } from 'vitest';
import { fitEdge } from '../../../../src/find/frames/edge-fit.ts';
import { sharpEnds } from '../../../../src/find/frames/sharp-end.ts';
import { generator } from '../../../support/random.ts';

const positions = Array.from({ length: 100 }, (_, i) => i - 70);
const options = {
  from: -40,
  to: 16,
  blurs: [1.3, 1.6, 2.1, 2.8, 3.6, 4.6, 6.1, 8.6, 12.1, 17.1],
  sharpest: 2.9,
  correlated: 3,
  usual: 100,
};

const soft = (s: number, blur: number): number => 1 / (1 + Math.exp((1.7 * s) / blur));

const endsOf = (heightAt: (s: number) => number) => {
  const random = generator(5);
  const values = positions.map((s) => heightAt(s) + 8 * (random() + random() + random() - 1.5));
  const smooth = fitEdge(positions, values, options)!;
  return { smooth, ...sharpEnds(positions, values, smooth, { ...options, blurs: [1.6, 2.1, 2.8] }) };
};

describe('where a profile may fade or end', () => {
  test('a shaft that sinks by a fifth before its end is explained by a sharp end', () => {
    const { plain } = endsOf((s) => (100 - 20 * Math.max(0, Math.min(1, (s + 40) / 40))) * soft(s - 2, 1.6));
    expect(plain!.gain).toBeGreaterThan(-1.5);
    expect(plain!.fit.end).toBeGreaterThan(0.5);
    expect(plain!.fit.end).toBeLessThan(3.5);
  });

  test('of a device that fades over 40 cells a smooth end explains far more', () => {
    const { smooth, plain } = endsOf((s) => 100 * Math.max(0, Math.min(1, 0.5 - s / 40)));
    expect(smooth.blur).toBeGreaterThan(6);
    expect(plain!.gain).toBeLessThan(-4);
  });

  test('an end with something else 14 cells long after it lies where the device ends', () => {
    const { beforeOther } = endsOf((s) => 100 * soft(s + 8, 1.6) + 50 * (soft(s - 8, 2) - soft(s + 4, 2)));
    expect(beforeOther!.gain).toBeGreaterThan(3);
    expect(Math.abs(beforeOther!.fit.end + 8)).toBeLessThan(2);
    expect(beforeOther!.fit.next).toBeGreaterThan(20);
  });
});
