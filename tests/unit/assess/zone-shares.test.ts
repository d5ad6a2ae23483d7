import { describe, expect, it } from 'vitest';
import { inUnitBall, overSphere, placesError } from '../../../src/assess/zones/volume-samples.ts';
import type { AssessedAblation } from '../../../src/assess/zones/zone-assessment.ts';
import { inLane } from '../../support/lane.ts';
import { generator } from '../../support/random.ts';
import { assessmentOf, codesOf, PATIENT, rotation, type Json } from '../../support/records.ts';
import { boxMesh, inFrame, type Frame } from '../../support/solids.ts';

const around = (
  target: Json,
  tip: readonly number[],
  along: number,
  across: number,
  sigma: number | null = 0.5,
): Json => ({
  space: PATIENT,
  target,
  tip: { position: tip, evidence: 'person', ...(sigma !== null && { sigma }) },
  shaft: [[tip[0], tip[1], (tip[2] ?? 0) + 60]],
  device: {
    kind: 'needle',
    source: 'made up',
    zones: [{ role: 'ablation', shape: 'ellipsoid', center: 0, along, across }],
  },
});
const ablationOf = (...json: Parameters<typeof around>): AssessedAblation =>
  assessmentOf(around(...json)).zones?.[0] as AssessedAblation;

const sphere = (radius: number): Json => ({ shape: 'sphere', center: [0, 0, 0], radius });
const box = (half: readonly number[], frame: Frame): Json => ({ shape: 'mesh', ...boxMesh(half, frame, generator(3)) });
const STRAIGHT: Frame = { center: [0, 0, 0], rows: rotation(0, 0, 0) };
const OBLIQUE: Frame = { center: [3, -4, 5], rows: rotation(0.6, 0.9, -0.4) };

/** Two balls of radii R and r, their centres `away`, have this volume in common. */
const lens = (away: number, R: number, r: number): number =>
  (Math.PI * (R + r - away) ** 2 * (away ** 2 + 2 * away * (r + R) - 3 * (r - R) ** 2)) / (12 * away);
const ball = (radius: number): number => (4 / 3) * Math.PI * radius ** 3;

describe('the share of an ablation that is small against its target', () => {
  it.each(inLane({ fast: [20, 200], full: [20, 40, 200] }))(
    'is all of it, for certain, in the middle of a ball of %d mm',
    (radius) => {
      const zone = ablationOf(sphere(radius), [0, 0, 0], 10, 10);
      expect(zone.insideFraction).toEqual({ value: 1, unit: '1', sigma: 0, interval: [1, 1] });
      expect((zone.targetCovered?.value ?? NaN) / (5 / radius) ** 3).toBeCloseTo(1, 9);
    },
  );

  it('is the volume that two balls have in common where it lies on the surface, and its interval holds it', () => {
    const zone = ablationOf(sphere(60), [60, 0, 0], 10, 10, 0.01);
    const expected = lens(60, 60, 5) / ball(5);
    expect(Math.abs((zone.insideFraction?.value ?? NaN) - expected)).toBeLessThan(0.006);
    const [low = NaN, high = NaN] = zone.insideFraction?.interval ?? [];
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    expect((zone.targetCovered?.value ?? NaN) / (lens(60, 60, 5) / ball(60))).toBeCloseTo(1, 1);
  });

  it('is all of it in the middle of a box drawn as a mesh, half of it on a side, none beyond', () => {
    const target = box([30, 30, 30], STRAIGHT);
    expect(ablationOf(target, [0, 0, 0], 5, 5).insideFraction).toMatchObject({ value: 1, interval: [1, 1] });
    const half = ablationOf(target, [30, 4, 5], 8, 8).insideFraction;
    expect(Math.abs((half?.value ?? NaN) - 0.5)).toBeLessThan(0.006);
    // 1/2 − 3/4·t + 1/4·t³ of a ball of 4 mm that is 4·t off the side, t normal with 0.5/4: the variance to the fourth power of that.
    const variance = (9 / 16) * (0.5 / 4) ** 2 - (9 / 8) * (0.5 / 4) ** 4;
    expect((half?.sigma ?? NaN) / Math.sqrt(variance)).toBeGreaterThan(0.95);
    expect((half?.sigma ?? NaN) / Math.sqrt(variance)).toBeLessThan(1.05);
    expect(ablationOf(target, [40, 0, 0], 5, 5).insideFraction).toMatchObject({ value: 0, interval: [0, 0] });
    const covered = ablationOf(target, [0, 0, 0], 5, 5, null).targetCovered?.value ?? NaN;
    expect(Math.abs(covered / (ball(2.5) / 60 ** 3) - 1)).toBeLessThan(0.01);
  });
});

describe('the share of a target that is thin', () => {
  it.each(inLane({ fast: [0.4], full: [0.4, 2] }))(
    'is half of a rod of 80 mm in any direction, %d mm wide',
    (width) => {
      const at = inFrame(OBLIQUE);
      const zone = ablationOf(box([width / 2, width / 2, 40], OBLIQUE), at([0, 0, 0]), 40, 40);
      expect(Math.abs((zone.targetCovered?.value ?? NaN) - 0.5)).toBeLessThan(0.006);
      const [low = NaN, high = NaN] = zone.targetCovered?.interval ?? [];
      expect(low).toBeLessThan(0.5);
      expect(high).toBeGreaterThan(0.5);
      const expected = (0.5 * width * width * 80) / ball(20);
      expect(Math.abs((zone.insideFraction?.value ?? NaN) / expected - 1)).toBeLessThan(0.02);
    },
  );

  it('is all of it, for certain, in an ablation around it', () => {
    const zone = ablationOf(box([0.2, 0.2, 10], OBLIQUE), inFrame(OBLIQUE)([0, 0, 0]), 40, 40);
    expect(zone.targetCovered).toEqual({ value: 1, unit: '1', sigma: 0, interval: [1, 1] });
  });

  it('is not told where too little of its box is inside it, while the margin is', () => {
    // Two rods of 0.2 mm that are square to each other and far apart.
    const [one, other] = [
      boxMesh([0.1, 0.1, 40], STRAIGHT, generator(4)),
      boxMesh([40, 0.1, 0.1], { ...STRAIGHT, center: [0, 60, 0] }, generator(5)),
    ];
    const assessment = assessmentOf(
      around(
        {
          shape: 'mesh',
          vertices: [...one.vertices, ...other.vertices],
          triangles: [...one.triangles, ...other.triangles.map((corner) => corner + one.vertices.length / 3)],
        },
        [0, 0, 0],
        40,
        40,
      ),
    );
    expect(assessment.zones?.[0]).toMatchObject({ insideFraction: null, targetCovered: null });
    expect((assessment.zones?.[0] as AssessedAblation).ablativeMargin?.value).toBeLessThan(-20);
    expect(codesOf(assessment)).toContain('zone-not-measured');
  });
});

it('the bound on what evenly spread places may miss holds for the caps of a ball', () => {
  const places = inUnitBall();
  for (const count of [512, 1024, 4096])
    for (const [x = 0, y = 0, z = 0] of overSphere(20))
      for (let height = -0.9; height < 1; height += 0.2) {
        let above = 0;
        for (let at = 0; at < 3 * count; at += 3)
          if (x * (places[at] ?? 0) + y * (places[at + 1] ?? 0) + z * (places[at + 2] ?? 0) > height) above += 1;
        const cap = ((1 - height) ** 2 * (2 + height)) / 4;
        expect(Math.abs(above / count - cap)).toBeLessThan(placesError(count));
      }
});
