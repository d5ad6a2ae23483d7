import { expect } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  ctCase,
  dragTarget,
  dragTo,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  showImage,
  truthOf,
  verdict,
} from './viewer.ts';

const truth = ctCase;
const { center, rim } = ctCase;

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test('marks placed at fit-to-window zoom give the truth within 0.5 mm', { tag: '@both' }, async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await expect(verdict(page)).toContainText('Indeterminate');
  const { record, assessment } = await lastChange(page);
  expect(record?.tip).toMatchObject({ evidence: 'none' });
  expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter)).toBeLessThan(0.5);
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - truth.signedDistance)).toBeLessThan(0.5);
  expect(assessment?.metrics.tipToCenter?.unit).toBe('mm');
  expect(record?.space).toMatchObject({
    kind: 'patient',
    voxel: { betweenColumns: 1.2, betweenRows: 1.3, betweenSlices: expect.closeTo(3, 5) },
  });

  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(verdict(page)).toContainText('Inside');
  expect((await lastChange(page)).record?.tip?.evidence).toBe('person');
  await noPageErrors(page);
});

test('zoomed in, marks give the truth within 0.1 mm', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  const viewport = page.locator('.viewport');
  await viewport.hover();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('+');
  // Bring the target to the middle with the middle button, as a reader does.
  const box = await viewport.boundingBox();
  const at = await pageFromPosition(page, center);
  await page.mouse.move(at.x, at.y);
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
  await page.mouse.down({ button: 'middle' });
  await page.mouse.move(
    (box?.x ?? 0) + 200 + ((box?.x ?? 0) + (box?.width ?? 0) / 2 - at.x),
    (box?.y ?? 0) + 200 + ((box?.y ?? 0) + (box?.height ?? 0) / 2 - at.y),
    { steps: 8 },
  );
  await page.mouse.up({ button: 'middle' });
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  const { record, assessment } = await lastChange(page);
  expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter)).toBeLessThan(0.1);
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - truth.signedDistance)).toBeLessThan(0.1);
  // Never better than half a pixel, however far one zooms in.
  expect(record?.tip?.sigma).toBeCloseTo(0.65, 6);
});

test('the verdict flips when the tip is dragged out, and moving takes the confirmation back', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(verdict(page)).toContainText('Inside');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const outside = [0, 1, 2].map((axis) => (center[axis] ?? 0) + 2 * ((rim[axis] ?? 0) - (center[axis] ?? 0)));
  await dragTo(page, truth.tip, outside);
  await expect(verdict(page)).toContainText('Outside');
  const { record, assessment } = await lastChange(page);
  expect(record?.tip?.evidence).toBe('none');
  expect(assessment?.outside).toBe(true);
  // One drag is one step back, and the confirmation comes back with the place.
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('Inside');
  await page.keyboard.press('Control+y');
  await expect(verdict(page)).toContainText('Outside');
});

test('the panel follows while a handle is dragged', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const at = await pageFromPosition(page, truth.tip);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  const before = await page.locator('[data-metric=tipToCenter] td').first().innerText();
  await page.mouse.move(at.x - 40, at.y, { steps: 4 });
  await expect(page.locator('[data-metric=tipToCenter] td').first()).not.toHaveText(before);
  await page.keyboard.press('Escape');
  // Escape in a drag puts everything back as before the press: no tip was there.
  await page.mouse.up();
  expect((await lastChange(page)).record?.tip).toBeUndefined();
});

test('a mark off the shown slice is a ghost with its offset', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toHaveAttribute('data-ghost', 'false');
  await showImage(page, truth.targetSlice + 2);
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toHaveAttribute('data-ghost', 'true');
  await expect(page.locator('.viewport svg text')).toHaveText(/tip −6\.0 mm/);
  await page.getByRole('button', { name: 'Jump to tip' }).click();
  await expect(page.locator('output')).toContainText(`Slice ${String(truth.targetSlice)} of`);
});

test('arrow keys move the selected mark by one image pixel, Shift by ten, Delete removes it', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  const start = (await lastChange(page)).record?.tip?.position ?? [];
  await page.keyboard.press('ArrowRight');
  const moved = (await lastChange(page)).record?.tip?.position ?? [];
  const apart = (a: readonly number[], b: readonly number[]) =>
    Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0)));
  // Pixels are not square: a column further, then ten rows.
  expect(apart(moved, start)).toBeCloseTo(1.2, 3);
  await page.keyboard.press('Shift+ArrowDown');
  expect(apart((await lastChange(page)).record?.tip?.position ?? [], moved)).toBeCloseTo(13, 2);
  await page.keyboard.press('Delete');
  expect((await lastChange(page)).record?.tip).toBeUndefined();
});

test('one distance in every plane: marks made in three planes agree with the stack', async ({ page }) => {
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.locator('.viewport')).toHaveCount(3);
  await expect(page.locator('.viewport[data-view="Coronal"] .title')).toHaveText(/Coronal \d+\/256/);
  await page.evaluate(async (position) => {
    const viewer = document.querySelector('tipcheck-viewer') as unknown as {
      machinery: { stage: { jumpToPatient(position: readonly number[]): Promise<void> } };
    };
    await viewer.machinery.stage.jumpToPatient(position);
  }, truth.tip);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  for (const view of [0, 1, 2]) {
    const { x, y } = await pageFromPosition(page, truth.tip, view);
    await page.mouse.click(x, y);
    const position = (await lastChange(page)).record?.tip?.position ?? [];
    expect(Math.hypot(...position.map((value, axis) => value - (truth.tip[axis] ?? 0)))).toBeLessThan(0.5);
  }
  await expect(page.locator('.viewport svg [data-mark=tip][data-ghost=false]').first()).toBeVisible();
});

test('several confirmations in one study: listed, switched, reported together', async ({ page }) => {
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await page.getByRole('button', { name: 'New confirmation' }).click();
  await clickAt(page, rim);
  const second = (await lastChange(page)).record?.id;
  await page.getByRole('button', { name: /^1 · / }).click();
  const { record, assessment } = await lastChange(page);
  expect(record?.id).not.toBe(second);
  expect(assessment?.metrics.tipToCenter?.value).toBeGreaterThan(4);
  await page.getByRole('button', { name: 'Save report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report' });
  await expect(dialog.locator('h3')).toHaveCount(2);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save JSON' }).click();
  expect((await download).suggestedFilename()).toBe('tipcheck-report.json');
});

test('an earlier look of the same patient frame is listed with its distance', async ({ page }) => {
  const early = truthOf('ct-abscess-early') as typeof truth;
  await chooseSample(page, 'CT: one step earlier');
  await showImage(page, early.targetSlice);
  await dragTarget(page, center, rim);
  await showImage(page, early.tipSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, early.tip);
  await expect(verdict(page)).toContainText('Outside');
  await page.getByRole('button', { name: 'Keep as look' }).click();
  const { record, assessment } = await lastChange(page);
  expect(record?.tip).toBeUndefined();
  expect(Math.abs((assessment?.looks[0]?.metrics.tipToCenter?.value ?? NaN) - early.tipToCenter)).toBeLessThan(0.5);
});
