import { readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import papaparse from 'papaparse';
import { expect, test, type Page } from '@playwright/test';
import { cursorTo, tabTo } from './by-keys.ts';
import { foundInPage } from './found-in-page.ts';
import { clickAt, dragTarget, noPageErrors, openViewer, pictureDrawn, samplePath, siteSettings } from './viewer.ts';

const SET = 'teaching/ways-to-miss-the-tip';
const KEY = 'tipcheck-set ways-to-miss-the-tip';

interface Draft {
  readonly title: string;
  readonly teaches: string;
  readonly explanation: string;
  readonly keyViews: readonly { readonly caption: string }[];
  readonly references: readonly {
    readonly record: {
      readonly target?: { readonly center: readonly number[]; readonly radius: number };
      readonly tip: { readonly position?: readonly number[] };
    };
  }[];
}

const draftOf = (name: string): Draft => JSON.parse(readFileSync(samplePath(`${SET}/${name}`), 'utf8')) as Draft;
const drafts: readonly Draft[] = (
  JSON.parse(readFileSync(samplePath(`${SET}/set.tipcheck-set-draft.json`), 'utf8')) as {
    readonly cases: readonly { readonly draft: string }[];
  }
).cases.map(({ draft }) => draftOf(draft));

/** Whatever is told by the answers, in digits that are found nowhere else, and in the explanations' words. */
const leaks = (page: Page): Promise<readonly string[]> => {
  const places = drafts.flatMap(({ references }) =>
    references.flatMap(({ record: { tip, target } }) => [...(tip.position ?? []), ...(target?.center ?? [])]),
  );
  return foundInPage(
    page,
    places.filter((value) => String(Math.abs(value)).length >= 7),
    drafts.flatMap(({ teaches, explanation }) => [teaches, explanation.slice(0, 60)]),
  );
};

const panel = (page: Page) => page.getByRole('complementary', { name: 'Teaching case' });
const progress = (page: Page) => panel(page).getByRole('navigation', { name: 'Set of cases' });

const openSet = async (page: Page, number = 1): Promise<void> => {
  await page
    .getByRole('combobox', { name: 'Sample' })
    .selectOption({ label: 'Teaching set: Thirteen ways to miss the tip' });
  await expect(progress(page)).toContainText(`Case ${String(number)} of 13`);
  await pictureDrawn(page);
};

/** The needle before the cyst: one picture, so that its marks are made in it. */
const [short] = drafts;
const TARGET = short?.references[0]?.record.target ?? { center: [], radius: NaN };
const TIP = short?.references[0]?.record.tip.position ?? [];
const RIM = [(TARGET.center[0] ?? NaN) + TARGET.radius, TARGET.center[1] ?? NaN];

const markShort = async (page: Page): Promise<void> => {
  await dragTarget(page, TARGET.center, RIM);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, TIP);
};

