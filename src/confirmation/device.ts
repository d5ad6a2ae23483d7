/** The kinds of device that a record tells apart. */
export const DEVICE_KINDS = ['needle', 'wire', 'catheter', 'drain', 'probe', 'stent', 'coil', 'other'] as const;
/** The kind of device whose tip is confirmed. */
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export const SEGMENT_ROLES = ['side-holes', 'notch', 'bevel', 'stent', 'exposed-tip', 'other'] as const;
export type SegmentRole = (typeof SEGMENT_ROLES)[number];

/** A length of the device. Places are mm along the device from the tip: positive ahead of it, negative behind it. */
export interface SegmentZone {
  readonly role: SegmentRole;
  readonly shape: 'segment';
  /** The hub-side end. */
  readonly from: number;
  /** The distal end, greater than `from`. */
  readonly to: number;
  /** mm by which firing moves the zone forward; the zone is then told where it would be after firing. */
  readonly throw?: number;
}

/** What an ablation is expected to destroy: an ellipsoid of revolution about the device. */
export interface EllipsoidZone {
  readonly role: 'ablation';
  readonly shape: 'ellipsoid';
  /** Its centre, mm along the device from the tip: negative behind it. */
  readonly center: number;
  /** Full diameters along and across the device, mm. */
  readonly along: number;
  readonly across: number;
}

/** The part of a device that acts. */
export type Zone = SegmentZone | EllipsoidZone;
export type ZoneRole = Zone['role'];

/** A device, and what of it acts by whose numbers. */
export interface Device {
  readonly kind: DeviceKind;
  readonly name?: string;
  /** Where the zones' numbers come from: instructions for use, a measurement. Required with zones. */
  readonly source?: string;
  readonly zones?: readonly Zone[];
}
