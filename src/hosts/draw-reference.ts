import { isOnImage, seenInView } from '../confirmation/edit-view.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { freePlace, type TextPlace } from '../overlay/free-place.ts';
import type { Shape } from '../overlay/shape.ts';
import { shapesOf } from '../overlay/shapes.ts';
import type { OverlayView } from '../overlay/view.ts';
import { canvasPoint } from '../space/frame.ts';
import type { AskedMark, Reference } from '../teach/case.ts';
import { drawShapes } from '../tools/draw-shapes.ts';

/** Unlike the colours of own marks; dashes and names say the same. */
const COLOUR = '#ff7ac6';

/** How a reference is drawn: which of its marks, and beside which names. */
export interface ReferenceDrawing {
  readonly marks: readonly AskedMark[];
  /** Names that stand in the picture already; this one is added. */
  readonly names: TextPlace[];
  /** What lies on other slices isn't drawn: the picture stands among those of all slices. */
  readonly isAlone?: boolean;
}

/** Draws an expert's marks, as they are seen in a view, under their name. */
export const drawReference = (
  svg: SVGSVGElement,
  overlay: OverlayView,
  { expert, record }: Reference,
  { marks, names, isAlone = false }: ReferenceDrawing,
): void => {
  const groups = shapesOf(overlay, record, null);
  const isDrawn = ({ ghost }: Shape): boolean => !(isAlone && ghost);
  const shapes = marks.flatMap((mark) => groups[mark]).filter((shape) => shape.kind !== 'label' && isDrawn(shape));
  if (isAlone && shapes.length === 0) return;
  const namedGroup = (marks.includes('tip') ? groups.tip : groups.target).filter(isDrawn);
  const named = namedGroup.find(({ kind }) => kind === 'handle');
  const told = namedGroup.find(({ kind }) => kind === 'label');
  const text = told?.kind === 'label' ? `${expert}: ${told.text}` : expert;
  const label = named?.kind === 'handle' ? [labelOf(named, text, names, overlay.width)] : [];
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

/** To the left below the mark, under the names that it would lie on: own labels go to the right and up first. */
const labelOf = (
  { at: [x, y], ghost, tone }: Extract<Shape, { readonly kind: 'handle' }>,
  text: string,
  names: TextPlace[],
  width: number,
): Shape => {
  const wide = text.length * LABEL.character;
  const left = Math.max(LABEL.margin, Math.min(x - LABEL.away - wide, width - wide - LABEL.margin));
  const place = freePlace({ left, width: wide, y: y + LABEL.away }, names, LABEL.lineHeight);
  names.push(place);
  return { kind: 'label', at: canvasPoint(left, place.y), from: canvasPoint(x, y), text, tone, ghost };
};

/** Of two projections, the marks of the one that an image shows; null where it shows neither. */
export const seenOn = (record: Confirmation, sopInstanceUID: string, frame: number): Confirmation | null => {
  if (record.space.kind !== 'biplane') return record;
  const index = record.space.views.findIndex((view) => isOnImage(view, { sopInstanceUID, frame }));
  return index === 0 || index === 1 ? seenInView(record, index) : null;
};

const inReferenceColour = (node: Element): void => {
  for (const name of ['stroke', 'fill']) {
    if (node.getAttribute(name)?.startsWith('#') === true) node.setAttribute(name, COLOUR);
  }
  const isForm = node.tagName !== 'text' && node.tagName !== 'line';
  if (isForm && !node.hasAttribute('stroke-dasharray')) node.setAttribute('stroke-dasharray', '7 3');
};
