import { expect, test as base, type Page } from '@playwright/test';
import { record } from './viewer.ts';

/**
 * For files whose tests need no page of their own. To open the page anew takes four times as long as a new viewer on it, so all tests of a
 * file have one page; each has a viewer of its own there (`openViewer`), put in the place of the last one as any host may do it. That the last
 * one leaves nothing behind is what lifecycle.spec.ts shows; what the browser has kept of its marks is deleted. The next file loads the page
 * anew, and so does the next test after one that failed.
 *
 * Tests that add scripts to the page, or look at loading, at what is kept or at the end of a page take `test` of Playwright.
 */
class SharedPage {
  #page: Page | null = null;
  #kind = '';
  #file = '';

  /** @param kind Pages of other kinds are made anew. @param make Makes a page that nothing is open in. */
  async take(file: string, kind: string, make: () => Promise<Page>): Promise<Page> {
    if (this.#kind !== kind) await this.close();
    if (this.#page && this.#file !== file) await this.#page.goto('about:blank');
    this.#page ??= await make();
    this.#kind = kind;
    this.#file = file;
    return this.#page;
  }

  async close(): Promise<void> {
    const page = this.#page;
    this.#page = null;
    await page?.context().close();
  }
}

/** Takes the viewer away, with everything that the browser has kept for it. What goes wrong on the page by that fails the test. */
const leave = async (page: Page): Promise<void> => {
  await page.unrouteAll();
  await page.mouse.move(0, 0);
  const pageErrors = await page.evaluate(async () => {
    const { changes, errors, pageErrors } = window.recorded;
    const before = pageErrors.length;
    for (const viewer of document.querySelectorAll('tipcheck-viewer')) viewer.remove();
    // Its end comes with the end of this task, and what it still wanted drawn with the next frames.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    for (const { name } of await indexedDB.databases())
      await new Promise<void>((resolve, reject) => {
        const deletion = indexedDB.deleteDatabase(name ?? '');
        deletion.onsuccess = () => {
          resolve();
        };
        deletion.onerror = () => {
          reject(deletion.error ?? new Error('not deleted'));
        };
      });
    const found = pageErrors.slice(before);
    for (const list of [changes, errors, pageErrors]) list.length = 0;
    return found;
  });
  expect(pageErrors, 'errors of the page at the end of its viewer').toEqual([]);
};

export const test = base.extend<object, { readonly shared: SharedPage }>({
  shared: [
    // A worker of Playwright has one browser; after a test that failed there is another worker.
    async ({ browser: _ }, use) => {
      const shared = new SharedPage();
      await use(shared);
      await shared.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ shared, browser, baseURL, viewport, hasTouch, deviceScaleFactor }, use, info) => {
    const options = { hasTouch, ...(deviceScaleFactor !== undefined && { deviceScaleFactor }) };
    const page = await shared.take(info.file, JSON.stringify(options), async () => {
      const context = await browser.newContext({ ...options, viewport, ...(baseURL !== undefined && { baseURL }) });
      const made = await context.newPage();
      await record(made);
      return made;
    });
    if (viewport) await page.setViewportSize(viewport);
    await use(page);
    if (info.status === info.expectedStatus) await leave(page);
    else await shared.close();
  },
});
