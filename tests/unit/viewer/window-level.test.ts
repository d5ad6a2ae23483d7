import { describe, expect, it } from 'vitest';
import { voiRangeOf, windowOfRange } from '../../../src/viewer/window-level.ts';

describe('a display window', () => {
  it('runs between the greys that PS3.3 C.11.2.1.2.1 gives', () => {
    // x <= c − 0.5 − (w − 1)/2 is black, x > c − 0.5 + (w − 1)/2 is white.
    expect(voiRangeOf({ center: 40, width: 400 })).toEqual({ lower: -160, upper: 239 });
    expect(voiRangeOf({ center: 2048, width: 4096 })).toEqual({ lower: 0, upper: 4095 });
    expect(voiRangeOf({ center: 100, width: 1 })).toEqual({ lower: 99.5, upper: 99.5 });
  });

  it.each([
    { center: 40, width: 400 },
    { center: -600, width: 1500 },
    { center: 0.5, width: 3 },
  ])('of %o comes back from its range', (window) => {
    expect(windowOfRange(voiRangeOf(window))).toEqual(window);
  });
});
