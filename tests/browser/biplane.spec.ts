import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  dragTarget,
  dragTo,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  samplePath,
  truthOf,
  verdict,
} from './viewer.ts';

interface ViewTruth {
  readonly tip: readonly [number, number];
  readonly shaft: readonly (readonly [number, number])[];
  readonly target: { readonly center: readonly [number, number]; readonly radius: number };
}
const truth = truthOf('biplane') as ReturnType<typeof truthOf> & {
  readonly separation: number;
  readonly views: readonly [ViewTruth, ViewTruth];
};
const [first, second] = truth.views;
const SAMPLE = 'Two projections: needle';

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN)));
const rimOf = ({ target: { center, radius } }: ViewTruth): readonly number[] => [center[0] + radius, center[1]];

/** Opens both views of the sample side by side, the one at −32° first. */
const openTwoViews = async (page: Page): Promise<void> => {
  await chooseSample(page, SAMPLE);
  await page.getByRole('navigation', { name: 'Series' }).getByRole('button').first().click();
  await page.getByRole('button', { name: 'Two views' }).click();
  await page.getByRole('dialog', { name: 'Second view' }).getByRole('button', { name: /apart/ }).click();
  await expect(page.locator('.stage .viewport canvas')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'Steps' })).toBeVisible();
};

/** So that a pixel of the picture is more than one of the screen. */
const zoomIn = async (page: Page): Promise<void> => {
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
};

const markBoth = async (page: Page): Promise<void> => {
  await dragTarget(page, first.target.center, rimOf(first), 0);
  await dragTarget(page, second.target.center, rimOf(second), 1);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, first.tip, 0);
  await clickAt(page, second.tip, 1);
};

/** The ends of a line in a view, page coordinates, and how far a place of the picture lies from it, px of the picture. */
const distanceFromLine = async (page: Page, view: 0 | 1, tool: string, place: readonly number[]): Promise<number> => {
  const viewport = page.locator('.stage .viewport').nth(view);
  const line = viewport.locator(`svg [data-tipcheck=${tool}] [data-line=epipolar-line]`).first();
  const points = (await line.getAttribute('points')) ?? '';
  const box = await viewport.boundingBox();
  const [[ax, ay], [bx, by]] = points.split(' ').map((point) => point.split(',').map(Number) as [number, number]) as [
    [number, number],
    [number, number],
  ];
  const at = await pageFromPosition(page, place, view);
  const [x, y] = [at.x - (box?.x ?? NaN), at.y - (box?.y ?? NaN)];
  const onScreen = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay);
  const next = await pageFromPosition(page, [(place[0] ?? NaN) + 1, place[1] ?? NaN], view);
  return onScreen / (next.x - at.x);
};

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test.afterEach(async ({ page }) => {
  await noPageErrors(page);
});

