import { expect, type Page } from '@playwright/test';
import type { ViewerElement } from '../../src/hosts/element.ts';
import { confirmCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import {
  ctCase,
  dragTo,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  pictureDrawn,
  verdict,
} from './viewer.ts';

/** A viewer for looking only: what marks, edits, removes, stores or keeps isn't there, and what shows is. */

const setReadOnly = (page: Page, isOn: boolean): Promise<void> =>
  page.evaluate((on) => {
    (document.querySelector('tipcheck-viewer') as ViewerElement).readOnly = on;
  }, isOn);

const recordNow = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { session } = document.querySelector('tipcheck-viewer') as ViewerElement;
    return JSON.stringify(session.cases.value);
  });

test('nothing can be marked, edited, removed or undone, and looking goes on', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  const marked = (await lastChange(page)).record;
  const before = await recordNow(page);
  await setReadOnly(page, true);
  await expect(page.locator('tipcheck-viewer')).toHaveAttribute('readonly', '');

  // Not there, rather than there and disabled.
  for (const name of [
    /^Mark /,
    'Undo',
    'Redo',
    'Calibrate',
    'Confirm tip',
    /^Delete /,
    'New confirmation',
    'Store report',
    'Keep as look',
    'Committed now',
  ])
    await expect(page.getByRole('button', { name }), String(name)).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Target shape' })).toHaveCount(0);
  await expect(page.locator('tipcheck-panel').locator('input:visible, select:visible')).toHaveCount(0);
  await expect(page.getByText('Kept in this browser')).toHaveCount(0);
  // The numbers are.
  await expect(verdict(page)).toContainText('Inside');
  await expect(page.locator('tipcheck-panel [data-metric=tipToCenter]')).toContainText('mm');
  await expect(page.locator('tipcheck-panel')).toContainText('Tip confirmed by the reader');

  await page.locator('tipcheck-viewer').focus();
  for (const key of [
    't',
    'n',
    's',
    'e',
    'p',
    'k',
    'Enter',
    'Delete',
    'Backspace',
    'Control+z',
    'Control+y',
    'ArrowLeft',
  ])
    await page.keyboard.press(key);
  await dragTo(page, ctCase.tip, [ctCase.tip[0] ?? 0, (ctCase.tip[1] ?? 0) + 20, ctCase.tip[2] ?? 0]);
  const at = await pageFromPosition(page, ctCase.center);
  await page.mouse.click(at.x + 40, at.y + 40);
  await page.mouse.dblclick(at.x, at.y);
  expect(await recordNow(page)).toBe(before);

  // Looking: images, zoom, jump, planes, the keys, the report.
  const place = page.locator('output');
  await page.mouse.move(at.x, at.y);
  const said = await place.textContent();
  await page.mouse.wheel(0, 100);
  await expect(place).not.toHaveText(said ?? '');
  await page.keyboard.press('j');
  await expect(place).toContainText(` ${String(ctCase.tipSlice)} of`);
  await page.getByRole('button', { name: 'Jump to target' }).click();
  await expect(place).toContainText(` ${String(ctCase.targetSlice)} of`);
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(3);
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(1);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Jump to the tip');
  await expect(page.getByRole('dialog')).not.toContainText('Mark target');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled({ timeout: 30_000 });
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save JSON' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('tipcheck-report.json');
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await recordNow(page)).toBe(before);

  // And back.
  await setReadOnly(page, false);
  await expect(page.locator('tipcheck-viewer')).not.toHaveAttribute('readonly');
  await page.getByRole('button', { name: 'Jump to tip' }).click();
  await expect(page.getByRole('button', { name: 'Mark tip' })).toBeVisible();
  await dragTo(page, ctCase.tip, [ctCase.tip[0] ?? 0, (ctCase.tip[1] ?? 0) + 20, ctCase.tip[2] ?? 0]);
  expect((await lastChange(page)).record?.tip?.position).not.toEqual(marked?.tip?.position);
  await noPageErrors(page);
});

