import { expect, test } from '@playwright/test';
import { noPageErrors, pictureDrawn, record, samplePath, siteSettings } from './viewer.ts';

declare global {
  interface Window {
    /** Lets the files be read that wait. */
    readAll: () => void;
  }
}

const files = Array.from({ length: 40 }, (_, n) =>
  samplePath(`ct-abscess/slice-${String(n + 1).padStart(3, '0')}.dcm`),
);

test('of many files the slice in the middle stands before the others are read; it stays when they have come', async ({
  page,
}) => {
  await record(page);
  await siteSettings(page, { samples: false });
  await page.addInitScript(() => {
    const read = Reflect.get(FileReader.prototype, 'readAsArrayBuffer');
    const all = new Promise<void>((resolve) => (window.readAll = resolve));
    let count = 0;
    FileReader.prototype.readAsArrayBuffer = function (this: FileReader, blob: Blob) {
      count += 1;
      if (count === 1) read.call(this, blob);
      else
        void all.then(() => {
          read.call(this, blob);
        });
    };
  });
  await page.goto('./');
  await page.locator('input[type=file]').first().setInputFiles(files);
  await pictureDrawn(page);
  // There is nothing to scroll through yet.
  await expect(page.locator('output')).toHaveCount(0);
  const canvas = await page.locator('.viewport canvas').first().elementHandle();
  await page.evaluate(() => {
    window.readAll();
  });
  await expect(page.locator('output')).toContainText('Slice 21 of 40');
  await pictureDrawn(page);
  // The same picture, not another in its place.
  expect(await canvas.evaluate((element) => element.isConnected)).toBe(true);
  // It is fitted into what the slider has left of the page.
  const zoom = await page.evaluate(() => {
    const { machinery } = document.querySelector('tipcheck-viewer') as unknown as {
      machinery: { stage: { viewports(): { getZoom(): number }[] } };
    };
    return machinery.stage.viewports()[0]?.getZoom();
  });
  expect(zoom).toBeCloseTo(1, 2);
  await page.getByRole('slider').fill('3');
  await expect(page.locator('output')).toContainText('Slice 3 of 40');
  await noPageErrors(page);
});
