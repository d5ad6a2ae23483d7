import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { readCaseFile, revealCase } from '../../src/case-file/read-case.ts';
import { isRefused } from '../../src/index.ts';
import { answerTo } from '../../src/teach/answer.ts';
import { plantedIn, plantedStudy } from '../support/planted-study.ts';
import { recordOf } from '../support/records.ts';
import { markCtByKeys, tabTo } from './by-keys.ts';
import { confirmCt } from './ct-marks.ts';
import { ctCase, lastChange, noPageErrors, openViewer, pictureDrawn, showImage } from './viewer.ts';

const TEXTS: Readonly<Record<string, string>> = {
  'Title, which must not tell the answer': 'A needle beside the kidney',
  'Question, which must not tell the answer': 'Is the tip in the collection?',
  'What the case teaches, in a line': 'zabaglione',
  'Explanation, shown after the answer': 'The bright line ends there.',
  'Where the images come from': 'drawn by a program',
  'Licence, such as CC0-1.0': 'CC0-1.0',
};

const openMaker = async (page: Page): Promise<Locator> => {
  await page.getByRole('button', { name: 'Save report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export without patient data…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make a teaching case…' }).click();
  await expect(dialog.getByRole('heading', { name: 'Make a teaching case' })).toBeVisible();
  return dialog;
};

const write = async (dialog: Locator): Promise<void> => {
  for (const [label, text] of Object.entries(TEXTS)) await dialog.getByLabel(label).fill(text);
};

const status = (dialog: Locator): Locator => dialog.getByRole('status', { name: 'Teaching case' });

/** Brings every picture of the release onto the screen, page by page. */
const lookAtAll = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: 'Look at what is released…' }).click();
  const pages = dialog.getByRole('group', { name: /^Everything that is released/ });
  await expect(pages).toBeVisible();
  const next = dialog.getByRole('button', { name: 'Next page' });
  for (;;) {
    for (const picture of await pages.locator('.picture').all()) {
      await picture.evaluate((element) => {
        element.scrollIntoView({ block: 'center' });
      });
      await expect(picture.locator('canvas').or(picture.getByText('can’t be shown'))).toBeVisible();
    }
    if (await next.isDisabled()) return;
    await next.click();
  }
};

const confirmAll = async (dialog: Locator): Promise<void> => {
  for (const one of await dialog.getByRole('checkbox').all()) await one.check();
};

const saved = async (page: Page, dialog: Locator): Promise<Buffer> => {
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save zip' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('tipcheck-case.zip');
  await expect(status(dialog)).toHaveText('Saved.');
  return readFileSync(await download.path());
};

const jsonFile = (name: string, value: object) => ({
  name,
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(value)),
});

/** Marks target and tip by keys, and answers. */
const answerByKeys = async (page: Page): Promise<void> => {
  await markCtByKeys(page);
  await page.keyboard.press('Escape');
  await tabTo(page, 'Inside the target');
  await page.keyboard.press('Space');
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
};