test('marks in two views give the tip and the target in space, and the verdict', { tag: '@both' }, async ({ page }) => {
  await openTwoViews(page);
  await expect(page.locator('.cines')).toContainText('View 1 · RAO 32° CRA 6° · SID 1100 mm · SOD 750 mm');
  await expect(page.locator('.cines')).toContainText('View 2 · LAO 43° CAU 9°');
  await zoomIn(page);
  await dragTarget(page, first.target.center, rimOf(first), 0);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, first.tip, 0);
  // Before anything is marked there, the second view shows where its marks must lie.
  expect(await distanceFromLine(page, 1, 'TipCheckTip', second.tip)).toBeLessThan(1);
  expect(await distanceFromLine(page, 1, 'TipCheckTarget', second.target.center)).toBeLessThan(1);
  await expect(page.getByRole('button', { name: 'Confirm tip' })).toBeDisabled();
  await dragTarget(page, second.target.center, rimOf(second), 1);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, second.tip, 1);
  expect(await distanceFromLine(page, 0, 'TipCheckTip', first.tip)).toBeLessThan(1);
  await expect(verdict(page)).toContainText('Indeterminate');
  const { record, assessment } = await lastChange(page);
  expect(record?.space).toMatchObject({ kind: 'biplane', views: [{ sod: 750 }, { sod: 750 }] });
  expect(JSON.stringify(record?.space)).not.toContain('entered');
  const { biplane } = assessment ?? {};
  expect(apart(biplane?.tip ?? [], truth.tip)).toBeLessThan(0.3);
  expect(apart(biplane?.target?.center ?? [], truth.target.center)).toBeLessThan(0.3);
  expect(Math.abs((biplane?.target?.radius ?? NaN) - truth.target.radius)).toBeLessThan(0.3);
  expect(biplane?.separation).toBeCloseTo(truth.separation, 6);
  expect(biplane?.rayGap.tip).toBeLessThan(0.3);
  await expect(page.getByRole('region', { name: 'Two views' })).toContainText('76.2° apart');
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(verdict(page)).toContainText('Inside');
  expect(
    Math.abs(((await lastChange(page)).assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter),
  ).toBeLessThan(0.3);
  await expect(page.getByRole('region', { name: 'Steps' })).toHaveCount(0);
  await expect(page.locator('tipcheck-panel')).not.toContainText('Working zones');
});

test('the line follows a tip that is dragged, keys move the mark of its own view, and undo takes back one gesture', async ({
  page,
}) => {
  await openTwoViews(page);
  await zoomIn(page);
  await markBoth(page);
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  const before = (await lastChange(page)).record;
  await page.keyboard.press('w');
  const aside = [first.tip[0] + 12, first.tip[1] - 9];
  await dragTo(page, first.tip, aside);
  const moved = await lastChange(page);
  expect(moved.record?.tip?.evidence).toBe('none');
  expect(moved.record?.space).toMatchObject({
    views: [{ tip: [expect.closeTo(aside[0] ?? NaN, 0), expect.closeTo(aside[1] ?? NaN, 0)] }, {}],
  });
  const off = await distanceFromLine(page, 1, 'TipCheckTip', second.tip);
  expect(off).toBeGreaterThan(2);
  // Each nudge is one pixel of the picture, in the view that the mark is in, wherever the pointer is.
  await page.mouse.move(4, 4);
  await page.keyboard.press('ArrowRight');
  const tips = ((await lastChange(page)).record?.space as unknown as { views: ViewTruth[] }).views;
  const shown = (moved.record?.space as unknown as { views: ViewTruth[] }).views;
  expect((tips[0]?.tip[0] ?? NaN) - (shown[0]?.tip[0] ?? NaN)).toBeCloseTo(1, 3);
  expect(tips[1]?.tip).toEqual(shown[1]?.tip);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect((await lastChange(page)).record).toEqual(before);
  await page.getByRole('button', { name: 'Delete tip in view 2' }).click();
  const left = (await lastChange(page)).record;
  expect(left?.tip?.evidence).toBe('none');
  expect(left?.space).toMatchObject({ views: [{ tip: expect.anything() }, { target: expect.anything() }] });
});

test('geometry that is entered is marked as entered, is assessed at once and can be undone', async ({ page }) => {
  await openTwoViews(page);
  await markBoth(page);
  await page.getByText('Geometry of the views').click();
  const sod = page.getByRole('textbox', { name: 'SOD, view 2 (mm)' });
  await expect(sod).toHaveValue('750');
  const before = await lastChange(page);
  await sod.fill('700');
  await sod.press('Enter');
  await expect(page.locator('[data-caveat=entered-geometry]')).toBeVisible();
  const entered = await lastChange(page);
  expect(entered.record?.space).toMatchObject({ views: [{ sod: 750 }, { sod: 700, entered: ['sod'] }] });
  expect(entered.assessment?.biplane?.tip).not.toEqual(before.assessment?.biplane?.tip);
  // What no C-arm can be isn't taken.
  await sod.fill('1200');
  await sod.press('Enter');
  await expect(page.getByRole('alert')).toContainText('SOD smaller than SID');
  await expect(sod).toHaveValue('700');
  await sod.fill('');
  await sod.press('Enter');
  expect((await lastChange(page)).record).toEqual(before.record);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  expect((await lastChange(page)).record).toEqual(before.record);
  await expect(page.locator('[data-caveat=entered-geometry]')).toHaveCount(0);
});

