import { triple, type Surface } from '../../space/surface.ts';
import type { Vector3 } from '../../space/vector.ts';
import { spheroidAxes, type Spheroid } from './spheroid.ts';
import { inUnitBall } from './volume-samples.ts';

/** Whether the point that is an ablation's `place` lies in the target. */
export type PlaceInside = (point: Vector3, place: number) => boolean;

/** The leading `count` of the places spread evenly through an ablation. */
export const placesIn = (spheroid: Spheroid, count: number): readonly Vector3[] => {
  const [x, y, z] = triple(spheroid.center);
  const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = spheroidAxes(spheroid);
  const places = inUnitBall();
  const found: Vector3[] = [];
  for (let at = 0; at < 3 * count; at += 3) {
    const u = places[at] ?? NaN;
    const v = places[at + 1] ?? NaN;
    const w = places[at + 2] ?? NaN;
    found.push([x + u * ax + v * bx + w * cx, y + u * ay + v * by + w * cy, z + u * az + v * bz + w * cz]);
  }
  return found;
};

/**
 * For ablations that lie near another one: a place that moved less than it was away from the target's surface is still on its side of it, and
 * only the others are asked about. Of a mesh of many triangles that is several times as fast.
 */
export const insideNear = (around: Spheroid, surface: Surface, count: number): PlaceInside => {
  let known: { readonly from: Vector3; readonly distance: number }[] | null = null;
  return (point, place) => {
    known ??= placesIn(around, count).map((from) => ({ from, distance: surface.signedDistance(from) }));
    const { from = point, distance = 0 } = known[place] ?? {};
    const square = (point[0] - from[0]) ** 2 + (point[1] - from[1]) ** 2 + (point[2] - from[2]) ** 2;
    return square < distance * distance ? distance < 0 : surface.contains(point);
  };
};
