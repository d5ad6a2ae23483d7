import { expect, test } from '@playwright/test';
import { ctCase } from '../browser/viewer.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import {
  apart,
  inOhif,
  lastChange,
  noPageErrors,
  open,
  placeOf,
  settled,
  showSliceAt,
  uploadSample,
  use,
} from './ohif-page.ts';

/** What the pixels say, in the pictures of OHIF: in a stack and in a plane of a volume. */

let archive: Orthanc;
let studyInstanceUID: string;
const [, shaft = []] = ctCase.shaft ?? [];

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
test.setTimeout(180_000);

test.beforeAll(async () => {
  archive = await startOrthanc();
  studyInstanceUID = await uploadSample(archive, 'ct-abscess');
});

test.afterAll(async () => {
  await archive.stop();
});

for (const { name, version, query } of [
  { name: '3.13.2', version: '3.13.2', query: '' },
  { name: '3.13.2 with next viewports', version: '3.13.2', query: '&useNextViewports=true' },
  { name: '3.11.1', version: '3.11.1', query: '' },
])
  test(`OHIF ${name}: a mark on the shaft is contradicted unasked; its tip is found from a click there, and accepted @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      await open(page, site, { studies: [studyInstanceUID], query });
      await use(page, 'Mark tip');
      await showSliceAt(page, shaft);
      await settled(page);
      const at = await placeOf(page, shaft);
      await page.mouse.click(at.x, at.y);
      await expect(page.getByText(/The device continues \d+\.\d mm beyond this mark/).first()).toBeVisible({
        timeout: 30_000,
      });
      await expect
        .poll(async () => (await lastChange(page)).assessment?.caveats.map(({ code }) => code))
        .toContain('tip-contradicted');

      await use(page, 'Find tip');
      await page.mouse.click(at.x, at.y);
      const found = page.getByRole('region', { name: 'Tip found in the image' });
      await found.getByRole('button', { name: 'Replace the tip' }).click({ timeout: 30_000 });
      await expect(found).toBeHidden();
      const { record } = await lastChange(page);
      expect(apart(record?.tip?.position, ctCase.tip)).toBeLessThan(1);
      expect(record?.tip).toMatchObject({ evidence: 'image', method: { name: 'line-trace-end-fit' } });
      // The picture had gone to the end that was found.
      await expect(page.locator('[data-mark=tip][data-ghost=false]').first()).toBeVisible();
      await noPageErrors(page);
    });
  });
