import { isRefused } from '../confirmation/record.ts';
import { parseProgress, type CaseSet, type SetProgress } from '../teach/case-set.ts';

/** How far learners have come in sets of cases, in the browser's own store: answers as they were scored, and nothing of who gave them. */
const PREFIX = 'tipcheck-set ';

const keyOf = ({ id }: CaseSet): string => PREFIX + id;

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
    kept?.setItem(keyOf(set), JSON.stringify(progress));
    return kept !== null;
  } catch {
    return false;
  }
};

export const forgetProgress = (set: CaseSet): void => {
  try {
    store()?.removeItem(keyOf(set));
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
