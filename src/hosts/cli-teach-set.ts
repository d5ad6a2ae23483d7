import { basename, dirname, join, resolve } from 'node:path';
import { writeSet } from '../case-file/write-set.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { isRefusal } from '../image/refusal.ts';
import { parseSetDraft } from '../teach/case-set.ts';
import { readRecord } from './cli-read-record.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';
import { caseBytes } from './cli-teach.ts';
import { caseOfDraft } from './cli-teach-make.ts';
import { writeTogether } from './cli-write-files.ts';

export interface SetOptions {
  readonly draft: string;
  readonly out: string;
  /** Codes of findings that somebody has looked at. */
  readonly acknowledged: readonly string[];
  readonly json: boolean;
}

/** `tipcheck teach set`: a set of the cases that its draft names, made first where it names their drafts. */
export const makeSet = async ({ draft: path, out, acknowledged, json }: SetOptions): Promise<CommandResult> => {
  const text = await readRecord(path, 'draft');
  if (isRefused(text)) return refusedResult(text.code, `${text.message} (${path})`);
  const draft = parseSetDraft(text.text);
  if (isRefused(draft)) return refusedResult(draft.code, `${draft.message} (${path})`);
  const from = (named: string): string => join(dirname(path), named);
  const cases: Uint8Array[] = [];
  for (const [index, one] of draft.cases.entries()) {
    const bytes =
      'file' in one ? await caseBytes(from(one.file)) : await bytesOf(from(one.draft), from(one.images), acknowledged);
    if (isRefused(bytes)) return refusedResult(bytes.code, `case ${String(index + 1)}: ${bytes.message}`);
    cases.push(bytes);
  }
  const written = await writeSet({ ...draft, cases });
  if (isRefusal(written)) return refusedResult(written.code, written.message);
  const target = resolve(out);
  const bytes = new Uint8Array(Buffer.concat(written.zip));
  const fault = await writeTogether(dirname(target), [{ name: basename(target), bytes }], 'set');
  if (fault) return refusedResult(fault.code, fault.message);
  const { set } = written;
  const stdout = json
    ? `${JSON.stringify(set, null, 2)}\n`
    : `Set ${set.id}: ${String(set.cases.length)} case${set.cases.length === 1 ? '' : 's'}\n`;
  return { stdout, stderr: '', exitCode: 0 };
};

const bytesOf = async (
  draft: string,
  images: string,
  acknowledged: readonly string[],
): Promise<Uint8Array | Refused> => {
  const made = await caseOfDraft(draft, images, acknowledged);
  return isRefused(made) ? refused(made.code, made.message) : made.bytes;
};
