import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/setup.mjs';
import type { Confirmation } from '../../src/index.ts';
import { noPageErrors, openViewer, showImage } from './viewer.ts';

/**
 * The browser is killed with everything that it started, at moments that nobody chose, and opened again with the same profile. What the page
 * had reported by then must be there, but for the mark in hand: that which was being made when it was killed.
 */

type State = readonly Confirmation[];

/** What the page has reported, oldest first, and from which on it is the act in hand. */
interface Log {
  readonly states: State[];
  /** States of the acts that were over. */
  done: number;
  /** States of the acts that were over when the last of them began. */
  doneBefore: number;
  /** States that the page had said to be kept in the browser. */
  kept: number;
}

interface Running {
  readonly browser: Browser;
  readonly page: Page;
  readonly log: Log;
  readonly kill: () => Promise<void>;
}

interface InSession {
  readonly session: {
    readonly cases: {
      readonly value: { readonly confirmations: State };
      subscribe(told: (list: { confirmations: State }) => void): void;
    };
    readonly saved: { subscribe(told: (saved: { browser?: ReadonlyMap<string, string> }) => void): void };
    revisionOf(id: string): string | null;
    dispatchIn(space: unknown, edit: unknown): void;
    begin(): void;
    undo(): void;
    redo(): void;
  };
}

const addressOf = async (process: ChildProcess): Promise<string> => {
  let said = '';
  for await (const chunk of process.stderr ?? []) {
    said += String(chunk);
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
    if (address) return address;
  }
  throw new Error('the browser ended');
};

const start = async (profile: string, url: string): Promise<Running> => {
  const executable = findChromium();
  if (executable === null) throw new Error('no browser');
  const args = [...CHROMIUM_FLAGS, '--headless=new', '--remote-debugging-port=0', '--no-default-browser-check'];
  // A group of its own, so that nothing of it outlives the kill.
  const process_ = spawn(executable, [...args, `--user-data-dir=${profile}`, '--window-size=1280,800', 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(process_, 'exit');
  const browser = await chromium.connectOverCDP(await addressOf(process_));
  process_.stderr.resume();
  const [context] = browser.contexts();
  const page = await context?.newPage();
  if (!page) throw new Error('no page');
  const log: Log = { states: [], done: 0, doneBefore: 0, kept: 0 };
  await page.exposeFunction('reported', (text: string) => {
    log.states.push(JSON.parse(text) as State);
  });
  await page.exposeFunction('saidKept', (text: string) => {
    const at = log.states.findLastIndex((state) => isDeepStrictEqual(state, JSON.parse(text)));
    log.kept = Math.max(log.kept, at + 1);
  });
  await openViewer(page, url);
  await page.evaluate(() => {
    const { session } = document.querySelector('tipcheck-viewer') as unknown as InSession;
    const page = window as unknown as Record<'reported' | 'saidKept', (text: string) => void>;
    session.cases.subscribe(({ confirmations }) => {
      page.reported(JSON.stringify(confirmations));
    });
    session.saved.subscribe(({ browser }) => {
      const { confirmations } = session.cases.value;
      // One that was taken away must be gone there, too.
      if (
        confirmations.length === (browser?.size ?? 0) &&
        confirmations.every(({ id }) => browser?.get(id) === session.revisionOf(id))
      )
        page.saidKept(JSON.stringify(confirmations));
    });
  });
  const kill = async (): Promise<void> => {
    if (process_.pid !== undefined && process_.exitCode === null) process.kill(-process_.pid, 'SIGKILL');
    await ended;
    await browser.close();
  };
  return { browser, page, log, kill };
};

/** The acts of a reader in a hurry; which, and where, is drawn. */
const acts = (page: Page, random: () => number): (() => Promise<unknown>)[] => {
  const inSession = (act: string, values: readonly number[] = []) =>
    page.evaluate(
      ([what, [x = 0, y = 0, z = 0]]) => {
        const { session } = document.querySelector('tipcheck-viewer') as unknown as InSession;
        const [first] = session.cases.value.confirmations;
        if (what === 'begin') session.begin();
        else if (what === 'undo') session.undo();
        else if (what === 'redo') session.redo();
        else if (first) session.dispatchIn(first.space, { kind: 'place-tip', position: [x, y, z], sigma: 0.5 });
      },
      [act, values] as const,
    );
  const somewhere = async (): Promise<readonly [number, number]> => {
    const box = await page.locator('.viewport').first().boundingBox();
    if (!box) throw new Error('no viewport');
    return [box.x + box.width * (0.35 + 0.3 * random()), box.y + box.height * (0.35 + 0.3 * random())];
  };
  const drag = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Mark target' }).click();
    const [x, y] = await somewhere();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60 * random() + 5, y, { steps: 8 });
    await page.mouse.up();
  };
  const click = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Mark tip' }).click();
    const [x, y] = await somewhere();
    await page.mouse.click(x, y);
  };
  const place = () => inSession('tip', [random() * 50, random() * 50, random() * 50]);
  return [
    drag,
    click,
    place,
    place,
    () => inSession('begin'),
    () => inSession('undo'),
    () => inSession('redo'),
    () => page.keyboard.press('ArrowRight'),
  ];
};

