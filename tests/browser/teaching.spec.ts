import { readFileSync, readdirSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import { expect, test, type Page } from '@playwright/test';
import { writeCase } from '../../src/case-file/write-case.ts';
import { parseDraft } from '../../src/teach/case-schema.ts';
import { isRefused } from '../../src/index.ts';
import { cursorTo, focused, keysToImage, markCtByKeys, tabTo } from './by-keys.ts';
import { foundInPage } from './found-in-page.ts';
import { clickAt, ctCase, dragTarget, noPageErrors, openViewer, pictureDrawn, samplePath } from './viewer.ts';

/** Places of the references, in digits that are found nowhere else. */
const [TIP_A, TIP_B, CENTER] = [
  [79.40625, -164.15625, 593.46875],
  [79.03125, -164.53125, 593.71875],
  [75.90625, -160.09375, 594.03125],
] as const;
const EXPLANATION = 'Slice by slice the bright line ends where its dark flame begins: zabaglione.';

interface RecordFile {
  readonly target: object;
  readonly tip: { readonly image?: object };
  readonly shaft: readonly (readonly number[])[];
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(samplePath(path), 'utf8'));

/** A case of the CT sample, whose two experts say nearly what is true. */
const caseZip = async (): Promise<Buffer> => {
  const given = readJson('teaching/ct-abscess.tipcheck-draft.json') as object;
  const record = readJson('records/ct-abscess.tipcheck.json') as RecordFile;
  const { looks: _looks, ...alone } = record as RecordFile & { looks?: unknown };
  const by = (position: readonly number[]): object => ({
    ...alone,
    target: { ...record.target, center: CENTER },
    tip: { ...record.tip, position },
  });
  const { tipSopInstanceUID } = readJson('ct-abscess/truth.json') as { tipSopInstanceUID: string };
  const draft = parseDraft({
    ...given,
    references: [
      { expert: 'Ada', record: by(TIP_A) },
      { expert: 'Ben', record: by(TIP_B) },
    ],
    explanation: EXPLANATION,
    keyViews: [
      {
        caption: 'The end of the needle',
        sopInstanceUID: tipSopInstanceUID,
        frame: 1,
        focus: TIP_A,
        halfHeight: 42,
        window: { lower: -200, upper: 300 },
        marks: ['tip'],
      },
    ],
    reveal: ['reference-marks', 'differences', 'key-views', 'explanation'],
  });
  if (isRefused(draft)) throw new Error(draft.message);
  const images = readdirSync(samplePath('ct-abscess'))
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => () => Promise.resolve(new Uint8Array(readFileSync(samplePath(`ct-abscess/${name}`)))));
  let written = await writeCase({ draft, images });
  if (written.kind !== 'written') written = await writeCase({ draft, images, acknowledged: written.findings });
  if (written.kind !== 'written') throw new Error(written.message);
  return Buffer.concat(written.zip);
};

let zip: Buffer;
test.beforeAll(async () => {
  zip = await caseZip();
});

const openZip = async (page: Page, buffer: Buffer): Promise<void> => {
  await page.locator('input[type=file]').setInputFiles([{ name: 'case.zip', mimeType: 'application/zip', buffer }]);
};

const teaching = (page: Page) => page.getByRole('complementary', { name: 'Teaching case' });

const openCase = async (page: Page): Promise<void> => {
  await openViewer(page);
  await openZip(page, zip);
  await expect(teaching(page).getByRole('heading', { name: 'A needle beside the left kidney' })).toBeVisible();
  await pictureDrawn(page);
};

/** Puts a picture on the screen, 1-based. */
const showImage = async (page: Page, number: number): Promise<void> => {
  await page.getByRole('slider', { name: 'Slice' }).fill(String(number));
  await expect(page.locator('output')).toContainText(` ${String(number)} of`);
};

/** Marks target, tip and shaft of the CT sample where they are. */
const markAll = async (page: Page): Promise<void> => {
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await showImage(page, ctCase.tipSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, ctCase.tip);
  await showImage(page, ctCase.tipSlice - 4);
  await page.getByRole('button', { name: 'Mark shaft' }).click();
  await clickAt(page, ctCase.shaft?.[1] ?? []);
};

/** What of the references is found in the page. */
const leaks = (page: Page): Promise<readonly string[]> =>
  foundInPage(page, [...TIP_A, ...TIP_B, ...CENTER], ['zabaglione', 'Ada', 'The end of the needle']);

