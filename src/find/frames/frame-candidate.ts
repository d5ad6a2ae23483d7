import type { AxisProfile, TipCandidate, TipReason } from '../candidate.ts';
import type { Frame, Pixel } from './frame.ts';
import type { Plane } from './plane.ts';

/** A tip found in a frame: positions, lengths and sigmas in pixels of the image (SCOORD). */
export type FrameCandidate = TipCandidate<Pixel>;

/** How a device comes to its end in an image. */
export type EndKind =
  /** As sharply as the image can show. */
  | 'sharp'
  /** Over more than the image's blur: it leaves the beam, or fades. */
  | 'tapered'
  /** At the edge of the image or of the exposed field. */
  | 'edge'
  /** The device gets lost there: what ends is no step from all of it to nothing. */
  | 'lost';

/** An end of a device with what speaks for and against its being the tip. */
export interface JudgedEnd {
  readonly kind: EndKind;
  readonly candidate: FrameCandidate;
  /** Whether the pixels may count as evidence for a tip here, not as a suggestion only. */
  readonly isEvidence: boolean;
  /** Whether it is so plain that the device goes on, or fades, that a tip can't be here. */
  readonly isPlainlyNone: boolean;
}

/** What was found in a plane, in its cells. */
export interface FoundOnPlane {
  readonly place: Pixel;
  /** Unit vector from the shaft towards the tip. */
  readonly direction: Pixel;
  readonly along: number;
  readonly across: number;
  readonly score: number;
  readonly evidence: readonly TipReason[];
  readonly path: readonly Pixel[];
  readonly profile: AxisProfile;
  readonly method: string;
  readonly version: string;
}

/** The same in pixels of the frame: directions and sigmas change where pixels aren't square. */
export const onPixels = (plane: Plane, frame: Frame, found: FoundOnPlane): FrameCandidate => {
  const { place, direction, along, across, profile, ...rest } = found;
  const [sx, sy] = [plane.pitch / frame.betweenColumns, plane.pitch / frame.betweenRows];
  const alongPixels = Math.hypot(direction[0] * sx, direction[1] * sy);
  const acrossPixels = Math.hypot(direction[1] * sx, direction[0] * sy);
  return {
    ...rest,
    tip: plane.toImage(place),
    axis: [(direction[0] * sx) / alongPixels, (direction[1] * sy) / alongPixels],
    sigma: { along: along * alongPixels, across: across * acrossPixels },
    path: found.path.map(plane.toImage),
    profile: { ...profile, distances: profile.distances.map((distance) => distance * alongPixels) },
  };
};
