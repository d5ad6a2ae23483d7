import { expect, test, type Page } from '@playwright/test';
import type { ViewerElement } from '../../src/hosts/element.ts';
import { noPageErrors, openViewer, type Inside } from './viewer.ts';

/** Cornerstone holds a press back for this long to see whether it is a double click; then it acts with the tool of that time. */
const DOUBLE_CLICK_MS = 400;

/** As if whoever uses it were that much quicker: on a slow machine a test couldn't be quick enough. */
const HELD_BACK_MS = 4_000;

const holdBackLonger = async (page: Page): Promise<void> => {
  await page.addInitScript(
    ([usual, longer]) => {
      const given = window as unknown as {
        setTimeout: (handler: () => void, ms?: number, ...rest: unknown[]) => number;
      };
      const real = given.setTimeout.bind(window);
      given.setTimeout = (handler, ms, ...rest) => real(handler, ms === usual ? longer : ms, ...rest);
    },
    [DOUBLE_CLICK_MS, HELD_BACK_MS] as const,
  );
};

/** Counts the presses that Cornerstone acts on, from now on: its tools, which come after the first picture, are waited for. */
const countPresses = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const counted = window as unknown as { presses: number };
    counted.presses = 0;
    const { machinery } = document.querySelector('tipcheck-viewer') as unknown as Inside;
    await machinery.tools.marking.load();
    const [element] = machinery.stage.elements;
    element?.addEventListener('CORNERSTONE_TOOLS_MOUSE_DOWN', () => (counted.presses += 1));
  });

/** Until Cornerstone has acted on so many presses. */
const actedOn = async (page: Page, count: number): Promise<void> => {
  await page.waitForFunction((least) => (window as unknown as { presses: number }).presses >= least, count);
};

const marksOf = (page: Page): Promise<{ readonly steps: number; readonly tips: readonly string[] }> =>
  page.evaluate(() => {
    const { session } = document.querySelector('tipcheck-viewer') as ViewerElement;
    const { confirmations } = session.cases.value;
    return {
      steps: session.past.value.length,
      tips: confirmations.map(({ tip }) => `${tip?.evidence ?? 'no tip'} at ${String(tip?.position)}`),
    };
  });

test('a press that was made before a tool was chosen marks nothing with it, and takes no confirmation back', async ({
  page,
}) => {
  await holdBackLonger(page);
  await openViewer(page);
  await countPresses(page);
  const box = await page.locator('.viewport').first().boundingBox();
  if (!box) throw new Error('no viewport');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.click(x, y);
  await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'true');
  await actedOn(page, 1);
  expect(await marksOf(page)).toEqual({ steps: 0, tips: [] });

  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Mark tip' })).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.click(x - 60, y - 40);
  await page.keyboard.press('n');
  await page.mouse.click(x + 20, y + 10);
  await page.keyboard.press('Enter');
  const marked = await marksOf(page);
  expect(marked).toEqual({ steps: 2, tips: [expect.stringMatching(/^person at /)] });
  await actedOn(page, 2);
  expect(await marksOf(page)).toEqual(marked);
  await noPageErrors(page);
});
