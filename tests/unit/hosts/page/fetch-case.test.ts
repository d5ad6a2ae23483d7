import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchCase } from '../../../../src/hosts/page/fetch-case.ts';

const ZIP = new URL('https://example.org/cases/one.zip');
const LIST = new URL('https://example.org/cases/set.json');

/** A server that sends pieces, each after some seconds; after the last one it is silent, or ends. */
const slowly =
  (pieces: readonly (readonly [seconds: number, text: string])[], ends: boolean) =>
  (_: URL, { signal }: { readonly signal: AbortSignal }): Promise<Response> => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        signal.addEventListener('abort', () => {
          controller.error(signal.reason);
        });
        let at = 0;
        for (const [seconds, text] of pieces) {
          at += seconds;
          setTimeout(() => {
            if (!signal.aborted) controller.enqueue(new TextEncoder().encode(text));
          }, 1000 * at);
        }
        if (ends)
          setTimeout(() => {
            controller.close();
          }, 1000 * at);
      },
    });
    return Promise.resolve(new Response(body));
  };

const reasonOf = async (found: ReturnType<typeof fetchCase>): Promise<unknown> => {
  const line = await found;
  return line && 'text' in line ? line.reason : line;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  [404, 'there is no such file'],
  [410, 'there is no such file'],
  [500, 'the server failed'],
])('a server that answers %i is told of in one line', async (status, reason) => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status })));
  expect(await reasonOf(fetchCase(ZIP, new AbortController().signal))).toBe(reason);
});

it('a server that can’t be reached is told of in one line', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  expect(await reasonOf(fetchCase(ZIP, new AbortController().signal))).toBe('the server can’t be reached');
});

it('a case that comes slowly is waited for', async () => {
  vi.stubGlobal(
    'fetch',
    slowly(
      [
        [20, 'ab'],
        [25, 'cd'],
        [25, 'e'],
      ],
      true,
    ),
  );
  const found = fetchCase(ZIP, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(80_000);
  const inputs = await found;
  if (!inputs || 'text' in inputs) throw new Error('not fetched');
  expect(inputs.map(({ name, size }) => [name, size])).toEqual([['case.zip', 5]]);
  expect(new TextDecoder().decode(await inputs[0]?.read())).toBe('abcde');
});

it.each([
  ['from the beginning', []],
  ['after some of it', [[20, 'ab']] as const],
])('a case of which nothing comes %s ends after half a minute with one line', async (_, pieces) => {
  vi.stubGlobal('fetch', slowly(pieces, false));
  const reason = reasonOf(fetchCase(ZIP, new AbortController().signal));
  await vi.advanceTimersByTimeAsync(51_000);
  expect(await reason).toBe('nothing came from the server for half a minute');
  expect(vi.getTimerCount()).toBe(0);
});

it('what is opened meanwhile ends the fetch, and nothing is told of it', async () => {
  const signals: AbortSignal[] = [];
  const answer = slowly([], false);
  vi.stubGlobal('fetch', (url: URL, options: { readonly signal: AbortSignal }) => {
    signals.push(options.signal);
    return answer(url, options);
  });
  const overtaken = new AbortController();
  const found = fetchCase(ZIP, overtaken.signal);
  await vi.advanceTimersByTimeAsync(1000);
  overtaken.abort();
  expect(await found).toBeNull();
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

it('a case beside a list is asked for when it is read, and its fetch ends with the load', async () => {
  const set = { tipcheckSet: 1, id: 'set', title: 'Set', order: 'as-listed', cases: [{ id: 'a', file: 'a.zip' }] };
  const asked: string[] = [];
  const silent = slowly([], false);
  vi.stubGlobal('fetch', (url: URL, options: { readonly signal: AbortSignal }) => {
    asked.push(url.pathname);
    return url.pathname.endsWith('.json') ? Promise.resolve(new Response(JSON.stringify(set))) : silent(url, options);
  });
  const inputs = await fetchCase(LIST, new AbortController().signal);
  if (!inputs || 'text' in inputs) throw new Error('not fetched');
  expect(asked).toEqual(['/cases/set.json']);
  const ending = new AbortController();
  const read = inputs[1]?.read(ending.signal);
  ending.abort(new Error('cancelled'));
  await expect(read).rejects.toThrow('cancelled');
  expect(asked).toEqual(['/cases/set.json', '/cases/a.zip']);
});