test('by keys alone a set is begun and gone on with; what was answered stays answered after a reload, and a second attempt doesn’t count', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await openViewer(page);
  await tabTo(page, 'Sample');
  await page.keyboard.type('Teaching');
  await expect(progress(page)).toContainText('Case 1 of 13');
  await pictureDrawn(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('t');
  await page.keyboard.press('x');
  await cursorTo(page, TARGET.center);
  await page.keyboard.press('Enter');
  await cursorTo(page, RIM);
  await page.keyboard.press('Enter');
  await page.keyboard.press('n');
  await cursorTo(page, TIP);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await tabTo(page, 'Inside the target');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'How sure, in %');
  await page.keyboard.press('End');
  expect(await leaks(page)).toEqual([]);
  await tabTo(page, 'Answer');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: '✓ Right' })).toBeFocused();
  await expect(panel(page)).toContainText('You said: Outside the target, 100 % sure.');
  await expect(progress(page)).toContainText('1 right, 0 wrong, 0 not decided, 12 open');
  expect(await leaks(page)).not.toEqual([]);
  await tabTo(page, 'Next case');
  await page.keyboard.press('Enter');
  await expect(progress(page)).toContainText('Case 2 of 13');
  await expect(panel(page).getByRole('heading', { name: drafts[1]?.title ?? '' })).toBeFocused();
  await noPageErrors(page);

  await page.reload();
  await pictureDrawn(page);
  await openSet(page, 2);
  await expect(progress(page)).toContainText('1 right, 0 wrong, 0 not decided, 12 open');
  expect(await leaks(page)).toEqual([]);
  await progress(page).getByRole('combobox', { name: 'Choose a case' }).selectOption({ index: 0 });
  await expect(panel(page).getByRole('heading', { name: '✓ Right' })).toBeVisible();
  await expect(panel(page)).toContainText('You said: Outside the target, 100 % sure.');
  await expect(panel(page)).toContainText(short?.explanation ?? '');
  await pictureDrawn(page);
  await panel(page).getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page)).toContainText('Attempt 2. The summary counts the first: right.');
  await markShort(page);
  await panel(page).getByRole('radio', { name: 'Inside the target' }).check();
  await panel(page).getByRole('button', { name: 'Answer' }).click();
  await expect(panel(page).getByRole('heading', { name: '✗ Wrong' })).toBeVisible();
  await expect(progress(page)).toContainText('1 right, 0 wrong, 0 not decided, 12 open');
  // What was answered on this page is shown again when one comes back to it, with the own marks.
  await progress(page).getByRole('button', { name: 'Next case' }).click();
  await expect(progress(page)).toContainText('Case 2 of 13');
  await progress(page).getByRole('button', { name: 'Previous case' }).click();
  await expect(panel(page).getByRole('heading', { name: '✗ Wrong' })).toBeVisible();
  await expect(progress(page)).toContainText('1 right, 0 wrong, 0 not decided, 12 open');
  await noPageErrors(page);
});

interface Kept {
  readonly case: string;
  readonly outcome: string;
  readonly confidence: number;
  readonly tipDistance: number;
  readonly unit: string;
  readonly along: number | null;
  readonly tipIsRight: boolean;
}

/** Progress as a browser keeps it: every case answered, the second one twice. */
const keptProgress = (
  ids: readonly string[],
): Readonly<Record<string, unknown>> & { readonly attempts: readonly Kept[] } => {
  const attempts = ids.map((id, index) => {
    const isRight = index % 3 !== 1;
    return {
      case: id,
      outcome: isRight ? 'right' : 'wrong',
      said: 'inside',
      truth: isRight ? 'inside' : index === 4 ? 'cannot-tell' : 'outside',
      confidence: 0.55 + 0.035 * index,
      tipDistance: 0.4 + 0.31 * index,
      targetDistance: 1.5,
      unit: index === 12 ? 'px' : 'mm',
      along: index === 12 ? null : index * 0.25 - 0.9,
      across: null,
      through: null,
      tipIsRight: index < 5,
    };
  });
  const again = { ...attempts[1], outcome: 'right', truth: 'inside', confidence: 0.9 } as (typeof attempts)[number];
  return {
    tipcheckProgress: 1,
    set: 'ways-to-miss-the-tip',
    seed: 7,
    attempts: [...attempts, again],
    again: [],
  };
};

/** Wilson's interval as the roots of (p − share)² = z² p (1 − p) / n. */
const wilsonRoots = (share: number, n: number): readonly number[] => {
  const z2 = 1.959963984540054 ** 2;
  const [a, b, c] = [1 + z2 / n, -(2 * share + z2 / n), share * share];
  const root = Math.sqrt(b * b - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)].map((value) => Math.round(100 * value));
};

