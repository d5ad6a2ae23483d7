import type { AttributeName } from './dictionary.ts';
import {
  firstOf,
  itemOf,
  numberOf,
  positiveOf,
  spacingOf,
  type ElementSource,
  type SpacingPair,
} from './element-source.ts';
import { readFieldOfView, type FieldOfView } from './field-of-view.ts';
import { lookupTableOf, type LookupTable } from './lookup-table.ts';
import { readProjectionView, type ProjectionView } from './projection-view.ts';
import { readUltrasoundRegions, type UltrasoundRegion } from './ultrasound-region.ts';
import { windowOfVoiLut } from './voi-lut.ts';
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
  /** From stored values to those that are meant, in place of slope and intercept. */
  readonly modalityLut: LookupTable | undefined;
  /** Without a window that is written out, the one that shows nearly what the VOI LUT does. */
  readonly windows: readonly RecordedWindow[];
  /** The VOI LUT that the image is to be shown by, where it has no window. */
  readonly voiLut: LookupTable | undefined;
  readonly voiLutFunction: string | undefined;
  /** Which of several stacks of one instance the frame belongs to (StackID). */
  readonly stackId: string | undefined;
  /** When among several times at one position (TemporalPositionIndex, TemporalPositionIdentifier), 1-based. */
  readonly temporalPosition: number | undefined;
  readonly view: ProjectionView;
  readonly fieldOfView: FieldOfView;
  /** Ultrasound: those of the instance, unless the frame's group has its own. */
  readonly regions: readonly UltrasoundRegion[];
}

const finiteTuple = (values: readonly number[] | undefined, size: number): readonly number[] | undefined =>
  values?.length === size && values.every(Number.isFinite) ? values : undefined;

const positionOf = (source: ElementSource | undefined): Vector3 | undefined => {
  const [x, y, z] = finiteTuple(source?.numbers('ImagePositionPatient'), 3) ?? [];
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z];
};

const orientationOf = (source: ElementSource): Orientation | undefined => {
  const [a, b, c, d, e, f] = finiteTuple(source.numbers('ImageOrientationPatient'), 6) ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined)
    return undefined;
  return [a, b, c, d, e, f];
};

const writtenWindowsOf = (source: ElementSource): readonly RecordedWindow[] => {
  const centers = source.numbers('WindowCenter') ?? [];
  const widths = source.numbers('WindowWidth') ?? [];
  const explanations = source.strings('WindowCenterWidthExplanation') ?? [];
  return centers.flatMap((center, index) => {
    const width = widths[index];
    if (width === undefined || !Number.isFinite(center) || !Number.isFinite(width) || width <= 0) return [];
    return [{ center, width, explanation: explanations[index] === '' ? undefined : explanations[index] }];
  });
};

const windowsOf = (source: ElementSource): readonly RecordedWindow[] => {
  const windows = writtenWindowsOf(source);
  if (windows.length > 0) return windows;
  const byTable = windowOfVoiLut(source);
  return byTable ? [{ ...byTable, explanation: undefined }] : [];
};

const positiveMagnitude = (value: number | undefined): number | undefined =>
  value === undefined || value === 0 ? undefined : Math.abs(value);

const MACROS = {
  position: 'PlanePositionSequence',
  orientation: 'PlaneOrientationSequence',
  measures: 'PixelMeasuresSequence',
  values: 'PixelValueTransformationSequence',
  window: 'FrameVOILUTSequence',
  content: 'FrameContentSequence',
  positioner: 'PositionerPositionSequence',
  geometry: 'XRayGeometrySequence',
  pixels: 'FramePixelDataPropertiesSequence',
  calibration: 'ProjectionPixelCalibrationSequence',
  fieldOfView: 'FieldOfViewSequence',
} as const satisfies Readonly<Record<string, AttributeName>>;

type Macro = keyof typeof MACROS;

/** The macros of one functional group, where it has them. */
type Group = Readonly<Record<Macro, ElementSource | undefined>>;