test('switched on in the middle of a drag, the record is as it was before it', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  const before = await recordNow(page);
  const { x, y } = await pageFromPosition(page, ctCase.tip);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 10, { steps: 4 });
  expect(await recordNow(page)).not.toBe(before);
  await setReadOnly(page, true);
  expect(await recordNow(page)).toBe(before);
  await page.mouse.move(x + 60, y + 20, { steps: 4 });
  await page.mouse.up();
  expect(await recordNow(page)).toBe(before);
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toBeVisible();
  // A tool in use is put down, too.
  await setReadOnly(page, false);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await setReadOnly(page, true);
  await page.mouse.click(x + 50, y);
  expect(await recordNow(page)).toBe(before);
  await noPageErrors(page);
});

test('what was kept is not offered for looking only, and is once one may mark again', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  await expect(page.getByRole('button', { name: 'Kept in this browser' })).toBeVisible();
  await page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.remove();
    const viewer = document.createElement('tipcheck-viewer');
    viewer.setAttribute('readonly', '');
    viewer.setAttribute('samples', './index.json');
    document.body.append(viewer);
  });
  await pictureDrawn(page);
  await page.waitForTimeout(500);
  await expect(page.getByRole('region', { name: 'Kept work' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);
  await setReadOnly(page, false);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(verdict(page)).toContainText('Inside');
  await noPageErrors(page);
});

test('a record that is handed in is shown; one that is none is refused in a line', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  const record = (await lastChange(page)).record;
  await page.evaluate((handed) => {
    document.querySelector('tipcheck-viewer')?.remove();
    const viewer = document.createElement('tipcheck-viewer') as ViewerElement;
    viewer.readOnly = true;
    viewer.setAttribute('samples', './index.json');
    viewer.record = handed;
    document.body.append(viewer);
  }, JSON.stringify(record));
  await expect(verdict(page)).toContainText('Inside');
  await page.locator('input[type=file]').setInputFiles([]);
  await page.evaluate(() => {
    (document.querySelector('tipcheck-viewer') as ViewerElement).record = { tipcheck: 7 };
  });
  await expect
    .poll(() => page.evaluate(() => window.recorded.errors.at(-1)))
    .toEqual({ code: 'unknown-version', message: expect.stringMatching(/^The record was refused: .*version 1/) });
  await expect(verdict(page)).toContainText('Inside');
  await noPageErrors(page);
});

test('new confirmations get the profile that the host names; one that does not exist is told of and is none', async ({
  page,
}) => {
  await openViewer(page);
  await page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.setAttribute('profile', 'biopsy');
  });
  await expect
    .poll(() =>
      page.evaluate(() => (document.querySelector('tipcheck-viewer') as ViewerElement).session.newProcedure.value),
    )
    .toBe('biopsy');
  await confirmCt(page);
  expect((await lastChange(page)).record?.procedure).toBe('biopsy');
  await page.evaluate(() => {
    (document.querySelector('tipcheck-viewer') as ViewerElement).profile = 'no-such\nprofile';
  });
  await expect
    .poll(() => page.evaluate(() => window.recorded.errors.at(-1)))
    .toEqual({ code: 'unknown-profile', message: 'There is no procedure profile “no-such profile”.' });
  await page.getByRole('button', { name: 'New confirmation' }).click();
  expect((await lastChange(page)).record?.procedure).toBeUndefined();
  // A site's own, handed over with it.
  await page.evaluate(() => {
    const viewer = document.querySelector('tipcheck-viewer') as ViewerElement;
    viewer.profiles = [
      {
        tipcheckProfile: 1,
        id: 'ours',
        procedure: 'Ours',
        metrics: [{ name: 'tipToCenter' }],
        thresholds: [],
        blocking: [],
      },
    ];
    viewer.profile = 'ours';
  });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => window.recorded.errors.length)).toBe(1);
  await page.getByRole('button', { name: 'New confirmation' }).click();
  expect((await lastChange(page)).record?.procedure).toBe('ours');
  await noPageErrors(page);
});
