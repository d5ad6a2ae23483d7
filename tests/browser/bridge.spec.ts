import { expect, test, type Frame, type Page } from '@playwright/test';
import { documented } from '../support/documented.ts';
import { startPageServer, type PageServer } from '../support/page-server.ts';
import { startSlowArchive, type SlowArchive } from '../support/slow-archive.ts';

interface Message {
  readonly tipcheck: number;
  readonly id?: string;
  readonly type: string;
  readonly [member: string]: unknown;
}

declare global {
  interface Window {
    heard: Message[];
    openStudy(study: string): Promise<Message>;
    ask(message: object): Promise<Message>;
  }
}

const SERIES = '1.2.3.4.1';
const SLICES = 40;

let archive: SlowArchive;
let viewer: PageServer;
/** Of an origin that the viewer's site lists. */
let host: PageServer;
/** Of one that it doesn't. */
let stranger: PageServer;

/** Keeps all that arrives at a window, whoever sent it. */
const LISTENER = '<script>window.heard = []; addEventListener("message", ({ data }) => heard.push(data));</script>';

test.beforeAll(async () => {
  archive = await startSlowArchive(SLICES, 32);
  viewer = await startPageServer();
  // The host of the documentation, as it stands there, of the viewer's address.
  const example = documented('docs/bridge.md', 'bridge-host').replace(
    'https://viewer.example.org/tipcheck/',
    `${viewer.url}/`,
  );
  const pages = {
    '/': LISTENER + example.replace('</script>', 'Object.assign(window, { ask, openStudy });</script>'),
    '/empty': LISTENER,
  };
  host = await startPageServer({ pages });
  stranger = await startPageServer({ pages });
  viewer.settings = { archives: [{ name: 'PACS', url: archive.url }], framedBy: [host.url], samples: false };
});

test.afterAll(async () => {
  await Promise.all([viewer, host, stranger].map((server) => server.close()));
  await archive.close();
});

const frameOf = async (page: Page): Promise<Frame> => {
  const frame = await (await page.locator('#viewer').elementHandle()).contentFrame();
  if (!frame) throw new Error('there is no frame');
  await frame.locator('tipcheck-viewer').waitFor();
  return frame;
};

const heardBy = (page: Page | Frame): Promise<Message[]> => page.evaluate(() => window.heard);
const ask = (page: Page, message: object): Promise<Message> => page.evaluate((one) => window.ask(one), message);

/** Whether the viewer is as it was: nothing opened, nothing marked. */
const isUntouched = (frame: Page | Frame): Promise<boolean> =>
  frame.evaluate(() => {
    const element = document.querySelector('tipcheck-viewer') as unknown as Element & {
      session: { cases: { value: { confirmations: unknown[] } } };
    };
    return !element.hasAttribute('study') && element.session.cases.value.confirmations.length === 0;
  });

/** Long enough for an answer to have come, were there one: the bridge is up, and answers a greeting at once. */
const settled = (page: Page): Promise<void> => page.waitForTimeout(1500);

const ATTACKS: readonly object[] = [
  { tipcheck: 1, id: 'x', type: 'hello' },
  { tipcheck: 1, id: 'x', type: 'open', study: '1.2.3.4' },
  { tipcheck: 1, id: 'x', type: 'state' },
  { tipcheck: 1, id: 'x', type: 'store' },
];

