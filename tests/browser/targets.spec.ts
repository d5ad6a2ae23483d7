import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { isRefused } from '../../src/confirmation/record.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { groupSeries } from '../../src/image/series.ts';
import type { ImageFrame } from '../../src/image/stacks.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { encodeFile } from '../../src/report/dicom/encode.ts';
import { segmentationOf } from '../../src/report/seg/segmentation.ts';
import { part10 } from '../support/part10.ts';
import { recordOf } from '../support/records.ts';
import { structureSet, type DrawnRegion } from '../support/structure-sets.ts';
import { test } from './shared-page.ts';
import { clickAt, ctCase, lastChange, noPageErrors, openViewer, samplePath, showImage, verdict } from './viewer.ts';

const folder = samplePath('ct-abscess');
const images: readonly ImageFrame[] = (() => {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => readDicomFile(new Uint8Array(readFileSync(join(folder, name))), name));
  return groupSeries(files.flatMap((file) => (isRefusal(file) ? [] : [file.attributes])))[0]?.frames ?? [];
})();
const frameOfReferenceUID = images[0]?.instance.frameOfReferenceUID ?? '';

/** The target of the sample, as a segmentation of its images. */
const segmentation = (): Buffer => {
  const record = recordOf({
    space: { kind: 'patient', frameOfReferenceUID },
    target: { shape: 'sphere', center: ctCase.center, radius: ctCase.radius },
  });
  const made = segmentationOf({ record, images, sopInstanceUID: '2.25.4711', writtenAt: new Date(0) });
  if (isRefused(made)) throw new Error(made.message);
  return Buffer.from(encodeFile(made));
};

/** The sphere's outlines on the planes that cut it. */
const outlines = images.flatMap(({ plane }) => {
  if (!plane) return [];
  const offset = ctCase.center.reduce(
    (sum, value, axis) => sum + (value - (plane.origin[axis] ?? NaN)) * (plane.normal[axis] ?? NaN),
    0,
  );
  const radius = Math.sqrt(Math.max(0, ctCase.radius ** 2 - offset ** 2));
  if (radius < 1) return [];
  return [
    Array.from({ length: 40 }, (_, step) => {
      const [along, down] = [Math.cos((step * Math.PI) / 20), Math.sin((step * Math.PI) / 20)];
      return ctCase.center.map(
        (value, axis) =>
          value -
          offset * (plane.normal[axis] ?? NaN) +
          radius * (along * (plane.alongRow[axis] ?? NaN) + down * (plane.alongColumn[axis] ?? NaN)),
      );
    }),
  ];
});
const [outline = []] = outlines;

const open = async (page: Page, name: string, buffer: Buffer): Promise<void> => {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([{ name, mimeType: 'application/dicom', buffer }]);
};
const openStructures = (page: Page, uid: string, ...regions: readonly DrawnRegion[]): Promise<void> =>
  open(page, 'plan.dcm', Buffer.from(part10(structureSet(uid, regions))));

const use = (page: Page, name: string) => page.getByRole('button', { name: `Use as target: ${name}` });

const markTip = async (page: Page): Promise<void> => {
  await showImage(page, ctCase.tipSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, ctCase.tip);
};

test('a segmentation is the target, and the tip is judged against it', async ({ page }) => {
  await openViewer(page);
  await open(page, 'lesion.dcm', segmentation());
  await expect(page.getByRole('region', { name: 'Targets of other systems' })).toContainText('lesion.dcm');
  await use(page, 'Target').click();
  expect((await lastChange(page)).record?.target?.shape).toBe('labelmap');
  // The image through its middle is shown.
  await expect(page.locator('output')).toContainText(` ${String(ctCase.targetSlice)} of`);
  await markTip(page);
  await expect(verdict(page)).toContainText(/Inside|Indeterminate/);
  const { record, assessment } = await lastChange(page);
  expect(record?.space).toMatchObject({ kind: 'patient', frameOfReferenceUID });
  // Within a voxel of the sphere that it was made of.
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - ctCase.signedDistance)).toBeLessThan(2);
  expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - ctCase.tipToCenter)).toBeLessThan(1);
  await noPageErrors(page);
});

test('the outlines of a structure set are the target; a point is one with a tolerance', async ({ page }) => {
  await openViewer(page);
  await openStructures(
    page,
    frameOfReferenceUID,
    { name: 'GTV', contours: outlines },
    { name: 'Isocentre', type: 'POINT', contours: [[ctCase.center]] },
  );
  await markTip(page);
  await use(page, 'GTV').click();
  const { record, assessment } = await lastChange(page);
  expect(record?.target?.shape).toBe('contours');
  expect(record?.tip).toBeDefined();
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - ctCase.signedDistance)).toBeLessThan(2);
  await expect(verdict(page)).toContainText(/Inside|Indeterminate/);

  await use(page, 'Isocentre').click();
  await expect(page.getByRole('alert')).toContainText('how far from it the tip may be');
  expect((await lastChange(page)).record?.target?.shape).toBe('contours');
  await page.getByRole('spinbutton', { name: 'Tolerance of Isocentre (mm)' }).fill('8');
  await use(page, 'Isocentre').click();
  await expect(page.getByRole('alert')).toContainText('The target is now: Isocentre');
  expect((await lastChange(page)).record?.target).toMatchObject({ shape: 'point', tolerance: 8 });
  await noPageErrors(page);
});

test('what can’t be a target is refused in words: another frame of reference, a contour that crosses itself, a line', async ({
  page,
}) => {
  await openViewer(page);
  const crossed = [outline[0], outline[20], outline[8], outline[30]].map((point) => point ?? []);
  await openStructures(page, '1.2.3.999', { name: 'Elsewhere', contours: outlines });
  await expect(page.getByRole('alert')).toContainText('Elsewhere: it is in another frame of reference');
  await openStructures(
    page,
    frameOfReferenceUID,
    { name: 'Crossed', contours: [crossed] },
    { name: 'Path', type: 'OPEN_NONPLANAR', contours: [outline] },
  );
  await expect(page.getByText('3 not shown')).toBeVisible();
  await page.getByText('3 not shown').click();
  const list = page.getByRole('navigation', { name: 'Series' }).getByRole('listitem');
  await expect(list.filter({ hasText: 'Crossed' })).toContainText('contour 1: the contour crosses itself');
  await expect(list.filter({ hasText: 'Path' })).toContainText('an open line');
  await expect(list.filter({ hasText: 'Elsewhere' })).toContainText('plan.dcm');
  await expect(page.getByRole('button', { name: /Use as target/ })).toHaveCount(0);
  const codes = await page.evaluate(() => window.recorded.errors.map(({ code }) => code));
  expect(codes).toEqual(['different-frame-of-reference', 'self-crossing', 'not-an-outline']);
  await noPageErrors(page);
});
