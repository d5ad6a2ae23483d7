import { describe, expect, it } from 'vitest';
import { parseRecord, serializeRecord } from '../../../src/confirmation/parse.ts';
import { isRefused, type Confirmation, type Position, type Space } from '../../../src/confirmation/record.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { groupSeries } from '../../../src/image/series.ts';
import { reportCsv } from '../../../src/report/summary.ts';
import { beginCalibration } from '../../../src/session/begin-calibration.ts';
import type { CalibrationDraft } from '../../../src/session/calibration-draft.ts';
import { proposalOf } from '../../../src/session/calibration-proposal.ts';
import type { Session } from '../../../src/session/session.ts';
import { spaceOf, type ImageSource } from '../../../src/session/space-of.ts';
import { imagePoint } from '../../../src/space/frame.ts';
import { regions, us, xa } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';
import { readySession } from '../../support/sessions.ts';

const at = (...position: number[]): Position => position as unknown as Position;

/** A run of four frames of 6 × 4 pixels. */
const run = (more: Elements = {}): readonly ImageSource[] => {
  const [series] = groupSeries([
    xa({ '00280008': ['IS', '4'], '7FE00010': ['OW', Array.from({ length: 96 }, () => 0)], ...more }),
  ]);
  if (!series) throw new Error('no series');
  return series.frames.map((frame) => ({ series, frame }));
};
const sessionOn = (sources: readonly ImageSource[]): Session => {
  const session = readySession();
  session.useImages((uid, frame) =>
    sources.find((one) => one.frame.instance.sopInstanceUID === uid && one.frame.frame === frame),
  );
  return session;
};
const frameOf = (sources: readonly ImageSource[], frame: number): ImageSource => {
  const found = sources[frame - 1];
  if (!found) throw new Error('no frame');
  return found;
};
const mark = (session: Session, source: ImageSource, tip: Position, center: Position = at(2, 2)): Confirmation => {
  const calibrated = session.calibrated(source);
  const space = spaceOf(calibrated, tip);
  session.dispatchIn(space, { kind: 'set-target', target: { shape: 'circle', center, radius: 1 } as never });
  session.dispatchIn(space, { kind: 'place-tip', position: tip, sigma: 0.5 });
  const active = session.active.value;
  if (!active) throw new Error('nothing marked');
  return active;
};
const calibrate = (session: Session, source: ImageSource, change: Partial<CalibrationDraft> = {}): void => {
  beginCalibration(session, source);
  const draft = session.calibrating.value;
  if (!draft) throw new Error('no draft');
  // 4 px that are 2 mm, to a quarter of a pixel an end.
  const points = [imagePoint(1, 1), imagePoint(5, 1)];
  const whole = { ...draft, points, pointSigma: 0.25, size: 2, sizeSigma: 0.1, ...change };
  const proposal = proposalOf(session.calibrated(source), whole, { at: '2026-03-01T12:00:00Z' });
  if (isRefusal(proposal)) throw new Error(proposal.message);
  session.calibrate(proposal.made);
};
const scalings = (session: Session) =>
  session.cases.value.confirmations.map(({ space }) => ('scale' in space ? [space.scale.unit, space.scale.basis] : []));
const distances = (session: Session) => session.assessed().map(({ assessment }) => assessment.metrics.tipToCenter);
const codes = (session: Session): readonly string[] => session.assessment.value?.caveats.map(({ code }) => code) ?? [];

