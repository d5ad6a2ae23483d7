import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import { parseDeviceProfile } from '../confirmation/device-profile.ts';
import { applyEdit } from '../confirmation/edit.ts';
import { MAX_RECORD_BYTES, parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Device, type Refused } from '../confirmation/record.ts';
import { assessmentText } from './cli-assess-text.ts';
import { refusalLine, refusedResult, type CommandResult } from './cli-result.ts';

export interface AssessOptions {
  readonly json: boolean;
  readonly confidence?: number;
  /** A device profile that every record is assessed with, in place of its own device. */
  readonly device?: string;
}

/** `tipcheck assess`: every record in order. A refused one doesn't stop the others. */
export const assessPaths = async (paths: readonly string[], options: AssessOptions): Promise<CommandResult> => {
  const { json, confidence } = options;
  const device = options.device === undefined ? null : await readDevice(options.device);
  if (isRefused(device)) return refusedResult(device.code, `${device.message} (${options.device ?? ''})`);
  let [stdout, stderr] = ['', ''];
  let exitCode: 0 | 2 = 0;
  for (const path of paths) {
    const found = await assessPath(path, confidence, device);
    if (isRefused(found)) {
      exitCode = 2;
      stderr += refusalLine(found.code, `${found.message} (${path})`);
      if (paths.length === 1) continue;
      stdout += json ? jsonLine({ refused: { code: found.code, message: found.message } }) : '';
    } else if (json) stdout += paths.length === 1 ? `${JSON.stringify(found, null, 2)}\n` : jsonLine(found);
    else stdout += assessmentText(found, paths.length === 1 ? null : path);
  }
  return { stdout, stderr, exitCode };
};

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

const assessPath = async (
  path: string,
  confidence: number | undefined,
  device: Device | null,
): Promise<Assessment | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  const record = parseRecord(text.text);
  const held = device && !isRefused(record) ? applyEdit(record, { kind: 'set-device-profile', device }) : record;
  return assess(held, confidence === undefined ? {} : { confidence });
};

const readDevice = async (path: string): Promise<Device | Refused> => {
  const text = await readRecord(path);
  return isRefused(text) ? text : parseDeviceProfile(text.text);
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
