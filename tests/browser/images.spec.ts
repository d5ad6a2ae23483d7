import { expect } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  showImage,
  truthOf,
  verdict,
} from './viewer.ts';

const codes = (change: Awaited<ReturnType<typeof lastChange>>): string[] =>
  (change.assessment?.caveats ?? []).map(({ code }) => code);
const rimOf = ({
  center,
  radius,
}: {
  readonly center: readonly number[];
  readonly radius: number;
}): readonly number[] => [(center[0] ?? 0) + radius, center[1] ?? 0];

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test.afterEach(async ({ page }) => {
  await noPageErrors(page);
});

test.describe('ultrasound', () => {
  const truth = truthOf('us-cine');

  test("measures with the region's scale and is inside only with a beam width", async ({ page }) => {
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await expect(page.locator('footer')).toContainText('0.2 × 0.2 mm, by the ultrasound region');
    await dragTarget(page, truth.target.center, rimOf(truth.target));
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, truth.tip);
    const marked = await lastChange(page);
    expect(marked.record?.space).toMatchObject({
      kind: 'image',
      modality: 'US',
      frame: 1,
      scale: { unit: 'mm', basis: 'us-region', betweenColumns: 0.2 },
    });
    expect(Math.abs((marked.assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter)).toBeLessThan(0.3);
    await page.getByRole('button', { name: 'Confirm tip' }).click();
    await expect(verdict(page)).toContainText('Indeterminate');
    expect(codes(await lastChange(page))).toContain('out-of-plane-unknown');
    await page.getByRole('spinbutton', { name: /Beam width/ }).fill('3');
    await page.keyboard.press('Enter');
    await expect(verdict(page)).toContainText('Inside');
  });

  test('gives no distance between regions of different scale', async ({ page }) => {
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await dragTarget(page, truth.target.center, rimOf(truth.target));
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, [300, 465]);
    const change = await lastChange(page);
    expect(codes(change)).toContain('region-mismatch');
    expect(change.assessment).toMatchObject({
      verdict: 'indeterminate',
      outside: null,
      probabilityInside: null,
      metrics: { tipToCenter: null, signedDistance: null },
    });
    await expect(verdict(page)).toContainText('regions of different scale');
    await expect(page.locator('tipcheck-panel')).not.toContainText(/\d mm/);
    // Back in the region the millimetres are back too.
    await clickAt(page, truth.tip);
    expect((await lastChange(page)).assessment?.metrics.tipToCenter?.unit).toBe('mm');
  });

  test('a mark belongs to its frame: on another it is a ghost, and marking there begins another confirmation', async ({
    page,
  }) => {
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, truth.tip);
    await showImage(page, 5);
    await expect(page.locator('.viewport svg [data-mark=tip]').first()).toHaveAttribute('data-ghost', 'true');
    await expect(page.locator('.viewport svg text')).toHaveText(/tip frame 1/);
    await clickAt(page, [400, 200]);
    expect((await lastChange(page)).record?.space).toMatchObject({ frame: 5 });
    await expect(page.getByRole('button', { name: /^2 · / })).toHaveAttribute('aria-pressed', 'true');
  });

  test('a closed contour is a target', async ({ page }) => {
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await page.getByRole('combobox', { name: 'Target shape' }).selectOption('contour');
    await page.getByRole('button', { name: 'Mark target' }).click();
    const [c = 0, r = 0] = truth.target.center;
    for (const corner of [
      [c - 40, r - 30],
      [c + 40, r - 30],
      [c + 40, r + 30],
      [c - 40, r + 30],
    ])
      await clickAt(page, corner);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, [c + 20, r]);
    const change = await lastChange(page);
    expect(change.record?.target).toMatchObject({ shape: 'contour' });
    expect(change.assessment?.metrics.signedDistance?.value).toBeCloseTo(-4, 0);
  });

  test('plays at the recorded frame rate', async ({ page }) => {
    await chooseSample(page, 'Ultrasound: cyst puncture');
    await page.getByRole('button', { name: 'Play' }).click();
    const seen = new Set<string>();
    await expect
      .poll(async () => {
        seen.add(await page.locator('output').innerText());
        return seen.size;
      })
      .toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  });
});

test.describe('fluoroscopy', () => {
  test('a projection proves outside, never inside, in mm at one depth', async ({ page }) => {
    const truth = truthOf('xa-cine');
    await chooseSample(page, 'Fluoroscopy: catheter');
    await showImage(page, 60);
    await dragTarget(page, truth.target.center, rimOf(truth.target));
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, truth.tip);
    await page.getByRole('button', { name: 'Confirm tip' }).click();
    const change = await lastChange(page);
    expect(change.record?.space).toMatchObject({
      kind: 'projection',
      frame: 60,
      scale: { unit: 'mm', basis: 'imager-magnification' },
    });
    expect(change.assessment).toMatchObject({ verdict: 'indeterminate', outside: null, probabilityInside: null });
    expect(codes(change)).toEqual(expect.arrayContaining(['single-projection', 'depth-scale']));
    expect(Math.abs((change.assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter)).toBeLessThan(0.3);
    await clickAt(page, [truth.target.center[0] ?? 0, (truth.target.center[1] ?? 0) + 60]);
    await expect(verdict(page)).toContainText('Outside');
  });

  test('without a scale no number is in mm, and no scale bar is drawn', async ({ page }) => {
    const truth = truthOf('xa-uncalibrated');
    await chooseSample(page, 'Fluoroscopy without a scale');
    await dragTarget(page, truth.target.center, rimOf(truth.target));
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, truth.tip);
    const change = await lastChange(page);
    expect(change.assessment?.metrics.tipToCenter?.unit).toBe('px');
    expect(codes(change)).toContain('uncalibrated');
    await expect(page.locator('.overlay .bar')).toBeHidden();
    await expect(page.locator('footer')).toContainText('pixels only');
    expect(await page.locator('tipcheck-panel').innerText()).not.toMatch(/\d\s*mm/);
    expect(await page.locator('.viewport').innerText()).not.toMatch(/mm/);
  });
});

test('MR: marked in patient space, with its own reminder', async ({ page }) => {
  const truth = truthOf('mr-void');
  await chooseSample(page, 'MR: needle as void');
  await showImage(page, 10);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  expect((await lastChange(page)).record?.space).toMatchObject({ kind: 'patient' });
  await expect(page.locator('tipcheck-panel')).toContainText('The void is not the needle');
});
