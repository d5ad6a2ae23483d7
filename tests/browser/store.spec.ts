import { expect, test, type Browser, type Locator, type Page } from '@playwright/test';
import type { Confirmation } from '../../src/index.ts';
import { startGateway, type Gateway } from '../support/archive-gateway.ts';
import { orthancInstalled, type Orthanc } from '../support/orthanc.ts';
import { startSampleArchive } from '../support/sample-archive.ts';
import { confirmCt } from './ct-marks.ts';
import { ctCase, lastChange, noPageErrors, openViewer, pictureDrawn, verdict } from './viewer.ts';

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

type DicomJson = Readonly<Record<string, { readonly Value?: readonly unknown[] } | undefined>>;

let archive: Orthanc;
let gateway: Gateway;
let studyInstanceUID: string;

test.beforeAll(async () => {
  ({ archive, studyInstanceUID } = await startSampleArchive('ct-abscess'));
});

test.beforeEach(async () => {
  gateway = await startGateway(archive.url);
});

test.afterEach(async () => {
  await gateway.close();
  for (const modality of ['SR', 'KO', 'OT', 'DOC'])
    for (const id of (await found({ Level: 'Series', Query: { Modality: modality } })) as string[])
      await fetch(`${archive.url}/series/${id}`, { method: 'DELETE' });
});

test.afterAll(async () => {
  await archive.stop();
});

const found = async (query: object): Promise<unknown> =>
  (await fetch(`${archive.url}/tools/find`, { method: 'POST', body: JSON.stringify(query) })).json();

/** What the archive lists by QIDO-RS. */
const stored = async (modality: 'SR' | 'KO' | 'OT' | 'DOC'): Promise<readonly DicomJson[]> => {
  const answer = await fetch(
    `${archive.dicomWebUrl}/studies/${studyInstanceUID}/instances?Modality=${modality}&includefield=0020000E,00280301,00280030,00280010`,
    { headers: { Accept: 'application/dicom+json' } },
  );
  return answer.status === 204 ? [] : ((await answer.json()) as DicomJson[]);
};
const counts = async (): Promise<readonly number[]> => [(await stored('SR')).length, (await stored('KO')).length];

const valueOf = (dataSet: DicomJson | undefined, tag: string): string => {
  const value = dataSet?.[tag]?.Value?.[0];
  return typeof value === 'string' ? value : '';
};

/** Reports of the study as the archive has them, the first written first. */
const reports = async (): Promise<readonly DicomJson[]> => {
  const all: DicomJson[] = [];
  for (const one of await stored('SR')) {
    const [series, instance] = [valueOf(one, '0020000E'), valueOf(one, '00080018')];
    const answer = await fetch(
      `${archive.dicomWebUrl}/studies/${studyInstanceUID}/series/${series}/instances/${instance}/metadata`,
      { headers: { Accept: 'application/dicom+json' } },
    );
    all.push(...((await answer.json()) as DicomJson[]));
  }
  return all.toSorted((a, b) => Number(valueOf(a, '00080033')) - Number(valueOf(b, '00080033')));
};

/** Tracking Unique Identifiers (112040, DCM) in the tree of a report, as a sorted list. */
const trackingUids = (item: DicomJson): readonly string[] => {
  const below = ((item['0040A730']?.Value ?? []) as DicomJson[]).flatMap(trackingUids);
  const [name] = (item['0040A043']?.Value ?? []) as DicomJson[];
  return [
    ...(valueOf(name, '00080104') === 'Tracking Unique Identifier' ? [valueOf(item, '0040A124')] : []),
    ...below,
  ].sort();
};

const address = (): string =>
  `./?StudyInstanceUIDs=${studyInstanceUID}&dicomweb=${encodeURIComponent(`${gateway.url}/dicom-web`)}`;
const state = (page: Page): Locator => page.getByRole('status', { name: 'Archive' });
const storeReport = (page: Page): Promise<void> => page.getByRole('button', { name: 'Store report' }).click();

/** Target and tip of the sample's case, the tip confirmed. */
const mark = async (page: Page): Promise<Confirmation> => {
  await confirmCt(page);
  return shownRecord(page);
};

const shownRecord = async (page: Page): Promise<Confirmation> => {
  const { record } = await lastChange(page);
  if (!record) throw new Error('nothing is marked');
  return record;
};

/** The confirmation that is open, without waiting for a change of it. */
const openRecord = (page: Page): Promise<Confirmation | null> =>
  page.evaluate(() =>
    (
      document.querySelector('tipcheck-viewer') as unknown as { session: { active: { peek(): Confirmation | null } } }
    ).session.active.peek(),
  );

/** Another reader's browser, which knows nothing but the archive. */
const inFreshProfile = async (browser: Browser, look: (page: Page) => Promise<void>): Promise<void> => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await openViewer(page, address());
    await look(page);
    await noPageErrors(page);
  } finally {
    await context.close();
  }
};

