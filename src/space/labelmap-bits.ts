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
