import { beforeEach, describe, expect, it } from 'vitest';
import type { Edit } from '../../../src/confirmation/edit.ts';
import type { Position } from '../../../src/confirmation/record.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { groupSeries } from '../../../src/image/series.ts';
import type { TwoViews } from '../../../src/session/marking.ts';
import type { Session } from '../../../src/session/session.ts';
import { isOfTwoSeries, sameSpace, type ImageSource } from '../../../src/session/space-of.ts';
import {
  bareViewOf,
  enterGeometry,
  geometryInWork,
  missingText,
  spaceOfTwoViews,
  viewLabels,
  withSources,
} from '../../../src/session/two-views.ts';
import { pairing } from '../../../src/tools/two-views.ts';
import type { MarkingView } from '../../../src/tools/marking-view.ts';
import { xa } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';
import { readySession } from '../../support/sessions.ts';

const run = (uid: string, primaryAngle: number, more: Elements = {}): ImageSource => {
  const [series] = groupSeries([
    xa({
      '00080018': ['UI', uid],
      '0020000E': ['UI', `${uid}.9`],
      '00181110': ['DS', '1100'],
      '00181111': ['DS', '750'],
      '00181164': ['DS', '0.2\\0.3'],
      '00181510': ['DS', String(primaryAngle)],
      '00181511': ['DS', '5'],
      '00080022': ['DA', '20260301'],
      '00080032': ['TM', '130000'],
      '00080201': ['SH', '+0100'],
      ...more,
    }),
  ]);
  const [frame] = series?.frames ?? [];
  if (!series || !frame) throw new Error('no run');
  return { series, frame };
};
const [one, other] = [run('1.2.31', -30), run('1.2.32', 40, { '00181111': ['DS', ''] })];

let session: Session;
beforeEach(() => {
  session = readySession();
  session.useImages((uid) => [one, other].find(({ frame }) => frame.instance.sopInstanceUID === uid));
  session.twoViews.value = { sources: [one, other], entered: [{}, {}] };
});
const twoViews = (): TwoViews => {
  const { value } = session.twoViews;
  if (!value) throw new Error('no views');
  return value;
};
const placeTip = (view: 0 | 1): boolean => {
  const [space, on] = [spaceOfTwoViews(twoViews()), bareViewOf(twoViews(), view)];
  if (isRefusal(space) || isRefusal(on)) throw new Error('no geometry');
  const edit: Edit = { kind: 'place-tip', position: [2, 3] as unknown as Position, sigma: 1 };
  return session.dispatchIn(space, { kind: 'in-view', view, on, edit });
};
/** A tip placed as the marking tools place it. */
const markTip = (index: 0 | 1): boolean => {
  const view = { source: twoViews().sources[index] } as unknown as MarkingView;
  const { paired } = pairing(session, () => index)({} as HTMLElement, view);
  const edit: Edit = { kind: 'place-tip', position: [2, 3] as unknown as Position, sigma: 1 };
  const space = session.active.peek()?.space ?? spaceOfTwoViews(twoViews());
  return !isRefusal(space) && paired?.session.dispatchIn(space, edit, null) === true;
};

