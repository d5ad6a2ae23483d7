import { randomName, type FillRandom } from './random.ts';

/** Other names for the patients of one export: the same for the same patient. */
export class Pseudonyms {
  readonly #names = new Map<string, string>();
  readonly #fill: FillRandom;

  constructor(fill: FillRandom) {
    this.#fill = fill;
  }

  of(patient: string): string {
    const known = this.#names.get(patient);
    if (known !== undefined) return known;
    const name = `ANON-${randomName(this.#fill, 8)}`;
    this.#names.set(patient, name);
    return name;
  }
}
