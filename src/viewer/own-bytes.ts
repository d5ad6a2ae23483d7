import { EXPLICIT_LITTLE_ENDIAN } from '../image/transfer-syntax.ts';
import type { DecoderInput } from './decoder-input.ts';

/** What lies around bytes may go or stay with them, as a file's header does, but no more. */
const MOST_AROUND_BYTES = 64 * 1024;

/** Whether there is little else in the memory that bytes are in. */
export const isNearlyAll = ({ buffer, byteLength }: Uint8Array): boolean =>
  buffer.byteLength - byteLength <= MOST_AROUND_BYTES;

/** Bytes to be sent to a worker: a view would take along the whole of its file. Words that are read as such must begin at a whole one. */
export const ownBytes = ({ bytes, pixels, transferSyntaxUID }: DecoderInput): Uint8Array => {
  const wordBytes = transferSyntaxUID === EXPLICIT_LITTLE_ENDIAN ? pixels.bitsAllocated / 8 : 1;
  return isNearlyAll(bytes) && bytes.byteOffset % wordBytes === 0 ? bytes : bytes.slice();
};
