import { expect, test } from 'vitest';
import { mendMissedResize, type SizedViewport } from '../../../src/tools/missed-resize.ts';

/** A next viewport: it keeps the size that it was told of last. */
class NextViewport implements SizedViewport {
  canvas = { clientWidth: 1275, clientHeight: 842 };
  told = 0;
  #kept = { canvasWidth: 1275, canvasHeight: 842 };

  getResolvedView(): { readonly state: { readonly canvasWidth: number; readonly canvasHeight: number } } {
    return { state: this.#kept };
  }

  resize(): void {
    this.told += 1;
    this.#kept = { canvasWidth: Math.round(this.canvas.clientWidth), canvasHeight: this.canvas.clientHeight };
  }
}

test('a viewport that missed that its canvas became narrower is told of it, once, and again when it misses another', () => {
  const viewport = new NextViewport();
  mendMissedResize(viewport);
  expect(viewport.told).toBe(0);
  viewport.canvas = { clientWidth: 513, clientHeight: 842 };
  mendMissedResize(viewport);
  mendMissedResize(viewport);
  expect(viewport.told).toBe(1);
  expect(viewport.getResolvedView().state.canvasWidth).toBe(513);
  viewport.canvas = { clientWidth: 1275, clientHeight: 842 };
  mendMissedResize(viewport);
  viewport.canvas = { clientWidth: 513, clientHeight: 842 };
  mendMissedResize(viewport);
  expect(viewport.told).toBe(3);
});

test('one that keeps another size whatever it is told isn’t told again and again', () => {
  let told = 0;
  const viewport: SizedViewport = {
    canvas: { clientWidth: 513, clientHeight: 842 },
    getResolvedView: () => ({ state: { canvasWidth: 1275, canvasHeight: 842 } }),
    resize: () => {
      told += 1;
    },
  };
  for (let time = 0; time < 5; time += 1) mendMissedResize(viewport);
  expect(told).toBe(1);
});

test('nothing is told to one that isn’t laid out, that differs by rounding, or that keeps no size', () => {
  const viewport = new NextViewport();
  viewport.canvas = { clientWidth: 0, clientHeight: 0 };
  mendMissedResize(viewport);
  viewport.canvas = { clientWidth: 1274, clientHeight: 842 };
  mendMissedResize(viewport);
  expect(viewport.told).toBe(0);
  const stack = { canvas: { clientWidth: 513, clientHeight: 842 }, resize: () => expect.unreachable() };
  expect(() => {
    mendMissedResize(stack);
    mendMissedResize({ ...stack, getResolvedView: () => undefined });
  }).not.toThrow();
});
