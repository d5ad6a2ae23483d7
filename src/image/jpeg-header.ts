/** What the header of a JPEG, JPEG-LS or JPEG 2000 stream says of its samples. */
export interface StreamHeader {
  /** Marker of the start of frame: 0xC0 baseline … 0xC3 lossless, 0xF7 JPEG-LS; 0x51 for JPEG 2000. */
  readonly frameMarker: number;
  readonly precision: number;
  readonly isSigned: boolean;
  readonly components: number;
  /** Chrominance has fewer samples than luminance. */
  readonly isSubsampled: boolean;
  /** The components follow each other instead of being mixed. */
  readonly isByPlane: boolean;
  /** A JFIF or Adobe segment says what the components are. */
  readonly saysColour: boolean;
}

const START_OF_FRAME: ReadonlySet<number> = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7,
]);
const APP0 = 0xe0;
const APP14 = 0xee;
const START_OF_SCAN = 0xda;
/** A JP2 box before the codestream is shorter than this. */
const SEARCHED_BYTES = 4096;

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
const word = (bytes: Uint8Array, index: number): number => at(bytes, index) * 256 + at(bytes, index + 1);

/** Undefined where the bytes are none of these streams. */
export const streamHeader = (bytes: Uint8Array): StreamHeader | undefined =>
  at(bytes, 0) === 0xff && at(bytes, 1) === 0xd8 ? jpegHeader(bytes) : jpeg2000Header(bytes);

const jpegHeader = (bytes: Uint8Array): StreamHeader | undefined => {
  let saysColour = false;
  let frame: Omit<StreamHeader, 'isByPlane'> | undefined;
  let index = 2;
  while (index + 9 < bytes.length && at(bytes, index) === 0xff) {
    const marker = at(bytes, index + 1);
    // Fill bytes before a marker.
    if (marker === 0xff) {
      index += 1;
      continue;
    }
    if (marker === START_OF_SCAN) return frame && { ...frame, isByPlane: at(bytes, index + 4) < frame.components };
    saysColour ||= marker === APP0 || marker === APP14;
    if (START_OF_FRAME.has(marker)) {
      const components = at(bytes, index + 9);
      const factors = Array.from({ length: components }, (_, component) => at(bytes, index + 11 + component * 3));
      frame = {
        frameMarker: marker,
        precision: at(bytes, index + 4),
        isSigned: false,
        components,
        isSubsampled: factors.some((factor) => factor !== factors[0]),
        saysColour,
      };
    }
    index += 2 + word(bytes, index + 2);
  }
  return frame && { ...frame, isByPlane: false };
};

/** SOC, then SIZ (ISO/IEC 15444-1 A.5.1). */
const jpeg2000Header = (bytes: Uint8Array): StreamHeader | undefined => {
  const limit = Math.min(SEARCHED_BYTES, bytes.length - 43);
  for (let index = 0; index <= limit; index += 1) {
    if (word(bytes, index) !== 0xff4f || word(bytes, index + 2) !== 0xff51) continue;
    const depth = at(bytes, index + 42);
    return {
      frameMarker: 0x51,
      precision: (depth & 0x7f) + 1,
      isSigned: (depth & 0x80) !== 0,
      components: word(bytes, index + 40),
      isSubsampled: false,
      isByPlane: false,
      saysColour: false,
    };
  }
  return undefined;
};

const ADOBE_WITHOUT_TRANSFORM = [0xff, APP14, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 101, 0, 0, 0, 0, 0];

/** The stream with a segment that says "the components are red, green and blue", without which decoders take them for luminance and chrominance. */
export const withRgbMarker = (bytes: Uint8Array): Uint8Array => {
  const marked = new Uint8Array(bytes.length + ADOBE_WITHOUT_TRANSFORM.length);
  marked.set(bytes.subarray(0, 2));
  marked.set(ADOBE_WITHOUT_TRANSFORM, 2);
  marked.set(bytes.subarray(2), 2 + ADOBE_WITHOUT_TRANSFORM.length);
  return marked;
};

const APP1 = 0xe1;
const APP2 = 0xe2;

/**
 * The stream without what would have a browser turn the picture (Exif, APP1) or change its colours (an ICC profile, APP2): of a DICOM image its attributes say how
 * it lies, and its colours are shown as they are. The same bytes where there is no such segment before the first scan.
 */
export const withoutDirections = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let from = 0;
  let index = 2;
  while (index + 4 <= bytes.length && at(bytes, index) === 0xff && at(bytes, index + 1) !== START_OF_SCAN) {
    const marker = at(bytes, index + 1);
    // Fill bytes before a marker.
    const end = marker === 0xff ? index + 1 : index + 2 + word(bytes, index + 2);
    if (marker === APP1 || marker === APP2) {
      kept.push(bytes.subarray(from, index));
      from = end;
    }
    index = end;
  }
  if (from === 0) return bytes;
  kept.push(bytes.subarray(from));
  const joined = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of kept) {
    joined.set(part, to);
    to += part.length;
  }
  return joined;
};
