import { describe, expect, it } from 'vitest';
import { withoutDirections } from '../../../src/image/jpeg-header.ts';

const segment = (marker: number, ...content: number[]): number[] => [0xff, marker, 0, content.length + 2, ...content];
const JFIF = segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0);
const EXIF = segment(0xe1, 0x45, 0x78, 0x69, 0x66, 0, 0, 6);
const PROFILE = segment(0xe2, 0x49, 0x43, 0x43, 0xff, 0xe1);
const FRAME = segment(0xc0, 8, 0, 2, 0, 2, 1, 1, 0x11, 0);
// What looks like such a segment within the scan is samples.
const SCAN = [...segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0xff, 0xe1, 0, 4, 1, 2, 0xff, 0xd9];
const stream = (...parts: number[][]): Uint8Array<ArrayBuffer> => Uint8Array.from([0xff, 0xd8, ...parts.flat()]);

describe('a JPEG stream without directions for browsers', () => {
  it('is the same bytes where it has none', () => {
    const bytes = stream(JFIF, FRAME, SCAN);
    expect(withoutDirections(bytes)).toBe(bytes);
  });

  it('has neither Exif nor a profile, wherever they stand before the scan, and all else', () => {
    expect(withoutDirections(stream(EXIF, JFIF, PROFILE, PROFILE, FRAME, EXIF, SCAN))).toEqual(
      stream(JFIF, FRAME, SCAN),
    );
  });

  it('is left alone where it breaks off', () => {
    for (const bytes of [Uint8Array.from([0xff, 0xd8]), stream(JFIF.slice(0, 3)), stream([1, 2, 3, 4])])
      expect(withoutDirections(bytes)).toEqual(bytes);
    expect(withoutDirections(stream(JFIF, EXIF.slice(0, 6)))).toEqual(stream(JFIF));
  });
});
