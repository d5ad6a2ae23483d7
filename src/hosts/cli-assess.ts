import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { MAX_RECORD_BYTES, parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Refused } from '../confirmation/record.ts';
import { assessmentText } from './cli-assess-text.ts';
import { refusalLine, type CommandResult } from './cli-result.ts';

export interface AssessOptions {
  readonly json: boolean;
  readonly confidence?: number;
}

/** `tipcheck assess`: every record in order. A refused one doesn't stop the others. */
export const assessPaths = async (paths: readonly string[], options: AssessOptions): Promise<CommandResult> => {
  const { json, confidence } = options;
  let [stdout, stderr] = ['', ''];
  let exitCode: 0 | 2 = 0;
  for (const path of paths) {
    const found = await assessPath(path, confidence);
    if (isRefused(found)) {
      exitCode = 2;
      stderr += refusalLine(found.code, `${found.message} (${path})`);
      if (paths.length === 1) continue;
      stdout += json ? jsonLine({ refused: { code: found.code, message: found.message } }) : '';
      continue;
    }
    const { record, assessment } = found;
    if (json) stdout += paths.length === 1 ? `${JSON.stringify(assessment, null, 2)}\n` : jsonLine(assessment);
    else stdout += assessmentText(record, assessment, paths.length === 1 ? null : path);
  }
  return { stdout, stderr, exitCode };
};

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

const assessPath = async (
  path: string,
  confidence: number | undefined,
): Promise<{ readonly record: Confirmation; readonly assessment: Assessment } | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  const record = parseRecord(text.text);
  const assessment = assess(record, confidence === undefined ? {} : { confidence });
  if (isRefused(record)) return record;
  return isRefused(assessment) ? assessment : { record, assessment };
};

/** The text of a record file, or why it wasn't read. Larger files aren't read at all, growing ones only up to the limit. */
const readRecord = async (path: string): Promise<{ readonly text: string } | Refused> => {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return refused('not-a-file', 'a record is a file, this is a folder');
    if (found.size > MAX_RECORD_BYTES) return tooLarge;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of createReadStream(path)) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      if (size > MAX_RECORD_BYTES) return tooLarge;
      chunks.push(bytes);
    }
    return decoded(Buffer.concat(chunks));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR') return refused('missing-path', 'there is no such file');
    if (code === 'EACCES' || code === 'EPERM') return refused('unreadable', 'the file may not be read');
    return refused('unreadable', `the file could not be read${typeof code === 'string' ? `, ${code}` : ''}`);
  }
};

const tooLarge = refused('too-large', 'the record is larger than 64 MiB');

const decoded = (bytes: Buffer): { readonly text: string } | Refused => {
  if (bytes.length === 0) return refused('empty', 'the file is empty');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return refused('not-utf-8', 'the record is not UTF-8 text');
  }
};
