import { inspect } from 'node:util';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isCaseFile, readCaseFile, revealCase, type CaseFile } from '../../../src/case-file/read-case.ts';
import { writeCase, type CaseInput } from '../../../src/case-file/write-case.ts';
import { isRefused, type Confirmation } from '../../../src/index.ts';
import { answerTo } from '../../../src/teach/answer.ts';
import type { CaseAnswers, TeachingAnswer } from '../../../src/teach/case.ts';
import { score } from '../../../src/teach/score.ts';
import {
  draftOf,
  EXPERT_TIPS,
  given,
  onSlices,
  slice,
  sliceUid,
  STUDY_FRAME,
  writtenCase,
} from '../../support/case-files.ts';
import { inLane } from '../../support/lane.ts';
import { plantedIn, plantedStudy, seededRandom } from '../../support/planted-study.ts';
import { recordOf } from '../../support/records.ts';

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};
const refusalOf = (value: object): string => (isRefused(value) ? `${value.code}: ${value.message}` : 'read');

const read = async (bytes: Uint8Array): Promise<CaseFile> => whole(await readCaseFile(bytes));

/** What a learner marks on the images of a case. */
const learnerOf = (file: CaseFile, tip: readonly number[]): TeachingAnswer => {
  const { space } = file.case;
  if (space.kind !== 'patient') throw new Error('not a case of slices');
  const record = recordOf({
    space: { kind: 'patient', frameOfReferenceUID: space.frameOfReferenceUID },
    target: { shape: 'sphere', center: [11, 22, 33], radius: 6 },
    tip: { position: tip, evidence: 'person', sigma: 0.5 },
    shaft: [[-30, 22, 34]],
    observer: 'A learner',
  });
  return whole(answerTo(file.case, { record, says: 'inside', confidence: 0.8 }));
};

const again = (bytes: Uint8Array, change: (files: Record<string, Uint8Array>) => void): Uint8Array => {
  const files = unzipSync(bytes);
  change(files);
  return zipSync(files);
};

const edited = (bytes: Uint8Array, edit: (json: Record<string, unknown>) => object): Uint8Array =>
  again(bytes, (files) => {
    const json = JSON.parse(new TextDecoder().decode(files['case.json'])) as Record<string, unknown>;
    files['case.json'] = new TextEncoder().encode(JSON.stringify(edit(json)));
  });

describe('a case that was made, read in another place, answered and scored', () => {
  it('gives what its author put in, on the new UIDs', async () => {
    const { bytes, id } = await writtenCase();
    expect(isCaseFile(bytes)).toBe(true);
    const file = await read(bytes);
    expect(file.case).toMatchObject({
      id,
      title: 'A drain in a collection',
      difficulty: 'hard',
      modality: 'CT',
      procedure: 'drainage',
    });
    expect(file.images).toHaveLength(3);
    const answer = learnerOf(file, [15, 22.1875, 34.3125]);
    const answers: CaseAnswers = whole(await revealCase(file, answer));
    expect(answers.references.map(({ expert, record }) => [expert, record.tip?.position])).toEqual([
      ['Expert A', EXPERT_TIPS[0]],
      ['Expert B', EXPERT_TIPS[1]],
    ]);
    expect(answers.references[0]?.record.observer).toBeUndefined();
    const [view] = answers.keyViews;
    expect(view).toMatchObject({
      caption: 'The end',
      frame: 1,
      focus: [14.0625, 21.5, 34.75],
      window: { lower: -150, upper: 350 },
    });
    expect(file.case.images.map(({ sopInstanceUID }) => sopInstanceUID)).toContain(view?.sopInstanceUID);
    expect(view?.sopInstanceUID).toBe(answers.references[0]?.record.tip?.image?.sopInstanceUID);
    const scored = whole(score(file.case, answers, answer));
    expect(scored.tip?.components.along?.difference).toBeCloseTo(15 - (13.40625 + 13.71875) / 2, 9);
    expect(scored.experts).toBe(2);
  });

  it('is bound to its question: another one doesn’t open the answers', async () => {
    const { bytes } = await writtenCase();
    const file = await read(edited(bytes, (json) => ({ ...json, question: 'Is it outside?' })));
    const revealed = await revealCase(file, learnerOf(file, [15, 22, 34]));
    expect(refusalOf(revealed)).toBe(
      'damaged-case: the sealed answers of the case are damaged, or belong to another question',
    );
  });

  it('opens for a whole answer to it, not without', async () => {
    const file = await read((await writtenCase()).bytes);
    const answer = learnerOf(file, [15, 22, 34]);
    expect(refusalOf(await revealCase(file, { ...answer, case: 'another' }))).toBe(
      'other-case: the answer is to another case',
    );
    const { shaft: _shaft, ...record } = answer.record;
    expect(refusalOf(await revealCase(file, { ...answer, record }))).toBe('incomplete-answer: the shaft is not marked');
  });
});

