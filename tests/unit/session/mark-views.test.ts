import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Confirmation, Position, Space } from '../../../src/confirmation/record.ts';
import { branchOf, rowsOf } from '../../../src/session/kept/kept-rows.ts';
import type { KeptHead, KeptRow } from '../../../src/session/kept/kept-branch.ts';
import { markName, viewsOf, type PictureView } from '../../../src/session/mark-views.ts';
import type { Session } from '../../../src/session/session.ts';
import { readySession } from '../../support/sessions.ts';

const PATIENT: Space = { kind: 'patient', frameOfReferenceUID: '1.2.3' };
const at = (...position: number[]): Position => position as unknown as Position;
const viewOf = (halfHeight: number): PictureView => ({
  series: '1.2.4#1',
  focus: [1, 2, 3],
  halfHeight,
  window: { lower: -160, upper: 240 },
  inverted: false,
});

/** A session whose reader looks at views that can be told by their height. */
const looking = (): { readonly session: Session; look: (halfHeight: number | null) => void } => {
  const session = readySession();
  let now: PictureView | null = null;
  session.useView(() => now);
  return {
    session,
    look: (halfHeight) => {
      now = halfHeight === null ? null : viewOf(halfHeight);
    },
  };
};

let gestures = 0;
const gesture = (): string => `test-${String((gestures += 1))}`;
const placeTip = (session: Session, x: number, by: string | null = gesture()): boolean =>
  session.dispatchIn(PATIENT, { kind: 'place-tip', position: at(x, 0, 0), sigma: 0.5 }, by);
const active = (session: Session): Confirmation => {
  const record = session.active.peek();
  if (!record) throw new Error('nothing is marked');
  return record;
};
const heights = (session: Session): Readonly<Record<string, number>> =>
  Object.fromEntries([...viewsOf(active(session))].map(([name, { halfHeight }]) => [name, halfHeight]));

describe('the view that a mark was made in', () => {
  it('is that of the gesture, and stays while other marks are made in other views', () => {
    const { session, look } = looking();
    look(10);
    placeTip(session, 1);
    look(20);
    session.dispatchIn(
      PATIENT,
      { kind: 'set-target', target: { shape: 'sphere', center: at(5, 0, 0), radius: 4 } as never },
      gesture(),
    );
    look(30);
    session.dispatchIn(PATIENT, { kind: 'set-entry', position: at(9, 9, 9) }, gesture());
    expect(heights(session)).toEqual({ tip: 10, target: 20, entry: 30 });
  });

  it('is the one it was last moved in, and undo and redo give each place its own view', () => {
    const { session, look } = looking();
    look(10);
    placeTip(session, 1);
    look(20);
    placeTip(session, 2);
    expect(heights(session)).toEqual({ tip: 20 });
    look(30);
    session.undo();
    expect(heights(session)).toEqual({ tip: 10 });
    session.redo();
    expect(heights(session)).toEqual({ tip: 20 });
  });

  it('is not changed by edits that move nothing, or that nobody makes in a view', () => {
    const { session, look } = looking();
    look(10);
    session.dispatchIn(
      PATIENT,
      { kind: 'set-target', target: { shape: 'sphere', center: at(5, 0, 0), radius: 4 } as never },
      gesture(),
    );
    placeTip(session, 1);
    look(20);
    session.dispatch({ kind: 'confirm-tip' });
    session.dispatch({ kind: 'set-device', device: 'needle' }, gesture());
    session.dispatch({ kind: 'set-target', target: { shape: 'sphere', center: at(5, 0, 0), radius: 6 } as never });
    expect(heights(session)).toEqual({ target: 10, tip: 10 });
  });

  it('is none where a mark was made in planes, and goes with its mark', () => {
    const { session, look } = looking();
    look(10);
    placeTip(session, 1);
    session.dispatchIn(PATIENT, { kind: 'set-entry', position: at(9, 9, 9) }, gesture());
    look(null);
    placeTip(session, 2);
    expect(heights(session)).toEqual({ entry: 10 });
    session.dispatch({ kind: 'set-entry', position: null });
    expect(heights(session)).toEqual({});
  });

  it('stays with a point of the shaft when others are put before it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }), (places) => {
        const { session, look } = looking();
        placeTip(session, 0);
        for (const x of places) {
          look(x);
          session.dispatchIn(PATIENT, { kind: 'add-shaft-point', position: at(x, 0, 0) }, gesture());
        }
        const { shaft = [] } = active(session);
        expect(shaft).toHaveLength(places.length);
        shaft.forEach((point, index) => {
          expect(heights(session)[markName({ mark: 'shaft', index })]).toBe(point[0]);
        });
      }),
    );
  });
});

describe('views in kept work', () => {
  const headOf = (record: Confirmation): KeptHead => ({
    ...{ id: 'b', study: '1.2', writer: 'w', at: 0, step: 1, order: [record.id], activeId: record.id },
    ...{ calibrations: [], isClosed: false, resumedAt: null, discardedAt: null },
  });
  const readBack = (rows: ReadonlyMap<string, KeptRow>, record: Confirmation): Confirmation => {
    const [read] = branchOf(headOf(record), rows).records;
    if (!read) throw new Error('it was not read');
    return read.record;
  };

  it('come back with the record, and the record itself says nothing of them', () => {
    const { session, look } = looking();
    look(12.5);
    placeTip(session, 1);
    const record = active(session);
    const rows = new Map(rowsOf(record, []));
    const row = rows.get(`record ${record.id}`);
    expect(row?.kind === 'record' && row.record).toEqual(record);
    // As the database gives it: copies of plain data.
    const back = readBack(structuredClone(rows), record);
    expect(back).toEqual(record);
    expect(viewsOf(back)).toEqual(viewsOf(record));
  });

  it('that are none are left out; the record is read all the same', () => {
    fc.assert(
      fc.property(fc.anything(), (broken) => {
        const { session, look } = looking();
        look(12.5);
        placeTip(session, 1);
        const record = active(session);
        const rows = new Map(
          rowsOf(record, []).map(([key, row]) => [
            key,
            {
              ...row,
              views: [...(Array.isArray(broken) ? broken : [broken]), ['entry', { ...viewOf(1), halfHeight: 0 }]],
            },
          ]),
        );
        const back = readBack(rows, record);
        expect(back).toEqual(record);
        for (const { halfHeight } of viewsOf(back).values()) expect(halfHeight).toBeGreaterThan(0);
        expect(viewsOf(back).has('entry')).toBe(false);
      }),
    );
  });
});
