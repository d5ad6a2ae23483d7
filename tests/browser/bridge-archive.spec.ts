import { expect, test, type Frame, type Page } from '@playwright/test';
import { startGateway, type Gateway } from '../support/archive-gateway.ts';
import { ballMesh } from '../support/ball-mesh.ts';
import { documented } from '../support/documented.ts';
import { orthancInstalled, type Orthanc } from '../support/orthanc.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { startSampleArchive } from '../support/sample-archive.ts';

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly [member: string]: unknown;
}

interface Asking {
  heard: Message[];
  ask(message: object): Promise<Message>;
  openStudy(study: string): Promise<Message>;
}

let archive: Orthanc;
let study: string;
let gateway: Gateway;
let viewer: PageServer;
let host: PageServer;

const LISTENER = '<script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>';

/** The host of the documentation, around the page at an address. */
const hostOf = (address: string): string =>
  LISTENER +
  documented('docs/bridge.md', 'bridge-host')
    .replace('https://viewer.example.org/tipcheck/', address)
    .replace('</script>', 'Object.assign(window, { ask, openStudy });</script>');

test.beforeAll(async () => {
  ({ archive, studyInstanceUID: study } = await startSampleArchive('ct-abscess'));
  gateway = await startGateway(archive.url);
  viewer = await startPageServer();
  host = await startPageServer({
    pages: {
      '/': hostOf(`${viewer.url}/`),
      '/searching': hostOf(`${viewer.url}/?requestType=PATIENT&patientID=nobody`),
    },
  });
  const url = `${gateway.url}/dicom-web`;
  viewer.settings = {
    archives: [
      { name: 'PACS', url },
      { name: 'Other', url: `${gateway.url.replace('127.0.0.1', 'localhost')}/dicom-web` },
    ],
    framedBy: [host.url],
    samples: false,
    keepWork: false,
  };
});

test.afterEach(() => {
  gateway.authorization = null;
});

test.afterAll(async () => {
  await Promise.all([viewer, host, gateway].map((server) => server.close()));
  await archive.stop();
});

const frameOf = async (page: Page): Promise<Frame> => {
  const frame = await (await page.locator('#viewer').elementHandle()).contentFrame();
  if (!frame) throw new Error('there is no frame');
  return frame;
};

const ask = (page: Page, message: object): Promise<Message> =>
  page.evaluate((one) => (window as unknown as Asking).ask(one), message);
const openStudy = (page: Page): Promise<Message> =>
  page.evaluate((uid) => (window as unknown as Asking).openStudy(uid), study);
const heard = (page: Page, type: string): Promise<Message[]> =>
  page.evaluate((wanted) => (window as unknown as Asking).heard.filter((one) => one.type === wanted), type);

const count = (frame: Frame) => frame.getByRole('button', { name: /^CT Needle in abscess/ });

test('a host has reports stored and is told when the archive has them; what was stored before isn’t told of', async ({
  page,
}) => {
  await page.goto(host.url);
  const frame = await frameOf(page);
  expect(await openStudy(page)).toMatchObject({ type: 'done', notes: [] });
  expect(await ask(page, { type: 'store' })).toMatchObject({ type: 'stored', stored: [], waiting: [] });
  await frame.getByRole('button', { name: 'Mark tip' }).click();
  await frame.locator('.viewport').first().click();
  await frame.getByRole('button', { name: 'Confirm tip' }).click();
  const state = await ask(page, { type: 'state' });
  const [id] = state['confirmations'] as readonly string[];
  expect(id).toBeDefined();

  const answer = await ask(page, { type: 'store' });
  expect(answer).toMatchObject({ type: 'stored' });
  expect([...(answer['stored'] as string[]), ...(answer['waiting'] as string[])]).toEqual([id]);
  await expect.poll(() => heard(page, 'report-stored')).toHaveLength(1);
  const [told] = await heard(page, 'report-stored');
  expect(told).toMatchObject({ tipcheck: 1, record: id });
  expect(Math.abs(Date.parse(told?.['at'] as string) - Date.now())).toBeLessThan(3_600_000);
  const reports = await fetch(`${archive.dicomWebUrl}/studies/${study}/instances?Modality=SR`, {
    headers: { Accept: 'application/dicom+json' },
  });
  expect(await reports.json()).toHaveLength(1);
  expect(await ask(page, { type: 'store' })).toMatchObject({ type: 'stored', stored: [id], waiting: [] });
  // What is in the archive isn't lost with the page.
  expect(await ask(page, { type: 'open', study: '1.2.3.5' })).toMatchObject({ code: 'not-opened' });

  await page.reload();
  expect(await openStudy(page)).toMatchObject({ type: 'done' });
  expect(await ask(page, { type: 'state' })).toMatchObject({ confirmations: [id], record: { id } });
  expect(await ask(page, { type: 'store' })).toMatchObject({ type: 'stored', stored: [id] });
  expect(await heard(page, 'report-stored')).toEqual([]);
});

test('a record that is too large to be sent is said to be, in changes and in the state @full', async ({ page }) => {
  await page.goto(host.url);
  const frame = await frameOf(page);
  await openStudy(page);
  const record = {
    tipcheck: 1,
    id: 'large',
    space: { kind: 'patient', frameOfReferenceUID: '1.2.3' },
    target: { shape: 'mesh', ...ballMesh([0, 0, 0], () => 10, 220, 220) },
    tip: { position: [0, 0, 1], evidence: 'person', sigma: 0.5 },
  };
  expect(JSON.stringify(record).length).toBeGreaterThan(4 * 1024 * 1024);
  await frame.evaluate((one) => {
    (document.querySelector('tipcheck-viewer') as unknown as { record: unknown }).record = one;
  }, record);
  const large = { tipcheck: 1, record: null, assessment: null, isTooLarge: true };
  // Reports that another test has stored are there, too.
  await expect.poll(async () => (await heard(page, 'change')).at(-1)).toMatchObject(large);
  expect(await ask(page, { type: 'state' })).toMatchObject({
    ...large,
    confirmations: expect.arrayContaining(['large']),
  });
});

test('a study that didn’t come is asked for again; the same study of another archive is another @full', async ({
  page,
}) => {
  gateway.authorization = 'Bearer of someone else';
  await page.goto(host.url);
  const frame = await frameOf(page);
  expect(await openStudy(page)).toMatchObject({ type: 'error', code: 'not-opened' });
  gateway.authorization = null;
  expect(await openStudy(page)).toMatchObject({ type: 'done' });
  await expect(count(frame)).toContainText('40 images');
  const dicomweb = () => frame.locator('tipcheck-viewer').getAttribute('dicomweb');
  expect(new URL((await dicomweb()) ?? '').hostname).toBe('127.0.0.1');
  expect(await ask(page, { type: 'open', study, archive: 'Other' })).toMatchObject({ type: 'done' });
  expect(new URL((await dicomweb()) ?? '').hostname).toBe('localhost');
});

test('what a host opens isn’t replaced by what a search for the address finds later', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/studies\?.*PatientID=nobody/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${host.url}/searching`);
  const frame = await frameOf(page);
  await expect(frame.getByText('The archive is asked for the studies…')).toBeVisible();
  expect(await openStudy(page)).toMatchObject({ type: 'done' });
  const answered = page.waitForResponse(/PatientID=nobody/);
  release();
  await answered;
  await expect(frame.getByText('The archive is asked for the studies…')).toHaveCount(0);
  await expect(count(frame)).toContainText('40 images');
  expect(await ask(page, { type: 'state' })).toMatchObject({ study });
});
