import { isRefused } from '../confirmation/record.ts';
import { assessmentText } from './cli-assess-text.ts';
import { assessedRecord, readChoices, type AssessChoices } from './cli-assessed-record.ts';
import { refusalLine, refusedResult, type CommandResult } from './cli-result.ts';

export interface AssessOptions extends AssessChoices {
  readonly json: boolean;
}

/** `tipcheck assess`: every record in order. A refused one doesn't stop the others. */
export const assessPaths = async (paths: readonly string[], options: AssessOptions): Promise<CommandResult> => {
  const { json } = options;
  const choices = await readChoices(options);
  if (isRefused(choices)) return refusedResult(choices.code, choices.message);
  let [stdout, stderr] = ['', ''];
  let exitCode: 0 | 2 = 0;
  for (const path of paths) {
    const found = await assessedRecord(path, choices);
    if (isRefused(found)) {
      exitCode = 2;
      stderr += refusalLine(found.code, `${found.message} (${path})`);
      if (paths.length === 1) continue;
      stdout += json ? jsonLine({ refused: { code: found.code, message: found.message } }) : '';
      continue;
    }
    const { record, assessment } = found;
    if (json) stdout += paths.length === 1 ? `${JSON.stringify(assessment, null, 2)}\n` : jsonLine(assessment);
    else stdout += assessmentText(record, assessment, paths.length === 1 ? null : path, choices.profile);
  }
  return { stdout, stderr, exitCode };
};

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;
