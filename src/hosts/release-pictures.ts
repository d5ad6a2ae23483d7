import type { CleanedImages } from '../case-file/clean-images.ts';
import { isOnImage } from '../confirmation/edit-view.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { displayAspectOf } from '../image/display-aspect.ts';
import { imagePointFromPatient } from '../image/plane-geometry.ts';
import { isRefusal } from '../image/refusal.ts';
import { groupSeries } from '../image/series.ts';
import { readDicomFile } from '../load/dicom-file.ts';
import type { TextPlace } from '../overlay/free-place.ts';
import type { ReleasePicture } from '../panel/release-preview.ts';
import { viewOfCrop, type Crop } from '../report/picture/crop.ts';
import type { ImageSource } from '../session/space-of.ts';
import { patientPoint } from '../space/frame.ts';
import type { AskedMark, KeyView, Reference } from '../teach/case.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { FrameRegistry } from '../viewer/frame-registry.ts';
import { loadWhileWanted } from '../viewer/image-loads.ts';
import { openedFile } from '../viewer/study.ts';
import { paintImage, type ImagePart } from '../viewer/thumbnail.ts';
import { t } from '../words/words.ts';
import { drawReference, seenOn } from './draw-reference.ts';
import { overlayBitmap } from './overlay-bitmap.ts';

/** What is released. */
export interface Release {
  readonly cleaned: CleanedImages;
  /** The UIDs that the cleaned images had, in the same order: records and key views speak of those. */
  readonly sopInstanceUIDs: readonly string[];
  readonly references: readonly Reference[];
  readonly keyViews: readonly KeyView[];
}

interface Cleaned extends ImageSource {
  readonly imageId: string;
}

/** Units that marks are drawn in, across a picture: small enough for names to be read on a thumbnail. */
const UNITS_ACROSS = 380;
/** Of the view of a key view. */
const KEY_VIEW = { width: UNITS_ACROSS, height: UNITS_ACROSS * 0.75 };
/** Canvas pixels: no side of a picture has more. */
const MOST_PIXELS = 2048;
const ALL_MARKS: readonly AskedMark[] = ['target', 'tip', 'shaft'];
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Every frame of every image of a release, decoded from the bytes that are released, with the overlay planes left in them and the marks that will be
 * revealed on them; then the key views. `end` forgets them all.
 */
export const releasePictures = (
  { cleaned, sopInstanceUIDs, references, keyViews }: Release,
  libraries: CornerstoneLibraries,
  useRGBA: boolean,
): { readonly pictures: readonly ReleasePicture[]; readonly end: () => void } => {
  const registry = new FrameRegistry(libraries);
  const files = cleaned.images.map(({ bytes }, index) => readDicomFile(bytes, String(index + 1)));
  const attributes = files.flatMap((file) => {
    if (isRefusal(file)) return [];
    const opened = openedFile(file);
    registry.addPixels(opened.attributes.sopInstanceUID, opened.pixels);
    return [opened.attributes];
  });
  const known = new Map<string, Cleaned>();
  for (const series of groupSeries(attributes)) {
    const ids = registry.imageIdsOf(series);
    for (const [index, frame] of series.frames.entries())
      known.set(`${frame.instance.sopInstanceUID}/${String(frame.frame)}`, {
        series,
        frame,
        imageId: ids[index] ?? '',
      });
  }
  const frames = cleaned.images.flatMap(({ sopInstanceUID }, index) => {
    const file = files[index];
    const count = !file || isRefusal(file) ? 1 : file.attributes.numberOfFrames;
    return Array.from({ length: count }, (_, at) => ({
      before: sopInstanceUIDs[index] ?? '',
      number: index + 1,
      count,
      frame: at + 1,
      of: known.get(`${sopInstanceUID}/${String(at + 1)}`),
    }));
  });
  const paint = async (
    into: HTMLElement,
    of: Cleaned | undefined,
    crop: (of: Cleaned) => Crop,
    drawn: { readonly before: string; readonly marks: readonly AskedMark[]; readonly window?: KeyView['window'] },
    signal: AbortSignal,
  ): Promise<readonly Reference[]> => {
    if (!of) throw new Error('the image can’t be shown');
    const shown = crop(of);
    const { core } = libraries;
    const requestType = core.Enums.RequestType.Thumbnail;
    const image = await loadWhileWanted(core, of.imageId, signal, { requestType, useRGBA });
    const planes = await overlayBitmap(registry, of.frame);
    signal.throwIfAborted();
    const canvas = document.createElement('canvas');
    // Every pixel that is shown has one of its own: letters two pixels thick would be lost otherwise.
    const fineness = Math.min(
      1 / Math.min(shown.across, shown.down),
      MOST_PIXELS / Math.max(shown.width, shown.height),
    );
    const density = Math.max(1, fineness);
    canvas.width = Math.round(shown.width * density);
    canvas.height = Math.round(shown.height * density);
    const part: ImagePart = { ...shown, across: shown.across * density, down: shown.down * density };
    paintImage(canvas, image, part, drawn.window);
    if (planes)
      canvas
        .getContext('2d')
        ?.drawImage(
          planes,
          -part.left * part.across,
          -part.top * part.down,
          planes.width * part.across,
          planes.height * part.down,
        );
    const over = marksOn(of, shown, references, drawn);
    into.replaceChildren(canvas, over.svg);
    // What the reader looks at beside this must not be pushed out of the memory by it.
    if (core.cache.getImageLoadObject(of.imageId)) core.cache.removeImageLoadObject(of.imageId, { force: true });
    return over.shown;
  };
  return {
    pictures: [
      ...frames.map(({ before, number, count, frame, of }): ReleasePicture => ({
        key: `${before}/${String(frame)}`,
        name: count > 1 ? t('Image {n}, frame {frame}', { n: number, frame }) : t('Image {n}', { n: number }),
        draw: (into, signal) => paint(into, of, wholeOf, { before, marks: ALL_MARKS }, signal),
      })),
      ...keyViews.map((view): ReleasePicture => {
        const found = frames.find(({ before, frame }) => before === view.sopInstanceUID && frame === view.frame);
        return {
          key: JSON.stringify(view),
          name: t('Key view: {caption}', { caption: view.caption }),
          draw: (into, signal) =>
            paint(
              into,
              found?.of,
              (of) => cropOf(view, of),
              { before: view.sopInstanceUID, marks: view.marks, window: view.window },
              signal,
            ),
        };
      }),
    ],
    end: () => {
      registry.clear();
    },
  };
};

