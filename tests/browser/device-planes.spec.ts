import { expect, type Page } from '@playwright/test';
import { test } from './shared-page.ts';
import {
  clickAt,
  ctCase,
  dragTarget,
  lastChange,
  noPageErrors,
  openViewer,
  pageFromPosition,
  samplePath,
  showImage,
  truthOf,
  verdict,
} from './viewer.ts';

const truth = ctCase;
const { direction } = truthOf('ct-abscess') as unknown as { readonly direction: readonly number[] };
/** On the needle, 21 mm behind the tip: it comes down three slices there, exactly. */
const shaft = truth.tip.map((value, axis) => value - 21 * (direction[axis] ?? NaN));

/** The page of a viewer, as far as these tests look into it; they change nothing by it. */
interface Peeked {
  readonly machinery: {
    readonly stage: {
      readonly elements: HTMLElement[];
      viewports(): readonly {
        readonly element: HTMLElement;
        getCamera(): { readonly parallelScale: number };
        getActors(): readonly {
          readonly actor: {
            getMapper(): { getClippingPlanes(): { getOrigin(): number[]; getNormal(): number[] }[] };
          };
        }[];
      }[];
    };
    readonly tools: {
      readonly marking: {
        load(): Promise<{
          viewOf(element: HTMLElement): { unproject(at: readonly [number, number]): readonly number[] };
        }>;
      };
    };
  };
}

interface DrawnMark {
  readonly x: number;
  readonly y: number;
  readonly ghost: boolean;
}

interface DrawnView {
  readonly view: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly tip: DrawnMark;
  readonly target: DrawnMark;
  readonly shaft: DrawnMark;
  readonly parallelScale: number;
}

/** What is drawn over each view, read from the overlay itself: places from the middles of the handles' outlines. */
const drawnViews = (page: Page): Promise<DrawnView[]> =>
  page.evaluate(() => {
    const viewer = document.querySelector('tipcheck-viewer') as unknown as Peeked;
    return viewer.machinery.stage.elements.map((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const mark = (name: string) => {
        const nodes = [...element.querySelectorAll<SVGGraphicsElement>(`[data-mark="${name}"]`)];
        const box = nodes[0]?.getBBox();
        if (!box) throw new Error(`no ${name} in ${element.dataset['view'] ?? ''}`);
        return { x: box.x + box.width / 2, y: box.y + box.height / 2, ghost: nodes[0]?.dataset['ghost'] === 'true' };
      };
      const viewport = viewer.machinery.stage.viewports().find((one) => one.element === element);
      return {
        view: element.dataset['view'] ?? '',
        left,
        top,
        width,
        height,
        title: element.querySelector('.title')?.textContent ?? '',
        tip: mark('tip'),
        target: mark('target'),
        shaft: mark('shaft'),
        parallelScale: viewport?.getCamera().parallelScale ?? NaN,
      };
    });
  });

const viewNamed = async (page: Page, name: string): Promise<DrawnView> => {
  const found = (await drawnViews(page)).find(({ view }) => view === name);
  if (!found) throw new Error(`no view ${name}`);
  return found;
};
const title = (page: Page, view: string) => page.locator(`.viewport[data-view="${view}"] .title`);

const markAll = async (page: Page): Promise<void> => {
  await openViewer(page);
  await showImage(page, truth.targetSlice);
  await dragTarget(page, truth.center, truth.rim);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await showImage(page, truth.tipSlice - 3);
  await page.getByRole('button', { name: 'Mark shaft' }).click();
  await clickAt(page, shaft);
};

const openDevice = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Along the device' }).click();
  await expect(title(page, 'Across')).toHaveText('Across, at the tip');
  await expect(page.locator('.viewport[data-view="Across"] [data-mark=tip]').first()).toBeAttached();
  // The views stand before their volume does, and are fitted once it does: a whole patient is more than 10 cm to either side.
  await expect
    .poll(async () => Math.max(...(await drawnViews(page)).slice(0, 3).map(({ parallelScale }) => parallelScale)))
    .toBeLessThan(60);
  // Marks are drawn with the picture, one frame after a view is fitted.
  const tip = (await lastChange(page)).record?.tip?.position ?? [];
  await expect(async () => {
    for (const [index, view] of (await drawnViews(page)).entries()) {
      const { x, y } = await pageFromPosition(page, tip, index);
      expect(Math.hypot(view.left + view.tip.x - x, view.top + view.tip.y - y), view.view).toBeLessThan(0.5);
    }
  }).toPass({ timeout: 8000 });
};

