import type { CArmGeometry } from '../image/c-arm.ts';
import type { Scale } from '../image/calibration.ts';
import { isRefusal, refusal, type Refusal } from '../image/refusal.ts';
import type { ImagePoint, PatientPoint } from '../space/frame.ts';
import type { Device } from './device.ts';
import type { UserCalibration } from './user-calibration.ts';

export type { Basis, LengthUnit, Scale } from '../image/calibration.ts';
export { CALIBRATION_METHODS, type CalibrationMethod, type UserCalibration } from './user-calibration.ts';
export { DEVICE_KINDS, type Device, type DeviceKind, type Zone } from './device.ts';

/** The confirmation as a value: what `*.tipcheck.json` holds, after it was checked. Immutable; every edit makes a new one. */

/** The sampling of the images that were marked on, mm. */
export interface Voxel {
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly betweenSlices: number;
  readonly sliceThickness: number;
  /** ImageOrientationPatient order; axial without it. */
  readonly orientation?: Orientation;
}

/** Direction cosines of the rows, then of the columns, in the patient frame (ImageOrientationPatient). */
export type Orientation = readonly [number, number, number, number, number, number];

/** Marks in the patient frame (LPS, mm), as on CT and MR. */
export interface PatientSpace {
  readonly kind: 'patient';
  readonly frameOfReferenceUID: string;
  readonly voxel?: Voxel;
  /** 1 SD per axis, mm, of how well the images that show the tip fit those on which target and plan were marked: fusion, movement between them. */
  readonly registrationSigma?: number;
}

/** Marks as image points on one frame, as in ultrasound. */
export interface ImageSpace {
  readonly kind: 'image';
  readonly sopInstanceUID: string;
  readonly frame: number;
  readonly modality: string;
  readonly scale: Scale;
  /** 1 SD of the scale as a share of it: 0.02 is 2 %. Exact when absent. */
  readonly scaleSigma?: number;
  /** How a scale of basis `user` was found. */
  readonly calibration?: UserCalibration;
  /** Thickness of what the image shows, mm. */
  readonly beamWidth?: number;
  readonly columns?: number;
  readonly rows?: number;
}

/** Marks as image points on one frame that looks through the patient, as in fluoroscopy. */
export interface ProjectionSpace {
  readonly kind: 'projection';
  readonly sopInstanceUID: string;
  readonly frame: number;
  readonly modality: string;
  readonly scale: Scale;
  /** 1 SD of the scale as a share of it: 0.02 is 2 %. Exact when absent. */
  readonly scaleSigma?: number;
  /** How a scale of basis `user` was found. */
  readonly calibration?: UserCalibration;
  readonly columns?: number;
  readonly rows?: number;
}

/** The target in one of two projections. */
export interface ViewTarget {
  readonly center: ImagePoint;
  /** px */
  readonly radius: number;
  /** 1 SD of the centre per axis, px of this view; exact when absent. */
  readonly sigma?: number;
}

/** What a view's geometry consists of beside the size of its image. */
export const GEOMETRY_MEMBERS = [
  'sid',
  'sod',
  'primaryAngle',
  'secondaryAngle',
  'imagerSpacing',
  'isocenter',
] as const satisfies readonly (keyof CArmGeometry)[];
/** What the geometry of a projection consists of. */
export type GeometryMember = (typeof GEOMETRY_MEMBERS)[number];

/** One of two C-arm projections, with its marks. */
export interface ProjectionView extends CArmGeometry {
  readonly sopInstanceUID: string;
  readonly frame: number;
  /** What of the geometry a person entered; the rest is as the image says. */
  readonly entered?: readonly GeometryMember[];
  readonly tip?: ImagePoint;
  readonly shaft?: readonly ImagePoint[];
  readonly target?: ViewTarget;
}

/**
 * How wrong the stated geometry of a C-arm may be, 1 SD: for each of the two views, independently of the other and of each other. What is
 * absent is taken as exact.
 */
export interface GeometrySigma {
  /** Of both spacings together, as a fraction of them: 0.005 is half a percent. */
  readonly imagerSpacing?: number;
  /** mm */
  readonly sid?: number;
  /** mm */
  readonly sod?: number;
  /** Of the primary and of the secondary angle, degrees. */
  readonly angle?: number;
}

/** Marks in two projections, which together have depth. */
export interface BiplaneSpace {
  readonly kind: 'biplane';
  readonly views: readonly [ProjectionView, ProjectionView];
  readonly geometrySigma?: GeometrySigma;
}

/** What the positions of a record are coordinates of. */
export type Space = PatientSpace | ImageSpace | ProjectionSpace | BiplaneSpace;

/** A position in the record's space: patient mm, or an image point. */
export type Position = PatientPoint | ImagePoint;

