import type { SetFile } from '../case-file/read-set.ts';
import { isRefusal } from '../image/refusal.ts';
import { SetRound } from '../panel/set-round.ts';
import type { Opened, OpenSet, ReadOptions } from './opened.ts';
import { openedCase, refusedWhole } from './read-opened-case.ts';

/** Begins, or goes on with, a set: its first case that isn't answered yet. Refused where that one can't be opened. */
export const beginSetOf = async (file: SetFile, name: string, options: ReadOptions): Promise<Opened> => {
  const open: OpenSet = {
    openInstead: null,
    round: new SetRound({
      set: file.set,
      keeps: options.keepsWork,
      seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
      open: async (id) => (await open.openInstead?.((again) => caseOfSet(file, id, name, open, again))) ?? false,
    }),
  };
  const { first } = open.round;
  open.round.showsSummary.value = open.round.attemptsAt(first).length > 0;
  return caseOfSet(file, first, name, open, options);
};

const caseOfSet = async (
  file: SetFile,
  id: string,
  name: string,
  set: OpenSet,
  options: ReadOptions,
): Promise<Opened> => {
  const read = await file.readCase(id);
  const place = set.round.cases.peek().findIndex((one) => one.id === id);
  const found = isRefusal(read)
    ? refusedWhole(name, read.code, `case ${String(place + 1)}: ${read.message}`)
    : await openedCase(read, name, options, set);
  const earlier = set.round.outcomeOf(id);
  return earlier && found.teachingCase ? { ...found, records: [earlier.answer.record] } : found;
};
