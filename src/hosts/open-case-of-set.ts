import { revealCase, type CaseFile } from '../case-file/read-case.ts';
import type { SetFile } from '../case-file/read-set.ts';
import { isRefused } from '../confirmation/record.ts';
import { isRefusal } from '../image/refusal.ts';
import { SetRound } from '../panel/set-round.ts';
import { score } from '../teach/score.ts';
import type { SkippedFile } from '../viewer/study.ts';
import type { Opened, OpenSet, ReadOptions } from './opened.ts';
import { openedCase, refusedWhole } from './read-opened-case.ts';

/**
 * Begins, or goes on with, a set: its first case that isn't answered yet. Where that one can't be opened, the next that can, with why not of those
 * before; refused where none can.
 */
export const beginSetOf = async (file: SetFile, name: string, options: ReadOptions): Promise<Opened> => {
  const open: OpenSet = {
    openInstead: null,
    round: new SetRound({
      set: file.set,
      keeps: options.keepsWork,
      seed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
      open: async (id) => (await open.openInstead?.((again) => caseOfSet(file, id, name, open, again))) ?? false,
    }),
  };
  const { round } = open;
  const failures: SkippedFile[] = [];
  for (const id of round.firsts) {
    const found = await caseOfSet(file, id, name, open, options);
    failures.push(...found.failures);
    if (!found.teachingCase) continue;
    round.showsSummary.value = round.attemptsAt(id).length > 0;
    return { ...found, failures };
  }
  return { instances: [], records: [], profiles: [], failures };
};

const caseOfSet = async (
  file: SetFile,
  id: string,
  name: string,
  set: OpenSet,
  options: ReadOptions,
): Promise<Opened> => {
  // A case that is fetched may never come: that can be seen, and ended.
  options.onProgress({ done: 0, total: 1 });
  const read = await file.readCase(id, options.signal);
  options.signal.throwIfAborted();
  const found = isRefusal(read)
    ? refusedWhole(name, read.code, read.message)
    : await openedCase(read, name, options, set);
  options.signal.throwIfAborted();
  if (!found.teachingCase) {
    const number = set.round.cases.peek().findIndex((one) => one.id === id) + 1;
    return {
      ...found,
      failures: found.failures.map((one) => ({ ...one, message: `case ${String(number)}: ${one.message}` })),
    };
  }
  if (!isRefusal(read)) await recall(read, set.round);
  options.signal.throwIfAborted();
  const earlier = set.round.outcomeOf(id);
  return earlier ? { ...found, records: [earlier.answer.record] } : found;
};

/** A case stays answered: an answer that was kept opens it again. Where it is none to this case any more, the case is blind. */
const recall = async (file: CaseFile, round: SetRound): Promise<void> => {
  const answer = round.outcomeOf(file.case.id) ? null : round.answerKeptOf(file.case.id);
  if (!answer) return;
  const answers = await revealCase(file, answer);
  const scored = isRefused(answers) ? answers : score(file.case, answers, answer);
  if (!isRefused(answers) && !isRefused(scored)) round.answeredBefore({ answer, answers, score: scored });
};
