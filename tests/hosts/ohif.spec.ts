import { readFileSync, readdirSync } from 'node:fs';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Assessment, Confirmation } from '../../src/index.ts';
import { ctCase, samplePath } from '../browser/viewer.ts';
import { prebuiltOhif, startOhifSite, type OhifSite } from '../support/ohif.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';

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

type Point = readonly number[];

/** As much of the host as tests ask. */
interface HostViewport {
  readonly id: string;
  readonly type: string;
  readonly element: HTMLElement;
  getImageIds(): string[];
  setImageIdIndex?(index: number): Promise<unknown>;
  worldToCanvas(at: Point): [number, number];
  render(): void;
}

interface HostPage {
  readonly cornerstone: {
    getRenderingEngines(): { getViewports(): HostViewport[] }[];
    readonly metaData: { get(type: string, imageId: string): { readonly imagePositionPatient?: Point } | undefined };
  };
  readonly services: {
    readonly measurementService: {
      getMeasurements(): {
        readonly uid: string;
        readonly label: string;
        readonly displayText: { primary: string[] };
      }[];
      remove(uid: string): void;
    };
  };
  readonly heard: {
    readonly changes: { readonly record: Confirmation | null; readonly assessment: Assessment | null }[];
    readonly errors: string[];
  };
}

let archive: Orthanc;
let studyInstanceUID: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
// OHIF alone is 25 MB of script.
test.setTimeout(180_000);

test.beforeAll(async () => {
  archive = await startOrthanc();
  const folder = samplePath('ct-abscess');
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.dcm')))
    await archive.upload(readFileSync(`${folder}/${name}`));
  const studies = (await (await fetch(`${archive.url}/studies?expand`)).json()) as {
    MainDicomTags: { StudyInstanceUID: string };
  }[];
  studyInstanceUID = studies[0]?.MainDicomTags.StudyInstanceUID ?? '';
});

test.afterAll(async () => {
  await archive.stop();
});

const seriesOf = async (modality: string): Promise<readonly string[]> =>
  (await (
    await fetch(`${archive.url}/tools/find`, {
      method: 'POST',
      body: JSON.stringify({ Level: 'Series', Query: { Modality: modality } }),
    })
  ).json()) as string[];

test.afterEach(async () => {
  for (const modality of ['SR', 'KO', 'PR'])
    for (const id of await seriesOf(modality)) await fetch(`${archive.url}/series/${id}`, { method: 'DELETE' });
});

/** Runs in a site with OHIF of a version, and skips with the reason where that can't be had. */
const inOhif = async (version: string, use: (site: OhifSite) => Promise<void>): Promise<void> => {
  const built = prebuiltOhif(version);
  test.skip(typeof built === 'string', typeof built === 'string' ? built : '');
  if (typeof built === 'string') return;
  const site = await startOhifSite(built.folder, archive.url);
  try {
    await use(site);
  } finally {
    await site.close();
  }
};

/** Opens the study and waits until the host has pictures of it. */
const open = async (page: Page, site: OhifSite, query: string, route = 'viewer'): Promise<void> => {
  await page.addInitScript(() => {
    // The tour of a first visit lies over the page.
    localStorage.setItem('shownTours', JSON.stringify(['basicViewerTour']));
    const heard = { changes: [] as unknown[], errors: [] as string[] };
    (window as unknown as { heard: object }).heard = heard;
    document.addEventListener('tipcheck-change', (event) => heard.changes.push((event as CustomEvent).detail));
    window.addEventListener('error', (event) => heard.errors.push(event.message));
    window.addEventListener('unhandledrejection', (event) => heard.errors.push(String(event.reason)));
  });
  await page.goto(`${site.url}/${route}?StudyInstanceUIDs=${studyInstanceUID}${query}`);
  await ready(page);
};

const ready = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => {
      const { cornerstone } = window as unknown as Partial<HostPage>;
      const viewports = (cornerstone?.getRenderingEngines() ?? []).flatMap((engine) => engine.getViewports());
      const shown = viewports.filter(({ element }) => element.isConnected);
      return shown.length > 0 && shown.every((viewport) => viewport.getImageIds().length > 0);
    },
    null,
    { timeout: 90_000 },
  );
  await expect(page.getByRole('button', { name: 'Mark tip' })).toBeEnabled({ timeout: 30_000 });
};

/** Where a place in the patient lies on the page, in the viewport of this number. */
const placeOf = (page: Page, at: Point, viewport = 0): Promise<{ x: number; y: number }> =>
  page.evaluate(
    ([point, index]) => {
      const { cornerstone } = window as unknown as HostPage;
      const view = cornerstone
        .getRenderingEngines()
        .flatMap((engine) => engine.getViewports())
        .filter(({ element }) => element.isConnected)[index];
      if (!view) throw new Error('no such viewport');
      const [x, y] = view.worldToCanvas(point);
      const { left, top } = view.element.getBoundingClientRect();
      return { x: left + x, y: top + y };
    },
    [at, viewport] as const,
  );

