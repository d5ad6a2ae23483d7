import { assess } from '../assess/assess.ts';
import type { Assessment } from '../assess/assessment.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { parseDeviceProfile } from '../confirmation/device-profile.ts';
import { applyEdit } from '../confirmation/edit.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Confirmation, type Device, type Refused } from '../confirmation/record.ts';
import { profileNamed } from './cli-profiles.ts';
import { readRecord } from './cli-read-record.ts';

/** How records are assessed, as it is said on the command line. */
export interface AssessChoices {
  readonly confidence?: number;
  /** A bundled profile's id, or a file. */
  readonly profile?: string;
  /** A device profile that every record is assessed with, in place of its own device. */
  readonly device?: string;
}

/** The same with what the names stand for. */
export interface ReadChoices {
  readonly confidence?: number;
  readonly profile: ProcedureProfile | null;
  readonly device: Device | null;
}

export const readChoices = async ({ confidence, profile, device }: AssessChoices): Promise<ReadChoices | Refused> => {
  const readDevice = device === undefined ? null : await deviceAt(device);
  if (isRefused(readDevice)) return refused(readDevice.code, `${readDevice.message} (${device ?? ''})`);
  const readProfile = profile === undefined ? null : await profileNamed(profile);
  if (isRefused(readProfile)) return readProfile;
  return { ...(confidence !== undefined && { confidence }), profile: readProfile, device: readDevice };
};

const deviceAt = async (path: string): Promise<Device | Refused> => {
  const text = await readRecord(path);
  return isRefused(text) ? text : parseDeviceProfile(text.text);
};

/** The record of a file and what it amounts to. */
export const assessedRecord = async (
  path: string,
  { device, profile, confidence }: ReadChoices,
): Promise<{ readonly record: Confirmation; readonly assessment: Assessment } | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  const read = parseRecord(text.text);
  if (isRefused(read)) return read;
  const record = device ? applyEdit(read, { kind: 'set-device-profile', device }) : read;
  const assessment = assess(record, { ...(confidence !== undefined && { confidence }), ...(profile && { profile }) });
  return isRefused(assessment) ? assessment : { record, assessment };
};
