import type { ImageAttributes } from './attributes.ts';
import { distinctCaveats, type Caveat } from './caveat.ts';
import type { Scale } from './scale.ts';
import { frameTimesOf } from './cine.ts';
import { depthProblem } from './frame-plane.ts';
import { inReadingOrder } from './frame-order.ts';
import { instanceCaveats, placeCaveats, thicknessOf } from './series-caveats.ts';
import { stacksOf, type ImageFrame, type SpaceKind, type Stack } from './stacks.ts';
import { regionProblem, regionScale, type UltrasoundRegion } from './ultrasound-region.ts';
import { slicesOf, usualDistance, type SliceSummary } from './volume-geometry.ts';
import { volumeCheck, type VolumeCheck } from './volume-check.ts';

export type { ImageFrame, SpaceKind } from './stacks.ts';

/** An ultrasound region as people read it: sizes in mm, null where it has none. */
export interface SeriesRegion {
  /** 1-based position among the frames of the series; null = every frame. */
  readonly frame: number | null;
  /** Inclusive, as DICOM counts pixels. */
  readonly bounds: readonly [x0: number, y0: number, x1: number, y1: number];
  readonly betweenColumns: number | null;
  readonly betweenRows: number | null;
  readonly unit: 'mm' | null;
  readonly usable: boolean;
  /** Why it isn't usable; null where it is. */
  readonly problem: string | null;
}

/** How an X-ray system looked at the patient, unknown members null. */
export interface SeriesView {
  readonly sid: number | null;
  readonly sod: number | null;
  readonly primaryAngle: number | null;
  readonly secondaryAngle: number | null;
  readonly imagerSpacing: readonly [betweenRows: number, betweenColumns: number] | null;
}

/** One stack of images that belong together; a DICOM series gives one or more. */
export interface ImageSeries {
  /** Stays the same while further files of the series arrive. */
  readonly key: string;
  readonly seriesInstanceUID: string | null;
  readonly studyInstanceUID: string | null;
  readonly modality: string;
  readonly description: string;
  readonly seriesNumber: number | null;
  readonly space: SpaceKind;
  readonly frameOfReferenceUID: string | null;
  readonly size: readonly [columns: number, rows: number];
  /** Distinct instances, in the order of their first frame. */
  readonly instances: readonly ImageAttributes[];
  /** In reading order. */
  readonly frames: readonly ImageFrame[];
  readonly scale: Scale;
  readonly slices: SliceSummary | null;
  /** mm between slices as far as a mark is concerned: between differing positions, else the thickness; null where neither is known. */
  readonly betweenSlices: number | null;
  readonly regions: readonly SeriesRegion[];
  readonly view: SeriesView | null;
  readonly volume: VolumeCheck;
  /** How long each frame is shown, ms; null where it isn't a run. */
  readonly frameTimesMs: readonly number[] | null;
  readonly caveats: readonly Caveat[];
}

/** A localizer, a projection or a rendering: it has a plane in the patient, but what it shows lies at no known depth. */
export const hasNoDepth = ({ frames: [first] }: Pick<ImageSeries, 'frames'>): boolean =>
  first !== undefined && depthProblem(first.instance) !== null;

/** Frames of series that were grouped anew are other objects. */
export const isSameFrame = (one: ImageFrame, other: ImageFrame): boolean =>
  one.frame === other.frame && one.instance.sopInstanceUID === other.instance.sopInstanceUID;

/** Whether any of its images has overlay planes. */
export const hasOverlays = (series: ImageSeries | null): boolean =>
  series?.instances.some(({ overlays }) => overlays.length > 0) ?? false;

/**
 * Sorts images into series, and series whose images can't form one stack into several: frames of reference, sizes, spacings, orientations,
 * scales or views that differ. An instance given twice counts once.
 */
