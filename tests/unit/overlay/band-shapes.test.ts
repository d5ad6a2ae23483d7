import { describe, expect, it } from 'vitest';
import type { AssessedBand } from '../../../src/assess/assessed-band.ts';
import { bandShapes } from '../../../src/overlay/band-shapes.ts';
import type { OverlayView } from '../../../src/overlay/view.ts';
import { canvasPoint } from '../../../src/space/frame.ts';
import { assessmentOf, PATIENT, rotation, turned } from '../../support/records.ts';

const rows = rotation(0.6, -0.4, 0.9);
/** A place given along the view's own axes. */
const seen = (x: number, y: number, z: number): number[] =>
  [0, 1, 2].map((axis) => (rows[0]?.[axis] ?? 0) * x + (rows[1]?.[axis] ?? 0) * y + (rows[2]?.[axis] ?? 0) * z);
/** A view of a turned plane, 5 canvas pixels a mm. */
const viewAt = (height: number): OverlayView => ({
  project: (position) => {
    const [x, y, z] = turned(rows, position);
    return { at: canvasPoint(5 * x, 5 * y), offsetMm: z - height };
  },
  positionAt: ([x, y]) => seen(x / 5, y / 5, height),
  halfSliceMm: 1,
  canvasPerMm: 5,
  otherFrame: null,
  width: 800,
  height: 600,
});

const bandOf = (tip: number[], shaft: number[][], artefactBand: object): AssessedBand => {
  const found = assessmentOf({ space: PATIENT, tip: { position: tip, artefactBand }, ...(shaft[0] && { shaft }) });
  if (!found.artefactBand) throw new Error('no band');
  return found.artefactBand;
};
const reachIn = (points: readonly (readonly number[])[], x: number, y: number): number =>
  Math.max(...points.map(([a = NaN, b = NaN]) => (a * x + b * y) / 5));
const drawn = (height: number, tip: number[], shaft: number[][], band: object) => {
  const [path, label] = bandShapes(viewAt(height), tip, bandOf(tip, shaft, band));
  if (path?.kind !== 'path') throw new Error('nothing was drawn');
  return { path, label };
};

describe('where the metal tip may lie is drawn', () => {
  it('as the outline of a rod along the device, from one end of the band to the other', () => {
    const { path, label } = drawn(0, seen(10, 0, 0), [seen(-60, 0, 0)], { from: -8, to: 3, across: 2 });
    expect(path).toMatchObject({ closed: true, tone: 'tip', ghost: false });
    // The ends are drawn round by at least 4 canvas pixels.
    expect(reachIn(path.points, 1, 0)).toBeCloseTo(10 + 3 + 0.8, 6);
    expect(reachIn(path.points, -1, 0)).toBeCloseTo(-(10 - 8) + 0.8, 6);
    expect(reachIn(path.points, 0, 1)).toBeCloseTo(2, 1);
    expect(label).toMatchObject({ text: 'metal tip within' });
  });

  it('as long as it is seen where the device runs across the plane', () => {
    const tilt = Math.PI / 3;
    const shaft = seen(-60 * Math.cos(tilt), 0, -60 * Math.sin(tilt));
    const { path } = drawn(0, seen(0, 0, 0), [shaft], { from: -10, to: 2, across: 3 });
    // Half as long, its round end seen by sin 60° of its radius.
    expect(reachIn(path.points, -1, 0)).toBeCloseTo(10 * Math.cos(tilt) + 3 * Math.sin(tilt), 1);
    expect(reachIn(path.points, 0, -1)).toBeCloseTo(3, 1);
  });

  it('dashed where the plane does not meet it, and not where it passes between its ends', () => {
    const at = (height: number): boolean =>
      drawn(height, seen(0, 0, 0), [seen(0, 0, -60)], { from: -8, to: 3, across: 1 }).path.ghost;
    expect([at(-4), at(6)]).toEqual([false, true]);
  });

  it('as a ball around the mark where the direction of the device is not known', () => {
    const { path } = drawn(0, seen(0, 0, 0), [], { from: -4, to: 1, across: 3 });
    for (const [x, y] of path.points) expect(Math.hypot(x, y)).toBeCloseTo(25, 6);
  });
});
