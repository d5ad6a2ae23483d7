import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readSetFile, type SetFile } from '../../../src/case-file/read-set.ts';
import { revealCase } from '../../../src/case-file/read-case.ts';
import { assess, isRefused, type Confirmation } from '../../../src/index.ts';
import { answerTo } from '../../../src/teach/answer.ts';
import type { CaseAnswers, Saying, TeachingCase } from '../../../src/teach/case.ts';
import { score } from '../../../src/teach/score.ts';

const PATH = new URL('../../../sample-data/teaching/ways-to-miss-the-tip', import.meta.url);

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};

const bundled = async (): Promise<SetFile> =>
  whole(await readSetFile(new Uint8Array(readFileSync(`${PATH.pathname}.zip`))));

interface Draft {
  readonly title: string;
  readonly verdict: Saying;
  readonly references: readonly {
    readonly record: { readonly id: string; readonly tip: { readonly position?: number[] } };
  }[];
}

/** Drafts in the order of the set. */
const drafts = (): readonly Draft[] => {
  const read = (name: string): unknown => JSON.parse(readFileSync(`${PATH.pathname}/${name}`, 'utf8'));
  const { cases } = read('set.tipcheck-set-draft.json') as { readonly cases: readonly { readonly draft: string }[] };
  return cases.map(({ draft }) => read(draft) as Draft);
};

/** The answers of a case, by the first thing that a learner may say about it. */
const revealed = async (
  file: SetFile,
  id: string,
): Promise<{ readonly of: TeachingCase; readonly answers: CaseAnswers }> => {
  const opened = whole(await file.readCase(id));
  const { case: of } = opened;
  const { space } = of;
  const image = of.images[0]?.sopInstanceUID ?? '';
  const mark = {
    target: { shape: 'circle', center: [9, 9], radius: 3 },
    tip: { position: [9, 9], evidence: 'person' },
  };
  const scale = { betweenColumns: 1, betweenRows: 1, unit: 'px', basis: 'none' };
  const view = (uid: string): object => ({
    sopInstanceUID: uid,
    frame: 1,
    rows: 272,
    columns: 272,
    imagerSpacing: [0.5, 0.5],
    sid: 1100,
    sod: 750,
    primaryAngle: uid === image ? -30 : 41,
    secondaryAngle: 0,
    tip: [100, 100],
    target: { center: [100, 100], radius: 9 },
  });
  const record =
    space.kind === 'patient'
      ? {
          space: { kind: 'patient', frameOfReferenceUID: space.frameOfReferenceUID },
          target: { shape: 'sphere', center: [0, 0, 0], radius: 5 },
          tip: { position: [0, 0, 0], evidence: 'person' },
        }
      : space.kind === 'biplane'
        ? {
            space: { kind: 'biplane', views: of.images.map(({ sopInstanceUID }) => view(sopInstanceUID)) },
            tip: { evidence: 'person' },
          }
        : { space: { kind: space.kind, sopInstanceUID: image, frame: 1, modality: of.modality, scale }, ...mark };
  const any = { tipcheck: 1, id: 'any', ...record } as unknown as Confirmation;
  const answer = whole(answerTo(of, { record: any, says: 'inside', confidence: 0.5 }));
  return { of, answers: whole(await revealCase(opened, answer)) };
};

it('has more than ten cases of every modality and every outcome, each with a lesson and where to look', async () => {
  const file = await bundled();
  expect(file.set.cases.length).toBeGreaterThanOrEqual(10);
  const found: { modality: string; space: string; verdict: string | undefined }[] = [];
  for (const { id, title } of file.set.cases) {
    const { of, answers } = await revealed(file, id);
    expect(of.title).toBe(title);
    expect(of).toMatchObject({ licence: 'CC0-1.0', source: 'phantom, drawn by a program' });
    expect(answers.teaches.length).toBeGreaterThan(20);
    expect(answers.explanation.length).toBeGreaterThan(80);
    expect(answers.keyViews.length).toBeGreaterThan(0);
    found.push({ modality: of.modality, space: of.space.kind, verdict: answers.verdict });
  }
  const kinds = (name: 'modality' | 'space' | 'verdict') => [...new Set(found.map((one) => one[name]))].sort();
  expect(kinds('modality')).toEqual(['CT', 'MR', 'US', 'XA']);
  expect(kinds('space')).toEqual(['biplane', 'image', 'patient', 'projection']);
  expect(kinds('verdict')).toEqual(['cannot-tell', 'inside', 'outside']);
}, 60_000);

it('scores each of its references right, and what is drawn never says the opposite of its verdict', async () => {
  const file = await bundled();
  const written = drafts();
  for (const [index, { id, title }] of file.set.cases.entries()) {
    const { of, answers } = await revealed(file, id);
    const says = answers.verdict ?? 'inside';
    for (const { expert, record } of answers.references) {
      const scored = whole(score(of, answers, whole(answerTo(of, { record, says, confidence: 0.9 }))));
      expect.soft(scored.verdict.outcome, `${title ?? ''}, ${expert}`).toBe('right');
      if (record.space.kind !== 'biplane') expect.soft(scored.tip?.isRight, `${title ?? ''}, ${expert}`).toBe(true);
      expect.soft(scored.tip?.distance ?? 0, `${title ?? ''}, ${expert}`).toBeLessThan(4);
    }
    const [truth] = answers.references;
    const measured = truth ? whole(assess(truth.record)).verdict : null;
    const opposite = { inside: 'outside', outside: 'inside', 'cannot-tell': 'none' }[says];
    expect.soft(measured, title).not.toBe(opposite);
    // The positions are those that were drawn: de-identification moves none.
    expect(written[index]?.title).toBe(title);
    expect(truth?.record.tip?.position).toEqual(written[index]?.references[0]?.record.tip.position);
  }
}, 60_000);

it('says the wrong thing wrong', async () => {
  const file = await bundled();
  for (const { id, title } of file.set.cases) {
    const { of, answers } = await revealed(file, id);
    const record = answers.references[0]?.record;
    const says: Saying = answers.verdict === 'inside' ? 'outside' : 'inside';
    if (!record) throw new Error('no reference');
    const scored = whole(score(of, answers, whole(answerTo(of, { record, says, confidence: 0.9 }))));
    expect.soft(scored.verdict.outcome, title).toBe('wrong');
  }
}, 60_000);
