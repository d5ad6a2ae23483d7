import { describe, expect, it } from 'vitest';
import type { LookStep, Quantity } from '../../../src/assess/assessment.ts';
import { assess } from '../../../src/assess/assess.ts';
import { isRefused, type Confirmation } from '../../../src/confirmation/record.ts';
import { parseRecord, serializeRecord } from '../../../src/confirmation/parse.ts';
import { assessmentOf, codesOf, imageSpace, PATIENT, recordOf, type Json } from '../../support/records.ts';

const CENTER = [12, -34, 56];
/** Where the needle goes, oblique to all axes, and a direction across it. */
const ALONG = [2 / 3, -1 / 3, 2 / 3];
const ACROSS = [1 / Math.sqrt(5), 2 / Math.sqrt(5), 0];
const RADIUS = 6;

const offset = (from: readonly number[], along: number, across: number): number[] =>
  from.map((value, axis) => value + along * (ALONG[axis] ?? 0) + across * (ACROSS[axis] ?? 0));
/** A needle whose tip is short of a centre by `short` along its axis, and passes it at a distance of `beside`. */
const marks = (short: number, beside: number, center = CENTER) => {
  const position = offset(center, -short, beside);
  return { tip: { position, evidence: 'person', sigma: 0.5 }, shaft: [offset(position, -50, 0)] };
};
const target = (center = CENTER): Json => ({ shape: 'sphere', center, radius: RADIUS });

const PATIENT_WITH_VOXEL = {
  kind: 'patient',
  frameOfReferenceUID: PATIENT.frameOfReferenceUID,
  voxel: { betweenColumns: 0.5, betweenRows: 0.5, betweenSlices: 4, sliceThickness: 4 },
} as const;

/** Corners in their order round the origin. */
const around = (a: readonly number[], b: readonly number[]): number =>
  Math.atan2(a[1] ?? 0, a[0] ?? 0) - Math.atan2(b[1] ?? 0, b[0] ?? 0);

const valuesOf = (step: LookStep | undefined): Record<string, number | null | undefined> => ({
  tipToCenter: step?.change.tipToCenter?.value,
  signedDistance: step?.change.signedDistance?.value,
  remainingAdvance: step?.change.remainingAdvance?.value,
  normalDistance: step?.change.normalDistance?.value,
});

/** Breathing has moved the target by the fifth look: 3, 4 and 12 mm along the patient's axes. */
const MOVED = CENTER.map((value, axis) => value + ([3, 4, 12][axis] ?? 0));
/** Six looks, the sixth the record's own; listed in another order than they were taken, in the zones of whoever wrote them. */
const SIX = [
  { at: '2026-11-22T10:15:00Z', short: 28, beside: 5, center: CENTER },
  { at: '2026-11-22T12:05:30+02:00', short: 40, beside: 9, center: CENTER },
  { at: '2026-11-22T05:25:00.5-05:00', short: 15.5, beside: 2, center: CENTER },
  { at: '2026-11-23T00:01:00+13:30', short: 6, beside: -2, center: CENTER },
  { at: '2026-11-22T10:40:00Z', short: 3, beside: 1.5, center: MOVED },
] as const;
const NOW = { at: '2026-11-22T10:45:10Z', short: -1.2, beside: 0.9, center: MOVED };
const ORDER = [1, 0, 2, 3, 4, 'current'] as const;

const sixLooks = (more: object = {}) => ({
  space: PATIENT,
  target: target([...NOW.center]),
  at: NOW.at,
  ...marks(NOW.short, NOW.beside, [...NOW.center]),
  looks: SIX.map(({ at, short, beside, center }) => ({
    at,
    ...marks(short, beside, [...center]),
    target: target([...center]),
  })),
  ...more,
});

