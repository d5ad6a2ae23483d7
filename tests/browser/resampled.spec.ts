import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as alone from '@playwright/test';
import { expect, type Page } from '@playwright/test';
import { patientFromPixelIndex } from '../../src/image/plane-geometry.ts';
import { patientPoint, pixelIndex } from '../../src/space/frame.ts';
import { headPhantom, sectionAcross, sectionAt } from '../support/head-phantom.ts';
import { realDataFolder, skipNote } from '../support/real-data.ts';
import { tiltedPhantom } from '../support/tilted-phantom.ts';
import { test } from './shared-page.ts';
import { lastChange, noPageErrors, openViewer, pageFromPosition, pictureDrawn, showImage } from './viewer.ts';

type Place = readonly [number, number, number];

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN)));
/** mm between two places as seen along a direction. */
const apartAcross = (direction: readonly number[], a: readonly number[], b: readonly number[]): number => {
  const off = a.map((value, axis) => value - (b[axis] ?? NaN));
  const along = off.reduce((sum, value, axis) => sum + value * (direction[axis] ?? NaN), 0);
  return Math.hypot(...off.map((value, axis) => value - along * (direction[axis] ?? NaN)));
};

/** Where on the page a bright thing is, seen in the picture alone: the centroid of what is brighter than half-way, near a point. */
const brightAt = (page: Page, view: number, near: { x: number; y: number }, radius: number) =>
  page.evaluate(
    ([index, around, reach]) => {
      const views = document.querySelector('tipcheck-viewer')?.shadowRoot?.querySelectorAll<HTMLElement>('.viewport');
      const canvas = views?.[index]?.querySelector('canvas');
      const context = canvas && document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!canvas || !context) throw new Error('no picture');
      const bounds = canvas.getBoundingClientRect();
      const perCss = canvas.width / bounds.width;
      context.canvas.width = canvas.width;
      context.canvas.height = canvas.height;
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const pixels = Array.from({ length: canvas.width * canvas.height }, (_, at) => ({
        x: (at % canvas.width) + 0.5,
        y: Math.floor(at / canvas.width) + 0.5,
        grey: data[4 * at] ?? 0,
      })).filter(
        ({ x, y }) => Math.hypot(x / perCss + bounds.left - around.x, y / perCss + bounds.top - around.y) < reach,
      );
      const greys = pixels.map(({ grey }) => grey);
      const [least, most] = [greys.reduce((a, b) => Math.min(a, b)), greys.reduce((a, b) => Math.max(a, b))];
      const bright = pixels
        .map(({ x, y, grey }) => ({ x, y, weight: grey - (least + most) / 2 }))
        .filter(({ weight }) => weight > 0);
      const sum = bright.reduce((total, { weight }) => total + weight, 0);
      const mean = (of: (one: { x: number; y: number }) => number) =>
        bright.reduce((total, one) => total + (one.weight / sum) * of(one), 0);
      return {
        x: mean(({ x }) => x) / perCss + bounds.left,
        y: mean(({ y }) => y) / perCss + bounds.top,
        least,
        most,
      };
    },
    [view, near, radius] as const,
  );

const tipOf = async (page: Page): Promise<Place> => {
  const [x, y, z] = (await lastChange(page)).record?.tip?.position ?? [];
  if (x === undefined || y === undefined || z === undefined) throw new Error('no tip');
  return [x, y, z];
};

const open = async (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0], count: number) => {
  await openViewer(page);
  await page.locator('input[type=file]').setInputFiles(files);
  await expect(page.locator('output')).toContainText(`of ${String(count)}`);
  await pictureDrawn(page);
};

const openPlanes = async (page: Page, note: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.locator('.viewport')).toHaveCount(3);
  await expect(page.locator('.viewport .note')).toHaveText([note, note, note], { timeout: 40_000 });
  await pictureDrawn(page);
};

/** Clicks the middle of what is bright near a place, as seen. */
const clickBright = async (page: Page, view: number, near: readonly number[], radius: number) => {
  const seen = await brightAt(page, view, await pageFromPosition(page, near, view), radius);
  await page.mouse.click(seen.x, seen.y);
  return { position: await tipOf(page), seen };
};

