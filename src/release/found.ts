import type { Finding, FindingCode } from './findings.ts';

/** The same thing found in some of the images. */
export interface ReleaseFinding extends Finding {
  /** Numbers of the images, from 1, in the order in which they were given: images/0001.dcm is 1. */
  readonly images: readonly number[];
}

/** What was found in the images of one export, each thing once. */
export class Findings {
  readonly #byReason = new Map<string, { readonly code: FindingCode; readonly reason: string; images: number[] }>();

  add(image: number, findings: readonly Finding[]): void {
    for (const { code, reason } of findings) {
      const known = this.#byReason.get(`${code} ${reason}`);
      if (known) known.images.push(image);
      else this.#byReason.set(`${code} ${reason}`, { code, reason, images: [image] });
    }
  }

  get all(): readonly ReleaseFinding[] {
    return [...this.#byReason.values()];
  }
}
