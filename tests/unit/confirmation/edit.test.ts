import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdit, type Edit } from '../../../src/confirmation/edit.ts';
import { canRedo, canUndo, cancelGesture, historyOf, push, redo, undo } from '../../../src/confirmation/history.ts';
import { parseRecord, serializeRecord } from '../../../src/confirmation/parse.ts';
import type { Confirmation, Position } from '../../../src/confirmation/record.ts';
import { imageSpace, PATIENT, recordOf } from '../../support/records.ts';

const at = (...position: number[]): Position => position as unknown as Position;
const patient = recordOf({
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
  tip: { position: [0, 0, 1], evidence: 'person', sigma: 0.5 },
  shaft: [
    [0, 0, 40],
    [0, 0, 20],
  ],
});
const image = recordOf({
  space: imageSpace(0.2, 0.4, { beamWidth: 4 }),
  target: {
    shape: 'contour',
    points: [
      [0, 0],
      [100, 0],
      [100, 100],
    ],
  },
  tip: { position: [50, 30], evidence: 'none', sigma: 0.4, covariance: [0.04, 0, 0, 0.09] },
});

describe('edits', () => {
  it('place a fresh tip that nobody has confirmed', () => {
    const { tip } = applyEdit(patient, { kind: 'place-tip', position: at(1, 2, 3), sigma: 0.7 });
    expect(tip).toEqual({ position: [1, 2, 3], evidence: 'none', sigma: 0.7 });
  });

  const method = { name: 'line-trace-end-fit', version: '1.0.0', score: 0.9, reasons: ['The device ends here.'] };
  const found = { evidence: 'image', covariance: [1, 0, 0, 0, 1, 0, 0, 0, 2], method } as const;

  it('place a tip that was found in pixels, with all that is known of it and a shaft where there is none', () => {
    const { tip: _tip, shaft: _shaft, ...bare } = patient;
    const place = {
      kind: 'place-tip',
      position: at(1, 2, 3),
      sigma: 1.4,
      found: { ...found, shaft: at(9, 2, 3) },
    } as const;
    const { tip, shaft } = applyEdit(bare, place);
    expect(tip).toEqual({
      position: [1, 2, 3],
      evidence: 'image',
      sigma: 1.4,
      covariance: found.covariance,
      method,
    });
    expect(shaft).toContainEqual([9, 2, 3]);
    // What a reader has marked of the shaft stays the reader's.
    const marked = applyEdit(bare, { kind: 'add-shaft-point', position: at(30, 2, 3) });
    expect(applyEdit(marked, place).shaft).toEqual(marked.shaft);
    // Moved by hand it is a hand's mark: nothing of the method holds there.
    const moved = applyEdit(applyEdit(bare, place), { kind: 'move-tip', position: at(1, 2, 4) }).tip;
    expect(moved).toEqual({ position: [1, 2, 4], evidence: 'none', sigma: 1.4 });
    const again = applyEdit(applyEdit(bare, place), { kind: 'place-tip', position: at(1, 2, 4), sigma: 1 }).tip;
    expect(again).toEqual({ position: [1, 2, 4], evidence: 'none', sigma: 1 });
  });

  it('take what the pixels say as evidence of a tip that is there, and never in the place of a person', () => {
    const seen = applyEdit(image, { kind: 'set-image-evidence', method });
    expect(seen.tip).toMatchObject({ position: image.tip?.position, evidence: 'image', method });
    const confirmed = applyEdit(image, { kind: 'confirm-tip' });
    expect(applyEdit(confirmed, { kind: 'set-image-evidence', method })).toBe(confirmed);
    const bare = applyEdit(image, { kind: 'remove-tip' });
    expect(applyEdit(bare, { kind: 'set-image-evidence', method })).toBe(bare);
  });

  it('take the confirmation back when the tip moves, and keep its sigma', () => {
    const { tip } = applyEdit(patient, { kind: 'move-tip', position: at(1, 2, 3) });
    expect(tip).toEqual({ position: [1, 2, 3], evidence: 'none', sigma: 0.5 });
  });

  it('confirm a tip, and only one that is there', () => {
    expect(applyEdit(image, { kind: 'confirm-tip' }).tip?.evidence).toBe('person');
    const bare = applyEdit(patient, { kind: 'remove-tip' });
    expect(applyEdit(bare, { kind: 'confirm-tip' })).toBe(bare);
  });

  it('replace what was said of the uncertainty', () => {
    expect(applyEdit(image, { kind: 'set-tip-sigma', sigma: 2 }).tip).toEqual({
      position: [50, 30],
      evidence: 'none',
      sigma: 2,
    });
    expect(applyEdit(image, { kind: 'set-tip-sigma', sigma: null }).tip).toEqual({
      position: [50, 30],
      evidence: 'none',
    });
  });

  it('keep shaft points in order from the hub to the tip, however they were set', () => {
    const { shaft } = applyEdit(patient, { kind: 'add-shaft-point', position: at(0, 0, 30) });
    expect(shaft).toEqual([
      [0, 0, 40],
      [0, 0, 30],
      [0, 0, 20],
    ]);
  });

  it('move every point of a target alike', () => {
    const { target } = applyEdit(image, { kind: 'move-target', by: [10, 5] });
    expect(target).toMatchObject({
      points: [
        [10, 5],
        [110, 5],
        [110, 105],
      ],
    });
  });

  it('set radius and tolerance by one edit', () => {
    expect(applyEdit(patient, { kind: 'resize-target', radius: 9 }).target).toMatchObject({ radius: 9 });
    const point = applyEdit(patient, {
      kind: 'set-target',
      target: { shape: 'point', center: at(0, 0, 0), tolerance: 3 },
    });
    expect(applyEdit(point, { kind: 'resize-target', radius: 4 }).target).toMatchObject({ tolerance: 4 });
  });

  it('remove members altogether rather than leave them undefined', () => {
    const edits: Edit[] = [
      { kind: 'remove-target' },
      { kind: 'remove-tip' },
      { kind: 'remove-shaft-point', index: 0 },
      { kind: 'remove-shaft-point', index: 0 },
      { kind: 'set-entry', position: at(0, 0, 70) },
      { kind: 'set-entry', position: null },
      { kind: 'set-plan', entry: at(0, 0, 70), target: at(0, 0, 0) },
      { kind: 'remove-plan' },
      { kind: 'set-device', device: 'needle' },
      { kind: 'set-device', device: null },
      { kind: 'set-procedure', procedure: 'biopsy' },
      { kind: 'set-procedure', procedure: 'No profile has such an id' },
      { kind: 'set-procedure', procedure: null },
      { kind: 'set-observer', observer: 'A' },
      { kind: 'set-observer', observer: '' },
    ];
    expect(Object.keys(edits.reduce(applyEdit, patient))).toEqual(['tipcheck', 'id', 'space']);
  });

  it('keep what is known of a device when its kind changes, and take its zones away alone or with it', () => {
    const notch = { role: 'notch', shape: 'segment', from: -25, to: -7, throw: 22 } as const;
    const device = { kind: 'needle', name: 'A', source: 'made up', zones: [notch] } as const;
    // Zones are of a device: without one there is nothing to hold them.
    expect(applyEdit(patient, { kind: 'set-device-zones', zones: [notch], source: 'made up' })).toBe(patient);
    const held = applyEdit(patient, { kind: 'set-device-profile', device });
    expect(held.device).toEqual(device);
    const other = applyEdit(held, { kind: 'set-device', device: 'probe' });
    expect(other.device).toEqual({ ...device, kind: 'probe' });
    const longer = { ...notch, to: -5 };
    const changed = applyEdit(other, { kind: 'set-device-zones', zones: [longer, notch], source: 'measured' });
    expect(changed.device).toEqual({ kind: 'probe', name: 'A', source: 'measured', zones: [longer, notch] });
    expect(applyEdit(changed, { kind: 'set-device-zones', zones: [], source: 'measured' }).device).toEqual({
      kind: 'probe',
      name: 'A',
    });
    expect(applyEdit(changed, { kind: 'set-device', device: null }).device).toBeUndefined();
    // What couldn't be read again changes nothing.
    expect(applyEdit(held, { kind: 'set-device-zones', zones: [{ ...notch, to: -30 }], source: 'a' })).toBe(held);
    expect(applyEdit(held, { kind: 'set-device-zones', zones: [notch], source: '' })).toBe(held);
  });

  it('carry sigmas and tolerances over to another scale, and leave image points where they are', () => {
    const scale = { betweenColumns: 0.4, betweenRows: 0.8, unit: 'mm', basis: 'user' } as const;
    const { space, tip } = applyEdit(image, { kind: 'set-scale', scale });
    expect(space).toMatchObject({ scale, beamWidth: 4 });
    expect(tip).toMatchObject({ position: [50, 30], sigma: 0.8 });
    expect(tip?.covariance?.map((value) => Number(value.toFixed(12)))).toEqual([0.16, 0, 0, 0.36]);
    const more = recordOf({
      ...image,
      shaftSigma: 0.5,
      entrySigma: 0.25,
      plan: { entry: [1, 2], target: [30, 40], sigma: 0.75 },
    });
    expect(applyEdit(more, { kind: 'set-scale', scale })).toMatchObject({
      shaftSigma: 1,
      entrySigma: 0.5,
      plan: { entry: [1, 2], target: [30, 40], sigma: 1.5 },
    });
  });

  it('drop what is known of the uncertainty of another scale', () => {
    const uncertain = recordOf({ ...image, space: { ...image.space, scaleSigma: 0.03 } });
    const scale = { betweenColumns: 0.4, betweenRows: 0.8, unit: 'mm', basis: 'user' } as const;
    expect(applyEdit(uncertain, { kind: 'set-scale', scale }).space).not.toHaveProperty('scaleSigma');
  });

  it('drop the beam width with the millimetres', () => {
    const scale = { betweenColumns: 1, betweenRows: 2, unit: 'px', basis: 'none' } as const;
    expect(applyEdit(image, { kind: 'set-scale', scale }).space).not.toHaveProperty('beamWidth');
  });

  it('keep the marks of a look and wait for the next tip', () => {
    const next = applyEdit(patient, { kind: 'keep-as-look', at: '2026-11-22T10:15:00Z' });
    expect(next.tip).toBeUndefined();
    expect(next.shaft).toBeUndefined();
    expect(next.target).toEqual(patient.target);
    expect(next.looks).toEqual([
      {
        at: '2026-11-22T10:15:00Z',
        frameOfReferenceUID: '1.2.3',
        tip: patient.tip,
        shaft: patient.shaft,
        target: patient.target,
      },
    ]);
  });

  it('keep with a look the time and the voxels of its own tip, and let the record wait without', () => {
    const voxel = { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: 5, sliceThickness: 5 };
    const marked = applyEdit(
      { ...patient, space: { kind: 'patient', frameOfReferenceUID: '1.2.3', voxel } },
      { kind: 'place-tip', position: at(0, 0, 1), sigma: 0.5, at: '2026-11-22T11:14:00+01:00' },
    );
    expect(marked.at).toBe('2026-11-22T11:14:00+01:00');
    const kept = applyEdit(marked, { kind: 'keep-as-look', at: '2026-11-22T10:15:00Z' });
    expect(kept.looks).toMatchObject([{ at: '2026-11-22T11:14:00+01:00', voxel }]);
    expect(kept).not.toHaveProperty('at');
    const next = applyEdit(kept, { kind: 'place-tip', position: at(0, 0, 2), sigma: 0.5, at: '2026-11-22T10:20:00Z' });
    expect(next.at).toBe('2026-11-22T10:20:00Z');
    // The same look, a little beside: its time stays unless another is given.
    const moved = applyEdit(next, { kind: 'move-tip', position: at(0, 0, 3) });
    expect(moved.at).toBe('2026-11-22T10:20:00Z');
    expect(applyEdit(moved, { kind: 'move-tip', position: at(0, 0, 3), at: '2026-11-22T10:21:00Z' }).at).toBe(
      '2026-11-22T10:21:00Z',
    );
  });

  it('remove a look, and the list with the last', () => {
    const keep = (record: Confirmation, minute: string): Confirmation =>
      applyEdit(applyEdit(record, { kind: 'place-tip', position: at(0, 0, 1), sigma: 0.5 }), {
        kind: 'keep-as-look',
        at: `2026-11-22T10:${minute}:00Z`,
      });
    const three = ['10', '20', '30'].reduce(keep, patient);
    const remove = (record: Confirmation, index: number): Confirmation =>
      applyEdit(record, { kind: 'remove-look', index });
    const times = (record: Confirmation) => record.looks?.map((look) => look.at?.slice(14, 16));
    expect(times(remove(three, 1))).toEqual(['10', '30']);
    expect(times(remove(remove(three, 1), 1))).toEqual(['10']);
    expect([0, 0, 0].reduce(remove, three)).not.toHaveProperty('looks');
    for (const index of [3, -1, 0.5, NaN]) expect(remove(three, index)).toBe(three);
    expect(remove(patient, 0)).toBe(patient);
  });

  it('set and clear when the irreversible step was taken', () => {
    const committed = applyEdit(patient, { kind: 'set-committed', at: '2026-11-22T10:20:00Z' });
    expect(committed.committedAt).toBe('2026-11-22T10:20:00Z');
    expect(applyEdit(committed, { kind: 'set-committed', at: '2026-11-22T10:20:00Z' })).toBe(committed);
    expect(applyEdit(committed, { kind: 'set-committed', at: null })).toEqual(patient);
    expect(applyEdit(patient, { kind: 'set-committed', at: null })).toBe(patient);
  });

  it('carry the looks over to another scale too', () => {
    const kept = applyEdit(
      { ...image, target: { shape: 'point', center: at(5, 5), tolerance: 3, sigma: 0.2 } as never },
      { kind: 'keep-as-look', at: '2026-11-22T10:15:00Z' },
    );
    const scale = { betweenColumns: 0.4, betweenRows: 0.8, unit: 'mm', basis: 'user' } as const;
    const [look] = applyEdit(kept, { kind: 'set-scale', scale }).looks ?? [];
    expect(look?.tip).toMatchObject({ position: [50, 30], sigma: 0.8 });
    expect(look?.tip?.covariance?.map((value) => Number(value.toFixed(12)))).toEqual([0.16, 0, 0, 0.36]);
    expect(look?.target).toEqual({ shape: 'point', center: [5, 5], tolerance: 6, sigma: 0.4 });
  });

  it.each<[string, Confirmation, Edit]>([
    ['a radius of 0', patient, { kind: 'resize-target', radius: 0 }],
    ['a shaft point that is not there', patient, { kind: 'remove-shaft-point', index: 7 }],
    ['a sigma of 0', patient, { kind: 'set-tip-sigma', sigma: 0 }],
    ['a tip on a shaft point', patient, { kind: 'move-tip', position: at(0, 0, 20) }],
    ['a shaft point on the tip', patient, { kind: 'add-shaft-point', position: at(0, 0, 1) }],
    ['a tip out of range', patient, { kind: 'place-tip', position: at(0, 0, 1e6), sigma: 1 }],
    ['a tip nowhere', patient, { kind: 'place-tip', position: at(0, NaN, 0), sigma: 1 }],
    ['an image point in patient space', patient, { kind: 'place-tip', position: at(5, 6), sigma: 1 }],
    ['a plan without length', patient, { kind: 'set-plan', entry: at(1, 1, 1), target: at(1, 1, 1) }],
    [
      'a corner dragged across an edge',
      recordOf({
        ...image,
        target: {
          shape: 'contour',
          points: [
            [0, 0],
            [100, 0],
            [100, 100],
            [0, 100],
          ],
        },
      }),
      { kind: 'move-target-point', index: 2, position: at(-50, 50) },
    ],
    ['a time without a zone', patient, { kind: 'keep-as-look', at: '2026-11-22T10:15:00' }],
    ['a commitment without a zone', patient, { kind: 'set-committed', at: '2026-11-22T10:15:00' }],
    ['a tip at no time', patient, { kind: 'place-tip', position: at(1, 1, 1), sigma: 1, at: 'now' }],
  ])('that would leave a record which cannot be read change nothing: %s', (_name, record, edit) => {
    expect(applyEdit(record, edit)).toBe(record);
  });
});

