import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { documented } from '../support/documented.ts';
import { orthancInstalled, type Orthanc } from '../support/orthanc.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { startSampleArchive } from '../support/sample-archive.ts';
import { confirmCt } from './ct-marks.ts';
import { noPageErrors, openViewer, pictureDrawn, record, samplePath, verdict } from './viewer.ts';

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

interface Study {
  readonly MainDicomTags: {
    readonly StudyInstanceUID: string;
    readonly AccessionNumber?: string;
    readonly StudyDescription?: string;
  };
  readonly PatientMainDicomTags: { readonly PatientID: string };
}

let archive: Orthanc;
let site: PageServer;
/** The study of the CT sample, and another one. */
let ct: Study;
let all: readonly Study[];

test.beforeAll(async () => {
  const started = await startSampleArchive('ct-abscess');
  archive = started.archive;
  for (const sample of ['us-cine', 'mr-void'])
    for (const name of readdirSync(samplePath(sample)).filter((one) => one.endsWith('.dcm')))
      await archive.upload(readFileSync(samplePath(`${sample}/${name}`)));
  all = (await (await fetch(`${archive.url}/studies?expand`)).json()) as Study[];
  const found = all.find(({ MainDicomTags }) => MainDicomTags.StudyInstanceUID === started.studyInstanceUID);
  if (!found) throw new Error('the archive lost the sample');
  ct = found;
  site = await startPageServer({
    archive: archive.url,
    settings: { title: 'Ours', archives: [{ name: 'PACS', url: '/dicom-web' }], keepWork: false },
  });
});

test.afterAll(async () => {
  await site.close();
  await archive.stop();
});

const alert = (page: Page) => page.getByRole('region', { name: 'About this page' });
const uidOf = ({ MainDicomTags }: Study): string => MainDicomTags.StudyInstanceUID;

/** An address of a recipe with a launcher's values in the place of its own. */
const launched = (recipe: string): string =>
  recipe.replace('https://viewer.example.org/tipcheck/', `${site.url}/`).replace(/\{+(\w+)\}+/g, (_, name: string) => {
    const values: Readonly<Record<string, string>> = {
      StudyInstanceUID: uidOf(ct),
      studyUID: uidOf(ct),
      PatientID: ct.PatientMainDicomTags.PatientID,
      patientID: ct.PatientMainDicomTags.PatientID,
      AccessionNumber: ct.MainDicomTags.AccessionNumber ?? '',
    };
    return encodeURIComponent(values[name] ?? name);
  });

const buttonUrl = (): string => {
  const { OrthancExplorer2 } = JSON.parse(documented('docs/launching.md', 'orthanc-explorer-2')) as {
    OrthancExplorer2: { UiOptions: { CustomButtons: { study: readonly { Url: string }[] } } };
  };
  return OrthancExplorer2.UiOptions.CustomButtons.study[0]?.Url ?? '';
};

test('the addresses of the recipes open the study, whether they name it, its number or its patient @full', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const ofDcm4chee = documented('docs/launching.md', 'dcm4chee').match(/https:\S+/g) ?? [];
  const ofWorklist = documented('docs/launching.md', 'worklist').match(/https:\S+/g) ?? [];
  const recipes = [...ofDcm4chee, buttonUrl(), ...ofWorklist].filter(
    (recipe) => ct.MainDicomTags.AccessionNumber || !recipe.includes('accessionNumber'),
  );
  expect(recipes.length).toBeGreaterThanOrEqual(5);
  for (const recipe of recipes) {
    await record(page);
    await page.goto(launched(recipe));
    const choice = page.getByRole('button', { name: /^Open: .*CT/ });
    await choice.or(page.locator('tipcheck-viewer')).first().waitFor();
    if (await choice.isVisible()) await choice.click();
    await expect(page.getByRole('button', { name: /^CT Needle in abscess/ }), recipe).toContainText('40 images');
    await expect(alert(page), recipe).toHaveCount(0);
    await noPageErrors(page);
  }
  expect(await page.title()).toBe('Ours');
  expect(site.referrers.filter((referrer) => referrer.includes('?'))).toEqual([]);
});

test('a link shows the image that it names; what isn’t there is a line, and the rest opens', async ({ page }) => {
  await openViewer(page, `${site.url}/?StudyInstanceUIDs=${uidOf(ct)}&frame=7`);
  await expect(page.locator('output').first()).toContainText(' 7 of 40');
  await expect(alert(page)).toHaveCount(0);
  await openViewer(
    page,
    `${site.url}/?StudyInstanceUIDs=${uidOf(ct)}&SeriesInstanceUIDs=1.2.3.999&frame=0&record=none&patient=Doe%5EJane`,
  );
  await expect(alert(page).getByRole('listitem')).toHaveText([
    '“frame” in the address was passed over: it must be a whole number from 1.',
    'The address asks for “patient”, which this page doesn’t know.',
    'The study has no such series: another is shown.',
    'The study has no such confirmation.',
  ]);
  for (const width of [1280, 820]) {
    await page.setViewportSize({ width, height: 720 });
    await page.screenshot({ path: `test-results/page-lines-${String(width)}.png` });
  }
  await alert(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert(page)).toHaveCount(0);
  await noPageErrors(page);
});

