import { expect, type Page } from '@playwright/test';
import { join } from 'node:path';
import { realDataFolder, skipNote } from '../support/real-data.ts';
import { part10, type Elements } from '../support/part10.ts';
import { test } from './shared-page.ts';
import { noPageErrors, openViewer, type Inside } from './viewer.ts';

const EDGE = 16;

/** A picture of pixels twice as high as wide, with two frames. */
const picture = (more: Elements): Elements => ({
  '00080008': ['CS', 'ORIGINAL\\PRIMARY'],
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.7.2'],
  '00080018': ['UI', '1.2.3.8.1'],
  '00080060': ['CS', 'OT'],
  '0020000D': ['UI', '1.2.3.8'],
  '0020000E': ['UI', '1.2.3.8.2'],
  '00280002': ['US', 1],
  '00280004': ['CS', 'MONOCHROME2'],
  '00280008': ['IS', 2],
  '00280010': ['US', EDGE],
  '00280011': ['US', EDGE],
  '00280034': ['IS', '2\\1'],
  '00280100': ['US', 16],
  '00280101': ['US', 12],
  '00280102': ['US', 11],
  '00280103': ['US', 0],
  '00281050': ['DS', '128'],
  '00281051': ['DS', '256'],
  // Grey, and in the second frame an overlay in bit 12 of the pixel in column 3 of row 10.
  '7FE00010': [
    'OW',
    Array.from({ length: 2 * EDGE * EDGE }, (_, index) => 100 + (index === EDGE * EDGE + 10 * EDGE + 3 ? 0x1000 : 0)),
  ],
  // Three bits, two of them set, from column 12 (13th) of row 5 (6th) on.
  '60000010': ['US', 1],
  '60000011': ['US', 3],
  '60000040': ['CS', 'G'],
  '60000050': ['SS', [6, 13]],
  '60000100': ['US', 1],
  '60000102': ['US', 0],
  '60003000': ['OW', [0b101]],
  '60020010': ['US', EDGE],
  '60020011': ['US', EDGE],
  '60020040': ['CS', 'G'],
  '60020050': ['SS', [1, 1]],
  '60020100': ['US', 16],
  '60020102': ['US', 12],
  ...more,
});

const open = async (page: Page, more: Elements = {}): Promise<void> => {
  await openViewer(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'overlay.dcm', mimeType: 'application/dicom', buffer: Buffer.from(part10(picture(more))) },
    ]);
};

/** Pixels (column, row) of the image, 0-based, whose middle is covered by an overlay; null where no layer is drawn. */
const covered = (page: Page, edge = EDGE): Promise<readonly (readonly [number, number])[] | null> =>
  page.evaluate(async (size) => {
    const { stage, tools } = (document.querySelector('tipcheck-viewer') as unknown as Inside).machinery;
    // What is to be shown is known before there are views of it.
    const element = stage.elements[0];
    const layer = element?.querySelector<HTMLCanvasElement>('canvas.overlay-planes');
    const view = element && (await tools.marking.load()).viewOf(element);
    if (!layer || !view) return null;
    const context = layer.getContext('2d')!;
    const perCss = layer.width / layer.clientWidth;
    const found: (readonly [number, number])[] = [];
    for (let row = 0; row < size; row += 1)
      for (let column = 0; column < size; column += 1) {
        const [x, y] = view.canvasOf([column + 0.5, row + 0.5]);
        const [, , , alpha = 0] = context.getImageData(Math.round(x * perCss), Math.round(y * perCss), 1, 1).data;
        if (alpha > 100) found.push([column, row]);
      }
    return found;
  }, edge);

test('overlays lie on their pixels, follow the view, belong to their frames and can be switched off', async ({
  page,
}) => {
  await open(page);
  await expect(page.locator('output')).toContainText('2 of');
  await expect
    .poll(() => covered(page))
    .toEqual([
      [12, 5],
      [14, 5],
      [3, 10],
    ]);
  const button = page.getByRole('button', { name: 'Overlays', exact: true });
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('[');
  await expect
    .poll(() => covered(page))
    .toEqual([
      [12, 5],
      [14, 5],
    ]);
  await page.keyboard.press('+');
  await page.waitForTimeout(300);
  await expect
    .poll(() => covered(page))
    .toEqual([
      [12, 5],
      [14, 5],
    ]);
  await page.keyboard.press('o');
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => covered(page)).toBeNull();
  await button.click();
  await expect
    .poll(() => covered(page))
    .toEqual([
      [12, 5],
      [14, 5],
    ]);
  await noPageErrors(page);
});

test('overlays are not offered where there are none', async ({ page }) => {
  await openViewer(page);
  await expect(page.getByRole('button', { name: 'Reset view' })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Overlays', exact: true })).toHaveCount(0);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('o');
  await expect.poll(() => covered(page)).toBeNull();
});

test.describe('real overlays', () => {
  test.skip(realDataFolder === null, skipNote);

  test('in the pixels and beside them are all drawn', async ({ page }) => {
    await openViewer(page);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([join(realDataFolder ?? '', 'sr-seg-rt/overlay.dcm')]);
    await expect(page.getByRole('button', { name: 'Overlays', exact: true })).toBeVisible();
    await expect
      .poll(() =>
        page.evaluate(() => {
          const layer = document
            .querySelector('tipcheck-viewer')
            ?.shadowRoot?.querySelector<HTMLCanvasElement>('canvas.overlay-planes');
          const context = layer?.width ? layer.getContext('2d') : null;
          if (!layer || !context) return 0;
          return context
            .getImageData(0, 0, layer.width, layer.height)
            .data.filter((_, at) => at % 4 === 3)
            .filter((a) => a > 0).length;
        }),
      )
      .toBeGreaterThan(1000);
    await noPageErrors(page);
  });
});