test('a case of two experts with two key views is made in the viewer, looked at, saved, answered by keys and scored by both', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openViewer(page);
  await confirmCt(page);
  const { record } = await lastChange(page);
  if (record?.space.kind !== 'patient' || !record.tip?.position) throw new Error('the CT is marked in the patient');
  const [x = 0, y = 0, z = 0] = record.tip.position;
  const second = { ...record, id: 'second', tip: { ...record.tip, position: [x + 1.5, y, z] } };

  let dialog = await openMaker(page);
  await expect(status(dialog)).toHaveText('Every text is needed.');
  await write(dialog);
  await expect(status(dialog)).toHaveText('Every expert needs a name.');
  const look = dialog.getByRole('button', { name: 'Look at what is released…' });
  await expect(look).toBeDisabled();

  const adding = dialog.getByLabel('Add records of the same images');
  await adding.setInputFiles([
    jsonFile('elsewhere.json', { ...second, space: { ...record.space, frameOfReferenceUID: '1.2.3' } }),
    jsonFile('without-tip.json', { ...second, tip: undefined }),
    jsonFile('again.json', record),
    { name: 'no-json.json', mimeType: 'application/json', buffer: Buffer.from('{') },
  ]);
  const refused = dialog.getByRole('status', { name: 'Records that were added' });
  await expect(refused).toContainText('elsewhere.json is no reference: the marks are in another frame of reference.');
  await expect(refused).toContainText('without-tip.json is no reference: it has no tip.');
  await expect(refused).toContainText('again.json is no reference: its marks are among the references already.');
  await expect(refused).toContainText('no-json.json is no reference: ');
  await adding.setInputFiles([jsonFile('second.json', second), jsonFile('third.json', { ...second, id: 'third' })]);
  await expect(refused).toBeEmpty();
  await dialog.getByRole('button', { name: 'Remove record 2' }).click();
  await dialog.getByLabel('Of this confirmation').fill('Cem');
  await dialog.getByLabel('Of record 1').fill(' Cem');
  await expect(status(dialog)).toHaveText('Two experts have the same name.');
  await dialog.getByLabel('Of record 1').fill('Dee');
  await expect(status(dialog)).toHaveText('Ready.');

  // The dialog is closed to show what is to be seen, and nothing that was written is lost.
  await dialog.getByRole('button', { name: 'Close' }).click();
  const bar = page.getByRole('region', { name: 'A teaching case in the making' });
  await expect(bar).toContainText('A needle beside the kidney');
  await showImage(page, ctCase.tipSlice);
  await bar.getByRole('button', { name: 'Add this view as a key view' }).click();
  await showImage(page, ctCase.targetSlice);
  await bar.getByRole('button', { name: 'Add this view as a key view' }).click();
  await bar.getByRole('button', { name: 'Add this view as a key view' }).click();
  await expect(bar).toContainText('3 key views');
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(bar.getByRole('button', { name: 'Add this view as a key view' })).toBeDisabled();
  await page.getByRole('button', { name: 'Three planes' }).click();
  await bar.getByRole('button', { name: 'Go on with the case…' }).click();
  dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Of record 1')).toHaveValue('Dee');
  await expect(status(dialog)).toHaveText('Every key view needs a caption.');
  await dialog.getByLabel('Caption of view 1').fill('The end of the needle');
  await dialog.getByLabel('Caption of view 2').fill('The collection');
  await dialog.getByRole('button', { name: 'Remove view 3' }).click();
  await dialog.getByRole('group', { name: 'Marks drawn in view 2' }).getByRole('checkbox', { name: 'Tip' }).uncheck();
  // Put in another order, by keys.
  await dialog.getByRole('button', { name: 'Move view 2 up' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByLabel('Caption of view 1')).toHaveValue('The collection');
  await expect(dialog.getByLabel('Caption of view 1')).toBeFocused();
  await dialog.getByLabel('What is true').selectOption('inside');
  await dialog.getByLabel('Difficulty').selectOption('hard');
  await dialog.getByLabel('Procedure').selectOption('drainage');

  await dialog.getByRole('button', { name: 'Look at what is released…' }).click();
  const save = dialog.getByRole('button', { name: 'Save zip' });
  await expect(status(dialog)).toHaveText(/Still to be looked at: \d+ of 82 pictures\./);
  await expect(save).toBeDisabled();
  // One alone, and on by keys.
  await dialog.getByRole('button', { name: 'Image 1', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('group', { name: 'Image 1', exact: true }).locator('canvas')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('group', { name: 'Image 2', exact: true }).locator('canvas')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: /Image 2$/ })).toBeFocused();
  await dialog.getByRole('button', { name: 'Back to the texts' }).click();
  await lookAtAll(dialog);
  await expect(dialog.getByRole('button', { name: 'Key view: The end of the needle' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Key view: The collection' }).locator('[data-mark=tip]')).toHaveCount(
    0,
  );
  const end = dialog.getByRole('button', { name: 'Key view: The end of the needle' });
  await expect(end.locator('text').filter({ hasText: 'Cem' })).toHaveCount(1);
  await expect(end.locator('text').filter({ hasText: 'Dee' })).toHaveCount(1);
  await confirmAll(dialog);
  await expect(status(dialog)).toHaveText('Ready.');
  const made = await saved(page, dialog);
  expect(made.includes('zabaglione')).toBe(false);
  await noPageErrors(page);

  const fresh = await page.context().newPage();
  await openViewer(fresh);
  await fresh
    .locator('input[type=file]')
    .setInputFiles([{ name: 'case.zip', mimeType: 'application/zip', buffer: made }]);
  const panel = fresh.getByRole('complementary', { name: 'Teaching case' });
  await expect(panel.getByRole('heading', { name: 'A needle beside the kidney' })).toBeVisible();
  await expect(panel).toContainText('hard');
  await pictureDrawn(fresh);
  await answerByKeys(fresh);
  await expect(panel.getByRole('heading', { name: '✓ Right' })).toBeFocused();
  await expect(panel).toContainText('Held against 2 experts.');
  await expect(panel).toContainText('zabaglione');
  await expect(panel.getByRole('row', { name: /^Tip \d/ })).toHaveText(/✓ right/);
  const views = panel.getByRole('button', { name: /^The (end of the needle|collection)$/ });
  await expect(views).toHaveText(['The collection', 'The end of the needle']);
  await views.nth(1).press('Enter');
  await expect(fresh.locator('output')).toContainText(` ${String(ctCase.tipSlice)} of`);
  await expect(fresh.locator('svg.references text').filter({ hasText: /^Dee/ })).toHaveCount(1);
  await noPageErrors(fresh);
  await fresh.close();
});

test('of two series the one that isn’t marked is left out, and a renamed expert is looked at again where the name stands', async ({
  page,
}) => {
  await openViewer(page);
  await confirmCt(page);
  const dialog = await openMaker(page);
  await write(dialog);
  await dialog.getByLabel('Of this confirmation').fill('Cem');
  const choice = dialog.getByRole('group', { name: 'Series that go in' });
  await expect(choice).toContainText(/CT Needle in abscess 3 mm · 40 images\s+marked, always in/);
  await expect(choice.getByRole('checkbox').first()).toBeChecked();
  await expect(choice.getByRole('checkbox').first()).toBeDisabled();
  await expect(dialog).toContainText('worked on (80)');
  await choice.getByRole('checkbox', { name: /Needle on its way/ }).uncheck();
  await expect(dialog).toContainText('worked on (40)');
  await lookAtAll(dialog);
  await expect(status(dialog)).toHaveText('Ready.');

  await dialog.getByRole('button', { name: 'Back to the texts' }).click();
  await dialog.getByLabel('Of this confirmation').fill('Dee');
  await dialog.getByRole('button', { name: 'Look at what is released…' }).click();
  await expect(status(dialog)).toHaveText(/Still to be looked at: [1-9]\d? of 40 pictures\./);
  await dialog.getByRole('button', { name: 'Back to the texts' }).click();
  await lookAtAll(dialog);
  await confirmAll(dialog);
  const file = await readCaseFile(new Uint8Array(await saved(page, dialog)));
  if (isRefused(file)) throw new Error(file.message);
  expect(file.images).toHaveLength(40);
  await noPageErrors(page);
});

test('an author’s draft is thrown away when they say so, and stays otherwise @full', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  const dialog = await openMaker(page);
  await write(dialog);
  await page.keyboard.press('Escape');
  const bar = page.getByRole('region', { name: 'A teaching case in the making' });
  await expect(bar).toBeVisible();
  await openMaker(page);
  await expect(dialog.getByLabel('Title, which must not tell the answer')).toHaveValue('A needle beside the kidney');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(bar).toHaveCount(0);
  await openMaker(page);
  await expect(dialog.getByLabel('Title, which must not tell the answer')).toHaveValue('');
  await noPageErrors(page);
});

