import { expect, test } from 'vitest';
import { shareUndo } from '../../../src/hosts/undo-ring.ts';
import type { Space } from '../../../src/confirmation/record.ts';
import type { CornerstoneInstances } from '../../../src/tools/create-tools.ts';
import { readySession } from '../../support/sessions.ts';

interface Memo {
  restoreMemo(undo?: boolean): void;
}

/** The host's history as Cornerstone has it: what is pushed does away with what could be done again. */
class HostHistory {
  readonly past: Memo[] = [];
  readonly future: Memo[] = [];
  push(memo: Memo): void {
    this.past.push(memo);
    this.future.length = 0;
  }
  undo(): void {
    const memo = this.past.pop();
    memo?.restoreMemo(true);
    if (memo) this.future.push(memo);
  }
  redo(): void {
    const memo = this.future.pop();
    memo?.restoreMemo(false);
    if (memo) this.past.push(memo);
  }
}

const SPACE: Space = { kind: 'patient', frameOfReferenceUID: '1.2.3' };
const tipAt = (x: number) => ({ kind: 'place-tip', position: [x, 0, 0], sigma: 0.5 }) as never;

const begin = () => {
  const [host, session] = [new HostHistory(), readySession()];
  const core = { utilities: { HistoryMemo: { DefaultHistoryMemo: host } } };
  const stop = shareUndo(session, { core, tools: {} } as unknown as CornerstoneInstances);
  const x = (): number | undefined => session.active.peek()?.tip?.position?.[0];
  return { host, session, stop, x };
};

test('every step of ours is one of the host, undone and done again among its own in the order of what was done', () => {
  const { host, session, x } = begin();
  const done: string[] = [];
  session.dispatchIn(SPACE, tipAt(1));
  host.push({ restoreMemo: (undo) => done.push(undo === true ? 'host undone' : 'host done') });
  session.dispatchIn(SPACE, tipAt(2));
  expect(host.past).toHaveLength(3);
  host.undo();
  expect([x(), done]).toEqual([1, []]);
  host.undo();
  expect([x(), done]).toEqual([1, ['host undone']]);
  host.undo();
  expect(x()).toBeUndefined();
  host.redo();
  host.redo();
  host.redo();
  expect([x(), done]).toEqual([2, ['host undone', 'host done']]);
  expect(host.past).toHaveLength(3);
});

test('a drag is one step, and one that was cancelled undoes nothing', () => {
  const { host, session, x } = begin();
  session.dispatchIn(SPACE, tipAt(1));
  for (const at of [2, 3, 4]) session.dispatchIn(SPACE, tipAt(at), 'drag');
  expect(host.past).toHaveLength(2);
  session.dispatchIn(SPACE, tipAt(5), 'other');
  session.cancel('other');
  expect(x()).toBe(4);
  host.undo();
  expect(x()).toBe(4);
  host.undo();
  expect(x()).toBe(1);
});

test('after its end the host’s history leaves the session alone; a host without one is told apart', () => {
  const { host, session, stop, x } = begin();
  session.dispatchIn(SPACE, tipAt(1));
  stop?.();
  host.undo();
  expect(x()).toBe(1);
  session.dispatchIn(SPACE, tipAt(2));
  expect(host.past).toHaveLength(0);
  expect(shareUndo(session, { core: { utilities: {} }, tools: {} } as unknown as CornerstoneInstances)).toBeNull();
});
