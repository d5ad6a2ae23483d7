import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { ctCase, noPageErrors, openViewer, pictureDrawn, record, samplePath, verdict } from './viewer.ts';

const RECORD = samplePath('records/ct-abscess.tipcheck.json');
const text = readFileSync(RECORD, 'utf8');
const images = readdirSync(samplePath('ct-abscess'))
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => samplePath(`ct-abscess/${name}`));

const files = (page: Page) => page.getByLabel('Files to open');
const shown = (page: Page) => page.locator('output').first();
const atTip = ` ${String(ctCase.tipSlice)} of 40`;

/** Holds up what the page fetches, until the returned function is called. */
const hold = async (page: Page, what: RegExp): Promise<() => void> => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(what, async (route) => {
    await held;
    await route.continue();
  });
  return release;
};

test('a record that is opened shows the image that its tip is on', async ({ page }) => {
  await openViewer(page);
  await expect(shown(page)).not.toContainText(atTip);
  await files(page).setInputFiles(RECORD);
  await expect(verdict(page)).toContainText('Inside');
  await expect(shown(page)).toContainText(atTip);
  await noPageErrors(page);
});

for (const [while_, what, lane] of [
  ['the list of samples', /index\.json$/, ' @full'],
  ['the first sample', /ct-abscess.*\.dcm$/, ''],
] as const)
  test(`a record that is opened while ${while_} is on its way takes nothing away, and waits for its images${lane}`, async ({
    page,
  }) => {
    const release = await hold(page, what);
    await record(page);
    await page.goto('./');
    await page.locator('tipcheck-viewer header').waitFor();
    if (while_ === 'the first sample') await page.getByRole('progressbar').waitFor();
    await files(page).setInputFiles(RECORD);
    if (while_ !== 'the first sample') await expect(verdict(page)).toContainText('Inside');
    release();
    await pictureDrawn(page);
    await expect(page.getByRole('combobox', { name: 'Sample', exact: true })).toHaveValue('ct-abscess');
    await expect(verdict(page)).toContainText('Inside');
    await expect(shown(page)).toContainText(atTip);
    await noPageErrors(page);
  });

test('a record that a host hands in before its images is shown where its tip is once they have come', async ({
  page,
}) => {
  await openViewer(page);
  await page.evaluate((json) => {
    document.querySelector('tipcheck-viewer')?.remove();
    const viewer = document.createElement('tipcheck-viewer');
    Object.assign(viewer, { record: json });
    document.body.append(viewer);
  }, text);
  await expect(verdict(page)).toContainText('Inside');
  await files(page).setInputFiles(images);
  await expect(shown(page)).toContainText(atTip);
  await expect(verdict(page)).toContainText('Inside');
});

test('a jump to a mark whose images aren’t open leaves the picture where it is @full', async ({ page }) => {
  await openViewer(page);
  const before = (await shown(page).textContent()) ?? '';
  const other = JSON.parse(text) as { space: { frameOfReferenceUID: string }; images?: unknown };
  other.space.frameOfReferenceUID = '1.2.3.4.5';
  delete other.images;
  await files(page).setInputFiles({
    name: 'other.tipcheck.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(other)),
  });
  await expect(page.getByRole('alert')).toContainText('The images of this confirmation are not open');
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('j');
  // Another key after it, so that the jump is over.
  await page.keyboard.press('i');
  await page.waitForTimeout(500);
  await expect(shown(page)).toHaveText(before);
});
