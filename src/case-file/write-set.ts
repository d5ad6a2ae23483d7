import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import { Archive, MAX_ZIP_BYTES, utf8 } from '../release/archive.ts';
import { parseCaseSet, type CaseSet } from '../teach/case-set.ts';
import { READ_ME_NAME, SET_NAME } from './names.ts';
import { readCaseFile } from './read-case.ts';

export interface SetInput extends Pick<CaseSet, 'id' | 'title' | 'order'> {
  /** The zips of the cases, in their order. */
  readonly cases: readonly Uint8Array[];
}

export interface WrittenSet {
  readonly kind: 'written';
  readonly set: CaseSet;
  /** The file in pieces, one after the other. */
  readonly zip: readonly Uint8Array[];
}

/**
 * A set of teaching cases as one zip. The cases lie in it as they are, under numbers: their names tell nothing. Refused where one of them can't be
 * opened, or is there twice.
 */
export const writeSet = async ({ id, title, order, cases }: SetInput): Promise<WrittenSet | Refusal> => {
  const listed: { readonly id: string; readonly file: string; readonly title: string }[] = [];
  let size = 0;
  for (const [index, bytes] of cases.entries()) {
    const read = await readCaseFile(bytes);
    if (isRefusal(read)) return refusal(read.code, `case ${String(index + 1)}: ${read.message}`);
    size += bytes.length;
    if (size > MAX_ZIP_BYTES) return refusal('too-large', 'the cases take more than 2 GiB');
    listed.push({
      id: read.case.id,
      file: `case-${String(index + 1).padStart(4, '0')}.zip`,
      title: read.case.title,
    });
  }
  const set = parseCaseSet({ tipcheckSet: 1, id, title, order, cases: listed });
  if (isRefusal(set)) return set;
  const archive = new Archive();
  archive.add(SET_NAME, utf8(`${JSON.stringify(set, null, 2)}\n`));
  archive.add(READ_ME_NAME, utf8(READ_ME));
  for (const [index, bytes] of cases.entries()) archive.add(listed[index]?.file ?? '', bytes, true);
  return { kind: 'written', set, zip: archive.end() };
};

const READ_ME = [
  'A set of teaching cases, made with TipCheck',
  '',
  'Open this file as it is, without unpacking it, in the viewer.',
  '',
  'set.json     the list of the cases',
  'case-….zip   the cases; each can be opened alone, too',
  '',
  'For review and teaching. Not a medical device.',
  '',
].join('\n');
