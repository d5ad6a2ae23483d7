import { randomUid, type FillRandom } from './random.ts';

/** The UIDs of one export: one and the same replacement wherever a UID stands. Forgotten with the export, so that nothing leads back. */
export class UidMap {
  readonly #replacements = new Map<string, string>();
  readonly #fill: FillRandom;

  constructor(fill: FillRandom) {
    this.#fill = fill;
  }

  /** What stands in the place of a UID of this study. Empty stays empty. */
  replacementOf(uid: string): string {
    if (uid === '') return '';
    const known = this.#replacements.get(uid);
    if (known !== undefined) return known;
    const replacement = randomUid(this.#fill);
    this.#replacements.set(uid, replacement);
    return replacement;
  }

  /** The frames of reference that the standard registers, such as that of an atlas (PS3.6 A, table A-2), belong to nobody. */
  identityOf(uid: string): string {
    return /^1\.2\.840\.10008\.1\.4\.\d{1,2}(\.\d{1,3})?$/.test(uid) ? uid : this.replacementOf(uid);
  }

  /** Classes, syntaxes, coding schemes and context groups of the standard stay (PS3.6 A). */
  unlessRegistered(uid: string): string {
    return /^1\.2\.840\.10008(\.\d{1,4}){1,9}$/.test(uid) ? uid : this.replacementOf(uid);
  }
}