const isWithin = ({ width, height }: DrawnView, { x, y }: DrawnMark): boolean =>
  x > 0 && y > 0 && x < width && y < height;

/** In both planes along it the device is a level line that points to the right; in the one across it is a point. */
const expectDeviceStraight = (page: Page): Promise<void> =>
  expect(async () => {
    for (const name of ['Along-1', 'Along-2']) {
      const { tip, shaft: point } = await viewNamed(page, name);
      expect(Math.abs(tip.y - point.y), name).toBeLessThan(1);
      expect(tip.x - point.x, name).toBeGreaterThan(20);
    }
    const { tip, shaft: point } = await viewNamed(page, 'Across');
    expect(Math.hypot(tip.x - point.x, tip.y - point.y)).toBeLessThan(1);
  }).toPass({ timeout: 8000 });

/** The planes have come to the tip: it is drawn as lying in them. */
const expectSolid = (page: Page, names: readonly string[]): Promise<void> =>
  expect(async () => {
    for (const name of names) expect((await viewNamed(page, name)).tip.ghost, name).toBe(false);
  }).toPass({ timeout: 8000 });

test('along the device: tip and target in every view, the device level in two and a point in one', async ({ page }) => {
  await markAll(page);
  const before = (await lastChange(page)).record;
  await openDevice(page);
  const views = await drawnViews(page);
  expect(views.map(({ view }) => view)).toEqual(['Along-1', 'Along-2', 'Across', 'Axial']);
  for (const one of views) {
    expect(isWithin(one, one.tip), `tip in ${one.view}`).toBe(true);
    expect(isWithin(one, one.target), `target in ${one.view}`).toBe(true);
    expect(one.tip.ghost, `tip in ${one.view}`).toBe(false);
  }
  await expectDeviceStraight(page);
  // The first plane holds the target's centre, too.
  expect((await viewNamed(page, 'Along-1')).target.ghost).toBe(false);
  await expect(title(page, 'Along-1')).toHaveText('Along the device 1');
  await page.getByRole('combobox', { name: 'Device' }).selectOption('needle');
  await expect(title(page, 'Along-2')).toHaveText('Along the needle 2');
  // The target is seen whole: its rim lies in the view on both sides. An outline that is just being drawn anew has no size.
  await expect(async () => {
    const outline = await page
      .locator('.viewport[data-view="Along-1"] polygon')
      .first()
      .evaluate((node) => {
        const box = (node as SVGGraphicsElement).getBBox();
        return { left: box.x, top: box.y, right: box.x + box.width, bottom: box.y + box.height };
      });
    const { width, height } = await viewNamed(page, 'Along-1');
    expect(Math.min(outline.left, outline.top, width - outline.right, height - outline.bottom)).toBeGreaterThan(0);
  }).toPass({ timeout: 8000 });
  expect((await lastChange(page)).record?.tip).toEqual(before?.tip);
  await noPageErrors(page);
});

