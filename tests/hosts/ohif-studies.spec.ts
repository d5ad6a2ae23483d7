import { expect, test } from '@playwright/test';
import { ctCase } from '../browser/viewer.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import {
  inOhif,
  inOtherStudy,
  noPageErrors,
  open,
  placeOf,
  settled,
  studiesShown,
  uploadSample,
  use,
  type HostPage,
} from './ohif-page.ts';

/** Views that stand in different studies, beside each other; and what is refused. */

let archive: Orthanc;
/** One X-ray view in each. */
let views: readonly [string, string];
/** CT of one patient: now, and before. */
let now: string;
let before: string;
let ofAnother: string;

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');
test.setTimeout(180_000);
test.use({ viewport: { width: 1600, height: 900 } });

test.beforeAll(async () => {
  archive = await startOrthanc();
  const second = await uploadSample(archive, 'biplane', (bytes, name) =>
    name === 'view-2.dcm' ? inOtherStudy(bytes) : bytes,
  );
  const first = (await studiesIn()).find((uid) => uid !== second) ?? '';
  views = [first, second];
  now = await uploadSample(archive, 'ct-abscess');
  before = await uploadSample(archive, 'ct-abscess-early', inOtherStudy);
  ofAnother = await uploadSample(archive, 'xa-cine');
});

test.afterAll(async () => {
  await archive.stop();
});

const studiesIn = async (): Promise<readonly string[]> =>
  (
    (await (await fetch(`${archive.url}/studies?expand`)).json()) as { MainDicomTags: { StudyInstanceUID: string } }[]
  ).map(({ MainDicomTags }) => MainDicomTags.StudyInstanceUID);

for (const version of ['3.13.2', '3.11.1']) {
  test(`OHIF ${version}: two projections of two studies stand beside each other and are marked together @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      for (const studies of [views, [...views].reverse()]) {
        await open(page, site, { studies, route: 'tipcheck' });
        await expect.poll(() => studiesShown(page), { timeout: 30_000 }).toEqual(studies);
        const twoViews = page.getByRole('button', { name: 'Two views', exact: true });
        await twoViews.click();
        await expect(twoViews).toHaveAttribute('aria-pressed', 'true');
        await expect(page.getByRole('region', { name: 'Steps' })).toBeVisible();
      }
      await noPageErrors(page);
    });
  });

  test(`OHIF ${version}: the earlier study stands beside the one of now, and never that of another patient @full`, async ({
    page,
  }) => {
    await inOhif(version, archive.url, async (site) => {
      const query = '&hangingProtocolId=tipcheck.earlier-look';
      await open(page, site, { studies: [now, before], query });
      await expect.poll(() => studiesShown(page), { timeout: 30_000 }).toEqual([before, now]);
      await use(page, 'Mark tip');
      await expect(page.getByRole('alert')).toHaveCount(0);
      // Both lie in one frame of reference here: the mark of one is a mark of the other.
      const heard = (): Promise<number> => page.evaluate(() => (window as unknown as HostPage).heard.changes.length);
      for (const view of [0, 1]) {
        const marked = await heard();
        const { x, y } = await placeOf(page, ctCase.tip, view);
        await page.mouse.click(x, y);
        await expect.poll(heard).toBeGreaterThan(marked);
      }
      await expect(page.locator('tipcheck-panel .case')).toHaveCount(1);
      await noPageErrors(page);

      await open(page, site, { studies: [now, ofAnother], query });
      await expect.poll(() => studiesShown(page), { timeout: 30_000 }).toEqual([now]);
      await page.getByRole('button', { name: 'Mark tip' }).click();
      await expect(page.getByRole('alert')).toContainText('Studies of more than one patient are open.');
      await noPageErrors(page);
    });
  });
}

test('OHIF 3.13.2: what the open images don’t allow is refused in words, and leaves the pictures as they are @full', async ({
  page,
}) => {
  await inOhif('3.13.2', archive.url, async (site) => {
    await open(page, site, { studies: [now] });
    await use(page, 'Mark tip');
    const choose = async (label: string): Promise<void> => {
      await page.getByRole('combobox', { name: 'Views' }).selectOption({ label });
    };
    const notice = page.locator('tipcheck-ohif-head').getByRole('status', { name: 'Notice' });
    await choose('Two projections');
    await expect(notice).toContainText('Two projections need two X-ray views of one patient.');
    await choose('Earlier look beside');
    await expect(notice).toContainText('An earlier look needs a second series of this patient.');
    await settled(page);
    expect(await studiesShown(page)).toEqual([now]);

    // By its address nobody can be asked: what there is is shown, and nothing in the place of what isn't there.
    await open(page, site, { studies: [views[0], now], query: '&hangingProtocolId=tipcheck.two-projections' });
    await expect.poll(() => studiesShown(page), { timeout: 30_000 }).toEqual([views[0]]);
    await noPageErrors(page);
  });
});
