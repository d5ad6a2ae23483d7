import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Types as CoreTypes } from '@cornerstonejs/core';
import type { Types as ToolTypes } from '@cornerstonejs/tools';
import { expect, test, type Page } from '@playwright/test';
import { build, preview, type PreviewServer } from 'vite';
import type { Confirmation } from '../../src/index.ts';
import { documented, ROOT } from '../support/documented.ts';
import { documentedViteConfig, makeConsumer } from '../support/consumer.ts';

/** The README's examples in a project of their own: built with the settings that the guide gives, run in a browser. */

const page = (script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title></head><body>
  <div id="viewport" style="width:512px;height:512px"></div><script type="module" src="./${script}"></script></body></html>`;

/** A viewer that somebody has already: Cornerstone's own loader and a stack of DICOM files. */
const HOST = `
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
window.host = { group, viewport, dispose, changes: [] };
document.addEventListener('tipcheck-change', (event) => window.host.changes.push(event.detail));
`;

declare global {
  interface Window {
    host: {
      group: ToolTypes.IToolGroup;
      viewport: CoreTypes.IStackViewport;
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
    'host.html': page('host.js'),
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
      rolldownOptions: { input: [join(folder, 'host.html'), join(folder, 'element.html')] },
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
