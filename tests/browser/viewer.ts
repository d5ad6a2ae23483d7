import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Assessment, Confirmation } from '../../src/index.ts';

export interface Change {
  readonly record: Confirmation | null;
  readonly assessment: Assessment | null;
}

/** What the element has fired, newest last; listened for before anything happens on the page. */
interface Recorded {
  readonly changes: Change[];
  readonly errors: { readonly code: string; readonly message: string; readonly cause?: unknown }[];
  readonly pageErrors: string[];
}

declare global {
  interface Window {
    recorded: Recorded;
    /** Weakly held: watching must not keep them alive. */
    contexts: WeakRef<WebGL2RenderingContext>[];
  }
}

/** As much of the inside of the element as tests read; written to by none. */
export interface Inside {
  readonly session: { ready(): Promise<void> };
  readonly machinery: {
    readonly stage: { readonly elements: HTMLElement[] };
    readonly tools: {
      /** Loaded after the first picture. */
      readonly marking: {
        load(): Promise<{
          viewOf(element: HTMLElement): { canvasOf(position: readonly number[]): [number, number] } | null;
        }>;
      };
    };
  };
}

export interface Truth {
  readonly tip: readonly number[];
  readonly target: { readonly center: readonly number[]; readonly radius: number };
  readonly tipToCenter: number;
  readonly signedDistance: number;
  readonly shaft?: readonly (readonly number[])[];
}

export const samplePath = (path: string): string =>
  fileURLToPath(new URL(`../../sample-data/${path}`, import.meta.url));
export const truthOf = (sample: string): Truth =>
  JSON.parse(readFileSync(samplePath(`${sample}/truth.json`), 'utf8')) as Truth;

const ctTruth = truthOf('ct-abscess') as Truth & { readonly tipSlice: number; readonly targetSlice: number };
const [ctX = NaN, ctY = NaN, ctZ = NaN] = ctTruth.target.center;

/** The CT sample's case: its truth, and a point of the target's surface that lies in the target's slice, along the image row. */
export const ctCase = {
  ...ctTruth,
  center: ctTruth.target.center,
  radius: ctTruth.target.radius,
  rim: [ctX + ctTruth.target.radius * 0.990268069, ctY, ctZ + ctTruth.target.radius * 0.13917310096],
} as const;

const recording = new WeakSet<Page>();

/** Has a page, from its next document on, record what the element fires. */
export const record = async (page: Page): Promise<void> => {
  if (recording.has(page)) return;
  recording.add(page);
  await page.addInitScript(() => {
    window.recorded = { changes: [], errors: [], pageErrors: [] };
    document.addEventListener('tipcheck-change', (event) =>
      window.recorded.changes.push((event as CustomEvent<never>).detail),
    );
    document.addEventListener('tipcheck-error', (event) =>
      window.recorded.errors.push((event as CustomEvent<never>).detail),
    );
    window.addEventListener('error', (event) => window.recorded.pageErrors.push(event.message));
    window.addEventListener('unhandledrejection', (event) => window.recorded.pageErrors.push(String(event.reason)));
  });
};

/** Puts a viewer on a page that an earlier test has left without (shared-page.ts), as demo/main.ts does; false where there is no such page. */
const viewerAdded = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    if (!customElements.get('tipcheck-viewer') || document.querySelector('tipcheck-viewer')) return false;
    const viewer = document.createElement('tipcheck-viewer');
    viewer.setAttribute('samples', './index.json');
    document.body.append(viewer);
    return true;
  });

/** What `tipcheck.json` beside the page says, from the next document on. */
export const siteSettings = async (page: Page, settings: object): Promise<void> => {
  await page.route('**/tipcheck.json', (route) => route.fulfill({ json: settings }));
};

/** Tests of the project `webgl` have stacks drawn as on machines with a graphics processor. */
const withDrawing = (address: string): string =>
  test.info().project.name === 'webgl' && !/[?&]drawing=/.test(address)
    ? `${address}${address.includes('?') ? '&' : '?'}drawing=webgl`
    : address;

/** Opens the page and waits until its first picture is drawn. The site allows the archive that the address names, and has these settings beside. */
export const openViewer = async (page: Page, given = './', settings: object = {}): Promise<void> => {
  const address = withDrawing(given);
  await record(page);
  const archive = new URL(address, 'http://page.invalid/').searchParams.get('dicomweb');
  if (archive !== null) await siteSettings(page, { linkOrigins: [new URL(archive).origin], ...settings });
  if (address !== './' || !(await viewerAdded(page))) await page.goto(address);
  await pictureDrawn(page);
};

/** As on machines whose browser has no WebGL. Called before the page is opened. */
export const withoutWebGl = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...args: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.includes('webgl') ? null : original.call(this, kind, ...rest);
    } as never;
  });
};

