import { expect, test as onItsOwn, type Page } from '@playwright/test';
import { cursorTo, focused, keysToImage, tabTo, type Focused } from './by-keys.ts';
import { test } from './shared-page.ts';
import {
  ctCase,
  lastChange,
  noPageErrors,
  openViewer,
  pictureDrawn,
  truthOf,
  verdict,
  type Change,
  type Truth,
} from './viewer.ts';

interface Case {
  readonly name: string;
  /** What the list of samples is told by keys; null: it is open. */
  readonly letters: string | null;
  readonly truth: Truth;
  readonly targetImage: number;
  readonly tipImage: number;
  readonly rim: readonly number[];
  readonly verdict: string;
}

const us = truthOf('us-cine');
const xa = truthOf('xa-cine') as Truth & { readonly frame: number };
const mr = truthOf('mr-void') as Truth & { readonly tipSlice: number; readonly targetSlice: number };
const along = ({ target: { center, radius } }: Truth): readonly number[] =>
  center.map((value, axis) => (axis === 0 ? value + radius : value));

const CASES: readonly Case[] = [
  {
    name: 'CT',
    letters: null,
    truth: ctCase,
    targetImage: ctCase.targetSlice,
    tipImage: ctCase.tipSlice,
    rim: ctCase.rim,
    verdict: 'Inside',
  },
  {
    name: 'ultrasound',
    letters: 'U',
    truth: us,
    targetImage: 1,
    tipImage: 1,
    rim: along(us),
    verdict: 'Indeterminate',
  },
  {
    name: 'fluoroscopy',
    letters: 'F',
    truth: xa,
    targetImage: xa.frame,
    tipImage: xa.frame,
    rim: along(xa),
    verdict: 'Indeterminate',
  },
  {
    name: 'MR',
    letters: 'M',
    truth: mr,
    targetImage: mr.targetSlice,
    tipImage: mr.tipSlice,
    rim: along(mr),
    verdict: 'Inside',
  },
];

/** To the picture, wherever the focus is. */
const toPicture = async (page: Page): Promise<void> => {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).role === 'application') return;
  }
  throw new Error('no way by Tab to the picture');
};

for (const one of CASES)
  test(`a whole case in ${one.name} by keys alone${one.name === 'CT' ? '' : ' @full'}`, async ({ page }) => {
    await openViewer(page);
    if (one.letters !== null) {
      await tabTo(page, 'Sample');
      await page.keyboard.press(one.letters);
      await expect(page.getByRole('progressbar')).toHaveCount(0);
      await pictureDrawn(page);
      // The list isn't left by itself: its letters are its own.
      expect((await focused(page)).name).toBe('Sample');
    }
    await toPicture(page);
    expect((await focused(page)).focusVisible).toBe(true);
    if (one.targetImage === 60) {
      await page.keyboard.press('End');
      await expect(page.locator('output')).toContainText(' 60 of');
    }
    await keysToImage(page, one.targetImage);

    await page.keyboard.press('t');
    await page.keyboard.press('x');
    await cursorTo(page, one.truth.target.center);
    await page.keyboard.press('Enter');
    await cursorTo(page, one.rim);
    expect((await lastChangeOrNull(page))?.record?.tip).toBeUndefined();
    await page.keyboard.press('Enter');
    await keysToImage(page, one.tipImage);
    await page.keyboard.press('n');
    await cursorTo(page, one.truth.tip);
    await page.keyboard.press('Enter');
    const marked = (await lastChange(page)).assessment?.metrics;
    expect(marked?.tipToCenter?.value).toBeCloseTo(one.truth.tipToCenter, 0);
    expect(marked?.signedDistance?.value).toBeCloseTo(one.truth.signedDistance, 0);

    // Without the cursor arrows move the mark itself.
    await page.keyboard.press('Escape');
    await expect(page.locator('.key-cursor')).toHaveCount(0);
    const placed = (await lastChange(page)).record?.tip?.position;
    await page.keyboard.press('Control+ArrowRight');
    expect((await lastChange(page)).record?.tip?.position).not.toEqual(placed);
    await page.keyboard.press('Control+z');
    expect((await lastChange(page)).record?.tip?.position).toEqual(placed);
    await page.keyboard.press('Enter');
    await expect(verdict(page)).toContainText(one.verdict);

    // The shaft, and away again: what went away leaves the focus where it was.
    await page.keyboard.press('s');
    await page.keyboard.press('x');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await tabTo(page, 'Delete shaft 1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Delete shaft 1' })).toHaveCount(0);
    expect(await focused(page)).toMatchObject({ tag: 'h2', name: 'Marks', focusVisible: true });
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('button', { name: 'Delete shaft 1' })).toBeVisible();

    // Report: in, all the way round, and out to where it was asked for.
    await tabTo(page, 'Save report');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Report' })).toBeVisible();
    await tabTo(page, 'Save JSON');
    await tabTo(page, 'Export without patient data…');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Export without patient data' })).toBeVisible();
    expect((await focused(page)).name).toBe('Export without patient data');
    await tabTo(page, 'Close');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    expect((await focused(page)).name).toBe('Save report');
    await noPageErrors(page);
  });

