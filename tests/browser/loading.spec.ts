import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { NUMBER_BITS, numberedCine, numberedSlice } from '../support/numbered-images.ts';
import { part10 } from '../support/part10.ts';
import { startSlowArchive, type SlowArchive } from '../support/slow-archive.ts';
import { imagesInMemory, lastChange, noPageErrors, openViewer, pictureDrawn, showImage } from './viewer.ts';

/** What the tests read of the element's inside; they write nothing there. */
interface Inside {
  readonly machinery: {
    readonly stage: {
      readonly elements: readonly HTMLElement[];
      viewports(): readonly {
        readonly canvas: HTMLCanvasElement;
        getImageIds(): string[];
        getCamera(): { readonly focalPoint: readonly number[] };
        worldToCanvas(world: readonly number[]): readonly [number, number];
      }[];
    };
    readonly libraries: {
      readonly core: {
        readonly cache: { getCacheSize(): number; getMaxCacheSize(): number; isLoaded(id: string): boolean };
        readonly metaData: { get(type: string, id: string): unknown };
      };
    };
  };
}

/** The number that the picture on the screen carries, read from the canvas. */
const numberShown = (page: Page, edge: number, spacing: readonly [number, number] = [0.7, 0.8], origin = -10) =>
  page.evaluate(
    ([columns, bits, [betweenColumns, betweenRows], from]) => {
      const inside = document.querySelector('tipcheck-viewer') as unknown as Inside;
      const [viewport] = inside.machinery.stage.viewports();
      const context = document.createElement('canvas').getContext('2d');
      if (!viewport || !context) return -1;
      const { width, height } = viewport.canvas;
      [context.canvas.width, context.canvas.height] = [width, height];
      context.drawImage(viewport.canvas, 0, 0);
      // Without WebGL a viewport has no camera before it has a picture.
      const { focalPoint } = viewport.getCamera() as { focalPoint?: readonly number[] };
      if (!focalPoint) return -1;
      const depth = focalPoint[2] ?? 0;
      let number = 0;
      for (let bit = 0; bit < bits; bit += 1) {
        const column = ((bit + 1.5) / 12) * columns;
        const [x, y] = viewport.worldToCanvas([
          from + column * betweenColumns,
          from + (columns / 2) * betweenRows,
          depth,
        ]);
        const [grey = 0] = context.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data;
        if (grey > 110) number += 2 ** bit;
      }
      return number;
    },
    [edge, NUMBER_BITS, spacing, origin] as const,
  );

const address = ({ url, studyInstanceUID }: SlowArchive): string =>
  `./?StudyInstanceUIDs=${studyInstanceUID}&dicomweb=${encodeURIComponent(url)}`;

/** Requests that browsers let through at once to one server are six; what the viewer asks for beyond that would wait in the browser. */
const AT_ONCE = 6;
const EDGE = 64;

let archive: SlowArchive;
test.afterEach(async () => {
  await archive.close();
});

test('of 600 images the first stands and is marked while the archive withholds all others; those then come nearest first', async ({
  page,
}) => {
  archive = await startSlowArchive(600, EDGE);
  archive.give((slice) => slice === 300);
  await openViewer(page, address(archive));
  await expect(page.locator('output')).toContainText('Slice 301 of 600');
  await expect.poll(() => numberShown(page, EDGE)).toBe(300);
  await expect(page.locator('footer')).toContainText('1 of 600 images in memory');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  // What marks may still be on its way.
  await expect.poll(() => page.evaluate(() => window.recorded.changes.length)).toBeGreaterThan(0);
  const { record } = await lastChange(page);
  expect(record?.tip?.position?.[2]).toBeCloseTo(300, 6);
  expect(archive.asked.length).toBeLessThanOrEqual(AT_ONCE);
  archive.give(() => true);
  await expect.poll(() => imagesInMemory(page), { timeout: 30_000 }).toBe(600);
  await expect(page.locator('footer')).not.toContainText('in memory');
  // Each once, and never one that lies further out than those that run beside it.
  expect(new Set(archive.asked).size).toBe(600);
  expect(archive.asked).toHaveLength(600);
  const distances = archive.asked.map((slice) => Math.abs(slice - 300));
  let furthest = 0;
  for (const distance of distances) {
    expect(distance).toBeGreaterThanOrEqual(furthest - AT_ONCE);
    furthest = Math.max(furthest, distance);
  }
  await noPageErrors(page);
});

