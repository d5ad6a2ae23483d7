import { basename, dirname, resolve } from 'node:path';
import { parseRecord } from '../confirmation/parse.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { csvOf } from '../report/csv.ts';
import { agreementOf, agreementRows } from '../teach/agreement/agreement.ts';
import { plotsPage } from '../teach/agreement/plots-page.ts';
import { imagesOfSpace, readingsOf, type Incomplete, type Reading } from '../teach/agreement/readings.ts';
import { MEASURE_NAMES } from './agreement-names.ts';
import { agreementText } from './cli-agreement-text.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { readRecord } from './cli-read-record.ts';
import { refusalLine, refusedResult, type CommandResult } from './cli-result.ts';
import { writeTogether } from './cli-write-files.ts';

export interface AgreementOptions {
  readonly json: boolean;
  /** Who read: the record's observer, or the name of the folder that it lies in. */
  readonly reader?: string;
  /** What was read: the images that are marked on, or the name of the file. */
  readonly case?: string;
  readonly incomplete?: string;
  /** A file that the table is written to. */
  readonly csv?: string;
  /** A file that the plots are written to. */
  readonly html?: string;
}

const READERS = ['observer', 'folder'];
const CASES = ['images', 'file'];
const INCOMPLETE = ['refuse', 'leave-out'];

/** `tipcheck agreement`: how well several readers of the same cases agree. All records or none: a study of those that could be read is another one. */
export const agreementAmong = async (paths: readonly string[], options: AgreementOptions): Promise<CommandResult> => {
  const { json, csv, html, reader = 'observer', case: by = 'images', incomplete = 'refuse' } = options;
  for (const [name, value, choices] of [
    ['reader', reader, READERS],
    ['case', by, CASES],
    ['incomplete', incomplete, INCOMPLETE],
  ] as const) {
    if (!choices.includes(value)) return refusedResult('usage', `--${name} must be ${choices.join(' or ')}`);
  }
  const files = await recordFiles(paths);
  if (isRefused(files)) return refusedResult(files.code, files.message);
  const readings: (Reading & { readonly path: string })[] = [];
  let stderr = '';
  for (const path of files) {
    const reading = await readingAt(path, reader, by);
    if (isRefused(reading)) stderr += refusalLine(reading.code, `${reading.message} (${path})`);
    else readings.push({ ...reading, path });
  }
  if (stderr !== '') return { stdout: '', stderr, exitCode: 2 };
  const found = readingsOf(namedByFile(readings), incomplete as Incomplete);
  if (isRefused(found)) return refusedResult(found.code, `${found.message}${hintOf(found.code)}`);
  const agreement = agreementOf(found);
  const written = [
    ...(csv === undefined ? [] : [{ path: csv, what: 'table', content: await csvOf(agreementRows(agreement)) }]),
    ...(html === undefined ? [] : [{ path: html, what: 'plots', content: plotsPage(agreement, MEASURE_NAMES) }]),
  ];
  for (const { path, what, content } of written) {
    const file = { name: basename(path), bytes: new TextEncoder().encode(content) };
    const fault = await writeTogether(dirname(resolve(path)), [file], what);
    if (fault) return refusedResult(fault.code, fault.message);
  }
  const stdout = json ? `${JSON.stringify(agreement, null, 2)}\n` : agreementText(agreement);
  return { stdout, stderr: '', exitCode: 0 };
};

const hintOf = (code: string): string => {
  switch (code) {
    case 'too-few-readers':
      return '; --reader folder takes the folder’s name instead of the record’s observer';
    case 'incomplete':
      return '; --incomplete leave-out leaves those cases out';
    case 'too-few-cases':
      return '; --case file takes files of the same name as one case instead of records of the same images';
    default:
      return '';
  }
};

/** Files as they are named, and the records below folders. */
const recordFiles = async (paths: readonly string[]): Promise<readonly string[] | Refused> => {
  const files: string[] = [];
  for (const path of paths) {
    const named = await namedPath(path);
    if (!named) return refused('missing-path', `there is no such file or folder (${path})`);
    if (named.kind !== 'folder') files.push(path);
    else
      for (const input of await inputsBelow(named)) {
        if ('read' in input && input.name.endsWith('.tipcheck.json')) files.push(input.name);
      }
  }
  const once = [...new Map(files.map((path) => [resolve(path), path])).values()];
  return once.length > 0 ? once : refused('no-records', 'there are no records (*.tipcheck.json) there');
};

const readingAt = async (path: string, reader: string, by: string): Promise<Reading | Refused> => {
  const text = await readRecord(path);
  if (isRefused(text)) return text;
  const record = parseRecord(text.text);
  if (isRefused(record)) return record;
  const name = reader === 'folder' ? basename(dirname(resolve(path))) : record.observer;
  if (name === undefined || name.trim() === '')
    return refused('no-reader', 'the record names no observer; --reader folder takes the folder’s name instead');
  return { reader: name, case: by === 'file' ? basename(path) : imagesOfSpace(record.space), record };
};

const ENDING = /\.tipcheck\.json$|\.json$/;

/**
 * Records of the same images are readings of one case. It is called as the first file of it is, with a number where two cases would be called alike:
 * the images' own UIDs would lead back to the study wherever the table goes.
 */
const namedByFile = (readings: readonly (Reading & { readonly path: string })[]): readonly Reading[] => {
  const names = new Map<string, string>();
  for (const { case: images, path } of readings) {
    if (names.has(images)) continue;
    const name = basename(path).replace(ENDING, '');
    const taken = [...names.values()].filter((other) => other === name || other.startsWith(`${name} (`)).length;
    names.set(images, taken === 0 ? name : `${name} (${String(taken + 1)})`);
  }
  return readings.map(({ path: _path, ...reading }) => ({ ...reading, case: names.get(reading.case) ?? reading.case }));
};
