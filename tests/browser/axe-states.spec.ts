import { expect, type Page } from '@playwright/test';
import { violationsOf } from './axe.ts';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { chooseSample, clickAt, dragTarget, openViewer, truthOf } from './viewer.ts';

const clean = async (page: Page, state: string): Promise<void> => {
  expect(await violationsOf(page), state).toEqual([]);
};

test('no rule is broken with a report, an export, keys and planes open', async ({ page }) => {
  await openViewer(page);
  await markCt(page);
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  await clean(page, 'report');
  await page.getByRole('button', { name: 'Export without patient data…' }).click();
  await expect(page.getByRole('status', { name: 'Export' })).toContainText('Ready');
  await clean(page, 'export');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await clean(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.getByRole('group', { name: 'Planes' })).toBeVisible();
  await page.getByRole('combobox', { name: 'Slab' }).selectOption('mip');
  await clean(page, 'three planes');
});

test('no rule is broken in ultrasound while a scale is found and a target is being marked', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, 'Ultrasound: cyst puncture');
  await page.getByRole('button', { name: 'Calibrate' }).first().click();
  await expect(page.locator('tipcheck-panel .calibration')).toBeVisible();
  await clean(page, 'calibrate');
  const { target, tip } = truthOf('us-cine');
  const [x = NaN, y = NaN] = target.center;
  await dragTarget(page, target.center, [x + target.radius, y]);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, tip);
  await clean(page, 'marked');
});

test('no rule is broken in two views, nor while the second is chosen', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, 'Two projections: needle');
  await page.getByRole('button', { name: 'Two views' }).click();
  await expect(page.getByRole('dialog', { name: 'Second view' })).toBeVisible();
  await clean(page, 'second view');
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').first().click();
  await expect(page.locator('.viewport')).toHaveCount(2);
  await clean(page, 'two views');
});

test('no rule is broken in MR with a tip in its void', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, 'MR: needle as void');
  const { tip } = truthOf('mr-void');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, tip);
  await expect(page.getByRole('region', { name: 'Void and metal tip' })).toBeVisible();
  await clean(page, 'MR');
});
