import { expect, test, type Page, type Route } from '@playwright/test';
import { colourRun } from '../support/colour-run.ts';
import { startGateway, type Gateway } from '../support/archive-gateway.ts';
import { orthancInstalled, type Orthanc } from '../support/orthanc.ts';
import { startSampleArchive } from '../support/sample-archive.ts';
import { ctSlice, part10, type Elements } from '../support/part10.ts';
import { noPageErrors, openViewer, pictureDrawn, record, siteSettings } from './viewer.ts';

interface Seen {
  /** Of the picture in its own pixels. */
  readonly canvas: HTMLCanvasElement;
  /** Width over height, as it is shown. */
  readonly shape: number;
  /** How far its width and height are from those with which it just fits into its place, CSS pixels. */
  readonly unfitted: readonly [number, number];
  readonly view: string;
  /** Views that were there by then. */
  readonly views: number;
}

declare global {
  interface Window {
    /** Each picture that was painted before its view, as it stood on the page. */
    previews: Seen[];
  }
}

/** Keeps every preview that is painted from now on. Called before the page is opened. */
const watchPreviews = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.previews = [];
    const known = new WeakSet<Element>();
    const look = (): void => {
      const root = document.querySelector('tipcheck-viewer')?.shadowRoot;
      const canvas = root?.querySelector<HTMLCanvasElement>('.preview canvas');
      if (root && canvas && !known.has(canvas)) {
        known.add(canvas);
        const { width, height } = canvas.getBoundingClientRect();
        const place = canvas.parentElement?.getBoundingClientRect() ?? new DOMRect();
        const shape = width / height;
        const fit = Math.min(place.width, place.height * shape);
        window.previews.push({
          canvas,
          shape,
          unfitted: [width - fit, height - fit / shape],
          view: canvas.parentElement?.className.replace('preview ', '') ?? '',
          views: root.querySelectorAll('.viewport').length,
        });
      }
      requestAnimationFrame(look);
    };
    look();
  });
};

/** Has views wait for it however slow the machine is. Called before the page is opened. */
const withPatience = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const original = window.setTimeout.bind(window);
    // As long as the stage waits, before one view and before planes.
    window.setTimeout = ((act: () => void, ms?: number) =>
      original(act, ms === 100 || ms === 500 ? 20_000 : ms)) as never;
  });
};

/** Keeps requests waiting until what is returned is called; then they are answered. */
const held = async (page: Page, url: RegExp, answer: (route: Route) => Promise<void>): Promise<() => void> => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(url, async (route) => {
    await released;
    await answer(route);
  });
  return release;
};

const gone = async (page: Page): Promise<void> => {
  await expect.poll(() => page.evaluate(() => window.previews.length)).toBeGreaterThan(0);
  await expect(page.locator('.preview')).toHaveCount(0);
};

/** The last preview beside what its view shows where the picture just fits into it: the mean difference of greys, both drawn coarse, and the range of greys. */
const beside = (page: Page, view: string): Promise<{ readonly mean: number; readonly range: number }> =>
  page.evaluate((name) => {
    const { canvas, shape } = window.previews.at(-1) ?? {};
    const drawn = document
      .querySelector('tipcheck-viewer')
      ?.shadowRoot?.querySelector<HTMLCanvasElement>(`.viewport.${name} canvas`);
    if (!canvas || !shape || !drawn) throw new Error('no such view');
    const side = 96;
    const greys = (source: HTMLCanvasElement, ...from: readonly [number, number, number, number]): number[] => {
      const coarse = document.createElement('canvas');
      [coarse.width, coarse.height] = [side, side];
      const context = coarse.getContext('2d', { willReadFrequently: true });
      if (!context) return [];
      context.imageSmoothingQuality = 'high';
      context.drawImage(source, ...from, 0, 0, side, side);
      return [...context.getImageData(0, 0, side, side).data].filter((_, index) => index % 4 === 0);
    };
    const width = Math.min(drawn.width, drawn.height * shape);
    const height = width / shape;
    const one = greys(canvas, 0, 0, canvas.width, canvas.height);
    const other = greys(drawn, (drawn.width - width) / 2, (drawn.height - height) / 2, width, height);
    const sum = one.reduce((before, grey, index) => before + Math.abs(grey - (other[index] ?? NaN)), 0);
    return { mean: sum / one.length, range: Math.max(...one) - Math.min(...one) };
  }, view);

