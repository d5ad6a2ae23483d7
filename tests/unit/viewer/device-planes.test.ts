import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { add, cross, dot, length, normalize, scale, subtract, type Vector3 } from '../../../src/space/vector.ts';
import { devicePlanes, placeAlong, placeBeside, type DevicePlanes } from '../../../src/viewer/device-planes.ts';

/** Axial from the feet, coronal from the front, sagittal from the left. */
const USUAL = [
  { towardsViewer: [0, 0, -1] },
  { towardsViewer: [0, -1, 0] },
  { towardsViewer: [1, 0, 0] },
] as const satisfies readonly { towardsViewer: Vector3 }[];

const made = (...given: Parameters<typeof devicePlanes>): DevicePlanes => {
  const planes = devicePlanes(...given);
  if (!planes) throw new Error('no planes');
  return planes;
};
const near = (actual: Vector3, expected: Vector3): void => {
  for (const axis of [0, 1, 2] as const) expect(actual[axis]).toBeCloseTo(expected[axis], 12);
};
/** The direction that points to the right in a view. */
const rightOf = ({ up, towardsViewer }: { readonly up: Vector3; readonly towardsViewer: Vector3 }): Vector3 =>
  cross(up, towardsViewer);
const degreesBetween = (a: Vector3, b: Vector3): number => (Math.atan2(length(cross(a, b)), dot(a, b)) * 180) / Math.PI;

describe('a needle from the patient’s right to the left, its target 10 mm ahead and 5 mm to the back', () => {
  const planes = made({ tip: [20, 0, 0], from: [-30, 0, 0], target: [30, 5, 0] }, USUAL);

  test('the first plane is the axial one, seen from the feet, with the tip to the right', () => {
    near(planes.along[0].towardsViewer, [0, 0, -1]);
    near(rightOf(planes.along[0]), [1, 0, 0]);
    // Right × up = towards the reader: with the left of the patient at the right and the feet at the reader, up is anterior.
    near(planes.along[0].up, [0, -1, 0]);
  });

  test('the second is seen from the upper edge of the first: the coronal one from the front', () => {
    near(planes.along[1].towardsViewer, [0, -1, 0]);
    near(rightOf(planes.along[1]), [1, 0, 0]);
    near(planes.along[1].up, [0, 0, 1]);
  });

  test('the plane across is seen from the hub, the first plane upright in it', () => {
    near(planes.across.towardsViewer, [-1, 0, 0]);
    near(planes.across.up, [0, -1, 0]);
    near(rightOf(planes.across), planes.along[0].towardsViewer);
  });
});

const place = fc.tuple(
  ...([0, 1, 2] as const).map(() => fc.double({ min: -200, max: 200, noNaN: true })),
) as fc.Arbitrary<[number, number, number]>;
const device = fc
  .record({ tip: place, from: place, target: place })
  .filter(({ tip, from }) => length(subtract(tip, from)) > 1);

/** The target's distance from the axis, mm. */
const besideOf = ({ tip, from, target }: { tip: Vector3; from: Vector3; target: Vector3 }): number =>
  length(cross(subtract(target, tip), normalize(subtract(tip, from))));

