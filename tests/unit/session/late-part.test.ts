import { effect } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import * as assessing from '../../../src/session/assessing.ts';
import { LatePart } from '../../../src/session/late-part.ts';
import { Session } from '../../../src/session/session.ts';
import type { AssessingPart } from '../../../src/session/late-assessing.ts';
import { PATIENT, recordOf } from '../../support/records.ts';

const RECORD = recordOf({
  tipcheck: 1,
  id: 'one',
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
  tip: { position: [1, 2, 3], evidence: 'none', sigma: 0.5 },
});

/** A part that comes, or doesn't, when it is told to. */
const heldPart = <Part>() => {
  const asked: { come: (part: Part) => void; fail: () => void }[] = [];
  const late = new LatePart<Part>(
    () =>
      new Promise((resolve, reject) => {
        asked.push({
          come: resolve,
          fail: () => {
            reject(new Error('no network'));
          },
        });
      }),
  );
  return { late, asked };
};

describe('a part that is loaded when it is needed', () => {
  it('is asked for once, whoever wants it', async () => {
    const { late, asked } = heldPart<string>();
    expect(late.loaded.value).toBeNull();
    const both = [late.load(), late.load()];
    late.want();
    asked[0]?.come('there');
    expect(await Promise.all(both)).toEqual(['there', 'there']);
    expect(await late.load()).toBe('there');
    expect([asked.length, late.loaded.value, late.failures.value]).toEqual([1, 'there', 0]);
  });

  it('is asked for again after it failed, but not by what asks again and again', async () => {
    const { late, asked } = heldPart<string>();
    const first = late.load();
    asked[0]?.fail();
    await expect(first).rejects.toThrow('no network');
    expect(late.failures.value).toBe(1);
    expect(late.cause).toEqual(new Error('no network'));
    late.wantOnce();
    expect(asked).toHaveLength(1);
    const second = late.load();
    asked[1]?.come('there');
    expect(await second).toBe('there');
  });
});

describe('a session whose measuring isn’t loaded yet', () => {
  it('takes edits and undoes them at once, and assesses as soon as it is there', async () => {
    const { late, asked } = heldPart<AssessingPart>();
    const session = new Session({ assessing: late });
    const seen: (string | null)[] = [];
    effect(() => {
      seen.push(session.assessment.value?.verdict ?? null);
    });
    expect([asked.length, session.isPreparing.value]).toEqual([0, false]);
    session.add(RECORD);
    expect([asked.length, session.isPreparing.value, session.assessment.value]).toEqual([1, true, null]);
    session.dispatch({ kind: 'confirm-tip' });
    expect(session.active.value?.tip?.evidence).toBe('person');
    session.undo();
    expect(session.active.value?.tip?.evidence).not.toBe('person');
    session.redo();
    expect(() => session.assessed({ complete: true })).toThrow('ready()');
    expect(session.assessed()).toEqual([]);
    asked[0]?.come(assessing);
    await session.ready();
    expect(session.isPreparing.value).toBe(false);
    expect(session.assessment.value?.metrics.tipToCenter).not.toBeNull();
    expect(session.assessed({ complete: true })).toHaveLength(1);
    expect([seen[0], seen.at(-1)]).toEqual([null, session.assessment.value?.verdict]);
    expect(asked).toHaveLength(1);
  });

  it('doesn’t ask again at every step of a drag where it failed, but does when it is awaited', async () => {
    const { late, asked } = heldPart<AssessingPart>();
    const session = new Session({ assessing: late });
    effect(() => void session.assessment.value);
    session.add(RECORD);
    asked[0]?.fail();
    await expect(session.ready()).rejects.toThrow('no network');
    for (const radius of [3, 4, 5]) session.dispatch({ kind: 'resize-target', radius }, 'drag');
    expect(asked).toHaveLength(1);
    const ready = session.ready();
    asked[1]?.come(assessing);
    await ready;
    expect(session.assessment.value?.verdict).toBeDefined();
  });
});
