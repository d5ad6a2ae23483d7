import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, type Refused } from '../confirmation/record.ts';
import { assessmentText } from './cli-assess-text.ts';
import { profileNamed } from './cli-profiles.ts';
import { readRecord } from './cli-read-record.ts';
import { refusalLine, refusedResult, type CommandResult } from './cli-result.ts';

export interface AssessOptions {
  readonly json: boolean;
  readonly confidence?: number;
  /** A bundled profile's id, or a file. */
  readonly profile?: string;
}

/** `tipcheck assess`: every record in order. A refused one doesn't stop the others. */
export const assessPaths = async (paths: readonly string[], options: AssessOptions): Promise<CommandResult> => {
  const { json, confidence } = options;
  const profile = options.profile === undefined ? null : await profileNamed(options.profile);
  if (profile && isRefused(profile)) return refusedResult(profile.code, profile.message);
  let [stdout, stderr] = ['', ''];
  let exitCode: 0 | 2 = 0;
  for (const path of paths) {
    const found = await assessPath(path, {
      ...(confidence !== undefined && { confidence }),
      ...(profile && { profile }),
    });
    if (isRefused(found)) {
      exitCode = 2;
      stderr += refusalLine(found.code, `${found.message} (${path})`);
      if (paths.length === 1) continue;
      stdout += json ? jsonLine({ refused: { code: found.code, message: found.message } }) : '';
    } else if (json) stdout += paths.length === 1 ? `${JSON.stringify(found, null, 2)}\n` : jsonLine(found);
    else stdout += assessmentText(found, paths.length === 1 ? null : path, profile);
  }
  return { stdout, stderr, exitCode };
};

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

const assessPath = async (
  path: string,
  options: { readonly confidence?: number; readonly profile?: ProcedureProfile },
): Promise<Assessment | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  return assess(parseRecord(text.text), options);
};