describe('six looks on the way to a target', () => {
  const { trend = [] } = assessmentOf(sixLooks());
  const lookAt = (index: (typeof ORDER)[number]) => (index === 'current' ? NOW : SIX[index]);

  it('are compared in the order of time, whatever their order in the list and their zones', () => {
    expect(trend.map(({ from, to }) => [from, to])).toEqual(ORDER.slice(1).map((to, at) => [ORDER[at], to]));
    // 10:05:30, 10:15:00, 10:25:00.5, 10:31:00, 10:40:00 and 10:45:10 in UTC.
    expect(trend.map(({ seconds }) => seconds)).toEqual([570, 600.5, 359.5, 540, 310]);
  });

  it('change by what the tip did between them, within 1e-9 mm', () => {
    expect(trend).toHaveLength(5);
    for (const [index, step] of trend.entries()) {
      const [before, after] = [lookAt(ORDER[index] ?? 0), lookAt(ORDER[index + 1] ?? 0)];
      const distance = (look: typeof before): number => Math.hypot(look.short, look.beside);
      const expected = {
        tipToCenter: distance(after) - distance(before),
        signedDistance: distance(after) - distance(before),
        remainingAdvance: after.short - before.short,
        normalDistance: Math.abs(after.beside) - Math.abs(before.beside),
      };
      for (const [name, value] of Object.entries(expected))
        expect(Math.abs((valuesOf(step)[name] ?? NaN) - value), `${name} of step ${String(index)}`).toBeLessThan(1e-9);
      const [from, to] = [
        offset(before.center, -before.short, before.beside),
        offset(after.center, -after.short, after.beside),
      ];
      const apart = Math.hypot(...from.map((value, axis) => value - (to[axis] ?? 0)));
      expect(Math.abs((step.tipMoved?.value ?? NaN) - apart)).toBeLessThan(1e-9);
    }
    // Passing the centre on the other side: the numbers above, spelt out once.
    expect(valuesOf(trend[2]).normalDistance).toBeCloseTo(0, 9);
    expect(trend[2]?.tipMoved?.value).toBeCloseTo(Math.hypot(9.5, 4), 9);
  });

  it('say how far the target moved where it was marked anew, and nothing where it was not', () => {
    expect(trend.map(({ targetMoved }) => targetMoved?.value ?? null)).toEqual([null, null, null, 13, null]);
    expect(trend[3]?.targetMoved).toMatchObject({ unit: 'mm', sigma: null, interval: null });
    const sigma = { sigma: 0.6 };
    const known = assessmentOf(
      sixLooks({
        target: { ...target(MOVED), ...sigma },
        looks: [{ ...sixLooks().looks[3], target: { ...target(), ...sigma } }],
      }),
    ).trend?.[0]?.targetMoved;
    expect(known?.sigma).toBeCloseTo(0.6 * Math.SQRT2, 9);
    // A look without a target of its own is measured against the record's: that it stayed there is assumed.
    const { target: _target, ...assumed } = sixLooks().looks[3] ?? {};
    const step = assessmentOf(sixLooks({ looks: [assumed] })).trend?.[0];
    expect(step?.targetMoved).toBeNull();
    expect(step?.change.tipToCenter).not.toBeNull();
    // So is it in the step to a look at which it was marked elsewhere, and in the one from there.
    const [, , , fourth, fifth] = sixLooks({ target: target() }).looks;
    const { target: _first, ...withoutFirst } = fourth ?? { target: null };
    const { target: _last, ...withoutLast } = fifth ?? { target: null };
    for (const looks of [
      [withoutFirst, fifth],
      [{ ...fourth, target: target(MOVED) }, withoutLast],
    ]) {
      const [first] = assessmentOf(sixLooks({ target: target(), looks })).trend ?? [];
      expect(first).toMatchObject({ from: 0, to: 1, targetMoved: null });
    }
  });

  it('are each judged as a tip by itself would be', () => {
    const { looks } = assessmentOf(sixLooks());
    expect(looks.map(({ at }) => at)).toEqual(SIX.map(({ at }) => at));
    expect(looks.map(({ verdict }) => verdict)).toEqual(['outside', 'outside', 'outside', 'indeterminate', 'inside']);
    for (const [index, look] of looks.entries()) {
      const { short, beside, center } = SIX[index] ?? NOW;
      const alone = assessmentOf({ space: PATIENT, target: target([...center]), ...marks(short, beside, [...center]) });
      const { verdict, outside, probabilityInside, metrics, caveats } = alone;
      expect(look).toEqual({ at: SIX[index]?.at, verdict, outside, probabilityInside, metrics, caveats });
    }
    expect(codesOf(looks[3] ?? { caveats: [] })).toEqual(['near-boundary']);
  });

  it('are the same when the record is written and read again', () => {
    const record = recordOf(sixLooks({ committedAt: '2026-11-22T11:41:00+01:00' }));
    expect(parseRecord(serializeRecord(record))).toEqual(record);
    const read = assessmentOf(JSON.parse(JSON.stringify(record)) as object);
    expect(read.trend).toHaveLength(5);
    expect(read.commitment).toEqual({ at: '2026-11-22T11:41:00+01:00', last: 4 });
  });
});