const apart = (a: readonly number[] | undefined, b: readonly number[] | undefined): number =>
  a && b ? Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN))) : NaN;

test('a stored report is in the archive, and the confirmation is there again for whoever opens the study', async ({
  page,
  browser,
}) => {
  await openViewer(page, address());
  await expect(page.getByRole('button', { name: 'Store report' })).toBeDisabled();
  const record = await mark(page);
  const said = await verdict(page).textContent();
  await expect(state(page)).toContainText('Not in the archive');
  await storeReport(page);
  await expect(state(page)).toHaveText(/Saved to archive \d\d:\d\d/);
  expect(await counts()).toEqual([1, 1]);
  await noPageErrors(page);
  await inFreshProfile(browser, async (fresh) => {
    await expect(state(fresh)).toHaveText(/Saved to archive \d\d:\d\d/);
    const back = await openRecord(fresh);
    expect(back?.id).toBe(record.id);
    expect(apart(back?.tip?.position, record.tip?.position)).toBeLessThan(1e-3);
    const [target, before] = [back?.target, record.target];
    if (target?.shape !== 'sphere' || before?.shape !== 'sphere') throw new Error('no sphere');
    expect(apart(target.center, before.center)).toBeLessThan(1e-3);
    expect(Math.abs(target.radius - before.radius)).toBeLessThan(1e-3);
    expect(back?.tip?.evidence).toBe('person');
    await expect(verdict(fresh)).toHaveText(said ?? '');
    await fresh.getByRole('button', { name: 'Jump to tip' }).click();
    await expect(fresh.locator('output')).toContainText(` ${String(ctCase.targetSlice)} of`);
    expect(await fresh.evaluate(() => window.recorded.errors)).toEqual([]);
  });
});

test('a secondary capture and the page are stored where they are asked for, and only then @full', async ({
  page,
  browser,
}) => {
  await openViewer(page, address());
  await mark(page);
  const dialog = page.getByRole('dialog', { name: 'Report' });
  const [capture, pdf] = ['Also store a secondary capture', 'Also store the PDF (encapsulated)'].map((name) =>
    dialog.getByRole('checkbox', { name }),
  );
  if (!capture || !pdf) throw new Error('no choices');
  const open = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Save report' }).click();
    await expect(dialog.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  };
  const storeHere = async (): Promise<void> => {
    await dialog.getByRole('button', { name: 'Store in the archive' }).click();
    await expect(dialog.getByRole('status', { name: 'Stored' })).toHaveText('Stored in the archive');
  };
  const extras = async () => [(await stored('OT')).length, (await stored('DOC')).length];
  await open();
  await expect(capture).not.toBeChecked();
  await expect(pdf).not.toBeChecked();
  await storeHere();
  expect(await counts()).toEqual([1, 1]);
  expect(await extras()).toEqual([0, 0]);

  // Beside a report that the archive has already; it isn't written again.
  await capture.check();
  await pdf.check();
  await storeHere();
  expect(await counts()).toEqual([1, 1]);
  expect(await extras()).toEqual([1, 1]);
  const [picture] = await stored('OT');
  expect(valueOf(picture, '00080016')).toBe('1.2.840.10008.5.1.4.1.1.7');
  expect(Number(picture?.['00280010']?.Value?.[0])).toBeGreaterThan(300);
  // Nothing is to be measured on it.
  expect(picture?.['00280030']).toBeUndefined();
  const [document] = await stored('DOC');
  expect(valueOf(document, '00080016')).toBe('1.2.840.10008.5.1.4.1.1.104.1');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(state(page)).toContainText('Saved to archive');

  // With a new version of the report, all in one go.
  await page.getByRole('spinbutton', { name: 'Target radius' }).fill('7.5');
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Changed since it was saved');
  await open();
  await capture.check();
  await storeHere();
  expect(await counts()).toEqual([2, 2]);
  expect(await extras()).toEqual([2, 1]);
  await noPageErrors(page);

  await inFreshProfile(browser, async (fresh) => {
    await expect(state(fresh)).toHaveText(/Saved to archive \d\d:\d\d/);
    await expect(fresh.locator('output')).toContainText('of 40');
    await expect(fresh.locator('.case')).toHaveCount(1);
    expect(await fresh.evaluate(() => window.recorded.errors)).toEqual([]);
  });
});

