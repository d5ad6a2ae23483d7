import { expect, type CDPSession, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import { ctCase, lastChange, openViewer, pageFromPosition, showImage } from './viewer.ts';

test.use({ viewport: { width: 768, height: 1024 }, hasTouch: true, deviceScaleFactor: 2 });

const truth = ctCase;
const { center, rim } = ctCase;

interface Finger {
  readonly x: number;
  readonly y: number;
  readonly id: number;
}

const touch = async (
  cdp: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
  fingers: readonly Finger[],
): Promise<void> => {
  await cdp.send('Input.dispatchTouchEvent', { type, touchPoints: [...fingers] });
};

const zoomOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    (
      document.querySelector('tipcheck-viewer') as unknown as {
        machinery: { stage: { viewports(): { getZoom(): number }[] } };
      }
    ).machinery.stage
      .viewports()[0]
      ?.getZoom(),
  ) as Promise<number>;

test.beforeEach(async ({ page }) => {
  await openViewer(page);
  await showImage(page, truth.targetSlice);
});

test('a finger marks where it lifts, to a fraction of a CSS pixel', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  await page.getByRole('button', { name: 'Mark target' }).tap();
  const from = { ...(await pageFromPosition(page, center)), id: 1 };
  const to = { ...(await pageFromPosition(page, rim)), id: 1 };
  await touch(cdp, 'touchStart', [from]);
  await touch(cdp, 'touchMove', [{ ...from, x: from.x + 6 }]);
  await touch(cdp, 'touchMove', [to]);
  await touch(cdp, 'touchEnd', []);
  await page.getByRole('button', { name: 'Mark tip' }).tap();
  const tip = await pageFromPosition(page, truth.tip);
  await touch(cdp, 'touchStart', [{ x: tip.x + 30, y: tip.y + 30, id: 1 }]);
  await touch(cdp, 'touchMove', [{ ...tip, id: 1 }]);
  await touch(cdp, 'touchEnd', []);
  const { assessment } = await lastChange(page);
  expect(Math.abs((assessment?.metrics.tipToCenter?.value ?? NaN) - truth.tipToCenter)).toBeLessThan(0.5);
  expect(Math.abs((assessment?.metrics.signedDistance?.value ?? NaN) - truth.signedDistance)).toBeLessThan(0.5);
});

test('a second finger takes the mark back and enlarges the picture', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  await page.getByRole('button', { name: 'Mark tip' }).tap();
  const bounds = await page.locator('.viewport').boundingBox();
  const [x, y] = [(bounds?.x ?? 0) + (bounds?.width ?? 0) / 2, (bounds?.y ?? 0) + (bounds?.height ?? 0) / 2];
  const before = await zoomOf(page);
  const [left, right] = [
    { x: x - 40, y, id: 1 },
    { x: x + 40, y, id: 2 },
  ];
  await touch(cdp, 'touchStart', [left]);
  await touch(cdp, 'touchStart', [left, right]);
  for (let step = 1; step <= 10; step += 1) {
    await touch(cdp, 'touchMove', [
      { ...left, x: left.x - 8 * step },
      { ...right, x: right.x + 8 * step },
    ]);
    await page.waitForTimeout(30);
  }
  await touch(cdp, 'touchEnd', []);
  expect((await lastChange(page)).record).toBeNull();
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(before * 1.3);
});

test('without a marking tool one finger changes the window, and drags a mark by its handle', async ({ page }) => {
  const cdp = await page.context().newCDPSession(page);
  await page.getByRole('button', { name: 'Mark tip' }).tap();
  const tip = await pageFromPosition(page, truth.tip);
  await touch(cdp, 'touchStart', [{ ...tip, id: 1 }]);
  await touch(cdp, 'touchEnd', []);
  const placed = (await lastChange(page)).record?.tip?.position;
  await page.getByRole('button', { name: 'Window' }).tap();
  const window = await page.locator('.overlay .window').innerText();
  await touch(cdp, 'touchStart', [{ x: tip.x - 200, y: tip.y, id: 1 }]);
  for (let step = 1; step <= 6; step += 1)
    await touch(cdp, 'touchMove', [{ x: tip.x - 200 + 8 * step, y: tip.y + 5 * step, id: 1 }]);
  await touch(cdp, 'touchEnd', []);
  await expect.poll(() => page.locator('.overlay .window').innerText()).not.toBe(window);
  expect((await lastChange(page)).record?.tip?.position).toEqual(placed);
  // Twelve pixels beside the mark: a finger isn't a pointer.
  await touch(cdp, 'touchStart', [{ x: tip.x + 12, y: tip.y, id: 1 }]);
  await touch(cdp, 'touchMove', [{ x: tip.x + 40, y: tip.y, id: 1 }]);
  await touch(cdp, 'touchEnd', []);
  expect((await lastChange(page)).record?.tip?.position).not.toEqual(placed);
});
