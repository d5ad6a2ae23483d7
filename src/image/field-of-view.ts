import { codeOf, numberOf, numbersOf, type ElementSource } from './element-source.ts';

/** How the picture lies on the detector, as written (PS3.3 C.8.11.4, C.8.19.3). What isn't told is undefined. */
export interface FieldOfView {
  /** Degrees clockwise. */
  readonly rotation: number | undefined;
  readonly isFlipped: boolean;
  /** Of the picture's top-left corner from the detector's, in detector elements: rows, columns. */
  readonly origin: readonly number[] | undefined;
  /** mm between detector elements: between rows, between columns. */
  readonly elementSpacing: readonly number[] | undefined;
  /** Edges of the detector, mm. */
  readonly edges: readonly number[] | undefined;
}

/** `place`: the frame's functional group, the shared one, or the instance; the detector is that of the instance. */
export const readFieldOfView = (place: ElementSource, instance: ElementSource): FieldOfView => ({
  rotation: numberOf(place, 'FieldOfViewRotation'),
  isFlipped: codeOf(place, 'FieldOfViewHorizontalFlip') === 'YES',
  origin: numbersOf(place, 'FieldOfViewOrigin'),
  elementSpacing: numbersOf(instance, 'DetectorElementSpacing'),
  edges: numbersOf(instance, 'DetectorActiveDimensions'),
});
