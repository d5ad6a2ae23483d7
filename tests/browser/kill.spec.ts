import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Confirmation } from '../../src/index.ts';
import { LIMIT_MS, startKillable, within, type KillableBrowser } from './killable-browser.ts';
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

/** What the page says at this moment of its work and of what is kept; for messages. */
const stateOf = (page: Page): Promise<string> =>
  within(
    5000,
    'what the page says',
    page.evaluate(() => {
      const viewer = document.querySelector('tipcheck-viewer');
      const region = viewer?.shadowRoot?.querySelector('.kept')?.textContent.replace(/\s+/g, ' ').trim();
      const { session } = viewer as unknown as InSession;
      const marked = session.cases.value.confirmations.map(({ id, tip }) => `${id} ${String(tip?.position)}`);
      return `The page offers: "${region ?? ''}"; marked: [${marked.join('; ')}].`;
    }),
  ).catch((failure: unknown) => `The page can't be asked: ${String(failure)}`);

/** Opens the viewer and listens to what it reports. */
const opened = async (page: Page, url: string): Promise<Log> => {
  const log: Log = { states: [], done: 0, doneBefore: 0, kept: 0 };
  await page.exposeFunction('reported', (text: string) => {
    log.states.push(JSON.parse(text) as State);
  });
  await page.exposeFunction('saidKept', (text: string) => {
    const at = log.states.findLastIndex((state) => isDeepStrictEqual(state, JSON.parse(text)));
    log.kept = Math.max(log.kept, at + 1);
  });
  await within(2 * LIMIT_MS, 'the viewer’s first picture', openViewer(page, url), () => stateOf(page));
  const listening = page.evaluate(() => {
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
  await within(LIMIT_MS, 'the page to be listened to', listening, () => stateOf(page));
  return log;
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

/** How long an offer is waited for where the last act may have left nothing to offer, ms. */
const MAYBE_MS = 5000;

/** Brings back what the browser kept of the session before, where it offers something; what the session then holds. */
const resumed = async (page: Page, { states, doneBefore, kept }: Log): Promise<State> => {
  const offered = page.getByRole('region', { name: 'Kept work' }).getByRole('button', { name: 'Resume' });
  // What may be found: the act in hand may have been carried out, or not; and it may have taken the last mark away.
  const possible = states.slice(Math.max(doneBefore, kept, 1) - 1).map(({ length }) => length);
  const isSure = possible.every((length) => length > 0);
  const isOffered = possible.some((length) => length > 0) && (await comes(offered, isSure ? LIMIT_MS : MAYBE_MS));
  const instead = async (): Promise<string> =>
    `Before the kill the page had reported ${possible.join(', then ')} confirmations. ${await stateOf(page)}`;
  if (isSure && !isOffered) throw new Error(`no offer of the work kept before the kill. ${await instead()}`);
  if (isOffered) {
    await within(LIMIT_MS, 'resuming of what is offered', offered.click(), instead);
    await within(LIMIT_MS, 'the end of the offer that was resumed', offered.waitFor({ state: 'detached' }), instead);
  }
  const found = page.evaluate(
    () => (document.querySelector('tipcheck-viewer') as unknown as InSession).session.cases.value.confirmations,
  );
  return within(LIMIT_MS, 'what the session holds', found);
};

const comes = (locator: Locator, timeout: number): Promise<boolean> =>
  locator.waitFor({ timeout }).then(
    () => true,
    () => false,
  );

/** What all the kills came to. */
interface Counts {
  kills: number;
  states: number;
  /** Kills that cost a state of the act in hand. */
  inHand: number;
  /** Kills that cost an act that was over. */
  lastAct: number;
  /** Kills after which more was found than the page could still report. */
  further: number;
  /** Kills of pages that had said that everything is kept. */
  keptLast: number;
}

/** Compares what is found again with what the page had reported. */
const compare = (found: State, { states, done, doneBefore, kept }: Log, counts: Counts): void => {
  const last = states.at(-1) ?? [];
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
};

/** Acts as a reader in a hurry, until the browser is killed in the middle of it. */
const actUntilKilled = async ({ page, kill }: KillableBrowser, log: Log, random: () => number): Promise<void> => {
  await within(LIMIT_MS, 'the image that marks go on', showImage(page, 17), () => stateOf(page));
  await page.locator('tipcheck-viewer').focus();
  const possible = acts(page, random);
  let isOver = false;
  const killed = new Promise<void>((resolve) => setTimeout(resolve, 300 + random() * 2500)).then(() => {
    isOver = true;
    return kill();
  });
  log.doneBefore = log.done = log.states.length;
  // The first acts make sure that there is something to lose.
  const queue = [possible[0], possible[1]];
  const act = async (): Promise<void> => {
    while (!isOver) {
      const next = queue.shift() ?? possible[Math.floor(random() * possible.length)];
      await next?.();
      [log.doneBefore, log.done] = [log.done, log.states.length];
    }
  };
  const acting = act().catch((failure: unknown) => {
    // Else the browser is gone, in the middle of it.
    if (!isOver) throw failure;
  });
  // An act that waits for a browser that is gone is waited for no longer.
  await Promise.all([killed, Promise.race([acting, killed])]);
};

const killAndCompare = async (url: string): Promise<void> => {
  const profile = await mkdtemp(join(tmpdir(), 'tipcheck-profile-'));
  // Moments and acts differ from run to run: what matters is that no moment is a bad one.
  const random = (): number => Math.random();
  let before: Log | null = null;
  const counts: Counts = { kills: 0, states: 0, inHand: 0, lastAct: 0, further: 0, keptLast: 0 };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const browser = await startKillable(profile);
      const { page, kill } = browser;
      try {
        const log = await opened(page, url);
        if (before) {
          compare(await resumed(page, before), before, counts);
          await within(LIMIT_MS, 'the errors of the page', noPageErrors(page));
        }
        if (round === rounds) break;
        await actUntilKilled(browser, log, random);
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