describe('a look', () => {
  it('in another frame of reference is listed, judged as unknown and passed over, never subtracted', () => {
    const looks = sixLooks().looks.map((look, index) =>
      index === 0 ? { ...look, frameOfReferenceUID: '1.2.4' } : { ...look, frameOfReferenceUID: '1.2.3' },
    );
    const found = assessmentOf(sixLooks({ looks }));
    expect(found.looks[0]).toMatchObject({
      at: SIX[0].at,
      verdict: 'indeterminate',
      outside: null,
      probabilityInside: null,
    });
    expect(codesOf(found.looks[0] ?? { caveats: [] })).toEqual(['different-frame-of-reference']);
    expect(found.trend?.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 'current'],
    ]);
    expect(found.trend?.[0]?.seconds).toBe(1170.5);
    expect(found.trend?.[0]?.change.remainingAdvance?.value).toBeCloseTo(15.5 - 40, 9);
  });

  it('without a time or a tip has no place in the trend; fewer than two looks have none', () => {
    const [first, second] = sixLooks().looks;
    const { at: _at, ...timeless } = second ?? {};
    const { tip: _tip, shaft: _shaft, ...unmarked } = second ?? {};
    for (const other of [timeless, unmarked])
      expect(assessmentOf(sixLooks({ looks: [first, other] })).trend?.map(({ from, to }) => [from, to])).toEqual([
        [0, 'current'],
      ]);
    expect(assessmentOf(sixLooks({ looks: [timeless] }))).not.toHaveProperty('trend');
    expect(assessmentOf(sixLooks({ looks: [] }))).not.toHaveProperty('trend');
    expect(assessmentOf(sixLooks({ at: undefined, looks: [first] }))).not.toHaveProperty('trend');
  });

  it('at the same time as another comes after it as it does in the list, and the own tip last', () => {
    const looks = sixLooks().looks.map((look) => ({ ...look, at: '2026-11-22T11:45:10+01:00' }));
    const { trend } = assessmentOf(sixLooks({ looks }));
    expect(trend?.map(({ from, to, seconds }) => [from, to, seconds])).toEqual([
      [0, 1, 0],
      [1, 2, 0],
      [2, 3, 0],
      [3, 4, 0],
      [4, 'current', 0],
    ]);
  });

  it('has the voxels of its own images where it names them', () => {
    const voxel = (betweenSlices: number) => ({
      betweenColumns: 0.5,
      betweenRows: 0.5,
      betweenSlices,
      sliceThickness: betweenSlices,
    });
    const along = { tip: { position: [0, 0, 40], evidence: 'person', sigma: 0.5 } };
    const sigmaOf = (look: object): number | null | undefined =>
      assessmentOf({
        space: { ...PATIENT, voxel: voxel(1) },
        target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
        looks: [look],
      }).looks[0]?.metrics.signedDistance?.sigma;
    expect(sigmaOf(along)).toBeCloseTo(Math.sqrt(0.25 + 1 / 12), 9);
    expect(sigmaOf({ ...along, voxel: voxel(6) })).toBeCloseTo(Math.sqrt(0.25 + 36 / 12), 9);
    // A contour on one slice is as thick as the slices that it was drawn on: the look's, or the record's.
    const flat = {
      shape: 'contours',
      planes: [
        [-9, 9]
          .flatMap((x) => [
            [x, x, 0],
            [x, -x, 0],
          ])
          .toSorted(around),
      ],
    };
    const toFlat = (look: object): number | undefined =>
      assessmentOf({ space: { ...PATIENT, voxel: voxel(1) }, target: flat, looks: [{ ...along, ...look }] }).looks[0]
        ?.metrics.signedDistance?.value;
    expect(toFlat({ voxel: voxel(6) })).toBeCloseTo(40 - 0.5, 9);
    expect(toFlat({ voxel: voxel(6), target: flat })).toBeCloseTo(40 - 3, 9);
  });

  it('of an image is compared in the scale of that image', () => {
    const at = (column: number, row: number): object => ({
      tip: { position: [column, row], evidence: 'person', sigma: 0.3 },
    });
    const { trend, looks } = assessmentOf({
      space: imageSpace(0.2, 0.5),
      target: { shape: 'point', center: [100, 100], tolerance: 3 },
      at: '2026-11-22T10:20:00Z',
      ...at(100, 110),
      looks: [{ at: '2026-11-22T10:10:00Z', ...at(160, 100) }],
    });
    expect(trend?.[0]?.change.tipToCenter?.value).toBeCloseTo(5 - 12, 12);
    expect(trend?.[0]?.tipMoved?.value).toBeCloseTo(13, 12);
    expect(looks[0]).toMatchObject({ verdict: 'outside', outside: true });
    expect(codesOf(looks[0] ?? { caveats: [] })).toEqual(['out-of-plane-unknown']);
  });

  it('is examined again when the case around it changes, and gives the same as a record that is read anew', () => {
    const [{ target: _target, ...assumed } = { target: null }, ...others] = sixLooks().looks;
    const plan = { entry: [0, 0, 90], target: [0, 0, 0] };
    const record = recordOf(sixLooks({ entry: [1, 2, 3], plan, looks: [assumed, ...others] }));
    const looksOf = (one: Confirmation, confidence = 0.95) => {
      const found = assess(one, { confidence });
      return isRefused(found) ? found : { looks: found.looks, trend: found.trend };
    };
    const before = looksOf(record);
    const changed: readonly Confirmation[] = [
      { ...record, target: { shape: 'sphere', center: record.tip?.position, radius: 2 } as never },
      { ...record, looks: record.looks?.map(({ target: _own, ...look }) => look) ?? [] },
      { ...record, entry: [4, 5, 6] as never },
      { ...record, entrySigma: 2 },
      { ...record, shaftSigma: 2 },
      { ...record, plan: { entry: [0, 9, 90], target: [0, 0, 0] } as never },
      { ...record, space: { ...PATIENT_WITH_VOXEL } },
    ];
    for (const one of changed) {
      looksOf(record);
      expect(looksOf(one)).toEqual(looksOf(recordOf(JSON.parse(JSON.stringify(one)) as object)));
    }
    expect(looksOf(record, 0.6)).not.toEqual(before);
    expect(looksOf(record)).toEqual(before);
  });

  it('without a marking error changes by a number without an uncertainty', () => {
    const looks = [{ at: SIX[0].at, tip: { position: [0, 0, 40], evidence: 'person' } }];
    const step = assessmentOf(sixLooks({ looks })).trend?.[0];
    for (const found of [step?.tipMoved, step?.change.tipToCenter, step?.change.signedDistance])
      expect(found).toMatchObject({ unit: 'mm', sigma: null, interval: null });
    // Neither look has all that the others need.
    expect(step?.change).toMatchObject({ remainingAdvance: null, normalDistance: null });
  });
});