const groupOf = (group: ElementSource | undefined): Group => {
  const macro = (name: Macro): ElementSource | undefined => itemOf(group, MACROS[name]);
  return {
    position: macro('position'),
    orientation: macro('orientation'),
    measures: macro('measures'),
    values: macro('values'),
    window: macro('window'),
    content: macro('content'),
    positioner: macro('positioner'),
    geometry: macro('geometry'),
    pixels: macro('pixels'),
    calibration: macro('calibration'),
    fieldOfView: macro('fieldOfView'),
  };
};

/**
 * One entry per frame. Frames that share everything share one object. A macro of the frame goes before the shared one, this before plain
 * attributes. Sizes and distances that a macro leaves out are looked for in the next of them; a place or a direction isn't, because a frame
 * that leaves its own out doesn't lie where another one does.
 */
export const readFrames = (
  source: ElementSource,
  numberOfFrames: number,
  size: { readonly columns: number; readonly rows: number },
): readonly FrameAttributes[] => {
  const sharedItem = itemOf(source, 'SharedFunctionalGroupsSequence');
  const shared = groupOf(sharedItem);
  const perFrame = source.items('PerFrameFunctionalGroupsSequence') ?? [];
  const regionsOf = (item: ElementSource | undefined): readonly UltrasoundRegion[] | undefined =>
    item?.items('SequenceOfUltrasoundRegions') === undefined ? undefined : readUltrasoundRegions(item, size);
  const commonRegions = regionsOf(sharedItem) ?? readUltrasoundRegions(source, size);
  // Functional groups have no tables (C.7.6.16.2.9, C.7.6.16.2.10).
  const modalityLut = lookupTableOf(source, 'ModalityLUTSequence');
  const voiLut = writtenWindowsOf(source).length > 0 ? undefined : lookupTableOf(source, 'VOILUTSequence');
  const frameFrom = (item: ElementSource | undefined): FrameAttributes => {
    const own = groupOf(item);
    const macro = (name: Macro): ElementSource => own[name] ?? shared[name] ?? source;
    const places = (name: Macro): readonly ElementSource[] =>
      [own[name], shared[name], source].filter((place) => place !== undefined);
    const measures = places('measures');
    return {
      // Plain attributes place a single image (C.7.6.2); of several frames they can't say which one lies there.
      position: positionOf(own.position ?? shared.position ?? (numberOfFrames === 1 ? source : undefined)),
      orientation: orientationOf(macro('orientation')),
      pixelSpacing: firstOf(measures, (place) => spacingOf(place, 'PixelSpacing')),
      sliceThickness: firstOf(measures, (place) => positiveOf(place, 'SliceThickness')),
      // Written with a sign by some scanners.
      spacingBetweenSlices: firstOf(measures, (place) => positiveMagnitude(numberOf(place, 'SpacingBetweenSlices'))),
      stackId: own.content?.strings('StackID')?.[0],
      temporalPosition:
        (own.content && numberOf(own.content, 'TemporalPositionIndex')) ??
        numberOf(source, 'TemporalPositionIdentifier'),
      rescaleSlope: numberOf(macro('values'), 'RescaleSlope'),
      rescaleIntercept: numberOf(macro('values'), 'RescaleIntercept'),
      rescaleType: macro('values').strings('RescaleType')?.[0],
      modalityLut: macro('values') === source ? modalityLut : undefined,
      windows: windowsOf(macro('window')),
      voiLut: macro('window') === source ? voiLut : undefined,
      voiLutFunction: macro('window').strings('VOILUTFunction')?.[0],
      view: readProjectionView({
        positioner: places('positioner'),
        geometry: places('geometry'),
        pixels: places('pixels'),
        calibration: places('calibration'),
        instance: source,
      }),
      fieldOfView: readFieldOfView(macro('fieldOfView'), source),
      regions: regionsOf(item) ?? commonRegions,
    };
  };
  const common = frameFrom(undefined);
  return Array.from({ length: numberOfFrames }, (_, index) => {
    const own = perFrame[index];
    return own === undefined ? common : frameFrom(own);
  });
};
