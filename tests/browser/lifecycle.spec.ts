import { inLane } from '../support/lane.ts';
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import {
  clickAt,
  ctCase,
  dragTarget,
  lastChange,
  liveContexts,
  noPageErrors,
  openViewer,
  showImage,
  watchContexts,
} from './viewer.ts';

const truth = ctCase;
const { center, rim } = ctCase;

interface Usage {
  readonly listeners: number;
  readonly nodes: number;
  readonly workers: number;
  readonly contexts: number;
}

/** What the page holds once garbage is collected. */
const usageOf = async (page: Page, cdp: CDPSession): Promise<Usage> => {
  // Several times: what a first collection frees may hold the last reference to something else.
  for (let time = 0; time < 3; time += 1) {
    await cdp.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
  }
  const { metrics } = await cdp.send('Performance.getMetrics');
  const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    listeners: metric('JSEventListeners'),
    nodes: metric('Nodes'),
    workers: page.workers().length,
    contexts: await liveContexts(page),
  };
};

const openAndMark = async (page: Page): Promise<void> => {
  await showImage(page, truth.targetSlice);
  await dragTarget(page, center, rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  expect((await lastChange(page)).assessment?.metrics.tipToCenter?.unit).toBe('mm');
};

/** Takes the viewer away and, if wanted, puts a new one in its place. */
const dispose = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.remove();
    window.recorded.changes.length = 0;
  });

const reopen = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    const viewer = document.createElement('tipcheck-viewer');
    viewer.setAttribute('samples', './index.json');
    document.body.append(viewer);
  });
  await expect(page.locator('output')).toContainText('of 40', { timeout: 30_000 });
};

const rounds = inLane({ fast: 2, full: 30 });

test(`open, mark and dispose ${String(rounds)} times leaves nothing behind`, async ({ page }) => {
  test.setTimeout(120_000 + rounds * 10_000);
  await watchContexts(page);
  await openViewer(page, './?drawing=webgl');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await openAndMark(page);
  await dispose(page);
  // The first round also makes what the page keeps: Cornerstone, its workers, the contexts that it pools.
  await reopen(page);
  await openAndMark(page);
  await dispose(page);
  const before = await usageOf(page, cdp);
  for (let round = 0; round < rounds; round += 1) {
    await reopen(page);
    await openAndMark(page);
    await dispose(page);
  }
  const after = await usageOf(page, cdp);
  test.info().annotations.push({ type: 'usage', description: JSON.stringify({ before, after }) });
  expect(after.workers).toBe(before.workers);
  expect(after.contexts).toBeLessThanOrEqual(before.contexts);
  expect(after.listeners).toBeLessThanOrEqual(before.listeners);
  expect(after.nodes).toBeLessThanOrEqual(before.nodes + 20);
  await noPageErrors(page);
});

test('an element that is moved on the page keeps its marks and works on @full', async ({ page }) => {
  await openViewer(page);
  await openAndMark(page);
  const before = (await lastChange(page)).record;
  await page.evaluate(() => {
    const viewer = document.querySelector('tipcheck-viewer');
    const home = document.createElement('div');
    document.body.append(home);
    if (viewer) home.append(viewer);
  });
  await expect(page.locator('output')).toContainText('of 40', { timeout: 30_000 });
  await showImage(page, truth.targetSlice);
  await expect(page.locator('.viewport svg [data-mark=tip]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  const { record } = await lastChange(page);
  expect(record?.id).toBe(before?.id);
  expect(record?.tip?.evidence).toBe('person');
  await noPageErrors(page);
});

test('two viewers on one page keep their marks apart @full', async ({ page }) => {
  await openViewer(page);
  await openAndMark(page);
  await page.evaluate(() => {
    const second = document.createElement('tipcheck-viewer');
    second.id = 'second';
    second.setAttribute('samples', './index.json');
    document.body.append(second);
  });
  const second = page.locator('#second');
  await expect(second.locator('output')).toContainText('of 40', { timeout: 30_000 });
  await expect(second.getByRole('status', { name: 'Verdict' })).toContainText('Nothing marked');
  await second.getByRole('button', { name: 'Mark tip' }).click();
  await second.locator('.viewport').click();
  await expect(second.getByRole('status', { name: 'Verdict' })).toContainText('Indeterminate');
  expect((await lastChange(page)).record?.target).toBeUndefined();
  await second.evaluate((element) => {
    element.remove();
  });
  await expect(page.getByRole('status', { name: 'Verdict' })).not.toContainText('Nothing marked');
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(page.getByRole('status', { name: 'Verdict' })).toContainText('Inside');
  await noPageErrors(page);
});
