import { fileURLToPath } from 'node:url';
import { expect } from '@playwright/test';
import { test } from './shared-page.ts';
import { clickAt, ctCase, dragTarget, openViewer, showImage, verdict } from './viewer.ts';

const PICTURE = fileURLToPath(new URL('../../docs/viewer.png', import.meta.url));
const truth = ctCase;
const { center, rim } = ctCase;

/** The README's picture: the bundled puncture, marked and confirmed, in three planes. `PICTURE=1` writes it anew. */
test('the picture in the README shows what the viewer shows @full', async ({ page }) => {
  await openViewer(page);
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await showImage(page, truth.tipSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.locator('.viewport')).toHaveCount(3);
  await expect(page.locator('.viewport[data-view="Coronal"] .title')).toHaveText(/Coronal \d+\/256/);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await expect(page.locator('.viewport svg [data-mark=tip][data-ghost=false]')).not.toHaveCount(0);
  await page.mouse.move(4, 4);
  await page.waitForTimeout(500);
  await expect(verdict(page)).toContainText('Inside');
  await expect(verdict(page)).toContainText('mm inside the target surface');
  const picture = await page.screenshot(process.env['PICTURE'] === '1' ? { path: PICTURE } : {});
  expect(picture.length).toBeGreaterThan(50_000);
});
