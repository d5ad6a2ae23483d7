import { describe, expect, it } from 'vitest';
import type { Zone } from '../../../src/confirmation/device.ts';
import type { OverlayView } from '../../../src/overlay/view.ts';
import { zoneShapes } from '../../../src/overlay/zone-shapes.ts';
import { canvasPoint } from '../../../src/space/frame.ts';
import { assessmentOf, PATIENT, rotation, turned } from '../../support/records.ts';

/** A view across a turned plane through a height along its normal, 4 canvas pixels a mm. */
const rows = rotation(0.6, -0.4, 0.9);
const viewAt = (height: number): OverlayView => ({
  project: (position) => {
    const [x, y, z] = turned(rows, position);
    return { at: canvasPoint(4 * x, 4 * y), offsetMm: z - height };
  },
  positionAt: ([x, y]) => seen(x / 4, y / 4, height),
  halfSliceMm: 1,
  canvasPerMm: 4,
  otherFrame: null,
  width: 800,
  height: 600,
});
/** A place given along the view's own axes. */
const seen = (x: number, y: number, z: number): number[] =>
  [0, 1, 2].map((axis) => (rows[0]?.[axis] ?? 0) * x + (rows[1]?.[axis] ?? 0) * y + (rows[2]?.[axis] ?? 0) * z);

const shapesOf = (zone: Zone, tip: number[], shaft: number[][], height: number) =>
  zoneShapes(
    viewAt(height),
    [zone],
    assessmentOf({
      space: PATIENT,
      tip: { position: tip },
      shaft,
      device: { kind: 'probe', source: 'a', zones: [zone] },
    }).zones,
  );

describe('what of the device acts is drawn', () => {
  it('as a thick line along it, dashed and named where it would be if fired', () => {
    const zone = { role: 'notch', shape: 'segment', from: -20, to: -5, throw: 15 } as const;
    const [line, label] = shapesOf(zone, seen(10, 0, 0), [seen(50, 0, 0)], 0);
    expect(line).toMatchObject({ kind: 'path', closed: false, tone: 'zone', ghost: true, thick: true });
    const [hub, distal] = line?.kind === 'path' ? line.points : [];
    expect(hub?.[0]).toBeCloseTo(4 * 15, 9);
    expect(distal?.[0]).toBeCloseTo(0, 9);
    expect(label).toMatchObject({ kind: 'wanted-label', text: 'notch if fired', ghost: false });
    const [still] = shapesOf(
      { role: 'notch', shape: 'segment', from: -20, to: -5 },
      seen(10, 0, 0),
      [seen(50, 0, 0)],
      0,
    );
    expect(still).toMatchObject({ ghost: false });
    const [far] = shapesOf({ role: 'notch', shape: 'segment', from: -20, to: -5 }, seen(10, 0, 0), [seen(50, 0, 0)], 9);
    expect(far).toMatchObject({ ghost: true });
  });

  it.each([0, 3, -8])('as the section of an ablation with the plane %d mm from its middle', (height) => {
    const zone = { role: 'ablation', shape: 'ellipsoid', center: 0, along: 40, across: 24 } as const;
    const direction = turned(rotation(0.2, 0.5, -0.3), [0, 0, 1]);
    const [path] = shapesOf(zone, [0, 0, 0], [direction.map((value) => 60 * value)], height);
    if (path?.kind !== 'path') throw new Error('nothing was drawn');
    expect(path).toMatchObject({ closed: true, ghost: false });
    for (const [x, y] of path.points) {
      // Each point, put back onto the plane, lies on the ellipsoid.
      const place = seen(x / 4, y / 4, height);
      const along = place.reduce((sum, value, axis) => sum + value * (direction[axis] ?? 0), 0);
      const across = Math.hypot(...place.map((value, axis) => value - along * (direction[axis] ?? 0)));
      expect((along / 20) ** 2 + (across / 12) ** 2).toBeCloseTo(1, 9);
    }
  });

  it('as its outline, dashed, where the plane misses it: as far as it reaches in every direction', () => {
    const zone = { role: 'ablation', shape: 'ellipsoid', center: 0, along: 40, across: 24 } as const;
    const direction = turned(rotation(0.2, 0.5, -0.3), [0, 0, 1]);
    const [path] = shapesOf(zone, [0, 0, 0], [direction.map((value) => 60 * value)], 50);
    if (path?.kind !== 'path') throw new Error('nothing was drawn');
    expect(path.ghost).toBe(true);
    for (let step = 0; step < 12; step += 1) {
      const angle = (step * Math.PI) / 6;
      const way = seen(Math.cos(angle), Math.sin(angle), 0);
      const share = way.reduce((sum, value, axis) => sum + value * (direction[axis] ?? 0), 0) ** 2;
      const reach = Math.sqrt(20 ** 2 * share + 12 ** 2 * (1 - share));
      const drawn = Math.max(...path.points.map(([x, y]) => (Math.cos(angle) * x + Math.sin(angle) * y) / 4));
      expect(drawn).toBeLessThan(reach + 1e-9);
      expect(drawn).toBeGreaterThan(reach * 0.998);
    }
  });
});
