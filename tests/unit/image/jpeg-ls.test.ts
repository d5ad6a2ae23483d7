import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeJpegLs } from '../../../sample-data/lib/jpeg-ls.mjs';
import { decodeJpegLs } from '../../../src/image/jpeg-ls.ts';
import { inLane } from '../../support/lane.ts';

/** Flat parts, slopes, noise and edges: what sends the coder through all of its modes. */
const picture = fc
  .record({
    columns: fc.integer({ min: 1, max: 40 }),
    rows: fc.integer({ min: 1, max: 30 }),
    bits: fc.integer({ min: 8, max: 16 }),
    kind: fc.constantFrom('flat', 'slope', 'noise', 'edges', 'sparse'),
    seed: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ columns, rows, bits, kind, seed }) => {
    const most = 2 ** bits - 1;
    let state = seed;
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const values = Uint16Array.from({ length: columns * rows }, (_, index) => {
      const [column, row] = [index % columns, Math.floor(index / columns)];
      switch (kind) {
        case 'flat':
          return seed % (most + 1);
        case 'slope':
          return Math.min(most, Math.floor((most * (column + row)) / (columns + rows)));
        case 'noise':
          return Math.floor(random() * (most + 1));
        case 'edges':
          return (column >> 2) % 2 === (row >> 3) % 2 ? most : 0;
        case 'sparse':
          return random() < 0.05 ? Math.floor(random() * (most + 1)) : 17;
      }
    });
    return { columns, rows, bits, values };
  });

describe('JPEG-LS', () => {
  it('gives back what another program wrote without loss', () => {
    fc.assert(
      fc.property(picture, ({ columns, rows, bits, values }) => {
        const own = bits === 8 ? Uint8Array.from(values) : values;
        const decoded = decodeJpegLs(encodeJpegLs(own, columns, rows, bits));
        expect(decoded).toMatchObject({ columns, rows, components: 1, precision: bits });
        expect([...decoded.samples]).toEqual([...values]);
      }),
      { numRuns: inLane({ fast: 120, full: 2000 }) },
    );
  });

  it('throws on a stream that ends too early, on components that are mixed and on none at all', () => {
    const values = Uint16Array.from({ length: 400 }, (_, index) => (index * 37) % 4096);
    const whole = encodeJpegLs(values, 20, 20, 12);
    expect(() => decodeJpegLs(whole.subarray(0, whole.length >> 1))).toThrow('damaged');
    expect(() => decodeJpegLs(whole.subarray(0, 12))).toThrow('damaged');
    expect(() => decodeJpegLs(Uint8Array.of(0xff, 0xd8))).toThrow('damaged');
    const mixed = whole.slice();
    const scan = mixed.findIndex((byte, index) => byte === 0xff && mixed[index + 1] === 0xda);
    mixed[scan + 4] = 3;
    expect(() => decodeJpegLs(mixed)).toThrow('mixed');
  });
});