test('images that were scrolled away from are asked for no longer, and again when the reader comes back @full', async ({
  page,
}) => {
  archive = await startSlowArchive(600, EDGE);
  archive.give((slice) => slice === 300);
  await openViewer(page, address(archive));
  await expect.poll(() => archive.asked.length).toBeGreaterThanOrEqual(AT_ONCE);
  const before = new Set(archive.asked);
  before.delete(300);
  archive.give((slice) => slice === 300 || slice === 100);
  await showImage(page, 101);
  await expect.poll(() => numberShown(page, EDGE)).toBe(100);
  await expect.poll(() => [...before].every((slice) => archive.ended.includes(slice))).toBe(true);
  const asked = archive.asked.length;
  expect(archive.asked.slice(before.size + 1).every((slice) => Math.abs(slice - 100) <= 2 * AT_ONCE)).toBe(true);
  archive.give((slice) => slice > 200);
  await showImage(page, 302);
  await expect.poll(() => numberShown(page, EDGE)).toBe(301);
  expect(archive.asked.slice(asked)).toContain(301);
  await noPageErrors(page);
});

test('a slider drawn over many images leaves a few requests, not one for each @full', async ({ page }) => {
  archive = await startSlowArchive(600, EDGE);
  archive.give((slice) => slice === 300);
  await openViewer(page, address(archive));
  await page.getByRole('slider').evaluate((slider: HTMLInputElement) => {
    for (let value = 310; value <= 590; value += 10) {
      slider.value = String(value);
      slider.dispatchEvent(new Event('input'));
    }
  });
  const open = (): number => archive.asked.length - archive.ended.length;
  await expect.poll(open).toBeLessThanOrEqual(2 * AT_ONCE);
  archive.give(() => true);
  await expect(page.locator('output')).toContainText('Slice 590 of 600');
  await expect.poll(() => numberShown(page, EDGE)).toBe(589);
  await noPageErrors(page);
});

test('a viewer that is taken away ends all of its requests @full', async ({ page }) => {
  archive = await startSlowArchive(600, EDGE);
  archive.give((slice) => slice === 300);
  await openViewer(page, address(archive));
  await expect.poll(() => archive.asked.length).toBeGreaterThanOrEqual(4);
  await page.evaluate(() => document.querySelector('tipcheck-viewer')?.remove());
  await expect.poll(() => archive.ended.length).toBe(archive.asked.length - 1);
  const asked = archive.asked.length;
  archive.give(() => true);
  await page.waitForTimeout(300);
  expect(archive.asked).toHaveLength(asked);
  await noPageErrors(page);
});

test('three planes stand and are marked while slices are missing; the slice that is looked at comes first, and what they wait for ends with them', async ({
  page,
}) => {
  archive = await startSlowArchive(200, EDGE);
  archive.give((slice) => slice === 100);
  await openViewer(page, address(archive));
  archive.give((slice) => Math.abs(slice - 40) <= 1);
  await showImage(page, 41);
  await expect.poll(() => numberShown(page, EDGE)).toBe(40);
  await expect.poll(() => imagesInMemory(page)).toBeGreaterThanOrEqual(4);
  const asked = archive.asked.length;
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.locator('.viewport')).toHaveCount(3);
  await pictureDrawn(page);
  await expect.poll(() => numberShown(page, EDGE)).toBe(40);
  await expect(page.locator('footer')).toContainText(/\d of 200 images in memory/);
  expect(archive.asked.slice(asked).every((slice) => Math.abs(slice - 40) <= AT_ONCE)).toBe(true);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport.axial').click();
  expect((await lastChange(page)).record?.tip?.position?.[2]).toBeCloseTo(40, 6);
  const running = archive.asked.length;
  const ended = archive.ended.length;
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect.poll(() => archive.ended.length).toBeGreaterThan(ended);
  await expect.poll(() => numberShown(page, EDGE)).toBe(40);
  archive.give(() => true);
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.locator('footer')).not.toContainText('in memory', { timeout: 30_000 });
  expect(archive.asked.length).toBeGreaterThan(running);
  await expect.poll(() => numberShown(page, EDGE)).toBe(40);
  await noPageErrors(page);
});

test('a series is shown before the archive has described the others @full', async ({ page }) => {
  archive = await startSlowArchive(20, EDGE, true);
  await openViewer(page, address(archive));
  await expect(page.getByRole('progressbar')).toContainText('1 of 2');
  await expect.poll(() => numberShown(page, EDGE)).toBe(10);
  await showImage(page, 5);
  await expect.poll(() => numberShown(page, EDGE)).toBe(4);
  archive.describeAll();
  await expect(page.getByRole('button', { name: /^CT Other/ })).toBeVisible();
  await expect(page.locator('output')).toContainText('Slice 5 of 20');
  await noPageErrors(page);
});

