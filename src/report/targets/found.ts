import { parseRecord } from '../../confirmation/parse.ts';
import { isRefused, type Target } from '../../confirmation/record.ts';
import type { ImagePoint, PatientPoint } from '../../space/frame.ts';

/** Which kind of object a target was read from. */
export type TargetSource = 'segmentation' | 'structure-set' | 'report';

/** An outline on one image: image points in the convention of SCOORD, which is ours (PS3.3 C.18.6.1.2: 0\0 is the corner of the first pixel). */
export type FlatRegion =
  | { readonly shape: 'point'; readonly center: ImagePoint }
  | { readonly shape: 'circle'; readonly center: ImagePoint; readonly radius: number }
  | { readonly shape: 'contour'; readonly points: readonly ImagePoint[] };

/** The image that a region lies on, as the object names it. */
export interface NamedImage {
  readonly sopInstanceUID: string;
  /** 1-based; null where no frame is named, which says which one only for an image of one frame. */
  readonly frame: number | null;
}

interface Read {
  readonly kind: 'found';
  /** As the object calls it. */
  readonly name: string;
  readonly source: TargetSource;
}

/** A target as another system's object holds it, before it is held against the images that are open. */
export type FoundTarget =
  | (Read & {
      readonly place: 'patient';
      readonly frameOfReferenceUID: string;
      /** A point is no target without a tolerance, which none of these objects has. */
      readonly region: Target | { readonly shape: 'position'; readonly at: PatientPoint };
    })
  | (Read & {
      readonly place: 'images';
      /** Several of them are the outlines of one target on neighbouring images. */
      readonly regions: readonly { readonly image: NamedImage; readonly region: FlatRegion }[];
    });

/** Something that can't be used as a target, and why. */
export interface UnusableTarget {
  readonly kind: 'unusable';
  readonly name: string;
  readonly source: TargetSource;
  readonly code: string;
  readonly message: string;
}

export type ReadTarget = FoundTarget | UnusableTarget;

/** Names are the other system's text: one line, not longer than a Long String. */
export const nameOf = (text: string | undefined, otherwise: string): string => {
  const clean = (text ?? '').replaceAll(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return clean === '' ? otherwise : Array.from(clean).slice(0, 64).join('');
};

export const unusable = (
  { name, source }: { readonly name: string; readonly source: TargetSource },
  code: string,
  message: string,
): UnusableTarget => ({ kind: 'unusable', name, source, code, message });

/** What a rule of the record says, of the target alone: without the member's name, contours counted from 1. */
export const ruleInWords = (message: string): string =>
  message
    .replace(/^target\.planes\[(\d+)\]: /, (_, index: string) => `contour ${String(Number(index) + 1)}: `)
    .replace(/^target[^:]*: /, '');

/** A target in the patient, held to the rules of the record. */
export const foundInPatient = (
  named: { readonly name: string; readonly source: TargetSource },
  frameOfReferenceUID: string | undefined,
  target: Target,
): ReadTarget => {
  if (frameOfReferenceUID === undefined)
    return unusable(named, 'no-frame-of-reference', 'it does not say which frame of reference its positions are in');
  const record = parseRecord({
    tipcheck: 1,
    id: 'read',
    space: { kind: 'patient', frameOfReferenceUID },
    target,
  });
  return isRefused(record)
    ? unusable(named, record.code, ruleInWords(record.message))
    : { kind: 'found', ...named, place: 'patient', frameOfReferenceUID, region: record.target ?? target };
};

/**
 * A closed outline without points that repeat the one before them, or the first at the end, as some systems write them: a record's contour
 * closes by itself. What it encloses stays the same.
 */
export const withoutRepeats = <Point extends readonly number[]>(points: readonly Point[]): readonly Point[] =>
  points.filter((point, index) => points.length === 1 || !isSamePoint(point, points[(index + 1) % points.length]));

export const isClosed = (points: readonly (readonly number[])[]): boolean =>
  points.length > 1 && isSamePoint(points[0] ?? [], points.at(-1));

const isSamePoint = (a: readonly number[], b: readonly number[] = []): boolean =>
  a.every((value, axis) => value === b[axis]);

/** Lists of numbers as points; null where they don't come out even. */
export const pointsOf = (values: readonly number[], dimensions: 2 | 3): readonly (readonly number[])[] | null => {
  if (values.length === 0 || values.length % dimensions !== 0 || !values.every(Number.isFinite)) return null;
  return Array.from({ length: values.length / dimensions }, (_, index) =>
    values.slice(index * dimensions, (index + 1) * dimensions),
  );
};
