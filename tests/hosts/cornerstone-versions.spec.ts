import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Types } from '@cornerstonejs/core';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import type { Confirmation } from '../../src/index.ts';
import { documented, ROOT } from '../support/documented.ts';
import { documentedViteConfig, makeConsumer } from '../support/consumer.ts';

/** The plugin in applications that have other versions of Cornerstone3D than ours, down to the oldest that is supported. */

const VERSIONS = ['4.5.13', '4.6.0', '4.15.29', '5.6.8', '5.14.0'] as const;

/** How a host shows images. `generic`: by the viewports that are to replace the old ones, where the version has them. */
const WAYS = ['stack', 'volume', 'cpu', 'generic'] as const;
type Way = (typeof WAYS)[number];
/** Ways that a version doesn't have. */
const LACKS: Readonly<Partial<Record<(typeof VERSIONS)[number], readonly Way[]>>> = {
  '4.5.13': ['generic'],
  '4.6.0': ['generic'],
  '4.15.29': ['generic'],
};

const HOST = `
import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import * as loader from '@cornerstonejs/dicom-image-loader';
import { addTipCheck } from './example.ts';

const way = new URLSearchParams(location.search).get('way');
await core.init({ rendering: { useGenericViewport: way === 'generic' } });
await tools.init();
await loader.init();
core.setUseCPURendering(way === 'cpu');
const group = tools.ToolGroupManager.createToolGroup('host');
const engine = new core.RenderingEngine('host');
const element = document.querySelector('#viewport');
const { ViewportType, OrientationAxis } = core.Enums;
const type = way === 'volume' ? ViewportType.ORTHOGRAPHIC : ViewportType.STACK;
engine.enableElement({
  viewportId: 'one',
  type,
  element,
  defaultOptions: way === 'volume' ? { orientation: OrientationAxis.CORONAL } : {},
});
group.addViewport('one', 'host');
const dispose = addTipCheck(group);
const samples = (await (await fetch('./index.json')).json()).samples;
const viewport = engine.getViewport('one');
const idsOf = (name) => {
  const { folder, files } = samples.find(({ id }) => id === name);
  const urls = files.map((file) => 'wadouri:' + new URL(folder + '/' + file, location.href));
  return name === 'us-cine' ? Array.from({ length: 24 }, (_, at) => urls[0] + '?frame=' + (at + 1)) : urls;
};
const show = async (name, index) => {
  const ids = idsOf(name);
  if (way === 'volume') {
    // Planes and sizes of slices are known only when they were loaded, by this loader.
    await Promise.all(ids.map((id) => core.imageLoader.loadAndCacheImage(id)));
    const volume = await core.volumeLoader.createAndCacheVolume('ct', { imageIds: ids });
    await new Promise((resolve) => volume.load(resolve));
    await core.setVolumesForViewports(engine, [{ volumeId: 'ct' }], ['one']);
  } else await viewport.setStack(ids, index);
  viewport.render();
};
window.versions = { core, engine, group, viewport, show, dispose, changes: [] };
document.addEventListener('tipcheck-change', (event) => window.versions.changes.push(event.detail));
`;

interface Host {
  readonly core: {
    readonly utilities: { readonly HistoryMemo: { DefaultHistoryMemo: { undo(): void; redo(): void } } };
  };
  readonly dispose: () => void;
  readonly viewport: Omit<Types.IViewport, 'getImageData'> & {
    setImageIdIndex?(index: number): Promise<unknown>;
    jumpToWorld?(point: readonly number[]): unknown;
    getImageData?():
      | {
          readonly direction: ArrayLike<number>;
          readonly spacing: ArrayLike<number>;
          readonly imageData: { indexToWorld(index: readonly number[]): readonly number[] };
        }
      | undefined;
  };
  readonly show: (sample: string, index: number) => Promise<void>;
  readonly changes: { record: Confirmation | null; assessment: { verdict: string } | null }[];
}

declare global {
  interface Window {
    versions: Host;
  }
}

const truth = JSON.parse(readFileSync(join(ROOT, 'sample-data/ct-abscess/truth.json'), 'utf8')) as {
  tip: [number, number, number];
  tipSlice: number;
};

