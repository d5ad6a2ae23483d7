import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { imageSamples } from '../../../../src/report/pdf/image-samples.ts';
import { inLane } from '../../../support/lane.ts';

/** What a reader makes of them: the sums along each row (TIFF 6.0, section 14, horizontal differencing). */
const pixelsOf = ({ samples, dictionary }: ReturnType<typeof imageSamples>): number[][] => {
  const { Colors, Columns } = dictionary.DecodeParms;
  const pixels: number[][] = [];
  for (let at = 0; at < samples.length; at += Colors) {
    const left = pixels.length % Columns === 0 ? undefined : pixels.at(-1);
    const own = [0, 1, 2].map((one) => (Colors === 1 ? 0 : one));
    pixels.push(own.map((one, index) => ((left?.[index] ?? 0) + (samples[at + one] ?? NaN)) % 256));
  }
  return pixels;
};

const size = fc.integer({ min: 1, max: 9 });
const byte = fc.integer({ min: 0, max: 255 });

it.each([
  ['in colour', fc.tuple(byte, byte, byte), ['DeviceRGB', 'DeviceGray']],
  ['in grey', byte.map((value) => [value, value, value] as const), ['DeviceGray']],
])('a picture %s comes back pixel by pixel', (_, pixel, spaces) => {
  fc.assert(
    fc.property(
      fc
        .tuple(size, size)
        .chain(([width, height]) =>
          fc.tuple(
            fc.constant({ width, height }),
            fc.array<readonly number[]>(pixel, { minLength: width * height, maxLength: width * height }),
          ),
        ),
      ([{ width, height }, pixels]) => {
        const made = imageSamples({ rgb: Uint8Array.from(pixels.flat()), width, height });
        expect(pixelsOf(made)).toEqual(pixels);
        expect(spaces).toContain(made.dictionary.ColorSpace);
      },
    ),
    { numRuns: inLane({ fast: 50, full: 1000 }) },
  );
});
