import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { makeCase } from '../../src/hosts/cli-teach-make.ts';
import { isRefused } from '../../src/index.ts';
import { readImageAttributes } from '../../src/image/attributes.ts';
import { readDicomObject } from '../../src/load/dicom-object.ts';
import { openPart10 } from '../../src/load/part10.ts';
import { encodeFile } from '../../src/report/dicom/encode.ts';
import { writeTeachingManifest } from '../../src/report/tce/write-manifest.ts';
import { startGateway, type Gateway } from '../support/archive-gateway.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../support/orthanc.ts';
import { markCt } from './ct-marks.ts';
import { clickAt, ctCase, noPageErrors, openViewer, pictureDrawn, samplePath, showImage } from './viewer.ts';

test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

const DRAFT = samplePath('teaching/ct-abscess.tipcheck-draft.json');
const { question, teaches, explanation } = JSON.parse(readFileSync(DRAFT, 'utf8')) as Record<string, string>;

let folder: string;
let archive: Orthanc;
let gateway: Gateway;
let studyInstanceUID: string;

const files = (): readonly { readonly name: string; readonly bytes: Uint8Array }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.dcm'))
    .map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) }));

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-teaching-'));
  const { stderr } = await makeCase({
    draft: DRAFT,
    images: samplePath('ct-abscess'),
    out: join(folder, 'case.zip'),
    acknowledged: [],
    json: true,
    tce: folder,
  });
  expect(stderr).toBe('');
  const manifest = readDicomObject(new Uint8Array(readFileSync(join(folder, 'manifest.dcm'))));
  if (isRefused(manifest)) throw new Error('no manifest');
  studyInstanceUID = manifest.source.strings('StudyInstanceUID')?.[0] ?? '';
});

test.beforeEach(async () => {
  archive = await startOrthanc();
  gateway = await startGateway(archive.url);
});

test.afterEach(async () => {
  await gateway.close();
  await archive.stop();
});

test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const open = (page: Page): Promise<void> =>
  openViewer(
    page,
    `./?StudyInstanceUIDs=${studyInstanceUID}&dicomweb=${encodeURIComponent(`${gateway.url}/dicom-web`)}`,
  );

test('a study of an archive that is titled for teaching opens as a case, blind, and is answered', async ({ page }) => {
  for (const { bytes } of files()) await archive.upload(bytes);
  await open(page);
  const panel = page.getByRole('complementary', { name: 'Teaching case' });
  await expect(panel.getByRole('heading', { name: 'A teaching file of the archive' })).toBeVisible();
  await expect(panel).toContainText(question ?? '');
  await expect(page.getByRole('complementary', { name: 'Findings' })).toHaveCount(0);
  await pictureDrawn(page);
  const blind = await page.locator('tipcheck-viewer').evaluate((viewer) => {
    const { session } = viewer as unknown as { session: { cases: { peek(): { confirmations: unknown[] } } } };
    return { text: viewer.shadowRoot?.textContent ?? '', confirmations: session.cases.peek().confirmations.length };
  });
  expect(blind.confirmations).toBe(0);
  expect(blind.text).not.toContain(teaches);
  await expect(panel).not.toContainText(teaches ?? '');
  await expect(page.locator('svg.references')).toHaveCount(0);
  await markCt(page);
  await showImage(page, ctCase.tipSlice - 4);
  await page.getByRole('button', { name: 'Mark shaft' }).click();
  await clickAt(page, ctCase.shaft?.[1] ?? []);
  await panel.getByRole('radio', { name: 'Inside the target' }).check();
  await panel.getByRole('button', { name: 'Answer' }).click();
  await expect(panel.getByRole('heading', { name: '✓ Right' })).toBeFocused();
  await expect(panel).toContainText(teaches ?? '');
  await expect(panel).toContainText(explanation ?? '');
  await expect(panel.getByRole('row', { name: /^Tip \d/ })).toHaveText(/✓ right/);
  await expect(page.locator('svg.references')).toHaveCount(1);
  await noPageErrors(page);
});

test('one that names no confirmation opens as any other study, and says so @full', async ({ page }) => {
  const images = files().filter(({ name }) => /^\d/.test(name));
  const sources = images.map(({ bytes }) => {
    const part10 = openPart10(bytes);
    const attributes = 'kind' in part10 ? part10 : readImageAttributes(part10.source);
    if (isRefused(attributes)) throw new Error(attributes.message);
    return { attributes, frames: [] };
  });
  const [first, ...others] = sources;
  if (!first) throw new Error('no images');
  const made = writeTeachingManifest(
    { author: 'A department', abstract: 'The shaft is not the tip', keywords: [] },
    [first, ...others],
    { writtenAt: new Date('2026-11-22T10:20:00Z'), title: 'for-teaching' },
  );
  if (isRefused(made)) throw new Error(made.message);
  for (const { bytes } of images) await archive.upload(bytes);
  for (const object of [made.manifest, made.information]) await archive.upload(encodeFile(object));
  await open(page);
  await expect(page.getByRole('complementary', { name: 'Findings' })).toBeVisible();
  await expect(
    page.getByText(
      'This study is titled for teaching, but is opened as any other: the manifest names no confirmation.',
    ),
  ).toBeVisible();
  await expect(page.locator('output')).toContainText('of 40');
  await noPageErrors(page);
});
