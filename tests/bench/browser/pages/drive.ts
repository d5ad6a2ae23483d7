import type { Contestant, Opened } from './contestant.ts';
import { shownNumber } from './read-back.ts';

interface First {
  readonly ms: number;
  readonly number: number;
  /** ms since 1970. */
  readonly at: number;
}

/** Everything in milliseconds since opening began. */
export interface Bench {
  open(workload: Opened): void;
  /** When a canvas first showed a frame, and which one; `at` is the same moment by the clock. */
  first(): Promise<First>;
  all(): Promise<number>;
  /** Shows frame after frame, each when the one before was read back from the canvas; how long each took, and how many never came. */
  scroll(steps: number): Promise<{ readonly ms: number; readonly wrong: number }>;
  /** Time by which tasks of the main thread were longer than 50 ms, since it was last asked. */
  blocked(): number;
  /** The canvas in its own pixels. */
  size(): string;
}

/** A frame that takes longer doesn't come any more. */
const LOST_MS = 5000;
const LONG_MS = 50;

const nextPaint = (): Promise<unknown> => new Promise(requestAnimationFrame);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes a page drivable: by its field for files and by `window.bench`. `isNull`: what is shown isn't looked at, only that something is painted. */
export const drive = (contestant: Contestant, isNull = false): void => {
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  field.id = 'files';
  document.body.append(field);

  let blocked = 0;
  const count = (tasks: readonly PerformanceEntry[]): void => {
    for (const { duration } of tasks) blocked += Math.max(0, duration - LONG_MS);
  };
  const observer = new PerformanceObserver((list) => {
    count(list.getEntries());
  });
  observer.observe({ type: 'longtask', buffered: false });

  let began = NaN;
  let workload: Opened | null = null;
  let first: Promise<First> = Promise.reject(new Error('nothing is open'));
  first.catch(() => undefined);

  const shown = (): number | null => workload && shownNumber(contestant.canvas(), workload);
  const firstShown = async (): Promise<First> => {
    while (true) {
      const number = shown();
      const now = performance.now();
      if (number !== null) return { ms: now - began, number, at: performance.timeOrigin + now };
      await nextPaint();
    }
  };

  const bench: Bench = {
    open: (opened) => {
      workload = opened;
      began = performance.now();
      contestant.open(Array.from(field.files ?? []), opened);
      first = isNull ? Promise.resolve({ ms: 0, number: 0, at: performance.timeOrigin + began }) : firstShown();
    },
    first: () => first,
    all: async () => {
      while (contestant.decoded() < (workload?.frames ?? 0)) await pause(20);
      return performance.now() - began;
    },
    scroll: async (steps) => {
      const frames = workload?.frames ?? 1;
      const from = shown() ?? 0;
      const start = performance.now();
      let wrong = 0;
      for (let step = 1; step <= steps; step += 1) {
        const wanted = (from + step) % frames;
        const asked = performance.now();
        contestant.show(wanted);
        while (true) {
          await nextPaint();
          const number = shown();
          if (isNull || number === wanted) break;
          if (performance.now() - asked > LOST_MS) {
            wrong += 1;
            break;
          }
        }
      }
      return { ms: performance.now() - start, wrong };
    },
    blocked: () => {
      count(observer.takeRecords());
      const sum = blocked;
      blocked = 0;
      return sum;
    },
    size: () => {
      const canvas = contestant.canvas();
      return canvas ? `${String(canvas.width)}×${String(canvas.height)}` : 'none';
    },
  };
  (window as unknown as { bench: Bench }).bench = bench;
};
