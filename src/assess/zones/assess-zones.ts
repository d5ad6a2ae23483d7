import type { Zone } from '../../confirmation/device.ts';
import type { Confirmation, Space } from '../../confirmation/record.ts';
import type { Covariance } from '../../space/covariance.ts';
import type { Coordinates, Surface } from '../../space/surface.ts';
import type { Marks } from '../marks.ts';
import { markCovariances } from '../uncertainty.ts';
import { devicePath, type DevicePath } from './device-path.ts';
import { measureAblation } from './measure-ablation.ts';
import { measureSegment } from './measure-segment.ts';
import type { AssessedZone } from './zone-assessment.ts';

type ZoneCaveat = 'zone-not-measured' | 'zone-beyond-shaft';

export interface AssessedZones {
  readonly zones: readonly AssessedZone[];
  readonly codes: readonly ZoneCaveat[];
}

/** What of the device acts, against the target; null where the record has no zones. */
export const assessZones = (
  record: Confirmation,
  marks: Marks | null,
  surface: Surface | null,
  covariance: Covariance | null,
): AssessedZones | null => {
  const zones = record.device?.zones;
  if (!zones) return null;
  const { space, target } = record;
  const path = marks && hasMillimetres(space) ? devicePath(marks) : null;
  const covariances = covariance && markCovariances(record, covariance);
  const found = zones.map((zone): AssessedZone => {
    const placed = placedZone(space, zone, path);
    if (!path || !marks?.tip || !surface || !target) return placed;
    const device = { tip: marks.tip, shaft: marks.shaft };
    if (placed.shape === 'segment' && zone.shape === 'segment')
      return { ...placed, ...measureSegment(reachOf(zone), device, path, surface, covariances) };
    if (placed.shape === 'ellipsoid' && zone.shape === 'ellipsoid' && surface.dimensions === 3)
      return { ...placed, ...measureAblation(zone, { record: { space, target }, device, path, surface, covariances }) };
    return placed;
  });
  const codes: ZoneCaveat[] = [];
  if (found.some(({ insideFraction }) => insideFraction === null)) codes.push('zone-not-measured');
  if (path && zones.some((zone) => startOf(zone) < -path.marked - 1e-9)) codes.push('zone-beyond-shaft');
  return { zones: found, codes };
};

/** Zones are in mm along the device: not in pixels, not at a detector, and not where the way into the picture isn't seen. */
const hasMillimetres = (space: Space): boolean =>
  space.kind === 'patient' || (space.kind === 'image' && space.scale.unit === 'mm');

type Segment = Extract<Zone, { readonly shape: 'segment' }>;

/** Where a segment acts: fired, it is its throw farther on. */
const reachOf = ({ from, to, throw: fired = 0 }: Segment): readonly [number, number] => [from + fired, to + fired];

/** The place of a zone that lies farthest back and is taken from the device's line: of an ellipsoid its centre. */
const startOf = (zone: Zone): number => (zone.shape === 'segment' ? reachOf(zone)[0] : zone.center);

const placedZone = (space: Space, zone: Zone, path: DevicePath | null): AssessedZone => {
  const back = (point: Coordinates): Coordinates =>
    'scale' in space
      ? [(point[0] ?? NaN) / space.scale.betweenColumns, (point[1] ?? NaN) / space.scale.betweenRows]
      : point;
  if (zone.shape === 'segment')
    return {
      role: zone.role,
      shape: 'segment',
      ifFired: zone.throw !== undefined,
      path: path ? path.between(...reachOf(zone)).map(back) : null,
      insideFraction: null,
      margin: null,
      ends: null,
      probabilityCovered: null,
    };
  const spheroid = path && space.kind === 'patient' ? spheroidEnds(zone, path) : null;
  return {
    role: zone.role,
    shape: 'ellipsoid',
    ifFired: false,
    path: spheroid,
    insideFraction: null,
    targetCovered: null,
    ablativeMargin: null,
    probabilityCovered: null,
  };
};

const spheroidEnds = (
  { center, along }: Extract<Zone, { readonly shape: 'ellipsoid' }>,
  path: DevicePath,
): readonly Coordinates[] => {
  const [middle, direction] = [path.at(center), path.directionAt(center)];
  return [-0.5, 0.5].map((share) => middle.map((value, axis) => value + share * along * (direction[axis] ?? 0)));
};