test('a ball in a stack tilted by 15° is in the same place in the stack and in every plane', async ({ page }) => {
  const phantom = tiltedPhantom({ tiltDegrees: 15 });
  await open(page, [...phantom.files], 24);
  await expect(page.locator('footer')).toContainText('Three planes are resampled: gantry tilted by 15.0°');
  await showImage(page, phantom.middleSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const stack = await clickBright(page, 0, phantom.center, 60);
  expect(apart(stack.position, phantom.center)).toBeLessThan(0.1);

  // The planes open where the tip is marked.
  await openPlanes(page, 'Resampled: gantry tilted by 15.0°');
  for (const view of [0, 1, 2]) {
    await expect
      .poll(async () => (await brightAt(page, view, await pageFromPosition(page, stack.position, view), 20)).most)
      .toBeGreaterThan(150);
    const { position, seen } = await clickBright(page, view, stack.position, 40);
    expect(apart(position, stack.position)).toBeLessThan(0.2);
    expect(apart(position, phantom.center)).toBeLessThan(0.2);
    // The same window gives the same greys.
    expect(Math.abs(seen.most - stack.seen.most)).toBeLessThanOrEqual(2);
    expect(Math.abs(seen.least - stack.seen.least)).toBeLessThanOrEqual(2);
  }
  // Put together as a box, the slices would have it as far off as they are shifted by then.
  const shift = (phantom.middleSlice - 1) * 2.5 * Math.sin((15 * Math.PI) / 180);
  expect(shift).toBeGreaterThan(10);
  const { record } = await lastChange(page);
  expect(record?.space).toMatchObject({
    kind: 'patient',
    voxel: { betweenSlices: expect.closeTo(phantom.betweenSlices, 4) as unknown, sliceThickness: 2.5 },
  });
  // The image that the tip lies on is still one that was acquired.
  expect(record?.tip?.image?.sopInstanceUID).toBe(`1.2.3.4.1.${String(phantom.middleSlice)}`);
  await noPageErrors(page);
});

test('a missing slice is an empty band that says so, and the ball above it is in its place', async ({ page }) => {
  const phantom = tiltedPhantom({ tiltDegrees: 0, left: [9] });
  await open(page, [...phantom.files], 23);
  await showImage(page, phantom.middleSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const stack = await clickBright(page, 0, phantom.center, 60);
  await openPlanes(page, 'Resampled: a gap of 5.0 mm left empty');
  for (const view of [0, 1, 2]) {
    const { position } = await clickBright(page, view, stack.position, 40);
    expect(apart(position, phantom.center)).toBeLessThan(0.2);
  }
  // In the coronal plane: black in the middle of the gap, the block on both sides of it.
  const inGap = phantom.center.map((value, axis) => value + (axis === 2 ? -8 * 2.5 : 0));
  const greyAt = async (alongZ: number): Promise<number> => {
    const place = inGap.map((value, axis) => value + (axis === 0 ? 12 : axis === 2 ? alongZ : 0));
    return (await brightAt(page, 1, await pageFromPosition(page, place, 1), 1.5)).most;
  };
  expect(await greyAt(0)).toBeLessThan(5);
  expect(await greyAt(3)).toBeGreaterThan(60);
  expect(await greyAt(-3)).toBeGreaterThan(60);
  // A mark there is as uncertain as the gap is wide.
  const { x, y } = await pageFromPosition(page, inGap, 1);
  await page.mouse.click(x, y);
  expect((await lastChange(page)).record?.space).toMatchObject({
    voxel: { betweenSlices: expect.closeTo(5, 5) as unknown },
  });
  await noPageErrors(page);
});

alone.test('where no worker can be had, the planes are the same @full', async ({ page }) => {
  await page.addInitScript(() => {
    const Original = Worker;
    window.Worker = class extends Original {
      constructor(address: string | URL, options?: WorkerOptions) {
        if (String(address).includes('resample-worker')) throw new Error('blocked');
        super(address, options);
      }
    };
  });
  const phantom = tiltedPhantom({ tiltDegrees: -22, count: 12, middleSlice: 9 });
  await open(page, [...phantom.files], 12);
  await showImage(page, phantom.middleSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickBright(page, 0, phantom.center, 60);
  await openPlanes(page, 'Resampled: gantry tilted by 22.0°');
  for (const view of [0, 1, 2])
    expect(apart((await clickBright(page, view, phantom.center, 40)).position, phantom.center)).toBeLessThan(0.2);
  await noPageErrors(page);
});

test('the ball in a real phantom scanned with a tilted gantry is marked at the same place in the stack and in every plane @full', async ({
  page,
}) => {
  test.skip(realDataFolder === null, skipNote);
  const { series, images } = await headPhantom();
  const slices = series.frames.flatMap(({ plane }, frame) => {
    const values = images[frame];
    return plane && values ? [{ plane, values }] : [];
  });
  const slice = slices[37];
  if (!slice) throw new Error('no such slice');
  const { plane } = slice;
  const section = sectionAt(slice.values, series.size, [199, 191]);
  const ball = patientFromPixelIndex(plane, pixelIndex(section.column, section.row));

  const folder = join(realDataFolder ?? '', 'ct/phantom-tilt+16.5');
  const files = readdirSync(folder).filter((name) => name.endsWith('.dcm'));
  await open(
    page,
    files.map((name) => join(folder, name)),
    58,
  );
  await showImage(page, 38);
  await page.getByRole('combobox', { name: 'CT window' }).selectOption({ label: 'Needle' });
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const stack = await clickBright(page, 0, ball, 34);
  expect(apartAcross(plane.normal, stack.position, ball)).toBeLessThan(0.2);

  await openPlanes(page, 'Resampled: gantry tilted by 16.5°');
  await page.getByRole('combobox', { name: 'CT window' }).selectOption({ label: 'Needle' });
  // Closer, for precision; the ball stays in the picture.
  for (let step = 0; step < 2; step += 1) await page.keyboard.press('+');
  // What the stack itself has in each of the three planes through the mark, by the positions of its slices.
  const expected = [
    ball,
    sectionAcross(slices, series.size, patientPoint(...stack.position), 'columns', 15),
    sectionAcross(slices, series.size, patientPoint(...stack.position), 'rows', 15),
  ];
  for (const [view, towardsReader] of [plane.normal, plane.alongColumn, plane.alongRow].entries()) {
    const near = await pageFromPosition(page, ball, view);
    const edge = await pageFromPosition(
      page,
      ball.map((value, axis) => value + 15 * ((view === 2 ? plane.alongColumn : plane.alongRow)[axis] ?? NaN)),
      view,
    );
    const radius = Math.hypot(edge.x - near.x, edge.y - near.y);
    await expect.poll(async () => (await brightAt(page, view, near, 4)).least).toBeGreaterThan(60);
    const { position } = await clickBright(page, view, ball, radius);
    expect(apartAcross(towardsReader, position, expected[view] ?? [])).toBeLessThan(0.2);
  }
  await noPageErrors(page);
});
