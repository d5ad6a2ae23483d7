import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Core from '@cornerstonejs/core';
import type { Types as CoreTypes } from '@cornerstonejs/core';
import type * as Tools from '@cornerstonejs/tools';
import type { Types as ToolTypes } from '@cornerstonejs/tools';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import type { install } from '../../src/hosts/cornerstone.ts';
import type { Confirmation } from '../../src/index.ts';
import { documented, ROOT } from '../support/documented.ts';
import { ballMesh } from '../support/ball-mesh.ts';
import { documentedViteConfig, makeConsumer } from '../support/consumer.ts';

/** The README's examples in a project of their own: built with the settings that the guide gives, run in a browser. */

const page = (script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>
  <div id="viewport" style="width:512px;height:512px"></div><script type="module" src="./${script}"></script></body></html>`;

/** A viewer that somebody has already: Cornerstone's own loader and a stack of DICOM files. */
const HOST = `
import { install } from 'tipcheck/cornerstone';
import * as core from '@cornerstonejs/core';
import * as tools from '@cornerstonejs/tools';
import * as loader from '@cornerstonejs/dicom-image-loader';
import { addTipCheck } from './example.ts';

core.init();
tools.init();
loader.init();
tools.addTool(tools.WindowLevelTool);
const group = tools.ToolGroupManager.createToolGroup('host');
group.addTool(tools.WindowLevelTool.toolName);
const engine = new core.RenderingEngine('host');
const element = document.querySelector('#viewport');
engine.enableElement({ viewportId: 'stack', type: core.Enums.ViewportType.STACK, element });
group.addViewport('stack', 'host');
const dispose = addTipCheck(group);
const { files } = (await (await fetch('./index.json')).json()).samples.find(({ id }) => id === 'ct-abscess');
const viewport = engine.getViewport('stack');
await viewport.setStack(files.map((file) => 'wadouri:' + new URL('ct-abscess/' + file, location.href)), 0);
viewport.render();
const show = async (name, index = 0) => {
  const { folder, files } = (await (await fetch('./index.json')).json()).samples.find(({ id }) => id === name);
  await viewport.setStack(files.map((file) => 'wadouri:' + new URL(folder + '/' + file, location.href)), index);
  viewport.render();
};
window.host = { core, tools, engine, install, group, viewport, show, dispose, changes: [] };
document.addEventListener('tipcheck-change', (event) => window.host.changes.push(event.detail));
`;

/** A page that hands over what it has. */
const HANDS_OVER = `
import 'tipcheck/element';
import { handOver } from './handover.ts';

const viewer = document.createElement('tipcheck-viewer');
viewer.style.height = '100vh';
document.body.append(viewer);
window.handOver = (...files) => handOver(viewer, ...files);
`;

declare global {
  interface Window {
    handOver: (record: unknown, device: unknown, procedure: unknown) => void;
    host: {
      core: typeof Core;
      tools: typeof Tools;
      engine: CoreTypes.IRenderingEngine;
      install: typeof install;
      group: ToolTypes.IToolGroup;
      viewport: CoreTypes.IStackViewport;
      show: (sample: string, index?: number) => Promise<void>;
      dispose: () => void;
      changes: { record: Confirmation | null; assessment: { verdict: string } | null }[];
    };
  }
}

let server: PreviewServer;
let address: string;

test.beforeAll(async () => {
  const folder = makeConsumer('readme-page', {
    'vite.config.js': documentedViteConfig(),
    'example.ts': documented('README.md', 'cornerstone'),
    'host.js': HOST,
    'element.ts': documented('README.md', 'element'),
    'handover.ts': documented('docs/embedding.md', 'handover'),
    'hands-over.js': HANDS_OVER,
    'host.html': page('host.js'),
    'hands-over.html': page('hands-over.js'),
    'element.html': page('element.ts'),
  });
  const config = {
    root: folder,
    configFile: join(folder, 'vite.config.js'),
    logLevel: 'error',
    publicDir: join(ROOT, 'sample-data'),
  } as const;
  await build({
    ...config,
    build: {
      outDir: join(folder, 'out'),
      reportCompressedSize: false,
      rolldownOptions: { input: ['host.html', 'element.html', 'hands-over.html'].map((name) => join(folder, name)) },
    },
  });
  server = await preview({
    ...config,
    build: { outDir: join(folder, 'out') },
    preview: { host: '127.0.0.1', port: 0 },
  });
  address = server.resolvedUrls?.local[0] ?? '';
});

test.afterAll(async () => {
  await server.close();
});

const truth = JSON.parse(readFileSync(join(ROOT, 'sample-data/ct-abscess/truth.json'), 'utf8')) as {
  tip: [number, number, number];
  tipSlice: number;
};

const watchErrors = (page: Page): string[] => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
};

/** Shows the slice on which the tip lies, by the host's own means, and returns where the tip is on the page. */
const tipOnPage = (page: Page): Promise<{ x: number; y: number }> =>
  page.evaluate(async ({ tip, tipSlice }) => {
    const { viewport } = window.host;
    await viewport.setImageIdIndex(tipSlice - 1);
    viewport.render();
    const [x, y] = viewport.worldToCanvas(tip);
    const bounds = viewport.element.getBoundingClientRect();
    return { x: bounds.left + x, y: bounds.top + y };
  }, truth);

test("the marking tools work in a host's own stack, and dispose takes everything away again", async ({ page }) => {
  const errors = watchErrors(page);
  await page.goto(`${address}host.html`);
  await page.waitForFunction(() => 'host' in window);
  const at = await tipOnPage(page);
  const toolsBefore = await page.evaluate(() => Object.keys(window.host.group.getToolInstances()).sort());
  expect(toolsBefore).toEqual(
    expect.arrayContaining(['TipCheckShaft', 'TipCheckTarget', 'TipCheckTip', 'WindowLevel']),
  );

  await page.mouse.click(at.x, at.y);
  await page.waitForFunction(() => window.host.changes.length > 0);
  const change = await page.evaluate(() => window.host.changes.at(-1));
  const position = change?.record?.tip?.position ?? [];
  expect(Math.hypot(...position.map((value, axis) => value - (truth.tip[axis] ?? 0)))).toBeLessThan(0.5);
  expect(change?.assessment?.verdict).toBe('indeterminate');
  expect(change?.record?.space).toMatchObject({
    kind: 'patient',
    voxel: { betweenColumns: 1.2, betweenRows: 1.3, betweenSlices: expect.closeTo(3, 5), sliceThickness: 3 },
  });
  const drawn = page.locator('#viewport svg [data-tipcheck]');
  await expect(drawn.first()).toBeAttached();

  await page.evaluate(() => {
    window.host.dispose();
  });
  await expect(drawn).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(window.host.group.getToolInstances()))).toEqual(['WindowLevel']);
  const count = await page.evaluate(() => window.host.changes.length);
  await page.mouse.click(at.x + 20, at.y);
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => window.host.changes.length)).toBe(count);
  expect(errors).toEqual([]);
});

test("a mark in a host's X-ray picture is the pixel under the pointer, whatever spacing the host gives it", async ({
  page,
}) => {
  await page.goto(`${address}host.html`);
  await page.waitForFunction(() => 'host' in window);
  for (const sample of ['xa-cine', 'us-cine', 'biplane']) {
    const at = await page.evaluate(async (name) => {
      const { viewport, show, changes } = window.host;
      viewport.element.style.border = '9px solid #444';
      changes.length = 0;
      await show(name);
      // Cornerstone's own idea of the centre of the pixel [100, 60].
      const { imageData } = viewport.getImageData() as { imageData: { indexToWorld(index: number[]): number[] } };
      const [x, y] = viewport.worldToCanvas(imageData.indexToWorld([100, 60, 0]) as [number, number, number]);
      const bounds = viewport.canvas.getBoundingClientRect();
      return { x: bounds.left + x, y: bounds.top + y };
    }, sample);
    await page.mouse.click(at.x, at.y);
    await page.waitForFunction(() => window.host.changes.length > 0);
    const position = await page.evaluate(() => window.host.changes.at(-1)?.record?.tip?.position);
    expect(position, sample).toHaveLength(2);
    expect(Math.abs((position?.[0] ?? NaN) - 100.5), sample).toBeLessThan(0.05);
    expect(Math.abs((position?.[1] ?? NaN) - 60.5), sample).toBeLessThan(0.05);
  }
});

test('viewports may come later and go, and the change is told on the one that was marked', async ({ page }) => {
  await page.goto(`${address}host.html`);
  await page.waitForFunction(() => 'host' in window);
  const second = await page.evaluate(async () => {
    const { core, engine, group, show, viewport } = window.host;
    const element = document.createElement('div');
    element.id = 'second';
    element.style.cssText = 'width:256px;height:256px';
    document.body.append(element);
    // The group knows the viewport before the engine does.
    group.addViewport('later', 'host');
    engine.enableElement({ viewportId: 'later', type: core.Enums.ViewportType.STACK, element });
    await show('ct-abscess', 20);
    const later = engine.getViewport<CoreTypes.IStackViewport>('later');
    await later.setStack(viewport.getImageIds(), 20);
    later.render();
    (window as unknown as { heard: string[] }).heard = [];
    document.addEventListener('tipcheck-change', (event) =>
      (window as unknown as { heard: string[] }).heard.push((event.target as HTMLElement).id),
    );
    const bounds = element.getBoundingClientRect();
    return { x: bounds.left + 128, y: bounds.top + 128 };
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  await page.mouse.click(second.x, second.y);
  await expect.poll(heard).toEqual(['second']);
  const first = await page.locator('#viewport').boundingBox();
  await page.mouse.click((first?.x ?? 0) + 200, (first?.y ?? 0) + 200);
  await expect.poll(heard).toEqual(['second', 'viewport']);
  await page.evaluate(() => {
    window.host.group.removeViewports('host', 'later');
  });
  await page.mouse.click(second.x + 10, second.y);
  await page.waitForTimeout(300);
  expect(await heard()).toEqual(['second', 'viewport']);
});

test('a second installation in one tool group is refused with its reason; after dispose there may be another @full', async ({
  page,
}) => {
  await page.goto(`${address}host.html`);
  await page.waitForFunction(() => 'host' in window);
  const outcome = await page.evaluate(() => {
    const { core, tools, group, install, dispose } = window.host;
    const again = (): string => {
      try {
        install({ core, tools, toolGroup: group }).dispose();
        return 'installed';
      } catch (error) {
        return (error as Error).message;
      }
    };
    const refused = again();
    dispose();
    return [refused, again(), again()];
  });
  expect(outcome).toEqual([expect.stringContaining('already'), 'installed', 'installed']);
});

test('labels and notices are in the language that an installation is given; one that isn’t spoken is English @full', async ({
  page,
}) => {
  await page.goto(`${address}host.html`);
  await page.waitForFunction(() => 'host' in window);
  const at = await tipOnPage(page);
  const installIn = (tag: string): Promise<void> =>
    page.evaluate((language) => {
      const { host } = window;
      const { core, tools, group: toolGroup } = host;
      host.dispose();
      const notices: string[] = [];
      const installed = host.install({ core, tools, toolGroup, language, onNotice: (text) => notices.push(text) });
      Object.assign(window, { notices });
      host.dispose = () => {
        installed.dispose();
      };
    }, tag);
  const use = (tool: string): Promise<void> =>
    page.evaluate((name) => {
      const { tools, group } = window.host;
      for (const other of ['TipCheckTarget', 'TipCheckTip']) group.setToolEnabled(other);
      group.setToolActive(name, { bindings: [{ mouseButton: tools.Enums.MouseBindings.Primary }] });
    }, tool);
  const notices = (): Promise<readonly string[]> =>
    page.evaluate(() => (window as unknown as { notices: readonly string[] }).notices);
  for (const [language, said, hint] of [
    ['de-AT', / mm zur Mitte/, /^Um ein Ziel zu markieren/],
    ['pt-BR', / mm to centre/, /^To mark a target, press at its centre/],
  ] as const) {
    await installIn(language);
    await use('TipCheckTarget');
    await page.mouse.move(at.x + 60, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 90, at.y, { steps: 4 });
    await page.mouse.up();
    await use('TipCheckTip');
    await page.mouse.click(at.x, at.y);
    await expect(page.locator('#viewport svg [data-tipcheck] text').first()).toHaveText(said);
    // Neither drawn nor fired: the host shows it.
    expect(await notices()).toEqual([]);
    await use('TipCheckTarget');
    await page.mouse.click(at.x - 80, at.y);
    await expect.poll(notices).toEqual([expect.stringMatching(hint)]);
  }
});

test('the viewer element stands on a page of its own, opens files and says what has changed', async ({ page }) => {
  const errors = watchErrors(page);
  const logged: string[] = [];
  page.on('console', (message) => message.type() === 'log' && logged.push(message.text()));
  await page.goto(`${address}element.html`);
  await expect(page.getByRole('button', { name: 'Open files' })).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(join(ROOT, 'sample-data/xa-uncalibrated/image.dcm'));
  await expect(page.locator('footer')).toContainText('XA');
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.locator('.viewport').click();
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Indeterminate');
  await expect.poll(() => logged.some((line) => line.includes('indeterminate'))).toBe(true);
  expect(errors).toEqual([]);
});

test("a page hands over a record with a large target, a device and a profile; the worker is found in the host's build @full", async ({
  page,
}) => {
  const errors = watchErrors(page);
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  const workers: string[] = [];
  page.on('worker', (worker) => worker.url().includes('surface-worker') && workers.push(worker.url()));
  await page.goto(`${address}hands-over.html`);
  await expect(page.getByRole('button', { name: 'Open files' })).toBeVisible();
  const files = [
    JSON.stringify({
      tipcheck: 1,
      id: 'handed',
      space: { kind: 'patient', frameOfReferenceUID: '1.2.3.4' },
      target: { shape: 'mesh', ...ballMesh([0, 0, 0], () => 10, 110, 110) },
      tip: { position: [1, 0, 0], evidence: 'person', sigma: 0.5 },
      shaft: [[40, 0, 0]],
    }),
    readFileSync(join(ROOT, 'sample-data/devices/example-biopsy-needle.tipcheck-device.json'), 'utf8'),
    documented('docs/profiles.md', 'profile'),
  ] as const;
  await page.evaluate(([record, device, procedure]) => {
    window.handOver(record, device, procedure);
  }, files);
  await expect.poll(() => logged.at(-1), { timeout: 20_000 }).toBe('handed inside []');
  expect(workers).toHaveLength(1);
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Inside');
  await expect(page.locator('tipcheck-panel')).toContainText('Biopsy, our department');
  expect(errors).toEqual([]);
});
