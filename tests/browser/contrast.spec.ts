import { expect, type Locator, type Page } from '@playwright/test';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { chooseSample, openViewer, verdict } from './viewer.ts';

const styleOf = (locator: Locator, property: string): Promise<string> =>
  locator.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

/** Contrast of two colours as WCAG 2.x defines it. */
const contrast = (one: string, other: string): number => {
  const luminance = (colour: string): number => {
    const [r = NaN, g = NaN, b = NaN] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light = NaN, dark = NaN] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

test.afterEach(async ({ page }) => {
  await page.emulateMedia({ forcedColors: null, contrast: null, reducedMotion: null, colorScheme: null });
});

for (const [colorScheme, lane] of [
  ['light', ''],
  ['dark', ' @full'],
] as const)
  test(`in forced colours (${colorScheme}) everything is told apart${lane}`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await openViewer(page);
    await markCt(page);
    // What is pressed.
    const [pressed, other] = [
      page.getByRole('button', { name: 'Mark tip' }),
      page.getByRole('button', { name: 'Pan' }),
    ];
    expect(await pressed.getAttribute('aria-pressed')).toBe('true');
    expect(await styleOf(pressed, 'background-color')).not.toBe(await styleOf(other, 'background-color'));
    expect(
      contrast(await styleOf(pressed, 'background-color'), await styleOf(pressed, 'color')),
    ).toBeGreaterThanOrEqual(4.5);
    // The verdict's icon against its ground.
    const ground = await styleOf(verdict(page), 'background-color');
    expect(contrast(await styleOf(verdict(page).locator('svg'), 'stroke'), ground)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(await styleOf(verdict(page).locator('strong'), 'color'), ground)).toBeGreaterThanOrEqual(4.5);
    // Marks stay light on the dark picture, and the words on it, too.
    const label = page.locator('.viewport svg text').first();
    expect(contrast(await styleOf(label, 'fill'), 'rgb(0, 0, 0)')).toBeGreaterThan(7);
    const letters = page.locator('.overlay .edge.top');
    expect(contrast(await styleOf(letters, 'color'), 'rgb(0, 0, 0)')).toBeGreaterThan(7);
    expect(await styleOf(letters, 'background-color')).toBe('rgba(0, 0, 0, 0)');
    // The focus.
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Pan' }).focus();
    expect(await styleOf(other, 'outline-style')).toBe('solid');
    expect(contrast(await styleOf(other, 'outline-color'), ground)).toBeGreaterThanOrEqual(3);
    // Paper is paper.
    await page.getByRole('button', { name: 'Save report' }).click();
    const paper = page.locator('tipcheck-report .page');
    expect(await styleOf(paper, 'background-color')).toBe('rgb(255, 255, 255)');
    expect(await styleOf(paper, 'color')).toBe('rgb(0, 0, 0)');
  });

test('each verdict has its own word and form in forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openViewer(page);
  await markCt(page);
  const told = async (): Promise<readonly string[]> => [
    await verdict(page).locator('strong').innerText(),
    await styleOf(verdict(page), 'border-left-style'),
    (await verdict(page).locator('svg').innerHTML()).replace(/<!--.*?-->/g, ''),
  ];
  const [word, line, face] = await told();
  expect([word, line]).toEqual(['Indeterminate', 'dashed']);
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(verdict(page)).toContainText('Inside');
  const [wordNow, lineNow, faceNow] = await told();
  expect([wordNow, lineNow]).toEqual(['Inside', 'solid']);
  expect(faceNow).not.toBe(face);
});

test('with more contrast asked for, text stands out more', async ({ page }) => {
  await openViewer(page);
  const muted = page.locator('header .patient small');
  const ground = page.locator('header');
  const ratio = async (): Promise<number> =>
    contrast(await styleOf(muted, 'color'), await styleOf(ground, 'background-color'));
  const before = await ratio();
  await page.emulateMedia({ contrast: 'more' });
  const after = await ratio();
  expect(before).toBeGreaterThanOrEqual(4.5);
  expect(after).toBeGreaterThan(12);
  expect(after).toBeGreaterThan(before);
});

const moving = (page: Page): Promise<number> => page.evaluate(() => document.getAnimations().length);

test('nothing moves by itself where less motion is asked for', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openViewer(page);
  await chooseSample(page, 'Ultrasound: cyst puncture');
  const first = await page.locator('output').innerText();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.getByRole('button', { name: 'Mark target' }).hover();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  expect(await moving(page)).toBe(0);
  await page.keyboard.press('Escape');
  expect(await moving(page)).toBe(0);
  expect(await page.locator('output').innerText()).toBe(first);
});
