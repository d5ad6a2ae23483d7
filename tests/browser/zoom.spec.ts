import { expect, type Page } from '@playwright/test';
import { sidewaysOverflow, unreachable } from './controls.ts';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { chooseSample, openViewer } from './viewer.ts';

/** Marked at a common size: what is tried is reading and reaching it afterwards. */
const markedAt = async (page: Page, width: number, height: number): Promise<void> => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openViewer(page);
  await markCt(page);
  await page.setViewportSize({ width, height });
};

const expectReachable = async (page: Page, least: number): Promise<void> => {
  expect(await sidewaysOverflow(page)).toEqual([]);
  expect(await unreachable(page, least)).toEqual([]);
};

for (const { name, width, height } of [
  { name: 'at 200 % of a window of 1280 × 800', width: 640, height: 400 },
  { name: 'at 400 % of a window of 1280 × 1024 @full', width: 320, height: 256 },
  { name: 'on a tablet held upright @full', width: 820, height: 1180 },
])
  test(`nothing is cut off or covered ${name}`, async ({ page }) => {
    await markedAt(page, width, height);
    await expectReachable(page, 24);
    const patient = page.getByLabel('Patient', { exact: true });
    expect(await patient.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await expect(patient).toContainText('study of 2026-03-01');
    await page.getByRole('button', { name: 'Save report' }).click();
    await expect(page.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
    await expectReachable(page, 24);
    await page.getByRole('button', { name: 'Export without patient data…' }).click();
    await expect(page.getByRole('status', { name: 'Export' })).toContainText('Ready');
    await expectReachable(page, 24);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await expectReachable(page, 24);
    await page.keyboard.press('Escape');
  });

test('the pictures keep a height of use in a low window', async ({ page }) => {
  await markedAt(page, 640, 400);
  const box = await page.locator('.viewport').boundingBox();
  expect(box?.height).toBeGreaterThan(200);
});

test('on a tablet the findings use the whole width', async ({ page }) => {
  await markedAt(page, 820, 1180);
  const right = await page
    .locator('tipcheck-panel')
    .evaluate((panel) =>
      Math.max(
        ...[...(panel.shadowRoot?.querySelectorAll('section') ?? [])].map((one) => one.getBoundingClientRect().right),
      ),
    );
  expect(right).toBeGreaterThan(780);
});

test('the page of a report stands in the middle of its dialog @full', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openViewer(page);
  await markCt(page);
  await page.getByRole('button', { name: 'Save report' }).click();
  const paper = await page.locator('tipcheck-report .page').boundingBox();
  const dialog = await page.getByRole('dialog', { name: 'Report' }).boundingBox();
  expect(paper).not.toBeNull();
  expect(dialog).not.toBeNull();
  const [left, right] = [
    (paper?.x ?? 0) - (dialog?.x ?? 0),
    (dialog?.x ?? 0) + (dialog?.width ?? 0) - (paper?.x ?? 0) - (paper?.width ?? 0),
  ];
  expect(Math.abs(left - right)).toBeLessThan(24);
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('every control is 44 px wide and high', async ({ page }) => {
    await markedAt(page, 820, 1180);
    expect(await page.evaluate(() => matchMedia('(pointer: coarse)').matches)).toBe(true);
    expect(await unreachable(page, 44)).toEqual([]);
    await chooseSample(page, 'Ultrasound: cyst puncture');
    expect(await unreachable(page, 44)).toEqual([]);
  });
});
