import type { Types } from '@cornerstonejs/core';
import { isSameFrame, type ImageFrame, type ImageSeries } from '../image/series.ts';
import { transferSyntax } from '../image/transfer-syntax.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import type { EncodedPixels } from './decoder-input.ts';
import type { Layout } from './layouts/layout.ts';
import type { FrameRegistry } from './frame-registry.ts';
import { nextFrame, pause } from './pause.ts';
import type { LevelPicture, PaintedPicture } from './preview-picture.ts';

/** Where bytes take longer, views are made meanwhile; those of planes hold the page up for longer than that. */
const LONGEST_WAIT_MS = { single: 100, planes: 500 };

/** Fetched before there is a picture. */
export const previewing = () => import('./preview-picture.ts');

type Painting = Awaited<ReturnType<typeof previewing>>;

/** What a layout opens with. */
export interface PreviewOptions {
  readonly core: CornerstoneLibraries['core'];
  readonly registry: FrameRegistry;
  readonly series: ImageSeries;
  /** Of the image in the series, 0-based. */
  readonly index: number;
  readonly layout: Layout;
  /** Loads an image as the view will. */
  readonly load: (imageId: string) => Promise<Types.IImage>;
}

/**
 * The picture that a layout opens with, painted by itself while its views are made, which takes longer: Cornerstone is loaded, canvases or WebGL programs are made. Not to be
 * moved or marked; it gives way to the same picture in its view.
 */
export class Preview {
  readonly #host: () => HTMLElement | null;
  /** Counts what was asked for: what comes late for it isn't painted. */
  #asked = 0;
  #shown: { readonly element: HTMLElement; readonly frame: ImageFrame; readonly layout: Layout } | null = null;

  /** @param host of the views */
  constructor(host: () => HTMLElement | null) {
    this.#host = host;
  }

  /** Whether a picture stands. */
  get isShown(): boolean {
    return this.#shown !== null;
  }

  /**
   * Paints what a layout opens with in the place of what was painted before. Settles when it is on the screen, when there is nothing to be painted, or when it would keep the views
   * waiting; null: at once.
   */
  open({ core, registry, series, index, layout, load }: PreviewOptions): Promise<void> | null {
    const frame = series.frames[index];
    const isPlanes = layout === 'planes';
    // Planes of slices that are resampled don't show them.
    const isPossible =
      frame && (layout === 'single' || (isPlanes && frame.plane !== null && series.volume.kind !== 'resampled'));
    if (isPossible && this.#shown?.layout === layout && isSameFrame(this.#shown.frame, frame)) return null;
    this.remove();
    const imageId = registry.imageIdsOf(series)[index];
    if (!isPossible || imageId === undefined) return null;
    const image = core.cache.getImage(imageId);
    // It is drawn sooner than it is painted.
    if (image && !isPlanes) return null;
    // What is to be decoded is decoded once, to stay.
    const pixels = image ?? (isPlain(frame) ? registry.lookAhead(imageId) : isPlanes ? null : load(imageId));
    if (!pixels) return null;
    const painted = this.paint({ series, frame }, layout, pixels);
    const asked = this.#asked;
    const late = pause(LONGEST_WAIT_MS[isPlanes ? 'planes' : 'single']).then(() => {
      if (asked === this.#asked && !this.#shown) this.#asked += 1;
    });
    return Promise.race([painted, late]);
  }

  /**
   * Paints a picture where a layout will have it, if that shows it as it is stored, unless something else is asked for before its pixels are there. Settles when it is on the
   * screen, or won't be.
   */
  async paint(
    source: ImageSource,
    layout: Layout,
    pixels: Promise<EncodedPixels | Types.IImage> | Types.IImage,
  ): Promise<void> {
    this.remove();
    const asked = this.#asked;
    try {
      const [painting, given] = await Promise.all([previewing(), pixels]);
      const view = layout === 'planes' ? painting.previewView(source) : 'image';
      const host = this.#host();
      if (asked !== this.#asked || view === null || !host) return;
      const picture =
        'bytes' in given ? painting.previewOfBytes(source, given) : painting.previewOfImage(source, given);
      if (!picture) return;
      const element = document.createElement('div');
      element.className = `preview ${view}`;
      element.setAttribute('aria-hidden', 'true');
      element.style.setProperty('--shape', String(picture.shape));
      element.append(canvasOf(host, picture, painting));
      host.dataset['layout'] = layout;
      host.append(element);
      this.#shown = { element, frame: source.frame, layout };
      await nextPaint();
    } catch {
      // Whoever loads it tells why it can't be had.
    }
  }

  /** Also what is still on its way. */
  remove(): void {
    this.#asked += 1;
    this.#shown?.element.remove();
    this.#shown = null;
  }
}

/** Whether its pixels need no decoder. */
const isPlain = ({ instance }: ImageFrame): boolean =>
  transferSyntax(instance.transferSyntaxUID ?? '')?.encapsulated === false;

const canvasOf = (
  host: HTMLElement,
  picture: LevelPicture | PaintedPicture,
  { canvasWords, coarserBy }: Painting,
): HTMLCanvasElement => {
  const density = window.devicePixelRatio || 1;
  const by = 'painted' in picture ? 1 : coarserBy(picture, density * host.clientWidth, density * host.clientHeight);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.columns / by, picture.rows / by];
  const context = canvas.getContext('2d', { alpha: false });
  if ('painted' in picture) context?.drawImage(picture.painted, 0, 0);
  else {
    const words = canvasWords(picture, by);
    context?.putImageData(new ImageData(new Uint8ClampedArray(words.buffer), canvas.width, canvas.height), 0, 0);
  }
  return canvas;
};

const nextPaint = (): Promise<void> => nextFrame().then(() => pause(0));
