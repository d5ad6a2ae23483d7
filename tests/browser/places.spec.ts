import { Buffer } from 'node:buffer';
import { expect, type Page } from '@playwright/test';
import { ctSlice, part10 } from '../support/part10.ts';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  ctCase,
  dragTo,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  pictureDrawn,
  showImage,
  truthOf,
  withoutWebGl,
} from './viewer.ts';

/** Where the middle of a fitted picture and points round it lie, by the sizes alone: 640 × 480 square pixels in the ultrasound sample. */
const COLUMNS = 640;
const ROWS = 480;

test.describe('a click is where the fitted picture has it, on fine screens and without WebGL', () => {
  for (const [deviceScaleFactor, renderer, lane] of [
    [1.5, 'without WebGL', ''],
    [2, 'with WebGL', ' @webgl'],
    [1.5, 'with WebGL', ' @full'],
    [2, 'without WebGL', ' @full'],
  ] as const) {
    test(`${String(deviceScaleFactor)} device pixels a CSS pixel, ${renderer}${lane}`, async ({ browser }) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, deviceScaleFactor });
      if (renderer === 'without WebGL') await withoutWebGl(page);
      await openViewer(page);
      await chooseSample(page, 'Ultrasound: cyst puncture');
      await page.getByRole('button', { name: 'Mark tip' }).click();
      const box = await page.locator('.viewport').boundingBox();
      if (!box) throw new Error('no viewport');
      const fit = Math.min(box.width / COLUMNS, box.height / ROWS);
      for (const [right, down] of [
        [0, 0],
        [101.5, -73.25],
        [-88.25, 55.5],
      ] as const) {
        await page.mouse.click(box.x + box.width / 2 + right, box.y + box.height / 2 + down);
        const [column = NaN, row = NaN] = (await lastChange(page)).record?.tip?.position ?? [];
        expect(column).toBeCloseTo(COLUMNS / 2 + right / fit, 0);
        expect(row).toBeCloseTo(ROWS / 2 + down / fit, 0);
      }
      // Pixels of 0.2 mm: the bar is as long as it says.
      const bar = page.locator('.overlay .bar');
      const mm = Number.parseFloat(await bar.innerText()) * ((await bar.innerText()).includes('cm') ? 10 : 1);
      expect((await bar.boundingBox())?.height).toBeCloseTo((mm / 0.2) * fit, -0.5);
      await noPageErrors(page);
      await page.close();
    });
  }
});

/** Pan, zoom and window of the first view, as Cornerstone has them. */
const viewState = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const viewer = document.querySelector('tipcheck-viewer') as unknown as {
      machinery: {
        stage: {
          viewports(): { getZoom(): number; getPan(): number[]; getProperties(): { voiRange?: unknown } }[];
        };
      };
    };
    const [viewport] = viewer.machinery.stage.viewports();
    const round = (value: number): number => Number(value.toFixed(3));
    return {
      zoom: viewport && round(viewport.getZoom()),
      pan: viewport?.getPan().map(round),
      window: viewport?.getProperties().voiRange,
    };
  });

/** Zooms by key; moves the picture, and widens the window, with the mouse. */
const lookCloser = async (page: Page): Promise<void> => {
  const viewport = page.locator('.viewport');
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  await viewport.hover();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('+');
  for (const [button, right, down] of [
    ['middle', 30, -20],
    ['left', 60, 40],
  ] as const) {
    await page.mouse.move(box.x + 200, box.y + 200);
    await page.mouse.down({ button });
    await page.mouse.move(box.x + 200 + right, box.y + 200 + down, { steps: 4 });
    await page.mouse.up({ button });
  }
};

test(
  'jumping to a mark shows its slice with zoom, pan and window as they were when it was made, also after the page was opened again',
  { tag: '@webgl' },
  async ({ page }) => {
    await openViewer(page);
    await showImage(page, ctCase.tipSlice);
    const fitted = await viewState(page);
    await page.getByRole('button', { name: 'Window', exact: true }).click();
    await lookCloser(page);
    const marking = await viewState(page);
    expect(marking).not.toEqual(fitted);
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, ctCase.tip);
    await page.keyboard.press('Escape');

    const elsewhere = async (): Promise<void> => {
      await page.locator('tipcheck-viewer').focus();
      await page.keyboard.press('Space');
      expect(await viewState(page)).toEqual(fitted);
      await showImage(page, 3);
    };
    const atTheTip = async (): Promise<void> => {
      await expect(page.locator('output')).toContainText(` ${String(ctCase.tipSlice)} of`);
      await expect.poll(() => viewState(page)).toEqual(marking);
      await expect(page.locator('.viewport svg [data-mark=tip]').first()).toHaveAttribute('data-ghost', 'false');
    };
    await elsewhere();
    await page.getByRole('button', { name: 'Jump to tip' }).click();
    await atTheTip();

    // A mark of another view, undone: the one before it has its own.
    await elsewhere();
    await showImage(page, ctCase.tipSlice);
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, ctCase.center);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await showImage(page, 3);
    await page.getByRole('button', { name: 'Jump to tip' }).click();
    await atTheTip();

    await expect(page.locator('footer')).toContainText('Kept in this browser');
    await page.reload();
    await pictureDrawn(page);
    expect(await viewState(page)).toEqual(fitted);
    await page.getByRole('button', { name: 'Resume' }).click();
    await atTheTip();
    await noPageErrors(page);
  },
);

