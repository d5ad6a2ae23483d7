import { describe, expect, test } from 'vitest';
import { contrastScale } from '../../../../src/find/frames/local-contrast.ts';
import { generator } from '../../../support/random.ts';

const count = 80;
const onShaft = Array.from({ length: count }, (_, i) => i < 60);
/** Bright up to the middle of the shaft, then half as bright. */
const backgrounds = Array.from({ length: count }, (_, i) => (i < 35 ? 200 : 100));

describe('heights along a device', () => {
  test('that go with the brightness are as if it were as bright as at the end all along', () => {
    const random = generator(3);
    const values = backgrounds.map((background) => 0.15 * background + random() - 0.5);
    const scale = contrastScale(values, backgrounds, onShaft);
    const evened = values.map((value, i) => value / scale[i]!);
    for (const i of [5, 15, 25, 45, 55, 75]) expect(Math.abs(evened[i]! / 15 - 1)).toBeLessThan(0.12);
  });

  test('that don’t go with it stay as they are', () => {
    const random = generator(4);
    const values = backgrounds.map(() => 20 + random());
    expect(contrastScale(values, backgrounds, onShaft)).toEqual(values.map(() => 1));
  });

  test('are left alone where too little of the shaft is seen', () => {
    const few = onShaft.map((_, i) => i < 10);
    expect(contrastScale(backgrounds, backgrounds, few)).toEqual(backgrounds.map(() => 1));
  });
});
