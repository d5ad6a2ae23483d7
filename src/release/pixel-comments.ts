import { plainText } from './clean-value.ts';

/** What encoders sign their work with; it says nothing of a patient. */
const ENCODERS =
  /^(kakadu|openjpeg|lead technologies|jasper|aware|created by|opj|jpeg-ls|intel|file written by adobe)/i;

const MAX_MARKERS = 256;
const JPEG_START = 0xffd8;
const JPEG_2000_START = 0xff4f;

/** Segments of text before the picture of a JPEG stream (ISO/IEC 10918-1 B.2.4: COM, APPn) or a JPEG 2000 codestream (15444-1 A.9.2: COM). */
const textSegments = (stream: Uint8Array): readonly Uint8Array[] => {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  if (stream.length < 6) return [];
  const start = view.getUint16(0);
  if (start !== JPEG_START && start !== JPEG_2000_START) return [];
  const isText = (marker: number): boolean =>
    start === JPEG_2000_START ? marker === 0xff64 : marker === 0xfffe || (marker >= 0xffe0 && marker <= 0xffef);
  const isEnd = (marker: number): boolean => marker === 0xffda || marker === 0xff90 || marker === 0xffd9;
  const found: Uint8Array[] = [];
  let at = 2;
  for (let count = 0; count < MAX_MARKERS && at + 4 <= stream.length; count += 1) {
    const marker = view.getUint16(at);
    if (marker < 0xff00 || isEnd(marker)) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (isText(marker)) found.push(stream.subarray(at + 4, Math.min(end, stream.length)));
    at = end;
  }
  return found;
};

/** Whether a compressed frame carries text of its own, which its pixels don't show and no attribute tells of. */
export const hasComments = (stream: Uint8Array): boolean =>
  textSegments(stream).some((segment) =>
    plainText(segment)
      .split(/[^ -~]+/)
      .map((text) => text.trim())
      // What is shorter is the name of the segment itself (JFIF, Adobe, ICC_PROFILE, SPIFF, mrfx), or chance.
      .some((text) => text.length >= 8 && !ENCODERS.test(text) && !/^ICC_PROFILE$/.test(text)),
  );