/** How surely a target was marked. */
export interface TargetUncertainty {
  /** 1 SD of the target's position per axis, in the space's unit; exact when absent. */
  readonly sigma?: number;
}

/** What the tip is meant to reach. Sizes are in the unit of the space; a circle and a contour lie in an image, the others in the patient. */
export type Target = TargetUncertainty &
  (
    | { readonly shape: 'point'; readonly center: Position; readonly tolerance: number }
    | { readonly shape: 'sphere'; readonly center: PatientPoint; readonly radius: number }
    | {
        readonly shape: 'ellipsoid';
        readonly center: PatientPoint;
        readonly axes: readonly [PatientPoint, PatientPoint, PatientPoint];
      }
    | { readonly shape: 'contours'; readonly planes: readonly (readonly PatientPoint[])[] }
    | { readonly shape: 'mesh'; readonly vertices: readonly number[]; readonly triangles: readonly number[] }
    | {
        readonly shape: 'labelmap';
        readonly size: readonly [columns: number, rows: number, slices: number];
        readonly origin: PatientPoint;
        readonly orientation: Orientation;
        readonly betweenColumns: number;
        readonly betweenRows: number;
        readonly betweenSlices: number;
        /** Base64; voxel = column + columns·(row + rows·slice), least significant bit first. */
        readonly bits: string;
      }
    | { readonly shape: 'circle'; readonly center: ImagePoint; readonly radius: number }
    | { readonly shape: 'contour'; readonly points: readonly ImagePoint[] }
  );

/** What says that the mark is the tip, not the shaft: nothing, a person, or the image. */
export type Evidence = 'none' | 'person' | 'image';

/**
 * Where the metal tip may lie from the marked end of its artefact, as of the signal void in MR: mm along the achieved axis, negative behind the
 * mark, positive ahead of it, and up to `across` mm beside the axis.
 */
export interface ArtefactBand {
  readonly from: number;
  readonly to: number;
  /** On the axis when absent. */
  readonly across?: number;
}

/** Where the tip was marked, how surely, and what says that it is the tip. */
export interface Tip {
  /** Absent in a biplane record, whose marks are in the views. */
  readonly position?: Position;
  readonly evidence?: Evidence;
  /** 1 SD of marking per axis, in the space's unit (px of each view in biplane). */
  readonly sigma?: number;
  /** Replaces sigma²·I: 9 or 4 numbers, row by row, unit². */
  readonly covariance?: readonly number[];
  /** Patient space only: the mark is the end of an artefact, the metal tip lies somewhere in this band. */
  readonly artefactBand?: ArtefactBand;
  readonly image?: { readonly sopInstanceUID: string; readonly frame?: number };
  readonly method?: {
    readonly name: string;
    readonly version: string;
    readonly score?: number;
    readonly reasons?: readonly string[];
  };
}

/** An earlier look at the same case. */
export interface Look {
  readonly at?: string;
  readonly frameOfReferenceUID?: string;
  /** Of the images that this look was made on, where they may differ from the record's; the record's own without it. Patient space only. */
  readonly voxel?: Voxel;
  readonly tip?: Tip;
  readonly shaft?: readonly Position[];
  readonly target?: Target;
}

/** An image that the marks are of, or that was looked at. */
export interface ReferencedImage {
  readonly sopInstanceUID: string;
  readonly frame?: number;
  readonly frameOfReferenceUID?: string;
}

/** A tip held against a target: what `*.tipcheck.json` holds, after it was checked. Immutable: every edit makes a new one. */
export interface Confirmation {
  readonly tipcheck: 1;
  readonly id: string;
  readonly space: Space;
  readonly target?: Target;
  readonly tip?: Tip;
  /** Further points on the device, from the hub side towards the tip. */
  readonly shaft?: readonly Position[];
  readonly shaftSigma?: number;
  readonly entry?: Position;
  readonly entrySigma?: number;
  readonly plan?: { readonly entry: Position; readonly target: Position; readonly sigma?: number };
  readonly device?: Device;
  /** Id of a procedure profile, such as "biopsy". Information: nothing is judged because of it. */
  readonly procedure?: string;
  readonly at?: string;
  /** When the step was taken that can't be taken back: fired, dropped, injected, ablated, deployed. ISO 8601 with a zone. */
  readonly committedAt?: string;
  readonly observer?: string;
  readonly images?: readonly ReferencedImage[];
  readonly looks?: readonly Look[];
}

/** A record or a request that can't be used: a value, not an exception. */
export type Refused = Refusal;
export const refused = refusal;
/** Whether a result is a refusal. */
export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && isRefusal(value);

/** The number of coordinates of a position in this space. */
export const dimensionsOf = (space: Space): 2 | 3 => (space.kind === 'image' || space.kind === 'projection' ? 2 : 3);