describe('while blind', () => {
  /** In digits, words and bytes: what would tell the answer. */
  const SECRETS = [
    ...EXPERT_TIPS.flat().map(String),
    '11.125',
    '22.25',
    '33.375',
    '14.0625',
    'Expert A',
    'Expert B',
    'leaves the slice',
    'dark flame',
    'The end',
    'reference',
    '"tip":',
  ];
  const numbersAsBytes = EXPERT_TIPS.flat().flatMap((value) => {
    const double = Buffer.alloc(8);
    double.writeDoubleLE(value);
    const single = Buffer.alloc(4);
    single.writeFloatLE(value);
    return [double, single];
  });

  it('nothing of the answer is in the file, in its listing, or in what was read of it', async () => {
    const { bytes } = await writtenCase();
    const files = unzipSync(bytes);
    expect(Object.keys(files).sort()).toEqual([
      'README.txt',
      'case.json',
      'images/0001.dcm',
      'images/0002.dcm',
      'images/0003.dcm',
      'sealed.bin',
    ]);
    const clear = [bytes, ...Object.values(files)].map((one) => Buffer.from(one));
    const state = inspect(await read(bytes), { depth: 20, maxArrayLength: null, maxStringLength: null });
    for (const secret of SECRETS) {
      for (const one of clear) expect(one.includes(secret), secret).toBe(false);
      expect(state.includes(secret), secret).toBe(false);
    }
    for (const number of numbersAsBytes) for (const one of clear) expect(one.includes(number)).toBe(false);
    // They would be found if they were there: the same answers, opened, hold them.
    const file = await read(bytes);
    const opened = JSON.stringify(await revealCase(file, learnerOf(file, [15, 22, 34])));
    for (const secret of SECRETS.filter((text) => text !== 'reference'))
      expect(opened.includes(secret), secret).toBe(true);
  });

  it('the order of the images doesn’t tell which of them the answer is on', async () => {
    const places = new Set<number>();
    for (let seed = 1; seed <= 24; seed += 1) {
      const file = await read((await writtenCase({ fillRandom: seededRandom(seed) })).bytes);
      const answers = whole(await revealCase(file, learnerOf(file, [15, 22, 34])));
      places.add(
        file.case.images.findIndex(({ sopInstanceUID }) => sopInstanceUID === answers.keyViews[0]?.sopInstanceUID),
      );
    }
    expect([...places].sort()).toEqual([0, 1, 2]);
  });

  it('the length of the sealed part tells little of what it says', async () => {
    const lengths = await Promise.all(
      ['inside', 'outside', 'cannot-tell'].map(async (verdict) => {
        const draft = draftOf([onSlices(EXPERT_TIPS[0])], { verdict: verdict as 'inside' });
        return (await read((await writtenCase({ draft })).bytes)).sealed.length;
      }),
    );
    expect(new Set(lengths).size).toBe(1);
  });
});

const STUDIES = inLane({ fast: 3, full: 60 });

describe('identifiers', () => {
  it('planted in images and records are nowhere in the case: at least 500 of them', { timeout: 120_000 }, async () => {
    let looked = 0;
    for (let seed = 1; seed <= STUDIES; seed += 1) {
      const study = plantedStudy(seed);
      const record: Confirmation = recordOf(study.record);
      const written = await writeCase({
        draft: draftOf([record], { keyViews: [] }),
        images: given(study.files),
        acknowledged: [{ code: 'overlay-in-pixels', reason: 'graphics are stored in unused bits of the pixels' }],
        fillRandom: seededRandom(seed),
      });
      if (written.kind !== 'written') throw new Error(`${written.code}: ${written.message}`);
      const bytes = new Uint8Array(Buffer.concat(written.zip));
      const file = await read(bytes);
      const answers = whole(await revealCase(file, learnerOf(file, [1, 2, 3])));
      const { present, found } = plantedIn(study, [bytes, ...Object.values(unzipSync(bytes)), JSON.stringify(answers)]);
      looked += present.length;
      expect({ seed, found }).toEqual({ seed, found: [] });
    }
    expect(looked).toBeGreaterThan(500);
  });

  it('in what the author writes are found, and not repeated in the finding', async () => {
    const records = EXPERT_TIPS.map((tip) => onSlices(tip));
    const input: CaseInput = {
      draft: draftOf(records, {
        title: 'Frau Ziegler',
        source: 'Hosp4711, ward 3',
        explanation: 'As Dr Reinhardt saw it',
      }),
      images: given([0, 1, 2].map((index) => slice(index))),
      fillRandom: seededRandom(2),
    };
    const refused = await writeCase(input);
    if (refused.kind === 'written') throw new Error('written');
    expect(refused.code).toBe('not-acknowledged');
    expect(refused.findings.map(({ code, reason }) => `${code}: ${reason.split(' holds ')[0] ?? ''}`)).toEqual([
      'word-in-text: the title',
      'word-in-text: the source',
      'word-in-text: the explanation',
    ]);
    expect(JSON.stringify(refused)).not.toMatch(/ziegler|4711|reinhardt/i);
    expect((await writeCase({ ...input, acknowledged: refused.findings })).kind).toBe('written');
    const changed = { ...input.draft, title: 'Frau Johanna Ziegler' };
    expect(await writeCase({ ...input, draft: changed, acknowledged: refused.findings })).toMatchObject({
      code: 'not-acknowledged',
      message: '1 of the findings have not been acknowledged',
    });
  });
});

