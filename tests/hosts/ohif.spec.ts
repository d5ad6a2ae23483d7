import { expect, test, type Page } from '@playwright/test';
import { ctCase } from '../browser/viewer.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import {
  apart,
  archiveState,
  inOhif,
  lastChange,
  noPageErrors,
  open,
  placeOf,
  ready,
  removeReports,
  seriesIn,
  settled,
  showSliceAt,
  uploadSample,
  use,
  verdict,
  type HostPage,
} from './ohif-page.ts';

/**
 * TipCheck's built files inside OHIF as npm has it, unchanged, before a real archive. What a reader does is done with the mouse, and the host is
 * only asked where a place lies on its screen.
 */

const VARIANTS = [
  { name: '3.13.2', version: '3.13.2', query: '' },
  { name: '3.13.2 with next viewports', version: '3.13.2', query: '&useNextViewports=true' },
  { name: '3.12.10', version: '3.12.10', query: '' },
  { name: '3.11.1', version: '3.11.1', query: '' },
] as const;

let archive: Orthanc;
let studyInstanceUID: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
// OHIF alone is 25 MB of script.
test.setTimeout(180_000);

test.beforeAll(async () => {
  archive = await startOrthanc();
  studyInstanceUID = await uploadSample(archive, 'ct-abscess');
});

test.afterAll(async () => {
  await archive.stop();
});

const reportsStored = (): Promise<readonly string[]> => seriesIn(archive, 'SR');

test.afterEach(async () => {
  await removeReports(archive);
});

const dragTarget = async (page: Page): Promise<void> => {
  await use(page, 'Mark target');
  await showSliceAt(page, ctCase.center);
  await settled(page);
  const [from, to] = [await placeOf(page, ctCase.center), await placeOf(page, ctCase.rim)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
};

const clickTip = async (page: Page): Promise<void> => {
  await use(page, 'Mark tip');
  await showSliceAt(page, ctCase.tip);
  await settled(page);
  const { x, y } = await placeOf(page, ctCase.tip);
  await page.mouse.click(x, y);
};

for (const { name, version, query } of VARIANTS)
  test(`OHIF ${name}: marked with the mouse, confirmed, stored, and there again after a reload @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(site.url)) foreign.push(request.url());
      });
      await open(page, site, { studies: [studyInstanceUID], query });
      await dragTarget(page);
      await clickTip(page);
      const { record, assessment } = await lastChange(page);
      // A screen pixel is about 0.6 mm here.
      expect(apart(record?.tip?.position, ctCase.tip)).toBeLessThan(0.6);
      expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - ctCase.tipToCenter)).toBeLessThan(0.6);
      expect(record?.target).toMatchObject({ shape: 'sphere' });
      await expect(verdict(page)).toContainText('Indeterminate');
      await page.getByRole('button', { name: 'Confirm tip' }).click();
      await expect(verdict(page)).toContainText('Inside');

      // The host's own Undo and Redo work on our steps.
      await page.keyboard.press('Control+z');
      await expect(verdict(page)).toContainText('Indeterminate');
      await page.keyboard.press('Control+y');
      await expect(verdict(page)).toContainText('Inside');

      await expect(archiveState(page)).toContainText('Not in the archive');
      await page.getByRole('button', { name: 'Store report' }).click();
      await expect(archiveState(page)).toContainText('Saved to archive', { timeout: 30_000 });
      expect(await reportsStored()).toHaveLength(1);
      expect(foreign).toEqual([]);
      await noPageErrors(page);

      const said = await verdict(page).textContent();
      await page.reload();
      await ready(page);
      await expect(verdict(page)).toContainText('Inside', { timeout: 30_000 });
      expect(await verdict(page).textContent()).toBe(said);
      await expect(archiveState(page)).toContainText('Saved to archive');
      await page.getByRole('button', { name: 'Jump to tip' }).click();
      await settled(page);
      const mark = page.locator('[data-mark=tip][data-ghost=false]').first();
      const box = await mark.boundingBox();
      const at = await placeOf(page, record?.tip?.position ?? []);
      expect(Math.abs((box?.x ?? NaN) + (box?.width ?? NaN) / 2 - at.x)).toBeLessThan(8);
      expect(Math.abs((box?.y ?? NaN) + (box?.height ?? NaN) / 2 - at.y)).toBeLessThan(8);
      await noPageErrors(page);
    });
  });

for (const version of ['3.13.2', '3.11.1'])
  test(`OHIF ${version}: the mode opens three planes with the panel, and a plane that was never acquired is marked in @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      await open(page, site, { studies: [studyInstanceUID], route: 'tipcheck' });
      await expect(page.locator('tipcheck-panel')).toBeVisible({ timeout: 30_000 });
      const kinds = await page.evaluate(() =>
        (window as unknown as HostPage).cornerstone
          .getRenderingEngines()
          .flatMap((engine) => engine.getViewports())
          // Thumbnails are drawn beside the page.
          .filter(({ element }) => element.isConnected)
          .map(({ id, type }) => `${id} ${type}`),
      );
      expect(kinds).toHaveLength(3);
      expect(kinds.filter((kind) => /^tipcheck-(axial|sagittal|coronal)/.test(kind))).toHaveLength(3);
      await use(page, 'Mark tip');
      for (const view of [2, 1]) {
        const { x, y } = await placeOf(page, ctCase.tip, view);
        // The first press in a viewport marks at once, active or not.
        await page.mouse.click(x, y);
        const { record } = await lastChange(page);
        expect(record?.space.kind).toBe('patient');
        // In its own plane the place is that of the click; how deep it lies is the plane's.
        const shown = await placeOf(page, record?.tip?.position ?? [], view);
        expect(Math.hypot(shown.x - x, shown.y - y)).toBeLessThan(1.5);
        await page.getByRole('button', { name: 'Jump to tip' }).click();
        await settled(page);
      }
      await expect(page.locator('svg:has([data-mark=tip][data-ghost=false])')).toHaveCount(3);
      await noPageErrors(page);
    });
  });

