import { oneLine } from '../image/refusal.ts';
import { readFile } from 'node:fs/promises';
import { METRIC_NAMES } from '../assess/assessment.ts';
import { readCaseFile, revealCase } from '../case-file/read-case.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { METRIC_LABELS } from '../report/wording.ts';
import { parseAnswer } from '../teach/answer.ts';
import type { CaseAnswers } from '../teach/case.ts';
import { COMPONENTS } from '../teach/case-axes.ts';
import type { Compared } from '../teach/compared.ts';
import { score, type Outcome, type Score, type ScoredPlace } from '../teach/score.ts';
import { namedPath } from './cli-inspect-files.ts';
import { readRecord } from './cli-read-record.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';

/** Larger cases are for a viewer. */
const MAX_CASE_BYTES = 2 * 1024 * 1024 * 1024 - 1;

/** `tipcheck teach score`: a learner's answer against a case's experts. */
export const scoreAnswer = async (
  path: string,
  answerPath: string,
  { json }: { readonly json: boolean },
): Promise<CommandResult> => {
  const text = await readRecord(answerPath, 'answer');
  if (isRefused(text)) return refusedResult(text.code, `${text.message} (${answerPath})`);
  const answer = parseAnswer(text.text);
  if (isRefused(answer)) return refusedResult(answer.code, `${answer.message} (${answerPath})`);
  const bytes = await caseBytes(path);
  if (isRefused(bytes)) return refusedResult(bytes.code, `${bytes.message} (${path})`);
  const file = await readCaseFile(bytes);
  if (isRefused(file)) return refusedResult(file.code, `${file.message} (${path})`);
  const answers = await revealCase(file, answer);
  if (isRefused(answers)) return refusedResult(answers.code, answers.message);
  const scored = score(file.case, answers, answer);
  if (isRefused(scored)) return refusedResult(scored.code, scored.message);
  const stdout = json ? `${JSON.stringify(scored, null, 2)}\n` : scoreText(scored, answers);
  return { stdout, stderr: '', exitCode: 0 };
};

/** The bytes of a case's file. */
export const caseBytes = async (path: string): Promise<Uint8Array | Refused> => {
  const named = await namedPath(path);
  if (named?.kind !== 'file') return refused('missing-path', 'there is no such file');
  if (named.size > MAX_CASE_BYTES) return refused('too-large', 'the case is larger than 2 GiB');
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return refused('unreadable', 'the file could not be read');
  }
};

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  right: 'RIGHT',
  wrong: 'WRONG',
  undecided: 'NOT DECIDED, and the images tell',
  'reference-undecided': 'NOT SCORED: the references don’t decide',
};

const scoreText = (
  { verdict, tip, target, shaft, metrics, confidence, experts }: Score,
  answers: CaseAnswers,
): string => {
  const sure = `${String(Math.round(confidence * 100))} %`;
  const lines = [
    OUTCOMES[verdict.outcome],
    `Said: ${verdict.said}, ${sure} sure. ${verdict.truth === null ? '' : `True: ${verdict.truth}. `}The answer’s own marks: ${verdict.measured}.`,
    `Against ${String(experts)} expert${experts === 1 ? '' : 's'}; right is within their own spread.`,
    ...placeLines('Tip', tip),
    ...placeLines('Target', target),
    ...(shaft ? ['', `Shaft: ${comparedText(shaft, 'deg')}`] : []),
    '',
    'Measured:',
    ...METRIC_NAMES.flatMap((name) => {
      const metric = metrics[name];
      return metric ? [`  ${METRIC_LABELS[name].label}: ${comparedText(metric, metric.unit)}`] : [];
    }),
    '',
    answers.teaches,
    answers.explanation,
  ];
  return `${lines.map((line) => (line.startsWith('  ') ? `  ${oneLine(line)}` : oneLine(line))).join('\n')}\n`;
};

const placeLines = (name: string, place: ScoredPlace | null): readonly string[] =>
  place
    ? [
        '',
        `${name}: ${place.distance.toFixed(1)} ${place.unit} from the experts’ mean`,
        ...COMPONENTS.flatMap((component) => {
          const compared = place.components[component];
          return compared ? [`  ${component}: ${comparedText(compared, place.unit)}`] : [];
        }),
      ]
    : [];

const comparedText = ({ own, reference, difference, tolerance, isRight }: Compared, unit: string): string => {
  const number = (value: number): string => value.toFixed(1).replace('-', '−');
  const judged = isRight === null ? 'not judged' : isRight ? 'right' : 'wrong';
  const within = tolerance === null ? '' : `, tolerance ${number(tolerance)}`;
  return `${number(own)} against ${number(reference)} ${unit}, ${difference >= 0 ? '+' : ''}${number(difference)}${within}: ${judged}`;
};
