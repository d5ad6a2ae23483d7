import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import type { CaseRound } from '../panel/case-round.ts';
import type { AskedMark, Reference } from '../teach/case.ts';
import type { TextPlace } from '../overlay/free-place.ts';
import { markingView } from '../tools/marking-view.ts';
import { drawReference, seenOn } from './draw-reference.ts';
import { drawnWithPictures } from './drawn-with-pictures.ts';
import type { Machinery } from './machinery.ts';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Draws the references' marks over every picture, once the case is answered. They never come into the session: what is there can be undone to, kept
 * and told to the page. Returns what ends it.
 */
export const drawReferences = (round: CaseRound, machinery: ReadonlySignal<Machinery | null>): (() => void) => {
  let layers: readonly Layer[] = [];
  let isOver = false;
  let isWaiting = false;
  const dropLayers = (): void => {
    for (const layer of layers) layer.dispose();
    layers = [];
  };
  const drawAnew = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    // A viewport that has just been made isn't among the stage's yet.
    queueMicrotask(() => {
      isWaiting = false;
      dropLayers();
      const open = machinery.peek();
      const marks = round.referenceMarks.peek();
      const references = round.outcome.peek()?.answers.references ?? [];
      if (isOver || !open || marks.length === 0) return;
      layers = open.stage.viewports().map((viewport) => layerOn(viewport, open, references, marks));
    });
  };
  const stops = [
    effect(() => {
      const { core } = machinery.value?.libraries ?? {};
      if (!core) return undefined;
      const { ELEMENT_ENABLED } = core.Enums.Events;
      core.eventTarget.addEventListener(ELEMENT_ENABLED, drawAnew);
      return () => {
        core.eventTarget.removeEventListener(ELEMENT_ENABLED, drawAnew);
      };
    }),
    effect(() => {
      void [machinery.value?.stage.shown.value?.layout, round.referenceMarks.value, round.outcome.value];
      drawAnew();
    }),
  ];
  return () => {
    isOver = true;
    for (const stop of stops) stop();
    dropLayers();
  };
};

interface Layer {
  dispose(): void;
}

const layerOn = (
  viewport: Types.IViewport,
  { libraries, registry, stage }: Machinery,
  references: readonly Reference[],
  marks: readonly AskedMark[],
): Layer => {
  const listening = new AbortController();
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'overlay-planes references');
  svg.setAttribute('aria-hidden', 'true');
  const { element } = viewport;
  element.querySelector('canvas')?.after(svg);
  const draw = (): void => {
    svg.replaceChildren();
    const view = markingView(viewport, registry, stage.isByProcessor(viewport));
    if (!view) return;
    const names: TextPlace[] = [];
    for (const { expert, record } of references) {
      const { instance, frame } = view.source.frame;
      const seen = seenOn(record, instance.sopInstanceUID, frame);
      const overlay = seen && view.overlayFor(seen);
      if (overlay) drawReference(svg, overlay, { expert, record: seen }, { marks, names });
    }
  };
  drawnWithPictures(element, libraries.core, listening.signal, draw);
  return {
    dispose: () => {
      listening.abort();
      svg.remove();
    },
  };
};