test('OHIF 3.13.2: what can’t be stored is told, and stored when asked again; the host lists, finds and deletes our marks @full', async ({
  page,
}) => {
  await inOhif('3.13.2', archive.url, async (site) => {
    await open(page, site, { studies: [studyInstanceUID] });
    await dragTarget(page);
    await clickTip(page);
    site.storeAnswer = 503;
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText(/Waiting for the archive|Not stored/, { timeout: 30_000 });
    expect(await reportsStored()).toHaveLength(0);
    site.storeAnswer = null;
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText('Saved to archive', { timeout: 30_000 });
    expect(await reportsStored()).toHaveLength(1);

    const listed = (): Promise<string[]> =>
      page.evaluate(() =>
        (window as unknown as HostPage).services.measurementService
          .getMeasurements()
          .map(({ label, displayText }) => `${label}: ${displayText.primary.join(', ')}`),
      );
    expect(await listed()).toEqual([
      'Target: sphere',
      expect.stringMatching(/^Tip: Indeterminate · not confirmed, 5\.\d mm to the centre$/),
    ]);
    await page.evaluate(() => {
      const { measurementService } = (window as unknown as HostPage).services;
      const tip = measurementService.getMeasurements().find(({ label }) => label === 'Tip');
      measurementService.remove(tip?.uid ?? '');
    });
    await expect.poll(async () => (await lastChange(page)).record?.tip).toBeUndefined();
    expect((await lastChange(page)).record?.target).toBeDefined();
    await page.keyboard.press('Control+z');
    await expect.poll(listed).toHaveLength(2);

    // Back to the list and into the study again, on the same page of the host.
    await page.locator('[data-cy="return-to-work-list"]').click();
    await expect(page.locator('tipcheck-panel')).toHaveCount(0);
    await page.goBack();
    await expect(verdict(page)).toContainText('Indeterminate', { timeout: 60_000 });
    await expect(archiveState(page)).toContainText('Saved to archive');
    await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveCount(1);
    await noPageErrors(page);
  });
});
