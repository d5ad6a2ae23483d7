import { codeOf, itemOf, numberOf, numbersOf, spacingOf, type ElementSource } from './element-source.ts';

/** How the picture lies on the detector (PS3.3 C.8.11.4, C.8.19.3). What isn't told is undefined: then it is the whole detector, upright. */
export interface FieldOfView {
  /** Degrees clockwise, as stored. */
  readonly rotation: number | undefined;
  readonly isFlipped: boolean;
  /** Of the picture's top-left corner from the detector's, mm; undefined where it isn't told or 0. */
  readonly offset: { readonly down: number; readonly across: number } | 'unknown' | undefined;
  /** Edge of a square detector, mm. */
  readonly detectorEdge: number | undefined;
}

const SAME_EDGE = 0.01;

/** `undefined` where the image says nothing of it. */
export const readFieldOfView = (source: ElementSource): FieldOfView | undefined => {
  const shared = itemOf(source, 'SharedFunctionalGroupsSequence');
  const [first] = source.items('PerFrameFunctionalGroupsSequence') ?? [];
  const place = itemOf(first, 'FieldOfViewSequence') ?? itemOf(shared, 'FieldOfViewSequence') ?? source;
  const rotation = numberOf(place, 'FieldOfViewRotation');
  const isFlipped = codeOf(place, 'FieldOfViewHorizontalFlip') === 'YES';
  const [down, across] = numbersOf(place, 'FieldOfViewOrigin') ?? [];
  const isShifted = down !== undefined && across !== undefined && (down !== 0 || across !== 0);
  if (rotation === undefined && !isFlipped && !isShifted) return undefined;
  const element = spacingOf(source, 'DetectorElementSpacing');
  // Which of two edges comes first is told nowhere without doubt: only a square detector's are used.
  const [one, other] = numbersOf(source, 'DetectorActiveDimensions') ?? [];
  const isSquare = one !== undefined && other !== undefined && one > 0 && Math.abs(other / one - 1) <= SAME_EDGE;
  return {
    rotation,
    isFlipped,
    offset: !isShifted
      ? undefined
      : element
        ? { down: down * element.betweenRows, across: across * element.betweenColumns }
        : 'unknown',
    detectorEdge: isSquare ? one : undefined,
  };
};
