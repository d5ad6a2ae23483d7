import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Confirmation } from '../../src/index.ts';
import { markCt } from './ct-marks.ts';
import {
  chooseSample,
  clickAt,
  ctCase,
  dragTarget,
  dragTo,
  lastChange,
  noPageErrors,
  openViewer,
  showImage,
  truthOf,
  verdict,
} from './viewer.ts';

const { center, rim, tip, targetSlice } = ctCase;

const kept = (page: Page): Locator => page.getByRole('region', { name: 'Kept work' });
const status = (page: Page): Locator => page.getByRole('contentinfo', { name: 'Status' }).or(page.locator('footer'));
const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

interface InSession {
  readonly session: {
    readonly cases: {
      readonly value: {
        readonly confirmations: readonly Confirmation[];
        readonly activeId: string | null;
        readonly calibrations: readonly unknown[];
      };
    };
  };
}
/** What the session of the page holds. */
const cases = (page: Page) =>
  page.evaluate(() => (document.querySelector('tipcheck-viewer') as unknown as InSession).session.cases.value);

/** Entries of the browser's own database, in all its stores. */
const inDatabase = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('the database could not be read'));
      });
    const database = await done(indexedDB.open('tipcheck'));
    const names = [...database.objectStoreNames];
    const counts = await Promise.all(names.map((name) => done(database.transaction(name).objectStore(name).count())));
    database.close();
    return counts.reduce((sum, count) => sum + count, 0);
  });

const markAndKeep = async (page: Page): Promise<void> => {
  await markCt(page);
  await expect(status(page).first()).toContainText('Kept in this browser');
};

const reopen = async (page: Page): Promise<void> => {
  await page.reload();
  await expect(page.locator('output')).toContainText('of 40', { timeout: 30_000 });
};

