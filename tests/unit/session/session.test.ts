import { describe, expect, it } from 'vitest';
import type { Position, Target } from '../../../src/confirmation/record.ts';
import { groupSeries } from '../../../src/image/series.ts';
import type { Session } from '../../../src/session/session.ts';
import { spaceOf, type ImageSource } from '../../../src/session/space-of.ts';
import { ct, regions, us } from '../../support/images.ts';
import { readySession } from '../../support/sessions.ts';

const at = (...position: number[]): Position => position as unknown as Position;
const sourceOf = (instances: Parameters<typeof groupSeries>[0], frame = 0): ImageSource => {
  const [series] = groupSeries(instances);
  const found = series?.frames[frame];
  if (!series || !found) throw new Error('no image');
  return { series, frame: found };
};

/** Two regions side by side, 0.2 mm and 0.4 mm a pixel; nothing is calibrated beyond column 4. */
const ultrasound = sourceOf([
  us(regions({ bounds: [0, 0, 1, 3], delta: [0.02, 0.02] }, { bounds: [2, 0, 3, 3], delta: [0.04, 0.04] })),
]);
const sessionOn = (source: ImageSource): Session => {
  const session = readySession();
  session.useImages(() => source);
  return session;
};
const placeTip = (session: Session, source: ImageSource, position: Position, sigma: number): void => {
  const space = spaceOf(source, position);
  session.dispatchIn(space, { kind: 'place-tip', position, sigma });
};
const scaleOf = (session: Session): unknown => {
  const space = session.active.value?.space;
  return space && 'scale' in space ? space.scale : null;
};

describe('marks in ultrasound regions', () => {
  it('keep the sigma that they were given, whatever scale the record had before', () => {
    const session = sessionOn(ultrasound);
    placeTip(session, ultrasound, at(5, 1), 1);
    expect(scaleOf(session)).toMatchObject({ unit: 'px' });
    placeTip(session, ultrasound, at(1, 1), 0.1);
    expect(scaleOf(session)).toMatchObject({ unit: 'mm', betweenColumns: 0.2 });
    expect(session.active.value?.tip?.sigma).toBeCloseTo(0.1, 12);
    placeTip(session, ultrasound, at(3, 1), 0.2);
    expect(scaleOf(session)).toMatchObject({ unit: 'mm', betweenColumns: 0.4 });
    expect(session.active.value?.tip?.sigma).toBeCloseTo(0.2, 12);
  });

  it('keep the tolerance that they were given', () => {
    const session = sessionOn(ultrasound);
    placeTip(session, ultrasound, at(5, 1), 1);
    session.dispatch({ kind: 'remove-tip' });
    const target = { shape: 'point', center: [1, 1], tolerance: 5 } as unknown as Target;
    session.dispatchIn(spaceOf(ultrasound, [1, 1]), { kind: 'set-target', target });
    expect(session.active.value?.target).toMatchObject({ tolerance: 5 });
    expect(scaleOf(session)).toMatchObject({ unit: 'mm', betweenColumns: 0.2 });
  });

  it('do not change a scale that the user entered', () => {
    const session = sessionOn(ultrasound);
    placeTip(session, ultrasound, at(1, 1), 0.1);
    session.dispatch({
      kind: 'set-scale',
      scale: { betweenColumns: 0.1, betweenRows: 0.1, unit: 'mm', basis: 'user' },
    });
    placeTip(session, ultrasound, at(1, 2), 0.1);
    expect(scaleOf(session)).toMatchObject({ basis: 'user', betweenColumns: 0.1 });
    // 0.1 mm at 0.2 mm a pixel is half a pixel, whatever a pixel measures.
    expect(session.active.value?.tip?.sigma).toBeCloseTo(0.05, 12);
  });
});

