import type { Confirmation, DeviceKind, Space, Target } from '../confirmation/record.ts';
import { refusal, type Refusal } from '../image/refusal.ts';
import { distance, type Vector3 } from '../space/vector.ts';

/** A device as it lies in the patient: what planes along it are laid through. Positions in mm. */
export interface DeviceLine {
  readonly kind: 'line';
  readonly frameOfReferenceUID: string;
  readonly device: DeviceKind | null;
  readonly tip: Vector3;
  /** The last shaft point: the achieved axis runs from it to the tip. */
  readonly from: Vector3;
  /** What its surface, and by that its centre, is made of. */
  readonly target: { readonly space: Space; readonly target: Target } | null;
}

export type NoDeviceLine = Refusal<'no-marks' | 'not-in-patient' | 'no-tip' | 'no-shaft'>;

const triple = ([x = NaN, y = NaN, z = NaN]: readonly number[]): Vector3 => [x, y, z];

/** The device of a confirmation, or what has to be marked first. */
export const deviceLineOf = (record: Confirmation | null): DeviceLine | NoDeviceLine => {
  if (!record) return refusal('no-marks', 'Mark tip and shaft first.');
  const { space, tip, shaft, target, device } = record;
  if (space.kind !== 'patient') return refusal('not-in-patient', 'These marks have no place in the patient.');
  const last = shaft?.at(-1);
  if (!tip?.position) return refusal('no-tip', last ? 'Mark tip first.' : 'Mark tip and shaft first.');
  if (!last || distance(triple(last), triple(tip.position)) < 1e-6)
    return refusal('no-shaft', 'Mark shaft first: one point does not tell the direction of the device.');
  return {
    kind: 'line',
    frameOfReferenceUID: space.frameOfReferenceUID,
    device: device?.kind ?? null,
    tip: triple(tip.position),
    from: triple(last),
    target: target ? { space, target } : null,
  };
};