describe('a calibration of a run', () => {
  it('re-assesses what is marked in every frame of it, in one step, and undo and redo go both ways', () => {
    const frames = run();
    const session = sessionOn(frames);
    mark(session, frameOf(frames, 1), at(4, 2));
    mark(session, frameOf(frames, 3), at(5, 2));
    expect(distances(session)).toMatchObject([
      { value: 2, unit: 'px' },
      { value: 3, unit: 'px' },
    ]);
    expect(codes(session)).toContain('uncalibrated');
    calibrate(session, frameOf(frames, 2));
    // 0.5 mm a pixel; its share of 1 SD is that of 0.1 of 2 mm and of √2/4 of 4 px.
    expect(distances(session)).toMatchObject([
      { value: 1, unit: 'mm' },
      { value: 1.5, unit: 'mm' },
    ]);
    const sigma = Math.hypot(0.05, Math.SQRT2 / 16);
    expect(session.active.value?.space).toMatchObject({
      scale: { betweenColumns: 0.5, betweenRows: 0.5, basis: 'user' },
      scaleSigma: expect.closeTo(sigma, 6) as number,
      calibration: { method: 'catheter', size: 2, sizeSigma: 0.1, designation: '6 F', frame: 2 },
    });
    // Marking 0.5 px is 0.25 mm; the scale lengthens 1.5 mm by its share.
    expect(session.assessment.value?.metrics.tipToCenter?.sigma).toBeCloseTo(Math.hypot(0.25, 1.5 * sigma), 6);
    expect(codes(session)).toEqual(expect.arrayContaining(['user-calibration', 'depth-scale', 'single-projection']));
    expect(codes(session)).not.toContain('uncalibrated');
    session.undo();
    expect(scalings(session)).toEqual([
      ['px', 'none'],
      ['px', 'none'],
    ]);
    expect(session.calibrations.value).toEqual([]);
    session.redo();
    expect(scalings(session)).toEqual([
      ['mm', 'user'],
      ['mm', 'user'],
    ]);
  });

  it('holds in the frames that the file scales alike, not in others of the same instance', () => {
    const imager = (size: string): Elements => ({ '00289443': ['SQ', [{ '00181164': ['DS', `${size}\\${size}`] }]] });
    const [fine, coarse] = groupSeries([
      xa({
        '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.12.1.1'],
        '00280008': ['IS', '3'],
        '52009229': ['SQ', [{}]],
        '52009230': ['SQ', [imager('0.2'), imager('0.4'), imager('0.2')]],
        '7FE00010': ['OW', new Uint8Array(144)],
      }),
    ]).map((series) => series.frames.map((frame): ImageSource => ({ series, frame })));
    if (!fine || !coarse) throw new Error('no two stacks');
    const session = sessionOn([...fine, ...coarse]);
    calibrate(session, frameOf(fine, 1));
    const unitOf = (source: ImageSource): string => {
      const space = spaceOf(session.calibrated(source), at(2, 2));
      return 'scale' in space ? space.scale.basis : 'none';
    };
    expect(fine.map(unitOf)).toEqual(['user', 'user']);
    expect(coarse.map(unitOf)).toEqual(['imager']);
    // The other stack has one of its own, and both stay.
    calibrate(session, frameOf(coarse, 1), { size: 4 });
    expect(session.calibrations.value).toHaveLength(2);
    expect(coarse.map(unitOf)).toEqual(['user']);
  });

  it('that is taken up again is as uncertain as it was drawn', () => {
    const frames = run();
    const session = sessionOn(frames);
    calibrate(session, frameOf(frames, 1), { pointSigma: 0.8 });
    const before = session.calibrations.value[0]?.scaleSigma;
    beginCalibration(session, frameOf(frames, 1));
    const draft = session.calibrating.value;
    if (!draft) throw new Error('no draft');
    expect(draft.pointSigma).toBeCloseTo(0.8, 6);
    const proposal = proposalOf(session.calibrated(frameOf(frames, 1)), draft, { at: '2026-03-01T12:00:00Z' });
    if (isRefusal(proposal)) throw new Error(proposal.message);
    expect(proposal.made.scaleSigma).toBeCloseTo(before ?? NaN, 6);
  });

  it('is there before anything is marked, and what is marked afterwards on any frame takes it', () => {
    const frames = run();
    const session = sessionOn(frames);
    calibrate(session, frameOf(frames, 1), { atTargetDepth: true });
    expect(session.canUndo.value).toBe(true);
    mark(session, frameOf(frames, 4), at(4, 2));
    expect(distances(session)).toMatchObject([{ value: 1, unit: 'mm' }]);
    expect(codes(session)).toContain('user-calibration');
    expect(codes(session)).not.toContain('depth-scale');
    // A later edit keeps it, too.
    session.dispatch({ kind: 'move-tip', position: at(5, 2) });
    expect(distances(session)).toMatchObject([{ value: 1.5, unit: 'mm' }]);
  });

  it('holds at one depth while the C-arm turns, whatever the reader said of the object', () => {
    const frames = run({ '00181520': ['DS', '0\\5\\10\\15'] });
    const session = sessionOn(frames);
    calibrate(session, frameOf(frames, 1), { atTargetDepth: true });
    mark(session, frameOf(frames, 4), at(4, 2));
    expect(codes(session)).toContain('depth-scale');
  });

  it('is no calibration of another still or run', () => {
    const [one, other] = [run(), run({ '00080018': ['UI', '1.2.3.99'] })];
    const session = sessionOn([...one, ...other]);
    mark(session, frameOf(other, 1), at(4, 2));
    calibrate(session, frameOf(one, 1));
    mark(session, frameOf(other, 2), at(4, 2));
    expect(scalings(session)).toEqual([
      ['px', 'none'],
      ['px', 'none'],
    ]);
  });

  it('can be changed and taken away: what it replaced is back', () => {
    const frames = run();
    const session = sessionOn(frames);
    const { space } = mark(session, frameOf(frames, 1), at(4, 2));
    calibrate(session, frameOf(frames, 1));
    calibrate(session, frameOf(frames, 1), { size: 4, sizeSigma: null, designation: null });
    expect(session.calibrations.value).toHaveLength(1);
    expect(distances(session)).toMatchObject([{ value: 2, unit: 'mm' }]);
    // The form takes up what was said before.
    beginCalibration(session, frameOf(frames, 1));
    expect(session.calibrating.value).toMatchObject({
      size: 4,
      sizeSigma: null,
      points: [
        [1, 1],
        [5, 1],
      ],
    });
    const [made] = session.calibrations.value;
    if (!made) throw new Error('no calibration');
    session.removeCalibration(made);
    expect(session.active.value?.space).toEqual(space);
    expect(session.active.value?.tip?.sigma).toBeCloseTo(0.5, 12);
  });

  it('that contradicts the file says so, and one that agrees does not', () => {
    // 0.75 mm at the detector and 1100/750: 0.511 mm in the patient.
    const geometry: Elements = {
      '00181164': ['DS', '0.75\\0.75'],
      '00181110': ['DS', '1100'],
      '00181111': ['DS', '750'],
    };
    const frames = run(geometry);
    const session = sessionOn(frames);
    mark(session, frameOf(frames, 1), at(4, 2));
    calibrate(session, frameOf(frames, 1));
    expect(codes(session)).not.toContain('spacing-conflict');
    calibrate(session, frameOf(frames, 1), { size: 3 });
    expect(codes(session)).toContain('spacing-conflict');
    expect(session.assessment.value?.caveats.find(({ code }) => code === 'spacing-conflict')?.message).toContain(
      '47 % larger',
    );
  });

  it('keeps the shape of the pixels that the file gives', () => {
    const frames = run({ '00280034': ['IS', '5\\4'] });
    const session = sessionOn(frames);
    calibrate(session, frameOf(frames, 1));
    expect(session.calibrations.value[0]?.scale).toMatchObject({ betweenColumns: 0.5, betweenRows: 0.625 });
  });
});

