import type { Page } from '@playwright/test';
import { clickAt, ctCase, dragTarget, showImage } from './viewer.ts';

/** Marks target and tip of the CT sample where they are. */
export const markCt = async (page: Page): Promise<void> => {
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await showImage(page, ctCase.tipSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, ctCase.tip);
};

export const confirmCt = async (page: Page): Promise<void> => {
  await markCt(page);
  await page.getByRole('button', { name: 'Confirm tip' }).click();
};