/** A slice, uncompressed, of 120×160 pixels of 1.3×0.8 mm, brighter to the right, with a bright corner at the lower left. */
const slice = (index: number, overrides: Elements = {}): { name: string; mimeType: string; buffer: Buffer } => {
  const [columns, rows] = [120, 160];
  const stored = Uint16Array.from({ length: columns * rows }, (_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    return column < 30 && row > 120 ? 1500 : 900 + 2 * column + index;
  });
  const elements = ctSlice(index + 1, {
    '00280010': ['US', rows],
    '00280011': ['US', columns],
    '00280030': ['DS', '0.8\\1.3'],
    '00281050': ['DS', '1050'],
    '00281051': ['DS', '400'],
    '7FE00010': ['OW', new Uint8Array(stored.buffer)],
    ...overrides,
  });
  return { name: `${String(index)}.dcm`, mimeType: 'application/dicom', buffer: Buffer.from(part10(elements)) };
};

const slices = Array.from({ length: 10 }, (_, index) => slice(index));

const SHAPE = (120 * 1.3) / (160 * 0.8);

test('the picture that files open with is painted before its view is made, as that then shows it', async ({ page }) => {
  await withPatience(page);
  await watchPreviews(page);
  await record(page);
  await siteSettings(page, { samples: false });
  await page.goto('./');
  await page.locator('input[type=file]').first().setInputFiles(slices);
  await pictureDrawn(page);
  await gone(page);
  const [first] = await page.evaluate(() =>
    window.previews.map(({ view, views, shape, unfitted }) => ({ view, views, shape, unfitted })),
  );
  expect(first).toMatchObject({ view: 'image', views: 0 });
  expect(first?.shape).toBeCloseTo(SHAPE, 2);
  expect(Math.max(...(first?.unfitted ?? [NaN]).map(Math.abs))).toBeLessThan(1);
  await expect(page.locator('output')).toContainText('Slice 6 of 10');
  const { mean, range } = await beside(page, 'image');
  expect(range).toBeGreaterThan(200);
  expect(mean).toBeLessThan(3);
  await noPageErrors(page);
});

test('so is the first frame of a compressed run in colour, by the picture that its view takes', async ({ page }) => {
  await withPatience(page);
  await watchPreviews(page);
  await record(page);
  await siteSettings(page, { samples: false });
  await page.goto('./');
  // Pixels half as wide as they are high.
  const { file } = await colourRun(3, { columns: 320, rows: 120 }, { '00280034': ['IS', '2\\1'] });
  await page.locator('input[type=file]').first().setInputFiles(file);
  await pictureDrawn(page);
  await gone(page);
  const previews = await page.evaluate(() => window.previews.map(({ view, views, shape }) => ({ view, views, shape })));
  expect(previews).toHaveLength(1);
  expect(previews[0]).toMatchObject({ view: 'image', views: 0 });
  expect(previews[0]?.shape).toBeCloseTo(320 / 2 / 120, 2);
  const { mean, range } = await beside(page, 'image');
  expect(range).toBeGreaterThan(100);
  expect(mean).toBeLessThan(3);
  await noPageErrors(page);
});

test('of three planes the acquired one is painted before they are made', async ({ page }) => {
  await withPatience(page);
  await watchPreviews(page);
  await openViewer(page);
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect.poll(() => page.evaluate(() => window.previews.at(-1)?.view)).toBe('axial');
  await gone(page);
  const { mean, range } = await beside(page, 'axial');
  expect(range).toBeGreaterThan(200);
  expect(mean).toBeLessThan(3);
  await noPageErrors(page);
});

test('a host may have three planes from the start: the slice that came first is painted where the acquired plane will be', async ({
  page,
}) => {
  await withPatience(page);
  await watchPreviews(page);
  await record(page);
  await siteSettings(page, { samples: false });
  await page.goto('./?empty');
  await page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.remove();
    const viewer = document.createElement('tipcheck-viewer');
    viewer.setAttribute('layout', 'planes');
    (document.querySelector('main') ?? document.body).append(viewer);
  });
  await page.locator('input[type=file]').first().setInputFiles(slices);
  await expect(page.locator('.stage .viewport')).toHaveCount(3);
  await gone(page);
  const seen = await page.evaluate(() => window.previews.map(({ view, views }) => ({ view, views })));
  // Once: the whole series begins with the same slice.
  expect(seen).toEqual([{ view: 'axial', views: 0 }]);
  const { mean, range } = await beside(page, 'axial');
  expect(range).toBeGreaterThan(200);
  expect(mean).toBeLessThan(3);
  // What makes no volume has one view.
  const other = { '00080018': ['UI', '1.2.3.9.1'], '0020000E': ['UI', '1.2.3.9'] } as const;
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([slice(0, other)]);
  await expect(page.locator('.stage .viewport')).toHaveCount(1);
  await noPageErrors(page);
});

