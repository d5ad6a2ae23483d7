import type { Page } from '@playwright/test';

export const distance = (a: readonly number[], b: readonly number[]): number =>
  a.length === b.length ? Math.hypot(...a.map((value, k) => value - (b[k] ?? NaN))) : NaN;

/** How many ends that were found are drawn in the picture, by their labels. */
export const canvasSuggestions = (page: Page): Promise<number> =>
  page.locator('[data-tipcheck="TipCheckFind"] text').count();
