import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptBranch, KeptConfirmation, KeptHead } from '../../../../src/session/kept/kept-branch.ts';
import { mergeBranches } from '../../../../src/session/kept/merge-branches.ts';
import { inLane } from '../../../support/lane.ts';
import { PATIENT, recordOf } from '../../../support/records.ts';

const head = (change: Partial<KeptHead>): KeptHead => ({
  id: 'branch',
  study: '1.2',
  writer: 'writer',
  at: 0,
  step: 1,
  order: [],
  activeId: null,
  calibrations: [],
  isClosed: false,
  resumedAt: null,
  discardedAt: null,
  ...change,
});

/** `line`: the revisions of the record, oldest first, the last being what is kept. */
const version = (id: string, line: readonly string[]): KeptConfirmation => ({
  record: recordOf({ id, space: PATIENT, observer: line.at(-1) }),
  revision: line.at(-1) ?? '',
  ancestors: line.slice(0, -1).toReversed(),
});

const branch = (at: number, records: readonly KeptConfirmation[], change: Partial<KeptHead> = {}): KeptBranch => ({
  head: head({ id: `branch ${String(at)}`, at, order: records.map(({ record }) => record.id), ...change }),
  records,
  unreadable: 0,
});

const counter = (): (() => string) => {
  let count = 0;
  return () => `new ${String((count += 1))}`;
};

describe('branches of one study, put together', () => {
  it('give all their confirmations, the newer branch first', () => {
    const merged = mergeBranches(
      [branch(1, [version('a', ['a1'])]), branch(2, [version('b', ['b1'])], { activeId: 'b' })],
      counter(),
    );
    expect(merged.records.map(({ record }) => record.id)).toEqual(['b', 'a']);
    expect(merged.activeId).toBe('b');
  });

  it('leave out the version of a record that the other was made of, whichever branch was written last', () => {
    for (const [old, young] of [
      [1, 2],
      [2, 1],
    ] as const) {
      const merged = mergeBranches(
        [branch(old, [version('a', ['a1', 'a2'])]), branch(young, [version('a', ['a1', 'a2', 'a3', 'a4'])])],
        counter(),
      );
      expect(merged.records.map(({ record, revision }) => [record.id, revision])).toEqual([['a', 'a4']]);
    }
  });

  it('keep both versions of a record that were made apart, and give the older branch’s an id of its own', () => {
    const merged = mergeBranches(
      [branch(1, [version('a', ['a1', 'left'])]), branch(2, [version('a', ['a1', 'right'])])],
      counter(),
    );
    expect(merged.records.map(({ record }) => [record.id, record.observer])).toEqual([
      ['a', 'right'],
      ['new 1', 'left'],
    ]);
  });

  it('keep the newer version of two that each has in its past, as after undo in one of them', () => {
    const merged = mergeBranches(
      [branch(1, [version('a', ['a1', 'a2'])]), branch(2, [version('a', ['a1', 'a2', 'a1'])])],
      counter(),
    );
    expect(merged.records.map(({ revision }) => revision)).toEqual(['a1']);
  });

  it('give a run the scales of the newest branch that has any for it', () => {
    const scale = { betweenColumns: 1, betweenRows: 1, unit: 'mm', basis: 'user' } as const;
    const made = (size: number) => ({
      sopInstanceUID: '1.2.9',
      scale,
      calibration: { method: 'ruler', size } as never,
    });
    const other = { ...made(3), sopInstanceUID: '1.2.10' };
    const merged = mergeBranches(
      [branch(1, [], { calibrations: [made(1), other] }), branch(2, [], { calibrations: [made(2)] })],
      counter(),
    );
    expect(merged.calibrations).toEqual([made(2), other]);
  });
});

/** A tree of edits: every version of a record is made of an earlier one of it. A branch holds any version of any of the records. */
const records = ['a', 'b', 'c'];
const tree = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
const lineTo = (parents: readonly number[], id: string, at: number): readonly string[] =>
  at === 0 ? [`${id}0`] : [...lineTo(parents, id, (parents[at] ?? 0) % at), `${id}${String(at)}`];
const branchesOf = fc.record({
  parents: tree,
  holds: fc.array(fc.array(fc.option(fc.nat()), { minLength: 3, maxLength: 3 }), { maxLength: 6 }),
});

describe('branches of any descent', () => {
  it('lose no confirmation, bring none twice, and have distinct ids', () => {
    let [several, apart] = [0, 0];
    fc.assert(
      fc.property(branchesOf, ({ parents, holds }) => {
        const branches = holds.map((held, at) =>
          branch(
            at,
            held.flatMap((choice, index) => {
              const id = records[index] ?? '';
              return choice === null ? [] : [version(id, lineTo(parents, id, choice % parents.length))];
            }),
          ),
        );
        const merged = mergeBranches(branches, counter());
        const ids = merged.records.map(({ record }) => record.id);
        expect(new Set(ids).size).toBe(ids.length);
        const contents = merged.records.map(({ record }) => record.observer ?? '');
        expect(new Set(contents).size).toBe(contents.length);
        for (const { record, revision } of branches.flatMap((one) => one.records)) {
          const held = contents.some(
            (content) =>
              content === revision ||
              // Of the same record, and made of this version.
              (content.startsWith(record.id) &&
                lineTo(parents, record.id, Number(content.slice(1))).includes(revision)),
          );
          expect(held).toBe(true);
        }
        // None that is there is what another one was made of.
        for (const one of contents)
          for (const other of contents)
            if (one !== other)
              expect(lineTo(parents, other.charAt(0), Number(other.slice(1))).includes(one)).toBe(false);
        if (branches.length > 1) several += 1;
        if (contents.length > records.length) apart += 1;
      }),
      { numRuns: inLane({ fast: 150, full: 3000 }), seed: 20261126 },
    );
    expect(several).toBeGreaterThan(50);
    expect(apart).toBeGreaterThan(10);
  });
});