test('what is changed is said to be, and stored again it names what it takes the place of @full', async ({
  page,
  browser,
}) => {
  await openViewer(page, address());
  await mark(page);
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  await page.getByRole('spinbutton', { name: 'Target radius' }).fill('7.5');
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Changed since it was saved');
  // Undone, it is again what was stored.
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('Control+z');
  await expect(state(page)).toContainText('Saved to archive');
  await page.keyboard.press('Control+Shift+z');
  await expect(state(page)).toContainText('Changed since it was saved');
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([2, 2]);
  const [first, second] = await reports();
  const [study] = (second?.['0040A360']?.Value ?? []) as DicomJson[];
  const [series] = (study?.['00081115']?.Value ?? []) as DicomJson[];
  const [reference] = (series?.['00081199']?.Value ?? []) as DicomJson[];
  expect(valueOf(reference, '00081155')).toBe(valueOf(first, '00080018'));
  expect(first?.['0040A360']).toBeUndefined();
  expect(trackingUids(first ?? {}).length).toBeGreaterThan(1);
  expect(trackingUids(second ?? {})).toEqual(trackingUids(first ?? {}));
  await inFreshProfile(browser, async (fresh) => {
    await expect(state(fresh)).toContainText('Saved to archive');
    expect((await openRecord(fresh))?.target).toMatchObject({ radius: 7.5 });
    await expect(fresh.locator('.case')).toHaveCount(1);
  });
});

test('with the archive stopped nothing is lost, not even with the page, and it is stored when the archive is back', async ({
  page,
  browser,
}) => {
  await openViewer(page, address());
  const record = await mark(page);
  await archive.halt();
  try {
    await storeReport(page);
    await expect(state(page)).toContainText('Waiting for the archive: it failed (502)');
    await page.goto('./?empty');
    await page.goto(address());
    await expect(state(page)).toContainText('Waiting for the archive');
  } finally {
    await archive.resume();
  }
  await expect(state(page)).toContainText('Saved to archive', { timeout: 30_000 });
  expect(await counts()).toEqual([1, 1]);
  await inFreshProfile(browser, async (fresh) => {
    await expect(state(fresh)).toContainText('Saved to archive');
    expect(apart((await openRecord(fresh))?.tip?.position, record.tip?.position)).toBeLessThan(1e-3);
  });
});

test('without a network it waits, and goes by itself when the network is back @full', async ({ page, context }) => {
  await openViewer(page, address());
  await mark(page);
  await context.setOffline(true);
  await storeReport(page);
  await expect(state(page)).toContainText('Waiting for the archive: it cannot be reached');
  await context.setOffline(false);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([1, 1]);
});

test('an expired token is told, the report kept, and stored with new headers @full', async ({ page }) => {
  gateway.authorization = 'Bearer first';
  await page.goto('./?empty');
  await page.evaluate(
    ({ url, study }) => {
      document.querySelector('tipcheck-viewer')?.remove();
      const viewer = Object.assign(document.createElement('tipcheck-viewer'), {
        getHeaders: () => Promise.resolve({ Authorization: (window as unknown as { token: string }).token }),
      });
      (window as unknown as { token: string }).token = 'Bearer first';
      window.recorded = { changes: [], errors: [], pageErrors: [] };
      document.addEventListener('tipcheck-change', (event) =>
        window.recorded.changes.push((event as CustomEvent<never>).detail),
      );
      viewer.setAttribute('dicomweb', url);
      viewer.setAttribute('study', study);
      viewer.style.height = '100vh';
      document.body.append(viewer);
    },
    { url: `${gateway.url}/dicom-web`, study: studyInstanceUID },
  );
  await pictureDrawn(page);
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await mark(page);
  gateway.authorization = 'Bearer second';
  await storeReport(page);
  await expect(state(page)).toContainText('Waiting for the archive: it asks for permission; sign in again (401)');
  expect(await counts()).toEqual([0, 0]);
  await page.evaluate(() => ((window as unknown as { token: string }).token = 'Bearer second'));
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([1, 1]);
});

test('a part that the archive refuses is told and sent again alone; a lost answer makes no second object', async ({
  page,
}) => {
  await openViewer(page, address());
  await mark(page);
  let stores = 0;
  const refusing = (reason: number): typeof gateway.storeFault => ({
    // Of the first store the report alone; what is sent again is refused again.
    get passes() {
      stores += 1;
      return stores === 1 ? 1 : 0;
    },
    answer: (lost) => ({
      status: 202,
      body: JSON.stringify({
        '00081198': {
          vr: 'SQ',
          Value: lost.map((uid) => ({
            '00081155': { vr: 'UI', Value: [uid] },
            '00081197': { vr: 'US', Value: [reason] },
          })),
        },
      }),
    }),
  });
  gateway.storeFault = refusing(0xa700);
  await storeReport(page);
  await expect(state(page)).toContainText(
    'Waiting for the archive: the archive is out of resources (A700); 1 of 3 objects are stored',
  );
  expect(await counts()).toEqual([1, 0]);
  // Both arrive, and the answer is lost.
  gateway.storeFault = { passes: 2, answer: () => ({ status: 500, body: '' }) };
  await storeReport(page);
  await expect(state(page)).toContainText('Waiting for the archive: it failed (500)');
  expect(await counts()).toEqual([1, 1]);
  gateway.storeFault = { passes: 0, answer: () => ({ status: 500, body: '' }) };
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([1, 1]);

  // What goes with a report and is refused for good is told, and the report is saved.
  await page.getByRole('spinbutton', { name: 'Target radius' }).fill('7.5');
  await page.keyboard.press('Enter');
  stores = 0;
  gateway.storeFault = refusing(0x0122);
  await storeReport(page);
  await expect(state(page)).toContainText(/Saved to archive \d\d:\d\d, but .*\(0122\); 1 of 3 objects are stored/);
  expect(await counts()).toEqual([2, 1]);
});

