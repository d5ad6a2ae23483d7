import { numberOf, positiveOf, spacingOf, itemOf, type ElementSource, type SpacingPair } from './element-source.ts';
import { windowOfVoiLut } from './voi-lut.ts';
import type { AttributeName } from './dictionary.ts';
import type { Vector3 } from '../space/vector.ts';

export type Orientation = readonly [number, number, number, number, number, number];

/** A display window as the file recommends it. */
export interface RecordedWindow {
  readonly center: number;
  readonly width: number;
  readonly explanation: string | undefined;
}

/** What DICOM says of one frame: plain attributes of the instance, or its functional groups (PS3.3 C.7.6.16). */
export interface FrameAttributes {
  /** ImagePositionPatient, mm. */
  readonly position: Vector3 | undefined;
  /** ImageOrientationPatient as written; not checked. */
  readonly orientation: Orientation | undefined;
  readonly pixelSpacing: SpacingPair | undefined;
  readonly sliceThickness: number | undefined;
  readonly spacingBetweenSlices: number | undefined;
  readonly rescaleSlope: number | undefined;
  readonly rescaleIntercept: number | undefined;
  readonly rescaleType: string | undefined;
  readonly windows: readonly RecordedWindow[];
  readonly voiLutFunction: string | undefined;
}

const finiteTuple = (values: readonly number[] | undefined, size: number): readonly number[] | undefined =>
  values?.length === size && values.every(Number.isFinite) ? values : undefined;

const positionOf = (source: ElementSource): Vector3 | undefined => {
  const [x, y, z] = finiteTuple(source.numbers('ImagePositionPatient'), 3) ?? [];
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z];
};

const orientationOf = (source: ElementSource): Orientation | undefined => {
  const [a, b, c, d, e, f] = finiteTuple(source.numbers('ImageOrientationPatient'), 6) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
    return undefined;
  return [a, b, c, d, e, f];
};

const windowsOf = (source: ElementSource): readonly RecordedWindow[] => {
  const centers = source.numbers('WindowCenter') ?? [];
  const widths = source.numbers('WindowWidth') ?? [];
  const explanations = source.strings('WindowCenterWidthExplanation') ?? [];
  const windows = centers.flatMap((center, index) => {
    const width = widths[index];
    if (width === undefined || !Number.isFinite(center) || !Number.isFinite(width) || width <= 0) return [];
    return [{ center, width, explanation: explanations[index] === '' ? undefined : explanations[index] }];
  });
  if (windows.length > 0) return windows;
  const byTable = windowOfVoiLut(source);
  return byTable ? [{ ...byTable, explanation: undefined }] : [];
};

/** Where each macro's attributes are: in a functional group, or the instance itself. */
interface Places {
  readonly position: ElementSource;
  readonly orientation: ElementSource;
  readonly measures: ElementSource;
  readonly values: ElementSource;
  readonly window: ElementSource;
}

const frameFrom = (places: Places): FrameAttributes => ({
  position: positionOf(places.position),
  orientation: orientationOf(places.orientation),
  pixelSpacing: spacingOf(places.measures, 'PixelSpacing'),
  sliceThickness: positiveOf(places.measures, 'SliceThickness'),
  // Written with a sign by some scanners.
  spacingBetweenSlices: positiveMagnitude(numberOf(places.measures, 'SpacingBetweenSlices')),
  rescaleSlope: numberOf(places.values, 'RescaleSlope'),
  rescaleIntercept: numberOf(places.values, 'RescaleIntercept'),
  rescaleType: places.values.strings('RescaleType')?.[0],
  windows: windowsOf(places.window),
  voiLutFunction: places.window.strings('VOILUTFunction')?.[0],
});

const positiveMagnitude = (value: number | undefined): number | undefined =>
  value === undefined || value === 0 ? undefined : Math.abs(value);

/** One entry per frame. Frames that share everything share one object. Per-frame groups go before shared ones, those before plain attributes. */
export const readFrames = (source: ElementSource, numberOfFrames: number): readonly FrameAttributes[] => {
  const shared = itemOf(source, 'SharedFunctionalGroupsSequence');
  const perFrame = source.items('PerFrameFunctionalGroupsSequence') ?? [];
  const placesOf = (frame: ElementSource | undefined): Places => {
    const macro = (name: AttributeName): ElementSource => itemOf(frame, name) ?? itemOf(shared, name) ?? source;
    return {
      position: macro('PlanePositionSequence'),
      orientation: macro('PlaneOrientationSequence'),
      measures: macro('PixelMeasuresSequence'),
      values: macro('PixelValueTransformationSequence'),
      window: macro('FrameVOILUTSequence'),
    };
  };
  const common = frameFrom(placesOf(undefined));
  return Array.from({ length: numberOfFrames }, (_, index) => {
    const own = perFrame[index];
    return own === undefined ? common : frameFrom(placesOf(own));
  });
};
