import { add, cross, dot, length, normalize, scale, subtract, type Vector3 } from '../space/vector.ts';

/** How a plane is looked at: `towardsViewer` is the normal that points at the reader, `up` the direction of the upper edge. Unit vectors. */
export interface Facing {
  readonly towardsViewer: Vector3;
  readonly up: Vector3;
}

/** The planes of a device. All pass through its tip; in both along it the device points to the right. */
export interface DevicePlanes {
  /** Unit direction of the achieved axis, from the last shaft point to the tip. */
  readonly axis: Vector3;
  /** Both contain the axis and are perpendicular to each other; the first contains the target's centre, too. */
  readonly along: readonly [first: Facing, second: Facing];
  /** Across the axis, seen from the hub; the first plane along stands upright in it. */
  readonly across: Facing;
}

/** Positions in the patient, mm. */
export interface DevicePlace {
  readonly tip: Vector3;
  /** The last shaft point. */
  readonly from: Vector3;
  /** Centre of the target; null without one. */
  readonly target: Vector3 | null;
}

/** mm off the axis below which a target's centre has no side: every plane along the axis contains it as far as any image shows. */
const ON_AXIS_MM = 0.5;

/** Sine of the angle to the axis below which a usual view is seen too obliquely to be turned into a plane along it. */
const TOO_OBLIQUE = 0.2;

/**
 * The planes along and across a device. `usual`: how the planes of the volume are looked at, the most usual first; they decide from which side the
 * first plane is seen, and its turn about the axis where no target does. `before`: the planes that were shown last. With them nothing flips:
 * each plane keeps the side from which it is seen, and a target that comes to lie on the axis leaves the planes as they are. Null where tip and
 * shaft point coincide.
 */
export const devicePlanes = (
  { tip, from, target }: DevicePlace,
  usual: readonly Pick<Facing, 'towardsViewer'>[],
  before: DevicePlanes | null = null,
): DevicePlanes | null => {
  const shaft = subtract(tip, from);
  if (!(length(shaft) > 1e-6)) return null;
  const axis = normalize(shaft);
  const held = before && turnedWith(before.along[0].towardsViewer, before.axis, axis);
  const aside = target ? across(subtract(target, tip), axis) : null;
  const found = aside && length(aside) > ON_AXIS_MM ? normalize(cross(axis, aside)) : (held ?? usualAlong(axis, usual));
  const seenFrom = held ?? nearestOf(found, usual);
  return planesOf(axis, dot(found, seenFrom) < 0 ? scale(found, -1) : found);
};

const planesOf = (axis: Vector3, first: Vector3): DevicePlanes => {
  const above = normalize(cross(first, axis));
  return {
    axis,
    // The second is seen from above the first, as in a drawing: what is at the back there is at the top here.
    along: [
      { towardsViewer: first, up: above },
      { towardsViewer: above, up: scale(first, -1) },
    ],
    across: { towardsViewer: scale(axis, -1), up: above },
  };
};

/** The part of a vector that is perpendicular to a unit direction. */
const across = (vector: Vector3, axis: Vector3): Vector3 => subtract(vector, scale(axis, dot(vector, axis)));

/** A unit direction perpendicular to one axis, turned by the least turn that brings this axis into another one. */
const turnedWith = (direction: Vector3, axis: Vector3, to: Vector3): Vector3 => {
  const both = add(axis, to);
  const share = 1 + dot(axis, to);
  // Turned right round, every perpendicular direction stays perpendicular.
  const turned = share > 1e-9 ? subtract(direction, scale(both, dot(to, direction) / share)) : direction;
  return normalize(across(turned, to));
};

const usualAlong = (axis: Vector3, usual: readonly Pick<Facing, 'towardsViewer'>[]): Vector3 => {
  const candidates = usual.map(({ towardsViewer }) => across(towardsViewer, axis));
  const [first = [1, 0, 0]] = candidates;
  return normalize(candidates.find((one) => length(one) > TOO_OBLIQUE) ?? first);
};

/** The usual direction to look from that a plane's normal is nearest to, whichever way the normal points. */
const nearestOf = (normal: Vector3, usual: readonly Pick<Facing, 'towardsViewer'>[]): Vector3 =>
  usual.reduce(
    (best, { towardsViewer }) =>
      Math.abs(dot(towardsViewer, normal)) > Math.abs(dot(best, normal)) + 1e-9 ? towardsViewer : best,
    usual[0]?.towardsViewer ?? normal,
  );

/** Where a plane across the axis lies, in words; mm, + beyond the tip. */
export const placeAlong = (mm: number): string => {
  if (Math.abs(mm) < 0.05) return 'at the tip';
  return `${Math.abs(mm).toFixed(1)} mm ${mm < 0 ? 'before' : 'beyond'} the tip`;
};

/** Where a plane along the axis lies; mm, + away from the reader. */
export const placeBeside = (mm: number): string =>
  Math.abs(mm) < 0.05 ? '' : `, ${Math.abs(mm).toFixed(1)} mm ${mm < 0 ? 'in front of' : 'behind'} the axis`;