describe('a change', () => {
  const between = (more: object = {}): LookStep => {
    const [step] =
      assessmentOf({
        space: PATIENT,
        target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
        at: '2026-11-22T10:20:00Z',
        tip: { position: [0, 0, 12], evidence: 'person', sigma: 0.3 },
        looks: [
          { at: '2026-11-22T10:10:00Z', tip: { position: [0, 30, 40], evidence: 'person', sigma: 0.4 } },
          ...((more as { looks?: object[] }).looks ?? []),
        ],
        ...more,
      }).trend ?? [];
    if (!step) throw new Error('no step');
    return step;
  };
  const half = ({ value, interval }: Quantity): number[] => (interval ?? []).map((end) => end - value);

  it('is as uncertain as both looks together, ± 1.96 sigma far from the target', () => {
    const { change, tipMoved } = between();
    for (const found of [change.tipToCenter, change.signedDistance, tipMoved]) {
      expect(found?.sigma).toBeCloseTo(0.5, 9);
      expect(found && half(found)[0]).toBeCloseTo(-1.959963984540054 * 0.5, 9);
      expect(found && half(found)[1]).toBeCloseTo(1.959963984540054 * 0.5, 9);
    }
    expect(change.tipToCenter?.value).toBeCloseTo(12 - 50, 12);
  });

  it('into the middle of the target may be smaller than it looks by more than it may be larger', () => {
    const tip = { position: [0.05, 0, 0], evidence: 'person', sigma: 0.3 };
    const { change } = between({ tip });
    const alone = assessmentOf({ space: PATIENT, target: { shape: 'sphere', center: [0, 0, 0], radius: 6 }, tip });
    const [low = NaN, high = NaN] = alone.metrics.tipToCenter?.interval ?? [];
    const far = 1.959963984540054 * 0.4;
    expect(change.tipToCenter?.interval?.[0]).toBeCloseTo(0.05 - 50 - Math.hypot(0.05 - low, far), 9);
    expect(change.tipToCenter?.interval?.[1]).toBeCloseTo(0.05 - 50 + Math.hypot(high - 0.05, far), 9);
    const [below = NaN, above = NaN] = change.tipToCenter ? half(change.tipToCenter) : [];
    expect(above).toBeGreaterThan(1.15 * -below);
  });

  it('of a tip that did not move has an interval from 0, and its sigma is that of the length of the error', () => {
    const { tipMoved } = between({ tip: { position: [0, 30, 40], evidence: 'person', sigma: 0.3 } });
    expect(tipMoved?.value).toBe(0);
    expect(tipMoved?.interval?.[0]).toBe(0);
    expect(tipMoved?.interval?.[1]).toBeGreaterThan(0.9);
    // Maxwell's distribution.
    expect(tipMoved?.sigma).toBeCloseTo(0.5 * Math.sqrt(3 - 8 / Math.PI), 2);
  });

  it('counts a target that both looks share once: what it does to both alike cancels', () => {
    const shared = (position: number[]) =>
      between({
        target: { shape: 'sphere', center: [0, 0, 0], radius: 6, sigma: 1 },
        tip: { position, evidence: 'person', sigma: 0.3 },
      }).change;
    // Seen in the same direction nothing of the target's error is left, from opposite sides twice, across √2 times.
    for (const name of ['tipToCenter', 'signedDistance'] as const) {
      expect(shared([0, 30, 40])[name]?.sigma).toBe(0.5);
      expect(shared([0, -300, -400])[name]?.sigma).toBeCloseTo(Math.hypot(0.5, 2), 1);
      expect(shared([0, -400, 300])[name]?.sigma).toBeCloseTo(Math.hypot(0.5, Math.SQRT2), 1);
    }
  });

  it('counts targets that were marked one by one both', () => {
    const own = (center: number[]) => ({ shape: 'sphere', center, radius: 6, sigma: 2 });
    const { change } = between({
      target: own([0, 0, 0]),
      looks: [
        {
          at: '2026-11-22T10:10:00Z',
          tip: { position: [0, 30, 40], evidence: 'person', sigma: 0.4 },
          target: own([0, 3, 4]),
        },
      ],
    });
    expect(change.tipToCenter?.value).toBeCloseTo(12 - 45, 12);
    expect(change.tipToCenter?.sigma).toBeCloseTo(Math.hypot(0.5, 2 * Math.SQRT2), 9);
  });
});