describe('for any device and target', () => {
  test('the planes are perpendicular to each other, contain the axis, and the device points to the right in both', () => {
    fc.assert(
      fc.property(device, (given) => {
        const { axis, along, across } = made(given, USUAL);
        const [first, second] = along;
        near(axis, normalize(subtract(given.tip, given.from)));
        for (const one of [first, second]) {
          expect(dot(one.towardsViewer, axis)).toBeCloseTo(0, 10);
          near(rightOf(one), axis);
        }
        for (const { towardsViewer, up } of [first, second, across]) {
          expect(length(towardsViewer)).toBeCloseTo(1, 10);
          expect(length(up)).toBeCloseTo(1, 10);
          expect(dot(towardsViewer, up)).toBeCloseTo(0, 10);
        }
        expect(dot(first.towardsViewer, second.towardsViewer)).toBeCloseTo(0, 10);
        near(across.towardsViewer, scale(axis, -1));
      }),
      { numRuns: 60 },
    );
  });

  test('the first plane contains the target’s centre, within half a millimetre where that lies on the axis', () => {
    fc.assert(
      fc.property(device, (given) => {
        const [{ towardsViewer }] = made(given, USUAL).along;
        const off = Math.abs(dot(subtract(given.target, given.tip), towardsViewer));
        expect(off).toBeLessThan(besideOf(given) > 0.5 ? 1e-9 : 0.5 + 1e-9);
      }),
      { numRuns: 60 },
    );
  });

  test('a small movement of the tip turns the planes little and flips none', () => {
    fc.assert(
      fc.property(
        device,
        fc.tuple(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
        (given, [turn, height]) => {
          fc.pre(besideOf(given) > 5 && length(subtract(given.tip, given.from)) > 20);
          const before = made(given, USUAL);
          const flat = Math.sqrt(1 - height * height);
          const step = scale([flat * Math.cos(turn), flat * Math.sin(turn), height], 0.1);
          const after = made({ ...given, tip: add(given.tip, step) }, USUAL, before);
          // 0.1 mm at 5 mm beside the axis, and the turn of an axis of at least 20 mm that a target at 600 mm magnifies by at most 30.
          const most = ((0.1 / 5) * (1 + length(subtract(given.target, given.tip)) / 20) * 180) / Math.PI + 1;
          after.along.forEach(({ towardsViewer }, at) => {
            const turned = degreesBetween(towardsViewer, before.along[at as 0 | 1].towardsViewer);
            expect(turned).toBeLessThan(Math.min(most, 90.001));
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('the side from which the first plane is seen stays when the target passes to the other side of the axis', () => {
    const from: Vector3 = [0, 0, 60];
    let planes = made({ tip: [0, 0, 0], from, target: [8, 1, -10] }, USUAL);
    for (let mm = 8; mm >= -8; mm -= 0.25) {
      const next = made({ tip: [0, 0, 0], from, target: [mm, 1, -10] }, USUAL, planes);
      expect(dot(next.along[0].towardsViewer, planes.along[0].towardsViewer)).toBeGreaterThan(0);
      planes = next;
    }
  });
});

describe('where no target decides the turn about the axis', () => {
  const alongPatient = { tip: [0, 0, 0], from: [0, 30, 0] } as const;

  test('without a target the first plane is the usual one that the device lies in best', () => {
    near(made({ ...alongPatient, target: null }, USUAL).along[0].towardsViewer, [0, 0, -1]);
    // A device along the patient lies in no axial plane: the coronal one takes its place.
    near(made({ tip: [0, 0, 0], from: [0, 0, 30], target: null }, USUAL).along[0].towardsViewer, [0, -1, 0]);
  });

  test('a target on the axis counts as none', () => {
    const none = made({ ...alongPatient, target: null }, USUAL);
    expect(made({ ...alongPatient, target: [0, -12, 0] }, USUAL)).toEqual(none);
    expect(made({ ...alongPatient, target: [0.3, -12, 0.3] }, USUAL)).toEqual(none);
  });

  test('a target that comes to lie on the axis leaves the planes as they were', () => {
    const before = made({ ...alongPatient, target: [3, -12, 3] }, USUAL);
    const after = made({ ...alongPatient, target: [0.2, -12, 0] }, USUAL, before);
    near(after.along[0].towardsViewer, before.along[0].towardsViewer);
  });

  test('without a target the planes turn with the axis by no more than the axis turns', () => {
    fc.assert(
      fc.property(device, place, (given, to) => {
        fc.pre(length(subtract(to, given.from)) > 1);
        const before = made({ ...given, target: null }, USUAL);
        const after = made({ tip: to, from: given.from, target: null }, USUAL, before);
        const turned = degreesBetween(before.axis, after.axis);
        expect(degreesBetween(before.along[0].towardsViewer, after.along[0].towardsViewer)).toBeLessThan(turned + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test('turned right round, the planes stay planes along the device', () => {
    const before = made({ ...alongPatient, target: null }, USUAL);
    const after = made({ tip: [0, 30, 0], from: [0, 0, 0], target: null }, USUAL, before);
    near(rightOf(after.along[0]), [0, 1, 0]);
    near(after.along[0].towardsViewer, before.along[0].towardsViewer);
  });
});

test('tip and shaft point at one place have no direction', () => {
  expect(devicePlanes({ tip: [1, 2, 3], from: [1, 2, 3], target: null }, USUAL)).toBeNull();
});

test('where a plane lies is said from the tip', () => {
  expect(placeAlong(0)).toBe('at the tip');
  expect(placeAlong(-4)).toBe('4.0 mm before the tip');
  expect(placeAlong(12.04)).toBe('12.0 mm beyond the tip');
  expect(placeBeside(0.01)).toBe('');
  expect(placeBeside(-2)).toBe(', 2.0 mm in front of the axis');
});
