import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { openViewer } from './viewer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What "Mark tip" is called, and the words that are written alike in English. */
const LANGUAGES = [
  { tag: 'de', htmlTag: 'de', markTip: 'Spitze markieren', alike: 'Zoom Plan Patient Status Stop Stent Drainage' },
  {
    tag: 'fr',
    htmlTag: 'fr',
    markTip: 'Marquer la pointe',
    alike: 'Zoom Point Patient Image Verdict Distances Confirmations Archive Stent Drainage drain stent coil',
  },
  { tag: 'es', htmlTag: 'es', markTip: /^Marcar (la )?punta$/, alike: 'Zoom Plan Series Stent stent coil' },
  { tag: 'zh', htmlTag: 'zh-Hans', markTip: '标记尖端', alike: '' },
] as const;

/** Numbers with their units, keys as they are printed on them, names, and what DICOM says. */
const ALIKE_IN_ALL: readonly RegExp[] = [
  /^[^\p{L}]*(mm|cm)?( σ)?[^\p{L}]*$/u,
  /^\p{L}$/u,
  /^[LRPAHF]{1,3}$/,
  /^(TipCheck|CT|MIP|MinIP|Ablation \(RFA, MWA, cryo\))$/,
  /^(Enter|Escape|Delete|Backspace|Home|End|PageDown|PageUp)$/,
  /^Ctrl \+ (Shift \+ )?[ZY←→↑↓]$/,
  // A picture's name: its modality with what the scanner called the series.
  /^CT Needle in abscess 3 mm$/,
  /^C −?\d+ W \d+$/,
];