test('the summary of a set says what its first attempts amount to, saves them as CSV, and forgets them @full', async ({
  page,
}) => {
  const zip = unzipSync(new Uint8Array(readFileSync(samplePath(`${SET}.zip`))));
  const { cases } = JSON.parse(new TextDecoder().decode(zip['set.json'])) as {
    readonly cases: readonly { readonly id: string }[];
  };
  const kept = keptProgress(cases.map(({ id }) => id));
  const firsts = kept.attempts.slice(0, 13);
  await openViewer(page);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [KEY, JSON.stringify(kept)] as const);
  await openSet(page);
  const summary = panel(page).getByRole('region', { name: 'Summary' });
  const right = firsts.filter(({ outcome }) => outcome === 'right').length;
  await expect(summary).toContainText(`13 of 13 cases answered: ${String(right)} right, ${String(13 - right)} wrong.`);
  await expect(summary).toContainText('Right when tried again: 1.');
  const hits = firsts.map(({ outcome, confidence }) => ({ confidence, hit: outcome === 'right' ? 1 : 0 }));
  const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
  await expect(summary).toContainText(
    `Brier score ${mean(hits.map(({ confidence, hit }) => (confidence - hit) ** 2)).toFixed(2)} over 13 answers`,
  );
  const over = 100 * mean(hits.map(({ confidence, hit }) => confidence - hit));
  await expect(summary).toContainText(
    `${over > 0 ? 'Too sure' : 'Not sure enough'} by ${String(Math.round(Math.abs(over)))} percentage points.`,
  );
  const inMm = firsts.filter(({ unit }) => unit === 'mm');
  const distances = inMm.map(({ tipDistance }) => tipDistance).sort((a, b) => a - b);
  await expect(summary).toContainText(`Median distance: ${mean(distances.slice(5, 7)).toFixed(1)} mm.`);
  const along = inMm.map((one) => one.along ?? NaN);
  const sd = Math.sqrt(along.reduce((sum, value) => sum + (value - mean(along)) ** 2, 0) / (along.length - 1));
  await expect(summary.getByRole('row', { name: /^along the shaft/ })).toContainText(
    `+${mean(along).toFixed(1)} ± ${sd.toFixed(1)} mm`,
  );
  for (const from of [0.5, 0.6, 0.7, 0.8, 0.9]) {
    const held = hits.filter(({ confidence }) => confidence >= from && (confidence < from + 0.1 || from === 0.9));
    const share = mean(held.map(({ hit }) => hit));
    const [low, high] = wilsonRoots(share, held.length);
    await expect(summary).toContainText(
      `${String(Math.round(100 * from))} to ${String(Math.round(100 * from + 10))} % sure: ${String(Math.round(share * held.length))} of ${String(held.length)} right (${String(low)} to ${String(high)} %)`,
    );
  }
  await expect(summary.getByRole('img', { name: /^Share right over how sure you were/ })).toBeVisible();

  const downloading = page.waitForEvent('download');
  await summary.getByRole('button', { name: 'Save CSV' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('tipcheck-set.csv');
  const { data } = papaparse.parse<Record<string, string>>(readFileSync(await download.path(), 'utf8').trim(), {
    header: true,
  });
  expect(data).toHaveLength(14);
  expect(data.slice(0, 3).map(({ number, attempt, counts, outcome }) => [number, attempt, counts, outcome])).toEqual([
    ['1', '1', 'yes', 'right'],
    ['2', '1', 'yes', 'wrong'],
    ['2', '2', 'no', 'right'],
  ]);
  const counted = data.filter(({ counts }) => counts === 'yes');
  expect(counted.map((row) => Number(row['tip_distance_mm'] || row['tip_distance_px']))).toEqual(
    firsts.map(({ tipDistance }) => tipDistance),
  );
  expect(counted[12]).toMatchObject({ tip_distance_mm: '', tip_along_shaft_mm: '', title: drafts[12]?.title });

  await summary.getByRole('button', { name: 'Forget my answers…' }).click();
  await summary.getByRole('button', { name: 'Forget all answers of this set' }).click();
  await expect(progress(page)).toContainText('0 right, 0 wrong, 0 not decided, 13 open');
  const left: unknown = JSON.parse((await page.evaluate((key) => localStorage.getItem(key), KEY)) ?? '');
  expect(left).toMatchObject({ attempts: [], again: [] });
  await noPageErrors(page);
});

test('every case of the set opens blind, by a link too, and nothing of its answer is found', async ({ page }) => {
  await openViewer(page, `./?case=${SET}.zip`);
  for (const [index, { title }] of drafts.entries()) {
    if (index > 0) await progress(page).getByRole('button', { name: 'Next case' }).click();
    await expect(progress(page)).toContainText(`Case ${String(index + 1)} of 13`);
    await expect(panel(page).getByRole('heading', { name: title })).toBeVisible();
    await expect(panel(page).getByRole('status').last()).toHaveText('Still to be marked: Target, Tip.');
    await pictureDrawn(page);
  }
  expect(await leaks(page)).toEqual([]);
  await panel(page).getByRole('button', { name: 'Leave the set' }).click();
  await expect(page.getByRole('complementary', { name: 'Findings' })).toBeVisible();
  await noPageErrors(page);
});

test('a set’s list opens by a link, and its cases are asked for when they are wanted @full', async ({ page }) => {
  const entries = unzipSync(new Uint8Array(readFileSync(samplePath(`${SET}.zip`))));
  const asked: string[] = [];
  await page.route('**/sets/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    asked.push(name);
    const bytes = entries[name];
    return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.fulfill({ status: 404 });
  });
  await openViewer(page, './?case=sets/set.json&language=de');
  const german = page.getByRole('complementary', { name: 'Lehrfall' });
  await expect(german).toContainText('Fall 1 von 13');
  await german.getByRole('button', { name: 'Nächster Fall' }).click();
  await expect(german).toContainText('Fall 2 von 13');
  expect(asked).toEqual(['set.json', 'case-0001.zip', 'case-0002.zip']);
  await noPageErrors(page);
});

