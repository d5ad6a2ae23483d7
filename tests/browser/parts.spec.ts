import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { ROOT } from '../support/documented.ts';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { noPageErrors, openViewer } from './viewer.ts';

/** What a page can style from outside: the parts and custom properties that the guide lists. */

const guide = readFileSync(`${ROOT}/docs/embedding.md`, 'utf8');
/** The names in the first column of a table of the guide. */
const listed = (pattern: RegExp): readonly string[] =>
  [...guide.matchAll(pattern)].map(([, name]) => name ?? '').filter(Boolean);

/** Computed style of what a selector finds in a viewer's shadow tree, or in its panel's. */
const styleOf = (page: Page, selector: string, property: string, inPanel = false): Promise<string> =>
  page.evaluate(
    ([query, name, panel]) => {
      const viewer = document.querySelector('tipcheck-viewer')?.shadowRoot;
      const root = panel ? viewer?.querySelector('tipcheck-panel')?.shadowRoot : viewer;
      const found = root?.querySelector(query);
      return found ? getComputedStyle(found).getPropertyValue(name) : `nothing like ${query}`;
    },
    [selector, property, inPanel] as const,
  );

const styled = (page: Page, css: string): Promise<void> =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);

test.afterEach(async ({ page }) => {
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
});

test('every part that the guide lists can be styled from outside', async ({ page }) => {
  await openViewer(page);
  await markCt(page);
  const parts = listed(/^\| `([a-z-]+)` +\| (?:viewer|panel|both) /gm);
  expect(parts.length).toBeGreaterThan(8);
  await styled(page, parts.map((name) => `tipcheck-viewer::part(${name}) { outline-color: rgb(1, 2, 3) }`).join('\n'));
  const inPanel = listed(/^\| `([a-z-]+)` +\| (?:panel|both) /gm);
  for (const name of parts) {
    const panelOnly = listed(/^\| `([a-z-]+)` +\| panel /gm).includes(name);
    if (!panelOnly) expect(await styleOf(page, `[part~=${name}]`, 'outline-color'), name).toBe('rgb(1, 2, 3)');
    if (inPanel.includes(name))
      expect(await styleOf(page, `[part~=${name}]`, 'outline-color', true), `${name} of the panel`).toBe(
        'rgb(1, 2, 3)',
      );
  }
  await noPageErrors(page);
});

test('the custom properties that the guide lists reach the viewer and its panel, with the defaults that it names', async ({
  page,
}) => {
  await openViewer(page);
  await markCt(page);
  const rows = [...guide.matchAll(/^\| `(--tc-[a-z]+)` +\| `(#[0-9a-f]{6})` /gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  expect(rows.length).toBeGreaterThan(8);
  for (const [name, value] of rows)
    for (const inPanel of [false, true])
      expect(await styleOf(page, 'button', name, inPanel), `${name} by default`).toBe(value);
  await styled(page, `tipcheck-viewer { ${rows.map(([name]) => `${name}: rgb(4, 5, 6);`).join(' ')} }`);
  for (const [name] of rows)
    for (const inPanel of [false, true])
      expect(await styleOf(page, 'button', name, inPanel), name).toBe('rgb(4, 5, 6)');
  // They are used, not only there.
  expect(await styleOf(page, '[part~=verdict]', 'border-left-color', true)).toBe('rgb(4, 5, 6)');
  await noPageErrors(page);
});
