import { Inflate } from 'fflate';

/** A data set that is deflated to less than this may grow to it, whatever the ratio. */
const ALWAYS_ALLOWED_BYTES = 64 * 1024 * 1024;
const MAX_RATIO = 100;
const MAX_BYTES = 1024 * 1024 * 1024;
/** Small steps: what one of them grows to is copied as it grows. */
const STEP_BYTES = 8 * 1024;

export type InflateFailure = 'too-large' | 'truncated' | 'damaged';

/** Inflates a raw deflate stream piece by piece and stops as soon as it grows beyond any honest image. */
export const inflateWithin = (deflated: Uint8Array, prefix: Uint8Array): Uint8Array | InflateFailure => {
  const limit = Math.min(MAX_BYTES, Math.max(ALWAYS_ALLOWED_BYTES, deflated.length * MAX_RATIO));
  const pieces: Uint8Array[] = [];
  const seen = { bytes: 0, isComplete: false };
  const inflate = new Inflate((piece, isLast) => {
    pieces.push(piece);
    seen.bytes += piece.length;
    seen.isComplete = isLast;
  });
  try {
    for (let at = 0; at < deflated.length; at += STEP_BYTES) {
      const end = Math.min(deflated.length, at + STEP_BYTES);
      inflate.push(deflated.subarray(at, end), end === deflated.length);
      if (seen.bytes > limit) return 'too-large';
    }
  } catch (error) {
    // fflate: 0 unexpected end of data.
    return isObjectWithCode(error) && error.code === 0 ? 'truncated' : 'damaged';
  }
  if (!seen.isComplete) return 'truncated';
  const whole = new Uint8Array(prefix.length + seen.bytes);
  whole.set(prefix);
  let at = prefix.length;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
};

const isObjectWithCode = (error: unknown): error is { readonly code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;
