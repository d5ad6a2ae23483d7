import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  clickAt,
  ctCase,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  samplePath,
  showImage,
  verdict,
} from './viewer.ts';

/** Marks the CT case as far as a zone needs it, the needle's two further points along its shaft too. */
const markNeedle = async (page: Page): Promise<void> => {
  await openViewer(page);
  await showImage(page, ctCase.targetSlice);
  await dragTarget(page, ctCase.center, ctCase.rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, ctCase.tip);
  await page.getByRole('button', { name: 'Mark shaft' }).click();
  const tip = await pageFromPosition(page, ctCase.tip);
  await page.mouse.click(tip.x + 90, tip.y - 60);
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toBeVisible();
};

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value);
};

const zone = (page: Page, role: string) => page.locator(`[data-zone="${role}"]`);

test('a notch is added in the panel, told if fired, drawn, and taken away again', async ({ page }) => {
  await markNeedle(page);
  await expect(page.getByText('Say which device it is')).toBeVisible();
  await page.getByRole('combobox', { name: 'Device' }).selectOption('needle');
  await page.getByText('Add a zone').click();
  await page.getByRole('combobox', { name: 'Zone', exact: true }).selectOption('notch');
  await fill(page, { 'Hub end (mm)': '-25', 'Distal end (mm)': '-7', 'Throw (mm)': '22' });
  await page.getByRole('button', { name: 'Add zone' }).click();
  // Numbers without a source are a guess.
  await expect(page.getByText('Say where the numbers come from')).toBeVisible();
  await expect(zone(page, 'notch')).toHaveCount(0);
  await fill(page, { "Source of the zone's numbers": 'instructions for use, made up' });
  await page.getByRole('button', { name: 'Add zone' }).click();
  await expect(zone(page, 'notch')).toContainText('Notch if fired now');
  await expect(page.getByText('Say where the numbers come from')).toHaveCount(0);
  await expect(zone(page, 'notch')).toContainText(/\d+ % .*inside/);
  await expect(zone(page, 'notch')).toContainText(/margin −?\d+\.\d mm \(/);
  const { record, assessment } = await lastChange(page);
  expect(record?.device).toEqual({
    kind: 'needle',
    source: 'instructions for use, made up',
    zones: [{ role: 'notch', shape: 'segment', from: -25, to: -7, throw: 22 }],
  });
  expect(assessment?.zones?.[0]).toMatchObject({ role: 'notch', ifFired: true, margin: { unit: 'mm' } });
  await expect(page.locator('svg text', { hasText: 'notch if fired' })).toBeVisible();

  await page.getByRole('combobox', { name: 'Zone', exact: true }).selectOption('ablation');
  await fill(page, { 'Centre (mm)': '0', 'Length (mm)': '35', 'Width (mm)': '28' });
  await page.getByRole('button', { name: 'Add zone' }).click();
  await expect(zone(page, 'ablation')).toContainText(/covers \d+ %/);
  await expect(zone(page, 'ablation')).toContainText('minimal ablative margin');
  await expect(page.locator('svg text', { hasText: /^ablation$/ })).toBeVisible();

  // The source stays for the next zone; a zone that can't be is not taken.
  await expect(page.getByLabel("Source of the zone's numbers")).toHaveValue('instructions for use, made up');
  await page.getByRole('combobox', { name: 'Zone', exact: true }).selectOption('bevel');
  await fill(page, { 'Hub end (mm)': '0', 'Distal end (mm)': '-3' });
  await page.getByRole('button', { name: 'Add zone' }).click();
  await expect(page.getByText('The zone was not taken')).toBeVisible();
  await expect(zone(page, 'bevel')).toHaveCount(0);

  await page.getByRole('button', { name: 'Delete zone 1, Notch if fired now' }).click();
  await expect(zone(page, 'notch')).toHaveCount(0);
  await expect(zone(page, 'ablation')).toBeVisible();
  await noPageErrors(page);
});

test('a device profile that is opened is that of the confirmation that is worked on @full', async ({ page }) => {
  const profile = samplePath('devices/example-biopsy-needle.tipcheck-device.json');
  const { name } = JSON.parse(readFileSync(profile, 'utf8')) as { readonly name: string };
  await openViewer(page);
  await page.locator('input[type=file]').first().setInputFiles(profile);
  await expect(page.getByText('a device belongs to a confirmation')).toBeVisible();
  await markNeedle(page);
  await page.locator('input[type=file]').first().setInputFiles(profile);
  await expect(zone(page, 'notch')).toContainText('Notch if fired now');
  await expect(page.getByRole('heading', { name: `Working zones · ${name}` })).toBeVisible();
  await expect(page.getByText('Numbers from: Made-up numbers')).toBeVisible();
  expect((await lastChange(page)).record?.device?.name).toBe(name);
  await noPageErrors(page);
});
