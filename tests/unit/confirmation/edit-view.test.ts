import { describe, expect, it } from 'vitest';
import type { BareView } from '../../../src/confirmation/edit-view.ts';
import { seenInView } from '../../../src/confirmation/edit-view.ts';
import { applyEdit, type Edit } from '../../../src/confirmation/edit.ts';
import { parseRecord } from '../../../src/confirmation/parse.ts';
import type { BiplaneSpace, Confirmation, Position } from '../../../src/confirmation/record.ts';
import { assessmentOf, codesOf, recordOf } from '../../support/records.ts';

const at = (...position: number[]): Position => position as unknown as Position;
const view = (uid: string, primaryAngle: number, more: object = {}) => ({
  sopInstanceUID: uid,
  frame: 3,
  rows: 500,
  columns: 640,
  imagerSpacing: [0.2, 0.3],
  sid: 1100,
  sod: 750,
  primaryAngle,
  secondaryAngle: 5,
  ...more,
});
const marks = {
  tip: [300, 240],
  shaft: [
    [300, 100],
    [300, 180],
  ],
  target: { center: [310, 250], radius: 40, sigma: 1.5 },
};
const empty = recordOf({ space: { kind: 'biplane', views: [view('1.2.1', -30), view('1.2.2', 40)] } });
const marked = recordOf({
  space: { kind: 'biplane', views: [view('1.2.1', -30, marks), view('1.2.2', 40, { ...marks, tip: [280, 238] })] },
  tip: { evidence: 'person', sigma: 0.8 },
});
const viewsOf = ({ space }: Confirmation): BiplaneSpace['views'] => (space as BiplaneSpace).views;
const inView = (index: 0 | 1, edit: Edit, on?: BareView): Edit => ({
  kind: 'in-view',
  view: index,
  ...(on && { on }),
  edit,
});

