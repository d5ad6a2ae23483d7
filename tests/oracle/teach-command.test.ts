import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile, revealCase } from '../../src/case-file/read-case.ts';
import { makeCase, type MakeOptions } from '../../src/hosts/cli-teach-make.ts';
import { isRefused, parseRecord } from '../../src/index.ts';
import { readDicomObject } from '../../src/load/dicom-object.ts';
import { readTeachingInformation, readTeachingManifest } from '../../src/report/tce/read-manifest.ts';
import { readReport } from '../../src/report/sr/read-report.ts';
import { answerTo } from '../../src/teach/answer.ts';
import { EXPERT_TIPS, onSlices, slice } from '../support/case-files.ts';
import { dciodvfyErrors, hasDciodvfy } from '../support/dicom-tools.ts';
import { ROOT } from '../support/documented.ts';

const SAMPLES = join(ROOT, 'sample-data');
const DRAFT = join(SAMPLES, 'teaching', 'ct-abscess.tipcheck-draft.json');
let folder = '';
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-teach-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (more: Partial<MakeOptions> = {}) =>
  makeCase({
    draft: DRAFT,
    images: join(SAMPLES, 'ct-abscess'),
    out: at('case.zip'),
    acknowledged: [],
    json: true,
    ...more,
  });

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};

const draftWith = (more: object, record: unknown = '../records/us-cyst.tipcheck.json'): string => {
  const draft = JSON.parse(readFileSync(DRAFT, 'utf8')) as object;
  const path = at('draft.json');
  const given =
    typeof record === 'string'
      ? (JSON.parse(readFileSync(join(SAMPLES, 'teaching', record), 'utf8')) as unknown)
      : record;
  writeFileSync(path, JSON.stringify({ ...draft, references: [{ expert: 'A', record: given }], ...more }));
  return path;
};