describe('a calibrated record', () => {
  const saved = (): {
    readonly frames: readonly ImageSource[];
    readonly text: string;
    readonly record: Confirmation;
  } => {
    const frames = run();
    const session = sessionOn(frames);
    mark(session, frameOf(frames, 1), at(4, 2));
    calibrate(session, frameOf(frames, 1), { atTargetDepth: true });
    const record = session.active.value;
    if (!record) throw new Error('nothing marked');
    return { frames, record, text: serializeRecord(record) };
  };

  it('is read again as it was, and its run is calibrated by it', () => {
    const { frames, record, text } = saved();
    const read = parseRecord(text);
    if (isRefused(read)) throw new Error(read.message);
    expect(read).toEqual(record);
    const session = sessionOn(frames);
    session.add(read);
    mark(session, frameOf(frames, 2), at(5, 2));
    expect(distances(session)).toMatchObject([
      { value: 1, unit: 'mm' },
      { value: 1.5, unit: 'mm' },
    ]);
    expect(session.active.value?.space).toMatchObject({ calibration: { atTargetDepth: true } });
  });

  it('stands in the spreadsheet with its uncertainty and its object', async () => {
    const { frames, record } = saved();
    const session = sessionOn(frames);
    session.add(record);
    const csv = await reportCsv(session.assessed());
    expect(csv).toContain('"by the reader, on a 6 F catheter, ± 20 % (95 %), at the target’s depth"');
  });

  it('keeps a scale of its own where its run was calibrated otherwise', () => {
    const { frames, record } = saved();
    const session = sessionOn(frames);
    calibrate(session, frameOf(frames, 3), { size: 4 });
    session.add(record);
    expect(distances(session)).toMatchObject([{ value: 1, unit: 'mm' }]);
    session.dispatch({ kind: 'move-tip', position: at(5, 2) });
    expect(distances(session)).toMatchObject([{ value: 1.5, unit: 'mm' }]);
  });
});

