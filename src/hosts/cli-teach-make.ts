import { basename, dirname, join, resolve } from 'node:path';
import { readCaseFile } from '../case-file/read-case.ts';
import { exportTeachingFile } from '../case-file/teaching-file.ts';
import { writeCase, type CaseFinding } from '../case-file/write-case.ts';
import { readJson } from '../confirmation/parse.ts';
import { isRefused, refused, type Refused } from '../confirmation/record.ts';
import { readDicomFile } from '../load/dicom-file.ts';
import type { LoadInput } from '../load/load-input.ts';
import type { CaseDraft, Reference } from '../teach/case.ts';
import { parseDraft } from '../teach/case-schema.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { readRecord } from './cli-read-record.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';
import { reportOfExport } from './report-of-export.ts';
import { writeTogether, type NamedBytes } from './cli-write-files.ts';

export interface MakeOptions {
  readonly draft: string;
  readonly images: string;
  readonly out: string;
  /** Codes of findings that somebody has looked at. */
  readonly acknowledged: readonly string[];
  /** A folder for the objects of a teaching file export. */
  readonly tce?: string;
  readonly json: boolean;
}

/** A case that was made of a draft and images. */
interface MadeCase {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly draft: CaseDraft;
  /** Of the experts, as they were written. */
  readonly references: readonly Reference[];
  readonly images: number;
  readonly findings: readonly CaseFinding[];
}

/** A case of a draft, the records that it names and the images below a path. */
export const caseOfDraft = async (
  path: string,
  below: string,
  acknowledged: readonly string[],
): Promise<MadeCase | Refused> => {
  const draft = await draftAt(path);
  if (isRefused(draft)) return refused(draft.code, `${draft.message} (${path})`);
  const named = await namedPath(below);
  if (!named) return refused('missing-path', `there is no such file or folder (${below})`);
  const images = await imagesAmong((await inputsBelow(named)).filter((input) => 'read' in input));
  if (images.length === 0) return refused('no-images', `there are no DICOM images there (${below})`);
  const read = images.map((input) => () => input.read());
  let written = await writeCase({ draft, images: read });
  // Findings are known by what they say, which isn't known before; those of codes that were looked at are let pass.
  if (written.kind !== 'written' && written.code === 'not-acknowledged') {
    const looked = written.findings.filter(({ code }) => acknowledged.includes(code));
    const open = written.findings.filter(({ code }) => !acknowledged.includes(code));
    if (open.length > 0) return refused('not-acknowledged', findingsText(open));
    written = await writeCase({ draft, images: read, acknowledged: looked });
  }
  if (written.kind !== 'written') return refused(written.code, written.message);
  const { id, findings, references, zip } = written;
  return { id, bytes: new Uint8Array(Buffer.concat(zip)), draft, references, images: images.length, findings };
};

/** `tipcheck teach make`: a teaching case of a draft. */
export const makeCase = async (options: MakeOptions): Promise<CommandResult> => {
  const { out, json } = options;
  const made = await caseOfDraft(options.draft, options.images, options.acknowledged);
  if (isRefused(made)) return refusedResult(made.code, made.message);
  const { id, bytes, draft, references, images, findings } = made;
  const target = resolve(out);
  const exported = options.tce === undefined ? null : await exportOf(bytes, draft, references);
  if (isRefused(exported)) return refusedResult(exported.code, exported.message);
  const fault = await writeTogether(dirname(target), [{ name: basename(target), bytes }], 'case');
  if (fault) return refusedResult(fault.code, fault.message);
  const exportFault =
    exported && options.tce !== undefined ? await writeTogether(options.tce, exported, 'teaching file') : null;
  if (exportFault) return refusedResult(exportFault.code, exportFault.message);
  const stdout = json
    ? `${JSON.stringify({ id, images, findings }, null, 2)}\n`
    : `Case ${id}: ${String(images)} image${images === 1 ? '' : 's'}, ${String(draft.references.length)} expert${draft.references.length === 1 ? '' : 's'}${findings.length > 0 ? `, ${String(findings.length)} findings acknowledged` : ''}\n`;
  return { stdout, stderr: '', exitCode: 0 };
};

const exportOf = async (
  bytes: Uint8Array,
  draft: CaseDraft,
  references: readonly Reference[],
): Promise<readonly NamedBytes[] | Refused> => {
  const file = await readCaseFile(bytes);
  return isRefused(file)
    ? file
    : exportTeachingFile(file, { draft, references, writeReport: reportOfExport }, new Date());
};

const findingsText = (findings: readonly CaseFinding[]): string =>
  `look at these, then name them with --acknowledge: ${findings.map(({ code, reason, images }) => `${code} (${reason}${images.length > 0 ? `; ${String(images.length)} image${images.length === 1 ? '' : 's'}` : ''})`).join(', ')}`;

/** What isn't an image of a study, such as a list of what the folder holds, is left out; what is damaged is not. */
const imagesAmong = async (inputs: readonly LoadInput[]): Promise<readonly LoadInput[]> => {
  const images: LoadInput[] = [];
  for (const input of inputs) {
    const file = readDicomFile(await input.read(), input.name);
    if (!('code' in file) || !['not-dicom', 'not-an-image', 'dicomdir', 'empty'].includes(file.code))
      images.push(input);
  }
  return images;
};

/** A record may stand in the draft, or be named there by its file's path from the draft. */
const draftAt = async (path: string): Promise<CaseDraft | Refused> => {
  const text = await readRecord(path, 'draft');
  if (isRefused(text)) return text;
  const json = readJson(text.text, 'draft');
  if (isRefused(json)) return json;
  const value = json.value;
  if (typeof value !== 'object' || value === null || !('references' in value) || !Array.isArray(value.references))
    return parseDraft(value);
  const references: unknown[] = [];
  for (const [index, reference] of (value.references as unknown[]).entries()) {
    if (typeof reference !== 'object' || reference === null || !('record' in reference)) references.push(reference);
    else if (typeof reference.record !== 'string') references.push(reference);
    else {
      const record = await readRecord(join(dirname(path), reference.record));
      if (isRefused(record)) return refused(record.code, `references[${String(index)}].record: ${record.message}`);
      const parsed = readJson(record.text);
      if (isRefused(parsed)) return refused(parsed.code, `references[${String(index)}].record: ${parsed.message}`);
      references.push({ ...reference, record: parsed.value });
    }
  }
  return parseDraft({ ...value, references });
};