describe('edits in one of two views', () => {
  it('see the marks of that view as those of an image alone, in px', () => {
    expect(seenInView(marked, 1)).toMatchObject({
      space: { kind: 'projection', sopInstanceUID: '1.2.2', frame: 3, scale: { unit: 'px' } },
      target: { shape: 'circle', center: [310, 250], radius: 40, sigma: 1.5 },
      tip: { position: [280, 238], evidence: 'person', sigma: 0.8 },
      shaft: marks.shaft,
    });
    expect(seenInView(recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.2' } }), 0)).toBeNull();
  });

  it('place a mark in their own view and leave the other as it is', () => {
    const placed = applyEdit(empty, inView(1, { kind: 'place-tip', position: at(12.5, 20), sigma: 1.2 }));
    expect(viewsOf(placed)[1].tip).toEqual([12.5, 20]);
    expect(viewsOf(placed)[0]).toBe(viewsOf(empty)[0]);
    expect(placed.tip).toEqual({ evidence: 'none', sigma: 1.2 });
    const round = { shape: 'circle', center: [10, 20], radius: 7 } as unknown as Extract<
      Edit,
      { kind: 'set-target' }
    >['target'];
    expect(viewsOf(applyEdit(empty, inView(0, { kind: 'set-target', target: round })))[0].target).toEqual({
      center: [10, 20],
      radius: 7,
    });
  });

  it('have the sigma of the coarser of both marks', () => {
    const tip = (index: 0 | 1, sigma: number) => inView(index, { kind: 'place-tip', position: at(200, 200), sigma });
    expect(applyEdit(applyEdit(empty, tip(0, 2)), tip(1, 0.5)).tip?.sigma).toBe(2);
    expect(applyEdit(applyEdit(empty, tip(0, 0.5)), tip(1, 2)).tip?.sigma).toBe(2);
    // Alone, a mark that is placed again has its own.
    expect(applyEdit(applyEdit(empty, tip(0, 2)), tip(0, 0.5)).tip?.sigma).toBe(0.5);
  });

  it('take the confirmation back when a tip moves, or goes, in either view', () => {
    const moved = applyEdit(marked, inView(0, { kind: 'move-tip', position: at(301, 240) }));
    expect(moved.tip).toEqual({ evidence: 'none', sigma: 0.8 });
    const half = applyEdit(marked, inView(1, { kind: 'remove-tip' }));
    expect([half.tip?.evidence, viewsOf(half)[0].tip, viewsOf(half)[1].tip]).toEqual(['none', [300, 240], undefined]);
    expect(applyEdit(half, inView(0, { kind: 'remove-tip' })).tip).toBeUndefined();
    expect(applyEdit(marked, inView(0, { kind: 'resize-target', radius: 41 })).tip?.evidence).toBe('person');
  });

  it('confirm a tip once it is marked in both views', () => {
    const half = applyEdit(marked, inView(1, { kind: 'remove-tip' }));
    expect(applyEdit(half, { kind: 'confirm-tip' })).toBe(half);
    const whole = applyEdit(half, inView(1, { kind: 'place-tip', position: at(280, 238), sigma: 0.8 }));
    expect(applyEdit(whole, { kind: 'confirm-tip' }).tip).toEqual({ evidence: 'person', sigma: 0.8 });
  });

  it('put shaft points in order towards the tip of their own view', () => {
    const added = applyEdit(marked, inView(0, { kind: 'add-shaft-point', position: at(300, 140) }));
    expect(viewsOf(added)[0].shaft).toEqual([
      [300, 100],
      [300, 140],
      [300, 180],
    ]);
  });

  it('change nothing where a view has no place for the mark, or on another image than its marks are on', () => {
    const { tip: _tip, shaft: _shaft, target: _target, ...bare } = viewsOf(marked)[0];
    for (const edit of [
      inView(0, { kind: 'set-entry', position: at(1, 2) }),
      inView(0, { kind: 'set-plan', entry: at(1, 2), target: at(3, 4) }),
      inView(0, { kind: 'place-tip', position: at(1, 2), sigma: 1 }, { ...bare, frame: 4 }),
      inView(0, { kind: 'place-tip', position: at(1, 2), sigma: 1 }, { ...bare, sopInstanceUID: '1.2.9' }),
      inView(0, { kind: 'resize-target', radius: -3 }),
      inView(0, { kind: 'add-shaft-point', position: at(300, 240) }),
    ])
      expect(applyEdit(marked, edit)).toBe(marked);
    const patient = recordOf({ space: { kind: 'patient', frameOfReferenceUID: '1.2' } });
    expect(applyEdit(patient, inView(0, { kind: 'place-tip', position: at(1, 2), sigma: 1 }))).toBe(patient);
  });

  it('move a view without marks to the frame that it is marked on, with its geometry but for what was entered', () => {
    const entered = applyEdit(empty, { kind: 'set-view-geometry', view: 0, geometry: { sod: 700 }, entered: true });
    const on: BareView = { ...viewsOf(empty)[0], frame: 9, primaryAngle: -12 };
    const placed = applyEdit(entered, inView(0, { kind: 'place-tip', position: at(10, 20), sigma: 1 }, on));
    expect(viewsOf(placed)[0]).toMatchObject({
      frame: 9,
      primaryAngle: -12,
      sod: 700,
      entered: ['sod'],
      tip: [10, 20],
    });
    const turned = applyEdit(entered, {
      kind: 'set-view-geometry',
      view: 0,
      geometry: { primaryAngle: -25 },
      entered: true,
    });
    expect(applyEdit(turned, inView(0, { kind: 'place-tip', position: at(10, 20), sigma: 1 }, on))).toEqual(placed);
  });
});

describe('geometry that was entered', () => {
  const enter = (geometry: object, entered = true): Edit => ({ kind: 'set-view-geometry', view: 1, geometry, entered });

  it('is named in its view, and no longer once it is put back', () => {
    const changed = applyEdit(applyEdit(marked, enter({ sod: 700 })), enter({ imagerSpacing: [0.4, 0.5] }));
    expect(viewsOf(changed)[1]).toMatchObject({
      sod: 700,
      imagerSpacing: [0.4, 0.5],
      entered: ['sod', 'imagerSpacing'],
    });
    const back = applyEdit(changed, enter({ sod: 750 }, false));
    expect(viewsOf(back)[1].entered).toEqual(['imagerSpacing']);
    expect(viewsOf(applyEdit(back, enter({ imagerSpacing: [0.2, 0.3] }, false)))).toEqual(viewsOf(marked));
  });

  it('is read again, and refused where it names what is no geometry', () => {
    const changed = applyEdit(marked, enter({ isocenter: [322, 249] }));
    expect(parseRecord(JSON.stringify(changed))).toEqual(changed);
    const space = { ...changed.space, views: [viewsOf(changed)[0], { ...viewsOf(changed)[1], entered: ['rows'] }] };
    expect(parseRecord({ ...changed, space })).toMatchObject({ code: 'unknown-geometry' });
  });

  it('that no C-arm can have changes nothing', () => {
    for (const geometry of [{ sod: 1100 }, { sid: 700 }, { sid: -1 }, { primaryAngle: 400 }, { imagerSpacing: [0, 1] }])
      expect(applyEdit(marked, enter(geometry))).toBe(marked);
  });

  it('is told with the numbers, and only then', () => {
    expect(codesOf(assessmentOf(applyEdit(marked, enter({ sod: 751 }))))).toContain('entered-geometry');
    expect(codesOf(assessmentOf(marked))).not.toContain('entered-geometry');
  });
});