const aspectOf = ({ series, frame }: ImageSource): number =>
  series.space === 'patient' && frame.plane
    ? frame.plane.betweenRows / frame.plane.betweenColumns
    : displayAspectOf(frame);

const wholeOf = (of: Cleaned): Crop => {
  const { columns, rows } = of.frame.instance;
  const across = UNITS_ACROSS / columns;
  const down = across * aspectOf(of);
  return { left: 0, top: 0, across, down, width: UNITS_ACROSS, height: rows * down };
};

/** What a view of three by four would show of a key view. */
const cropOf = ({ focus, halfHeight }: KeyView, of: Cleaned): Crop => {
  const { plane, instance } = of.frame;
  const aspect = aspectOf(of);
  const { columns, rows } = instance;
  const [x = NaN, y = NaN, z = NaN] = focus ?? [];
  const [column, row] = !focus
    ? [columns / 2, rows / 2]
    : plane
      ? imagePointFromPatient(plane, patientPoint(x, y, z)).point
      : [x, y];
  const halfRows =
    halfHeight === undefined
      ? Math.max(rows, (columns * KEY_VIEW.height) / KEY_VIEW.width / aspect) / 2
      : halfHeight / (plane?.betweenRows ?? 1);
  const down = KEY_VIEW.height / 2 / halfRows;
  const across = down / aspect;
  return { left: column - KEY_VIEW.width / 2 / across, top: row - halfRows, across, down, ...KEY_VIEW };
};

const marksOn = (
  { frame: { plane, frame } }: Cleaned,
  crop: Crop,
  references: readonly Reference[],
  { before, marks }: { readonly before: string; readonly marks: readonly AskedMark[] },
): { readonly svg: SVGSVGElement; readonly shown: readonly Reference[] } => {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${String(crop.width)} ${String(crop.height)}`);
  svg.setAttribute('aria-hidden', 'true');
  const names: TextPlace[] = [];
  const shown: Reference[] = [];
  for (const reference of references) {
    const { expert, record } = reference;
    const seen = isDrawnOn(record, before, frame) ? seenOn(record, before, frame) : null;
    if (!seen) continue;
    const overlay = viewOfCrop(crop, { plane: seen.space.kind === 'patient' ? plane : null, record: seen });
    const already = svg.childElementCount;
    drawReference(svg, overlay, { expert, record: seen }, { marks, names, isAlone: true });
    if (svg.childElementCount > already) shown.push(reference);
  }
  return { svg, shown };
};

/** Marks in the patient are drawn on every slice that they come to lie near, others on their own image. */
const isDrawnOn = ({ space }: Confirmation, sopInstanceUID: string, frame: number): boolean =>
  space.kind === 'patient' || space.kind === 'biplane' || isOnImage(space, { sopInstanceUID, frame });
