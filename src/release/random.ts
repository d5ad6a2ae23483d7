/** Fills bytes at random: the platform's own generator, or a test's. */
export type FillRandom = (bytes: Uint8Array<ArrayBuffer>) => void;

export const platformRandom: FillRandom = (bytes) => {
  crypto.getRandomValues(bytes);
};

const randomBytes = (fill: FillRandom, count: number): Uint8Array => {
  const bytes = new Uint8Array(count);
  fill(bytes);
  return bytes;
};

const asInteger = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** A UID of a random UUID (PS3.5 B.2, RFC 9562 version 4): nothing leads back from it. */
export const randomUid = (fill: FillRandom): string => {
  const bytes = randomBytes(fill, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${asInteger(bytes).toString()}`;
};

/** A whole number from `low` to `high`, both included. */
export const randomInteger = (fill: FillRandom, low: number, high: number): number =>
  low + Number(asInteger(randomBytes(fill, 8)) % BigInt(high - low + 1));

/** A name of so many capitals and digits, without those that look alike. */
export const randomName = (fill: FillRandom, length: number): string => {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
  return Array.from({ length }, () => letters.charAt(randomInteger(fill, 0, letters.length - 1))).join('');
};