describe('the last look before the commitment', () => {
  const committed = (committedAt: string | undefined, more: object = {}) =>
    assessmentOf(sixLooks({ committedAt, ...more }));
  const lastOf = (committedAt: string, more: object = {}) => committed(committedAt, more).commitment?.last;

  it.each([
    ['before all of them', '2026-11-22T10:05:29.9Z', null],
    ['at the first', '2026-11-22T10:05:30Z', 1],
    ['between the first two', '2026-11-22T10:14:59Z', 1],
    ['at the time of a look as another zone writes it', '2026-11-22T10:31:00Z', 3],
    ['on another day by its own zone', '2026-11-23T00:30:00+14:00', 2],
    ['before the record’s own tip', '2026-11-22T10:45:09.999Z', 4],
    ['at the record’s own tip', '2026-11-22T11:45:10+01:00', 'current'],
    ['after all of them', '2027-01-01T00:00Z', 'current'],
  ])('is found when it is %s', (_when, at, last) => {
    const found = committed(at);
    expect(found.commitment).toEqual({ at, last });
    expect(codesOf(found)).toEqual(last === null ? ['no-look-before-commitment'] : []);
  });

  it('is not said of a record that is not committed', () => {
    expect(committed(undefined)).not.toHaveProperty('commitment');
    const { at: _at, ...timeless } = sixLooks().looks[0] ?? {};
    expect(codesOf(committed(undefined, { looks: [timeless] }))).toEqual([]);
  });

  it('is the later one of the list among looks at the same time', () => {
    const looks = sixLooks().looks.map((look) => ({ ...look, at: '2026-11-22T10:00:00Z' }));
    expect(lastOf('2026-11-22T10:00:00Z', { looks })).toBe(4);
    expect(lastOf('2026-11-22T10:00:00Z', { looks, at: '2026-11-22T11:00:00+01:00' })).toBe('current');
  });

  it('is not told for certain when a look has no time', () => {
    const { at: _at, ...timeless } = sixLooks().looks[0] ?? {};
    const looks = [timeless, ...sixLooks().looks.slice(1)];
    const found = committed('2026-11-22T10:26:00Z', { looks });
    expect(found.commitment?.last).toBe(2);
    expect(codesOf(found)).toEqual(['look-time-unknown']);
    expect(codesOf(committed('2026-11-22T10:26:00Z', { at: undefined }))).toEqual(['look-time-unknown']);
    expect(codesOf(committed('2026-11-22T10:26:00Z', { at: undefined, looks: [] }))).toEqual([
      'no-look-before-commitment',
      'look-time-unknown',
    ]);
  });

  it('is a look at another frame of reference too, and one without a mark; a tip that is awaited is none', () => {
    const [first, second, ...others] = sixLooks().looks;
    const looks = [{ at: first?.at }, { ...second, frameOfReferenceUID: '1.2.4' }, ...others];
    expect(lastOf('2026-11-22T10:06:00Z', { looks })).toBe(1);
    expect(lastOf('2026-11-22T10:20:00Z', { looks })).toBe(0);
    expect(lastOf('2027-01-01T00:00Z', { tip: undefined, shaft: undefined })).toBe(4);
  });

  it('is found in two projections, whose earlier looks have no numbers', () => {
    const view = (primaryAngle: number, more: object) => ({
      sopInstanceUID: '1.2.6',
      frame: 1,
      rows: 512,
      columns: 512,
      imagerSpacing: [0.2, 0.2],
      sid: 1100,
      sod: 750,
      primaryAngle,
      secondaryAngle: 0,
      ...more,
    });
    const biplane = (more: object) =>
      assessmentOf({
        space: { kind: 'biplane', views: [view(0, more), view(90, more)] },
        at: '2026-11-22T10:30:00Z',
        committedAt: '2026-11-22T10:40:00Z',
        looks: [{ at: '2026-11-22T10:20:00Z' }],
      });
    expect(biplane({ tip: [256, 256] }).commitment?.last).toBe('current');
    expect(biplane({}).commitment?.last).toBe(0);
    expect(biplane({})).not.toHaveProperty('trend');
    expect(biplane({}).looks).toMatchObject([{ verdict: 'indeterminate', outside: null, probabilityInside: null }]);
  });
});
