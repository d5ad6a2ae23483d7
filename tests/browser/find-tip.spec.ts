import { expect } from '@playwright/test';
import type { ViewerElement } from '../../src/hosts/element.ts';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  ctCase,
  lastChange,
  noPageErrors,
  openViewer,
  showImage,
  truthOf,
  verdict,
  dragTarget,
} from './viewer.ts';
import { canvasSuggestions, distance } from './suggestions.ts';

/** Tips found in the pixels, and marks held against them, by a reader at the viewer. */

const TITLES = { xa: 'Fluoroscopy: catheter', us: 'Ultrasound: cyst puncture' } as const;
const [, shaft = []] = ctCase.shaft ?? [];
/** The slice nearest to that place on the shaft. */
const SHAFT_SLICE = 19;

test('a tip that is found from a click on the shaft is accepted by Enter, with its evidence', async ({ page }) => {
  await openViewer(page);
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await showImage(page, SHAFT_SLICE);
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Find tip' })).toHaveAttribute('aria-pressed', 'true');
  await clickAt(page, shaft);
  const found = page.getByRole('region', { name: 'Tip found in the image' });
  await expect(found.getByRole('button', { name: 'Mark the tip here' })).toBeVisible({ timeout: 20_000 });
  // The picture has gone to the end that was found, and shows it as what it is: no mark yet.
  await expect(page.getByText(`Slice ${String(ctCase.tipSlice)} of 40`, { exact: true })).toBeVisible();
  expect(await canvasSuggestions(page)).toBe(1);
  expect((await lastChange(page)).record?.tip).toBeUndefined();
  await expect(found.locator('.axis-profile')).toBeVisible();
  await expect(found.locator('li[data-supports="true"]').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(found).toBeHidden();
  await expect(verdict(page)).toContainText('Inside');
  const { record } = await lastChange(page);
  expect(distance(record?.tip?.position ?? [], ctCase.tip)).toBeLessThan(1);
  expect(record?.tip).toMatchObject({ evidence: 'image', method: { name: 'line-trace-end-fit' } });
  expect(record?.tip?.method?.score).toBeGreaterThan(0.5);
  expect(record?.tip?.covariance).toHaveLength(9);
  expect(record?.shaft).toHaveLength(1);
  // What was accepted is taken back by one step.
  await page.keyboard.press('Control+z');
  expect((await lastChange(page)).record?.tip).toBeUndefined();
  await noPageErrors(page);
});

test('a mark on the shaft is contradicted with how far the device goes on, and the true end is a press away', async ({
  page,
}) => {
  await openViewer(page);
  await showImage(page, SHAFT_SLICE);
  await page.keyboard.press('n');
  await clickAt(page, shaft);
  const examined = page.locator('[data-examined]');
  await expect(examined).toHaveAttribute('data-examined', 'contradicted', { timeout: 20_000 });
  const marked = (await lastChange(page)).record?.tip?.position ?? [];
  const beyond = /continues (\d+\.\d) mm beyond this mark/.exec((await examined.textContent()) ?? '')?.[1];
  expect(Number(beyond)).toBeCloseTo(distance(marked, ctCase.tip), -0.5);
  await expect(page.locator('[data-caveat="tip-contradicted"]')).toBeVisible();
  await expect(examined.getByText('your mark')).toBeVisible();
  await examined.getByRole('button', { name: 'Jump to the true end' }).click();
  await expect(page.getByText(`Slice ${String(ctCase.tipSlice)} of 40`, { exact: true })).toBeVisible();
  // The mark stays as the reader made it until the reader says otherwise.
  expect((await lastChange(page)).record?.tip?.position).toEqual(marked);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect((await lastChange(page)).record?.tip?.position).toEqual(marked);
  await examined.getByRole('button', { name: 'Jump to the true end' }).click();
  await page.getByRole('button', { name: 'Replace the tip' }).click();
  await expect
    .poll(async () => distance((await lastChange(page)).record?.tip?.position ?? [], ctCase.tip))
    .toBeLessThan(1);
  await expect(examined).toHaveAttribute('data-examined', 'supported', { timeout: 20_000 });
  await expect(page.locator('[data-caveat="tip-contradicted"]')).toBeHidden();
  await noPageErrors(page);
});

test('a tip that was marked by hand takes the image as its evidence only when the reader says so', async ({ page }) => {
  await openViewer(page);
  await showImage(page, ctCase.tipSlice);
  await page.keyboard.press('n');
  await clickAt(page, ctCase.tip);
  const examined = page.locator('[data-examined="supported"]');
  await expect(examined).toBeVisible({ timeout: 20_000 });
  expect((await lastChange(page)).record?.tip?.evidence).toBe('none');
  await examined.getByRole('button', { name: 'Take the image as evidence' }).click();
  await expect.poll(async () => (await lastChange(page)).record?.tip?.evidence).toBe('image');
  const { record } = await lastChange(page);
  expect(record?.tip).toMatchObject({ evidence: 'image', method: { name: 'line-trace-end-fit', version: '1.2.1' } });
  expect(record?.tip?.method?.reasons?.length).toBeGreaterThan(0);
  await noPageErrors(page);
});

test('where there is no device it is said, and nothing is marked', async ({ page }) => {
  await openViewer(page);
  await showImage(page, ctCase.tipSlice);
  await page.keyboard.press('f');
  const [x = NaN, y = NaN, z = NaN] = ctCase.tip;
  await clickAt(page, [x - 40, y, z]);
  const found = page.getByRole('region', { name: 'Tip found in the image' });
  await expect(found.getByText(/no|No/)).toBeVisible({ timeout: 20_000 });
  await expect(found.getByRole('button', { name: 'Mark the tip here' })).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(found).toBeHidden();
  await noPageErrors(page);
});

test('in an X-ray run the end of the catheter is found on its frame @full', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, TITLES.xa);
  const truth = truthOf('xa-cine') as ReturnType<typeof truthOf> & { readonly frame: number };
  await showImage(page, truth.frame);
  await page.keyboard.press('f');
  await clickAt(page, truth.shaft?.[1] ?? []);
  const found = page.getByRole('region', { name: 'Tip found in the image' });
  await expect(found.getByRole('button', { name: 'Mark the tip here' })).toBeVisible({ timeout: 30_000 });
  // The catheter has two ends, and a kink where it leaves the aorta: which of them is meant is the reader’s to say. Its end is round: it is
  // seen 3 px beyond the end of its middle line, which is the truth.
  const end = (): Promise<number[]> =>
    page.evaluate(() => {
      const { suggestions } = (document.querySelector('tipcheck-viewer') as ViewerElement).session;
      const found = suggestions.value;
      return [...(found?.ends?.[found.index]?.tip ?? [])];
    });
  for (let n = 0; n < 3 && distance(await end(), truth.tip) > 5; n += 1) await page.keyboard.press('f');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => distance((await lastChange(page)).record?.tip?.position ?? [], truth.tip))
    .toBeLessThan(6);
  expect((await lastChange(page)).record?.tip?.covariance).toHaveLength(4);
  await noPageErrors(page);
});

test('in ultrasound what is found is a suggestion, no evidence @full', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, TITLES.us);
  const truth = truthOf('us-cine') as ReturnType<typeof truthOf> & { readonly frame: number };
  await showImage(page, truth.frame);
  await page.keyboard.press('f');
  await clickAt(page, truth.shaft?.[1] ?? []);
  const found = page.getByRole('region', { name: 'Tip found in the image' });
  await expect(found.getByRole('button', { name: 'Mark the tip here' })).toBeVisible({ timeout: 30_000 });
  await expect(found.getByText('A suggestion, no evidence')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(async () => {
    const { record } = await lastChange(page);
    expect(record?.tip?.evidence).toBe('none');
    expect(distance(record?.tip?.position ?? [], truth.tip)).toBeLessThan(10);
  }).toPass();
  await noPageErrors(page);
});