test('dragging the tip moves the planes with it: solid in all, zoom kept, and the record holds the place of the pointer', async ({
  page,
}) => {
  await markAll(page);
  await openDevice(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const scales = (await drawnViews(page)).map(({ parallelScale }) => parallelScale);
  for (const name of ['Along-1', 'Along-2', 'Across']) {
    const { left, top, tip } = await viewNamed(page, name);
    const to: [number, number] = [tip.x - 14, tip.y + 9];
    const [start, expected] = await page.evaluate(
      async ([view, points]) => {
        const { stage, tools } = (document.querySelector('tipcheck-viewer') as unknown as Peeked).machinery;
        const element = stage.elements.find((one) => one.dataset['view'] === view);
        if (!element) throw new Error('no such view');
        const marking = await tools.marking.load();
        return points.map((at) => marking.viewOf(element).unproject(at));
      },
      [name, [[tip.x, tip.y], to] as [number, number][]] as const,
    );
    const was = (await lastChange(page)).record?.tip?.position ?? [];
    await page.mouse.move(left + tip.x, top + tip.y);
    await page.mouse.down();
    await page.mouse.move(left + tip.x - 6, top + tip.y + 4, { steps: 3 });
    await page.mouse.move(left + to[0], top + to[1], { steps: 3 });
    // Still held: the other planes are there already.
    await expectSolid(page, ['Along-1', 'Along-2', 'Across', 'Axial']);
    await page.mouse.up();
    await expectDeviceStraight(page);
    await expectSolid(page, ['Along-1', 'Along-2', 'Across', 'Axial']);
    const now = (await lastChange(page)).record?.tip?.position ?? [];
    // A browser reports a pointer in fractions of a pixel, which are some micrometres here.
    now.forEach((value, axis) => {
      const moved = (expected?.[axis] ?? NaN) - (start?.[axis] ?? NaN);
      expect(value, `${name}, axis ${String(axis)}`).toBeCloseTo((was[axis] ?? NaN) + moved, 2);
    });
    await expect
      .poll(async () => (await drawnViews(page)).map(({ parallelScale }) => parallelScale))
      .toEqual(scales.map((scale) => expect.closeTo(scale, 6)));
    // What was let go stays under the pointer.
    await expect
      .poll(async () => {
        const dragged = await viewNamed(page, name);
        return Math.hypot(dragged.tip.x - to[0], dragged.tip.y - to[1]);
      })
      .toBeLessThan(1);
  }
  await noPageErrors(page);
});

test('the wheel moves the plane across along the axis, with its distance from the tip; J brings it back @full', async ({
  page,
}) => {
  await markAll(page);
  await openDevice(page);
  const { left, top, width, height } = await viewNamed(page, 'Across');
  await page.mouse.move(left + width / 2, top + height / 2);
  for (let step = 0; step < 4; step += 1) await page.mouse.wheel(0, 100);
  await expect(title(page, 'Across')).toHaveText('Across, 4.0 mm beyond the tip');
  expect((await viewNamed(page, 'Across')).tip.ghost).toBe(true);
  for (let step = 0; step < 7; step += 1) await page.mouse.wheel(0, -100);
  await expect(title(page, 'Across')).toHaveText('Across, 3.0 mm before the tip');
  await page.keyboard.press('j');
  await expect(title(page, 'Across')).toHaveText('Across, at the tip');
  await expect.poll(async () => (await viewNamed(page, 'Across')).tip.ghost).toBe(false);
  await page.keyboard.press(']');
  await expect(title(page, 'Across')).toHaveText('Across, 1.0 mm beyond the tip');
  await page.getByRole('button', { name: 'Back to the tip' }).click();
  await expect(title(page, 'Across')).toHaveText('Across, at the tip');
});

test('a slab says so, is as thick as it says, and nothing can be marked in it @full', async ({ page }) => {
  await markAll(page);
  await page.keyboard.press('d');
  await expect(title(page, 'Across')).toHaveText('Across, at the tip');
  await page.getByRole('combobox', { name: 'Slab', exact: true }).selectOption('mip');
  const labels = page.locator('.viewport .slab');
  for (let view = 0; view < 4; view += 1) await expect(labels.nth(view)).toHaveText('MIP 10 mm, depth unknown');
  await page.keyboard.press('.');
  await expect(labels.first()).toHaveText('MIP 15 mm, depth unknown');
  const thickness = await page.evaluate(() =>
    (document.querySelector('tipcheck-viewer') as unknown as Peeked).machinery.stage.viewports().map((viewport) => {
      const [one, other] = viewport.getActors()[0]?.actor.getMapper().getClippingPlanes() ?? [];
      const normal = one?.getNormal() ?? [];
      return normal.reduce(
        (sum, value, axis) => sum + value * ((other?.getOrigin()[axis] ?? NaN) - (one?.getOrigin()[axis] ?? NaN)),
        0,
      );
    }),
  );
  for (const mm of thickness) expect(mm).toBeCloseTo(15, 6);

  const before = (await lastChange(page)).record;
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const { left, top, width, height, tip } = await viewNamed(page, 'Along-1');
  await page.mouse.click(left + width / 2, top + height / 2);
  await expect(page.getByRole('alert')).toContainText('Nothing can be marked in a slab');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.move(left + tip.x, top + tip.y);
  await page.mouse.down();
  await page.mouse.move(left + tip.x + 20, top + tip.y, { steps: 3 });
  await page.mouse.up();
  expect((await lastChange(page)).record).toEqual(before);

  await page.keyboard.press('a');
  await expect(labels.first()).toHaveText('');
  await page.mouse.move(left + tip.x, top + tip.y);
  await page.mouse.down();
  await page.mouse.move(left + tip.x + 20, top + tip.y, { steps: 3 });
  await page.mouse.up();
  expect((await lastChange(page)).record?.tip?.position).not.toEqual(before?.tip?.position);
});

test('without a tip or a shaft the planes along the device say what is missing', async ({ page }) => {
  await openViewer(page);
  const button = page.getByRole('button', { name: 'Along the device' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  // It can be pressed all the same, to be told why.
  await button.click({ force: true });
  await expect(page.getByRole('alert')).toHaveText('Mark tip and shaft first.');
  await showImage(page, truth.targetSlice);
  await page.getByRole('button', { name: 'Mark tip' }).click();
  await clickAt(page, truth.tip);
  await page.keyboard.press('d');
  await expect(page.getByRole('alert')).toContainText('Mark shaft first');
  await expect(page.locator('.viewport')).toHaveCount(1);
});

test('three planes: each says where it is and is a line in the others; Shift and click brings all to a place', async ({
  page,
}) => {
  await openViewer(page);
  await page.locator('tipcheck-viewer').focus();
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(3);
  await expect(title(page, 'Axial')).toHaveText('Axial 21/40');
  for (const [view, others] of [
    ['Axial', ['Coronal', 'Sagittal']],
    ['Coronal', ['Axial', 'Sagittal']],
    ['Sagittal', ['Axial', 'Coronal']],
  ] as const)
    for (const other of others)
      await expect(page.locator(`.viewport[data-view="${view}"] line[data-plane="${other}"]`).first()).toBeAttached();
  await page.getByRole('button', { name: 'Mark tip' }).click();
  const coronal = page.locator('.viewport[data-view="Coronal"]');
  await coronal.click({ modifiers: ['Shift'], position: { x: 120, y: 130 } });
  // Nothing was marked by it, though a marking tool is in use.
  await expect(verdict(page)).not.toContainText('Indeterminate');
  await expect(title(page, 'Axial')).not.toHaveText('Axial 21/40');
  const place = await title(page, 'Axial').innerText();
  await page.keyboard.press(' ');
  await page.waitForTimeout(300);
  await expect(title(page, 'Axial')).toHaveText(place);
  const before = await title(page, 'Sagittal').innerText();
  await page.locator('.viewport[data-view="Sagittal"]').hover();
  await page.mouse.wheel(0, 100);
  await expect(title(page, 'Sagittal')).not.toHaveText(before);
  await page.keyboard.press('l');
  await expect(page.locator('.reference-lines line')).toHaveCount(0);
  await page.getByRole('button', { name: 'Lines' }).click();
  await expect(page.locator('.reference-lines line').first()).toBeAttached();
  await page.keyboard.press('m');
  await expect(page.locator('.viewport')).toHaveCount(1);
  await noPageErrors(page);
});

test('the crossing of the lines is dragged: the other planes follow, and nothing is marked', async ({ page }) => {
  await openViewer(page);
  await page.getByRole('button', { name: 'Three planes' }).click();
  await expect(title(page, 'Coronal')).toHaveText(/Coronal \d+\/256/);
  await expect(page.locator('.viewport[data-view="Axial"] line').first()).toBeAttached();
  const before = await title(page, 'Coronal').innerText();
  const box = await page.locator('.viewport[data-view="Axial"]').boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 40, { steps: 4 });
  await page.mouse.up();
  await expect(title(page, 'Coronal')).not.toHaveText(before);
  await expect(title(page, 'Axial')).toHaveText('Axial 21/40');
  expect(await page.evaluate(() => window.recorded.changes.length)).toBe(0);
});

test('a viewer that is taken away just when its lines are to be drawn anew leaves no error behind @full', async ({
  page,
}) => {
  await markAll(page);
  await openDevice(page);
  const linesBefore = await page.locator('.reference-lines line').count();
  expect(linesBefore).toBeGreaterThan(0);
  await page.evaluate(async () => {
    const viewer = document.querySelector('tipcheck-viewer');
    viewer?.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }));
    viewer?.remove();
    for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
  await noPageErrors(page);
});

for (const [width, height] of [
  [820, 1180],
  [1180, 820],
] as const) {
  test(`on a tablet of ${String(width)} × ${String(height)} tip, target and every look are on one screen @full`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openViewer(page);
    await page
      .locator('tipcheck-viewer input[type=file]')
      .first()
      .setInputFiles(samplePath('records/ct-abscess.tipcheck.json'));
    await openDevice(page);
    for (const one of await drawnViews(page)) {
      expect(isWithin(one, one.tip), `tip in ${one.view}`).toBe(true);
      expect(isWithin(one, one.target), `target in ${one.view}`).toBe(true);
      expect(one.left >= 0 && one.left + one.width <= width && one.top + one.height <= height).toBe(true);
    }
    for (const look of ['0', '1', 'current'])
      await expect(page.locator(`tr[data-look="${look}"]`)).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('img', { name: /Distance to the target surface over the looks/ })).toBeInViewport({
      ratio: 1,
    });
  });
}
