import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isRefused } from '../../../src/index.ts';
import type { Outcome } from '../../../src/panel/case-round.ts';
import { SetRound, type SetRoundOptions } from '../../../src/panel/set-round.ts';
import { parseCaseSet, type CaseSet, type SetProgress } from '../../../src/teach/case-set.ts';
import { score } from '../../../src/teach/score.ts';
import { stubLocalStorage } from '../../support/local-storage.ts';
import { caseAnswers, ctReading, teachingAnswer, teachingCase } from '../../support/teaching.ts';

const KEY = 'tipcheck-set pitfalls';

const setOf = (order: CaseSet['order']): CaseSet => {
  const cases = [1, 2, 3, 4, 5, 6].map((number) => ({ id: `case-${String(number)}`, file: `${String(number)}.zip` }));
  const set = parseCaseSet({ tipcheckSet: 1, id: 'pitfalls', title: 'Pitfalls', order, cases });
  if (isRefused(set)) throw new Error(set.message);
  return set;
};

/** Seeds as a browser would give them: another each time. */
let seeds = 0;
const tab = (more: Partial<SetRoundOptions> & { readonly order?: CaseSet['order'] } = {}): SetRound => {
  const { order = 'as-listed', ...options } = more;
  return new SetRound({
    set: setOf(order),
    keeps: () => true,
    seed: () => (seeds += 1),
    open: () => Promise.resolve(true),
    ...options,
  });
};

const outcomeAt = (id: string): Outcome => {
  const [answer, answers] = [
    teachingAnswer(ctReading([2, 0, 0]), { case: id }),
    caseAnswers([ctReading([0, 0, 0])], { case: id }),
  ];
  const scored = score(teachingCase({ id }), answers, answer);
  if (isRefused(scored)) throw new Error(scored.message);
  return { answer, answers, score: scored };
};
const answer = (round: SetRound, ...ids: readonly string[]): void => {
  for (const id of ids) round.answered(outcomeAt(id));
};
const answeredIn = (round: SetRound): readonly string[] =>
  round.cases
    .peek()
    .map(({ id }) => id)
    .filter((id) => round.attemptsAt(id).length > 0);
const orderIn = (round: SetRound): readonly string[] => round.cases.peek().map(({ id }) => id);

let store = stubLocalStorage();
beforeEach(() => {
  store = stubLocalStorage();
});
afterEach(() => {
  vi.unstubAllGlobals();
});
const kept = (): SetProgress => JSON.parse(store.items.get(KEY) ?? 'null') as SetProgress;

describe('what a browser keeps of a set', () => {
  it('is written with the first answer, or once a shuffled set’s case is open', () => {
    tab().opened('case-1');
    tab({ order: 'shuffled' });
    expect(store.items.size).toBe(0);
    const shuffled = tab({ order: 'shuffled' });
    shuffled.opened('case-1');
    expect(orderIn(tab({ order: 'shuffled' }))).toEqual(orderIn(shuffled));
    store.items.clear();
    const listed = tab();
    answer(listed, 'case-1');
    expect(kept().attempts).toHaveLength(1);
    expect(answeredIn(tab())).toEqual(['case-1']);
  });

  it.each([
    ['another version’s', JSON.stringify({ tipcheckProgress: 2, set: 'pitfalls' })],
    ['no JSON', '{"tipcheckProgress": 1, "attem'],
  ])('is left as it is where it is %s, until it is forgotten', (_, text) => {
    store.items.set(KEY, text);
    const round = tab({ order: 'shuffled' });
    expect(round.keeping).toBe('unreadable');
    round.opened('case-2');
    answer(round, 'case-2', 'case-3');
    round.triedAgain('case-2');
    expect(answeredIn(round).toSorted()).toEqual(['case-2', 'case-3']);
    expect(store.items.get(KEY)).toBe(text);
    round.forget();
    expect(round.keeping).toBe('kept');
    expect(kept().attempts).toEqual([]);
    answer(round, 'case-2');
    expect(kept().attempts).toHaveLength(1);
  });

  it('loses no answer of the page where the browser refuses', () => {
    const round = tab();
    answer(round, 'case-1');
    store.isFull = true;
    answer(round, 'case-2');
    expect(round.keeping).toBe('refused');
    answer(round, 'case-3');
    expect(answeredIn(round)).toEqual(['case-1', 'case-2', 'case-3']);
    store.isFull = false;
    answer(round, 'case-4');
    expect(round.keeping).toBe('kept');
    expect(kept().attempts).toHaveLength(4);
  });

  it('is nothing without a store', () => {
    vi.stubGlobal('localStorage', undefined);
    const round = tab();
    expect(round.keeping).toBe('refused');
    answer(round, 'case-1', 'case-2');
    expect(answeredIn(round)).toEqual(['case-1', 'case-2']);
  });

  it('isn’t added to once nothing is to be kept, and not later either', () => {
    let keeps = true;
    const round = tab({ keeps: () => keeps });
    answer(round, 'case-1');
    const before = store.items.get(KEY);
    keeps = false;
    expect(round.keeping).toBe('off');
    answer(round, 'case-2');
    keeps = true;
    answer(round, 'case-3');
    expect(round.keeping).toBe('off');
    expect(store.items.get(KEY)).toBe(before);
    expect(answeredIn(round)).toEqual(['case-1', 'case-2', 'case-3']);
    round.forget();
    expect(store.items.size).toBe(0);
  });
});

