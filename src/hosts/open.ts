import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { parseDeviceProfile, saysDeviceProfile } from '../confirmation/device-profile.ts';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, type Confirmation, type Device, type Refused } from '../confirmation/record.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { loadFiles, openAhead } from '../load/sources.ts';
import { isZip } from '../load/zip-entries.ts';
import { recordsFromReport } from '../report/summary.ts';
import { newestReports, type StoredReport } from '../session/newest-reports.ts';
import { readProfile } from '../session/profiles.ts';
import { openedFile, type OpenedInstance, type SkippedFile } from '../viewer/study.ts';
import type { Layout } from '../viewer/stage.ts';
import type { Opened, ReadOptions } from './opened.ts';
import type { TargetFile } from './read-targets.ts';

export type { Opened, ReadOptions } from './opened.ts';

const hasNameOfCase = ({ name }: LoadInput): boolean => /\.zip$|(^|\/)set\.json$/i.test(name);

/** Fewer files than these are read before one of them could be shown. */
const FEW_FILES = 8;

/**
 * Reads files, folders' contents and zips. Nothing that is open changes before all of it is there; of many files the one in the middle is read first: a
 * stack opens in its middle, and its files mostly stand in its order.
 */
export const readInputs = async (inputs: readonly (LoadInput | Skipped)[], options: ReadOptions): Promise<Opened> => {
  const { signal, onProgress, onFirst, maxHeldBytes } = options;
  const candidates = inputs.filter(
    (input) => 'read' in input && (hasNameOfCase(input) || (inputs.length === 1 && !input.name.endsWith('.json'))),
  ) as readonly LoadInput[];
  if (candidates.length > 0 && (await mayHoldCase(candidates))) {
    const { readCaseAmong } = await import('./read-case.ts');
    const found = await readCaseAmong(inputs, candidates, options);
    if (found) return found;
  }
  const instances: OpenedInstance[] = [];
  const failures: SkippedFile[] = [];
  const records: Confirmation[] = [];
  const profiles: ProcedureProfile[] = [];
  let device: Device | null = null;
  onProgress({ done: 0, total: inputs.length });
  const images: (LoadInput | Skipped)[] = [];
  for (const input of inputs) {
    const found = 'read' in input && input.name.endsWith('.json') ? await readJsonFile(input) : null;
    if (found === null) images.push(input);
    else if (isRefused(found)) failures.push({ path: nameOf(input), code: found.code, message: found.message });
    else if ('tipcheckProfile' in found) profiles.push(found);
    else if ('kind' in found) device = found;
    else records.push(...found);
  }
  const targetFiles: TargetFile[] = [];
  const reports: StoredReport[] = [];
  const takeObject = async (bytes: Uint8Array, name: string, otherwise: Skipped): Promise<true | Skipped> => {
    const [{ readTargetFile }, { readReportFile }] = await Promise.all([
      import('./read-targets.ts'),
      import('./read-reports.ts'),
    ]);
    const targets = readTargetFile(bytes, name);
    if (targets && 'kind' in targets) return targets;
    if (targets) {
      targetFiles.push(targets);
      return true;
    }
    const found = readReportFile(bytes, name, otherwise);
    if (found === true || 'kind' in found) return found;
    reports.push(found.report);
    return true;
  };
  const ahead = images[Math.floor(images.length / 2)];
  const first = ahead && 'read' in ahead && images.length >= FEW_FILES ? await openAhead(ahead) : null;
  if (first && !signal.aborted) await onFirst(openedFile(first));
  for await (const result of loadFiles(images, { signal, onProgress, maxHeldBytes, takeObject })) {
    if (result.kind === 'loaded') instances.push(openedFile(result.file));
    else failures.push({ path: result.path, code: result.code, message: result.message });
  }
  // Of several versions of a confirmation the one in force.
  for (const { record } of newestReports(reports).newest) records.push(record);
  return { instances, records, profiles, failures, targetFiles, ...(device && { device }) };
};

/** Whether the only file has the first bytes of a zip: what reads cases is fetched for no other. What can't be read is told of when it is read. */
const mayHoldCase = async ([only, ...others]: readonly LoadInput[]): Promise<boolean> => {
  if (!only?.slice || others.length > 0 || hasNameOfCase(only)) return true;
  try {
    return isZip(await only.slice(0, 4));
  } catch {
    return false;
  }
};

const readJsonFile = async (
  input: LoadInput,
): Promise<readonly Confirmation[] | ProcedureProfile | Device | Refused> => {
  const text = new TextDecoder().decode(await input.read());
  if (saysDeviceProfile(text)) return parseDeviceProfile(text);
  return input.name.endsWith('.tipcheck-profile.json') ? readProfile(text) : recordsIn(text);
};

/** The confirmations of a record file or of a saved report. */
const recordsIn = (text: string): readonly Confirmation[] | Refused => {
  const found = recordsFromReport(text) ?? [parseRecord(text)];
  const records: Confirmation[] = [];
  for (const record of found) {
    if (isRefused(record)) return record;
    records.push(record);
  }
  return records;
};

const nameOf = (input: LoadInput | Skipped): string => ('read' in input ? input.name : input.path);

/** A bundled case, or set of teaching cases, as the sample index lists it. Files are relative to the index. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly layout?: Layout;
}

const fetched = (url: URL, name: string): LoadInput => ({
  name,
  size: 0,
  read: async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${String(response.status)}`);
    return new Uint8Array(await response.arrayBuffer());
  },
});

export const listSamples = async (url: string): Promise<readonly Sample[]> => {
  const response = await fetch(new URL(url, document.baseURI));
  const { samples, sets = [] } = (await response.json()) as {
    readonly samples: readonly Sample[];
    readonly sets?: readonly Sample[];
  };
  return [...samples, ...sets];
};

export const sampleInputs = (sample: Sample, base: URL): readonly LoadInput[] =>
  sample.files.map((file) => fetched(new URL(`${sample.folder}/${file}`, base), file));