/** All that a reader is shown or told in a viewer, but what the page's own data say. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const note = (text: string | null): void => {
      const told = (text ?? '').replaceAll(/\s+/g, ' ').trim();
      if (told !== '') found.add(told);
    };
    const walk = (node: Node): void => {
      if (node instanceof Text) note(node.textContent);
      if (node instanceof Element) {
        // What files and the page's list of samples are called stays.
        if (node.matches('style, script, .patient, nav button span, header option')) return;
        if (!(node instanceof HTMLOptionElement) && !node.checkVisibility({ visibilityProperty: true })) {
          // Without a box of its own, but with children that have one.
          if (getComputedStyle(node).display !== 'contents') return;
        }
        for (const name of ['title', 'aria-label', 'placeholder', 'alt']) note(node.getAttribute(name));
        if (node.shadowRoot) walk(node.shadowRoot);
      }
      for (const child of node.childNodes) walk(child);
    };
    for (const child of document.querySelector('tipcheck-viewer')?.shadowRoot?.childNodes ?? []) walk(child);
    return [...found];
  });

const speak = async (page: Page, tag: string | null): Promise<void> => {
  await page.evaluate((language) => {
    const viewer = document.querySelector('tipcheck-viewer');
    if (language === null) viewer?.removeAttribute('language');
    else viewer?.setAttribute('language', language);
  }, tag);
};

const violationsOf = async (page: Page): Promise<unknown> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Found {
      readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    }
    const { violations } = await (window as unknown as { axe: { run(): Promise<Found> } }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  });
};

const openKeys = async (page: Page): Promise<void> => {
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
};

for (const { tag, htmlTag, markTip, alike } of LANGUAGES) {
  // German has the longest words; that every catalog holds every text is a pure test.
  const lane = tag === 'de' ? '' : ' @full';
  test(`nothing of a viewer is left English in ${tag}, and nothing breaks or is cut off${lane}`, async ({ page }) => {
    await openViewer(page);
    await markCt(page);
    await openKeys(page);
    const english = new Set(await textsOf(page));
    expect(english).toContain('Mark tip');
    await speak(page, tag);
    await expect(page.getByRole('dialog')).not.toHaveAccessibleName('Keyboard shortcuts');
    await expect
      .poll(async () =>
        (await textsOf(page)).filter(
          (text) =>
            english.has(text) && !ALIKE_IN_ALL.some((form) => form.test(text)) && !alike.split(' ').includes(text),
        ),
      )
      .toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: markTip, exact: true })).toBeVisible();
    // What is spoken is pronounced as such, and the page's own language isn't touched.
    expect(
      await page.locator('tipcheck-viewer header').evaluate((one) => one.closest('[lang]')?.getAttribute('lang')),
    ).toBe(htmlTag);
    expect(await page.locator('tipcheck-viewer').getAttribute('lang')).toBeNull();
    for (const [width, height] of [
      [1280, 800],
      [820, 1180],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await violationsOf(page)).toEqual([]);
      const sizes = await page.evaluate(() => {
        const root = document.querySelector('tipcheck-viewer')?.shadowRoot;
        return {
          page: [document.scrollingElement?.scrollWidth, document.scrollingElement?.scrollHeight],
          cut: ['header', '[role=toolbar]', 'footer', 'main', 'tipcheck-panel'].filter((part) => {
            const element = root?.querySelector(part);
            return !element || element.scrollWidth > element.clientWidth;
          }),
        };
      });
      expect(sizes).toEqual({ page: [width, height], cut: [] });
      // Whose images these are takes two lines, not the room of the picture.
      expect((await page.locator('tipcheck-viewer header').boundingBox())?.height).toBeLessThan(60);
    }
    await speak(page, null);
    await expect(page.getByRole('button', { name: 'Mark tip' })).toBeVisible();
    await page.setViewportSize({ width: 1280, height: 720 });
  });
}

test('planes and the lines that they draw in each other are named in the language of the page @full', async ({
  page,
}) => {
  await openViewer(page);
  await markCt(page);
  await page.getByRole('button', { name: 'Three planes' }).click();
  await speak(page, 'zh');
  await page.getByRole('button', { name: '沿器械' }).waitFor();
  // Moved, the lines are drawn again.
  await page.locator('.viewport').first().hover();
  await page.mouse.wheel(0, 100);
  const names = page.locator('.viewport');
  await expect(names).toHaveCount(3);
  for (const name of ['横断面', '冠状面', '矢状面']) {
    await expect(page.getByRole('application', { name: new RegExp(`^${name}`) })).toBeVisible();
    await expect(page.locator('.viewport svg text', { hasText: name }).first()).toBeAttached();
  }
  await speak(page, null);
  await expect(page.getByRole('button', { name: 'Mark tip' })).toBeVisible();
});

test('a language that isn’t spoken is told of once, and leaves English', async ({ page }) => {
  await openViewer(page);
  await speak(page, 'fr-CA');
  await expect(page.getByRole('button', { name: 'Ouvrir fichiers' })).toBeVisible();
  const before = await page.evaluate(() => window.recorded.errors.length);
  await speak(page, 'pt-BR');
  await expect(page.getByRole('button', { name: 'Open files' })).toBeVisible();
  const errors = await page.evaluate((from) => window.recorded.errors.slice(from), before);
  expect(errors).toEqual([
    { code: 'unknown-language', message: expect.stringMatching(/^[^\n]+$/) as unknown as string },
  ]);
  await speak(page, null);
});

test('a page that changes its own language is followed, unless the element says another @full', async ({ page }) => {
  await openViewer(page);
  const say = (lang: string): Promise<void> =>
    page.evaluate((tag) => {
      document.documentElement.lang = tag;
    }, lang);
  await say('fr');
  await expect(page.getByRole('button', { name: 'Ouvrir fichiers' })).toBeVisible();
  await say('en');
  await expect(page.getByRole('button', { name: 'Mark tip' })).toBeVisible();
  await openViewer(page, './?language=es');
  await expect(page.getByRole('button', { name: /^Marcar (la )?punta$/ })).toBeVisible();
  await say('de');
  await page.waitForTimeout(500);
  await expect(page.getByRole('button', { name: /^Marcar (la )?punta$/ })).toBeVisible();
});

test('a page’s own language is spoken from the first frame on: no English words come before it', async ({
  browser,
}) => {
  const page = await browser.newPage();
  await page.route('**/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace('<html lang="en">', '<html lang="de-CH">'),
    });
  });
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(window, { seen });
    const look = (): void => {
      for (const button of document.querySelector('tipcheck-viewer')?.shadowRoot?.querySelectorAll('header button') ??
        [])
        seen.add(button.textContent.trim());
      requestAnimationFrame(look);
    };
    look();
  });
  await openViewer(page);
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
  expect(seen.sort()).toEqual(['Dateien öffnen', 'Ordner öffnen']);
  await page.close();
});
