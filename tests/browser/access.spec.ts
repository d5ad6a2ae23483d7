import { expect } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { clickAt, ctCase, openViewer, verdict } from './viewer.ts';

const { center, radius } = ctCase;

for (const { lane, ...viewport } of [
  { width: 1280, height: 720, lane: '' },
  { width: 768, height: 1024, lane: ' @full' },
]) {
  test.describe(`at ${String(viewport.width)} × ${String(viewport.height)}${lane}`, () => {
    test.use({ viewport });

    test('no rule of axe is broken before and after marking', async ({ page }) => {
      await openViewer(page);
      expect(await violationsOf(page)).toEqual([]);
      await markCt(page);
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Keep as look' }).click();
      await markCt(page);
      await page.getByRole('button', { name: 'Committed now' }).click();
      await expect(page.getByRole('img', { name: /over the looks/ })).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
    });

    test('every tool is on the screen, and nothing stands out of the page', async ({ page }) => {
      await openViewer(page);
      const { width, height } = viewport;
      for (const button of await page.getByRole('toolbar').locator('button, select').all()) {
        const box = await button.boundingBox();
        expect(box).not.toBeNull();
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
      }
      const size = await page.evaluate(() => [
        document.scrollingElement?.scrollWidth,
        document.scrollingElement?.scrollHeight,
      ]);
      expect(size).toEqual([width, height]);
    });
  });
}

test('the picture does not move when a tool is picked', async ({ page }) => {
  await openViewer(page);
  const before = await page.locator('.viewport').boundingBox();
  for (const name of ['Mark target', 'Mark tip', 'Mark shaft', 'Mark entry', 'Mark plan', 'Pan', 'Zoom', 'Window']) {
    await page.getByRole('button', { name, exact: true }).click();
    expect(await page.locator('.viewport').boundingBox()).toEqual(before);
  }
});

test('the shortcut sheet lists the keys that work, and gives the focus back', async ({ page }) => {
  await openViewer(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toBeVisible();
  await expect(sheet.getByRole('row')).not.toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'true');
});

test('the verdict is told in a word, in a form and in a live region, not by colour alone', async ({ page }) => {
  await openViewer(page);
  const face = () => verdict(page).locator('svg').innerHTML();
  const faces = [await face()];
  await markCt(page);
  await expect(verdict(page)).toContainText('Indeterminate');
  faces.push(await face());
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(verdict(page)).toContainText('Inside');
  faces.push(await face());
  await clickAt(page, [(center[0] ?? 0) + 3 * radius, center[1] ?? 0, (center[2] ?? 0) + 3 * radius * 0.1405]);
  await expect(verdict(page)).toContainText('Outside');
  faces.push(await face());
  expect(new Set(faces).size).toBe(4);
  await expect(page.locator('tipcheck-panel .announced')).toContainText('Outside.');
});