test('a confirmation is shown by its id and by its report @full', async ({ page, browser }) => {
  const link = `${site.url}/?StudyInstanceUIDs=${uidOf(ct)}`;
  await openViewer(page, link);
  await confirmCt(page);
  await page.getByRole('button', { name: 'Store report' }).click();
  await expect(page.getByRole('status', { name: 'Archive' })).toContainText('Saved to archive');
  const id = await page.evaluate(
    () =>
      (document.querySelector('tipcheck-viewer') as unknown as { session: { active: { value: { id: string } } } })
        .session.active.value.id,
  );
  const query = `${archive.dicomWebUrl}/studies/${uidOf(ct)}/instances?SOPClassUID=1.2.840.10008.5.1.4.1.1.88.34`;
  const [report] = (await (await fetch(query, { headers: { Accept: 'application/dicom+json' } })).json()) as Record<
    string,
    { Value: readonly string[] }
  >[];
  const sopInstanceUID = report?.['00080018']?.Value[0] ?? '';
  expect(sopInstanceUID).toMatch(/^[\d.]+$/);
  for (const which of [id, sopInstanceUID]) {
    const context = await browser.newContext();
    const other = await context.newPage();
    await openViewer(other, `${link}&record=${which}`);
    await expect(verdict(other)).toContainText('Inside');
    await expect(other.locator('output').first()).not.toContainText(' 1 of');
    await expect(alert(other)).toHaveCount(0);
    await context.close();
  }
});

test('of several studies the reader chooses from a list', async ({ page }) => {
  await record(page);
  const asked = all.map(uidOf).join(',');
  await page.goto(`${site.url}/IHEInvokeImageDisplay?requestType=STUDY&studyUID=${asked}&keyImagesOnly=true`);
  const list = page.getByRole('region', { name: 'Choose a study' });
  await expect(list.getByRole('row')).toHaveCount(all.length + 1);
  await expect(list).toContainText('CT');
  await expect(alert(page)).toContainText('Key images alone can’t be asked for');
  expect(await page.locator('tipcheck-viewer').count()).toBe(0);
  for (const width of [1280, 820]) {
    await page.setViewportSize({ width, height: 720 });
    await page.screenshot({ path: `test-results/page-studies-${String(width)}.png` });
  }
  await list.getByRole('button', { name: /^Open: .*CT/ }).click();
  await pictureDrawn(page);
  await expect(page.getByRole('button', { name: /^CT Needle in abscess/ })).toContainText('40 images');
  await expect(list).toHaveCount(0);
  await noPageErrors(page);
});

test('the list of studies speaks the language of the page, before there is a viewer', async ({ page }) => {
  const asked = all.map(uidOf).join(',');
  await page.goto(`${site.url}/?StudyInstanceUIDs=${asked}&language=de`);
  const list = page.getByRole('region', { name: 'Studie wählen' });
  await expect(list.getByRole('row')).toHaveCount(all.length + 1);
  expect(await list.evaluate((one) => one.closest('[lang]')?.getAttribute('lang'))).toBe('de');
  expect(await page.locator('tipcheck-viewer').count()).toBe(0);
});

test('a patient or study that the archive hasn’t, and a request that the page doesn’t answer, are one line and no images @full', async ({
  page,
}) => {
  for (const [query, said] of [
    ['requestType=PATIENT&patientID=nobody', 'The archive has no study that the address asks for.'],
    ['requestType=STUDY&accessionNumber=nothing', 'The archive has no study that the address asks for.'],
    ['requestType=PATIENT&patientID=*', '“patientID” in the address can’t be read.'],
    ['requestType=SERIES', 'This page answers requests of the types STUDY and PATIENT, and no others.'],
    ['StudyInstanceUIDs=1.2.3', 'The study that the address names could not be opened.'],
    ['requestType=STUDY&studyUID=1.2.3', 'The study that the address names could not be opened.'],
    ['StudyInstanceUIDs=1.2.3&archive=Other', 'This site has no archive of the name in the address.'],
  ] as const) {
    await record(page);
    await page.goto(`${site.url}/?${query}`);
    await expect(alert(page).getByRole('listitem'), query).toHaveText([said]);
    await expect(page.locator('footer'), query).toContainText('No images open');
    await noPageErrors(page);
  }
});

test('an archive that the site doesn’t list is refused: nothing is asked of it, and nothing else opens', async ({
  page,
}) => {
  const asked: string[] = [];
  const stranger: Server = createServer((incoming, outgoing) => {
    asked.push(incoming.url ?? '');
    outgoing.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('[]');
  });
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const port = String((stranger.address() as AddressInfo).port);
  try {
    await record(page);
    for (const host of ['127.0.0.1', 'localhost']) {
      const link = encodeURIComponent(`http://${host}:${port}/dicom-web`);
      await page.goto(`${site.url}/?StudyInstanceUIDs=${uidOf(ct)}&dicomweb=${link}`);
      await expect(alert(page).getByRole('listitem')).toHaveText([
        'The address names an archive that this site doesn’t allow: nothing was asked of it.',
      ]);
      await expect(page.locator('footer')).toContainText('No images open');
    }
    await page.waitForTimeout(1000);
    expect(asked).toEqual([]);
    await noPageErrors(page);
  } finally {
    stranger.closeAllConnections();
    stranger.close();
  }
});
