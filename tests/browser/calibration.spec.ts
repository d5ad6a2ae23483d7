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
  showImage,
  truthOf,
  verdict,
  type Truth,
} from './viewer.ts';

const codes = (change: Awaited<ReturnType<typeof lastChange>>): string[] =>
  (change.assessment?.caveats ?? []).map(({ code }) => code);

const form = (page: Page) => page.getByRole('region', { name: 'Calibrate' });

interface DeviceTruth extends Truth {
  readonly shaft: readonly (readonly [number, number])[];
  readonly device: { readonly outerDiameter: number };
}
const deviceOf = (name: string): DeviceTruth => truthOf(name) as unknown as DeviceTruth;

/** A line of `length` px across the device's last straight piece, half of it to each side. */
const across = ({ tip, shaft }: DeviceTruth, length: number): readonly [number[], number[]] => {
  const [column = 0, row = 0] = shaft.at(-1) ?? [];
  const [along, down] = [(tip[0] ?? 0) - column, (tip[1] ?? 0) - row];
  const half = length / 2 / Math.hypot(along, down);
  return [
    [column - down * half, row + along * half],
    [column + down * half, row - along * half],
  ];
};

const markCase = async (page: Page, truth: Truth): Promise<void> => {
  const { center, radius } = truth.target;
  await dragTarget(page, center, [(center[0] ?? 0) + radius, center[1] ?? 0]);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
};

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test.afterEach(async ({ page }) => {
  await noPageErrors(page);
});

test('a wire of known diameter turns pixels into mm, for what is marked already as well, and Undo turns them back', async ({
  page,
}) => {
  const truth = deviceOf('xa-uncalibrated');
  await chooseSample(page, 'Fluoroscopy without a scale');
  await markCase(page, truth);
  const before = await lastChange(page);
  expect(before.assessment?.metrics.tipToCenter?.unit).toBe('px');
  await expect(page.getByRole('region', { name: 'Scale' })).toContainText('pixels only');

  await page.getByRole('region', { name: 'Scale' }).getByRole('button', { name: 'Calibrate' }).click();
  await form(page).getByRole('spinbutton', { name: 'Outer diameter (mm)' }).fill(String(truth.device.outerDiameter));
  await form(page).getByRole('spinbutton', { name: 'Known to, one standard deviation (mm σ)' }).fill('0.02');
  // The wire's shadow is 1.8 mm / 0.4114 mm wide at the isocentre: 4.37 px.
  const width = (1.8 * 1050) / (0.6 * 720);
  const [from, to] = across(truth, width);
  await dragTo(page, from, to);
  const result = form(page).getByRole('status');
  await expect(result).toContainText('px wide');
  await expect(form(page)).toContainText('The file says nothing of the scale');
  await expect(form(page)).toContainText('A few pixels give a coarse scale');
  await form(page).getByRole('button', { name: 'Use this scale' }).click();
  await expect(form(page)).toHaveCount(0);

  const after = await lastChange(page);
  const { space } = after.record ?? {};
  if (space?.kind !== 'projection') throw new Error('no projection');
  expect(space.scale).toMatchObject({ unit: 'mm', basis: 'user' });
  expect(space.calibration).toMatchObject({ method: 'catheter', size: 1.8, sizeSigma: 0.02, frame: 1 });
  // A fraction of a pixel by hand on 4.4 px: the scale is as coarse as it says.
  expect(Math.abs(space.scale.betweenColumns / 0.4114 - 1)).toBeLessThan(3 * (space.scaleSigma ?? 0));
  expect(space.scaleSigma).toBeGreaterThan(0.1);
  expect(after.assessment?.metrics.tipToCenter?.unit).toBe('mm');
  expect(after.assessment?.metrics.tipToCenter?.value).toBeCloseTo(
    (before.assessment?.metrics.tipToCenter?.value ?? NaN) * space.scale.betweenColumns,
    9,
  );
  expect(codes(after)).toEqual(expect.arrayContaining(['user-calibration', 'depth-scale']));
  expect(codes(after)).not.toContain('uncalibrated');
  await expect(page.locator('footer')).toContainText('by the reader, on a 1.8 mm catheter');
  await expect(page.locator('.overlay .bar')).toBeVisible();
  await expect(page.locator('.viewport svg [data-tipcheck=TipCheckCalibrate] text')).toHaveText('1.8 mm catheter');

  await page.getByRole('button', { name: 'Undo' }).click();
  expect((await lastChange(page)).assessment?.metrics.tipToCenter?.unit).toBe('px');
  await expect(page.locator('footer')).toContainText('pixels only');
  await expect(page.locator('.overlay .bar')).toBeHidden();
  await page.getByRole('button', { name: 'Redo' }).click();
  expect((await lastChange(page)).assessment?.metrics.tipToCenter?.unit).toBe('mm');
  await page.getByRole('region', { name: 'Scale' }).getByRole('button', { name: 'Back to what the file says' }).click();
  expect((await lastChange(page)).record?.space).toEqual(before.record?.space);
});