describe('edits that change nothing', () => {
  const stack = sourceOf([ct(0), ct(1), ct(2)], 1);

  it('cost no undo step and no redo', () => {
    const session = sessionOn(stack);
    placeTip(session, stack, at(1, 2, 3), 0.5);
    session.dispatch({ kind: 'remove-tip' });
    session.undo();
    expect(session.canRedo.value).toBe(true);
    session.dispatch({ kind: 'remove-target' });
    session.dispatch({ kind: 'sort-shaft' });
    expect(session.canRedo.value).toBe(true);
    session.undo();
    expect(session.active.value).toBeNull();
    expect(session.canUndo.value).toBe(false);
  });

  it('begin no confirmation', () => {
    const session = sessionOn(stack);
    const crossing = { shape: 'sphere', center: [0, 0, 0], radius: 0 } as unknown as Target;
    expect(session.dispatchIn(spaceOf(stack, [0, 0, 0]), { kind: 'set-target', target: crossing })).toBe(false);
    expect(session.cases.value.confirmations).toEqual([]);
    expect(session.canUndo.value).toBe(false);
  });
});

describe('a tip', () => {
  it('has the voxel of the image that it was marked on last', () => {
    const thick = sourceOf([ct(0), ct(1), ct(2)], 1);
    const thin = sourceOf(
      [0, 1, 2].map((index) => ct(index, { '00280030': ['DS', '0.5\\0.6'], '00180050': ['DS', '1'] })),
      1,
    );
    const session = sessionOn(thick);
    placeTip(session, thick, at(1, 2, 3), 0.5);
    const before = session.active.value?.space;
    placeTip(session, thin, at(1, 2, 3), 0.5);
    const { space } = session.active.value ?? {};
    expect(session.cases.value.confirmations).toHaveLength(1);
    expect(space).not.toEqual(before);
    expect(space).toMatchObject({ voxel: { betweenRows: 0.5, betweenColumns: 0.6, sliceThickness: 1 } });
  });

  it('is found again by undo after a cancelled gesture, and what was undone before can be redone', () => {
    const stack = sourceOf([ct(0), ct(1), ct(2)], 1);
    const session = sessionOn(stack);
    placeTip(session, stack, at(1, 2, 3), 0.5);
    session.dispatch({ kind: 'move-tip', position: at(4, 5, 6) });
    session.undo();
    session.dispatch({ kind: 'move-tip', position: at(9, 9, 9) }, 'pinch');
    expect(session.canRedo.value).toBe(false);
    session.cancel('pinch');
    expect(session.active.value?.tip?.position).toEqual([1, 2, 3]);
    session.redo();
    expect(session.active.value?.tip?.position).toEqual([4, 5, 6]);
  });
});

