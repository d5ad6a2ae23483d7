import { describe, expect, it } from 'vitest';
import { eightBitPalette, paletteOf } from '../../../src/image/palette.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { realDataFolder, realFile, skipNote } from '../../support/real-data.ts';

/** A source of these numbers. */
const source = (values: Readonly<Record<string, readonly number[]>>) => ({
  strings: () => undefined,
  items: () => undefined,
  numbers: (name: string) => values[name],
});
const COLOURS = ['Red', 'Green', 'Blue'] as const;
const inAllColours = (name: (colour: string) => string, values: readonly number[]) =>
  Object.fromEntries(COLOURS.map((colour) => [name(colour), values]));
const described = (entries: number, more: Readonly<Record<string, readonly number[]>>) =>
  source({ ...inAllColours((colour) => `${colour}PaletteColorLookupTableDescriptor`, [entries, 0, 16]), ...more });
const segmented = (colour: string): string => `Segmented${colour}PaletteColorLookupTableData`;

describe('a colour palette', () => {
  it('is read as it is written out', () => {
    const found = paletteOf(
      described(
        3,
        inAllColours((colour) => `${colour}PaletteColorLookupTableData`, [5, 6, 7]),
      ),
    );
    expect(found).toMatchObject({ descriptor: [3, 0, 16], red: Uint16Array.of(5, 6, 7) });
  });

  it('of eight bits may be written two entries a word, the first in its low byte', () => {
    const packed = source({
      ...inAllColours((colour) => `${colour}PaletteColorLookupTableDescriptor`, [3, 0, 8]),
      ...inAllColours((colour) => `${colour}PaletteColorLookupTableData`, [0x0201, 0x0003]),
    });
    expect(paletteOf(packed)?.red).toEqual(Uint16Array.of(1, 2, 3, 0));
  });

  it('of sixteen bits may be read as single bytes', () => {
    const bytes = inAllColours((colour) => `${colour}PaletteColorLookupTableData`, [1, 2, 3, 4]);
    expect(paletteOf(described(2, bytes))?.blue).toEqual(Uint16Array.of(0x201, 0x403));
  });

  it('maps from a first value with the sign of the pixels', () => {
    const signed = source({
      ...inAllColours((colour) => `${colour}PaletteColorLookupTableDescriptor`, [1, 65_535, 16]),
      ...inAllColours((colour) => `${colour}PaletteColorLookupTableData`, [7]),
      PixelRepresentation: [1],
    });
    expect(paletteOf(signed)?.descriptor[1]).toBe(-1);
  });

  it('is shown with eight bits, by what all three colours reach', () => {
    const shown = (red: number[], green: number[]) => {
      const { descriptor, ...tables } = eightBitPalette({
        descriptor: [2, 0, 16],
        red: Uint16Array.from(red),
        green: Uint16Array.from(green),
        blue: Uint16Array.of(0, 0),
      });
      expect(descriptor).toEqual([2, 0, 8]);
      return [[...tables.red], [...tables.green]];
    };
    expect(shown([0, 200], [0xff00, 0x8000])).toEqual([
      [0, 0],
      [255, 128],
    ]);
    // Called sixteen bits, written as eight.
    expect(shown([0, 200], [255, 128])).toEqual([
      [0, 200],
      [255, 128],
    ]);
  });

  it('is put together from segments: written out, between two values, and said before (PS3.3 C.7.9.2)', () => {
    // Two values; three steps from 20 to 80; then the segment at byte 0 again.
    const words = [0, 2, 10, 20, 1, 3, 80, 2, 1, 0, 0];
    expect(paletteOf(described(7, inAllColours(segmented, words)))?.green).toEqual(
      Uint16Array.of(10, 20, 40, 60, 80, 10, 20),
    );
  });

  it.each([
    ['too short for its descriptor', described(9, inAllColours(segmented, [0, 2, 10, 20]))],
    ['with a run from nowhere', described(3, inAllColours(segmented, [1, 3, 80]))],
    ['with a segment that points at one that points on', described(4, inAllColours(segmented, [2, 1, 0, 0]))],
    ['with an unknown segment', described(2, inAllColours(segmented, [7, 2, 1, 2]))],
    ['with two colours', described(1, { RedPaletteColorLookupTableData: [1], GreenPaletteColorLookupTableData: [1] })],
    ['without a descriptor', source({})],
  ])('%s is none', (_what, from) => {
    expect(paletteOf(from)).toBeNull();
  });

  it.skipIf(realDataFolder === null)(`of a real ultrasound image in segments is whole${skipNote}`, () => {
    const file = readDicomFile(realFile('us/gdcm-US-ALOKA-16.dcm'), 'real');
    if (isRefusal(file)) throw new Error(file.message);
    const palette = paletteOf(file.source);
    expect(palette?.descriptor).toEqual([65_536, 0, 16]);
    expect(palette?.red).toHaveLength(65_536);
  });
});