describe('tipcheck teach make', () => {
  it('makes a case of the sample’s draft, records and images, which opens for an answer', async () => {
    const { stdout, stderr, exitCode } = await run();
    expect([stderr, exitCode]).toEqual(['', 0]);
    expect(JSON.parse(stdout)).toMatchObject({ images: 40, findings: [] });
    const file = whole(await readCaseFile(new Uint8Array(readFileSync(at('case.zip')))));
    expect(file.images).toHaveLength(40);
    const { space } = file.case;
    if (space.kind !== 'patient') throw new Error('not a case of slices');
    const truth = whole(parseRecord(readFileSync(join(SAMPLES, 'records', 'ct-abscess.tipcheck.json'), 'utf8')));
    const own = { ...truth, space, shaft: truth.shaft ?? [] };
    const answer = whole(answerTo(file.case, { record: own, says: 'inside', confidence: 0.9 }));
    const answers = whole(await revealCase(file, answer));
    expect(answers.references[0]?.record.tip?.position).toEqual(truth.tip?.position);
    expect(answers.verdict).toBe('inside');
  });

  it('writes the same as a teaching file export: every image, the manifest that names it, and what is said', async () => {
    const tce = at('tce');
    const { stderr, exitCode } = await run({ tce });
    expect([stderr, exitCode]).toEqual(['', 0]);
    const names = readdirSync(tce).sort();
    expect(names).toHaveLength(43);
    const sourceOf = (name: string) => {
      const object = readDicomObject(new Uint8Array(readFileSync(join(tce, name))));
      if ('code' in object) throw new Error(object.message);
      return object.source;
    };
    const manifest = whole(readTeachingManifest(sourceOf('manifest.dcm')));
    const images = names
      .filter((name) => /^\d/.test(name))
      .map((name) => sourceOf(name).strings('SOPInstanceUID')?.[0]);
    expect(manifest.images.map(({ sopInstanceUID }) => sopInstanceUID)).toEqual(images);
    expect(manifest.others).toEqual(
      ['information.dcm', 'reference-1.dcm'].flatMap((name) => sourceOf(name).strings('SOPInstanceUID') ?? []),
    );
    const report = whole(readReport(sourceOf('reference-1.dcm')));
    const truth = whole(parseRecord(readFileSync(join(SAMPLES, 'records', 'ct-abscess.tipcheck.json'), 'utf8')));
    expect(report.record.tip?.position).toEqual(truth.tip?.position);
    const { references } = JSON.parse(readFileSync(DRAFT, 'utf8')) as { references: { expert: string }[] };
    expect(report.record.observer).toBe(references[0]?.expert);
    expect(readTeachingInformation(sourceOf('information.dcm'))).toMatchObject({
      author: 'drawn by a program',
      level: 'primary',
      keywords: ['drainage'],
    });
    if (!hasDciodvfy) return;
    for (const name of ['manifest.dcm', 'information.dcm', 'reference-1.dcm'])
      expect(dciodvfyErrors(new Uint8Array(readFileSync(join(tce, name))))).toEqual([]);
  });

  it('has somebody look at pictures that may have writing in them first', async () => {
    const images = at('images');
    mkdirSync(images);
    [0, 1, 2].forEach((index) =>
      writeFileSync(
        join(images, `${String(index)}.dcm`),
        slice(index, index === 1 ? { '00280301': ['CS', 'YES'] } : {}),
      ),
    );
    writeFileSync(join(images, 'notes.txt'), 'not an image');
    const draft = draftWith({ title: 'The drain of Frau Ziegler' }, onSlices(EXPERT_TIPS[0]));
    const out = at('looked-at.zip');
    const refused = await run({ draft, images, out });
    expect(refused).toEqual({
      stdout: '',
      stderr:
        'tipcheck: not-acknowledged: look at these, then name them with --acknowledge: burned-in-risk (the image says that it has burned-in annotation; 1 image), word-in-text (the title holds a word that is also in the patient’s names and numbers or an observer’s name)\n',
      exitCode: 2,
    });
    expect((await run({ draft, images, out, acknowledged: ['burned-in-risk'] })).stderr).toMatch(
      /--acknowledge: word-in-text /,
    );
    expect(existsSync(out)).toBe(false);
    const made = await run({ draft, images, out, acknowledged: ['burned-in-risk', 'word-in-text'], json: false });
    expect([made.stderr, made.exitCode]).toEqual(['', 0]);
    expect(made.stdout).toMatch(/^Case [A-Z0-9]{20}: 3 images, 1 expert, 2 findings acknowledged\n$/);
    expect(whole(await readCaseFile(new Uint8Array(readFileSync(out)))).images).toHaveLength(3);
  });

  it.each<[string, () => Partial<MakeOptions>, string]>([
    [
      'a draft of another version',
      () => ({ draft: draftWith({ tipcheckDraft: 2 }) }),
      'unknown-version: tipcheckDraft: must be 1',
    ],
    [
      'a member that a draft doesn’t have',
      () => ({ draft: draftWith({ answer: 1 }) }),
      'unknown-member: answer: is not a member of the format',
    ],
    [
      'a record that isn’t there',
      () => ({ draft: draftWith({ references: [{ expert: 'A', record: 'nowhere.json' }] }) }),
      'missing-path: references[0].record: there is no such file',
    ],
    [
      'a record that isn’t one',
      () => ({ draft: draftWith({}, { tipcheck: 1 }) }),
      'missing-member: references[0].record.space: is required',
    ],
    [
      'references that are no list',
      () => ({ draft: draftWith({ references: 'all' }) }),
      'not-a-list: references: must be a list of references',
    ],
    [
      'images of another patient',
      () => ({ images: join(SAMPLES, 'mr-void') }),
      'two-frames-of-reference: 20 of 20 images are not in the frame of reference of the case',
    ],
    [
      'a folder without images',
      () => ({ images: join(SAMPLES, 'records') }),
      'no-images: there are no DICOM images there',
    ],
    ['no such folder', () => ({ images: at('nowhere') }), 'missing-path: there is no such file or folder'],
  ])('is refused with one line, and writes nothing: %s', async (_, more, wanted) => {
    const out = at('never.zip');
    const { stdout, stderr, exitCode } = await run({ out, ...more() });
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr.slice(0, `tipcheck: ${wanted}`.length)).toBe(`tipcheck: ${wanted}`);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(existsSync(out)).toBe(false);
  });
});
