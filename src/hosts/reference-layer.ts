import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { seenInView } from '../confirmation/edit-view.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Shape } from '../overlay/shape.ts';
import { shapesOf } from '../overlay/shapes.ts';
import type { CaseRound } from '../panel/case-round.ts';
import { canvasPoint } from '../space/frame.ts';
import type { AskedMark, Reference } from '../teach/case.ts';
import { drawShapes } from '../tools/draw-shapes.ts';
import { markingView, type MarkingView } from '../tools/marking-view.ts';
import type { Machinery } from './machinery.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Unlike the colours of own marks; dashes and names say the same. */
const COLOUR = '#ff7ac6';

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
  let isWaiting = false;
  const draw = (): void => {
    svg.replaceChildren();
    const view = markingView(viewport, registry, stage.isByProcessor(viewport));
    if (!view) return;
    for (const [line, reference] of references.entries()) drawReference(svg, view, reference, marks, line);
  };
  const soon = (): void => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      if (!listening.signal.aborted) draw();
    });
  };
  const { CAMERA_MODIFIED, IMAGE_RENDERED, STACK_NEW_IMAGE } = libraries.core.Enums.Events;
  for (const event of [CAMERA_MODIFIED, IMAGE_RENDERED, STACK_NEW_IMAGE])
    element.addEventListener(event, soon, { signal: listening.signal });
  soon();
  return {
    dispose: () => {
      listening.abort();
      svg.remove();
    },
  };
};

const drawReference = (
  svg: SVGSVGElement,
  view: MarkingView,
  { expert, record }: Reference,
  marks: readonly AskedMark[],
  line: number,
): void => {
  const seen = seenBy(view, record);
  const overlay = seen && view.overlayFor(seen);
  if (!overlay) return;
  const groups = shapesOf(overlay, seen, null);
  const shapes = marks.flatMap((mark) => groups[mark]).filter(({ kind }) => kind !== 'label');
  const namedGroup = marks.includes('tip') ? groups.tip : groups.target;
  const named = namedGroup.find(({ kind }) => kind === 'handle');
  const told = namedGroup.find(({ kind }) => kind === 'label');
  const text = told?.kind === 'label' ? `${expert}: ${told.text}` : expert;
  const label = named?.kind === 'handle' ? [labelOf(named, text, line, overlay.width)] : [];
  const layer = {
    getSvgNode: () => undefined,
    appendNode: (group: SVGElement) => {
      for (const node of group.querySelectorAll('*')) inReferenceColour(node);
      svg.append(group);
    },
    setNodeTouched: () => undefined,
  };
  drawShapes(layer, 'reference', [...shapes, ...label], null);
};

/** CSS px. */
const LABEL = { away: 26, lineHeight: 18, character: 7.5, margin: 4 };

/** To the left below the mark, one expert under the other: own labels go to the right and up first. */
const labelOf = (
  { at: [x, y], ghost, tone }: Extract<Shape, { readonly kind: 'handle' }>,
  text: string,
  line: number,
  width: number,
): Shape => {
  const wide = text.length * LABEL.character;
  const left = Math.max(LABEL.margin, Math.min(x - LABEL.away - wide, width - wide - LABEL.margin));
  const below = y + LABEL.away + line * LABEL.lineHeight;
  return { kind: 'label', at: canvasPoint(left, below), from: canvasPoint(x, y), text, tone, ghost };
};

/** Of two projections, the marks of the one that is shown. */
const seenBy = ({ source }: MarkingView, record: Confirmation): Confirmation | null => {
  if (record.space.kind !== 'biplane') return record;
  const { instance, frame } = source.frame;
  const index = record.space.views.findIndex(
    (one) => one.sopInstanceUID === instance.sopInstanceUID && one.frame === frame,
  );
  return index === 0 || index === 1 ? seenInView(record, index) : null;
};

const inReferenceColour = (node: Element): void => {
  for (const name of ['stroke', 'fill']) {
    if (node.getAttribute(name)?.startsWith('#') === true) node.setAttribute(name, COLOUR);
  }
  const isForm = node.tagName !== 'text' && node.tagName !== 'line';
  if (isForm && !node.hasAttribute('stroke-dasharray')) node.setAttribute('stroke-dasharray', '7 3');
};
