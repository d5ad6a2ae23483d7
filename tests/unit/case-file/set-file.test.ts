import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { isSetFile, readSetFile, setOfFiles, type SetFile } from '../../../src/case-file/read-set.ts';
import { isCaseFile } from '../../../src/case-file/read-case.ts';
import { writeSet } from '../../../src/case-file/write-set.ts';
import { makeSet } from '../../../src/hosts/cli-teach-set.ts';
import { isRefused } from '../../../src/index.ts';
import { parseSetDraft } from '../../../src/teach/case-set.ts';
import { writtenCase } from '../../support/case-files.ts';
import { seededRandom } from '../../support/planted-study.ts';

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};

const two = await Promise.all([1, 2].map((seed) => writtenCase({ fillRandom: seededRandom(seed) })));
const written = whole(
  await writeSet({ id: 'two', title: 'Two cases', order: 'as-listed', cases: two.map(({ bytes }) => bytes) }),
);
const zip = new Uint8Array(Buffer.concat(written.zip));

const again = (change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(zip);
  change(files);
  return zipSync(files, { level: 0 });
};

const edited = (edit: (set: { cases: object[] }) => object): Uint8Array =>
  again((files) => {
    const set = JSON.parse(new TextDecoder().decode(files['set.json'])) as { cases: object[] };
    files['set.json'] = new TextEncoder().encode(JSON.stringify(edit(set)));
  });

const folder = mkdtempSync(join(tmpdir(), 'tipcheck-set-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a set of cases in one zip', () => {
  it('is read as it was written, and gives its cases whole', async () => {
    expect(isSetFile(zip)).toBe(true);
    expect(isCaseFile(zip)).toBe(false);
    const file: SetFile = whole(await readSetFile(zip));
    expect(file.set).toEqual({
      tipcheckSet: 1,
      id: 'two',
      title: 'Two cases',
      order: 'as-listed',
      cases: two.map(({ id }, index) => ({
        id,
        file: `case-000${String(index + 1)}.zip`,
        title: 'A drain in a collection',
      })),
    });
    for (const { id } of two) expect(whole(await file.readCase(id)).case.id).toBe(id);
    await expect(file.readCase('none')).rejects.toThrow();
  });

  it.each<readonly [string, Uint8Array, string]>([
    ['no zip', new Uint8Array(40), 'not-a-set: it is no zip archive'],
    ['a case', two[0]?.bytes ?? new Uint8Array(), 'not-a-set: the archive holds no set.json'],
    ['an archive that breaks off', zip.subarray(0, zip.length - 40), 'damaged-case: the archive is damaged'],
    [
      'one without a case',
      again((files) => delete files['case-0002.zip']),
      'missing-cases: 1 of the 2 cases of the set is missing',
    ],
    [
      'one with another case',
      again((files) => {
        files['case-0002.zip'] = files['case-0001.zip'] ?? new Uint8Array();
      }),
      'other-case: case 2: it is another case than the set names',
    ],
    [
      'one with a case that isn’t one',
      again((files) => {
        files['case-0001.zip'] = new Uint8Array(9);
      }),
      'not-a-case: case 1: it is no zip archive',
    ],
    [
      'a later version',
      edited((set) => ({ ...set, tipcheckSet: 2 })),
      'unknown-version: tipcheckSet: must be 1, this program reads version 1 of a set of cases',
    ],
    [
      'the same case twice',
      edited((set) => ({ ...set, cases: [set.cases[0], set.cases[0]] })),
      'twice: cases: must not name a case twice',
    ],
    [
      'a member that it doesn’t know',
      edited((set) => ({ ...set, learner: 'somebody' })),
      'unknown-member: learner: is not a member of the format',
    ],
    [
      'no UTF-8',
      again((files) => {
        files['set.json'] = Uint8Array.of(0x7b, 0xff);
      }),
      'not-utf-8: set.json is not UTF-8 text',
    ],
  ])('is refused in one line: %s', async (_, bytes, line) => {
    const read = await readSetFile(bytes);
    expect(isRefused(read) ? `${read.code}: ${read.message}` : 'read').toBe(line);
  });

  it('with its cases beside the list reads each of them once it is wanted', async () => {
    const files = unzipSync(zip);
    const asked: string[] = [];
    const fileOf = (name: string) =>
      files[name] && {
        name,
        size: 0,
        read: () => {
          asked.push(name);
          return name === 'case-0001.zip'
            ? Promise.reject(new Error('not there'))
            : Promise.resolve(files[name] ?? new Uint8Array());
        },
      };
    const file = whole(setOfFiles(files['set.json'] ?? new Uint8Array(), fileOf));
    expect(asked).toEqual([]);
    expect(whole(await file.readCase(two[1]?.id ?? '')).case.id).toBe(two[1]?.id);
    expect(await file.readCase(two[0]?.id ?? '')).toMatchObject({ kind: 'refused', code: 'unreadable' });
    expect(asked).toEqual(['case-0002.zip', 'case-0001.zip']);
  });

  it('is not written of one and the same case twice, nor of what is no case', async () => {
    const [one] = two;
    const of = (cases: readonly Uint8Array[]) => writeSet({ id: 'x', title: 'X', order: 'shuffled', cases });
    expect(await of([one?.bytes ?? zip, one?.bytes ?? zip])).toMatchObject({ kind: 'refused', code: 'twice' });
    expect(await of([zip])).toMatchObject({ code: 'not-a-case', message: 'case 1: the archive holds no case.json' });
    expect(await of([])).toMatchObject({ code: 'no-cases' });
  });
});

describe('teach set', () => {
  const draft = (cases: unknown): string => {
    const path = join(folder, 'set.json');
    writeFileSync(path, JSON.stringify({ tipcheckSetDraft: 1, id: 'two', title: 'Two', order: 'as-listed', cases }));
    return path;
  };
  const made = (cases: unknown) =>
    makeSet({ draft: draft(cases), out: join(folder, 'out.zip'), acknowledged: [], json: false });

  it('makes a set of cases that are there', async () => {
    for (const [index, { bytes }] of two.entries()) writeFileSync(join(folder, `${String(index)}.zip`), bytes);
    const { exitCode, stdout } = await made([{ file: '0.zip' }, { file: '1.zip' }]);
    expect([exitCode, stdout]).toEqual([0, 'Set two: 2 cases\n']);
    const file = whole(await readSetFile(new Uint8Array(readFileSync(join(folder, 'out.zip')))));
    expect(file.set.cases.map(({ id }) => id)).toEqual(two.map(({ id }) => id));
  });

  it.each([
    [[{ file: 'none.zip' }], /^tipcheck: missing-path: case 1: there is no such file$/],
    [[{ file: 'set.json' }], /^tipcheck: not-a-case: case 1: it is no zip archive$/],
    [
      [{ draft: 'a.json' }],
      /^tipcheck: unknown-case: cases\[0\]: must have a file, or a draft and images \(.*set\.json\)$/,
    ],
    [[], /^tipcheck: no-cases: cases: must name at least one case \(.*set\.json\)$/],
  ])('refuses with one line and exit code 2: %j', async (cases, line) => {
    const { exitCode, stdout, stderr } = await made(cases);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr.trim()).toMatch(line);
  });

  it('takes no draft of another version', () => {
    expect(parseSetDraft({ tipcheckSetDraft: 2 })).toMatchObject({ kind: 'refused', code: 'unknown-version' });
  });
});
