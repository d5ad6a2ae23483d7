import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Download, type Page } from '@playwright/test';
import dicomParser from 'dicom-parser';
import { hasPoppler, pageCount, pdfText } from '../support/pdf-tools.ts';
import { confirmCt, markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import {
  chooseSample,
  ctCase,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  samplePath,
  showImage,
  verdict,
} from './viewer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const report = (page: Page) => page.getByRole('dialog', { name: 'Report' });

/** Opens the report and waits until its pictures are there. */
const openReport = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(report(page).getByRole('button', { name: 'Save PDF' })).toBeEnabled();
};

const saved = async (page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
  const download = page.waitForEvent('download');
  await report(page).getByRole('button', { name: button }).click();
  const file: Download = await download;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

/** How near to a colour the nearest pixel around a place of a PNG is: the largest difference of red, green or blue. */
const nearestTo = (page: Page, png: Buffer, at: { x: number; y: number }, colour: readonly number[]): Promise<number> =>
  page.evaluate(
    async ([base64, { x, y }, wanted]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = document.createElement('canvas').getContext('2d');
      if (!context) throw new Error('no canvas');
      context.canvas.width = bitmap.width;
      context.canvas.height = bitmap.height;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(Math.round(x) - 2, Math.round(y) - 2, 5, 5);
      let best = 255;
      for (let from = 0; from < data.length; from += 4)
        best = Math.min(best, Math.max(...wanted.map((value, sample) => Math.abs(value - (data[from + sample] ?? 0)))));
      return best;
    },
    [png.toString('base64'), at, colour] as const,
  );

const TIP_COLOUR = [0xff, 0xd1, 0x66];

test('a secondary capture is saved as the screen shows the marks, and not of a confirmation that it doesn’t show', async ({
  page,
}) => {
  await openViewer(page);
  await markCt(page);
  const stage = await page.locator('.stage').boundingBox();
  await openReport(page);
  const structured = await saved(page, 'Save report (DICOM SR)');
  expect(structured.name).toBe('tipcheck-report.dcm');
  const report3d = dicomParser.parseDicom(new Uint8Array(structured.bytes));
  expect(report3d.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.88.34');
  expect(report3d.elements['x0040a730']?.items?.length).toBeGreaterThan(3);
  const { name, bytes } = await saved(page, 'Save secondary capture (DICOM)');
  expect(name).toBe('tipcheck-capture.dcm');
  const read = dicomParser.parseDicom(new Uint8Array(bytes));
  expect(read.string('x00080016')).toBe('1.2.840.10008.5.1.4.1.1.7');
  const [rows = 0, columns = 0] = [read.uint16('x00280010'), read.uint16('x00280011')];
  expect(columns).toBe(Math.round(stage?.width ?? 0));
  // Under the picture stands what it shows, in words.
  const under = Math.round(stage?.height ?? 0);
  expect(rows).toBeGreaterThan(under + 100);
  const { dataOffset = 0, length = 0 } = read.elements['x7fe00010'] ?? {};
  const pixels = bytes.subarray(dataOffset, dataOffset + length);
  let ofTip = 0;
  for (let from = 0; from + 2 < rows * columns * 3; from += 3)
    if (TIP_COLOUR.every((value, sample) => Math.abs(value - (pixels[from + sample] ?? 0)) < 8)) ofTip += 1;
  expect(ofTip).toBeGreaterThan(10);
  const white = pixels.subarray(under * columns * 3).filter((value) => value > 200);
  expect(white.length).toBeGreaterThan(1000);
  await report(page).getByRole('button', { name: 'Close' }).click();
  await showImage(page, 3);
  await openReport(page);
  await report(page).getByRole('button', { name: 'Save secondary capture (DICOM)' }).click();
  await expect(report(page).getByRole('alert')).toContainText('it is a picture of the screen');
  await noPageErrors(page);
});

test('a report is a page that says the verdict, is saved as PDF, PNG, CSV and JSON, and breaks no rule of axe', async ({
  page,
}) => {
  await openViewer(page);
  await confirmCt(page);
  await expect(verdict(page)).toContainText('Inside');
  const { assessment } = await lastChange(page);
  const tip = await pageFromPosition(page, ctCase.tip);
  const stage = await page.locator('.stage').boundingBox();
  await openReport(page);
  const article = report(page).getByRole('article');
  await expect(article).toHaveCount(1);
  await expect(article).toContainText('TIPCHECK CT');
  await expect(article.locator('.verdict')).toContainText('Inside');
  await expect(article.getByRole('img')).toHaveCount(1);
  await page.evaluate(axe);
  const violations = await page.evaluate(() =>
    (
      window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run(),
  );
  expect(violations.violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

  const png = await saved(page, 'Save PNG');
  expect(png.name).toBe('tipcheck-view.png');
  // The dot in the middle of the tip's cross hair, and nothing of its colour a little away from it.
  const at = { x: tip.x - (stage?.x ?? NaN), y: tip.y - (stage?.y ?? NaN) };
  expect(await nearestTo(page, png.bytes, at, TIP_COLOUR)).toBeLessThan(24);
  expect(await nearestTo(page, png.bytes, { x: at.x + 60, y: at.y + 60 }, TIP_COLOUR)).toBeGreaterThan(60);

  const pdf = await saved(page, 'Save PDF');
  expect(pdf.name).toBe('tipcheck-report.pdf');
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  if (hasPoppler) {
    const text = pdfText(pdf.bytes);
    expect(pageCount(pdf.bytes)).toBe(1);
    for (const wanted of [
      'TIPCHECK CT',
      'Inside',
      'Tip to target centre',
      'Not a medical device',
      'As shown: CT image',
    ])
      expect(text).toContain(wanted);
    expect(text).toContain(`${(assessment?.metrics.tipToCenter?.value ?? NaN).toFixed(1)} mm`);
  }

  const csv = (await saved(page, 'Save CSV')).bytes.toString();
  const [head = '', row = '', ...more] = csv.trimEnd().split('\r\n');
  expect(more).toEqual([]);
  expect(head.split(',')).toContain('software');
  expect(row).toContain('inside');
  const json = JSON.parse((await saved(page, 'Save JSON')).bytes.toString()) as { software: object; savedAt: string };
  expect(json.software).toMatchObject({ name: 'TipCheck' });
  expect(Date.parse(json.savedAt)).toBeGreaterThan(0);
  await noPageErrors(page);
});

test('only the pages are printed, black on white, and nothing once the report is closed', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  await openReport(page);
  await page.emulateMedia({ media: 'print' });
  const printed = page.locator('[data-tipcheck-print]');
  await expect(printed.getByRole('article')).toBeVisible();
  await expect(printed).toContainText('Inside');
  await expect(page.locator('tipcheck-viewer')).toBeHidden();
  await expect
    .poll(() => printed.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.width))
    .toBeGreaterThan(300);
  const article = printed.getByRole('article');
  expect(
    await article.evaluate((node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]),
  ).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  if (hasPoppler) {
    const paper = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const text = pdfText(paper);
    expect(pageCount(paper)).toBe(1);
    expect(text).toContain('Signature');
    expect(text).not.toContain('Mark target');
  }
  await page.emulateMedia({ media: 'screen' });
  await report(page).getByRole('button', { name: 'Close' }).click();
  await expect(printed).toHaveCount(0);
});

test('a confirmation that is not shown has a picture made from its images', async ({ page }) => {
  await openViewer(page);
  await confirmCt(page);
  // The tip is no longer in the picture: a view without it proves nothing.
  await showImage(page, 2);
  await openReport(page);
  const article = report(page).getByRole('article');
  await expect(article.locator('figcaption')).toContainText(`CT image ${String(ctCase.tipSlice)}`);
  await expect(article.locator('.marks path').first()).toBeAttached();
  const shades = await article.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return new Set([...data].filter((_, index) => index % 4 === 0)).size;
  });
  expect(shades).toBeGreaterThan(40);
});

test('a confirmation whose images are closed says that there is no picture', async ({ page }) => {
  await openViewer(page);
  await page.locator('input[type=file]').setInputFiles(samplePath('records/xa-aneurysm.tipcheck.json'));
  await expect(verdict(page)).toContainText('Not of the picture shown');
  await openReport(page);
  const article = report(page).getByRole('article');
  await expect(article).toContainText('No picture: the image that the marks are on is not there.');
  await expect(article.locator('figure')).toHaveCount(0);
});

test('two views are on the page both', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, 'Two projections: needle');
  await page.locator('input[type=file]').setInputFiles(samplePath('records/biplane.tipcheck.json'));
  await expect(verdict(page)).toContainText('Inside');
  await openReport(page);
  await expect(report(page).getByRole('article').locator('.verdict')).toContainText('Inside');
  const pdf = await saved(page, 'Save PDF');
  test.skip(!hasPoppler, 'no pdftotext is installed here, which reads the text of the PDF');
  expect(pdfText(pdf.bytes)).toContain('from two views 76.2° apart');
});