describe('two runs side by side', () => {
  it('can’t be marked while geometry is missing, and say which', () => {
    expect(bareViewOf(twoViews(), 0)).toMatchObject({ sod: 750, primaryAngle: -30, imagerSpacing: [0.2, 0.3] });
    const refusal = spaceOfTwoViews(twoViews());
    expect(refusal).toMatchObject({ code: 'geometry-missing' });
    expect(refusal).toMatchObject({ message: 'View 2: SOD isn’t recorded in this run: enter it.' });
    const work = geometryInWork(twoViews(), 0);
    expect(isRefusal(work) ? work : missingText(0, work)).toBeNull();
    expect(viewLabels(session)).toEqual([
      'View 1 · RAO 30° CRA 5° · SID 1100 mm · SOD 750 mm',
      'View 2 · LAO 40° CRA 5° · SID 1100 mm · SOD not known',
    ]);
  });

  it('begin a confirmation with what was entered before, at the time of the run', () => {
    expect(enterGeometry(session, 1, 'sod', 1200)).toContain('SOD smaller than SID');
    expect(enterGeometry(session, 1, 'sod', 740)).toBeNull();
    expect(placeTip(1)).toBe(true);
    const record = session.active.value;
    expect(record?.space).toMatchObject({
      kind: 'biplane',
      views: [{ sod: 750 }, { sod: 740, entered: ['sod'], tip: [2, 3] }],
    });
    expect(record?.space).not.toHaveProperty('views[0].entered');
    expect(record?.at).toBe('2026-03-01T13:00:00+01:00');
    expect(session.cases.value.confirmations).toHaveLength(1);
    expect(placeTip(0)).toBe(true);
    expect(session.cases.value.confirmations).toHaveLength(1);
    session.undo();
    session.undo();
    expect(session.active.value).toBeNull();
  });

  it('have their geometry edited in the confirmation once there is one; what the header says is put back', () => {
    enterGeometry(session, 1, 'sod', 740);
    placeTip(0);
    const before = session.active.value;
    expect(enterGeometry(session, 0, 'primaryAngle', -25)).toBeNull();
    expect(session.active.value?.space).toMatchObject({
      views: [{ primaryAngle: -25, entered: ['primaryAngle'] }, {}],
    });
    expect(session.assessment.value?.caveats.map(({ code }) => code)).toContain('entered-geometry');
    expect(enterGeometry(session, 0, 'primaryAngle', null)).toBeNull();
    expect(session.active.value).toEqual(before);
    // Nothing is recorded that could be put back.
    expect(enterGeometry(session, 1, 'sod', null)).toContain('SOD isn’t recorded');
    expect(enterGeometry(session, 0, 'sid', 700)).toContain('isn’t taken');
    expect(session.active.value).toEqual(before);
    session.undo();
    expect(session.active.value?.space).toMatchObject({ views: [{ primaryAngle: -25 }, {}] });
  });

  it('keep what was entered with its run, and angles of a moving arm with their frame alone', () => {
    const moving = {
      '00280008': ['IS', '2'],
      '7FE00010': ['OW', new Uint8Array(96)],
      '00181520': ['DS', '0\\4'],
    } as const;
    const turning = run('1.2.33', -30, moving);
    const next = turning.series.frames[1];
    if (!next) throw new Error('one frame');
    const entered = [{ sid: 1000 }, { sod: 740, primaryAngle: 12 }] as const;
    const before: TwoViews = { sources: [one, turning], entered };
    expect(withSources(before, [one, turning]).entered).toEqual(entered);
    expect(withSources(before, [one, { ...turning, frame: next }]).entered).toEqual([{ sid: 1000 }, { sod: 740 }]);
    expect(withSources(before, [one, other]).entered).toEqual([{}, {}]);
  });

  it('are marked further with what was entered in their confirmation, after they were left or the record was read again', () => {
    enterGeometry(session, 1, 'sod', 740);
    placeTip(0);
    session.twoViews.value = null;
    session.twoViews.value = withSources(null, [one, other]);
    expect(markTip(1)).toBe(true);
    expect(session.notice.value).toBeNull();
    expect(session.active.value?.space).toMatchObject({
      views: [{ tip: [2, 3] }, { sod: 740, entered: ['sod'], tip: [2, 3] }],
    });
  });

  it('take what was put back in their confirmation as the header says it, whatever was entered before', () => {
    enterGeometry(session, 0, 'sod', 700);
    enterGeometry(session, 1, 'sod', 740);
    placeTip(1);
    enterGeometry(session, 0, 'sod', null);
    expect(markTip(0)).toBe(true);
    expect(session.active.value?.space).toMatchObject({ views: [{ sod: 750, tip: [2, 3] }, { sod: 740 }] });
    expect(session.active.value?.space).not.toHaveProperty('views[0].entered');
  });

  it('have the angles of the frame that is marked, entered ones of another frame only where the arm stood still', () => {
    const groups = (...angles: readonly number[]): Elements => ({
      '00280008': ['IS', String(angles.length)],
      '7FE00010': ['OW', new Uint8Array(48 * angles.length)],
      '52009230': [
        'SQ',
        angles.map((angle) => ({ '00189405': ['SQ', [{ '00181510': ['DS', String(angle)] }]] as const })),
      ],
    });
    const storedOn2 = (...angles: readonly number[]) => {
      const first = run('1.2.34', -30, groups(...angles));
      const next = first.series.frames[1];
      if (!next) throw new Error('one frame');
      session = readySession();
      const still = run('1.2.35', 40);
      session.twoViews.value = { sources: [first, still], entered: [{}, {}] };
      placeTip(1);
      enterGeometry(session, 0, 'primaryAngle', -25);
      enterGeometry(session, 0, 'sod', 740);
      session.twoViews.value = withSources(twoViews(), [{ ...first, frame: next }, still]);
      expect(markTip(0)).toBe(true);
      const space = session.active.value?.space;
      return space?.kind === 'biplane' ? space.views[0] : null;
    };
    expect(storedOn2(-30, 20)).toMatchObject({ frame: 2, primaryAngle: 20, sod: 740, entered: ['sod'] });
    expect(storedOn2(-30, -30)).toMatchObject({ frame: 2, primaryAngle: -25, entered: ['primaryAngle', 'sod'] });
  });

  it('have a further confirmation without the marks of the first', () => {
    enterGeometry(session, 1, 'sod', 740);
    placeTip(0);
    session.begin();
    expect(session.cases.value.confirmations).toHaveLength(2);
    expect(session.active.value?.space).not.toHaveProperty('views[0].tip');
    expect(session.active.value?.space).toMatchObject({ views: [{ sod: 750 }, { sod: 740, entered: ['sod'] }] });
  });

  it('belong to a confirmation of the same images in the same order, whatever its frames', () => {
    enterGeometry(session, 1, 'sod', 740);
    placeTip(0);
    const space = session.active.value?.space;
    if (space?.kind !== 'biplane') throw new Error('not two views');
    expect(isOfTwoSeries(space, [one.series, other.series])).toBe(true);
    expect(isOfTwoSeries(space, [other.series, one.series])).toBe(false);
    expect(sameSpace(space, { ...space, views: [{ ...space.views[0], frame: 7 }, space.views[1]] })).toBe(true);
    expect(sameSpace(space, { ...space, views: [space.views[1], space.views[0]] })).toBe(false);
  });
});