describe('the last answer to each case', () => {
  const ANSWERS = `${KEY} answers`;

  it('is there on the next page until the case is tried again', () => {
    const round = tab();
    answer(round, 'case-1', 'case-2');
    expect(tab().answerKeptOf('case-1')).toEqual(outcomeAt('case-1').answer);
    expect(tab().answerKeptOf('case-3')).toBeNull();
    round.triedAgain('case-1');
    expect(tab().answerKeptOf('case-1')).toBeNull();
    answer(round, 'case-1');
    expect(tab().answerKeptOf('case-1')).not.toBeNull();
    expect(JSON.parse(store.items.get(ANSWERS) ?? '')).toHaveLength(2);
  });

  it('is forgotten with the set', () => {
    const round = tab();
    answer(round, 'case-1');
    round.forget();
    expect([...store.items.keys()]).toEqual([KEY]);
  });

  it.each([
    ['no JSON', '[{"case": "case-1", '],
    ['no list', '{"case-1": 1}'],
  ])('is left as it is where it is %s, and scores are kept all the same', (_, text) => {
    store.items.set(ANSWERS, text);
    answer(tab(), 'case-1');
    expect(answeredIn(tab())).toEqual(['case-1']);
    expect(tab().answerKeptOf('case-1')).toBeNull();
    expect(store.items.get(ANSWERS)).toBe(text);
  });

  it('stays beside those of another version, which aren’t read', () => {
    const later = { ...outcomeAt('case-2').answer, tipcheckAnswer: 2 };
    store.items.set(ANSWERS, JSON.stringify([later]));
    const round = tab();
    round.answered(outcomeAt('case-1'));
    expect(JSON.parse(store.items.get(ANSWERS) ?? '')).toEqual([later, outcomeAt('case-1').answer]);
    store.items.set(
      KEY,
      JSON.stringify({ ...kept(), attempts: kept().attempts.map((one) => ({ ...one, case: 'case-2' })) }),
    );
    expect(answeredIn(tab())).toEqual(['case-2']);
    expect(tab().answerKeptOf('case-2')).toBeNull();
  });

  it('isn’t kept where no scores are', () => {
    const round = tab({ keeps: () => false });
    answer(round, 'case-1');
    expect(store.items.size).toBe(0);
    store.items.set(KEY, 'no progress');
    answer(tab(), 'case-1');
    expect([...store.items.keys()]).toEqual([KEY]);
  });
});

describe('a set in two tabs', () => {
  it('goes on from what the other has kept, whatever it was shuffled with', () => {
    answer(tab({ order: 'shuffled' }), 'case-6');
    const a = tab({ order: 'shuffled' });
    const b = tab({ order: 'shuffled' });
    answer(a, 'case-1');
    answer(b, 'case-2');
    answer(a, 'case-3');
    expect(answeredIn(a).toSorted()).toEqual(['case-1', 'case-2', 'case-3', 'case-6']);
    expect(kept().attempts).toHaveLength(4);
    store.items.clear();
    const c = tab();
    const d = tab();
    answer(c, 'case-1');
    answer(d, 'case-2');
    answer(c, 'case-3');
    expect(answeredIn(c)).toEqual(['case-1', 'case-2', 'case-3']);
  });

  it.each([
    [
      'in one',
      (round: SetRound) => {
        round.forget();
      },
    ],
    [
      'with all kept work',
      () => {
        store.items.clear();
      },
    ],
  ])('is forgotten in both when it is forgotten %s', (_, forget) => {
    const a = tab();
    answer(a, 'case-1', 'case-2');
    const b = tab();
    answer(b, 'case-3');
    forget(a);
    answer(b, 'case-4');
    expect(kept().attempts.map((attempt) => attempt.case)).toEqual(['case-4']);
    expect(answeredIn(b)).toEqual(['case-4']);
    expect(b.outcomeOf('case-3')).toBeNull();
    expect(b.outcomeOf('case-4')).not.toBeNull();
  });

  it('comes in another order once it is forgotten', () => {
    const round = tab({ order: 'shuffled' });
    round.opened('case-1');
    const { seed } = kept();
    round.forget();
    expect(kept().seed).not.toBe(seed);
    expect(orderIn(tab({ order: 'shuffled' }))).toEqual(orderIn(round));
  });
});

it('a set is begun with what isn’t answered, then what is to be tried again, then the others', () => {
  const round = tab();
  answer(round, 'case-1', 'case-2', 'case-4');
  round.triedAgain('case-2');
  expect(round.firsts).toEqual(['case-3', 'case-5', 'case-6', 'case-2', 'case-1', 'case-4']);
});
