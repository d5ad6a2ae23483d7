import { readFileSync, readdirSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  pictureDrawn,
  samplePath,
  showImage,
  truthOf,
  verdict,
} from './viewer.ts';

/** What goes wrong around the marks must never move, lose or misname one. */

interface Payload {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const filesOf = (sample: string): Payload[] =>
  readdirSync(samplePath(sample))
    .filter((name) => name.endsWith('.dcm'))
    .sort()
    .map((name) => ({ name, mimeType: '', buffer: readFileSync(samplePath(`${sample}/${name}`)) }));

/** The same file with compressed pixels that no decoder accepts; everything else of it is whole. */
const undecodable = (file: Payload): Payload => {
  const buffer = Buffer.from(file.buffer);
  const start = buffer.indexOf(Buffer.from([0xff, 0xd8, 0xff, 0xf7]));
  buffer.fill(0xaa, start + 4, buffer.length - 16);
  return { ...file, buffer };
};

const errors = (page: Page) => page.evaluate(() => window.recorded.errors);

test('a slice that can not be decoded is told of, and marks go to the slice that is on the screen', async ({
  page,
}) => {
  await openViewer(page);
  const files = filesOf('mr-void');
  await page.locator('input[type=file]').setInputFiles(files.map((file, at) => (at === 11 ? undecodable(file) : file)));
  await expect(page.locator('output')).toContainText('of 20');
  await showImage(page, 11);
  await pictureDrawn(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press(']');
  await expect(page.getByRole('alert')).toContainText('Image 12 of 20 could not be drawn');
  await expect.poll(async () => (await errors(page)).at(-1)?.code).toBe('not-drawn');
  await expect(page.locator('output')).toContainText('Slice 11 of 20');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  const marked = (await lastChange(page)).record?.tip;
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await expect(page.locator('output')).toContainText('Slice 13 of 20');
  await showImage(page, 11);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('n');
  await page.locator('.viewport').click();
  const again = (await lastChange(page)).record?.tip;
  expect(again?.image).toEqual(marked?.image);
  expect(
    Math.hypot(...(again?.position ?? []).map((value, axis) => value - (marked?.position?.[axis] ?? NaN))),
  ).toBeLessThan(1e-6);
});

test('images that come late do not take the place of those opened after them @full', async ({ page }) => {
  await openViewer(page);
  await page.evaluate(
    async ([cine, image]) => {
      const viewer = document.querySelector('tipcheck-viewer') as unknown as {
        openFiles(files: Iterable<File>): Promise<void>;
      };
      const bytes = async (url: string): Promise<ArrayBuffer> => (await fetch(url)).arrayBuffer();
      const slow = new File([await bytes(cine ?? '')], 'cine.dcm');
      const read = Reflect.get(FileReader.prototype, 'readAsArrayBuffer');
      FileReader.prototype.readAsArrayBuffer = function (this: FileReader, blob: Blob) {
        setTimeout(
          () => {
            read.call(this, blob);
          },
          blob === slow ? 1500 : 0,
        );
      };
      const first = viewer.openFiles([slow]);
      await viewer.openFiles([new File([await bytes(image ?? '')], 'image.dcm')]);
      await first;
    },
    ['./us-cine/cine.dcm', './xa-uncalibrated/image.dcm'],
  );
  await page.waitForTimeout(500);
  await expect(page.locator('footer')).toContainText('pixels only');
});

test('a list of samples that comes late does not close what the reader has opened', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/index.json', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('./');
  await page.locator('input[type=file]').setInputFiles(samplePath('xa-uncalibrated/image.dcm'));
  await expect(page.locator('footer')).toContainText('pixels only');
  release();
  await expect(page.getByRole('combobox', { name: 'Sample' })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(page.locator('footer')).toContainText('pixels only');
});

test('a sample that can not be loaded leaves everything as it was', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  const before = await lastChange(page);
  await page.route('**/mr-void/*.dcm', (route) => route.abort());
  await page.getByRole('combobox', { name: 'Sample' }).selectOption({ label: 'MR: needle as void' });
  await expect(page.getByText('20 not shown')).toBeVisible();
  await expect(page.locator('footer')).toContainText('CT');
  await expect(verdict(page)).toContainText('Indeterminate');
  expect((await lastChange(page)).record).toEqual(before.record);
});

test.describe('a contour', () => {
  const truth = truthOf('us-cine');
  const [column = 0, row = 0] = truth.target.center;
  const corners = [
    [column - 30, row - 20],
    [column + 30, row - 22],
    [column + 28, row + 24],
    [column - 26, row + 20],
  ] as const;

  test.beforeEach(async ({ page }) => {
    await openViewer(page);
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await page.getByRole('combobox', { name: 'Target shape' }).selectOption('contour');
    await page.getByRole('button', { name: 'Mark target' }).click();
  });

  test('is ended by a double click on its last corner', async ({ page }) => {
    for (const corner of corners.slice(0, 3)) await clickAt(page, corner);
    const at = await pageFromPosition(page, corners[3]);
    await page.mouse.dblclick(at.x, at.y);
    const { record } = await lastChange(page);
    expect(record?.target).toMatchObject({ shape: 'contour' });
    expect(record?.target?.shape === 'contour' && record.target.points).toHaveLength(4);
    await noPageErrors(page);
  });

  test('that crosses itself stays a draft, with the reason', async ({ page }) => {
    for (const index of [0, 2, 1, 3]) await clickAt(page, corners[index] ?? []);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('crosses itself');
    expect(await page.evaluate(() => window.recorded.changes.length)).toBe(0);
    await expect(page.locator('.viewport svg [data-mark=target-point]').first()).toBeAttached();
  });

  test('holds corners of one frame only @full', async ({ page }) => {
    await clickAt(page, corners[0]);
    await clickAt(page, corners[1]);
    await showImage(page, 2);
    await expect(page.locator('.viewport svg [data-mark=target-point]')).toHaveCount(0);
    for (const corner of corners.slice(0, 3)) await clickAt(page, corner);
    await page.locator('tipcheck-viewer').focus();
    await page.keyboard.press('Enter');
    const { record } = await lastChange(page);
    expect(record?.space).toMatchObject({ frame: 2 });
    expect(record?.target?.shape === 'contour' && record.target.points).toHaveLength(3);
  });
});

test('fields of the panel follow the confirmation that is chosen @full', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  const device = page.getByRole('combobox', { name: 'Device' });
  await device.selectOption('needle');
  await page.getByRole('button', { name: 'New confirmation' }).click();
  await page.locator('.viewport').click();
  await device.selectOption('wire');
  await page.getByRole('button', { name: /^1 · needle/ }).click();
  await expect(device).toHaveValue('needle');
  await page.getByRole('button', { name: /^2 · wire/ }).click();
  await expect(device).toHaveValue('wire');
});