/** Shows the slice that lies nearest, by the host's own means. */
const showSliceAt = (page: Page, at: Point): Promise<void> =>
  page.evaluate(async (point) => {
    const { cornerstone } = window as unknown as HostPage;
    const view = cornerstone
      .getRenderingEngines()
      .flatMap((engine) => engine.getViewports())
      .find(({ element }) => element.isConnected);
    const off = (imageId: string): number => {
      const plane = cornerstone.metaData.get('imagePlaneModule', imageId) as unknown as {
        rowCosines: Point;
        columnCosines: Point;
        imagePositionPatient: Point;
      };
      const [[a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]] = [plane.rowCosines, plane.columnCosines];
      const normal = [b * f - c * e, c * d - a * f, a * e - b * d];
      return Math.abs(
        normal.reduce((sum, n, axis) => sum + n * ((point[axis] ?? 0) - (plane.imagePositionPatient[axis] ?? 0)), 0),
      );
    };
    const offsets = view?.getImageIds().map(off) ?? [];
    await view?.setImageIdIndex?.(offsets.indexOf(Math.min(...offsets)));
    view?.render();
  }, at);

/** What is asked for next happens once the host has drawn and laid out what was asked for last. */
const settled = async (page: Page): Promise<void> => {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = JSON.stringify(await placeOf(page, ctCase.tip));
        const isSame = now === before;
        before = now;
        return isSame;
      },
      { intervals: [400] },
    )
    .toBe(true);
};

const use = async (page: Page, tool: string): Promise<void> => {
  await page.getByRole('button', { name: tool }).click();
  await expect(page.getByRole('button', { name: tool })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('tipcheck-panel')).toBeVisible({ timeout: 30_000 });
  await settled(page);
};

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

const lastChange = async (page: Page): Promise<HostPage['heard']['changes'][number]> => {
  await expect.poll(() => page.evaluate(() => (window as unknown as HostPage).heard.changes.length)).toBeGreaterThan(0);
  const change = await page.evaluate(() => (window as unknown as HostPage).heard.changes.at(-1));
  if (!change) throw new Error('nothing has changed');
  return change;
};

const noPageErrors = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => (window as unknown as HostPage).heard.errors)).toEqual([]);
};

const verdict = (page: Page): Locator => page.getByRole('status', { name: 'Verdict' });
const archiveState = (page: Page): Locator => page.getByRole('status', { name: 'Archive' });

const apart = (a: Point | undefined, b: Point): number =>
  a ? Math.hypot(...b.map((value, axis) => value - (a[axis] ?? NaN))) : NaN;

for (const { name, version, query } of VARIANTS)
  test(`OHIF ${name}: marked with the mouse, confirmed, stored, and there again after a reload @full`, async ({
    page,
  }) => {
    await inOhif(version, async (site) => {
      const foreign: string[] = [];
      page.on('request', (request) => {
        if (/^https?:/.test(request.url()) && !request.url().startsWith(site.url)) foreign.push(request.url());
      });
      await open(page, site, query);
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
      expect(await seriesOf('SR')).toHaveLength(1);
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
    await inOhif(version, async (site) => {
      await open(page, site, '', 'tipcheck');
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
  await inOhif('3.13.2', async (site) => {
    await open(page, site, '');
    await dragTarget(page);
    await clickTip(page);
    site.storeAnswer = 503;
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText(/Waiting for the archive|Not stored/, { timeout: 30_000 });
    expect(await seriesOf('SR')).toHaveLength(0);
    site.storeAnswer = null;
    await page.getByRole('button', { name: 'Store report' }).click();
    await expect(archiveState(page)).toContainText('Saved to archive', { timeout: 30_000 });
    expect(await seriesOf('SR')).toHaveLength(1);

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

test('OHIF 3.13.2: a viewport that another Cornerstone draws is told of in the panel @full', async ({ page }) => {
  await inOhif('3.13.2', async (site) => {
    await open(page, site, '');
    await use(page, 'Mark tip');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.evaluate(() => {
      // What every copy of Cornerstone writes on the element of a viewport of its own.
      const foreign = document.createElement('div');
      foreign.dataset['viewportUid'] = 'of-another-copy';
      document.body.append(foreign);
    });
    await clickTip(page);
    await expect(page.getByRole('alert')).toContainText('second Cornerstone');
  });
});
