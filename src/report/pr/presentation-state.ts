import type { Assessment } from '../../assess/assessment.ts';
import { refused, type Confirmation, type Refused } from '../../confirmation/record.ts';
import { displayAspectOf } from '../../image/display-aspect.ts';
import type { ImageFrame } from '../../image/stacks.ts';
import { shapesOf } from '../../overlay/shapes.ts';
import type { DataSet } from '../dicom/data-set.ts';
import { commonModules, evidenceSequence, imageReference, type Zone } from '../dicom/modules.ts';
import type { SourceImage, SourceImages } from '../dicom/sources.ts';
import { METRIC_LABELS, quantityText, uncertaintyText, verdictSentence, VERDICT_WORDS } from '../wording.ts';
import { colourProfile } from './colour-profile.ts';
import { derivedUid } from '../dicom/uids.ts';
import { graphicsOf, textBox } from './graphics.ts';
import { seenOf, valuesOf } from './grayscale.ts';
import { imageView } from './image-view.ts';
import { recordInImage, shownImages } from './shown-images.ts';

/** Grayscale and Color Softcopy Presentation State Storage (PS3.4 B.5). */
export const GRAYSCALE_PRESENTATION_STATE = '1.2.840.10008.5.1.4.1.1.11.1';
export const COLOUR_PRESENTATION_STATE = '1.2.840.10008.5.1.4.1.1.11.2';

const LAYER = 'TIPCHECK';

export interface PresentationRequest {
  readonly record: Confirmation;
  readonly assessment: Assessment;
  /** The images of the stack that the marks are on; those that show the tip and the target's middle are drawn on. */
  readonly images: readonly ImageFrame[];
  /** mm from image to image; null where it isn't known. */
  readonly betweenSlices: number | null;
  /** Fresh for every version of the object. */
  readonly sopInstanceUID: string;
  readonly writtenAt: Date;
  readonly zone?: Zone;
  /** The window to show the images in; as they say themselves without it. */
  readonly window?: { readonly center: number; readonly width: number };
}

type Shown = readonly [ImageFrame, ...ImageFrame[]];

/**
 * The marks of a record over the images that show them, for any viewer that knows presentation states (PS3.3 A.33.1, A.33.2): the outline of the
 * target, the device, the tip, and the result as text. A state says once for all of its images what their stored values mean: images that
 * differ in it, as those of PET do, have a state each, the tip's first.
 */
export const presentationStatesOf = (request: PresentationRequest): readonly DataSet[] | Refused => {
  const shown = shownImages(request.record, request.images);
  if (shown.length === 0) return refused('missing-image', 'none of the images shows the tip or the target');
  const groups = new Map<string, [ImageFrame, ...ImageFrame[]]>();
  for (const on of shown) {
    const key = isInColour(on) ? 'colour' : JSON.stringify(valuesOf(on));
    const group = groups.get(key);
    if (group) group.push(on);
    else groups.set(key, [on]);
  }
  return [...groups.values()].map((group, index) => stateOf(request, group, index + 1));
};

const stateOf = (request: PresentationRequest, shown: Shown, number: number): DataSet => {
  const { assessment, sopInstanceUID, writtenAt, zone } = request;
  const isColour = isInColour(shown[0]);
  const sources = sourcesOf(shown);
  const common = commonModules(sources, {
    sopClassUID: isColour ? COLOUR_PRESENTATION_STATE : GRAYSCALE_PRESENTATION_STATE,
    modality: 'PR',
    series: { description: 'TipCheck marks', number: 9904, name: 'presentation-state' },
    sopInstanceUID: number === 1 ? sopInstanceUID : derivedUid('presentation-state', sopInstanceUID, String(number)),
    writtenAt,
    zone,
  });
  return {
    ...common,
    // Type 2C (C.7.3.1): it isn't known whether what is shown is one of a pair.
    Laterality: [],
    ContentLabel: LAYER,
    ContentDescription: 'Tip, target and device, with the result',
    ContentCreatorName: [],
    PresentationCreationDate: common.ContentDate,
    PresentationCreationTime: common.ContentTime,
    ReferencedSeriesSequence: referencedSeries(sources),
    DisplayedAreaSelectionSequence: shown.map(displayedArea),
    GraphicLayerSequence: [
      { GraphicLayer: LAYER, GraphicLayerOrder: 1, GraphicLayerDescription: 'Tip, target and device' },
    ],
    GraphicAnnotationSequence: shown.map((on) => annotation(request, assessment, on)),
    ...(isColour ? { ICCProfile: colourProfile() } : grayscale(shown, request.window)),
  };
};

