import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, type Page } from '@playwright/test';
import { confirmCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { lastChange, noPageErrors, openViewer, pictureDrawn, samplePath, verdict } from './viewer.ts';

const openExport = async (page: Page) => {
  await page.getByRole('button', { name: 'Save report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export without patient data…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export without patient data' });
  await expect(dialog.getByRole('heading', { name: 'Export without patient data' })).toBeVisible();
  return dialog;
};

/** What the zip holds, once it is saved. */
const savedZip = async (page: Page, save: () => Promise<void>): Promise<Record<string, Uint8Array>> => {
  const downloading = page.waitForEvent('download');
  await save();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('tipcheck-export.zip');
  return unzipSync(new Uint8Array(readFileSync(await download.path())));
};

test('an exported study, opened in a fresh viewer, has the same confirmation and verdict, and nothing of the patient', async ({
  page,
}) => {
  await openViewer(page);
  await confirmCt(page);
  await expect(verdict(page)).toContainText('Inside');
  const before = await lastChange(page);
  const dialog = await openExport(page);
  await expect(dialog.getByRole('status', { name: 'Export' })).toHaveText('Ready.');
  const entries = await savedZip(page, () => dialog.getByRole('button', { name: 'Save zip' }).click());
  await expect(dialog.getByRole('status', { name: 'Export' })).toHaveText('Saved.');
  await noPageErrors(page);

  const record = entries['record.tipcheck.json'] ?? new Uint8Array(0);
  const text = new TextDecoder().decode(record);
  expect(text).not.toContain(before.record?.id);
  const space = before.record?.space;
  if (space?.kind !== 'patient') throw new Error('a CT record is in patient space');
  for (const [name, bytes] of Object.entries(entries))
    expect({ name, has: Buffer.from(bytes).includes(space.frameOfReferenceUID) }).toEqual({ name, has: false });

  const fresh = await page.context().newPage();
  await openViewer(fresh);
  await fresh.locator('input[type=file]').setInputFiles([
    ...Object.entries(entries)
      .filter(([name]) => name.startsWith('images/'))
      .map(([name, bytes]) => ({
        name: name.replace('images/', ''),
        mimeType: 'application/dicom',
        buffer: Buffer.from(bytes),
      })),
    { name: 'record.tipcheck.json', mimeType: 'application/json', buffer: Buffer.from(record) },
  ]);
  await pictureDrawn(fresh);
  await expect(verdict(fresh)).toContainText('Inside');
  await expect(fresh.getByLabel('Patient', { exact: true })).toContainText('ANON');
  const after = await lastChange(fresh);
  expect(after.assessment).toEqual(before.assessment);
  expect(after.record?.target).toEqual(before.record?.target);
  expect(after.record?.tip?.position).toEqual(before.record?.tip?.position);
  // The images are those of the confirmation, by their new names.
  expect(await fresh.evaluate(() => window.recorded.errors)).toEqual([]);
  await noPageErrors(fresh);
  await fresh.close();
});

/** The ultrasound sample, saying of itself that it has writing in it (BurnedInAnnotation). */
const withBurnedInAnnotation = (): Buffer => {
  const file = readFileSync(samplePath('us-cine/cine.dcm'));
  const at = file.indexOf(Buffer.from('2800010343530200', 'hex'));
  if (at < 0 || file.toString('latin1', at + 8, at + 10) !== 'NO') throw new Error('the sample says nothing of it');
  // Three letters take four bytes: the element grows, and nothing in the file counts on its place.
  return Buffer.concat([
    file.subarray(0, at + 6),
    Buffer.from([4, 0]),
    Buffer.from('YES ', 'latin1'),
    file.subarray(at + 10),
  ]);
};

test('pictures that may have writing in them are exported only after somebody says that they have looked', async ({
  page,
}) => {
  await openViewer(page);
  await confirmCt(page);
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'cine.dcm', mimeType: 'application/dicom', buffer: withBurnedInAnnotation() }]);
  await expect(page.getByRole('button', { name: /^US / })).toHaveAttribute('aria-pressed', 'true');
  const dialog = await openExport(page);
  const save = dialog.getByRole('button', { name: 'Save zip' });
  const status = dialog.getByRole('status', { name: 'Export' });
  await expect(status).toHaveText('Look at the images named above, then confirm each line.');
  await expect(save).toBeDisabled();
  const lines = dialog.getByRole('group', { name: 'To be looked at' }).getByRole('checkbox');
  await expect(lines).toHaveCount(1);
  await lines.check();
  await expect(status).toHaveText('Ready.');
  await lines.uncheck();
  await expect(save).toBeDisabled();
  await lines.check();
  await dialog.getByRole('radio', { name: 'Remove them' }).check();
  const entries = await savedZip(page, () => save.click());
  const readMe = new TextDecoder().decode(entries['README.txt']);
  expect(readMe).toContain('burned-in annotation');
  expect(readMe).toContain('looked at and released');
  expect(readMe).toContain('Dates and times are removed.');
  await noPageErrors(page);
});
