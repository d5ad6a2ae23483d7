import type { Vector3 } from '../space/vector.ts';

/** What was looked at to say why an end is taken for the tip, or isn't. Codes are added, never renamed. */
export type ReasonCode =
  /** The device ends within the image as sharply as the image can show: an end, not a way out of it. */
  | 'sharp-end'
  /** The end fades over more than the blur of the image explains: the device leaves the slice or the beam there. */
  | 'tapered-end'
  /** The device goes on to the edge of the image or of the volume: its end isn't in it. */
  | 'edge-of-image'
  /** The device goes on beyond this place. */
  | 'device-continues'
  /** There is no device at this place. */
  | 'off-device'
  /** Nothing like the device was found beyond the end. */
  | 'nothing-beyond'
  /** How far the device stands out of what surrounds it. */
  | 'contrast'
  /** How long a device was followed. */
  | 'length'
  /** The signal is cut off at the largest number that the image can hold: the end is taken from its flank. */
  | 'saturated'
  /** What is seen is the artefact of the device; the device itself lies within a band around it. */
  | 'artefact-only'
  /** What was seen over the frames of a cine. */
  | 'frames'
  /** Another device or bone lies so near that the end may be another's. */
  | 'neighbour'
  /** Beyond one end there is air: that end is outside the body. */
  | 'in-air';

/** One reason for or against an end being the tip. */
export interface TipReason {
  readonly code: ReasonCode;
  /** Whether it speaks for the tip being here (true), against it (false), or for neither (null). */
  readonly supports: boolean | null;
  /** One sentence in English with its numbers and units. */
  readonly message: string;
}

/** Intensity along the axis of a device, for a plot and for whoever wants to check the end. */
export interface AxisProfile {
  /** Of each sample, along the axis from the tip: negative on the device, positive beyond its end; unit of the positions. */
  readonly distances: readonly number[];
  /** In the image's own values (HU, grey levels). */
  readonly values: readonly number[];
  /** What the fitted end predicts at the same places. */
  readonly fitted: readonly number[];
}

/**
 * An end of a device found in pixels. A suggestion only: a person accepts it, and it never changes what a person has marked.
 *
 * Positions, lengths and sigmas are in the unit of the space that was searched: mm of the patient frame (three numbers), or pixels of an image in the
 * SCOORD convention (two numbers).
 */
export interface TipCandidate<P extends Vector3 | readonly [number, number]> {
  readonly tip: P;
  /** Unit vector along the device at its end, from the shaft towards the tip. */
  readonly axis: P;
  /** 1 SD along the axis and on each perpendicular to it. */
  readonly sigma: { readonly along: number; readonly across: number };
  /** 0 to 1: how far the pixels speak for this being the tip of the device that was pointed at. */
  readonly score: number;
  readonly evidence: readonly TipReason[];
  /** The device as it was followed, from the hub side to the tip. */
  readonly path: readonly P[];
  readonly profile: AxisProfile;
  readonly method: string;
  readonly version: string;
}

/** Where there is no end to be had: why, in one sentence. */
export interface NotFound {
  readonly kind: 'not-found';
  readonly code: 'no-device' | 'not-in-image' | 'outside-volume' | 'no-pixels';
  readonly message: string;
  readonly evidence: readonly TipReason[];
}

export const notFound = (code: NotFound['code'], message: string, evidence: readonly TipReason[] = []): NotFound => ({
  kind: 'not-found',
  code,
  message,
  evidence,
});
