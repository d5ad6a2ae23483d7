const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of base64 text that was checked before. */
export const bytesOfBase64 = (text: string): Uint8Array => {
  const valueOf = new Uint8Array(128);
  for (let value = 0; value < DIGITS.length; value += 1) valueOf[DIGITS.charCodeAt(value)] = value;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const word = [0, 1, 2, 3].reduce((sum, digit) => (sum << 6) | (valueOf[text.charCodeAt(from + digit)] ?? 0), 0);
    bytes[to] = (word >> 16) & 0xff;
    bytes[to + 1] = (word >> 8) & 0xff;
    bytes[to + 2] = word & 0xff;
  }
  return bytes;
};

/** The other way round. */
export const base64OfBytes = (bytes: Uint8Array): string => {
  const pieces: string[] = [];
  let piece = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    const digit = (shift: number): string => DIGITS.charAt((word >> shift) & 0x3f);
    piece += digit(18) + digit(12) + (left > 1 ? digit(6) : '=') + (left > 2 ? digit(0) : '=');
    // Long texts are put together of pieces: joining one character after the other to a text of megabytes is slow.
    if (piece.length >= 4096) {
      pieces.push(piece);
      piece = '';
    }
  }
  return pieces.join('') + piece;
};