test('a mark that was made in planes is jumped to without touching zoom and window of the single view', async ({
  page,
}) => {
  await openViewer(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(3);
  // A press that the page comes to late marks nothing: planes are drawn one after the other, which holds it up.
  await pictureDrawn(page);
  await expect(page.locator('footer')).not.toContainText('in memory');
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'true');
  const box = await page.locator('.viewport').first().boundingBox();
  if (!box) throw new Error('no viewport');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(1);
  await pictureDrawn(page);
  await lookCloser(page);
  await showImage(page, 3);
  const before = await viewState(page);
  await page.getByRole('button', { name: 'Jump to tip' }).click();
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toHaveAttribute('data-ghost', 'false');
  expect(await viewState(page)).toEqual(before);
});

test('of marks at one place on two frames only that of the frame shown reacts', async ({ page }) => {
  await openViewer(page);
  await chooseSample(page, 'Ultrasound: cyst puncture');
  const { tip } = truthOf('us-cine');
  const [column = 0, row = 0] = tip;
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, tip);
  const first = (await lastChange(page)).record;
  await showImage(page, 5);
  await clickAt(page, tip);
  const second = (await lastChange(page)).record;
  expect(second?.id).not.toBe(first?.id);
  await page.keyboard.press('Escape');
  await dragTo(page, tip, [column + 40, row + 30]);
  const dragged = (await lastChange(page)).record;
  expect(dragged?.id).toBe(second?.id);
  expect(dragged?.tip?.position?.[0]).toBeGreaterThan(column + 38);
  // The other frame's mark stands where it stood.
  await page.getByRole('button', { name: /^1 · / }).click();
  expect((await lastChange(page)).record?.tip?.position).toEqual(first?.tip?.position);
});

test('where pixels are twice as high as wide, distances along, across and aslant are those of the patient', async ({
  page,
}) => {
  // 40 × 30 pixels of 1.4 mm between rows and 0.7 mm between columns: the fitted picture is as high as wide but for the counts.
  const file = part10(
    ctSlice(1, {
      '00280010': ['US', 30],
      '00280011': ['US', 40],
      '00280030': ['DS', '1.4\\0.7'],
      '7FE00010': ['OW', Array.from({ length: 1200 }, (_, pixel) => 100 + (pixel % 40) * 20)],
    }),
  );
  await openViewer(page);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'wide', mimeType: 'application/dicom', buffer: Buffer.from(file) });
  await expect(page.locator('footer')).toContainText('0.7 × 1.4 mm');
  await pictureDrawn(page);
  const box = await page.locator('.viewport').boundingBox();
  if (!box) throw new Error('no viewport');
  // The whole picture is 28 × 42 mm, so its height fills the view.
  const cssPerMm = box.height / 42;
  const at = (mmRight: number, mmDown: number): readonly [number, number] => [
    box.x + box.width / 2 + mmRight * cssPerMm,
    box.y + box.height / 2 + mmDown * cssPerMm,
  ];
  await page.getByRole('button', { name: 'Mark target' }).click();
  await page.mouse.click(...at(0, 0));
  await page.getByRole('button', { name: 'Mark tip' }).click();
  for (const [right, down, distance] of [
    [9, 0, 9],
    [0, 12, 12],
    [-9, 12, 15],
  ] as const) {
    await page.mouse.click(...at(right, down));
    const { value, unit } = (await lastChange(page)).assessment?.metrics.tipToCenter ?? { value: NaN, unit: '' };
    expect(unit).toBe('mm');
    expect(value).toBeCloseTo(distance, 1);
  }
  expect(await pageFromPosition(page, (await lastChange(page)).record?.tip?.position ?? [])).toMatchObject({
    x: expect.closeTo(at(-9, 12)[0], 1),
    y: expect.closeTo(at(-9, 12)[1], 1),
  });
});
