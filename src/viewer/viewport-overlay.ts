import { effect } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { canvasFineness } from '../session/canvas-fineness.ts';
import { shownSlab, slabText } from '../session/shown-slab.ts';
import type { ImageSource } from '../session/space-of.ts';
import { normalize, subtract, type Vector3 } from '../space/vector.ts';
import { displayAspectOf } from '../image/display-aspect.ts';
import { directionLetters } from '../image/direction-letters.ts';
import { windowOfRange } from './window-level.ts';
import { placeInRegion, scaleOfBar } from './scale-bar-place.ts';
import { scaleBarLabel, scaleBarLength } from '../image/scale-bar.ts';
import { language, said } from '../words/words.ts';

/** What stands over a viewport from the start, and what is asked for with every picture. */
export interface OverlayTexts {
  readonly title: () => string;
  readonly note?: (() => string) | undefined;
}

/** CSS pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/** When its texts are made anew. */
export interface OverlayEvents {
  /** With the picture, so that they are painted together. */
  readonly rendered: string;
  /** With the next frame. */
  readonly changes: readonly string[];
}

/** Text and rulers over one viewport: orientation letters, a scale bar where the image is calibrated, and what is shown. */
export class ViewportOverlay {
  readonly #viewport: Types.IViewport;
  readonly #root: HTMLDivElement;
  readonly #texts: OverlayTexts;
  readonly #isByProcessor: boolean;
  readonly #sourceOf: (viewport: Types.IViewport) => ImageSource | undefined;
  readonly #listening = new AbortController();
  readonly #unfollow: () => void;
  #waiting = false;
  /** CSS pixels; null when it may have changed. */
  #size: Size | null = null;

  constructor(
    viewport: Types.IViewport,
    texts: OverlayTexts,
    isByProcessor: boolean,
    { rendered, changes }: OverlayEvents,
    sourceOf: (viewport: Types.IViewport) => ImageSource | undefined,
  ) {
    this.#viewport = viewport;
    this.#texts = texts;
    this.#isByProcessor = isByProcessor;
    this.#sourceOf = sourceOf;
    this.#root = document.createElement('div');
    this.#root.className = 'overlay';
    this.#root.innerHTML =
      '<span class="edge top"></span><span class="edge right"></span><span class="edge bottom"></span><span class="edge left"></span>' +
      '<span class="corner title"></span><span class="corner note"></span><span class="corner slab"></span><span class="corner window"></span><span class="bar"><span></span></span>';
    viewport.element.append(this.#root);
    const { signal } = this.#listening;
    for (const event of changes) viewport.element.addEventListener(event, () => this.#soon(), { signal });
    viewport.element.addEventListener(rendered, () => this.#update(), { signal });
    const resized = new ResizeObserver(() => {
      this.#size = null;
      this.#soon();
    });
    resized.observe(viewport.element);
    signal.addEventListener('abort', () => resized.disconnect());
    // What the source depends on beside the picture is the reader's calibration.
    this.#unfollow = effect(() => {
      void [this.#sourceOf(this.#viewport), language()];
      this.#soon();
    });
  }

  dispose(): void {
    this.#unfollow();
    this.#listening.abort();
    this.#root.remove();
  }

  /** Several changes come together; the text is made once for them. */
  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      if (!this.#listening.signal.aborted) this.#update();
    });
  }

  /** In the page's language; what is written into a report takes the English. */
  #text(className: string, english: string): void {
    const node = this.#root.querySelector<HTMLElement>(className);
    if (!node) return;
    const text = said(english);
    if (node.textContent !== text) node.textContent = text;
    if (node.dataset['english'] !== english) node.dataset['english'] = english;
  }

  #update(): void {
    const source = this.#sourceOf(this.#viewport);
    // Asked for with every picture, it would have the page laid out in between.
    const { width, height } = (this.#size ??= sizeOf(this.#viewport.element));
    if (!source || width === 0) return;
    const fineness = canvasFineness(this.#viewport.canvas, this.#isByProcessor);
    const at = (x: number, y: number): Vector3 => {
      const world = this.#viewport.canvasToWorld([x * fineness, y * fineness]);
      return [world[0], world[1], world[2]];
    };
    const right = subtract(at(width / 2 + 10, height / 2), at(width / 2, height / 2));
    const down = subtract(at(width / 2, height / 2 + 10), at(width / 2, height / 2));
    const inPatient = source.series.space === 'patient';
    this.#text('.right', inPatient ? directionLetters(normalize(right)) : '');
    this.#text('.left', inPatient ? directionLetters(normalize([-right[0], -right[1], -right[2]])) : '');
    this.#text('.bottom', inPatient ? directionLetters(normalize(down)) : '');
    this.#text('.top', inPatient ? directionLetters(normalize([-down[0], -down[1], -down[2]])) : '');
    this.#text('.title', this.#texts.title());
    this.#text('.note', this.#texts.note?.() ?? '');
    const slab = shownSlab(this.#viewport);
    this.#text('.slab', slab ? `${slabText(slab)}, depth unknown` : '');
    this.#scaleBar(source, Math.hypot(...right) / 10, { width, height });
    this.#window();
  }

  #scaleBar(source: ImageSource, worldPerCanvas: number, size: Size): void {
    const bar = this.#root.querySelector<HTMLElement>('.bar');
    if (!bar) return;
    const inPatient = source.series.space === 'patient';
    const shown = inPatient ? null : scaleOfBar(source);
    const place = shown?.region ? placeInRegion(this.#viewport, source, shown.region, size) : null;
    const mmPerWorld = inPatient ? 1 : shown?.scale.unit === 'mm' ? shown.scale.betweenColumns : NaN;
    // With unequal spacings a bar down the picture would be wrong by their ratio; it is drawn where the world's units are isotropic.
    const honest =
      inPatient ||
      (shown !== null &&
        (shown.region === null || place !== null) &&
        Math.abs(shown.scale.betweenRows / shown.scale.betweenColumns / displayAspectOf(source.frame) - 1) < 0.02);
    const length = honest ? scaleBarLength(1 / (worldPerCanvas * mmPerWorld), place?.height ?? size.height) : null;
    bar.style.display = length ? '' : 'none';
    if (!length) return;
    bar.style.height = `${length.canvas.toFixed(1)}px`;
    bar.style.left = place ? `${place.left.toFixed(1)}px` : '';
    bar.style.bottom = place ? `${place.bottom.toFixed(1)}px` : '';
    this.#text('.bar span', scaleBarLabel(length.mm));
  }

  #window(): void {
    const { voiRange } = (this.#viewport as Types.IStackViewport).getProperties();
    if (!voiRange) return;
    const { center, width } = windowOfRange(voiRange);
    this.#text('.window', `C ${String(Math.round(center))}  W ${String(Math.round(width))}`);
  }
}

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): Size => ({
  width: clientWidth,
  height: clientHeight,
});
