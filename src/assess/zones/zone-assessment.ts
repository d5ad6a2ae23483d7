import type { SegmentRole } from '../../confirmation/device.ts';
import type { Coordinates } from '../../space/surface.ts';

interface Measured<Unit extends string> {
  readonly value: number;
  readonly unit: Unit;
  /** 1 SD; null where the tip's uncertainty isn't known. */
  readonly sigma: number | null;
  /** 95 %. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** A length of a zone, mm, with its uncertainty. */
export type ZoneLength = Measured<'mm'>;
/** A share of a length or a volume, 0 to 1. */
export type Share = Measured<'1'>;

interface Placed {
  /** The zone is told where it would be after firing, not where it is. */
  readonly ifFired: boolean;
  /**
   * In the record's positions, hub side first: a segment's line with its bends, or both ends of an ellipsoid's axis along the device. Null
   * where the device has no direction.
   */
  readonly path: readonly Coordinates[] | null;
}

/** A length of the device against the target. */
export interface AssessedSegment extends Placed {
  readonly role: SegmentRole;
  readonly shape: 'segment';
  /** The share of its length that lies inside the target. */
  readonly insideFraction: Share | null;
  /** The least depth of the zone inside the target: positive where all of it is inside by that much, negative where it sticks out. */
  readonly margin: ZoneLength | null;
  /** Signed distances of the hub-side and the distal end to the target's surface, negative inside. */
  readonly ends: readonly [hub: ZoneLength, distal: ZoneLength] | null;
  /** P(all of the zone is inside the target); null in an image, which doesn't show how far off its plane the zone lies. */
  readonly probabilityCovered: number | null;
}

/** An ablation against the target. */
export interface AssessedAblation extends Placed {
  readonly role: 'ablation';
  readonly shape: 'ellipsoid';
  /** The share of the ablation's volume that lies inside the target. */
  readonly insideFraction: Share | null;
  /** The share of the target's volume that lies inside the ablation. */
  readonly targetCovered: Share | null;
  /** The minimal ablative margin: the least depth of the target's surface inside the ablation, negative where it isn't covered. */
  readonly ablativeMargin: ZoneLength | null;
  /** P(all of the target is inside the ablation). */
  readonly probabilityCovered: number | null;
}

/** What a working zone of the device amounts to; what can't be measured is null. */
export type AssessedZone = AssessedSegment | AssessedAblation;

/** A zone of which no number can be given. */
export const unmeasured = (zone: AssessedZone): AssessedZone =>
  zone.shape === 'segment'
    ? { ...zone, path: null, insideFraction: null, margin: null, ends: null, probabilityCovered: null }
    : {
        ...zone,
        path: null,
        insideFraction: null,
        targetCovered: null,
        ablativeMargin: null,
        probabilityCovered: null,
      };
