import { expect, test, type CDPSession, type Locator, type Page } from '@playwright/test';
import type { PanelElement, ViewerElement } from '../../src/hosts/element.ts';
import { inLane } from '../support/lane.ts';
import { liveContexts, noPageErrors, record, watchContexts } from './viewer.ts';

/** Several viewers on a page, each as if it were alone. */

/** A page with the elements and nothing in it, but two places side by side. */
const openPage = async (page: Page): Promise<void> => {
  await record(page);
  await watchContexts(page);
  await page.goto('./');
  await page.locator('tipcheck-viewer output').first().waitFor({ timeout: 30_000 });
  await page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.remove();
    document.body.style.cssText = 'margin: 0; display: grid; grid-template-columns: 1fr 1fr; height: 100vh';
    for (const id of ['left', 'right']) {
      const place = document.createElement('div');
      place.id = `${id}-place`;
      place.style.cssText = 'display: grid; min-width: 0; height: 100vh';
      document.body.append(place);
    }
  });
};

const add = async (page: Page, id: 'left' | 'right'): Promise<Locator> => {
  await page.evaluate((name) => {
    const viewer = document.createElement('tipcheck-viewer');
    viewer.id = name;
    viewer.setAttribute('samples', './index.json');
    document.querySelector(`#${name}-place`)?.append(viewer);
  }, id);
  const viewer = page.locator(`#${id}`);
  await expect(viewer.locator('output')).toContainText('of 40', { timeout: 30_000 });
  return viewer;
};

const show = async (viewer: Locator, title: string): Promise<void> => {
  await viewer.getByRole('combobox', { name: 'Sample' }).selectOption({ label: title });
  await expect(viewer.getByRole('progressbar')).toHaveCount(0);
};

const casesOf = (viewer: Locator): Promise<{ count: number; kind: string; hasTip: boolean; modality: string }> =>
  viewer.evaluate((element) => {
    const { session } = element as ViewerElement;
    const active = session.active.value;
    const space = active?.space;
    return {
      count: session.cases.value.confirmations.length,
      kind: space?.kind ?? 'none',
      hasTip: active?.tip !== undefined,
      modality: space && 'modality' in space ? space.modality : '',
    };
  });

/** What can be undone, and what there is: the tip's evidence and place after each step. */
const stepsOf = (viewer: Locator): Promise<readonly string[]> =>
  viewer.evaluate((element) => {
    const { session } = element as ViewerElement;
    return [...session.past.value, session.cases.value].map(({ confirmations }) =>
      confirmations.map(({ tip }) => (tip ? `${tip.evidence ?? 'none'} at ${String(tip.position)}` : 'no tip')).join(),
    );
  });

test('two side by side have their own studies, marks, tools and keys', async ({ page }) => {
  await openPage(page);
  const [left, right] = [await add(page, 'left'), await add(page, 'right')];
  await show(right, 'Fluoroscopy: catheter');
  await expect(right.locator('footer')).toContainText('XA');
  await expect(left.locator('footer')).toContainText('CT');

  // A tool that one is given is not the other's.
  await left.getByRole('button', { name: 'Mark tip' }).click();
  await expect(right.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'false');
  await right.locator('.viewport').click();
  expect(await casesOf(right)).toEqual({ count: 0, kind: 'none', hasTip: false, modality: '' });
  await left.locator('.viewport').click();
  expect(await casesOf(left)).toMatchObject({ count: 1, kind: 'patient', hasTip: true });
  expect((await casesOf(right)).count).toBe(0);
  await expect(left.locator('.viewport svg [data-mark=tip]').first()).toBeVisible();
  await expect(right.locator('.viewport svg [data-mark=tip]')).toHaveCount(0);

  // Keys go to the one that has the focus.
  await right.focus();
  await page.keyboard.press('n');
  await expect(right.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'true');
  await right.locator('.viewport').click();
  expect(await casesOf(right)).toEqual({ count: 1, kind: 'projection', hasTip: true, modality: 'XA' });
  const image = right.locator('.viewport');
  await expect(image).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(right.locator('tipcheck-panel')).toContainText('Tip confirmed');
  await expect(left.locator('tipcheck-panel')).not.toContainText('Tip confirmed');
  const [place, first] = [await left.locator('output').textContent(), await right.locator('output').textContent()];
  await page.keyboard.press('End');
  await expect(right.locator('output')).not.toHaveText(first ?? '');
  await expect(left.locator('output')).toHaveText(place ?? '');
  await expect(image).toBeFocused();
  expect(await stepsOf(right)).toHaveLength(3);
  await page.keyboard.press('Control+z');
  const steps = await stepsOf(right);
  expect(steps).toHaveLength(2);
  expect(steps).toEqual(['', expect.stringMatching(/^none at /)]);
  await expect(right.locator('tipcheck-panel')).not.toContainText('Tip confirmed');
  expect((await casesOf(left)).hasTip).toBe(true);

  // What one has begun to draw isn't closed or dropped by keys of the other.
  await right.getByRole('combobox', { name: 'Target shape' }).selectOption('contour');
  const bounds = await right.locator('.viewport').boundingBox();
  const [x, y] = [(bounds?.x ?? NaN) + (bounds?.width ?? NaN) / 2, (bounds?.y ?? NaN) + (bounds?.height ?? NaN) / 2];
  for (const [dx, dy] of [
    [0, 0],
    [40, 0],
    [40, 40],
  ] as const)
    await page.mouse.click(x + dx, y + dy);
  const corners = (): Promise<number | undefined> =>
    right.evaluate(
      (element) =>
        (element as ViewerElement & { session: { draft: { value: { points: unknown[] } | null } } }).session.draft.value
          ?.points.length,
    );
  expect(await corners()).toBe(3);
  await left.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  expect(await corners()).toBe(3);
  await right.focus();
  await page.keyboard.press('Enter');
  expect(await corners()).toBeUndefined();
  expect(await right.evaluate((element) => (element as ViewerElement).session.active.value?.target?.shape)).toBe(
    'contour',
  );
  await noPageErrors(page);
});

