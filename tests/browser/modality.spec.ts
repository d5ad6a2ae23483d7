import { expect, type Locator, type Page } from '@playwright/test';
import { regions } from '../support/images.ts';
import { ctSlice, part10, without } from '../support/part10.ts';
import { test } from './shared-page.ts';
import {
  chooseSample,
  clickAt,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  pictureDrawn,
  showImage,
  truthOf,
  verdict,
  type Truth,
} from './viewer.ts';

const codes = async (page: Page): Promise<string[]> =>
  ((await lastChange(page)).assessment?.caveats ?? []).map(({ code }) => code);

test.beforeEach(async ({ page }) => {
  await openViewer(page);
});

test.afterEach(async ({ page }) => {
  await noPageErrors(page);
});

test.describe('MR', () => {
  const truth = truthOf('mr-void') as Truth & {
    readonly direction: readonly number[];
    readonly tipSlice: number;
    readonly void: { readonly tipBall: { readonly center: readonly number[]; readonly radius: number } };
  };
  const { center, radius } = truth.target;
  const [cx = NaN, cy = NaN, cz = NaN] = center;
  const along = (by: number): readonly number[] =>
    truth.tip.map((value, axis) => value + by * (truth.direction[axis] ?? NaN));
  const field = (page: Page, name: RegExp): Locator => page.getByRole('spinbutton', { name });

  test('the void is not the needle: an artefact band bounds what can be said, and is drawn along the device', async ({
    page,
  }) => {
    await chooseSample(page, 'MR: needle as void');
    await showImage(page, truth.tipSlice);
    await dragTarget(page, center, [cx + radius, cy, cz]);
    // The void's end: on the device's axis, where the ball of blooming around the tip ends.
    const shifted = truth.void.tipBall.center.map((value, axis) => value - (truth.tip[axis] ?? NaN));
    const beyond =
      shifted.reduce((sum, value, axis) => sum + value * (truth.direction[axis] ?? NaN), 0) + truth.void.tipBall.radius;
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, along(beyond));
    await page.getByRole('button', { name: 'Mark shaft' }).click();
    await clickAt(page, truth.shaft?.[1] ?? []);
    await page.getByRole('button', { name: 'Confirm tip' }).click();
    expect(await codes(page)).toContain('artefact-band-unknown');
    await expect(page.locator('tipcheck-panel')).toContainText('enter the artefact band');

    await field(page, /short of the end of the void, at least/).fill('0');
    await page.keyboard.press('Tab');
    expect((await lastChange(page)).record?.tip?.artefactBand).toBeUndefined();
    await field(page, /short of the end of the void, at most/).fill('12');
    await page.keyboard.press('Tab');
    await field(page, /beside the shaft/).fill('4');
    await page.keyboard.press('Tab');
    const { record, assessment } = await lastChange(page);
    expect(record?.tip?.artefactBand).toEqual({ from: -12, to: 0, across: 4 });
    expect(assessment).toMatchObject({ probabilityInside: null });
    expect(await codes(page)).not.toContain('artefact-band-unknown');
    // The needle truly ends within the band, and its true distance lies within what is told of it.
    const { innermost, outermost } = assessment?.artefactBand?.signedDistance ?? {};
    expect(truth.signedDistance).toBeGreaterThan(innermost?.value ?? NaN);
    expect(truth.signedDistance).toBeLessThan(outermost?.value ?? NaN);
    await expect(verdict(page)).toContainText(
      /the metal tip may lie between \d+\.\d mm inside and \d+\.\d mm (in|out)side it/,
    );
    await expect(page.locator('.viewport svg text', { hasText: 'metal tip within' })).toBeVisible();

    // What can't be a band is put back and told.
    await field(page, /at least/).fill('20');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('alert')).toContainText('The band was not taken');
    await expect(field(page, /at least/)).toHaveValue('0');
    await page.getByRole('combobox', { name: 'Artefact band as published' }).selectOption({ index: 1 });
    expect((await lastChange(page)).record?.tip?.artefactBand).toEqual({ from: -4.9, to: -0.1 });
    await expect(page.getByRole('region', { name: 'Void and metal tip' })).toContainText('abstract read');
    await page.getByRole('button', { name: 'Not known' }).click();
    expect((await lastChange(page)).record?.tip?.artefactBand).toBeUndefined();
  });

  test('a band across the surface decides nothing, one that lies inside does', async ({ page }) => {
    await chooseSample(page, 'MR: needle as void');
    await showImage(page, truth.tipSlice);
    await dragTarget(page, center, [cx + radius, cy, cz]);
    await page.getByRole('button', { name: 'Mark shaft' }).click();
    await clickAt(page, truth.shaft?.[1] ?? []);
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, along(3));
    await page.getByRole('button', { name: 'Confirm tip' }).click();
    await expect(verdict(page)).toContainText('Inside');
    await expect(verdict(page)).toContainText('if the metal tip is where the void ends');
    const setMost = async (value: string): Promise<void> => {
      await field(page, /at least/).fill('0');
      await field(page, /at most \(mm\)/)
        .first()
        .fill(value);
      await page.keyboard.press('Tab');
    };
    await setMost('3');
    await expect(verdict(page)).toContainText('Inside');
    await setMost('25');
    await expect(verdict(page)).toContainText('Indeterminate');
    expect(await codes(page)).toContain('artefact-band-undecided');
    expect((await lastChange(page)).assessment?.outside).toBeNull();
  });
});

