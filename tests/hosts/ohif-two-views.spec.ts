import { expect, test, type Page } from '@playwright/test';
import { truthOf } from '../browser/viewer.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import {
  apart,
  archiveState,
  inOhif,
  lastChange,
  noPageErrors,
  open,
  ready,
  removeReports,
  seriesIn,
  uploadSample,
  verdict,
  type HostPage,
  type Point,
} from './ohif-page.ts';

/** Two X-ray views of one needle in two viewports of OHIF, marked together as one position in space. */

const VARIANTS = [
  { name: '3.13.2', version: '3.13.2', query: '' },
  { name: '3.13.2 with next viewports', version: '3.13.2', query: '&useNextViewports=true' },
  { name: '3.12.10', version: '3.12.10', query: '' },
  { name: '3.11.1', version: '3.11.1', query: '' },
] as const;

interface ViewTruth {
  readonly sopInstanceUID: string;
  readonly columns: number;
  readonly rows: number;
  readonly tip: readonly [number, number];
  readonly target: { readonly center: readonly [number, number]; readonly radius: number };
}
const truth = truthOf('biplane') as ReturnType<typeof truthOf> & {
  readonly separation: number;
  readonly views: readonly [ViewTruth, ViewTruth];
};
const [first, second] = truth.views;

let archive: Orthanc;
let study: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
test.setTimeout(180_000);
test.use({ viewport: { width: 1600, height: 900 } });

test.beforeAll(async () => {
  archive = await startOrthanc();
  study = await uploadSample(archive, 'biplane');
});

test.afterAll(async () => {
  await archive.stop();
});

test.afterEach(async () => {
  await removeReports(archive);
});

/** The element that shows a view's image: its place on the page. */
const boxOf = async (page: Page, { sopInstanceUID }: ViewTruth): Promise<DOMRect> => {
  const box = await page.evaluate((uid) => {
    const { cornerstone } = window as unknown as HostPage;
    const view = cornerstone
      .getRenderingEngines()
      .flatMap((engine) => engine.getViewports())
      .filter(({ element }) => element.isConnected)
      .find((one) => cornerstone.metaData.get('instance', one.getImageIds()[0] ?? '')?.SOPInstanceUID === uid);
    return view ? (view.element.getBoundingClientRect().toJSON() as DOMRect) : null;
  }, sopInstanceUID);
  if (!box) throw new Error('no viewport shows this view');
  return box;
};

/** Where an image point lies: the host fits images into their viewports, the middle in the middle. Nothing of Cornerstone is asked. */
const placeIn = async (
  page: Page,
  view: ViewTruth,
  [column = NaN, row = NaN]: Point,
): Promise<{ x: number; y: number }> => {
  const { left, top, width, height } = await boxOf(page, view);
  const scale = Math.min(width / view.columns, height / view.rows);
  return {
    x: left + width / 2 + (column - view.columns / 2) * scale,
    y: top + height / 2 + (row - view.rows / 2) * scale,
  };
};

/** Until the two viewports stand where they stay. */
const settled = async (page: Page): Promise<void> => {
  let before = '';
  await expect
    .poll(
      async () => {
        const now = JSON.stringify([await boxOf(page, first), await boxOf(page, second)]);
        const isSame = now === before;
        before = now;
        return isSame;
      },
      { intervals: [500], timeout: 30_000 },
    )
    .toBe(true);
};

const dragTarget = async (page: Page, view: ViewTruth): Promise<void> => {
  const { center, radius } = view.target;
  const [from, to] = [await placeIn(page, view, center), await placeIn(page, view, [center[0] + radius, center[1]])];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
};

const clickTip = async (page: Page, view: ViewTruth): Promise<void> => {
  const { x, y } = await placeIn(page, view, view.tip);
  await page.mouse.click(x, y);
};

const openTwoProjections = async (
  page: Page,
  ...[site, query]: [Parameters<typeof open>[1], string]
): Promise<void> => {
  await open(page, site, { studies: [study], query, route: 'tipcheck' });
  await expect(page.locator('tipcheck-panel')).toBeVisible({ timeout: 30_000 });
  await settled(page);
};

const twoViews = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name: 'Two views', exact: true });
const tool = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name, exact: true });

const listed = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    (window as unknown as HostPage).services.measurementService
      .getMeasurements()
      .map(({ label, displayText }) => `${label}: ${displayText.primary.join(', ')}`),
  );