test.describe('of an archive', () => {
  test.skip(!orthancInstalled, 'no Orthanc with its DICOMweb plugin is installed here');

  /** Cornerstone's parts, which nothing is shown without. */
  const CORNERSTONE = /\/assets\/esm-[^/]*\.js$/;

  let archive: Orthanc;
  let gateway: Gateway;
  let address: string;

  test.beforeAll(async () => {
    const sample = await startSampleArchive('ct-abscess');
    archive = sample.archive;
    gateway = await startGateway(archive.url);
    address = `./?StudyInstanceUIDs=${sample.studyInstanceUID}&dicomweb=${encodeURIComponent(`${gateway.url}/dicom-web`)}`;
  });

  test.afterAll(async () => {
    await gateway.close();
    await archive.stop();
  });

  test.beforeEach(async ({ page }) => {
    await watchPreviews(page);
    await record(page);
    await siteSettings(page, { linkOrigins: [gateway.url] });
  });

  test('the first picture is painted before Cornerstone is loaded; its bytes are asked for once', async ({ page }) => {
    const frames: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/frames/')) frames.push(request.url());
    });
    const goOn = await held(page, CORNERSTONE, (route) => route.continue());
    await page.goto(address);
    await expect(page.locator('.preview canvas')).toBeVisible();
    await expect(page.locator('.viewport')).toHaveCount(0);
    await expect(page.locator('footer')).toContainText('Opening images…');
    expect(frames).toHaveLength(1);
    goOn();
    await pictureDrawn(page);
    await gone(page);
    const { mean, range } = await beside(page, 'image');
    expect(range).toBeGreaterThan(200);
    expect(mean).toBeLessThan(3);
    expect(frames.filter((url) => url === frames[0])).toHaveLength(1);
    await noPageErrors(page);
  });

  test('Cornerstone doesn’t wait for an archive that takes long', async ({ page }) => {
    const begun = page.waitForRequest(CORNERSTONE);
    let held = 0;
    await page.route(/\/dicom-web\/studies\//, async (route) => {
      held += 1;
      await begun;
      await route.continue();
    });
    await page.goto(address);
    await pictureDrawn(page);
    await expect(page.locator('.preview')).toHaveCount(0);
    expect(held).toBeGreaterThan(0);
    await noPageErrors(page);
  });

  test('a picture that comes late isn’t painted any more', async ({ page }) => {
    const release = await held(page, /\/frames\//, (route) => route.continue());
    await page.goto(address);
    await expect(page.locator('.viewport')).toHaveCount(1);
    expect(await page.evaluate(() => window.previews.length)).toBe(0);
    release();
    await pictureDrawn(page);
    expect(await page.evaluate(() => window.previews.length)).toBe(0);
    await noPageErrors(page);
  });

  test('the picture of a study goes when the host names another', async ({ page }) => {
    // It never comes.
    await page.route(CORNERSTONE, () => undefined);
    await page.goto(address);
    await expect(page.locator('.preview canvas')).toBeVisible();
    await page.locator('tipcheck-viewer').evaluate((viewer) => {
      viewer.setAttribute('study', '1.2.3.999');
    });
    await expect(page.locator('.preview')).toHaveCount(0);
  });

  test('where Cornerstone can’t be loaded no picture is left that nothing can be done with', async ({ page }) => {
    const fail = await held(page, CORNERSTONE, (route) => route.abort());
    await page.goto(address);
    await expect(page.locator('.preview canvas')).toBeVisible();
    fail();
    await expect(page.getByRole('alert')).toContainText('What shows images could not be loaded.');
    await expect(page.locator('.preview')).toHaveCount(0);
    await expect(page.locator('footer')).toContainText('No images open');
  });
});
