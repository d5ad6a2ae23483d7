import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutOpacity } from '../../../src/image/colour-bytes.ts';

it('colours without their opacity are the first three bytes of each pixel, wherever they lie in their buffer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)), { maxLength: 41 }),
      fc.nat(5),
      (pixels, offset) => {
        const buffer = new Uint8Array(offset + 4 * pixels.length);
        buffer.set(pixels.flat(), offset);
        expect([...withoutOpacity(buffer.subarray(offset))]).toEqual(pixels.flatMap((pixel) => pixel.slice(0, 3)));
      },
    ),
  );
});
