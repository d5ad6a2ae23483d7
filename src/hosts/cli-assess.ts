import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { parseDeviceProfile } from '../confirmation/device-profile.ts';
import { applyEdit } from '../confirmation/edit.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation, type Device, type Refused } from '../confirmation/record.ts';
import { assessmentText } from './cli-assess-text.ts';
import { profileNamed } from './cli-profiles.ts';
import { readRecord } from './cli-read-record.ts';
import { refusalLine, refusedResult, type CommandResult } from './cli-result.ts';

export interface AssessOptions {
  readonly json: boolean;
  readonly confidence?: number;
  /** A bundled profile's id, or a file. */
  readonly profile?: string;
  /** A device profile that every record is assessed with, in place of its own device. */
  readonly device?: string;
}

/** `tipcheck assess`: every record in order. A refused one doesn't stop the others. */
export const assessPaths = async (paths: readonly string[], options: AssessOptions): Promise<CommandResult> => {
  const { json, confidence } = options;
  const device = options.device === undefined ? null : await readDevice(options.device);
  if (isRefused(device)) return refusedResult(device.code, `${device.message} (${options.device ?? ''})`);
  const profile = options.profile === undefined ? null : await profileNamed(options.profile);
  if (profile && isRefused(profile)) return refusedResult(profile.code, profile.message);
  let [stdout, stderr] = ['', ''];
  let exitCode: 0 | 2 = 0;
  for (const path of paths) {
    const found = await assessPath(path, {
      ...(confidence !== undefined && { confidence }),
      ...(profile && { profile }),
      device,
    });
    if (isRefused(found)) {
      exitCode = 2;
      stderr += refusalLine(found.code, `${found.message} (${path})`);
      if (paths.length === 1) continue;
      stdout += json ? jsonLine({ refused: { code: found.code, message: found.message } }) : '';
      continue;
    }
    const { record, assessment } = found;
    if (json) stdout += paths.length === 1 ? `${JSON.stringify(assessment, null, 2)}\n` : jsonLine(assessment);
    else stdout += assessmentText(record, assessment, paths.length === 1 ? null : path, profile);
  }
  return { stdout, stderr, exitCode };
};

const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

const assessPath = async (
  path: string,
  {
    device,
    ...options
  }: { readonly confidence?: number; readonly profile?: ProcedureProfile; readonly device: Device | null },
): Promise<{ readonly record: Confirmation; readonly assessment: Assessment } | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  const read = parseRecord(text.text);
  if (isRefused(read)) return read;
  const record = device ? applyEdit(read, { kind: 'set-device-profile', device }) : read;
  const assessment = assess(record, options);
  return isRefused(assessment) ? assessment : { record, assessment };
};

const readDevice = async (path: string): Promise<Device | Refused> => {
  const text = await readRecord(path);
  return isRefused(text) ? text : parseDeviceProfile(text.text);
};