export const groupSeries = (instances: readonly ImageAttributes[]): readonly ImageSeries[] => {
  const distinct = [
    ...new Map(instances.toReversed().map((instance) => [instance.sopInstanceUID, instance])).values(),
  ].reverse();
  const stacksPerSeries = new Map<string, number>();
  return stacksOf(distinct).map((stack) => {
    const { instance } = stack.frames[0];
    const uid = instance.seriesInstanceUID ?? instance.sopInstanceUID;
    const number = (stacksPerSeries.get(uid) ?? 0) + 1;
    stacksPerSeries.set(uid, number);
    return seriesFrom(stack, `${uid}#${String(number)}`);
  });
};

const seriesFrom = (stack: Stack, key: string): ImageSeries => {
  const frames = inReadingOrder(stack.frames);
  const reference = stack.frames[0];
  const { instance, scale } = reference;
  const planes = frames.flatMap(({ plane }) => (plane ? [plane] : []));
  const slices = stack.kind === 'patient' ? slicesOf(planes, frames.map(thicknessOf)) : null;
  const instances = [...new Set(frames.map((frame) => frame.instance))];
  return {
    key,
    seriesInstanceUID: instance.seriesInstanceUID ?? null,
    studyInstanceUID: instance.studyInstanceUID ?? null,
    // "Other" is DICOM's own word for a modality that isn't told.
    modality: instance.modality ?? 'OT',
    description: instance.seriesDescription ?? '',
    seriesNumber: instance.seriesNumber ?? null,
    space: stack.kind,
    frameOfReferenceUID: stack.kind === 'patient' ? (instance.frameOfReferenceUID ?? null) : null,
    size: [instance.columns, instance.rows],
    instances,
    frames,
    scale,
    slices,
    betweenSlices: slices ? (usualDistance(planes) ?? slices.thickness) : (thicknessOf(reference) ?? null),
    regions: regionsOf(frames),
    view: viewOf(stack.kind, frames[0] ?? reference),
    volume: volumeCheck(frames, {
      size: [instance.columns, instance.rows],
      thicknesses: frames.map(thicknessOf),
      isColour: instance.pixels.samplesPerPixel > 1 || instance.pixels.hasPalette,
    }),
    frameTimesMs: frameTimesOf(frames),
    caveats: distinctCaveats([
      ...frames.flatMap(({ caveats }) => caveats),
      ...instances.flatMap(instanceCaveats),
      ...(stack.kind === 'patient' ? placeCaveats(instance, planes, slices, frames) : []),
    ]),
  };
};

const viewOf = (kind: SpaceKind, { instance, frame }: ImageFrame): SeriesView | null => {
  const { modality } = instance;
  const view = instance.frames[frame - 1]?.view;
  if (kind !== 'projection' || (modality !== 'XA' && modality !== 'RF') || !view) return null;
  return {
    sid: view.sid ?? null,
    sod: view.sod ?? null,
    primaryAngle: view.primaryAngle ?? null,
    secondaryAngle: view.secondaryAngle ?? null,
    imagerSpacing: view.imagerSpacing ? [view.imagerSpacing.betweenRows, view.imagerSpacing.betweenColumns] : null,
  };
};

const regionsOf = (frames: readonly ImageFrame[]): readonly SeriesRegion[] => {
  const listed = (regions: readonly UltrasoundRegion[], frame: number | null): readonly SeriesRegion[] =>
    regions.map((region) => {
      const scale = regionScale(region);
      return {
        frame,
        bounds: region.bounds,
        betweenColumns: scale?.betweenColumns ?? null,
        betweenRows: scale?.betweenRows ?? null,
        unit: scale ? 'mm' : null,
        usable: scale !== null,
        problem: regionProblem(region),
      };
    });
  const first = frames[0]?.regions ?? [];
  const signature = JSON.stringify(first);
  const isShared = frames.every(({ regions }) => regions === first || JSON.stringify(regions) === signature);
  return isShared ? listed(first, null) : frames.flatMap(({ regions }, index) => listed(regions, index + 1));
};