test('one that is taken away, put back or moved leaves the other as it is @full', async ({ page }) => {
  await openPage(page);
  const [left, right] = [await add(page, 'left'), await add(page, 'right')];
  for (const viewer of [left, right]) {
    await viewer.getByRole('button', { name: 'Mark tip' }).click();
    await viewer.locator('.viewport').click();
    await expect(viewer.getByRole('status', { name: 'Verdict' })).toContainText('Indeterminate');
  }
  const handle = await left.elementHandle();
  await left.evaluate((element) => {
    element.remove();
  });
  // The other goes on: pictures, marks, planes.
  await right.focus();
  await page.keyboard.press('m');
  await expect(right.locator('.viewport')).toHaveCount(3);
  await right.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(right.locator('tipcheck-panel')).toContainText('Tip confirmed');

  await page.evaluate((element) => {
    document.querySelector('#left-place')?.append(element);
  }, handle);
  await expect(left.locator('output')).toContainText('of 40', { timeout: 30_000 });
  await expect(left.getByRole('status', { name: 'Verdict' })).toContainText('Indeterminate');
  await expect(left.locator('tipcheck-panel')).not.toContainText('Tip confirmed');

  // Moved in one go it keeps its pictures.
  await page.evaluate(() => {
    const [one, other] = ['left', 'right'].map((id) => document.querySelector(`#${id}`));
    const [first, second] = ['left', 'right'].map((id) => document.querySelector(`#${id}-place`));
    if (!one || !other || !first || !second) throw new Error('not there');
    first.append(other);
    second.append(one);
  });
  await expect(right.locator('.viewport')).toHaveCount(3);
  await left.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(left.locator('tipcheck-panel')).toContainText('Tip confirmed');
  await noPageErrors(page);
});

const usageOf = async (page: Page, cdp: CDPSession): Promise<Readonly<Record<string, number>>> => {
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

const rounds = inLane({ fast: 2, full: 15 });

test(`the second of two comes and goes ${String(rounds)} times without leaving anything @full`, async ({ page }) => {
  test.setTimeout(60_000 + rounds * 15_000);
  await openPage(page);
  const left = await add(page, 'left');
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const round = async (): Promise<void> => {
    const right = await add(page, 'right');
    await right.focus();
    await page.keyboard.press('m');
    await expect(right.locator('.viewport')).toHaveCount(3);
    // Each draws with contexts of its own, of which a browser grants a page 16.
    expect((await usageOf(page, cdp))['contexts']).toBeLessThanOrEqual(8);
    await right.evaluate((element) => {
      element.remove();
    });
  };
  // The first round also makes what the page keeps.
  await round();
  const before = await usageOf(page, cdp);
  for (let count = 0; count < rounds; count += 1) await round();
  const after = await usageOf(page, cdp);
  test.info().annotations.push({ type: 'usage', description: JSON.stringify({ before, after }) });
  expect(after['workers']).toBe(before['workers']);
  expect(after['contexts']).toBeLessThanOrEqual(before['contexts'] ?? 0);
  expect(after['listeners']).toBeLessThanOrEqual(before['listeners'] ?? 0);
  expect(after['nodes']).toBeLessThanOrEqual((before['nodes'] ?? 0) + 20);
  await expect(left.locator('output')).toContainText('of 40');
  await noPageErrors(page);
});

test('Cornerstone is fetched by the first viewer with something to show, not by the elements themselves @full', async ({
  page,
}) => {
  const scripts: Promise<{ readonly bytes: number; readonly isCornerstone: boolean }>[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('.js')) return;
    const script = response
      .text()
      .then((text) => ({ bytes: text.length, isCornerstone: text.includes('vtkRenderWindow') }));
    // One that is on its way when the test ends fails nothing.
    script.catch(() => undefined);
    scripts.push(script);
  });
  await record(page);
  // The page's own viewer comes without anything to show.
  await page.addInitScript(() => {
    const append: (this: Element, ...nodes: (Node | string)[]) => void = Reflect.get(Element.prototype, 'append');
    Element.prototype.append = function (this: Element, ...nodes) {
      for (const node of nodes) if (node instanceof Element) node.removeAttribute('samples');
      append.apply(this, nodes);
    };
  });
  await page.goto('./');
  await expect(page.getByText('Drop DICOM files')).toBeVisible();
  await page.evaluate(() => {
    const panel = document.createElement('tipcheck-panel') as PanelElement;
    panel.session = (document.querySelector('tipcheck-viewer') as ViewerElement).session;
    document.body.append(panel);
  });
  await page.waitForTimeout(500);
  const before = await Promise.all(scripts);
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter(({ isCornerstone }) => isCornerstone)).toEqual([]);
  await page.evaluate(() => {
    document.querySelector('tipcheck-viewer')?.setAttribute('samples', './index.json');
  });
  await expect(page.locator('output')).toContainText('of 40', { timeout: 30_000 });
  const after = await Promise.all(scripts);
  expect(after.some(({ isCornerstone }) => isCornerstone)).toBe(true);
  const kB = (all: typeof after): number => Math.round(all.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
  test
    .info()
    .annotations.push({ type: 'kB of scripts', description: `${String(kB(before))}, then ${String(kB(after))}` });
  await noPageErrors(page);
});