test('a case is blind until it is answered, and then shows how the answer compares', async ({ page }) => {
  await openCase(page);
  const panel = teaching(page);
  await expect(page.getByRole('complementary', { name: 'Findings' })).toHaveCount(0);
  const answer = panel.getByRole('button', { name: 'Answer' });
  await expect(answer).toBeDisabled();
  await expect(panel.getByRole('status')).toHaveText('Still to be marked: Target, Tip, Shaft.');
  await markAll(page);
  await expect(panel.getByRole('status')).toHaveText('Still to be said: where the tip is.');
  await panel.getByRole('radio', { name: 'Inside the target' }).check();
  await panel.getByRole('spinbutton').fill('90');
  await panel.getByRole('spinbutton').blur();
  await expect(panel.getByRole('slider')).toHaveValue('90');
  await expect(answer).toBeEnabled();
  await expect(page.locator('svg.references')).toHaveCount(0);
  expect(await leaks(page)).toEqual([]);

  await answer.click();
  await expect(panel.getByRole('heading', { name: '✓ Right' })).toBeFocused();
  await expect(panel).toContainText('You said: Inside the target, 90 % sure.');
  await expect(panel).toContainText(EXPLANATION);
  const tip = panel.getByRole('row', { name: /^Tip \d/ });
  // Both experts, and where the tip truly is, lie within half a millimetre of each other.
  await expect(tip).toHaveText(/^\s*Tip\s*[0-2]\.\d mm\s*✓ right\s*$/);
  await expect(panel.getByRole('row', { name: /^along the shaft/ }).first()).toContainText('± ');
  // The search finds what there is to find, so that finding nothing before meant something.
  expect(await leaks(page)).toEqual(
    expect.arrayContaining(['page: zabaglione', `object: ${String(TIP_A[0])}`, `object: ${String(CENTER[2])}`]),
  );

  const references = page.locator('svg.references');
  await panel.getByRole('button', { name: 'The end of the needle' }).click();
  await expect(page.locator('output')).toContainText(` ${String(ctCase.tipSlice)} of`);
  await expect(references.locator('text').filter({ hasText: /^Ada/ })).toHaveCount(1);
  await expect(references.locator('text').filter({ hasText: /^Ben/ })).toHaveCount(1);
  await expect(references.locator('[data-mark=target]')).toHaveCount(0);
  await panel.getByRole('button', { name: 'The end of the needle' }).click();
  await expect(references.locator('[data-mark=target]').first()).toBeAttached();
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(references).toHaveCount(3);
  for (const plane of await references.all()) await expect(plane.locator('[data-mark=tip]').first()).toBeAttached();
  await noPageErrors(page);
});

test('a link opens a case, blind, in the language that it names', async ({ page }) => {
  await page.route('**/cases/one.zip', (route) => route.fulfill({ body: zip, contentType: 'application/zip' }));
  await openViewer(page, './?case=cases/one.zip&language=de');
  const panel = page.getByRole('complementary', { name: 'Lehrfall' });
  await expect(panel.getByRole('status')).toHaveText('Noch zu markieren: Ziel, Spitze, Schaft.');
  expect(await leaks(page)).toEqual([]);
  await noPageErrors(page);
});

test('by keys alone a case is answered, tried again and left @full', async ({ page }) => {
  await openCase(page);
  const panel = teaching(page);
  await markCtByKeys(page);
  await keysToImage(page, ctCase.tipSlice - 4);
  await page.keyboard.press('s');
  await cursorTo(page, ctCase.shaft?.[1] ?? []);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await tabTo(page, 'Inside the target');
  await page.keyboard.press('ArrowDown');
  expect((await focused(page)).name).toBe('Outside the target');
  await tabTo(page, 'How sure, in %');
  await page.keyboard.press('End');
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: '✗ Wrong' })).toBeFocused();
  await expect(panel).toContainText(
    'You said: Outside the target, 100 % sure. True, as the case’s author says: Inside the target.',
  );
  await tabTo(page, 'Try again');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('status')).toHaveText('Still to be marked: Target, Tip, Shaft.');
  expect(await leaks(page)).toEqual([]);
  await tabTo(page, 'Leave the case');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Findings' })).toBeVisible();
  await noPageErrors(page);
});

test('a case that is broken or lacks images is refused with one line, and what is open stays', async ({ page }) => {
  await openViewer(page);
  const entries = unzipSync(new Uint8Array(zip));
  const { 'images/0003.dcm': _missing, ...others } = entries;
  const broken: readonly (readonly [Buffer, string])[] = [
    [Buffer.from(zipSync(others, { level: 0 })), 'case.zip: 1 of the 40 images of the case is missing'],
    [
      Buffer.from(zipSync({ ...entries, 'sealed.bin': new Uint8Array(16) }, { level: 0 })),
      'case.zip: the sealed answers of the case are damaged',
    ],
    [zip.subarray(0, zip.length - 3000), 'case.zip: the zip archive is damaged'],
  ];
  for (const [bytes, line] of broken) {
    await openZip(page, bytes);
    await expect(page.getByRole('alert')).toHaveText(line);
    await expect(teaching(page)).toHaveCount(0);
    await expect(page.getByRole('complementary', { name: 'Findings' })).toBeVisible();
  }
  await page.locator('input[type=file]').setInputFiles([
    { name: 'one.zip', mimeType: 'application/zip', buffer: zip },
    { name: 'two.zip', mimeType: 'application/zip', buffer: zip },
  ]);
  await expect(page.getByRole('alert')).toHaveText('one.zip: a teaching case is opened alone');
  await noPageErrors(page);
});
