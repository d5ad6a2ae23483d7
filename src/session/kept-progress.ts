import { isRefused } from '../confirmation/record.ts';
import { parseAnswer } from '../teach/answer.ts';
import type { TeachingAnswer } from '../teach/case.ts';
import { parseProgress, type CaseSet, type SetProgress } from '../teach/case-set.ts';

/** How far learners have come in sets of cases, in the browser's own store: answers and how they were scored, and nothing of who gave them. */
const PREFIX = 'tipcheck-set ';

/** An id has no blank in it: no two keys are the same. */
const keyOf = ({ id }: CaseSet): string => PREFIX + id;
const answersKeyOf = ({ id }: CaseSet): string => `${PREFIX}${id} answers`;

/** Null where the browser gives the page none. */
const store = (): Storage | null => {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
};

/** What was kept of a set. `unreadable`: something is kept, as of another version; `refused`: the browser doesn't let the page see. */
export const keptProgress = (set: CaseSet): SetProgress | 'none' | 'unreadable' | 'refused' => {
  try {
    const kept = store();
    if (!kept) return 'refused';
    const text = kept.getItem(keyOf(set));
    if (text === null) return 'none';
    const progress = parseProgress(set, text);
    return isRefused(progress) ? 'unreadable' : progress;
  } catch {
    return 'refused';
  }
};

/** Returns whether the browser has kept it. */
export const keepProgress = (set: CaseSet, progress: SetProgress): boolean => {
  try {
    const kept = store();
    try {
      kept?.setItem(keyOf(set), JSON.stringify(progress));
    } catch {
      // Answers give way to scores.
      kept?.removeItem(answersKeyOf(set));
      kept?.setItem(keyOf(set), JSON.stringify(progress));
    }
    return kept !== null;
  } catch {
    return false;
  }
};

/** Each as it was written; null where the whole can't be read. Throws where the store does. */
const answersOf = (set: CaseSet): readonly unknown[] | null => {
  const list: unknown = JSON.parse(store()?.getItem(answersKeyOf(set)) ?? '[]');
  return Array.isArray(list) ? list : null;
};

const isTo = (id: string, answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'case' in answer && answer.case === id;

/** The last answer to a case of the set; null where none was kept, or it can't be read. */
export const keptAnswer = (set: CaseSet, id: string): TeachingAnswer | null => {
  try {
    const answer = parseAnswer(answersOf(set)?.find((one) => isTo(id, one)));
    return isRefused(answer) ? null : answer;
  } catch {
    return null;
  }
};

/** Keeps the last answer to a case, or none; what can't be read is left as it is. Scores come first: an answer may be large, and is done without where it has no room. */
export const keepAnswer = (set: CaseSet, id: string, answer: TeachingAnswer | null): void => {
  try {
    const others = answersOf(set)?.filter((one) => !isTo(id, one));
    if (!others) return;
    const all = answer ? [...others, answer] : others;
    if (all.length > 0) store()?.setItem(answersKeyOf(set), JSON.stringify(all));
    else store()?.removeItem(answersKeyOf(set));
  } catch {
    // The case is then as one whose score alone is known.
  }
};

export const forgetProgress = (set: CaseSet): void => {
  try {
    store()?.removeItem(keyOf(set));
    store()?.removeItem(answersKeyOf(set));
  } catch {
    // A store that may not be touched holds nothing of ours.
  }
};

/** Of every set. */
export const forgetAllProgress = (): void => {
  try {
    const kept = store();
    for (const key of Object.keys(kept ?? {})) if (key.startsWith(PREFIX)) kept?.removeItem(key);
  } catch {
    // As above.
  }
};
