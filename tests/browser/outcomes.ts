import type { Page } from '@playwright/test';
import { decodedOf, openReal } from './decoded.ts';
import { decodedAs, differenceFrom, openableTogether, wayOf, type PixelEntry } from './pixel-reference.ts';
import { noPageErrors } from './viewer.ts';

/** What the viewer made of one file of the real data. */
export interface Outcome {
  readonly entry: PixelEntry;
  /** `exact`, `near`, `not-opened`, or what is wrong. */
  readonly result: string;
}

/** Opens each file in the viewer that is there, and compares its pixels with those of other programs. */
export const outcomesOf = async (page: Page, entries: readonly PixelEntry[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const group of openableTogether(entries, 100)) {
    await openReal(
      page,
      group.map(({ file }) => file),
    );
    const found = await decodedOf(page, group.map(decodedAs));
    group.forEach((entry, index) => {
      const one = found[index];
      const problem = one === null || typeof one === 'string' || !one ? one : differenceFrom(entry, one);
      const good = wayOf(entry) === 'figures' ? 'near' : 'exact';
      outcomes.push({ entry, result: problem === undefined ? good : (problem ?? 'not-opened') });
    });
  }
  await noPageErrors(page);
  return outcomes;
};