for (const { name, version, query } of VARIANTS)
  test(`OHIF ${name}: two projections are marked together, give the position in space, are stored, and open again as they were @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      await openTwoProjections(page, site, query);
      await expect(page.locator('tipcheck-ohif-head')).toContainText('LAO 43° CAU 9°, 76° apart');
      await twoViews(page).click();
      await expect(twoViews(page)).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('tipcheck-ohif-head')).toContainText(
        'View 1 · RAO 32° CRA 6° · SID 1100 mm · SOD 750 mm',
      );
      await settled(page);

      // The panel's steps take the tools of the host's toolbar.
      await page.getByRole('button', { name: 'Target in view 1, from centre to edge' }).click();
      await expect(tool(page, 'Mark target')).toHaveAttribute('aria-pressed', 'true');
      await dragTarget(page, first);
      await dragTarget(page, second);
      await tool(page, 'Mark tip').click();
      await clickTip(page, first);
      await expect(page.getByRole('button', { name: 'Confirm tip' })).toBeDisabled();
      await clickTip(page, second);
      await expect(verdict(page)).toContainText('Indeterminate');
      const { record, assessment } = await lastChange(page);
      const { biplane } = assessment ?? {};
      const space = record?.space as unknown as { readonly kind: string; readonly views: readonly ViewTruth[] };
      expect(space.kind).toBe('biplane');
      // A pixel of the screen is about one of the picture here.
      expect(apart(space.views[0]?.tip, first.tip)).toBeLessThan(1.5);
      expect(apart(space.views[1]?.tip, second.tip)).toBeLessThan(1.5);
      expect(apart(biplane?.tip ?? undefined, truth.tip)).toBeLessThan(0.5);
      expect(apart(biplane?.target?.center ?? undefined, truth.target.center)).toBeLessThan(0.5);
      expect(biplane?.separation).toBeCloseTo(truth.separation, 6);
      await page.getByRole('button', { name: 'Confirm tip' }).click();
      await expect(verdict(page)).toContainText('Inside');
      expect((await listed(page)).sort()).toEqual([
        'Target, view 1: circle',
        'Target, view 2: circle',
        expect.stringMatching(/^Tip, view 1: Inside, 3\.\d mm to the centre$/),
        expect.stringMatching(/^Tip, view 2: Inside, 3\.\d mm to the centre$/),
      ]);

      await page.getByRole('button', { name: 'Store report' }).click();
      await expect(archiveState(page)).toContainText('Saved to archive', { timeout: 30_000 });
      expect(await seriesIn(archive, 'SR')).toHaveLength(1);
      await noPageErrors(page);

      const said = await verdict(page).textContent();
      // Opened in a mode that shows one picture: the confirmation brings both of its own.
      await page.goto(`${site.url}/viewer?StudyInstanceUIDs=${study}${query}`);
      await ready(page);
      await expect(verdict(page)).toContainText('Inside', { timeout: 30_000 });
      expect(await verdict(page).textContent()).toBe(said);
      await expect(twoViews(page)).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('svg:has([data-mark=tip][data-ghost=false])')).toHaveCount(2);
      await settled(page);
      const marks = page.locator('[data-mark=tip][data-ghost=false]');
      for (const view of [first, second]) {
        const at = await placeIn(page, view, view.tip);
        const boxes = await Promise.all((await marks.all()).map((mark) => mark.boundingBox()));
        const off = boxes.map((box) =>
          box ? Math.hypot(box.x + box.width / 2 - at.x, box.y + box.height / 2 - at.y) : Infinity,
        );
        expect(Math.min(...off)).toBeLessThan(8);
      }
      await noPageErrors(page);
    });
  });

test('OHIF 3.13.2: views that are no longer marked together are marked each for itself, and the list goes back to both @full', async ({
  page,
}) => {
  await inOhif('3.13.2', archive.url, async (site) => {
    await openTwoProjections(page, site, '');
    await twoViews(page).click();
    await tool(page, 'Mark tip').click();
    await clickTip(page, first);
    await clickTip(page, second);
    await expect.poll(async () => (await lastChange(page)).record?.space.kind).toBe('biplane');
    await twoViews(page).click();
    await expect(twoViews(page)).toHaveAttribute('aria-pressed', 'false');
    await expect(verdict(page)).not.toContainText('Indeterminate');
    await clickTip(page, second);
    const alone = (await lastChange(page)).record;
    expect(alone?.space).toMatchObject({ kind: 'projection', sopInstanceUID: second.sopInstanceUID });
    await expect(page.locator('svg:has([data-mark=tip][data-ghost=false])')).toHaveCount(1);
    // Undo and Redo go through both kinds.
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await lastChange(page)).record?.id).not.toBe(alone?.id);
    await page.keyboard.press('Control+y');
    await expect.poll(async () => (await lastChange(page)).record?.id).toBe(alone?.id);
    await page.locator('tipcheck-panel .case').first().click();
    await expect(twoViews(page)).toHaveAttribute('aria-pressed', 'true');
    await expect(page.locator('svg:has([data-mark=tip][data-ghost=false])')).toHaveCount(2);
    await noPageErrors(page);

    // With one picture there are no two views.
    await page.getByRole('combobox', { name: 'Views' }).selectOption({ label: 'As usual' });
    await expect.poll(() => page.locator('svg:has([data-mark=tip][data-ghost=false])').count()).toBe(0);
    await expect(page.locator('tipcheck-ohif-head')).toContainText('Show two X-ray views');
    await noPageErrors(page);
  });
});
