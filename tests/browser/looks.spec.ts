import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  ctCase,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  showImage,
  truthOf,
} from './viewer.ts';

const early = truthOf('ct-abscess-early') as ReturnType<typeof truthOf> & {
  readonly tipSlice: number;
  readonly targetSlice: number;
};

/** A place on the needle's way in the early look's own slice, this far from its tip towards the target as the row of the image runs. */
const beside = (mm: number): number[] => [
  (early.tip[0] ?? 0) - mm * 0.990268069,
  (early.tip[1] ?? 0) + mm * 0.028935715,
  (early.tip[2] ?? 0) - mm * 0.136131835,
];

const markTip = async (page: Page, at: readonly number[]): Promise<void> => {
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, at);
};
const row = (page: Page, look: number | 'current') => page.locator(`tr[data-look="${look}"]`);

const keepTwo = async (page: Page): Promise<void> => {
  await openViewer(page);
  await chooseSample(page, 'CT: one step earlier');
  await showImage(page, early.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await showImage(page, early.tipSlice);
  await markTip(page, early.tip);
  await page.getByRole('button', { name: 'Keep as look' }).click();
  await markTip(page, beside(6));
  await page.getByRole('button', { name: 'Keep as look' }).click();
  await expect(row(page, 1)).toBeVisible();
};

test('two looks are kept, the step is taken, and the last before it is told from the one after', async ({ page }) => {
  await keepTwo(page);
  await expect(row(page, 0)).toContainText('Outside');
  await expect(row(page, 1)).toContainText(/−\d+\.\d mm\s*(nearer|no clear change)/);
  await page.getByRole('button', { name: 'Committed now' }).click();
  await expect(page.getByText(/^Committed \d\d:\d\d UTC$/)).toBeVisible();
  await expect(row(page, 1)).toContainText('last before commitment');

  await markTip(page, beside(-8));
  await expect(row(page, 'current')).toContainText('Now');
  await expect(row(page, 'current')).toContainText(/\+\d+\.\d mm\s*farther/);
  await expect(row(page, 'current')).not.toContainText('commitment');
  await expect(row(page, 1)).toContainText('last before commitment');
  const { record, assessment } = await lastChange(page);
  expect(record?.looks).toHaveLength(2);
  expect(assessment?.commitment?.last).toBe(1);
  expect(assessment?.trend?.map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [1, 'current'],
  ]);
  // Against the truth of the case: 6 mm along the row, and 14 back.
  const moved = assessment?.trend?.map(({ tipMoved }) => tipMoved?.value ?? NaN) ?? [];
  expect(Math.abs((moved[0] ?? NaN) - 6)).toBeLessThan(0.5);
  expect(Math.abs((moved[1] ?? NaN) - 14)).toBeLessThan(0.5);
  // Nothing of the panel lies beyond its right edge.
  const beyond = await page
    .locator('tipcheck-panel')
    .evaluate(
      (panel) =>
        [...(panel.shadowRoot?.querySelectorAll('*') ?? [])].filter(
          (node) => node.getBoundingClientRect().right > panel.getBoundingClientRect().right + 0.5,
        ).length,
    );
  expect(beyond).toBe(0);
  await expect(page.getByRole('img', { name: /Distance to the target surface over the looks/ })).toBeVisible();
  await noPageErrors(page);
});

test('a look is deleted by its button and comes back by undo; so does the commitment', async ({ page }) => {
  await keepTwo(page);
  await page.getByRole('button', { name: 'Committed now' }).click();
  await page.getByRole('button', { name: 'Delete look 2' }).click();
  await expect(page.locator('tr[data-look]')).toHaveCount(1);
  await expect(row(page, 0)).toContainText('last before commitment');
  expect((await lastChange(page)).record?.looks).toHaveLength(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('tr[data-look]')).toHaveCount(2);
  await expect(row(page, 1)).toContainText('last before commitment');

  await page.getByRole('button', { name: 'Clear commitment' }).click();
  await expect(page.getByRole('button', { name: 'Committed now' })).toBeVisible();
  await expect(row(page, 1)).not.toContainText('commitment');
  expect((await lastChange(page)).record?.committedAt).toBeUndefined();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Clear commitment' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Committed now' })).toBeVisible();
  await noPageErrors(page);
});