describe('any sequence of edits', () => {
  const number = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0, NaN, 1e9));
  const position = fc.tuple(number, number, number).map((values) => at(...values));
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant('place-tip' as const), position, sigma: number }),
    fc.record({ kind: fc.constant('move-tip' as const), position }),
    fc.record({ kind: fc.constant('add-shaft-point' as const), position }),
    fc.record({ kind: fc.constant('move-shaft-point' as const), index: fc.nat(4), position }),
    fc.record({ kind: fc.constant('remove-shaft-point' as const), index: fc.nat(4) }),
    fc.record({ kind: fc.constant('move-target' as const), by: fc.tuple(number, number, number) }),
    fc.record({ kind: fc.constant('resize-target' as const), radius: number }),
    fc.record({ kind: fc.constant('set-plan' as const), entry: position, target: position }),
    fc.record({ kind: fc.constant('set-tip-sigma' as const), sigma: number }),
    fc.record({ kind: fc.constant('remove-look' as const), index: fc.nat(2) }),
    fc.constantFrom<Edit>(
      { kind: 'confirm-tip' },
      { kind: 'set-image-evidence', method: { name: 'a-method', version: '1', score: 0.5, reasons: [] } },
      { kind: 'remove-tip' },
      { kind: 'remove-target' },
      { kind: 'keep-as-look', at: '2026-11-22T10:15:00Z' },
      { kind: 'set-committed', at: '2026-11-22T10:15:00Z' },
      { kind: 'set-committed', at: null },
    ),
  );

  it('leaves a record that reads back the same, and undo and redo go through the same states', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
        const states: Confirmation[] = [patient];
        let history = historyOf(patient);
        for (const one of edits) {
          const next = applyEdit(history.now, one);
          expect(parseRecord(serializeRecord(next))).toEqual(next);
          if (next !== history.now) states.push(next);
          history = push(history, next);
        }
        for (const state of states.toReversed()) {
          expect(history.now).toBe(state);
          history = undo(history);
        }
        expect(canUndo(history)).toBe(false);
        for (const state of states.slice(1)) {
          history = redo(history);
          expect(history.now).toBe(state);
        }
        expect(canRedo(history)).toBe(false);
      }),
      { numRuns: 100, seed: 11, endOnFailure: true },
    );
  });
});