test('a listed host is greeted, opens a study at a place, and is told of changes as the viewer has them', async ({
  page,
}) => {
  await page.goto(host.url);
  const frame = await frameOf(page);
  expect(await page.evaluate(() => window.openStudy('1.2.3.4'))).toMatchObject({
    tipcheck: 1,
    type: 'done',
    notes: [],
  });
  await expect(frame.locator('output').first()).toContainText(`of ${String(SLICES)}`);
  expect(await ask(page, { type: 'hello' })).toMatchObject({ type: 'ready', version: '0.1.0', protocol: 1 });
  expect(await ask(page, { type: 'open', study: '1.2.3.4', series: SERIES, frame: 7 })).toMatchObject({
    type: 'done',
    notes: [],
  });
  await expect(frame.locator('output').first()).toContainText(`7 of ${String(SLICES)}`);
  expect(await ask(page, { type: 'open', study: '1.2.3.4', series: '1.2.9', record: 'none' })).toMatchObject({
    notes: ['The study has no such series: another is shown.', 'The study has no such confirmation.'],
  });
  expect(await ask(page, { type: 'state' })).toMatchObject({ study: '1.2.3.4', confirmations: [], record: null });

  await frame.getByRole('button', { name: 'Mark tip' }).click();
  await frame.locator('.viewport').first().click();
  await expect.poll(async () => (await heardBy(page)).some(({ type }) => type === 'change')).toBe(true);
  const change = (await heardBy(page)).findLast(({ type }) => type === 'change');
  const inside = await frame.evaluate(() => {
    const { session } = document.querySelector('tipcheck-viewer') as unknown as {
      session: { active: { value: unknown }; assessment: { value: unknown } };
    };
    return { record: session.active.value, assessment: session.assessment.value };
  });
  expect(change).toMatchObject({ tipcheck: 1, isTooLarge: false, ...(JSON.parse(JSON.stringify(inside)) as object) });
  await expect(page.locator('#verdict')).toHaveText('indeterminate');
  const record = change?.['record'] as { readonly id: string };
  expect(await ask(page, { type: 'state' })).toMatchObject({ confirmations: [record.id], record: { id: record.id } });
  expect(await ask(page, { type: 'select', record: record.id })).toMatchObject({ type: 'done' });
  expect(await ask(page, { type: 'select', record: 'another' })).toMatchObject({
    type: 'error',
    code: 'no-such-record',
  });
  expect(await ask(page, { type: 'open', study: '1.2.3.4', archive: 'Other' })).toMatchObject({ code: 'no-archive' });
});

test('marks that are saved nowhere hold up another study, unless they are given up', async ({ page }) => {
  const before = viewer.settings;
  viewer.settings = { ...before, keepWork: false };
  try {
    await page.goto(host.url);
    const frame = await frameOf(page);
    await page.evaluate(() => window.openStudy('1.2.3.4'));
    await frame.getByRole('button', { name: 'Mark tip' }).click();
    await frame.locator('.viewport').first().click();
    await expect.poll(async () => (await heardBy(page)).some(({ type }) => type === 'change')).toBe(true);
    expect(await ask(page, { type: 'open', study: '1.2.3.5' })).toMatchObject({ type: 'error', code: 'unsaved' });
    expect(await ask(page, { type: 'state' })).toMatchObject({ study: '1.2.3.4', record: { tipcheck: 1 } });
    await ask(page, { type: 'open', study: '1.2.3.5', discard: true });
    expect(await ask(page, { type: 'state' })).toMatchObject({ study: '1.2.3.5', record: null });
  } finally {
    viewer.settings = before;
  }
});

test('a host of an origin that isn’t listed gets nothing and changes nothing', async ({ page }) => {
  await page.goto(stranger.url);
  const frame = await frameOf(page);
  await page.evaluate((attacks) => {
    const { contentWindow } = document.querySelector('#viewer') as HTMLIFrameElement;
    for (const attack of attacks) contentWindow?.postMessage(attack, '*');
  }, ATTACKS);
  await settled(page);
  expect(await heardBy(page)).toEqual([]);
  expect(await isUntouched(frame)).toBe(true);
});