test('at least 500 identifiers that were planted in images and confirmation are nowhere in a case made in the viewer @full', async ({
  page,
}) => {
  test.setTimeout(240_000);
  // The same span of days each time: dates that are shifted by some spans fall on others that were planted.
  await page.addInitScript(() => {
    let state = 1;
    crypto.getRandomValues = (values) => {
      if (values instanceof Uint8Array)
        values.forEach((_, index) => {
          state = (Math.imul(state, 1103515245) + 12345) >>> 0;
          values[index] = state >>> 16;
        });
      return values;
    };
  });
  let looked = 0;
  for (const seed of [1, 2, 3, 4]) {
    const study = plantedStudy(seed);
    await openViewer(page);
    await page.locator('input[type=file]').setInputFiles([
      ...study.files.map((bytes, index) => ({
        name: `${String(index)}.dcm`,
        mimeType: 'application/dicom',
        buffer: Buffer.from(bytes),
      })),
      jsonFile('record.tipcheck.json', recordOf(study.record)),
    ]);
    const dialog = await openMaker(page);
    await write(dialog);
    await dialog.getByLabel('Of this confirmation').fill('Cem');
    await lookAtAll(dialog);
    await confirmAll(dialog);
    const made = await saved(page, dialog);
    const file = await readCaseFile(new Uint8Array(made));
    if (isRefused(file)) throw new Error(file.message);
    const { space } = file.case;
    if (space.kind !== 'patient') throw new Error('not a case of slices');
    const answer = answerTo(file.case, {
      record: recordOf({
        space: { kind: 'patient', frameOfReferenceUID: space.frameOfReferenceUID },
        target: { shape: 'sphere', center: [1, 2, 3], radius: 6 },
        tip: { position: [2, 3, 4], evidence: 'person', sigma: 0.5 },
      }),
      says: 'inside',
      confidence: 0.8,
    });
    if (isRefused(answer)) throw new Error(answer.message);
    const answers = await revealCase(file, answer);
    expect(isRefused(answers)).toBe(false);
    const entries = unzipSync(made);
    const { present, found } = plantedIn(study, [
      made,
      ...Object.values(entries),
      Object.keys(entries).join(' '),
      JSON.stringify(answers),
    ]);
    looked += present.length;
    expect({ seed, found }).toEqual({ seed, found: [] });
  }
  expect(looked).toBeGreaterThan(500);
});