describe('in ultrasound', () => {
  /** Two 2D regions of two columns each side by side, and a strip over time below. */
  const sources = ((): readonly ImageSource[] => {
    const [series] = groupSeries([
      us(
        regions(
          { bounds: [0, 0, 2, 1], delta: [0.02, 0.02] },
          { bounds: [3, 0, 5, 1], delta: [0.02, 0.02] },
          { bounds: [0, 2, 5, 3], format: 2, units: [4, 3] },
        ),
      ),
    ]);
    if (!series) throw new Error('no series');
    return series.frames.map((frame) => ({ series, frame }));
  })();
  const source = frameOf(sources, 1);
  const inFirst = {
    method: 'ruler',
    points: [imagePoint(0.5, 1), imagePoint(2.5, 1)],
    size: 2,
    pointSigma: 0.1,
  } as const;

  it('holds in the region of its object alone', () => {
    const session = sessionOn(sources);
    calibrate(session, source, inFirst);
    const scaleAt = (...position: number[]): Space => spaceOf(session.calibrated(source), position);
    expect(scaleAt(1, 1)).toMatchObject({ scale: { betweenColumns: 1, basis: 'user' } });
    expect(scaleAt(4, 1)).toMatchObject({ scale: { betweenColumns: 0.2, basis: 'us-region' } });
    expect(scaleAt(4, 3)).toMatchObject({ scale: { unit: 'px' } });
    mark(session, source, at(2, 1), at(1, 1));
    expect(distances(session)).toMatchObject([{ value: 1, unit: 'mm' }]);
    // Without the calibration both regions have one scale; with it a distance between them has none.
    session.dispatch({ kind: 'move-tip', position: at(4, 1) });
    expect(codes(session)).toContain('region-mismatch');
    expect(distances(session)).toEqual([null]);
    session.dispatch({ kind: 'move-tip', position: at(2, 1) });
    expect(distances(session)).toMatchObject([{ value: 1, unit: 'mm' }]);
  });

  it.each([
    ['region-mismatch', [imagePoint(1, 1), imagePoint(4, 1)]],
    ['not-a-picture', [imagePoint(1, 3), imagePoint(4, 3)]],
  ] as const)('an object is refused as %s', (code, points) => {
    const session = sessionOn(sources);
    beginCalibration(session, source);
    const draft = session.calibrating.value;
    if (!draft) throw new Error('no draft');
    expect(proposalOf(source, { ...draft, points, pointSigma: 0.1 }, { at: '' })).toMatchObject({
      kind: 'refused',
      code,
    });
  });
});