test('an answer that claims what the archive does not have is not believed @full', async ({ page }) => {
  await openViewer(page, address());
  await mark(page);
  gateway.storeFault = {
    passes: 0,
    answer: (lost) => ({
      status: 200,
      body: JSON.stringify({
        '00081199': { vr: 'SQ', Value: lost.map((uid) => ({ '00081155': { vr: 'UI', Value: [uid] } })) },
      }),
    }),
  };
  await storeReport(page);
  await expect(state(page)).toContainText('the archive took it and does not show it yet');
  expect(await counts()).toEqual([0, 0]);
  gateway.storeFault = null;
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([1, 1]);
});

test('a host stores by its own function; what it rejects waits, and images from files have no archive @full', async ({
  page,
}) => {
  await openViewer(page);
  await mark(page);
  await expect(page.getByRole('button', { name: 'Store report' })).toBeDisabled();
  await page.evaluate(() => {
    const state = window as unknown as { given: number[][]; fails: boolean };
    state.given = [];
    state.fails = true;
    Object.assign(document.querySelector('tipcheck-viewer') ?? {}, {
      storeName: 'ours',
      store: (bytes: ArrayBuffer) => {
        if (state.fails) return Promise.reject(new Error('no data source'));
        state.given.push([...new Uint8Array(bytes, 128, 4)]);
        return Promise.resolve();
      },
    });
  });
  await storeReport(page);
  await expect(state(page)).toContainText('Waiting for the archive: the host could not store it: no data source');
  await page.evaluate(() => ((window as unknown as { fails: boolean }).fails = false));
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  const dicm = [68, 73, 67, 77];
  expect(await page.evaluate(() => (window as unknown as { given: number[][] }).given)).toEqual([dicm, dicm, dicm]);

  // Loaded again, with the marks that were kept: the host has them as they are, until they are changed.
  await expect(page.locator('footer')).toContainText('Kept in this browser');
  await page.reload();
  await pictureDrawn(page);
  const storesIn = (storeName: string | null) =>
    page.evaluate((name) => {
      const store = () => Promise.resolve();
      Object.assign(document.querySelector('tipcheck-viewer') ?? {}, { store, storeName: name });
    }, storeName);
  // What was stored in one archive isn't said of another, nor of one that has no name.
  await storesIn('another');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state(page)).toHaveText(/Not in the archive/);
  await storesIn(null);
  await expect(state(page)).toHaveText(/Not in the archive/);
  await storesIn('ours');
  await expect(state(page)).toHaveText(/Saved to archive \d\d:\d\d/);
  await page.getByRole('spinbutton', { name: 'Target radius' }).fill('7.5');
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Changed since it was saved');
  await noPageErrors(page);
});

test('work that is newer than what the archive has is one offer, and takes its place @full', async ({ page }) => {
  await openViewer(page, address());
  const record = await mark(page);
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  await page.getByRole('spinbutton', { name: 'Target radius' }).fill('7.5');
  await page.keyboard.press('Enter');
  await expect(state(page)).toContainText('Changed since it was saved');
  await expect(page.locator('footer')).toContainText('Kept in this browser');

  await page.reload();
  await pictureDrawn(page);
  await expect(state(page)).toContainText('Saved to archive');
  await expect(page.locator('.case')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Kept work' })).toContainText('One confirmation');
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(state(page)).toContainText('Changed since it was saved');
  await expect(page.locator('.case')).toHaveCount(1);
  expect(await openRecord(page)).toMatchObject({ id: record.id, target: { radius: 7.5 } });
  await storeReport(page);
  await expect(state(page)).toContainText('Saved to archive');
  expect(await counts()).toEqual([2, 2]);

  // What is stored now is what was kept: nothing is left to offer.
  await page.reload();
  await pictureDrawn(page);
  await expect(state(page)).toContainText('Saved to archive');
  await expect(page.getByRole('region', { name: 'Kept work' })).toHaveText('');
  expect(await openRecord(page)).toMatchObject({ id: record.id, target: { radius: 7.5 } });
  await noPageErrors(page);
});
