import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import { clickAt, ctCase, dragTarget, lastChange, noPageErrors, openViewer, showImage, verdict } from './viewer.ts';

const panel = (page: Page): Locator => page.locator('tipcheck-panel');
const procedure = (page: Page): Locator => page.getByRole('combobox', { name: 'Procedure' });
const profile = (page: Page, name: string): Locator => page.getByRole('region', { name: `Profile: ${name}` });

const markCt = async (page: Page): Promise<void> => {
  await showImage(page, ctCase.targetSlice + 1);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await showImage(page, ctCase.tipSlice + 1);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, ctCase.tip);
};

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test.afterEach(async ({ page }) => {
  await noPageErrors(page);
});

test('a procedure puts what counts first, and its thresholds are judged only once switched on', async ({ page }) => {
  await markCt(page);
  await expect(procedure(page).locator('option')).toHaveCount(10);
  await procedure(page).selectOption({ label: 'Biopsy' });
  expect((await lastChange(page)).record?.procedure).toBe('biopsy');
  const order = await panel(page)
    .locator('section > table tr[data-metric]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-metric')));
  expect(order).toEqual(['normalDistance', 'signedDistance', 'remainingAdvance', 'angularError', 'tipToCenter']);
  await expect(panel(page).locator('summary', { hasText: 'others' })).toHaveText('4 others');

  const biopsy = profile(page, 'Biopsy');
  await expect(biopsy).toContainText('Blocked by: If the mark is the shaft');
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(biopsy).not.toContainText('Blocked by');

  const box = biopsy.getByRole('checkbox', { name: /Allowable needle placement error/ });
  await expect(box).not.toBeChecked();
  await expect(biopsy).toContainText('Off: not judged');
  expect((await lastChange(page)).assessment?.profile?.thresholds).toEqual([]);
  const before = await verdict(page).innerText();
  await box.check();
  await expect(biopsy.locator('.result')).toHaveText('✕ Not met');
  await expect(biopsy).toContainText('doi:10.2147/MDER.S160444 (abstract read)');
  expect((await lastChange(page)).assessment?.profile?.thresholds).toMatchObject([{ result: 'not-met', limit: 2.7 }]);

  const limit = biopsy.getByRole('spinbutton', { name: /^Limit: Allowable/ });
  await limit.fill('9');
  await limit.press('Enter');
  await expect(biopsy.locator('.result')).toHaveText('✓ Met');
  await expect(biopsy).toContainText('the source states 2.7 mm');
  await limit.fill('5.5');
  await limit.press('Enter');
  await expect(biopsy.locator('.result')).toHaveText('? Undecided: the 95 % interval reaches across the limit');
  // What can't be a limit is put back.
  await limit.fill('');
  await limit.press('Enter');
  await expect(limit).toHaveValue('5.5');
  expect(await verdict(page).innerText()).toBe(before);

  // Switches are no edits: one step back is the confirmation, the next the procedure.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(verdict(page)).toContainText('Indeterminate');
  await expect(biopsy.locator('.result')).toHaveText(/Undecided/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(procedure(page)).toHaveValue('');
  await expect(biopsy).toHaveCount(0);
});

test('a site’s own profiles: from its page, and from a file', async ({ page }) => {
  await markCt(page);
  const own = {
    tipcheckProfile: 1,
    id: 'biopsy',
    procedure: 'Biopsy, our way',
    metrics: [{ name: 'tipToCenter' }],
    thresholds: [
      {
        metric: 'tipToCenter',
        comparison: 'at-most',
        limit: 100,
        unit: 'mm',
        title: 'Anywhere near',
        source: 'Our audit',
        enabled: true,
      },
    ],
    blocking: [],
  };
  await page.evaluate(
    (profiles) => {
      const viewer = document.querySelector('tipcheck-viewer') as unknown as { profiles: unknown };
      viewer.profiles = profiles;
    },
    [own, { ...own, id: 'wrong', thresholds: [{ ...own.thresholds[0], source: '' }] }],
  );
  await procedure(page).selectOption({ label: 'Biopsy, our way' });
  await expect(profile(page, 'Biopsy, our way').locator('.result')).toHaveText('✓ Met');
  expect(await page.evaluate(() => window.recorded.errors.map(({ code }) => code))).toEqual(['empty-text']);

  const file = { ...own, id: 'from-a-file', procedure: 'From a file' };
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'ours.tipcheck-profile.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(file)),
    });
  await expect(page.getByRole('alert')).toContainText('Procedure profiles opened: From a file.');
  await procedure(page).selectOption({ label: 'From a file' });
  await expect(profile(page, 'From a file').locator('.result')).toHaveText('✓ Met');
  expect((await lastChange(page)).record?.procedure).toBe('from-a-file');
});

test('the zone round the cavo-atrial junction takes no limit under 2 cm', async ({ page }) => {
  await markCt(page);
  await procedure(page).selectOption({ label: 'Vascular access (CVC, PICC)' });
  const vascular = profile(page, 'Vascular access (CVC, PICC)');
  const limit = vascular.getByRole('spinbutton', { name: /^Limit: Tip within 2 cm/ });
  await limit.fill('15');
  await limit.press('Enter');
  await expect(page.getByRole('alert')).toContainText('no zone narrower than ±20 mm is supported');
  await expect(limit).toHaveValue('20');
});
