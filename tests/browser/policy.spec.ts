import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { realDataFolder, skipNote } from '../support/real-data.ts';
import { confirmCt } from './ct-marks.ts';
import { outcomesOf } from './outcomes.ts';
import { pixelEntries, wayOf, type PixelEntry } from './pixel-reference.ts';
import { lastChange, noPageErrors, openViewer, verdict } from './viewer.ts';

let server: PageServer;
test.beforeAll(async () => {
  server = await startPageServer({ policy: "default-src 'self'", settings: {} });
});
test.afterAll(async () => {
  await server.close();
});

/** What the browser has to complain of, on the page and in its console. */
const complaints = async (page: Page): Promise<string[]> => {
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy')) found.push(message.text());
  });
  await page.exposeFunction('violated', (what: string) => found.push(what));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      (window as unknown as { violated(what: string): void }).violated(
        `${effectiveDirective} ${blockedURI} ${sourceFile}`,
      );
    });
  });
  return found;
};

test('under default-src ‘self’ a case opens, is marked, assessed and reported as PDF, and nothing but a drawn cursor is refused', async ({
  page,
}) => {
  const found = await complaints(page);
  await openViewer(page, `${server.url}/`);
  await confirmCt(page);
  await expect(verdict(page)).toContainText('Inside');
  expect((await lastChange(page)).assessment?.verdict).toBe('inside');
  await page.getByRole('button', { name: 'Save report' }).click();
  const report = page.getByRole('dialog', { name: 'Report' });
  await expect(report.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  await expect(report.getByRole('img').first()).toBeVisible();
  const download = page.waitForEvent('download');
  await report.getByRole('button', { name: 'Save PDF' }).click();
  expect(
    readFileSync(await (await download).path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  await noPageErrors(page);
  // Cornerstone's drawn cursors are blobs: the browser keeps its own cursor, and says so.
  expect(found.filter((what) => !/WindowLevel-pointer|^img-src blob /.test(what))).toEqual([]);
});

/** What is decoded by codecs that come as WebAssembly: JPEG, JPEG-LS, JPEG 2000, HTJ2K; and what isn't. */
const CODECS = /^1\.2\.840\.10008\.1\.2\.(5|4\.(50|51|57|70|80|81|90|91|201|202|203))$/;

/** The smallest file of each transfer syntax, kind of colours and depth. */
const sample = (): readonly PixelEntry[] => {
  const kinds = new Map<string, PixelEntry>();
  for (const entry of pixelEntries()) {
    if (
      !CODECS.test(entry.transfer_syntax) ||
      entry.file.endsWith('JLSL_RGB_ILV1.dcm') ||
      entry.file.startsWith('sr-seg-rt/')
    )
      continue;
    const { PhotometricInterpretation: colours, BitsAllocated: bits } = entry.tags;
    const kind = [entry.transfer_syntax, colours, bits, wayOf(entry)].join(' ');
    const known = kinds.get(kind);
    const size = (one: PixelEntry): number => (one as unknown as { readonly bytes: number }).bytes;
    if (!known || size(entry) < size(known)) kinds.set(kind, entry);
  }
  return [...kinds.values()];
};

test('under default-src ‘self’ compressed pictures come out as they do with WebAssembly @full', async ({ page }) => {
  test.skip(realDataFolder === null, skipNote);
  test.setTimeout(180_000);
  const found = await complaints(page);
  await openViewer(page, `${server.url}/`);
  const entries = sample();
  expect(new Set(entries.map(({ transfer_syntax }) => transfer_syntax)).size).toBeGreaterThan(6);
  const outcomes = await outcomesOf(page, entries);
  expect(outcomes.filter(({ result }) => result !== 'exact' && result !== 'near')).toEqual([]);
  expect(found.filter((what) => !/WindowLevel-pointer|^img-src blob /.test(what))).toEqual([]);
});
