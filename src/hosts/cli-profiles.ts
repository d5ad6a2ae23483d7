import { oneLine } from '../image/refusal.ts';
import { PROFILES } from '../assess/profiles/bundled.ts';
import { parseProfile } from '../assess/profiles/parse-profile.ts';
import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { blockedText, measureLabel, sourceText, thresholdText } from '../report/profile-wording.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';
import { readRecord } from './cli-read-record.ts';

/** `tipcheck profiles [NAME|FILE] [--json]`: the bundled procedure profiles, or one of them as a file to start from, or a site's own, checked. */
export const listProfiles = async (
  name: string | undefined,
  { json }: { readonly json: boolean },
): Promise<CommandResult> => {
  const done = (stdout: string): CommandResult => ({ stdout, stderr: '', exitCode: 0 });
  if (name === undefined) return done(json ? document(PROFILES) : listText());
  const profile = await profileNamed(name);
  if (isRefused(profile)) return refusedResult(profile.code, profile.message);
  return done(json ? document(profile) : profileText(profile));
};

/** The profile that `--profile` names: a bundled one by its id, else one from a file. */
export const profileNamed = async (nameOrPath: string): Promise<ProcedureProfile | Refused> => {
  const bundled = PROFILES.find(({ id }) => id === nameOrPath);
  if (bundled) return bundled;
  const read = await readRecord(nameOrPath, 'profile');
  if (!isRefused(read)) return parseProfile(read.text);
  return read.code === 'missing-path' ? refused('unknown-profile', unknownText(nameOrPath)) : read;
};

const unknownText = (name: string): string =>
  `${oneLine(name)} is no profile; there are ${PROFILES.map(({ id }) => id).join(', ')}, and files of one`;

const document = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

const listText = (): string => {
  const width = Math.max(...PROFILES.map(({ id }) => id.length));
  const lines = PROFILES.map(({ id, procedure, thresholds }) => {
    const count = thresholds.length === 1 ? '1 threshold' : `${String(thresholds.length)} thresholds`;
    return `${id.padEnd(width)}  ${procedure}${thresholds.length > 0 ? ` (${count}, off)` : ''}`;
  });
  return `${lines.join('\n')}\n`;
};

const profileText = (profile: ProcedureProfile): string => {
  const { id, procedure, metrics, thresholds, blocking } = profile;
  const lines = [
    `${procedure} (${id})`,
    '',
    'Counts, in order:',
    ...metrics.map(({ name, why }) => `  ${measureLabel(name)}${why === undefined ? '' : `. ${why}`}`),
    '',
    thresholds.length > 0 ? 'Thresholds, off unless somebody switches them on:' : 'No thresholds.',
    ...thresholds.flatMap((threshold) => [
      `  ${threshold.title}: ${thresholdText(threshold)}`,
      `    ${sourceText(threshold)}`,
      ...(threshold.note === undefined ? [] : [`    ${threshold.note}`]),
    ]),
    '',
    'Blocked by:',
    ...blocking.map(({ code }) => `  ${code}: ${blockedText(code, profile)}`),
  ];
  return `${lines.join('\n')}\n`;
};