const cine = JSON.parse(readFileSync(join(ROOT, 'sample-data/us-cine/truth.json'), 'utf8')) as {
  sopInstanceUID: string;
  scale: object;
  byFrame: { frame: number; tip: [number, number] }[];
};

/** Packages of one version of Cornerstone, installed outside the repository; null without a network. */
const installedCornerstone = (version: string): string | null => {
  const folder = join(tmpdir(), `tipcheck-cornerstone-${version}`);
  const modules = join(folder, 'node_modules');
  if (existsSync(join(modules, '@cornerstonejs', 'dicom-image-loader'))) return modules;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const wanted = ['core', 'tools', 'dicom-image-loader'].map((name) => `@cornerstonejs/${name}@${version}`);
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...wanted], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0 ? modules : null;
};

const built = async (version: string, modules: string): Promise<PreviewServer> => {
  const folder = makeConsumer(
    `cornerstone-${version}`,
    {
      'vite.config.js': documentedViteConfig(),
      'example.ts': documented('README.md', 'cornerstone'),
      'host.js': HOST,
      'host.html':
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>' +
        '<div id="viewport" style="width:512px;height:512px"></div><script type="module" src="./host.js"></script></body></html>',
    },
    modules,
  );
  const config = {
    root: folder,
    configFile: join(folder, 'vite.config.js'),
    logLevel: 'error',
    publicDir: join(ROOT, 'sample-data'),
  } as const;
  const outDir = join(folder, 'out');
  await build({
    ...config,
    build: {
      outDir,
      reportCompressedSize: false,
      minify: false,
      rolldownOptions: { input: join(folder, 'host.html') },
    },
  });
  return preview({ ...config, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
};

/** Brings the slice of the tip to view by the host's own means; where the tip then is on the page. */
const tipOnPage = (page: Page, way: Way): Promise<{ x: number; y: number }> =>
  page.evaluate(
    async ([{ tip, tipSlice }, shown]) => {
      const { viewport, show } = window.versions;
      await show('ct-abscess', tipSlice - 1);
      if (shown === 'volume') viewport.jumpToWorld?.(tip);
      viewport.render();
      await new Promise((resolve) => setTimeout(resolve, 500));
      // Without WebGL Cornerstone takes pixels for half of one further left and up than it draws them.
      const drawn = viewport.getImageData?.();
      const half = shown === 'cpu' && drawn ? 0.5 : 0;
      const world = tip.map(
        (value, axis) =>
          value +
          half * (drawn?.direction[axis] ?? 0) * (drawn?.spacing[0] ?? 0) +
          half * (drawn?.direction[3 + axis] ?? 0) * (drawn?.spacing[1] ?? 0),
      ) as [number, number, number];
      const [x, y] = viewport.worldToCanvas(world);
      const bounds = viewport.element.getBoundingClientRect();
      return { x: bounds.left + x, y: bounds.top + y };
    },
    [truth, way] as const,
  );

/** Where the tip is by the last change that the host was told of. */
const tipOf = (page: Page): Promise<readonly number[] | undefined> =>
  page.evaluate(() => window.versions.changes.at(-1)?.record?.tip?.position);

const history = (page: Page, step: 'undo' | 'redo'): Promise<void> =>
  page.evaluate((name) => window.versions.core.utilities.HistoryMemo.DefaultHistoryMemo[name](), step);

for (const version of VERSIONS) {
  test.describe(`Cornerstone ${version} @full`, () => {
    test.describe.configure({ timeout: 300_000 });
    let server: PreviewServer | null = null;

    test.beforeAll(async () => {
      const modules = installedCornerstone(version);
      if (modules !== null) server = await built(version, modules);
    });

    test.afterAll(async () => {
      await server?.close();
    });

    for (const way of WAYS.filter((one) => LACKS[version]?.includes(one) !== true)) {
      test(`a tip marked by mouse is where it is in the patient, is dragged, undone by the host, and goes with the plugin (${way})`, async ({
        page,
      }) => {
        test.skip(server === null, `Cornerstone ${version} could not be installed`);
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(error.message));
        await page.goto(`${server?.resolvedUrls?.local[0] ?? ''}host.html?way=${way}`);
        await page.waitForFunction(() => 'versions' in window, null, { timeout: 60_000 });
        const at = await tipOnPage(page, way);
        await page.mouse.click(at.x, at.y);
        await page.waitForFunction(() => window.versions.changes.length > 0, null, { timeout: 20_000 });
        const change = await page.evaluate(() => window.versions.changes.at(-1));
        const position = change?.record?.tip?.position ?? [];
        expect(position).toHaveLength(3);
        // Half a canvas pixel in the plane; a coronal plane may lie half a voxel beside the tip.
        expect(Math.hypot(...position.map((value, axis) => value - (truth.tip[axis] ?? NaN)))).toBeLessThan(
          way === 'volume' ? 1 : 0.5,
        );
        expect(change?.assessment?.verdict).toBe('indeterminate');
        expect(change?.record?.space).toMatchObject({
          kind: 'patient',
          voxel: { betweenColumns: 1.2, betweenRows: 1.3, betweenSlices: expect.closeTo(3, 5), sliceThickness: 3 },
        });
        const drawn = page.locator('#viewport svg [data-tipcheck]');
        await expect(drawn.first()).toBeAttached();

        // A drag is one step, and the host's own undo and redo go through ours.
        await page.mouse.move(at.x, at.y);
        await page.mouse.down();
        await page.mouse.move(at.x + 15, at.y + 10, { steps: 4 });
        await page.mouse.move(at.x + 30, at.y + 20, { steps: 4 });
        await page.mouse.up();
        const dragged = await tipOf(page);
        expect(Math.hypot(...position.map((value, axis) => value - (dragged?.[axis] ?? NaN)))).toBeGreaterThan(5);
        await history(page, 'undo');
        expect(await tipOf(page)).toEqual(position);
        await history(page, 'undo');
        expect(await tipOf(page)).toBeUndefined();
        await history(page, 'redo');
        expect(await tipOf(page)).toEqual(position);

        await page.evaluate(() => window.versions.dispose());
        await expect(drawn).toHaveCount(0);
        const before = await page.evaluate(() => window.versions.changes.length);
        await page.mouse.click(at.x + 40, at.y);
        expect(await page.evaluate(() => window.versions.changes.length)).toBe(before);
        expect(errors).toEqual([]);
      });
    }

    test('a tip marked on a frame of a cine is in that frame, in millimetres of its ultrasound region', async ({
      page,
    }) => {
      test.skip(server === null, `Cornerstone ${version} could not be installed`);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${server?.resolvedUrls?.local[0] ?? ''}host.html?way=stack`);
      await page.waitForFunction(() => 'versions' in window, null, { timeout: 60_000 });
      const { frame, tip } = cine.byFrame[4] ?? { frame: 0, tip: [0, 0] };
      const at = await page.evaluate(
        async ({ index, tip: [column, row] }) => {
          const { viewport, show } = window.versions;
          await show('us-cine', index);
          await new Promise((resolve) => setTimeout(resolve, 500));
          const world = viewport.getImageData?.()?.imageData.indexToWorld([column, row, 0]) ?? [];
          const [x, y] = viewport.worldToCanvas([world[0] ?? NaN, world[1] ?? NaN, world[2] ?? NaN]);
          const bounds = viewport.element.getBoundingClientRect();
          return { x: bounds.left + x, y: bounds.top + y };
        },
        { index: frame - 1, tip },
      );
      await page.mouse.click(at.x, at.y);
      await page.waitForFunction(() => window.versions.changes.length > 0, null, { timeout: 20_000 });
      const record = (await page.evaluate(() => window.versions.changes.at(-1)))?.record;
      expect(record?.space).toMatchObject({
        kind: 'image',
        sopInstanceUID: cine.sopInstanceUID,
        frame,
        scale: cine.scale,
      });
      const [column = NaN, row = NaN] = record?.tip?.position ?? [];
      // Half a pixel of the image, and half a pixel of the canvas, in which one of the image is smaller.
      expect(Math.hypot(column - tip[0], row - tip[1])).toBeLessThan(1.5);
      expect(errors).toEqual([]);
    });
  });
}
