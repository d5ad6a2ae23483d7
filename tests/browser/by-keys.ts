import { expect, type Page } from '@playwright/test';
import { ctCase, pageFromPosition } from './viewer.ts';

/** What has the focus, through all shadow roots. */
export interface Focused {
  readonly tag: string;
  readonly role: string;
  readonly name: string;
  readonly focusVisible: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (!element) return { tag: '', role: '', name: '', focusVisible: false, box: { x: 0, y: 0, width: 0, height: 0 } };
    const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : '';
    const name = element.getAttribute('aria-label') ?? (label || element.textContent);
    const { x, y, width, height } = element.getBoundingClientRect();
    return {
      tag: element.tagName.toLowerCase(),
      role: element.getAttribute('role') ?? '',
      name: name.replace(/\s+/g, ' ').trim(),
      focusVisible: element.matches(':focus-visible'),
      box: { x, y, width, height },
    };
  });

/** Goes on by Tab to the control of a name. */
export const tabTo = async (page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<Focused> => {
  const passed: string[] = [];
  for (let count = 0; count < 150; count += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return now;
    passed.push(now.name || now.tag);
  }
  throw new Error(`no way by Tab to ${String(name)}; passed: ${[...new Set(passed)].join(' | ')}`);
};

/** Where the middle of the cursor for keys is on the page. */
const cursorAt = async (page: Page): Promise<{ x: number; y: number }> => {
  const box = await page.locator('.key-cursor').boundingBox();
  if (!box) throw new Error('no cursor for keys');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Takes the cursor for keys to a position of the record, to a tenth of an image pixel. */
export const cursorTo = async (page: Page, position: readonly number[], view = 0): Promise<void> => {
  const goal = await pageFromPosition(page, position, view);
  const start = await cursorAt(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const step = await cursorAt(page);
  const [across, down] = [step.x - start.x, step.y - start.y];
  expect(across).toBeGreaterThan(0);
  expect(down).toBeGreaterThan(0);
  const axes = [
    { tenths: Math.round((10 * (goal.x - step.x)) / across), keys: ['ArrowRight', 'ArrowLeft'] },
    { tenths: Math.round((10 * (goal.y - step.y)) / down), keys: ['ArrowDown', 'ArrowUp'] },
  ] as const;
  for (const { tenths, keys } of axes) {
    const key = keys[tenths > 0 ? 0 : 1];
    let left = Math.abs(tenths);
    for (const [modifier, worth] of [
      ['Shift+', 100],
      ['', 10],
      ['Control+', 1],
    ] as const)
      for (; left >= worth; left -= worth) await page.keyboard.press(`${modifier}${key}`);
  }
  const end = await cursorAt(page);
  expect(Math.hypot(end.x - goal.x, end.y - goal.y)).toBeLessThan(0.2 * Math.max(across, down));
};

/** Goes to an image by the keys of the viewer. */
export const keysToImage = async (page: Page, number: number): Promise<void> => {
  const place = page.locator('output');
  const now = async (): Promise<number> => Number(/(\d+) of/.exec(await place.innerText())?.[1]);
  for (let at = await now(); at !== number;) {
    await page.keyboard.press(at < number ? ']' : '[');
    at += at < number ? 1 : -1;
    await expect(place).toContainText(` ${String(at)} of`);
  }
};

/** Target and tip of the CT sample, from wherever the focus is; the cursor for keys stays on. */
export const markCtByKeys = async (page: Page): Promise<void> => {
  await page.keyboard.press('Tab');
  await page.locator('tipcheck-viewer').focus();
  await keysToImage(page, ctCase.targetSlice);
  await page.keyboard.press('t');
  await page.keyboard.press('x');
  await cursorTo(page, ctCase.center);
  await page.keyboard.press('Enter');
  await cursorTo(page, ctCase.rim);
  await page.keyboard.press('Enter');
  await keysToImage(page, ctCase.tipSlice);
  await page.keyboard.press('n');
  await cursorTo(page, ctCase.tip);
  await page.keyboard.press('Enter');
};
