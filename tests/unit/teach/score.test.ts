import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefused, type Confirmation } from '../../../src/index.ts';
import { score, type Score } from '../../../src/teach/score.ts';
import { inLane } from '../../support/lane.ts';
import { angle, apart, imageSpace, place, recordOf, rotation, turned } from '../../support/records.ts';
import { caseAnswers, ctReading, FRAME, teachingAnswer, teachingCase } from '../../support/teaching.ts';

const scored = (
  references: readonly Confirmation[],
  own: Confirmation,
  { of = {}, answers = {}, answer = {} }: { of?: object; answers?: object; answer?: object } = {},
): Score => {
  const result = score(teachingCase(of), caseAnswers(references, answers), teachingAnswer(own, answer));
  if (isRefused(result)) throw new Error(result.message);
  return result;
};

const RUNS = inLane({ fast: 15, full: 2000 });

describe('a learner’s tip against the experts', () => {
  it('is told along the shaft, across it and through the slice', () => {
    const { tip, experts } = scored([ctReading([0, 0, 0]), ctReading([1, 1, 0])], ctReading([3.5, 1.5, -3]));
    expect(experts).toBe(2);
    expect(tip?.components.along?.difference).toBeCloseTo(3, 12);
    // Normal × shaft: +z × +x is +y.
    expect(tip?.components.across?.difference).toBeCloseTo(1, 12);
    expect(tip?.components.through?.difference).toBeCloseTo(-3, 12);
    expect(tip?.distance).toBeCloseTo(Math.sqrt(9 + 1 + 9), 12);
    expect(tip?.offAxis).toBeCloseTo(Math.sqrt(10), 12);
  });

  it('is right within what the experts’ marks and their spread allow, and no farther', () => {
    const one = (along: number): boolean | null | undefined =>
      scored([ctReading([0, 0, 0])], ctReading([along, 0, 0])).tip?.components.along?.isRight;
    // One expert: √(0.3² + 0.7²/12) = 0.3617 mm; another reader is within 1.96·√2 of that.
    const limit = 1.959964 * Math.SQRT2 * Math.hypot(0.3, 0.7 / Math.sqrt(12));
    expect(one(limit - 0.001)).toBe(true);
    expect(one(limit + 0.001)).toBe(false);
    expect(one(-limit + 0.001)).toBe(true);
    // Three experts 2 mm apart: their spread is larger than what their marks say.
    const three = [-2, 0, 2].map((x) => ctReading([x, 0, 0]));
    const spread = scored(three, ctReading([4.6, 0, 0])).tip?.components.along;
    expect(spread?.sigma).toBeCloseTo(2, 12);
    expect(spread?.tolerance).toBeCloseTo(1.959964 * 2 * Math.sqrt(4 / 3), 5);
    expect(spread?.isRight).toBe(false);
    expect(scored(three, ctReading([4.5, 0, 0])).tip?.isRight).toBe(true);
  });

  it('is judged between two experts even where nothing is known of their uncertainty, and not at all with one', () => {
    const bare = (x: number): Confirmation => ctReading([x, 0, 0], { tip: { position: [x, 0, 0] } });
    expect(scored([bare(0), bare(4)], bare(3)).tip?.components.along?.isRight).toBe(true);
    const alone = scored([bare(0)], bare(0.1)).tip?.components.along;
    expect(alone).toMatchObject({ sigma: null, tolerance: null, range: null, isRight: null });
    expect(scored([bare(0)], bare(0.1)).tip?.isRight).toBeNull();
  });

  it('isn’t judged against a mark that several experts have taken over from one another', () => {
    const { target } = scored(
      [ctReading([0, 0, 0]), ctReading([1, 0, 0])],
      ctReading([0, 0, 0], { target: { shape: 'sphere', center: [0.1, 0, 0], radius: 6 } }),
    );
    expect(target?.components.along).toMatchObject({ sigma: null, tolerance: null, isRight: null });
    expect(target?.isRight).toBeNull();
    expect(target?.distance).toBeCloseTo(0.1, 12);
  });

  it('is never held to less than what the image’s sampling hides', () => {
    const drawn = (z: number): Confirmation =>
      ctReading([0, 0, 0], { target: { shape: 'sphere', center: [0, 0, z], radius: 6 } });
    const { target } = scored([drawn(0), drawn(0.01)], drawn(1));
    // Slices of 3 mm: 3/√12.
    expect(target?.components.through?.sigma).toBeCloseTo(3 / Math.sqrt(12), 12);
    expect(target?.components.through?.isRight).toBe(true);
  });

  it('has no direction through the slice where the slices aren’t known, and says so by null', () => {
    const flat = (x: number): Confirmation =>
      ctReading([x, 0, 0], { space: { kind: 'patient', frameOfReferenceUID: FRAME } });
    const { tip } = scored([flat(0)], flat(2));
    expect(tip?.components).toMatchObject({ across: null, through: null });
    expect(tip?.components.along?.difference).toBeCloseTo(2, 12);
  });

  it('keeps its numbers when everything is turned and moved: oblique planes, pixels that aren’t square', () => {
    fc.assert(
      fc.property(
        fc.tuple(angle, angle, angle),
        place,
        fc.array(
          fc.tuple(
            fc.double({ min: -5, max: 5, noNaN: true }),
            fc.double({ min: -5, max: 5, noNaN: true }),
            fc.double({ min: -5, max: 5, noNaN: true }),
          ),
          { minLength: 2, maxLength: 5 },
        ),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        (angles, shift, tips, betweenColumns, betweenRows) => {
          const turn = rotation(...angles);
          const moved = (point: readonly number[]): number[] =>
            turned(turn, point).map((value, axis) => value + (shift[axis] ?? 0));
          const reading = (tip: readonly number[], isMoved: boolean): Confirmation => {
            const to = isMoved ? moved : (point: readonly number[]): readonly number[] => point;
            const axes = [
              [1, 0, 0],
              [0, 1, 0],
            ].map((axis) => (isMoved ? turned(turn, axis) : axis));
            return recordOf({
              space: {
                kind: 'patient',
                frameOfReferenceUID: FRAME,
                voxel: { betweenColumns, betweenRows, betweenSlices: 3, sliceThickness: 4, orientation: axes.flat() },
              },
              target: { shape: 'sphere', center: to([1, 2, 3]), radius: 6 },
              tip: { position: to(tip), evidence: 'person', sigma: 0.4 },
              shaft: [to([-40, -20, 10])],
            });
          };
          const [own, ...experts] = tips;
          if (!own) return;
          const straight = scored(
            experts.map((tip) => reading(tip, false)),
            reading(own, false),
          );
          const oblique = scored(
            experts.map((tip) => reading(tip, true)),
            reading(own, true),
          );
          for (const part of ['along', 'across', 'through'] as const) {
            const [a, b] = [straight.tip?.components[part], oblique.tip?.components[part]];
            expect(b?.difference).toBeCloseTo(a?.difference ?? NaN, 6);
            expect(b?.sigma).toBeCloseTo(a?.sigma ?? NaN, 6);
          }
          expect(oblique.tip?.distance).toBeCloseTo(
            apart(
              own,
              experts[0]?.map((_, axis) => experts.reduce((sum, tip) => sum + tip[axis]!, 0) / experts.length) ?? [],
            ),
            6,
          );
          expect(oblique.shaft?.own).toBeCloseTo(straight.shaft?.own ?? NaN, 4);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('of one who marks as an expert does is right in every component and metric', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 4 }), fc.nat(3), (tips, which) => {
        const references = tips.map((tip) => ctReading(tip));
        const own = references[which % references.length];
        if (!own) return;
        const { tip, metrics } = scored(references, own);
        expect(tip?.isRight).not.toBe(false);
        for (const metric of Object.values(metrics)) expect(metric?.isRight).not.toBe(false);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('in an image', () => {
  const reading = (tip: readonly number[], space: object, shaft: readonly number[] = [0, 0]): Confirmation =>
    recordOf({
      space,
      target: { shape: 'circle', center: [100, 100], radius: 10 },
      tip: { position: tip, evidence: 'person', sigma: 0.2 },
      shaft: [shaft],
    });
  const of = { space: { kind: 'image' }, images: [{ name: 'images/0001.dcm', sopInstanceUID: '1.2.3' }] };

  it('differences are taken after scaling, with pixels that aren’t square', () => {
    const space = imageSpace(0.2, 0.5);
    // The shaft runs down the columns.
    const { tip } = scored([reading([100, 100], space, [100, 0])], reading([110, 104], space, [110, 0]), { of });
    expect(tip?.components.along?.difference).toBeCloseTo(2, 12);
    expect(tip?.components.across?.difference).toBeCloseTo(-2, 12);
    expect(tip?.components.through).toBeNull();
    expect(tip?.unit).toBe('mm');
  });

  it('a learner who hasn’t calibrated is compared by place in the experts’ scale, and by no number in another unit', () => {
    const px = { ...imageSpace(1, 2.5), scale: { betweenColumns: 1, betweenRows: 2.5, unit: 'px', basis: 'none' } };
    const { tip, metrics, notCompared } = scored([reading([100, 100], imageSpace(0.2, 0.5))], reading([110, 100], px), {
      of,
    });
    expect(tip?.distance).toBeCloseTo(2, 12);
    expect(metrics.tipToCenter).toBeNull();
    expect(notCompared).toContainEqual({ what: 'tipToCenter', code: 'other-unit' });
  });

  it('another frame of the clip is no place to compare, and the verdict stands', () => {
    const { tip, verdict, notCompared } = scored(
      [reading([100, 100], imageSpace(0.2, 0.2))],
      reading([100, 100], imageSpace(0.2, 0.2, { frame: 2 })),
      { of, answers: { verdict: 'outside' } },
    );
    expect(tip).toBeNull();
    expect(notCompared).toContainEqual({ what: 'tip', code: 'other-frame' });
    expect(verdict).toMatchObject({ outcome: 'wrong', truth: 'outside', by: 'author' });
  });
});

describe('the verdict', () => {
  const inside = ctReading([0, 0, 0]);
  const outside = ctReading([30, 0, 0]);
  const near = ctReading([6, 0, 0]);

  it.each([
    ['inside', [inside], 'inside', 'right'],
    ['outside', [inside], 'inside', 'wrong'],
    ['cannot-tell', [inside], 'inside', 'undecided'],
    ['outside', [outside, outside], 'outside', 'right'],
    ['inside', [inside, outside], null, 'reference-undecided'],
    ['inside', [near], null, 'reference-undecided'],
  ] as const)('%s against what all experts’ records say', (says, references, truth, outcome) => {
    const { verdict } = scored(references, inside, { answer: { says } });
    expect(verdict).toMatchObject({ said: says, truth, outcome, measured: 'inside' });
    expect(verdict.by).toBe(truth === null ? null : 'references');
  });

  it('of the author counts before that of the records, as where one projection can’t tell', () => {
    const told = (says: string) =>
      scored([near], near, { answer: { says }, answers: { verdict: 'cannot-tell' } }).verdict;
    expect(told('cannot-tell')).toMatchObject({ outcome: 'right', by: 'author' });
    expect(told('inside').outcome).toBe('wrong');
  });
});

describe('refused', () => {
  const own = ctReading([0, 0, 0]);
  const refusal = (of: object, answers: object, answer: object, record = own): string => {
    const result = score(teachingCase(of), caseAnswers([own], answers), teachingAnswer(record, answer));
    return isRefused(result) ? `${result.code}: ${result.message}` : 'scored';
  };

  it.each([
    [{}, {}, { case: 'case-2' }, own, 'other-case: the answer is to another case'],
    [{}, { case: 'case-2' }, {}, own, 'other-case: the sealed part belongs to another case'],
    [{}, {}, {}, ctReading([0, 0, 0], { shaft: [] }), 'incomplete-answer: the shaft is not marked'],
    [
      {},
      {},
      {},
      ctReading([0, 0, 0], { space: { kind: 'patient', frameOfReferenceUID: '1.9' } }),
      'two-frames-of-reference: the marks are in another frame of reference than the case',
    ],
    [
      { space: { kind: 'image' } },
      {},
      {},
      own,
      'other-space: the case asks for marks of kind image, these are of patient',
    ],
  ] as const)('is what can’t be scored %#', (of, answers, answer, record, wanted) => {
    expect(refusal(of, answers, answer, record)).toBe(wanted);
  });
});
