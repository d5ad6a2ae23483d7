import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/setup.mjs';

/** A browser that can be killed with everything that it started. */
export interface KillableBrowser {
  readonly page: Page;
  /** Resolves when it is gone; again at once. */
  readonly kill: () => Promise<void>;
}

/** Fails with what was awaited, and with what was there instead where that can be told, when it takes longer than this, ms. */
export const within = async <T>(
  ms: number,
  awaited: string,
  promise: Promise<T>,
  instead: () => string | Promise<string> = () => '',
): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
    }, ms);
  });
  const value = await Promise.race([promise.then((came) => ({ came })), late]).finally(() => {
    clearTimeout(timer);
  });
  if (value !== 'late') return value.came;
  throw new Error(`${awaited}: not within ${String(ms / 1000)} s. ${await instead()}`.trim());
};

/** What a browser on a machine with other work may take for a single step, ms. */
export const LIMIT_MS = 30_000;

const addressOf = (stderr: Readable): Promise<string> => {
  let said = '';
  const address = new Promise<string>((resolve, reject) => {
    stderr.on('data', (chunk: Buffer) => {
      said = (said + String(chunk)).slice(-4000);
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    stderr.on('end', () => {
      reject(new Error(`The browser ended before it had an address. It said: ${said}`));
    });
  });
  return within(LIMIT_MS, 'the address of the browser that was started', address, () => `It said: ${said}`);
};

/** Starts a browser with a profile, which it may have had before. */
export const startKillable = async (profile: string): Promise<KillableBrowser> => {
  const executable = findChromium();
  if (executable === null) throw new Error('no browser');
  const args = [...CHROMIUM_FLAGS, '--headless=new', '--remote-debugging-port=0', '--no-default-browser-check'];
  // A group of its own, so that nothing of it outlives the kill.
  const process_ = spawn(executable, [...args, `--user-data-dir=${profile}`, '--window-size=1280,800', 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(process_, 'exit');
  let browser: Browser | null = null;
  const end = async (): Promise<void> => {
    if (process_.pid !== undefined && process_.exitCode === null && process_.signalCode === null)
      process.kill(-process_.pid, 'SIGKILL');
    await within(LIMIT_MS, 'the end of the process of the killed browser', ended);
    if (browser) await within(LIMIT_MS, 'the end of the connection to the killed browser', browser.close());
  };
  let ending: Promise<void> | null = null;
  const kill = (): Promise<void> => (ending ??= end());
  try {
    browser = await chromium.connectOverCDP(await addressOf(process_.stderr), { timeout: LIMIT_MS });
    const [context] = browser.contexts();
    if (!context) throw new Error('The browser has no context.');
    const page = await within(LIMIT_MS, 'a page of the browser that was started', context.newPage());
    page.setDefaultTimeout(LIMIT_MS);
    return { page, kill };
  } catch (failure) {
    await kill();
    throw failure;
  }
};
