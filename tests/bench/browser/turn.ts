import { chromium, type CDPSession, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../../scripts/setup.mjs';
import type { Bench } from './pages/drive.ts';
import { cpuSeconds, descendants, pssMB } from './process-tree.ts';
import type { PageSite, Shipped } from './serve.ts';
import type { Workload } from './workloads.ts';

/** What one page did with one workload in a browser of its own. Seconds are processor seconds of all of its processes. */
export interface Turn {
  readonly firstMs: number;
  readonly firstCpu: number;
  readonly allMs: number;
  readonly allCpu: number;
  /** Time by which main-thread tasks were longer than 50 ms, from opening to all decoded. */
  readonly blockedMs: number;
  /** All tasks of the main thread in that time. */
  readonly tasksMs: number;
  readonly framesPerSecond: number;
  readonly cpuMsPerFrame: number;
  readonly scrollBlockedMs: number;
  readonly wrong: number;
  /** Of the page before anything was opened, and the most above it. */
  readonly idleMB: number;
  readonly peakMB: number;
  /** Before and after the moment at which the first image was shown. */
  readonly shipped: { readonly first: readonly Shipped[]; readonly later: readonly Shipped[] };
  readonly canvas: string;
}

/** That a page could not do it, and why. */
export interface Failed {
  readonly failed: string;
}

export interface TurnOptions {
  readonly site: PageSite;
  /** After the page's address. */
  readonly query: string;
  readonly workload: Workload;
  readonly files: readonly string[];
  /** Frames that are scrolled through; 0 for none, which leaves figures of it NaN. */
  readonly steps: number;
  /** The longest that anything may take. */
  readonly limitMs: number;
}

/** Between two looks at the memory: each costs some time in the kernel. */
const LOOK_EVERY_MS = 250;
const REST_MS = 500;
const POINTER = [500, 20] as const;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Global = Window & { readonly bench: Bench };

export const turn = async (options: TurnOptions): Promise<Turn | Failed> => {
  const path = findChromium();
  const browser = await chromium.launch({ ...(path !== null && { executablePath: path }), args: CHROMIUM_FLAGS });
  let pageErrors: readonly string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('pageerror', (error) => (pageErrors = [...pageErrors, error.message]));
    return await within(options.limitMs, measured(page, options));
  } catch (error) {
    const [first] = pageErrors;
    return { failed: first ?? (error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)) };
  } finally {
    await browser.close();
  }
};

const within = async <Value>(limitMs: number, work: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not done in ${String(limitMs / 1000)} s`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const tasksMs = async (devtools: CDPSession): Promise<number> => {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
};

const measured = async (page: Page, { site, query, workload, files, steps }: TurnOptions): Promise<Turn> => {
  site.shipped();
  await page.goto(site.url + query);
  await page.waitForFunction(() => 'bench' in window);
  // Who opens files has come to the page with the pointer before.
  await page.mouse.move(...POINTER);
  await page.setInputFiles('#files', [...files]);
  await page.waitForLoadState('networkidle');
  await pause(REST_MS);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  const pids = (): readonly number[] => descendants(process.pid);
  const cpu = (): number => cpuSeconds(pids());
  const idleMB = pssMB(pids());
  let peakMB = idleMB;
  const looking = setInterval(() => (peakMB = Math.max(peakMB, pssMB(pids()))), LOOK_EVERY_MS);
  try {
    const before = { cpu: cpu(), tasks: await tasksMs(devtools) };
    const { columns, rows, frames, kind } = workload;
    await page.evaluate(
      (opened) => {
        const { bench } = window as unknown as Global;
        bench.blocked();
        bench.open(opened);
      },
      { columns, rows, frames, kind },
    );
    const first = await page.evaluate(() => (window as unknown as Global).bench.first());
    const firstCpu = cpu() - before.cpu;
    const allMs = await page.evaluate(() => (window as unknown as Global).bench.all());
    const allCpu = cpu() - before.cpu;
    const tasks = (await tasksMs(devtools)) - before.tasks;
    await pause(REST_MS);
    const blockedMs = await page.evaluate(() => (window as unknown as Global).bench.blocked());
    const scrollFrom = cpu();
    const scrolled = await page.evaluate((count) => (window as unknown as Global).bench.scroll(count), steps);
    const scrollCpu = cpu() - scrollFrom;
    const scrollBlockedMs = await page.evaluate(() => (window as unknown as Global).bench.blocked());
    peakMB = Math.max(peakMB, pssMB(pids()));
    const shipped = site.shipped();
    return {
      firstMs: first.ms,
      firstCpu,
      allMs,
      allCpu,
      blockedMs,
      tasksMs: tasks,
      framesPerSecond: steps > 0 ? (1000 * steps) / scrolled.ms : NaN,
      cpuMsPerFrame: steps > 0 ? (1000 * scrollCpu) / steps : NaN,
      scrollBlockedMs,
      wrong: scrolled.wrong,
      idleMB,
      peakMB,
      shipped: {
        first: shipped.filter(({ at }) => at <= first.at),
        later: shipped.filter(({ at }) => at > first.at),
      },
      canvas: await page.evaluate(() => (window as unknown as Global).bench.size()),
    };
  } finally {
    clearInterval(looking);
  }
};