describe('history', () => {
  const dragged = [1, 2, 3].reduce((history, state) => push(history, state, 'drag'), push(historyOf(-1), 0));

  it('takes one drag as one step', () => {
    expect(dragged.now).toBe(3);
    expect(undo(dragged).now).toBe(0);
    expect(redo(undo(dragged)).now).toBe(3);
    expect(undo(undo(dragged)).now).toBe(-1);
  });

  it('begins another step with another drag, and with the same one after an undo', () => {
    expect(undo(push(dragged, 4, 'other')).now).toBe(3);
    expect(undo(push(undo(dragged), 9, 'drag')).now).toBe(0);
  });

  it('forgets what was undone once something new is done', () => {
    expect(canRedo(push(undo(dragged), 7))).toBe(false);
  });

  it('takes a running drag back without a trace', () => {
    const cancelled = cancelGesture(dragged, 'drag');
    expect(cancelled.now).toBe(0);
    expect(canRedo(cancelled)).toBe(false);
    expect(cancelGesture(cancelled, 'drag')).toBe(cancelled);
  });

  it('stays where it is at either end', () => {
    const fresh = historyOf('only');
    expect(undo(fresh)).toBe(fresh);
    expect(redo(fresh)).toBe(fresh);
    expect(push(fresh, 'only')).toBe(fresh);
  });
});