test('a sibling frame, a child frame and a window that opened the page get nothing, listed or not', async ({
  page,
}) => {
  await page.goto(host.url);
  const frame = await frameOf(page);
  await page.evaluate(() => window.ask({ type: 'hello' }));
  // The host's page says hello by itself, too.
  await settled(page);
  await page.evaluate(() => {
    window.heard = [];
  });
  const framed = async (inside: Page | Frame, name: string, url: string): Promise<Frame> => {
    await inside.evaluate(
      ([id, address]) => {
        const added = document.createElement('iframe');
        added.id = id ?? '';
        added.src = address ?? '';
        document.body.append(added);
      },
      [name, url],
    );
    const added = await (await inside.locator(`#${name}`).elementHandle()).contentFrame();
    if (!added) throw new Error('no frame');
    await added.waitForFunction(() => Array.isArray(window.heard));
    return added;
  };
  const attackers: Frame[] = [];
  for (const [index, { url }] of [host, stranger].entries()) {
    const sibling = await framed(page, `sibling${String(index)}`, `${url}/empty`);
    const child = await framed(frame, `child${String(index)}`, `${url}/empty`);
    await sibling.evaluate((attacks) => {
      for (const attack of attacks) (window.parent.frames[0] as Window).postMessage(attack, '*');
    }, ATTACKS);
    await child.evaluate((attacks) => {
      for (const attack of attacks) window.parent.postMessage(attack, '*');
    }, ATTACKS);
    attackers.push(sibling, child);
  }
  await settled(page);
  for (const attacker of attackers) expect(await heardBy(attacker)).toEqual([]);
  expect(await heardBy(page)).toEqual([]);
  expect(await isUntouched(frame)).toBe(true);

  const opener = await page.context().newPage();
  await opener.goto(`${host.url}/empty`);
  const [popup] = await Promise.all([
    opener.waitForEvent('popup'),
    opener.evaluate((url) => {
      Object.assign(window, { opened: window.open(url) });
    }, viewer.url),
  ]);
  await popup.locator('tipcheck-viewer').waitFor();
  await opener.evaluate((attacks) => {
    for (const attack of attacks) (window as unknown as { opened: Window }).opened.postMessage(attack, '*');
  }, ATTACKS);
  await settled(opener);
  expect(await heardBy(opener)).toEqual([]);
  expect(await isUntouched(popup)).toBe(true);
});

test('malformed, foreign and huge messages of a listed host have no answer and no effect; a flood is heard in part', async ({
  page,
}) => {
  await page.goto(host.url);
  const frame = await frameOf(page);
  await ask(page, { type: 'hello' });
  // The host's page says hello by itself, too.
  await settled(page);
  const count = (await heardBy(page)).length;
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('#viewer') as HTMLIFrameElement;
    const whole = { tipcheck: 1, id: 'x', type: 'open', study: '1.2.3.4' };
    for (const message of [
      null,
      'hello',
      JSON.stringify(whole),
      [whole],
      { ...whole, tipcheck: 2 },
      { ...whole, type: 'eval' },
      { ...whole, id: 'x'.repeat(1000) },
      { ...whole, study: 'javascript:alert(1)' },
      { ...whole, dicomweb: 'https://evil.example/' },
      { ...whole, frame: -1 },
      { ...whole, series: 'x'.repeat(5_000_000) },
      { ...whole, extra: new Uint8Array(5_000_000) },
      new Map([['tipcheck', 1]]),
    ])
      contentWindow?.postMessage(message, '*');
  });
  await settled(page);
  expect(await heardBy(page)).toHaveLength(count);
  expect(await isUntouched(frame)).toBe(true);
  await page.evaluate(() => {
    const { contentWindow } = document.querySelector('#viewer') as HTMLIFrameElement;
    for (let index = 0; index < 500; index += 1)
      contentWindow?.postMessage({ tipcheck: 1, id: `f${String(index)}`, type: 'state' }, '*');
  });
  await settled(page);
  const answered = (await heardBy(page)).length - count;
  expect(answered).toBeGreaterThan(0);
  expect(answered).toBeLessThan(150);
  expect(await ask(page, { type: 'state' })).toMatchObject({ type: 'state' });
});

test('a page without a list has no bridge', async ({ page }) => {
  const before = viewer.settings;
  viewer.settings = { archives: [{ name: 'PACS', url: archive.url }], samples: false };
  try {
    await page.goto(host.url);
    const frame = await frameOf(page);
    await page.evaluate((attacks) => {
      const { contentWindow } = document.querySelector('#viewer') as HTMLIFrameElement;
      for (const attack of attacks) contentWindow?.postMessage(attack, '*');
    }, ATTACKS);
    await settled(page);
    expect(await heardBy(page)).toEqual([]);
    expect(await isUntouched(frame)).toBe(true);
  } finally {
    viewer.settings = before;
  }
});