const isInColour = ({ instance: { pixels } }: ImageFrame): boolean => pixels.samplesPerPixel > 1 || pixels.hasPalette;

const reference = (on: ImageFrame): DataSet =>
  imageReference({ attributes: on.instance, frames: [on.frame] }, [on.frame]);

/** The whole image in its true aspect (C.10.4). Pixels are counted from 1\1 here, the first and last inclusive. */
const displayedArea = (on: ImageFrame): DataSet => {
  const { instance, plane } = on;
  return {
    ReferencedImageSequence: [reference(on)],
    DisplayedAreaTopLeftHandCorner: [1, 1],
    DisplayedAreaBottomRightHandCorner: [instance.columns, instance.rows],
    PresentationSizeMode: 'SCALE TO FIT',
    // A spacing is one to measure with: elsewhere only the shape of the pixels is said.
    ...(plane
      ? { PresentationPixelSpacing: [plane.betweenRows, plane.betweenColumns] }
      : { PresentationPixelAspectRatio: aspectRatio(displayAspectOf(on)) }),
  };
};

/** Whole numbers, vertical size first. */
const aspectRatio = (aspect: number): readonly number[] =>
  Math.abs(aspect - 1) < 1e-9 ? [1, 1] : [Math.round(aspect * 10_000), 10_000];

const annotation = (
  { record, betweenSlices }: PresentationRequest,
  assessment: Assessment,
  on: ImageFrame,
): DataSet => {
  const { plane } = on;
  const aspect = plane ? plane.betweenRows / plane.betweenColumns : displayAspectOf(on);
  const own = recordInImage(record, on);
  const thickness = betweenSlices ?? on.instance.frames[on.frame - 1]?.sliceThickness ?? 0;
  const view = imageView(own, on, aspect, thickness / 2);
  const shapes = shapesOf(view.overlay, own, own === record ? assessment : null);
  const { graphics, texts } = graphicsOf(Object.values(shapes).flat(), view);
  const result = textBox(resultText(assessment), 8, 8, view);
  return {
    ReferencedImageSequence: [reference(on)],
    GraphicLayer: LAYER,
    TextObjectSequence: [result, ...texts],
    GraphicObjectSequence: graphics.length > 0 ? graphics : undefined,
  };
};

/** What the panel says first, in a few lines. */
const resultText = (assessment: Assessment): string => {
  const { tipToCenter, signedDistance } = assessment.metrics;
  return [
    `TipCheck: ${VERDICT_WORDS[assessment.verdict]}`,
    verdictSentence(assessment),
    ...(tipToCenter
      ? [
          `${METRIC_LABELS.tipToCenter.label}: ${[quantityText(tipToCenter), uncertaintyText(tipToCenter)].filter(Boolean).join(' ')}`,
        ]
      : []),
    ...(signedDistance
      ? [
          `${METRIC_LABELS.signedDistance.label}: ${[quantityText(signedDistance), uncertaintyText(signedDistance)].filter(Boolean).join(' ')}`,
        ]
      : []),
  ].join('\n');
};

/** A presentation state replaces what the images say, so all of it is said again. */
const grayscale = ([first, ...others]: Shown, window: PresentationRequest['window']): DataSet => {
  const windows = [first, ...others].flatMap((on) => {
    const seen = seenOf(on, window);
    return seen ? [{ ReferencedImageSequence: [reference(on)], ...seen }] : [];
  });
  return { ...valuesOf(first), SoftcopyVOILUTSequence: windows.length > 0 ? windows : undefined };
};

const sourcesOf = (images: readonly [ImageFrame, ...ImageFrame[]]): SourceImages => {
  const byInstance = new Map<string, SourceImage>();
  for (const { instance, frame } of images) {
    const frames = new Set([...(byInstance.get(instance.sopInstanceUID)?.frames ?? []), frame]);
    byInstance.set(instance.sopInstanceUID, { attributes: instance, frames: [...frames] });
  }
  const [first, ...others] = [...byInstance.values()];
  return [first ?? { attributes: images[0].instance, frames: [images[0].frame] }, ...others];
};

/** Presentation State Relationship (C.11.11). */
const referencedSeries = (sources: SourceImages): readonly DataSet[] =>
  evidenceSequence(sources).flatMap(({ ReferencedSeriesSequence }) =>
    (ReferencedSeriesSequence as readonly DataSet[]).map(({ SeriesInstanceUID }) => ({
      SeriesInstanceUID,
      ReferencedImageSequence: sources
        .filter(({ attributes }) => attributes.seriesInstanceUID === SeriesInstanceUID)
        .map((source) => imageReference(source, source.frames)),
    })),
  );
