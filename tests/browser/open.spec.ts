import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import * as alone from '@playwright/test';
import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  clickAt,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  pictureDrawn,
  samplePath,
  showImage,
  truthOf,
  verdict,
  watchContexts,
  withoutWebGl,
} from './viewer.ts';

const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => join(folder, name));

test('opened files are shown at once and listed; what can not be read is listed with its reason and changes nothing', async ({
  page,
}) => {
  await openViewer(page);
  const input = page.locator('input[type=file]');
  await input.setInputFiles(filesIn(samplePath('mr-void')));
  const mr = page.getByRole('button', { name: /^MR Needle as signal void/ });
  await expect(mr).toHaveAttribute('aria-pressed', 'true');
  await pictureDrawn(page);
  await input.setInputFiles([
    { name: 'notes.dcm', mimeType: 'application/dicom', buffer: Buffer.from('not an image at all') },
  ]);
  await expect.poll(() => page.evaluate(() => window.recorded.errors.length)).toBe(1);
  const error = await page.evaluate(() => window.recorded.errors[0]);
  expect(error?.code).toBe('not-dicom');
  expect(error?.message).toContain('notes.dcm');
  await expect(page.getByText('1 not shown')).toBeVisible();
  await expect(mr).toHaveAttribute('aria-pressed', 'true');
  await noPageErrors(page);
});

test('content decides what a file is: images without an ending, in a zip, beside junk', async ({ page }) => {
  await openViewer(page);
  const entries = Object.fromEntries(
    filesIn(samplePath('mr-void')).map((path, index) => [
      `scan/IM${String(index)}`,
      new Uint8Array(readFileSync(path)),
    ]),
  );
  const archive = zipSync({ ...entries, 'scan/readme.txt': new TextEncoder().encode('hello') });
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'disc', mimeType: 'application/octet-stream', buffer: Buffer.from(archive) }]);
  await expect(page.getByRole('button', { name: /^MR Needle as signal void/ })).toContainText('20 images');
  await expect(page.getByText('1 not shown')).toBeVisible();
});

test('a broken file never takes the marks with it', async ({ page }) => {
  await openViewer(page);
  const truth = truthOf('ct-abscess') as ReturnType<typeof truthOf> & { targetSlice: number };
  await showImage(page, truth.targetSlice);
  await dragTarget(page, truth.target.center, [
    (truth.target.center[0] ?? 0) + 9.9,
    truth.target.center[1] ?? 0,
    (truth.target.center[2] ?? 0) + 1.39,
  ]);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  const before = await lastChange(page);
  const whole = readFileSync(samplePath('xa-uncalibrated/image.dcm'));
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'cut.dcm', mimeType: '', buffer: whole.subarray(0, whole.length - 9000) }]);
  await expect.poll(() => page.evaluate(() => window.recorded.errors.length)).toBe(1);
  await expect(verdict(page)).toContainText('Indeterminate');
  expect((await lastChange(page)).record).toEqual(before.record);
});

alone.test('a lost GL context costs a picture, never a mark', async ({ page }) => {
  await watchContexts(page);
  await openViewer(page, './?drawing=webgl');
  const truth = truthOf('ct-abscess') as ReturnType<typeof truthOf> & { targetSlice: number };
  await showImage(page, truth.targetSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  const before = await lastChange(page);
  const lost = await page.evaluate(
    () =>
      window.contexts
        .flatMap((known) => known.deref() ?? [])
        .filter((context) => !context.isContextLost())
        .map((context) => context.getExtension('WEBGL_lose_context')?.loseContext()).length,
  );
  expect(lost).toBeGreaterThan(0);
  await pictureDrawn(page);
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toBeVisible();
  expect((await lastChange(page)).record).toEqual(before.record);
  await clickAt(page, [truth.tip[0] ?? 0, (truth.tip[1] ?? 0) + 5, truth.tip[2] ?? 0]);
  expect((await lastChange(page)).record?.tip?.position).not.toEqual(before.record?.tip?.position);
});

alone.test('without WebGL 2 a stack is drawn all the same @full', async ({ page }) => {
  await withoutWebGl(page);
  await openViewer(page);
  await expect(page.locator('footer')).toContainText('Drawn without WebGL');
  await expect(page.getByRole('button', { name: 'Along the device' })).toHaveAttribute('title', /need WebGL 2/);
  await expect(page.getByRole('button', { name: 'Three planes' })).toBeDisabled();
  const truth = truthOf('ct-abscess') as ReturnType<typeof truthOf> & { targetSlice: number };
  await showImage(page, truth.targetSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  const position = (await lastChange(page)).record?.tip?.position ?? [];
  expect(Math.hypot(...position.map((value, axis) => value - (truth.tip[axis] ?? 0)))).toBeLessThan(0.5);
});

test('a click means the same place with WebGL and without', async ({ page, browser }) => {
  const markedAt = async (one: Page): Promise<readonly number[]> => {
    await openViewer(one);
    await showImage(one, 20);
    await one.getByRole('button', { name: 'Mark tip' }).click();
    const box = await one.locator('.viewport').boundingBox();
    await one.mouse.click((box?.x ?? 0) + 310.5, (box?.y ?? 0) + 222.25);
    return (await lastChange(one)).record?.tip?.position ?? [];
  };
  const drawn = await markedAt(page);
  const other = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await withoutWebGl(other);
  const fallback = await markedAt(other);
  await expect(other.locator('footer')).toContainText('Drawn without WebGL');
  await other.close();
  // A pixel is 1.2 × 1.3 mm; the two renderers fit the picture alike but for their rounding of the canvas.
  expect(Math.hypot(...drawn.map((value, axis) => value - (fallback[axis] ?? NaN)))).toBeLessThan(0.1);
});