const withId = (state: State): State => state.toSorted((a, b) => a.id.localeCompare(b.id));
const isSame = (a: State, b: State): boolean => isDeepStrictEqual(withId(a), withId(b));

const rounds = process.env['FULL'] === '1' ? 50 : 1;

const killAndCompare = async (url: string): Promise<void> => {
  const profile = await mkdtemp(join(tmpdir(), 'tipcheck-profile-'));
  // Moments and acts differ from run to run: what matters is that no moment is a bad one.
  const random = (): number => Math.random();
  let before: Log | null = null;
  const counts = { kills: 0, states: 0, inHand: 0, lastAct: 0, further: 0, keptLast: 0 };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const { page, log, kill } = await start(profile, url);
      try {
        if (before) {
          const { states, done, doneBefore, kept } = before;
          const last = states.at(-1) ?? [];
          const offered = page.getByRole('region', { name: 'Kept work' }).getByRole('button', { name: 'Resume' });
          if (last.length > 0 || (states[doneBefore - 1] ?? []).length > 0) {
            await offered.click();
            await expect(offered).toHaveCount(0);
          }
          const found = await page.evaluate(
            () => (document.querySelector('tipcheck-viewer') as unknown as InSession).session.cases.value.confirmations,
          );
          const at = states.findLastIndex((state) => isSame(state, found));
          // The act in hand may have gone further than the page could still report.
          const isFurther = at < 0;
          if (isFurther) {
            const others = (list: State): State => list.filter((record) => last.some(({ id }) => id === record.id));
            const changed = others(found).filter((record) => !last.some((one) => isDeepStrictEqual(one, record)));
            expect(changed.length, 'records that differ from what was reported last').toBeLessThanOrEqual(1);
            expect(found.length).toBeGreaterThanOrEqual(last.length - 1);
          } else {
            expect(at + 1, 'nothing that was done before the last act is lost').toBeGreaterThanOrEqual(doneBefore);
            // Handed over, the last act is lost only where the whole browser is killed before it has written it.
            if (at + 1 < done) counts.lastAct += 1;
            expect(at + 1, 'nothing that was said to be kept is lost').toBeGreaterThanOrEqual(kept);
          }
          if (at + 1 < states.length || isFurther) counts.inHand += 1;
          if (isFurther) counts.further += 1;
          if (kept === states.length) counts.keptLast += 1;
          await noPageErrors(page);
        }
        if (round === rounds) break;
        await showImage(page, 17);
        await page.locator('tipcheck-viewer').focus();
        const possible = acts(page, random);
        const killed = new Promise<void>((resolve) => {
          setTimeout(() => void kill().then(resolve), 300 + random() * 2500);
        });
        const over = new AbortController();
        void killed.then(() => {
          over.abort();
        });
        log.doneBefore = log.done = log.states.length;
        // The first acts make sure that there is something to lose.
        const queue = [possible[0], possible[1]];
        while (!over.signal.aborted) {
          const act = queue.shift() ?? possible[Math.floor(random() * possible.length)];
          try {
            await act?.();
          } catch {
            // The browser is gone, in the middle of it.
            break;
          }
          [log.doneBefore, log.done] = [log.done, log.states.length];
        }
        await killed;
        counts.kills += 1;
        counts.states += log.states.length;
        before = log;
      } finally {
        await kill();
      }
    }
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  // Nearly always the page has reported what is found again.
  expect(counts.further).toBeLessThanOrEqual(Math.max(1, rounds / 3));
  test.info().annotations.push({ type: 'kills', description: JSON.stringify(counts) });
  expect(counts.lastAct).toBeLessThanOrEqual(Math.max(1, rounds / 10));
  expect(counts.kills).toBe(rounds);
  expect(counts.states).toBeGreaterThan(2 * rounds);
};

test(`a browser killed ${String(rounds)} times loses no mark but the one in hand @full`, async ({ baseURL }) => {
  test.setTimeout(60_000 + rounds * 40_000);
  await killAndCompare(baseURL ?? '');
});