describe('a case isn’t written', () => {
  const records = EXPERT_TIPS.map((tip) => onSlices(tip));
  const slices = [0, 1, 2].map((index) => slice(index));

  it.each<[string, Partial<CaseInput>, string]>([
    [
      'of images in two frames of reference',
      { images: given([...slices, slice(3, { '00200052': ['UI', '1.2.3.4'] })]) },
      'two-frames-of-reference: 1 of 4 images are not in the frame of reference of the case',
    ],
    [
      'of records in two frames of reference',
      {
        draft: draftOf([records[0]!, onSlices([1, 2, 3], { space: { kind: 'patient', frameOfReferenceUID: '1.9' } })]),
      },
      'two-frames-of-reference: references[1].record: the marks are in another frame of reference',
    ],
    [
      'without the image that a mark is on',
      { images: given([slices[0]!, slices[2]!]) },
      'missing-images: 1 of the images that marks or key views are on is not in the case',
    ],
    ['without a reference', { draft: draftOf([]) }, 'no-reference: references: must hold at least one expert’s record'],
    [
      'with a file that is no image',
      { images: given([...slices, new Uint8Array(200)]) },
      'not-exported: image 4 can’t be part of a case: ',
    ],
    ['without a question', { draft: draftOf(records, { question: '' }) }, 'empty-text: question: must not be empty'],
    ['when it is stopped', { signal: AbortSignal.abort() }, 'cancelled: the case was stopped'],
  ])('%s', async (_, more, wanted) => {
    const written = await writeCase({
      draft: draftOf(records),
      images: given(slices),
      fillRandom: seededRandom(4),
      ...more,
    });
    expect(refusalOf(written).startsWith(wanted)).toBe(true);
    expect('zip' in written).toBe(false);
    if ('message' in written) expect(written.message).not.toContain('\n');
  });
});

describe('a file isn’t read as a case', () => {
  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ['that is no zip', () => new TextEncoder().encode('hello'), 'not-a-case: it is no zip archive'],
    [
      'without its question',
      (bytes) => again(bytes, (files) => delete files['case.json']),
      'not-a-case: the archive holds no case.json',
    ],
    [
      'without its answers',
      (bytes) => again(bytes, (files) => delete files['sealed.bin']),
      'damaged-case: the sealed answers of the case are missing or damaged',
    ],
    [
      'with one image missing',
      (bytes) => again(bytes, (files) => delete files['images/0002.dcm']),
      'missing-images: 1 of the 3 images of the case is missing',
    ],
    [
      'with an image in another’s place',
      (bytes) => again(bytes, (files) => (files['images/0002.dcm'] = files['images/0001.dcm']!)),
      'other-image: image 2 of the case is not the one that it names',
    ],
    [
      'with an image that is cut off',
      (bytes) => again(bytes, (files) => (files['images/0003.dcm'] = files['images/0003.dcm']!.subarray(0, 300))),
      'damaged-case: image 3 of the case can’t be read',
    ],
    ['that is cut off', (bytes) => bytes.subarray(0, bytes.length - 40), 'damaged-case: the archive is damaged'],
    [
      'of another version',
      (bytes) => edited(bytes, (json) => ({ ...json, tipcheckCase: 2 })),
      'unknown-version: tipcheckCase: must be 1, this program reads version 1 of a teaching case',
    ],
    [
      'with answers that are sealed otherwise',
      (bytes) => again(bytes, (files) => (files['sealed.bin']![7] = 9)),
      'unknown-version: the answers are sealed in a way that this program doesn’t know',
    ],
    [
      'whose images are of another frame of reference',
      (bytes) => edited(bytes, (json) => ({ ...json, space: { kind: 'patient', frameOfReferenceUID: '1.2.3' } })),
      'two-frames-of-reference: 3 of 3 images are not in the frame of reference of the case',
    ],
  ])('%s', async (_, change, wanted) => {
    const { bytes } = await writtenCase();
    expect(refusalOf(await readCaseFile(change(bytes)))).toBe(wanted);
  });

  it('with a byte of its answers changed opens no answers', async () => {
    const { bytes } = await writtenCase();
    const changed = again(bytes, (files) => (files['sealed.bin']![100]! ^= 1));
    const file = await read(changed);
    expect(refusalOf(await revealCase(file, learnerOf(file, [1, 2, 3])))).toMatch(/^damaged-case: /);
  });

  it('and a plain archive of images isn’t taken for one', () => {
    expect(isCaseFile(zipSync({ 'a.dcm': slice(0) }))).toBe(false);
    expect(isCaseFile(slice(0))).toBe(false);
  });

  it('keeps the study’s own UIDs out of messages', async () => {
    const refused = await writeCase({
      draft: draftOf([onSlices([1, 2, 3])]),
      images: given([slice(0)]),
      fillRandom: seededRandom(5),
    });
    expect(JSON.stringify(refused)).not.toContain(sliceUid(1));
    expect(JSON.stringify(refused)).not.toContain(STUDY_FRAME);
  });
});
