import { expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { readBridgeRequest } from '../../../../src/hosts/page/bridge-messages.ts';
import { atMostEvery, rateLimit } from '../../../../src/hosts/page/rate.ts';

const HELLO = { tipcheck: 1, id: 'a', type: 'hello' };

test('a host’s messages are read as they are documented', () => {
  for (const message of [
    HELLO,
    { tipcheck: 1, id: '1', type: 'open', study: '1.2.3' },
    {
      tipcheck: 1,
      id: '1',
      type: 'open',
      study: '1.2.3',
      archive: 'PACS',
      series: '1.2.3.4',
      frame: 3,
      record: 'r',
      discard: true,
    },
    { tipcheck: 1, id: '1', type: 'select', record: 'r' },
    { tipcheck: 1, id: '1', type: 'state' },
    { tipcheck: 1, id: '1', type: 'store' },
  ])
    expect(readBridgeRequest(message)).toEqual(message);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', JSON.stringify(HELLO)],
  ['a list', [HELLO]],
  ['another version', { ...HELLO, tipcheck: 2 }],
  ['a version as text', { ...HELLO, tipcheck: '1' }],
  ['no version', { id: 'a', type: 'hello' }],
  ['no id', { tipcheck: 1, type: 'hello' }],
  ['a long id', { ...HELLO, id: 'a'.repeat(65) }],
  ['an id of markup', { ...HELLO, id: '<b>' }],
  ['an unknown type', { ...HELLO, type: 'eval' }],
  ['a member more', { ...HELLO, extra: 1 }],
  ['a study that is no UID', { tipcheck: 1, id: '1', type: 'open', study: '../1.2' }],
  ['an archive’s address', { tipcheck: 1, id: '1', type: 'open', study: '1.2.3', dicomweb: 'https://evil.example' }],
  ['frame 0', { tipcheck: 1, id: '1', type: 'open', study: '1.2.3', frame: 0 }],
  ['half a frame', { tipcheck: 1, id: '1', type: 'open', study: '1.2.3', frame: 1.5 }],
  ['a huge record', { tipcheck: 1, id: '1', type: 'select', record: 'r'.repeat(1_000_000) }],
  ['a huge list', { ...HELLO, id: Array.from({ length: 1_000_000 }, () => 1) }],
])('%s is no message', (_, message) => {
  expect(readBridgeRequest(message)).toBeNull();
});

test('whatever comes is read without an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (data) => {
      expect(readBridgeRequest(data)).toBeNull();
    }),
  );
});

test('a burst is heard, what goes beyond it is not until time has passed', () => {
  let now = 0;
  const isWithin = rateLimit({ perSecond: 10, burst: 3 }, () => now);
  expect([1, 2, 3, 4].map(isWithin)).toEqual([true, true, true, false]);
  now = 99;
  expect(isWithin()).toBe(false);
  now = 250;
  expect([isWithin(), isWithin(), isWithin()]).toEqual([true, true, false]);
  now = 1e9;
  expect([1, 2, 3, 4].map(isWithin)).toEqual([true, true, true, false]);
});

test('changes that come fast are told at once, then no more often than agreed, the last one always', () => {
  vi.useFakeTimers();
  try {
    const told: number[] = [];
    const { push, stop } = atMostEvery(100, (value: number) => told.push(value));
    push(1);
    for (let value = 2; value < 50; value += 1) push(value);
    expect(told).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(told).toEqual([1, 49]);
    vi.advanceTimersByTime(1000);
    push(50);
    push(51);
    stop();
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([1, 49, 50]);
  } finally {
    vi.useRealTimers();
  }
});
