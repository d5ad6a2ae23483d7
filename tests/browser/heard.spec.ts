import { expect, type CDPSession, type Page } from '@playwright/test';
import { markCt } from './ct-marks.ts';
import { test } from './shared-page.ts';
import { clickAt, ctCase, dragTo, openViewer, showImage, verdict } from './viewer.ts';

/** What Chromium hands to a screen reader. */
interface AxNode {
  readonly nodeId: string;
  readonly parentId?: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly description?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value: unknown } }[];
}

const treeOf = async (page: Page): Promise<readonly AxNode[]> => {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const { nodes } = (await cdp.send('Accessibility.getFullAXTree')) as unknown as { nodes: AxNode[] };
  await cdp.detach();
  return nodes.filter(({ ignored }) => !ignored);
};

const propertyOf = ({ properties = [] }: AxNode, name: string): unknown =>
  properties.find((one) => one.name === name)?.value.value;

const named = (nodes: readonly AxNode[], name: string): AxNode => {
  const found = nodes.find((node) => node.name?.value === name);
  if (!found) throw new Error(`nothing is heard of ${name}`);
  return found;
};

/** Everything that can have the focus or be pressed, without a name. */
const unnamed = (nodes: readonly AxNode[]): readonly string[] =>
  nodes
    .filter(
      (node) =>
        (propertyOf(node, 'focusable') === true ||
          ['button', 'combobox', 'slider', 'spinbutton', 'checkbox', 'radio', 'textbox'].includes(
            node.role?.value ?? '',
          )) &&
        node.role?.value !== 'RootWebArea' &&
        !node.name?.value.trim(),
    )
    .map(({ role }) => role?.value ?? 'no role');

test('everything that can be used has a name, and its state is the one that is seen', async ({ page }) => {
  await openViewer(page);
  expect(unnamed(await treeOf(page))).toEqual([]);
  await markCt(page);
  const nodes = await treeOf(page);
  expect(unnamed(nodes)).toEqual([]);
  expect(propertyOf(named(nodes, 'Mark tip'), 'pressed')).toBe('true');
  expect(propertyOf(named(nodes, 'Mark target'), 'pressed')).toBe('false');
  expect(propertyOf(named(nodes, 'Redo'), 'disabled')).toBe(true);
  await page.getByText('not measured').click();
  const opened = (await treeOf(page)).filter(({ role }) => role?.value === 'DisclosureTriangle');
  expect(opened.map((node) => propertyOf(node, 'expanded'))).toContain(true);
  await page.getByRole('button', { name: 'Save report' }).click();
  await expect(page.getByRole('button', { name: 'Save PDF' })).toBeEnabled();
  const report = await treeOf(page);
  expect(unnamed(report)).toEqual([]);
  expect(propertyOf(named(report, 'Report'), 'modal')).toBe(true);
});

test('a picture says what it shows, where, and which marks are in it', async ({ page }) => {
  await openViewer(page);
  await showImage(page, ctCase.targetSlice);
  const picture = page.getByRole('application');
  await expect(picture).toHaveAccessibleName('CT Needle in abscess 3 mm');
  await expect(picture).toHaveAccessibleDescription(
    `Image ${String(ctCase.targetSlice)} of 40. No marks in the picture.`,
  );
  await markCt(page);
  await expect(picture).toHaveAccessibleDescription(
    `Image ${String(ctCase.tipSlice)} of 40. Marks in the picture: target, tip.`,
  );
  await showImage(page, 1);
  await expect(picture).toHaveAccessibleDescription('Image 1 of 40. No marks in the picture.');
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(page.getByRole('application', { name: /^Axial, CT Needle in abscess/ })).toBeVisible();
});