test('the calibration of a run holds on its next frame, for its new marks and its old ones', async ({ page }) => {
  const truth = deviceOf('xa-cine');
  await chooseSample(page, 'Fluoroscopy: catheter');
  await showImage(page, 60);
  await markCase(page, truth);
  const before = await lastChange(page);
  await page.getByRole('button', { name: 'Calibrate', exact: true }).first().click();
  await form(page).getByRole('combobox', { name: 'Drawn as' }).selectOption('edges');
  // 6 F is 2 mm: 5.87 px at 0.3409 mm a pixel. Drawn twice as wide, so that the scale is half of the file's.
  const [left, right] = across(truth, 2 * (2 / 0.340909));
  const [end = 0, down = 0] = truth.shaft.at(-1) ?? [];
  const along = [((truth.tip[0] ?? 0) - end) / 2, ((truth.tip[1] ?? 0) - down) / 2] as const;
  for (const side of [left, right]) await dragTo(page, side, [(side[0] ?? 0) + along[0], (side[1] ?? 0) + along[1]]);
  const result = form(page).getByRole('status');
  await expect(result).toContainText('the file says 0.341 mm', { ignoreCase: true });
  await expect(result.locator('.conflict')).toContainText(/(49|5[0-2]|4[5-9]) % smaller/);
  await form(page)
    .getByRole('checkbox', { name: /target.s depth/ })
    .check();
  await form(page).getByRole('button', { name: 'Use this scale' }).click();

  const after = await lastChange(page);
  const { space } = after.record ?? {};
  if (space?.kind !== 'projection') throw new Error('no projection');
  expect(space.scale.betweenColumns / 0.340909).toBeCloseTo(0.5, 1);
  expect(space.calibration).toMatchObject({ method: 'catheter', designation: '6 F', frame: 60, atTargetDepth: true });
  expect(space.calibration?.points).toHaveLength(4);
  expect(codes(after)).toEqual(expect.arrayContaining(['user-calibration', 'spacing-conflict']));
  expect(codes(after)).not.toContain('depth-scale');
  expect(after.assessment?.metrics.tipToCenter?.value).toBeCloseTo(
    ((before.assessment?.metrics.tipToCenter?.value ?? NaN) * space.scale.betweenColumns) / 0.340909,
    6,
  );

  await showImage(page, 59);
  await expect(page.locator('footer')).toContainText('by the reader, on a 6 F catheter');
  await expect(page.locator('.viewport svg [data-tipcheck=TipCheckCalibrate] text')).toHaveCount(0);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, [150, 120]);
  const next = await lastChange(page);
  expect(next.record?.space).toMatchObject({ frame: 59, scale: space.scale, scaleSigma: space.scaleSigma });
  await expect(page.getByRole('button', { name: /^2 · / })).toHaveAttribute('aria-pressed', 'true');
  await expect(verdict(page)).toContainText('Indeterminate');
});

test('in ultrasound the scale bar stands in the region that it holds in, and so does a calibration', async ({
  page,
}) => {
  const truth = truthOf('us-cine') as Truth & { readonly region: readonly number[] };
  await chooseSample(page, 'Ultrasound: cyst puncture');
  const bar = page.locator('.overlay .bar');
  await expect(bar).toBeVisible();
  const [, , , y1 = 0] = truth.region;
  const floor = await page.evaluate(async (row) => {
    const viewer = document.querySelector('tipcheck-viewer') as unknown as {
      machinery: {
        stage: { elements: HTMLElement[] };
        tools: { marking: { load(): Promise<{ viewOf(element: HTMLElement): { canvasOf(at: number[]): number[] } }> } };
      };
    };
    const [element] = viewer.machinery.stage.elements;
    if (!element) throw new Error('no view');
    const marking = await viewer.machinery.tools.marking.load();
    return element.getBoundingClientRect().top + (marking.viewOf(element).canvasOf([0, row])[1] ?? NaN);
  }, y1 + 1);
  const box = await bar.boundingBox();
  expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(floor);

  await markCase(page, truth);
  await page.getByRole('button', { name: 'Calibrate', exact: true }).first().click();
  await form(page).getByRole('combobox', { name: 'Object' }).selectOption('ruler');
  await expect(form(page).getByRole('checkbox')).toHaveCount(0);
  await form(page).getByRole('spinbutton', { name: 'Between the marks (mm)' }).fill('40');
  // 100 px, which the region says are 20 mm.
  await dragTo(page, [200, 100], [300, 100]);
  await expect(form(page).locator('.conflict')).toContainText('100 % larger');
  await form(page).getByRole('button', { name: 'Use this scale' }).click();
  const after = await lastChange(page);
  expect(after.record?.space).toMatchObject({ scale: { unit: 'mm', basis: 'user' } });
  expect(after.assessment?.metrics.tipToCenter?.value).toBeCloseTo(2 * truth.tipToCenter, 0);
  // The strip below the region has no part in it.
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, [300, 465]);
  expect(codes(await lastChange(page))).toContain('region-mismatch');
});

test('a ball is calibrated on by its radius or by points on its edge, and a mark can be moved by keys', async ({
  page,
}) => {
  const truth = truthOf('xa-uncalibrated');
  await chooseSample(page, 'Fluoroscopy without a scale');
  await page.keyboard.press('k');
  await form(page).getByRole('combobox', { name: 'Object' }).selectOption('sphere');
  await form(page).getByRole('spinbutton', { name: 'Diameter (mm)', exact: true }).fill('16');
  const { center, radius } = truth.target;
  const [c = 0, r = 0] = center;
  await dragTo(page, center, [c + radius, r]);
  const result = form(page).getByRole('status');
  await expect(result).toContainText(/38\.\d px across: 0\.41\d mm a pixel/);
  await form(page).getByRole('combobox', { name: 'Drawn as' }).selectOption('rim');
  await expect(result).toContainText('Not marked yet');
  for (const turn of [0, 1, 2, 3])
    await clickAt(page, [c + radius * Math.cos(turn * 1.5), r + radius * Math.sin(turn * 1.5)]);
  await expect(result).toContainText(/38\.\d px across/);
  const shown = await result.innerText();
  await page.keyboard.press('Shift+ArrowRight');
  expect(await result.innerText()).not.toBe(shown);
  await page.keyboard.press('Escape');
  await expect(form(page)).toHaveCount(0);
  await expect(page.locator('footer')).toContainText('pixels only');
});