describe('a look', () => {
  const acquired = (time: string, index = 1) =>
    sourceOf(
      [0, 1, 2].map((slice) =>
        ct(slice, {
          '00080022': ['DA', '20261122'],
          '00080032': ['TM', time],
          '00080201': ['SH', '+0100'],
          '00080018': ['UI', `1.2.3.4.${time}.${String(slice)}`],
        }),
      ),
      index,
    );
  const onImage = (session: Session, source: ImageSource, position: Position): void => {
    const { sopInstanceUID } = source.frame.instance;
    const image = { sopInstanceUID, frame: source.frame.frame };
    session.dispatchIn(spaceOf(source, position), { kind: 'place-tip', position, sigma: 0.5, image });
  };

  it('has the time of the images that it was marked on, where they say it with a zone', () => {
    const [early, late] = [acquired('111500'), acquired('112000')];
    const session = readySession();
    session.useImages((uid) =>
      [early, late].find(({ series }) => series.instances.some(({ sopInstanceUID }) => sopInstanceUID === uid)),
    );
    onImage(session, early, at(1, 2, 3));
    expect(session.active.value?.at).toBe('2026-11-22T11:15:00+01:00');
    session.dispatch({ kind: 'keep-as-look', at: '2026-11-25T09:00:00Z' });
    onImage(session, late, at(1, 2, 4));
    expect(session.active.value).toMatchObject({
      at: '2026-11-22T11:20:00+01:00',
      looks: [{ at: '2026-11-22T11:15:00+01:00' }],
    });
    expect(session.assessment.value?.trend?.map(({ seconds }) => seconds)).toEqual([300]);
    session.undo();
    session.undo();
    expect(session.active.value).toMatchObject({ at: '2026-11-22T11:15:00+01:00', tip: { position: [1, 2, 3] } });
    expect(session.active.value?.looks).toBeUndefined();
  });

  it('else has the time at which it was marked, and the next one its own', () => {
    const stack = sourceOf([ct(0), ct(1), ct(2)], 1);
    const session = sessionOn(stack);
    const before = Date.now();
    placeTip(session, stack, at(1, 2, 3), 0.5);
    session.dispatch({ kind: 'move-tip', position: at(1, 2, 4) });
    const first = session.active.value?.at ?? '';
    session.dispatch({ kind: 'keep-as-look', at: '2030-01-01T00:00:00Z' });
    expect(session.active.value?.at).toBeUndefined();
    placeTip(session, stack, at(1, 2, 5), 0.5);
    expect(session.active.value?.looks?.[0]?.at).toBe(first);
    const times = [before, Date.parse(first), Date.parse(session.active.value?.at ?? ''), Date.now()];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('in an ultrasound region of another scale is listed, not measured or compared', () => {
    const session = sessionOn(ultrasound);
    const target = { shape: 'point', center: [1, 1], tolerance: 0.1 } as unknown as Target;
    session.dispatchIn(spaceOf(ultrasound, [1, 1]), { kind: 'set-target', target });
    const keep = (column: number): void => {
      placeTip(session, ultrasound, at(column, 1), 0.1);
      session.dispatch({ kind: 'keep-as-look', at: '2026-11-22T10:00:00Z' });
    };
    keep(0.5);
    keep(3);
    keep(0.7);
    placeTip(session, ultrasound, at(1, 2), 0.1);
    const { looks, trend, metrics } = session.assessment.value ?? {};
    expect(looks?.map((look) => look.metrics.tipToCenter?.value ?? null)).toEqual([
      expect.closeTo(0.1, 9),
      null,
      expect.closeTo(0.06, 9),
    ]);
    expect(looks?.[1]).toMatchObject({ verdict: 'indeterminate', caveats: [{ code: 'region-mismatch' }] });
    expect(metrics?.tipToCenter?.value).toBeCloseTo(0.2, 9);
    // The two looks around it are compared with each other.
    expect(trend?.map(({ from, to, change }) => [from, to, change.tipToCenter?.value])).toEqual([
      [0, 2, expect.closeTo(0.06 - 0.1, 9)],
      [2, 'current', expect.closeTo(0.2 - 0.06, 9)],
    ]);
    // The record's own tip in the other region: then nothing is compared with it.
    placeTip(session, ultrasound, at(3, 2), 0.1);
    expect(session.assessment.value?.trend?.some(({ to }) => to === 'current')).not.toBe(true);
  });
});

describe('a tip in MR', () => {
  const mr = sourceOf(
    [0, 1, 2].map((index) => ct(index, { '00080060': ['CS', 'MR'] })),
    1,
  );
  const codes = (session: Session): readonly string[] =>
    (session.assessment.value?.caveats ?? []).map(({ code }) => code);
  const image = { sopInstanceUID: '1.2.3.4.1.1', frame: 1 };

  it('says that nothing is known of its void until an artefact band is entered, and keeps the band when it is marked again', () => {
    const session = sessionOn(mr);
    session.dispatchIn(spaceOf(mr, [1, 2, 3]), { kind: 'place-tip', position: at(1, 2, 3), sigma: 0.5, image });
    expect(codes(session)).toContain('artefact-band-unknown');
    session.dispatch({ kind: 'set-artefact-band', band: { from: -6, to: 1 } });
    expect(codes(session)).toContain('artefact-band');
    expect(codes(session)).not.toContain('artefact-band-unknown');
    session.dispatchIn(spaceOf(mr, [1, 2, 4]), { kind: 'place-tip', position: at(1, 2, 4), sigma: 0.5, image });
    session.dispatch({ kind: 'move-tip', position: at(1, 2, 5) });
    expect(session.active.value?.tip).toMatchObject({ position: [1, 2, 5], artefactBand: { from: -6, to: 1 } });
    // What isn't a band changes nothing.
    session.dispatch({ kind: 'set-artefact-band', band: { from: 1, to: 1 } });
    expect(session.active.value?.tip).toMatchObject({ artefactBand: { from: -6, to: 1 } });
    session.dispatch({ kind: 'set-artefact-band', band: null });
    expect(codes(session)).toContain('artefact-band-unknown');
  });

  it('is told of in MR alone', () => {
    const session = sessionOn(sourceOf([ct(0), ct(1), ct(2)], 1));
    session.dispatchIn(spaceOf(mr, [1, 2, 3]), { kind: 'place-tip', position: at(1, 2, 3), sigma: 0.5, image });
    expect(codes(session)).not.toContain('artefact-band-unknown');
  });
});

describe('images that all lie at one position', () => {
  it('are marked with their thickness', () => {
    const still = sourceOf([
      ct(1),
      ct(1, { '00080018': ['UI', '1.2.3.4.77'] }),
      ct(1, { '00080018': ['UI', '1.2.3.4.78'] }),
    ]);
    const session = sessionOn(still);
    placeTip(session, still, at(1, 2, 3), 0.5);
    const { space } = session.active.value ?? {};
    expect(space?.kind === 'patient' && space.voxel?.betweenSlices).toBe(still.series.slices?.thickness);
  });

  it('of two phases lie as far apart as their positions', () => {
    const phases = [0, 1, 2].flatMap((index) => [
      ct(index),
      ct(index, { '00080018': ['UI', `1.2.3.4.9${String(index)}`] }),
    ]);
    const one = sourceOf([ct(0), ct(1), ct(2)]).series.betweenSlices;
    expect(sourceOf(phases).series.betweenSlices).toBeCloseTo(one ?? NaN, 9);
  });
});

describe('a mark deep inside the target', () => {
  const verdictOn = (imageType: string): unknown => {
    const source = sourceOf([ct(1, { '00080008': ['CS', imageType] })]);
    const session = sessionOn(source);
    const space = spaceOf(source, at(-9, -9, 2.5));
    session.dispatchIn(space, {
      kind: 'set-target',
      target: { shape: 'sphere', center: at(-9, -9, 2.5), radius: 30 } as unknown as Target,
    });
    const image = { sopInstanceUID: source.frame.instance.sopInstanceUID, frame: 1 };
    session.dispatchIn(space, { kind: 'place-tip', position: at(-8.5, -9, 2.5), sigma: 0.4, image });
    session.dispatch({ kind: 'confirm-tip' });
    return session.assessment.value;
  };

  it('is inside on a slice, and undecided on a localizer or a projection, whose depth is not known', () => {
    expect(verdictOn('ORIGINAL\\PRIMARY\\AXIAL')).toMatchObject({ verdict: 'inside', outside: false });
    for (const [imageType, code] of [
      ['ORIGINAL\\PRIMARY\\LOCALIZER', 'localizer'],
      ['DERIVED\\SECONDARY\\MIP', 'rendered-image'],
    ] as const)
      expect(verdictOn(imageType)).toMatchObject({
        verdict: 'indeterminate',
        outside: null,
        probabilityInside: null,
        caveats: expect.arrayContaining([expect.objectContaining({ code })]) as unknown,
      });
  });
});