/** Counts, from now on, how often each live region has something new to tell. */
const listen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const told: string[] = [];
    (window as unknown as { told: string[] }).told = told;
    const watch = (root: Node): void => {
      new MutationObserver((records) => {
        const regions = new Set<Element>();
        for (const { target, addedNodes } of records) {
          for (const node of [target, ...addedNodes]) {
            const element = node instanceof Element ? node : node.parentElement;
            const region = element?.closest('[aria-live], [role="status"], [role="alert"], output');
            if (region && region.getAttribute('aria-live') !== 'off') regions.add(region);
          }
        }
        for (const region of regions) told.push(region.textContent.replace(/\s+/g, ' ').trim());
      }).observe(root, { subtree: true, childList: true, characterData: true });
      if (root instanceof Element || root instanceof DocumentFragment)
        for (const element of root.querySelectorAll('*')) if (element.shadowRoot) watch(element.shadowRoot);
    };
    const viewer = document.querySelector('tipcheck-viewer')?.shadowRoot;
    if (viewer) watch(viewer);
  });

const told = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { told: string[] }).told);

const announced = (page: Page): ReturnType<Page['locator']> => page.locator('tipcheck-panel .announced');

test('a verdict is told once for each change of it, and nothing that has not changed', async ({ page }) => {
  await openViewer(page);
  await markCt(page);
  await expect(announced(page)).toContainText('Indeterminate.');
  await page.getByRole('button', { name: 'Confirm tip' }).click();
  await expect(announced(page)).toContainText('Inside.');
  const [x = NaN, y = NaN, z = NaN] = ctCase.tip;

  await listen(page);
  await page.getByRole('button', { name: 'Window' }).click();
  await dragTo(page, ctCase.tip, [x + 3 * ctCase.radius, y, z]);
  await expect(announced(page)).toContainText('Outside.');
  const outside = await announced(page).innerText();
  // A region that empties, as what was seen of the old place does, says nothing.
  const ofVerdict = (await told(page)).filter((text) => text !== '' && !text.startsWith('The pixels'));
  expect(ofVerdict).toEqual([outside.replace(/\s+/g, ' ').trim()]);
  expect(outside).toBe(await spoken(page));
  // What the pixels say of the new place comes after it, and once.
  await expect
    .poll(async () => (await told(page)).filter((text) => text.startsWith('The pixels contradict this mark.')).length)
    .toBe(1);

  await listen(page);
  await page.keyboard.press('Control+z');
  await expect(announced(page)).toContainText('Inside.');
  expect((await told(page)).filter((text) => text.startsWith('Inside.'))).toHaveLength(1);

  // Another case, and back: each once. Looking around tells nothing.
  await page.getByRole('button', { name: 'New confirmation' }).click();
  await expect(announced(page)).not.toContainText('Inside.');
  await listen(page);
  await page.getByRole('button', { name: /^1 · / }).click();
  await expect(announced(page)).toContainText('Inside.');
  expect((await told(page)).filter((text) => text.startsWith('Inside.'))).toHaveLength(1);

  await listen(page);
  await page.getByRole('button', { name: 'Pan' }).click();
  await page.getByRole('button', { name: 'Zoom' }).click();
  await page.getByRole('combobox', { name: 'Device' }).selectOption('needle');
  await page.keyboard.press('i');
  await expect(page.getByRole('button', { name: 'Zoom' })).toHaveAttribute('aria-pressed', 'true');
  await clickAt(page, [x + 100, y, z]);
  expect(await told(page)).toEqual([]);
});

/** The verdict's own words, as they are told. */
const spoken = (page: Page): Promise<string> =>
  verdict(page).evaluate((element) =>
    [...element.querySelectorAll('strong, p')]
      .map((part) => part.textContent.replace(/\s+/g, ' ').trim())
      .map((words) => (/[.!?]$/.test(words) ? words : `${words}.`))
      .join(' '),
  );

test('what went wrong is told at once, and once', async ({ page }) => {
  await openViewer(page);
  await listen(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('d');
  const alert = page.getByRole('alert');
  await expect(alert).toBeVisible();
  const text = await alert.innerText();
  expect((await told(page)).filter((one) => one === text)).toHaveLength(1);
});