test('where the browser or the site keeps nothing a set works all the same @full', async ({ page }) => {
  await siteSettings(page, { keepWork: false });
  await openViewer(page);
  await openSet(page);
  await progress(page).getByRole('button', { name: 'Summary' }).click();
  await expect(panel(page)).toContainText('Nothing is kept here: your answers end with the page.');
  expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBeNull();
  await page.unroute('**/tipcheck.json');
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('', 'SecurityError');
      },
    });
  });
  await page.reload();
  await pictureDrawn(page);
  await openSet(page);
  await markShort(page);
  await panel(page).getByRole('radio', { name: 'Outside the target' }).check();
  await panel(page).getByRole('button', { name: 'Answer' }).click();
  await expect(progress(page)).toContainText('1 right, 0 wrong, 0 not decided, 12 open');
  await progress(page).getByRole('button', { name: 'Summary' }).click();
  await expect(panel(page)).toContainText('This browser keeps nothing for the page: your answers end with it.');
  await noPageErrors(page);
});

test('a set that is broken or lacks cases is refused with one line, and what is open stays @full', async ({ page }) => {
  await openViewer(page);
  const bytes = readFileSync(samplePath(`${SET}.zip`));
  const entries = unzipSync(new Uint8Array(bytes));
  const { 'case-0003.zip': third, ...others } = entries;
  const stored = (files: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(files, { level: 0 }));
  const list = JSON.parse(new TextDecoder().decode(entries['set.json'])) as { cases: object[] };
  const withList = (json: object): Buffer =>
    stored({ ...entries, 'set.json': new TextEncoder().encode(JSON.stringify(json)) });
  const refused: readonly (readonly [Buffer, string])[] = [
    [stored(others), 'set.zip: 1 of the 13 cases of the set is missing'],
    [
      stored({ ...entries, 'case-0004.zip': third ?? new Uint8Array() }),
      'set.zip: case 4: it is another case than the set names',
    ],
    [
      withList({ ...list, cases: [list.cases[0] ?? {}, list.cases[0] ?? {}] }),
      'set.zip: cases: must not name a case twice',
    ],
    [
      withList({ ...list, tipcheckSet: 2 }),
      'set.zip: tipcheckSet: must be 1, this program reads version 1 of a set of cases',
    ],
    [bytes.subarray(0, bytes.length - 3000), 'set.zip: the zip archive is damaged'],
  ];
  for (const [buffer, line] of refused) {
    await page.locator('input[type=file]').setInputFiles([{ name: 'set.zip', mimeType: 'application/zip', buffer }]);
    await expect(page.getByRole('alert')).toHaveText(line);
    await expect(page.getByRole('complementary', { name: 'Findings' })).toBeVisible();
  }
  await noPageErrors(page);
});
