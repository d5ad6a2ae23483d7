import { sameHandle, type Handle } from '../overlay/handle.ts';
import type { Shape } from '../overlay/shape.ts';
import { TONE_COLOURS } from '../overlay/tone-colours.ts';
import type { CanvasPoint } from '../space/frame.ts';

/** The part of Cornerstone's SVG helper that is used: one cached node per tool and viewport. */
export interface SvgLayer {
  getSvgNode(key: string): SVGElement | undefined;
  appendNode(node: SVGElement, key: string): void;
  setNodeTouched(key: string): void;
}

const SVG = 'http://www.w3.org/2000/svg';

const element = (name: string, attributes: Readonly<Record<string, string | number>>): SVGElement => {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  return node;
};

const pointList = (points: readonly CanvasPoint[]): string =>
  points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');

/** A dark line under each bright one keeps marks readable on white bone and on black air. */
const outlined = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  colour: string,
  width: number,
): SVGElement[] => [
  element(name, { ...attributes, fill: 'none', stroke: 'rgba(0,0,0,0.65)', 'stroke-width': width + 2 }),
  element(name, { ...attributes, fill: 'none', stroke: colour, 'stroke-width': width }),
];

/** Each mark has a form of its own, so that colour is never the only difference: tip = cross hair, target = small ring, others = squares. */
const handleNodes = ([x, y]: CanvasPoint, handle: Handle, colour: string, ghost: boolean): SVGElement[] => {
  const dash = ghost ? { 'stroke-dasharray': '2 2' } : {};
  switch (handle.mark) {
    case 'tip':
      return [
        ...outlined(
          'path',
          {
            d: `M${x - 9} ${y}H${x - 3}M${x + 3} ${y}H${x + 9}M${x} ${y - 9}V${y - 3}M${x} ${y + 3}V${y + 9}`,
            ...dash,
          },
          colour,
          1.5,
        ),
        ...(ghost
          ? outlined('circle', { cx: x, cy: y, r: 6, ...dash }, colour, 1.5)
          : [element('circle', { cx: x, cy: y, r: 1, fill: colour })]),
      ];
    case 'target':
      return outlined(
        'path',
        { d: `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x - 4} ${y + 4}L${x + 4} ${y - 4}`, ...dash },
        colour,
        1.5,
      );
    case 'calibration':
      // Small: what it marks may be a few pixels wide.
      return outlined('circle', { cx: x, cy: y, r: 2 }, colour, 1.25);
    case 'target-radius':
    case 'target-point':
      return outlined('circle', { cx: x, cy: y, r: 3.5, ...dash }, colour, 1.5);
    default:
      return outlined('rect', { x: x - 3.5, y: y - 3.5, width: 7, height: 7, ...dash }, colour, 1.5);
  }
};

const label = (shape: Extract<Shape, { kind: 'label' }>, colour: string): SVGElement[] => {
  const text = element('text', {
    x: shape.at[0],
    y: shape.at[1],
    fill: colour,
    'font-family': 'system-ui, sans-serif',
    'font-size': 13,
    'font-weight': 600,
    'dominant-baseline': 'middle',
    stroke: 'rgba(0,0,0,0.75)',
    'stroke-width': 3,
    'paint-order': 'stroke',
  });
  text.textContent = shape.text;
  const leader = element('line', {
    x1: shape.from[0],
    y1: shape.from[1],
    x2: shape.at[0],
    y2: shape.at[1],
    stroke: colour,
    'stroke-width': 1,
    'stroke-opacity': 0.45,
  });
  return [leader, text];
};

const nodesOf = (shape: Shape, selected: Handle | null): SVGElement[] => {
  const colour = TONE_COLOURS[shape.tone];
  switch (shape.kind) {
    case 'path':
      return outlined(
        shape.closed ? 'polygon' : 'polyline',
        {
          points: pointList(shape.points),
          ...(shape.ghost ? { 'stroke-dasharray': '5 4' } : {}),
          ...(shape.name && { 'data-line': shape.name }),
        },
        colour,
        shape.thick === true ? 4 : shape.ghost ? 1 : 1.75,
      );
    case 'handle': {
      const nodes = handleNodes(shape.at, shape.handle, colour, shape.ghost);
      if (sameHandle(shape.handle, selected)) {
        nodes.push(
          element('circle', {
            cx: shape.at[0],
            cy: shape.at[1],
            r: 13,
            fill: 'none',
            stroke: '#fff',
            'stroke-width': 1,
            'stroke-dasharray': '1 3',
          }),
        );
      }
      for (const node of nodes) {
        node.setAttribute('data-mark', shape.handle.mark);
        node.setAttribute('data-ghost', String(shape.ghost));
      }
      return nodes;
    }
    case 'label':
      return label(shape, colour);
  }
};

/** Draws the shapes of one tool into its own group of a viewport's SVG layer. Returns whether anything was drawn. */
export const drawShapes = (
  layer: SvgLayer,
  key: string,
  shapes: readonly Shape[],
  selected: Handle | null,
): boolean => {
  if (shapes.length === 0) return false;
  const cached = layer.getSvgNode(key);
  const group = cached ?? element('g', { 'data-tipcheck': key, 'pointer-events': 'none' });
  group.replaceChildren(...shapes.flatMap((shape) => nodesOf(shape, selected)));
  if (cached) layer.setNodeTouched(key);
  else layer.appendNode(group, key);
  return true;
};