test.describe('work that was marked', () => {
  test.beforeEach(async ({ page }) => {
    await openViewer(page);
  });
  test.afterEach(async ({ page }) => {
    await noPageErrors(page);
  });

  test('is offered when the page is loaded again, and everything is in its place', async ({ page }) => {
    await markAndKeep(page);
    await button(page, 'Confirm tip').click();
    await button(page, 'Keep as look').click();
    await button(page, 'Mark tip').click();
    await clickAt(page, [tip[0]! + 2, tip[1]! + 1, tip[2]!]);
    await button(page, 'Confirm tip').click();
    await expect(status(page).first()).toContainText('Kept in this browser');
    const before = await cases(page);
    expect(before.confirmations[0]?.looks).toHaveLength(1);
    expect(before.confirmations[0]?.tip?.evidence).toBe('person');
    const said = await verdict(page).textContent();

    await reopen(page);
    await expect(kept(page)).toContainText(/^\s*One confirmation from \d\d:\d\d was kept in this browser\./);
    expect((await cases(page)).confirmations).toEqual([]);
    // By keyboard: the offer comes before the findings.
    await button(page, 'Resume').focus();
    await page.keyboard.press('Enter');
    await expect(kept(page)).toHaveText('');
    expect(await cases(page)).toEqual(before);
    await expect(verdict(page)).toHaveText(said ?? '');
    await expect(page.locator('.viewport svg [data-mark=tip]').first()).toBeVisible();

    await page.keyboard.press('Control+z');
    expect((await cases(page)).confirmations).toEqual([]);
    await expect(kept(page)).toContainText('One confirmation');
    await page.keyboard.press('Control+y');
    expect(await cases(page)).toEqual(before);
    await expect(kept(page)).toHaveText('');
    await expect(status(page).first()).toContainText('Kept in this browser');
    await reopen(page);
    await button(page, 'Resume').click();
    expect(await cases(page)).toEqual(before);
  });

  test('has its calibration, when another case was opened in between as well @full', async ({ page }) => {
    const truth = truthOf('xa-uncalibrated');
    await chooseSample(page, 'Fluoroscopy without a scale');
    await clickTip(page, truth.tip);
    await page.getByRole('region', { name: 'Scale' }).getByRole('button', { name: 'Calibrate' }).click();
    const form = page.getByRole('region', { name: 'Calibrate' });
    await form.getByRole('spinbutton', { name: 'Outer diameter (mm)' }).fill('1.8');
    await form.getByRole('spinbutton', { name: 'Known to, one standard deviation (mm σ)' }).fill('0.02');
    await dragTo(page, [100, 100], [104.4, 100]);
    await expect(form.getByRole('status')).toContainText('px wide');
    await form.getByRole('button', { name: 'Use this scale' }).click();
    await expect(status(page).first()).toContainText('Kept in this browser');
    const before = await cases(page);
    expect(before.calibrations).toHaveLength(1);
    await chooseSample(page, 'CT: needle in abscess');
    expect((await cases(page)).confirmations).toEqual([]);
    await chooseSample(page, 'Fluoroscopy without a scale');
    await expect(kept(page)).toContainText('One confirmation and one calibration');
    await button(page, 'Resume').click();
    expect(await cases(page)).toEqual(before);
    expect((await lastChange(page)).record?.space).toMatchObject({ scale: { unit: 'mm', basis: 'user' } });
  });

  test('is discarded when the reader says so, which can be undone until the next edit @full', async ({ page }) => {
    await markAndKeep(page);
    await reopen(page);
    await button(page, 'Discard').click();
    await expect(kept(page)).toHaveText(/Kept work was discarded\.\s*Undo discarding/);
    await button(page, 'Undo discarding').click();
    await expect(kept(page)).toContainText('One confirmation');
    await button(page, 'Discard').click();
    await markAndKeep(page);
    await expect(kept(page)).toHaveText('');
    const marked = await cases(page);
    await reopen(page);
    await expect(kept(page)).toContainText('One confirmation');
    await button(page, 'Resume').click();
    expect(await cases(page)).toEqual(marked);
  });

  test('in two tabs is kept apart, and both are offered afterwards', async ({ page, context }) => {
    await markAndKeep(page);
    const second = await context.newPage();
    await openViewer(second);
    await expect(kept(second)).toContainText('This study is being marked in another tab');
    await expect(button(second, 'Resume')).toHaveCount(0);
    await markAndKeep(second);
    await expect(kept(page)).toContainText('This study is being marked in another tab');
    const [one, two] = [(await cases(page)).confirmations, (await cases(second)).confirmations];
    expect(one[0]?.id).not.toBe(two[0]?.id);
    await second.close();
    await expect(kept(page)).toContainText('One confirmation');
    await expect(kept(page)).not.toContainText('another tab');
    expect((await cases(page)).confirmations).toEqual(one);
    await reopen(page);
    await expect(kept(page)).toContainText('2 confirmations');
    await button(page, 'Resume').click();
    expect((await cases(page)).confirmations).toEqual([...two, ...one]);
  });

  test('is forgotten when the reader says so twice, or the host once, and nothing is left in the browser', async ({
    page,
  }) => {
    await markCt(page);
    await reopen(page);
    await button(page, 'Forget all kept work…').click();
    await expect(kept(page)).toContainText('It can’t be brought back');
    // Loading may have one, too.
    await kept(page).getByRole('button', { name: 'Cancel' }).click();
    expect(await inDatabase(page)).toBeGreaterThan(0);
    await button(page, 'Forget all kept work…').click();
    await button(page, 'Forget all').click();
    await expect(page.getByRole('alert')).toContainText('All that was kept in this browser was deleted.');
    await expect(kept(page)).toHaveText('');
    expect(await inDatabase(page)).toBe(0);

    // What is marked stays marked, and is not written again by looking about.
    await markCt(page);
    const marked = await cases(page);
    await button(page, 'Kept in this browser').click();
    await button(page, 'Forget all').click();
    await expect(status(page).first()).not.toContainText('Kept');
    await button(page, 'Jump to tip').click();
    expect(await cases(page)).toEqual(marked);
    expect(await inDatabase(page)).toBe(0);

    await clickTip(page, tip);
    await expect(status(page).first()).toContainText('Kept in this browser');
    expect(await inDatabase(page)).toBeGreaterThan(0);
    await page.locator('tipcheck-viewer').evaluate(async (viewer) => {
      viewer.setAttribute('keep-work', 'off');
      await (viewer as unknown as { forgetKeptWork(): Promise<void> }).forgetKeptWork();
    });
    expect(await inDatabase(page)).toBe(0);
    await reopen(page);
    await expect(kept(page)).toHaveText('');
  });

  test('is not kept where the host says so @full', async ({ page }) => {
    await page.locator('tipcheck-viewer').evaluate((viewer) => {
      viewer.setAttribute('keep-work', 'off');
    });
    await showImage(page, targetSlice);
    await dragTarget(page, center, rim);
    await expect(verdict(page)).toContainText('Indeterminate');
    await expect(status(page).first()).not.toContainText('Kept');
    await reopen(page);
    await expect(kept(page)).toHaveText('');
    expect((await cases(page)).confirmations).toEqual([]);
  });
});

const clickTip = async (page: Page, position: readonly number[]): Promise<void> => {
  await button(page, 'Mark tip').click();
  await clickAt(page, position);
};

test.describe('a browser that keeps nothing', () => {
  test('says so when the disk is full; the marks stay, leaving asks first, and with room again all is kept', async ({
    page,
    context,
  }) => {
    await openViewer(page);
    const cdp = await context.newCDPSession(page);
    const { origin } = new URL(page.url());
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await showImage(page, targetSlice);
    await dragTarget(page, center, rim);
    await expect(kept(page).getByRole('alert')).toHaveText(
      /Work is not being kept in this browser: the disk, or the space that this page may use, is full; save the report before closing\./,
    );
    await expect(status(page).first()).toContainText('Not kept');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(['beforeunload']);
    await expect(verdict(page)).toContainText('Indeterminate');

    await cdp.send('Storage.overrideQuotaForOrigin', { origin });
    await clickTip(page, tip);
    await expect(status(page).first()).toContainText('Kept in this browser');
    await expect(kept(page)).toHaveText('');
    const marked = await cases(page);
    await reopen(page);
    await button(page, 'Resume').click();
    expect(await cases(page)).toEqual(marked);
    await noPageErrors(page);
  });

  test('without a database it says so before anything is marked @full', async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    await openViewer(page);
    await expect(kept(page).getByRole('alert')).toContainText('this browser has no database for this page');
    await showImage(page, targetSlice);
    await dragTarget(page, center, rim);
    await clickTip(page, tip);
    await button(page, 'Confirm tip').click();
    await expect(verdict(page)).toContainText('Inside');
    await expect(status(page).first()).toContainText('Not kept');
    await noPageErrors(page);
  });
});
