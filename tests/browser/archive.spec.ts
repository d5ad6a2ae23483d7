import { expect, test } from '@playwright/test';
import { startGateway, type Gateway } from '../support/archive-gateway.ts';
import { orthancInstalled, type Orthanc } from '../support/orthanc.ts';
import { startSampleArchive } from '../support/sample-archive.ts';
import { markCt } from './ct-marks.ts';
import { ctCase, lastChange, noPageErrors, openViewer, siteSettings } from './viewer.ts';

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

let archive: Orthanc;
let studyInstanceUID: string;

test.beforeAll(async () => {
  ({ archive, studyInstanceUID } = await startSampleArchive('ct-abscess'));
});

test.afterAll(async () => {
  await archive.stop();
});

const open = async (gateway: Gateway, page: Parameters<typeof openViewer>[0]): Promise<void> =>
  openViewer(
    page,
    `./?StudyInstanceUIDs=${studyInstanceUID}&dicomweb=${encodeURIComponent(`${gateway.url}/dicom-web`)}`,
  );

test('a study opened by its address shows, measures and refers to the same images as its files', async ({ page }) => {
  const gateway = await startGateway(archive.url);
  try {
    await open(gateway, page);
    await expect(page.getByRole('button', { name: /^CT Needle in abscess/ })).toContainText('40 images');
    await expect(page.locator('footer')).toContainText('1.2 × 1.3 mm, by pixel spacing');
    await markCt(page);
    const { record, assessment } = await lastChange(page);
    expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - ctCase.tipToCenter)).toBeLessThan(0.5);
    expect(record?.tip?.image).toMatchObject({ frame: 1 });
    await noPageErrors(page);
  } finally {
    await gateway.close();
  }
});

test('an archive is asked while what shows its images is still on its way, and once', async ({ page }) => {
  const gateway = await startGateway(archive.url);
  try {
    const queries: string[] = [];
    page.on('request', (request) => {
      if (/dicom-web\/studies\/[^/]+\/series(\?|$)/.test(request.url())) queries.push(request.url());
    });
    const asked = page.waitForRequest(/dicom-web\/studies\/[^/]+\/series/);
    let held = 0;
    // Cornerstone's parts, which nothing is shown without.
    await page.route(/\/assets\/esm-[^/]*\.js$/, async (route) => {
      held += 1;
      await asked;
      await route.continue();
    });
    await open(gateway, page);
    await expect(page.getByRole('button', { name: /^CT Needle in abscess/ })).toContainText('40 images');
    expect(held).toBeGreaterThan(0);
    expect(queries).toHaveLength(1);
    await noPageErrors(page);
  } finally {
    await gateway.close();
  }
});

test('every request carries the headers that the host gives, asked for anew; without them one clear line says so', async ({
  page,
}) => {
  const gateway = await startGateway(archive.url, 'Bearer token-2');
  try {
    await page.goto('./?empty');
    const mounted = (withHeaders: boolean): Promise<void> =>
      page.evaluate(
        ({ url, study, headers }) => {
          document.querySelector('tipcheck-viewer')?.remove();
          const state = window as unknown as { asked: number; failures: string[] };
          state.asked = 0;
          state.failures = [];
          const viewer = document.createElement('tipcheck-viewer') as HTMLElement & {
            getHeaders: (() => Promise<Record<string, string>>) | null;
          };
          viewer.setAttribute('dicomweb', url);
          viewer.setAttribute('study', study);
          if (headers)
            viewer.getHeaders = () => {
              state.asked += 1;
              return Promise.resolve({ Authorization: 'Bearer token-2' });
            };
          viewer.addEventListener('tipcheck-error', (event) =>
            state.failures.push((event as CustomEvent<{ message: string }>).detail.message),
          );
          viewer.style.height = '100vh';
          document.body.append(viewer);
        },
        { url: `${gateway.url}/dicom-web`, study: studyInstanceUID, headers: withHeaders },
      );
    await mounted(true);
    await expect(page.locator('output')).toContainText('of 40');
    expect(gateway.refused).toEqual([]);
    expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBeGreaterThan(2);
    await mounted(false);
    await expect.poll(() => page.evaluate(() => (window as unknown as { failures: string[] }).failures.length)).toBe(1);
    const [failure = ''] = await page.evaluate(() => (window as unknown as { failures: string[] }).failures);
    expect(failure).toContain('the server asks for permission (401)');
    expect(failure).not.toContain('\n');
    expect(failure).not.toContain(studyInstanceUID);
  } finally {
    await gateway.close();
  }
});

test('a study that the archive does not have is one clear line', async ({ page }) => {
  const gateway = await startGateway(archive.url);
  try {
    await page.addInitScript(() => {
      document.addEventListener('tipcheck-error', (event) => {
        (window as unknown as { failure: string }).failure = (event as CustomEvent<{ message: string }>).detail.message;
      });
    });
    await siteSettings(page, { linkOrigins: [gateway.url] });
    await page.goto(`./?StudyInstanceUIDs=1.2.3.999&dicomweb=${encodeURIComponent(`${gateway.url}/dicom-web`)}`);
    await expect(page.getByRole('alert').getByRole('listitem')).toHaveCount(1);
    const failure = await page.evaluate(() => (window as unknown as { failure: string }).failure);
    expect(failure).not.toContain('\n');
    await expect(page.locator('footer')).toContainText('No images open');
  } finally {
    await gateway.close();
  }
});