/** Keeps every WebGL context that the page makes from now on. Called before the page is opened. */
export const watchContexts = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.contexts = [];
    const original = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...args: unknown[]) => unknown;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      const context: unknown = original.call(this, kind, ...rest);
      if (context instanceof WebGL2RenderingContext && !window.contexts.some((known) => known.deref() === context))
        window.contexts.push(new WeakRef(context));
      return context;
    } as never;
  });
};

/** The contexts that are in use. */
export const liveContexts = (page: Page): Promise<number> =>
  page.evaluate(() => window.contexts.filter((known) => known.deref()?.isContextLost() === false).length);

/** Waits until the first viewport's canvas shows something: a live context and a picture that isn't flat. */
export const pictureDrawn = async (page: Page): Promise<void> => {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const canvas = document
            .querySelector('tipcheck-viewer')
            ?.shadowRoot?.querySelector<HTMLCanvasElement>('.viewport canvas');
          const context = canvas?.width ? document.createElement('canvas').getContext('2d') : null;
          if (!canvas || !context) return 0;
          context.drawImage(canvas, 0, 0, 64, 64);
          const { data } = context.getImageData(0, 0, 64, 64);
          return new Set(data.filter((_, index) => index % 4 === 0)).size;
        }),
      { timeout: 30_000, intervals: [100] },
    )
    .toBeGreaterThan(8);
};

export const chooseSample = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('combobox', { name: 'Sample' }).selectOption({ label: title });
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await pictureDrawn(page);
};

/** The first press waits for the part that marks, where that isn't there yet. */
export const lastChange = async (page: Page): Promise<Change> => {
  await expect.poll(() => page.evaluate(() => window.recorded.changes.length)).toBeGreaterThan(0);
  const change = await page.evaluate(() => window.recorded.changes.at(-1));
  if (!change) throw new Error('nothing has changed yet');
  return change;
};

export const verdict = (page: Page): Locator => page.getByRole('status', { name: 'Verdict' });

/** Puts a picture on the screen, 1-based. */
export const showImage = async (page: Page, number: number): Promise<void> => {
  // A teaching case has one of its own, after this.
  const slider = page.getByRole('slider').first();
  await slider.fill(String(number));
  await expect(page.locator('output')).toContainText(` ${String(number)} of`);
};

/** Where a position of the record lies on the page, by the viewport's own projection. Reads Cornerstone, writes nothing. */
export const pageFromPosition = async (
  page: Page,
  position: readonly number[],
  view = 0,
): Promise<{ x: number; y: number }> => {
  const at = await page.evaluate(
    async ([point, index]) => {
      const viewer = document.querySelector('tipcheck-viewer') as unknown as Inside;
      const element = viewer.machinery.stage.elements[index];
      const [marking] = await Promise.all([viewer.machinery.tools.marking.load(), viewer.session.ready()]);
      const view = element && marking.viewOf(element);
      if (!element || !view) throw new Error('no such view');
      const canvas = view.canvasOf(point);
      const bounds = element.getBoundingClientRect();
      return { x: bounds.left + canvas[0], y: bounds.top + canvas[1] };
    },
    [position, view] as const,
  );
  return at;
};

/** Marks a round target as a person does: press at the centre, release at the radius. */
export const dragTarget = async (
  page: Page,
  center: readonly number[],
  rim: readonly number[],
  view = 0,
): Promise<void> => {
  await page.getByRole('button', { name: 'Mark target' }).click();
  const from = await pageFromPosition(page, center, view);
  const to = await pageFromPosition(page, rim, view);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
};

export const clickAt = async (page: Page, position: readonly number[], view = 0): Promise<void> => {
  const { x, y } = await pageFromPosition(page, position, view);
  await page.mouse.click(x, y);
};

/** Drags what lies at a position to another. */
export const dragTo = async (page: Page, from: readonly number[], to: readonly number[]): Promise<void> => {
  const [start, end] = [await pageFromPosition(page, from), await pageFromPosition(page, to)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
};

export const noPageErrors = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => window.recorded.pageErrors)).toEqual([]);
};

interface Loading {
  readonly machinery: {
    readonly stage: { viewports(): readonly { getImageIds(): string[] }[] };
    readonly libraries: { readonly core: { readonly cache: { isLoaded(id: string): boolean } } };
  };
}

/** How many images of the shown series are decoded and held. */
export const imagesInMemory = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { stage, libraries } = (document.querySelector('tipcheck-viewer') as unknown as Loading).machinery;
    const ids = stage.viewports()[0]?.getImageIds() ?? [];
    return ids.filter((id) => libraries.core.cache.isLoaded(id)).length;
  });
