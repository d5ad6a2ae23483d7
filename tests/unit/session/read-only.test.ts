import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/confirmation/edit.ts';
import { isRefused, type Position } from '../../../src/confirmation/record.ts';
import { parseRecord } from '../../../src/confirmation/parse.ts';
import { Session } from '../../../src/session/session.ts';
import { inLane } from '../../support/lane.ts';

const recordOf = (id: string) => {
  const record = parseRecord({
    tipcheck: 1,
    id,
    space: { kind: 'patient', frameOfReferenceUID: '1.2.3' },
    target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
    tip: { position: [1, 2, 3], evidence: 'person', sigma: 1 },
    shaft: [[10, 20, 30]],
  });
  if (isRefused(record)) throw new Error(record.message);
  return record;
};

const position = [4, 5, 6] as unknown as Position;
const edits: readonly Edit[] = [
  { kind: 'place-tip', position, sigma: 2 },
  { kind: 'move-tip', position },
  { kind: 'remove-tip' },
  { kind: 'confirm-tip' },
  { kind: 'remove-target' },
  { kind: 'resize-target', radius: 9 },
  { kind: 'add-shaft-point', position },
  { kind: 'set-device', device: 'needle' },
  { kind: 'set-procedure', procedure: 'biopsy' },
  { kind: 'keep-as-look', at: '2026-01-01T00:00:00Z' },
];

/** Everything by which a reader or a tool changes what is marked. */
const changes = (session: Session): readonly (() => void)[] => {
  const { space } = recordOf('any');
  return [
    ...edits.flatMap((edit) => [
      () => {
        session.dispatch(edit);
      },
      () => {
        session.dispatchIn(space, edit, 'gesture');
      },
      () => {
        session.amend(edit, 'gesture');
      },
    ]),
    () => {
      session.begin();
    },
    () => {
      session.remove('first');
    },
    () => {
      session.restore({ confirmations: [], activeId: null, calibrations: [] });
    },
    () => {
      session.undo();
    },
    () => {
      session.redo();
    },
  ];
};

const filled = (): Session => {
  const session = new Session();
  session.add(recordOf('first'));
  session.add(recordOf('second'));
  session.dispatch({ kind: 'resize-target', radius: 7 });
  session.dispatch({ kind: 'resize-target', radius: 8 });
  session.undo();
  return session;
};

describe('a session for looking only', () => {
  it('is not changed by any sequence of edits, which all change one that may be marked in', () => {
    // Each of them does something where it may: what is blocked is not a way that does nothing anyway.
    const effective = changes(filled()).map((_, index) => {
      const session = filled();
      const before = session.cases.peek();
      changes(session)[index]?.();
      return session.cases.peek() !== before;
    });
    expect(effective.filter(Boolean).length).toBeGreaterThan(effective.length * 0.8);

    fc.assert(
      fc.property(fc.array(fc.nat({ max: effective.length - 1 }), { maxLength: 12 }), (sequence) => {
        const session = filled();
        session.setReadOnly(true);
        const before = { cases: session.cases.peek(), past: session.past.peek(), redo: session.canRedo.peek() };
        for (const index of sequence) changes(session)[index]?.();
        expect(session.cases.peek()).toBe(before.cases);
        expect(session.past.peek()).toBe(before.past);
        expect(session.canRedo.peek()).toBe(before.redo);
      }),
      { numRuns: inLane({ fast: 50, full: 2000 }) },
    );
  });

  it('takes records that are handed in, and another one can be chosen', async () => {
    const session = filled();
    session.setReadOnly(true);
    session.add(recordOf('third'));
    expect(session.active.value?.id).toBe('third');
    session.activate('first');
    expect(session.active.value?.id).toBe('first');
    await session.ready();
    expect(session.assessment.value?.verdict).toBe('inside');
  });

  it('lets go of what was begun to be marked, and allows everything again when it is switched off', () => {
    const session = filled();
    session.tool.value = 'tip';
    session.selected.value = { mark: 'tip' };
    session.planStart.value = { space: recordOf('any').space, position };
    session.setReadOnly(true);
    expect([session.tool.value, session.selected.value, session.planStart.value]).toEqual([null, null, null]);
    session.setReadOnly(false);
    session.dispatch({ kind: 'resize-target', radius: 3 });
    expect(session.active.value?.target).toMatchObject({ radius: 3 });
    session.undo();
    expect(session.active.value?.target).toMatchObject({ radius: 7 });
  });
});

describe('the profile of new confirmations', () => {
  it('is what a confirmation begins with, and changes none that is there', () => {
    const session = filled();
    session.newProcedure.value = 'biopsy';
    expect(session.cases.value.confirmations.map(({ procedure }) => procedure)).toEqual([undefined, undefined]);
    session.begin();
    expect(session.active.value?.procedure).toBe('biopsy');
    session.dispatchIn({ kind: 'patient', frameOfReferenceUID: '9.9' }, { kind: 'place-tip', position, sigma: 1 });
    expect(session.active.value).toMatchObject({ procedure: 'biopsy', tip: { sigma: 1 } });
    session.newProcedure.value = null;
    session.begin();
    expect(session.active.value?.procedure).toBeUndefined();
  });
});
