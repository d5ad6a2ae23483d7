import { effect, type ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import { seenInView } from '../confirmation/edit-view.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Shape } from '../overlay/shape.ts';
import { shapesOf } from '../overlay/shapes.ts';
import type { CaseRound } from '../panel/case-round.ts';
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
  const dropLayers = (): void => {
    for (const layer of layers) layer.dispose();
    layers = [];
  };
  const stop = effect(() => {
    const open = machinery.value;
    const marks = round.referenceMarks.value;
    const references = round.outcome.value?.answers.references ?? [];
    const shown = open?.stage.shown.value;
    // Viewports come after what is to be shown in them is known, and change with it.
    void [shown?.layout, shown?.series.key];
    queueMicrotask(() => {
      dropLayers();
      if (isOver || !open || marks.length === 0) return;
      // Until a layout that is being opened has its viewports, those that there are.
      layers = open.stage.viewports().map((viewport) => layerOn(viewport, open, references, marks));
    });
  });
  return () => {
    isOver = true;
    stop();
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
    for (const reference of references) drawReference(svg, view, reference, marks);
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
): void => {
  const seen = seenBy(view, record);
  const overlay = seen && view.overlayFor(seen);
  if (!overlay) return;
  const groups = shapesOf(overlay, seen, null);
  const shapes = marks
    .flatMap((mark) => groups[mark])
    .map((shape): Shape => (shape.kind === 'label' ? { ...shape, text: `${expert}: ${shape.text}` } : shape));
  let group: SVGElement | undefined;
  drawShapes(
    {
      getSvgNode: () => undefined,
      appendNode: (node) => {
        group = node;
      },
      setNodeTouched: () => undefined,
    },
    'reference',
    shapes,
    null,
  );
  if (!group) return;
  for (const node of group.querySelectorAll('*')) inReferenceColour(node);
  svg.append(group);
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
