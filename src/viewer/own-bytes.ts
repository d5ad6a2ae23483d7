import { EXPLICIT_LITTLE_ENDIAN } from '../image/transfer-syntax.ts';
import type { DecoderInput } from './decoder-input.ts';

/** What lies around bytes may go with them, as a file's header does, but no more. */
const MOST_AROUND_BYTES = 64 * 1024;
/** Of them, where it is to stay with them. */
const SHARE_AROUND = 1 / 4;

const around = ({ buffer, byteLength }: Uint8Array): number => buffer.byteLength - byteLength;

/** Whether there is little else in the memory that bytes are in. */
export const isNearlyAll = (bytes: Uint8Array): boolean =>
  around(bytes) <= Math.min(MOST_AROUND_BYTES, SHARE_AROUND * bytes.byteLength);

/** Bytes to be sent to a worker: a view would take along the whole of its file. Words that are read as such must begin at a whole one. */
export const ownBytes = ({ bytes, pixels, transferSyntaxUID }: DecoderInput): Uint8Array => {
  const wordBytes = transferSyntaxUID === EXPLICIT_LITTLE_ENDIAN ? pixels.bitsAllocated / 8 : 1;
  return around(bytes) <= MOST_AROUND_BYTES && bytes.byteOffset % wordBytes === 0 ? bytes : bytes.slice();
};
