import { expect, test, type Page, type Route } from '@playwright/test';
import { ctCase, lastChange, noPageErrors, openViewer, record, showImage, verdict } from './viewer.ts';

/** What marks and what assesses is loaded after the first picture: whoever is faster than that loses nothing. */

const MARKS = /\/marking-controller-[^/]*\.js/;
const ASSESSES = /\/assessing-[^/]*\.js/;

/** Holds the answers to requests back until it is called. */
const held = async (page: Page, address: RegExp): Promise<() => Promise<void>> => {
  const waiting: Route[] = [];
  let isOpen = false;
  await page.route(address, async (route) => {
    if (isOpen) await route.continue();
    else waiting.push(route);
  });
  return async () => {
    isOpen = true;
    await Promise.all(waiting.splice(0).map((route) => route.continue()));
  };
};

/** The middle of the first viewport on the page. */
const middle = async (page: Page): Promise<{ x: number; y: number }> => {
  const box = await page.locator('.viewport').first().boundingBox();
  if (!box) throw new Error('no viewport');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const marksDrawn = (page: Page) => page.locator('.viewport svg circle, .viewport svg path');

test('a drag and a click that are faster than what marks are carried out where they were made, in their order', async ({
  page,
}) => {
  const release = await held(page, MARKS);
  await openViewer(page);
  await showImage(page, ctCase.targetSlice + 1);
  const { x, y } = await middle(page);
  await page.getByRole('button', { name: 'Mark target' }).click();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y, { steps: 3 });
  await page.mouse.move(x + 30, y, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.mouse.click(x + 12, y + 5);
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await release();
  await expect(verdict(page)).toContainText(/Inside|Outside|Indeterminate/);
  await expect.poll(async () => (await lastChange(page)).record?.tip).toBeDefined();
  const { record } = await lastChange(page);
  await expect(marksDrawn(page).first()).toBeVisible();
  // The same again with everything there: the same places.
  await page.getByRole('button', { name: 'Mark target' }).click();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y, { steps: 3 });
  await page.mouse.move(x + 30, y, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.mouse.click(x + 12, y + 5);
  const again = (await lastChange(page)).record;
  expect(record?.target).toEqual(again?.target);
  expect(record?.tip?.position).toEqual(again?.tip?.position);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await noPageErrors(page);
});

test('a press whose picture has changed before what marks was there marks nothing, and says so @full', async ({
  page,
}) => {
  const release = await held(page, MARKS);
  await openViewer(page);
  const { x, y } = await middle(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.mouse.click(x, y);
  await page.mouse.wheel(0, 100);
  await showImage(page, 3);
  await release();
  await expect(page.getByRole('alert')).toContainText('mark again');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await page.mouse.click(x, y);
  await expect
    .poll(async () => (await page.evaluate(() => window.recorded.changes.at(-1)?.record?.tip)) ?? null)
    .not.toBeNull();
  await noPageErrors(page);
});

test('a mark is drawn at once while what assesses is on its way; it is told of with its assessment', async ({
  page,
}) => {
  const release = await held(page, ASSESSES);
  await openViewer(page);
  const { x, y } = await middle(page);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.mouse.click(x, y);
  await expect(marksDrawn(page).first()).toBeVisible();
  await expect(verdict(page)).toContainText('One moment');
  expect(await page.evaluate(() => window.recorded.changes.length)).toBe(0);
  await release();
  await expect(verdict(page)).toContainText('Indeterminate');
  const { record, assessment } = await lastChange(page);
  expect(record?.tip).toBeDefined();
  expect(assessment?.caveats.map(({ code }) => code)).toContain('no-target');
  await noPageErrors(page);
});

for (const [part, address, lane] of [
  ['marks', MARKS, ''],
  ['assesses', ASSESSES, ' @full'],
] as const)
  test(`what ${part} can’t be loaded: an error is told, and a later press tries again${lane}`, async ({ page }) => {
    let isDown = true;
    let asked = 0;
    await page.route(address, async (route) => {
      asked += 1;
      if (isDown) await route.abort();
      else await route.continue();
    });
    await openViewer(page);
    const { x, y } = await middle(page);
    await page.getByRole('button', { name: 'Mark tip' }).click();
    await page.mouse.click(x, y);
    await expect
      .poll(() => page.evaluate(() => window.recorded.errors.map(({ code }) => code)))
      .toContain('load-failed');
    isDown = false;
    // A press while the last try is still failing shares its end.
    await expect(async () => {
      await page.mouse.click(x + 4, y);
      await expect(verdict(page)).toContainText('Indeterminate', { timeout: 2000 });
    }).toPass();
    expect(asked).toBeGreaterThan(1);
    await expect.poll(async () => (await lastChange(page)).record?.tip).toBeDefined();
    await noPageErrors(page);
  });

/** What a browser gets of Cornerstone's tools, which have no name of their own among the parts. */
const onTools = async (page: Page, act: (route: Route) => Promise<void>): Promise<void> => {
  await page.route(/\/assets\/[^/]*\.js/, async (route) => {
    const answer = await route.fetch();
    const isTools = (await answer.text()).includes('StackScroll') && !route.request().url().includes('/index-');
    await (isTools ? act(route) : route.fulfill({ response: answer }));
  });
};

/** Marks a target and a tip, which are measured and, without the tools, not drawn. Returns where the target's middle is. */
const markUndrawn = async (page: Page): Promise<{ x: number; y: number }> => {
  const { x, y } = await middle(page);
  await page.getByRole('button', { name: 'Mark target' }).click();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await page.mouse.click(x + 12, y + 5);
  await expect(verdict(page)).toContainText(/Inside|Outside|Indeterminate/);
  await expect(marksDrawn(page)).toHaveCount(0);
  return { x, y };
};

test('turns of the wheel and marks that come before Cornerstone’s tools count when those are there', async ({
  page,
}) => {
  const waiting: Route[] = [];
  await onTools(page, (route) => {
    waiting.push(route);
    return Promise.resolve();
  });
  await openViewer(page);
  await showImage(page, ctCase.targetSlice + 1);
  await expect.poll(() => waiting.length).toBe(1);
  await markUndrawn(page);
  await page.mouse.wheel(0, 120);
  await expect(page.locator('output')).toContainText(` ${String(ctCase.targetSlice + 1)} of`);
  await waiting[0]!.continue();
  const image = async (): Promise<number> => Number(/(\d+) of/.exec(await page.locator('output').innerText())?.[1]);
  await expect.poll(async () => Math.abs((await image()) - ctCase.targetSlice - 1)).toBe(1);
  // As far, and the same way, as a turn that finds the tools.
  const turned = (await image()) - ctCase.targetSlice - 1;
  await page.mouse.wheel(0, 120);
  await expect.poll(image).toBe(ctCase.targetSlice + 1 + 2 * turned);
  await showImage(page, ctCase.targetSlice + 1);
  await expect(marksDrawn(page).first()).toBeVisible();
  await noPageErrors(page);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('where Cornerstone’s tools don’t load, marks are kept and measured, the reader is told, and the next press draws them', async ({
  page,
}) => {
  let isDown = true;
  await onTools(page, (route) => (isDown ? route.abort() : route.continue()));
  await openViewer(page);
  await showImage(page, ctCase.targetSlice + 1);
  await expect(page.getByText('What draws marks could not be loaded')).toBeVisible();
  const { x, y } = await markUndrawn(page);
  isDown = false;
  await page.mouse.click(x - 60, y - 60, { button: 'middle' });
  await expect(marksDrawn(page).first()).toBeVisible();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('where what shows images doesn’t load, the reader is told, and who built the page learns why', async ({
  page,
}) => {
  // As of a bundler that left a module out: the file is there, and throws.
  await page.route(/\/webgl-speed-[^/]*\.js/, (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "throw new TypeError('a module was left out')" }),
  );
  await record(page);
  await page.goto('./');
  await expect(page.getByText('What shows images could not be loaded.')).toBeVisible();
  const told = await page.evaluate(() =>
    window.recorded.errors.map(({ code, cause }) => `${code}: ${cause instanceof Error ? cause.message : 'no cause'}`),
  );
  expect(told).toEqual(['load-failed: a module was left out']);
  await noPageErrors(page);
});