test('a verdict never stands beside a picture that it is not of, and comes back with its own', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  await expect(verdict(page)).toContainText('Indeterminate');
  const changes = await page.evaluate(() => window.recorded.changes.length);
  await page.locator('input[type=file]').setInputFiles(samplePath('xa-uncalibrated/image.dcm'));
  await expect(page.locator('footer')).toContainText('pixels only');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await expect(page.getByRole('button', { name: 'Confirm tip' })).toHaveCount(0);
  // Looking is no edit.
  expect(await page.evaluate(() => window.recorded.changes.length)).toBe(changes);
  await page.getByRole('button', { name: /^CT Needle in abscess/ }).click();
  await expect(verdict(page)).toContainText('Indeterminate');
});

test('marks that a new sample has closed come back by undo', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  const { record } = await lastChange(page);
  await chooseSample(page, 'MR: needle as void');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await expect(page.getByRole('alert')).toContainText('Undo brings the marks back');
  await chooseSample(page, 'CT: needle in abscess');
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('Indeterminate');
  expect((await lastChange(page)).record).toEqual(record);
});

test('a record without its images is told to be of other ones for as long as another picture stands beside it', async ({
  page,
}) => {
  await openViewer(page);
  await page.locator('input[type=file]').setInputFiles(samplePath('records/biplane.tipcheck.json'));
  await expect(verdict(page)).toContainText('Inside');
  await expect(verdict(page)).toContainText('Not of the picture shown');
  // What is said for a moment is gone by then; this stays.
  await expect(page.getByText('The images of this confirmation are not open')).toHaveCount(0, { timeout: 10_000 });
  await expect(verdict(page)).toContainText('Not of the picture shown');
  await page.locator('input[type=file]').setInputFiles(samplePath('records/ct-abscess.tipcheck.json'));
  await expect(verdict(page)).not.toContainText('Not of the picture shown');
});

test('a saved report opens again, with its images and without', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  const { record } = await lastChange(page);
  await page.getByRole('button', { name: 'Save report' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog', { name: 'Report' }).getByRole('button', { name: 'Save JSON' }).click();
  const path = await (await download).path();
  await page.goto('about:blank');
  await page.goto('./');
  await expect(page.locator('output')).toContainText('of 40');
  const saved = { name: 'tipcheck-report.json', mimeType: 'application/json', buffer: readFileSync(path) };
  await page.locator('input[type=file]').setInputFiles([saved]);
  await expect(verdict(page)).toContainText('Indeterminate');
  expect((await lastChange(page)).record).toEqual(record);
  const broken = { ...saved, buffer: Buffer.from('{"tipcheck":2}') };
  await page.locator('input[type=file]').setInputFiles([broken]);
  await expect(page.getByRole('alert')).toContainText('tipcheck-report.json: tipcheck: must be 1');
  expect((await lastChange(page)).record).toEqual(record);
});

test('a planned path may begin on one slice and end on another @full', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Mark plan' }).click();
  const box = await page.locator('.viewport').boundingBox();
  await showImage(page, 10);
  await page.mouse.click((box?.x ?? 0) + 300, (box?.y ?? 0) + 200);
  await expect(page.getByRole('alert')).toContainText('click the planned target');
  await showImage(page, 20);
  await page.mouse.click((box?.x ?? 0) + 400, (box?.y ?? 0) + 300);
  const { plan } = (await lastChange(page)).record ?? {};
  const apart = Math.hypot(...(plan?.entry ?? []).map((value, axis) => value - (plan?.target[axis] ?? NaN)));
  // Ten slices of 3 mm, and something sideways.
  expect(apart).toBeGreaterThan(30);
});