test('images beyond the memory budget come and go, the shown one is always right, and planes that do not fit are refused with the reason', async ({
  page,
}) => {
  // 300 slices of 512 KiB are 150 MB, more than the 64 that they may take.
  archive = await startSlowArchive(300, 512);
  await openViewer(page, address(archive), { memoryBudget: 64 });
  const size = () =>
    page.evaluate(() => {
      const { cache } = (document.querySelector('tipcheck-viewer') as unknown as Inside).machinery.libraries.core;
      return [cache.getCacheSize(), cache.getMaxCacheSize()] as const;
    });
  for (const number of [1, 300, 150, 299, 2]) {
    await showImage(page, number);
    await expect.poll(() => numberShown(page, 512)).toBe(number - 1);
    const [held, most] = await size();
    expect(most).toBe(64 * 2 ** 20);
    expect(held).toBeLessThanOrEqual(most);
  }
  await expect(page.locator('footer')).toContainText(/\d+ of 300 images in memory/);
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.getByRole('alert')).toContainText('three planes of these 300 images take 150 MB of memory');
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => numberShown(page, 512)).toBe(1);
  await noPageErrors(page);
});

test('scrolling over images a second time asks nobody again, neither for pixels nor for what the images are @full', async ({
  page,
}) => {
  archive = await startSlowArchive(40, EDGE);
  await openViewer(page, address(archive));
  await expect.poll(() => imagesInMemory(page)).toBe(40);
  const scrolled = async (): Promise<number> => {
    for (const number of [1, 10, 40, 25]) {
      await showImage(page, number);
      await expect.poll(() => numberShown(page, EDGE)).toBe(number - 1);
    }
    return page.evaluate(() => {
      const { stage, libraries } = (document.querySelector('tipcheck-viewer') as unknown as Inside).machinery;
      const kinds = [
        'imagePlaneModule',
        'imagePixelModule',
        'voiLutModule',
        'modalityLutModule',
        'generalSeriesModule',
      ];
      const known = ((window as unknown as { known?: Set<unknown> }).known ??= new Set());
      const before = known.size;
      for (const id of stage.viewports()[0]?.getImageIds() ?? [])
        for (const kind of kinds) known.add(libraries.core.metaData.get(kind, id));
      return known.size - before;
    });
  };
  expect(await scrolled()).toBe(200);
  const asked = archive.asked.length;
  expect(await scrolled()).toBe(0);
  expect(archive.asked).toHaveLength(asked);
});

test.describe('@full of real size', () => {
  let folder: string;
  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tipcheck-loading-'));
  });
  test.afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  test.beforeEach(async () => {
    archive = await startSlowArchive(1, EDGE);
  });

  test('a CT of 600 files opens on its middle, and every slice that is asked for is the one shown', async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const files = Array.from({ length: 600 }, (_, index) => {
      const path = join(folder, `${String((index * 7) % 600)}.dcm`);
      writeFileSync(path, part10(numberedSlice((index * 7) % 600, 512)));
      return path;
    });
    await openViewer(page);
    await page.locator('input[type=file]').setInputFiles(files);
    await expect(page.locator('output')).toContainText('Slice 301 of 600', { timeout: 60_000 });
    await expect.poll(() => numberShown(page, 512)).toBe(300);
    for (const number of [1, 600, 17, 444]) {
      await showImage(page, number);
      await expect.poll(() => numberShown(page, 512)).toBe(number - 1);
    }
    await expect.poll(() => imagesInMemory(page), { timeout: 120_000 }).toBe(600);
    await page.getByRole('button', { name: 'Three planes' }).click();
    await expect(page.locator('footer')).not.toContainText('in memory', { timeout: 120_000 });
    await expect.poll(() => numberShown(page, 512)).toBe(443);
    await noPageErrors(page);
  });

  test('a colour run of 200 frames plays by the clock and shows the frame that it says', async ({ page }) => {
    test.setTimeout(240_000);
    const path = join(folder, 'run.dcm');
    writeFileSync(path, numberedCine(200, 800, 600, 40));
    await openViewer(page);
    await page.locator('input[type=file]').setInputFiles([path]);
    await expect(page.locator('output')).toContainText('Frame 1 of 200', { timeout: 60_000 });
    const shown = () => numberShownInImage(page);
    await expect.poll(shown).toBe(0);
    for (const number of [200, 3, 128]) {
      await showImage(page, number);
      await expect.poll(shown).toBe(number - 1);
    }
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => imagesInMemory(page), { timeout: 120_000 }).toBe(200);
    const seen = new Set<number>();
    for (let look = 0; look < 10; look += 1) {
      seen.add(await shown());
      await page.waitForTimeout(90);
    }
    expect(seen.size).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Stop' }).click();
    const told = async (): Promise<number> =>
      Number(/Frame (\d+)/.exec((await page.locator('output').textContent()) ?? '')?.[1]) - 1;
    // The frame that was on its way comes, with what tells of it.
    await expect.poll(async () => (await shown()) - (await told())).toBe(0);
    await noPageErrors(page);
  });
});

/** Of a picture without a place in the patient, whose world are its pixels. */
const numberShownInImage = (page: Page): Promise<number> => numberShown(page, 600, [800 / 600, 1], 0);