const lastChangeOrNull = async (page: Page): Promise<Change | null> =>
  (await page.evaluate(() => window.recorded.changes.length)) === 0 ? null : lastChange(page);

test('the focus stays in the pictures when their layout changes', async ({ page }) => {
  await openViewer(page);
  await toPicture(page);
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(3);
  expect((await focused(page)).role).toBe('application');
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(1);
  expect((await focused(page)).role).toBe('application');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect((await focused(page)).role).toBe('application');
});

test('a mark that another picture comes under is begun anew, and Escape takes it back', async ({ page }) => {
  await openViewer(page);
  await toPicture(page);
  await page.keyboard.press('t');
  await page.keyboard.press('x');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(verdict(page)).not.toContainText('Nothing marked yet');
  const picture = page.locator('.viewport');
  const before = await picture.getAttribute('aria-description');
  await page.keyboard.press(']');
  // Until the next picture is drawn a mark goes to the one that is seen.
  await expect(picture).not.toHaveAttribute('aria-description', before ?? '');
  await pictureDrawn(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The picture has changed meanwhile');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Escape');
  await expect(verdict(page)).toContainText('Nothing marked yet');
  await expect(page.locator('.key-cursor')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(page.locator('.key-cursor')).toHaveCount(0);
});

test('a contour in ultrasound is set and closed by keys', async ({ page }) => {
  await openViewer(page);
  await tabTo(page, 'Sample');
  await page.keyboard.press('U');
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await pictureDrawn(page);
  await tabTo(page, 'Target shape');
  await page.keyboard.press('End');
  await toPicture(page);
  await page.keyboard.press('x');
  const [x = NaN, y = NaN] = us.target.center;
  for (const [dx, dy] of [
    [-40, -40],
    [40, -40],
    [40, 40],
    [-40, 40],
  ] as const) {
    await cursorTo(page, [x + dx, y + dy]);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Enter');
  const { record } = await lastChange(page);
  expect(record?.target).toMatchObject({ shape: 'contour' });
  expect(record?.target?.shape === 'contour' && record.target.points).toHaveLength(4);
});

// On a page of its own: Tab goes on from where it was last.
onItsOwn(
  'Tab goes through the viewer from left to right and down, sees every stop, and out again',
  async ({ page }) => {
    await openViewer(page);
    const stops: Focused[] = [];
    for (let count = 0; count < 80; count += 1) {
      await page.keyboard.press('Tab');
      const now = await focused(page);
      if (now.tag === 'body') break;
      stops.push(now);
    }
    expect((await focused(page)).tag).toBe('body');
    expect(stops.filter(({ name, tag }) => name === '' && tag !== 'tipcheck-viewer')).toEqual([]);
    expect(stops.filter(({ focusVisible }) => !focusVisible)).toEqual([]);
    const toolbar = stops.filter(({ box }) => box.y > 40 && box.y < 90);
    const places = toolbar.map(({ box }) => box.y * 1e4 + box.x);
    expect(toolbar.length).toBeGreaterThan(12);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const at = (name: string | RegExp): number =>
      stops.findIndex((stop) => (typeof name === 'string' ? stop.name === name : name.test(stop.name)));
    const areas = [at('Sample'), at('Window'), at(/Needle in abscess.*40 images/), at(/^CT Needle in abscess 3 mm$/)];
    expect(areas.every((index) => index >= 0)).toBe(true);
    expect(areas).toEqual([...areas].sort((a, b) => a - b));
  },
);

test('keys that the viewer has no use for stay the page’s', async ({ page }) => {
  await openViewer(page);
  await toPicture(page);
  await page.evaluate(() => {
    const kept: [string, boolean][] = [];
    (window as unknown as { kept: [string, boolean][] }).kept = kept;
    document.addEventListener('keydown', (event) => kept.push([event.key, event.defaultPrevented]), { once: false });
  });
  for (const key of ['F2', 'n', 'Tab']) await page.keyboard.press(key);
  expect(await page.evaluate(() => (window as unknown as { kept: [string, boolean][] }).kept)).toEqual([
    ['F2', false],
    ['n', true],
    ['Tab', false],
  ]);
});