test.describe('ultrasound', () => {
  test('published beam widths fill the field, and what they change is told', async ({ page }) => {
    const truth = truthOf('us-cine');
    await chooseSample(page, 'Ultrasound: cyst puncture');
    const [c = NaN, r = NaN] = truth.target.center;
    await dragTarget(page, truth.target.center, [c + truth.target.radius, r]);
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await clickAt(page, truth.tip);
    await page.getByRole('button', { name: 'Confirm tip' }).click();
    await expect(page.locator('.effect')).toHaveCount(0);
    const preset = page.getByRole('combobox', { name: 'Beam width of a probe like' });
    await preset.selectOption({ label: 'Curved array at 2 cm depth, over 5 mm' });
    const wide = await lastChange(page);
    expect(wide.record?.space).toMatchObject({ beamWidth: 5 });
    await expect(page.getByRole('spinbutton', { name: /Beam width/ })).toHaveValue('5');
    await expect(page.locator('.effect')).toContainText('up to 2.5 mm off the plane');
    const limit = Number(await page.locator('[data-inside-up-to]').getAttribute('data-inside-up-to'));
    const enter = async (beamWidth: number): Promise<void> => {
      await page.getByRole('spinbutton', { name: /Beam width/ }).fill(beamWidth.toFixed(3));
      await page.keyboard.press('Enter');
    };
    await enter(limit - 0.05);
    await expect(verdict(page)).toContainText('Inside');
    await enter(limit + 0.05);
    await expect(verdict(page)).toContainText('Indeterminate');
    await expect(preset).toHaveValue('-1');
  });

  /** A still of 128 by 96 pixels with one region over all of it. */
  const still = (number: number, deltaCm: number) => ({
    name: `still-${String(number)}.dcm`,
    mimeType: '',
    buffer: Buffer.from(
      part10({
        ...without(ctSlice(number), '00200032', '00200037', '00200052', '00180050', '00280030'),
        '00080008': ['CS', 'ORIGINAL\\PRIMARY'],
        '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'],
        '00080060': ['CS', 'US'],
        '00280010': ['US', 96],
        '00280011': ['US', 128],
        '7FE00010': ['OW', Array.from({ length: 128 * 96 }, (_, at) => (at % 128) * 16 + Math.floor(at / 128) * 9)],
        ...regions({ bounds: [0, 0, 127, 95], delta: [deltaCm, deltaCm] }),
      }),
    ),
  });

  test('stills of differing scale: each is shown and marked with its own', async ({ page }) => {
    await page.locator('input[type=file]').setInputFiles([still(1, 0.02), still(2, 0.05)]);
    const entries = page.locator('nav button', { hasText: 'Synthetic' });
    await expect(entries).toHaveCount(2);
    const bars: number[] = [];
    for (const [at, betweenColumns] of [0.2, 0.5].entries()) {
      await entries.nth(at).click();
      await pictureDrawn(page);
      await expect(page.locator('footer')).toContainText(`${String(betweenColumns)} × ${String(betweenColumns)} mm`);
      await expect(page.locator('.overlay .bar')).toBeVisible();
      const length = await page.locator('.overlay .bar').evaluate((bar) => bar.getBoundingClientRect().height);
      const label = await page.locator('.overlay .bar span').innerText();
      bars.push(length / (label.endsWith('cm') ? 10 * parseFloat(label) : parseFloat(label)));
      await dragTarget(page, [60, 50], [80, 50]);
      await page.getByRole('button', { name: 'Mark tip' }).click();
      await clickAt(page, [70, 50]);
      const { record, assessment } = await lastChange(page);
      expect(record?.space).toMatchObject({
        scale: { betweenColumns, betweenRows: betweenColumns, basis: 'us-region' },
      });
      expect(assessment?.metrics.tipToCenter?.value).toBeCloseTo(10 * betweenColumns, 0);
    }
    // As many canvas pixels a mm as the scale has it: 0.5 mm to 0.2 mm a pixel.
    expect((bars[0] ?? NaN) / (bars[1] ?? NaN)).toBeCloseTo(2.5, 1);
    // Back on the first, its own confirmation and scale.
    await entries.nth(0).click();
    await expect(page.locator('footer')).toContainText('0.2 × 0.2 mm');
    await expect(verdict(page)).toContainText('2.0 mm inside');
    await entries.nth(1).click();
    await expect(verdict(page)).toContainText('5.0 mm inside');
  });
});
