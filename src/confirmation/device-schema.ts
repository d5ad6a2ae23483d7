import * as v from 'valibot';
import { finite, text, within } from './basic-schema.ts';
import { says } from './bulk-schema.ts';
import { DEVICE_KINDS, SEGMENT_ROLES } from './device.ts';

/** mm: longer than any part of a device that acts. */
const ZONE_LIMIT_MM = 1000;
/** mm: shorter than any part of a device, and long enough for the digits of places a metre away. */
const LEAST_ZONE_MM = 1e-3;
const MOST_ZONES = 20;

const named = (most: number) =>
  v.pipe(
    text,
    v.check(
      (value) => value.trim().length > 0 && value.length <= most,
      says('invalid-text', `must be 1 to ${String(most)} characters`),
    ),
  );

const place = within(ZONE_LIMIT_MM, 'mm of the tip');
const size = v.pipe(
  finite,
  v.check((value) => value > 0, says('not-positive', 'must be greater than 0')),
  v.check((value) => value <= ZONE_LIMIT_MM, says('out-of-range', `must be at most ${String(ZONE_LIMIT_MM)} mm`)),
);

const diameter = v.pipe(
  size,
  v.check((value) => value >= LEAST_ZONE_MM, says('out-of-range', `must be at least ${String(LEAST_ZONE_MM)} mm`)),
);

const zone = v.variant(
  'shape',
  [
    v.pipe(
      v.strictObject({
        role: v.picklist(SEGMENT_ROLES, says('unknown-zone-role', `must be one of ${SEGMENT_ROLES.join(', ')}`)),
        shape: v.literal('segment'),
        from: place,
        to: place,
        throw: v.optional(size),
      }),
      v.check(({ from, to }) => from < to, says('not-ascending', 'from must be less than to: both count from the tip')),
      v.check(
        // 1e-9: what differences of decimal numbers lose.
        ({ from, to }) => !(from < to) || to - from >= LEAST_ZONE_MM - 1e-9,
        says('out-of-range', `must be at least ${String(LEAST_ZONE_MM)} mm long`),
      ),
    ),
    v.strictObject({
      role: v.literal('ablation', says('unknown-zone-role', 'must be ablation where the zone is an ellipsoid')),
      shape: v.literal('ellipsoid'),
      center: place,
      along: diameter,
      across: diameter,
    }),
  ],
  says('unknown-zone-shape', 'must be segment or ellipsoid'),
);

export const deviceEntries = {
  kind: v.picklist(DEVICE_KINDS, says('unknown-device', `must be one of ${DEVICE_KINDS.join(', ')}`)),
  name: named(200),
  source: named(1000),
  zones: v.pipe(
    v.array(zone, says('not-a-list', 'must be a list of zones')),
    v.check((zones) => zones.length > 0, says('no-zones', 'needs at least one zone')),
    v.check(
      (zones) => zones.length <= MOST_ZONES,
      says('too-many-zones', `must be at most ${String(MOST_ZONES)} zones`),
    ),
  ),
} as const;

/** The device of a record. Numbers of unknown origin would be a guess: zones come with their source. */
export const deviceSchema = v.pipe(
  v.strictObject({
    kind: deviceEntries.kind,
    name: v.optional(deviceEntries.name),
    source: v.optional(deviceEntries.source),
    zones: v.optional(deviceEntries.zones),
  }),
  v.check(
    ({ source, zones }) => zones === undefined || source !== undefined,
    says('missing-source', 'source is required with zones: where their numbers come from'),
  ),
);
