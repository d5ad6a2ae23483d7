import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCaseFile, revealCase } from '../../../src/case-file/read-case.ts';
import { isRefused, parseRecord, type Confirmation } from '../../../src/index.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import { imagePoint } from '../../../src/space/frame.ts';
import { answerTo } from '../../../src/teach/answer.ts';
import { score } from '../../../src/teach/score.ts';
import { draftOf, given, writtenCase } from '../../support/case-files.ts';
import { ROOT } from '../../support/documented.ts';

const whole = <Value extends object>(value: Value): Exclude<Value, { readonly kind: 'refused' }> => {
  if (isRefused(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<Value, { readonly kind: 'refused' }>;
};

const folder = join(ROOT, 'sample-data', 'biplane');
const images = readdirSync(folder)
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => new Uint8Array(readFileSync(join(folder, name))));
const record = whole(parseRecord(readFileSync(join(ROOT, 'sample-data/records/biplane.tipcheck.json'), 'utf8')));
if (record.space.kind !== 'biplane') throw new Error('the sample is of two projections');
const [front, side] = record.space.views;

/** The same marks on other images, the tip moved along the rows of both. */
const on = (uids: readonly string[], moved: number): Confirmation => {
  const viewAt = (view: typeof front, at: number): typeof front => ({
    ...view,
    sopInstanceUID: uids[at] ?? view.sopInstanceUID,
    ...(view.tip && { tip: imagePoint(view.tip[0] + moved, view.tip[1]) }),
  });
  return { ...record, space: { ...record.space, views: [viewAt(front, 0), viewAt(side, 1)] } } as Confirmation;
};

describe('a case of two projections', () => {
  it('is written, read, opened for an answer in both, and scored in the patient', async () => {
    const { bytes } = await writtenCase({
      draft: draftOf([record], {
        asks: ['target', 'tip'],
        keyViews: [
          { caption: 'From the side', sopInstanceUID: side.sopInstanceUID, frame: side.frame, marks: ['tip'] },
        ],
      }),
      images: given(images),
    });
    const file = whole(await readCaseFile(bytes));
    expect(file.case.space).toEqual({ kind: 'biplane' });
    for (const input of file.images) expect(isRefused(readDicomFile(await input.read(), input.name))).toBe(false);
    // Which of the images is which is known to whoever looks at them: the projection's angle stands in it.
    const angleOf = new Map<string, number>();
    for (const input of file.images) {
      const opened = whole(readDicomFile(await input.read(), input.name));
      angleOf.set(opened.attributes.sopInstanceUID, Number(opened.source.strings('PositionerPrimaryAngle')?.[0]));
    }
    const uidAt = (angle: number): string =>
      [...angleOf].sort(([, a], [, b]) => Math.abs(a - angle) - Math.abs(b - angle))[0]?.[0] ?? '';
    const uids = [uidAt(front.primaryAngle), uidAt(side.primaryAngle)];
    expect(new Set(uids).size).toBe(2);
    const answerOf = (moved: number) =>
      answerTo(file.case, { record: on(uids, moved), says: 'inside', confidence: 0.8 });
    const answer = whole(answerOf(0.25));
    const answers = whole(await revealCase(file, answer));
    expect(answers.references[0]?.record.space).toMatchObject({
      kind: 'biplane',
      views: uids.map((sopInstanceUID) => ({ sopInstanceUID })),
    });
    expect(answers.keyViews[0]?.sopInstanceUID).toBe(uids[1]);
    const scored = whole(score(file.case, answers, answer));
    expect(scored.tip?.distance).toBeGreaterThan(0);
    expect(scored.tip?.unit).toBe('mm');
    const exact = whole(score(file.case, answers, whole(answerOf(0))));
    expect(exact.tip?.distance).toBeCloseTo(0, 6);
  });

  it('isn’t answered with the marks of one projection alone, nor with those of other images', async () => {
    const { bytes } = await writtenCase({
      draft: draftOf([record], { asks: ['tip'], keyViews: [] }),
      images: given(images),
    });
    const file = whole(await readCaseFile(bytes));
    const uids = file.case.images.map(({ sopInstanceUID }) => sopInstanceUID);
    const refusalOf = (of: Confirmation): string => {
      const answer = answerTo(file.case, { record: of, says: 'inside', confidence: 0.8 });
      return isRefused(answer) ? answer.code : 'taken';
    };
    const both = on(uids, 0);
    if (both.space.kind !== 'biplane') throw new Error('of two projections');
    const { tip: _tip, ...unmarked } = both.space.views[1];
    expect(refusalOf(both)).toBe('taken');
    expect(refusalOf({ ...both, space: { ...both.space, views: [both.space.views[0], unmarked] } })).toBe(
      'incomplete-answer',
    );
    expect(refusalOf(on(['1.2.3', '1.2.4'], 0))).toBe('other-image');
  });
});