/** The second view of the sample with nothing in its distance from source to patient. */
const withoutSod = (): Buffer => {
  const bytes = Buffer.from(readFileSync(samplePath('biplane/view-2.dcm')));
  const at = bytes.indexOf(Buffer.from([0x18, 0x00, 0x11, 0x11, 0x44, 0x53]));
  expect(at).toBeGreaterThan(0);
  // Emptied in place: spaces are padding of a decimal string.
  bytes.fill(0x20, at + 8, at + 8 + bytes.readUInt16LE(at + 6));
  return bytes;
};

test('a distance that a run doesn’t record must be entered before anything is marked @full', async ({ page }) => {
  await page.locator('input[type=file]').setInputFiles([
    { name: 'view-1.dcm', mimeType: 'application/dicom', buffer: readFileSync(samplePath('biplane/view-1.dcm')) },
    { name: 'view-2.dcm', mimeType: 'application/dicom', buffer: withoutSod() },
  ]);
  const views = page.getByRole('navigation', { name: 'Series' }).getByRole('button', { name: /^XA/ });
  await expect(views).toHaveCount(2);
  await views.first().click();
  await page.getByRole('button', { name: 'Two views' }).click();
  await page.getByRole('dialog', { name: 'Second view' }).getByRole('button', { name: /apart/ }).click();
  const missing = page.getByRole('region', { name: 'Geometry' }).getByRole('alert');
  await expect(missing).toHaveText('View 2: SOD isn’t recorded in this run: enter it.');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, first.tip, 0);
  expect(await page.evaluate(() => window.recorded.changes.length)).toBe(0);
  const sod = page.getByRole('textbox', { name: 'SOD, view 2 (mm)' });
  await sod.fill('750');
  await sod.press('Enter');
  await expect(missing).toHaveCount(0);
  await zoomIn(page);
  await markBoth(page);
  const { record, assessment } = await lastChange(page);
  expect(record?.space).toMatchObject({ views: [{ sod: 750 }, { sod: 750, entered: ['sod'] }] });
  expect(apart(assessment?.biplane?.tip ?? [], truth.tip)).toBeLessThan(0.3);
  expect((assessment?.caveats ?? []).map(({ code }) => code)).toContain('entered-geometry');
});

test('a record of two projections opens in two views, with its marks in both', async ({ page }) => {
  await chooseSample(page, SAMPLE);
  await page.locator('input[type=file]').setInputFiles(samplePath('records/biplane.tipcheck.json'));
  await expect(verdict(page)).toContainText('Inside');
  await expect(page.locator('.stage .viewport canvas')).toHaveCount(2);
  for (const view of [0, 1]) {
    const marks = page.locator('.stage .viewport').nth(view).locator('svg');
    await expect(marks.locator('[data-mark=tip]').first()).toHaveAttribute('data-ghost', 'false');
    await expect(marks.locator('[data-line=reprojection]').first()).toBeAttached();
  }
  await expect(verdict(page)).not.toContainText('Not of the picture shown');
  // Another picture, and back to the mark.
  await page.getByRole('button', { name: 'Two views' }).click();
  await expect(page.locator('.stage .viewport canvas')).toHaveCount(1);
  await page.getByRole('button', { name: /^1 · needle/ }).click();
  await expect(page.locator('.stage .viewport canvas')).toHaveCount(2);
  await page.getByRole('button', { name: 'Jump to tip in view 2' }).click();
  await expect(page.locator('.stage .viewport').nth(1).locator('circle[stroke-dasharray="1 3"]')).toBeAttached();
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByRole('dialog', { name: 'Report' })).toContainText('Inside');
});
