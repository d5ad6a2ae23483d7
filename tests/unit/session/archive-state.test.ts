import { expect, it } from 'vitest';
import { archiveWords, type ArchiveState } from '../../../src/session/archive-state.ts';

const now = new Date(2026, 10, 26, 12, 0);
const waiting = (more: { readonly triesAgain?: boolean; readonly isEarlier?: boolean }): ArchiveState => ({
  kind: 'waiting',
  reason: 'it cannot be reached',
  triesAgain: true,
  isEarlier: false,
  ...more,
});

it.each<[ArchiveState, string]>([
  [{ kind: 'absent' }, 'Not in the archive'],
  [{ kind: 'storing' }, 'Storing…'],
  [{ kind: 'stored', at: new Date(2026, 10, 26, 9, 5), warning: null }, 'Saved to archive 09:05'],
  [{ kind: 'stored', at: new Date(2026, 10, 2, 9, 5), warning: null }, 'Saved to archive 2026-11-02 09:05'],
  [
    { kind: 'stored', at: now, warning: 'the archive changed values in it (B000)' },
    'Saved to archive 12:00, but the archive changed values in it (B000)',
  ],
  [{ kind: 'changed' }, 'Changed since it was saved'],
  [waiting({}), 'Waiting for the archive: it cannot be reached'],
  [waiting({ triesAgain: false }), 'Not stored: it cannot be reached'],
  [
    waiting({ isEarlier: true }),
    'Changed since it was stored. An earlier version: Waiting for the archive: it cannot be reached',
  ],
])('%j is said as “%s”', (state, words) => {
  expect(archiveWords(state, now)).toBe(words);
});
