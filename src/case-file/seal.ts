import { refusal, type Refusal } from '../image/refusal.ts';
import type { FillRandom } from '../release/random.ts';
import type { Seal } from '../teach/case.ts';

/**
 * The answers of a case, sealed: AES-256-GCM under a key that is derived (HKDF, SHA-256) from two shares, one in `case.json`, one in front of the sealed
 * bytes. They are put together only to open it. That keeps answers from being seen by accident: in a listing, in a page's state, in a search over
 * files. It keeps nobody out who wants to look: whoever has the file has both shares.
 */

/** "TCSEAL" and the version of this layout: then come the second share and the sealed text. */
const MAGIC = Uint8Array.from([0x54, 0x43, 0x53, 0x45, 0x41, 0x4c, 0x00, 0x01]);
const SHARE_BYTES = 32;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
/** Lengths are rounded up to this, so that they tell little. */
const PADDED_TO_BYTES = 4096;

type Bytes = Uint8Array<ArrayBuffer>;

const NO_CRYPTO = refusal(
  'no-webcrypto',
  'answers of teaching cases can’t be sealed or opened here: the page has to be opened over HTTPS or from localhost',
);

const randomBytes = (fill: FillRandom, count: number): Bytes => {
  const bytes = new Uint8Array(count);
  fill(bytes);
  return bytes;
};

const base64Of = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bytesOf = (base64: string): Bytes => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const keyOf = async (subtle: SubtleCrypto, { salt, share }: Seal, secondShare: Bytes): Promise<CryptoKey> => {
  const shares = new Uint8Array(2 * SHARE_BYTES);
  shares.set(bytesOf(share).subarray(0, SHARE_BYTES));
  shares.set(secondShare, SHARE_BYTES);
  const material = await subtle.importKey('raw', shares, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('tipcheck case answers 1');
  return subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: bytesOf(salt), info },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

/** Absent in pages that aren't served securely, whatever the types say. */
const subtleCrypto = (): SubtleCrypto | undefined => (globalThis.crypto as Crypto | undefined)?.subtle;

/** What stands in `case.json` of a seal; made before the answers are sealed, because they are bound to it. */
export const newSeal = (fill: FillRandom): Seal => ({
  salt: base64Of(randomBytes(fill, SALT_BYTES)),
  nonce: base64Of(randomBytes(fill, NONCE_BYTES)),
  share: base64Of(randomBytes(fill, SHARE_BYTES)),
});

/** `caseJson`: the bytes of `case.json`, which the answers are bound to: they don't open beside another question. */
export const sealAnswers = async (
  answers: string,
  seal: Seal,
  caseJson: Uint8Array,
  fill: FillRandom,
): Promise<Uint8Array | Refusal> => {
  const subtle = subtleCrypto();
  if (!subtle) return NO_CRYPTO;
  const text = new TextEncoder().encode(answers);
  const padded = new Uint8Array(Math.ceil((text.length + 1) / PADDED_TO_BYTES) * PADDED_TO_BYTES).fill(0x20);
  padded.set(text);
  const secondShare = randomBytes(fill, SHARE_BYTES);
  const key = await keyOf(subtle, seal, secondShare);
  const sealed = await subtle.encrypt(
    { name: 'AES-GCM', iv: bytesOf(seal.nonce), additionalData: new Uint8Array(caseJson) },
    key,
    padded,
  );
  const whole = new Uint8Array(MAGIC.length + SHARE_BYTES + sealed.byteLength);
  whole.set(MAGIC);
  whole.set(secondShare, MAGIC.length);
  whole.set(new Uint8Array(sealed), MAGIC.length + SHARE_BYTES);
  return whole;
};

/** Why bytes can't be a sealed part; null where they may be one. */
export const sealedFault = (bytes: Uint8Array): Refusal | null => {
  if (MAGIC.slice(0, -1).some((byte, at) => bytes[at] !== byte))
    return refusal('damaged-case', 'the sealed answers of the case are damaged');
  if (bytes[MAGIC.length - 1] !== MAGIC.at(-1))
    return refusal('unknown-version', 'the answers are sealed in a way that this program doesn’t know');
  return null;
};

/** The answers' JSON text. Refused where they were changed, or belong to another `case.json`. */
export const openSealed = async (
  bytes: Uint8Array,
  seal: Seal,
  caseJson: Uint8Array,
): Promise<{ readonly text: string } | Refusal> => {
  const subtle = subtleCrypto();
  if (!subtle) return NO_CRYPTO;
  const fault = sealedFault(bytes);
  if (fault) return fault;
  try {
    const secondShare = new Uint8Array(bytes.slice(MAGIC.length, MAGIC.length + SHARE_BYTES));
    const key = await keyOf(subtle, seal, secondShare);
    const opened = await subtle.decrypt(
      { name: 'AES-GCM', iv: bytesOf(seal.nonce), additionalData: new Uint8Array(caseJson) },
      key,
      new Uint8Array(bytes.slice(MAGIC.length + SHARE_BYTES)),
    );
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(opened).trimEnd() };
  } catch {
    return refusal('damaged-case', 'the sealed answers of the case are damaged, or belong to another question');
  }
};
