import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Shape } from './shape.ts';

export type Label = Extract<Shape, { readonly kind: 'label' }>;

/** A label that has no place yet. It stands off `from`, on the side away from `avoid` where there is room. */
export interface WantedLabel extends Omit<Label, 'at' | 'kind'> {
  readonly kind: 'wanted-label';
  readonly avoid: CanvasPoint | null;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Room for a character and a line of the 13 px semi-bold that labels are drawn in. */
const CHARACTER_PX = 8.2;
/** Ideographs, kana and full-width punctuation (Unicode from 2E80 on) take a square each. */
const WIDE_CHARACTER_PX = 13;
const FIRST_WIDE = 0x2e80;
const LINE_PX = 18;
/** Nearest and farther places to try, px from the mark. */
const REACHES = [26, 40, 58, 80, 110, 150] as const;
/** Directions to try, by angle from the preferred one. */
const TURNS = [0, 0.6, -0.6, 1.2, -1.2, 1.9, -1.9, 2.5, -2.5, Math.PI] as const;
/** Half the room that a handle takes up; it must stay seen and grabbable. */
const HANDLE_PX = 11;
/** A line is kept free by boxes along it, this far apart and half as wide. */
const LINE_STEP_PX = 10;
const EDGE_PX = 4;

const boxAround = ([x, y]: CanvasPoint, half: number): Box => ({
  left: x - half,
  top: y - half,
  right: x + half,
  bottom: y + half,
});

const boxesAlong = (line: readonly CanvasPoint[]): Box[] =>
  line.slice(1).flatMap((to, index) => {
    const from = line[index] ?? to;
    const steps = Math.min(400, Math.ceil(1 + Math.hypot(to[0] - from[0], to[1] - from[1]) / LINE_STEP_PX));
    return Array.from({ length: steps }, (_, step) => {
      const share = (step + 0.5) / steps;
      const at = canvasPoint(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
      return boxAround(at, LINE_STEP_PX / 2);
    });
  });

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

const textBox = ([x, y]: CanvasPoint, width: number): Box => ({
  left: x,
  top: y - LINE_PX / 2,
  right: x + width,
  bottom: y + LINE_PX / 2,
});

/**
 * Gives each label a place: near its mark, inside the canvas, over no handle, no line and no other label, so that text never covers what
 * it measures. Earlier labels choose first. Where there is no free place the least covered one is taken.
 */
export const placeLabels = (
  labels: readonly WantedLabel[],
  { handles, lines }: { readonly handles: readonly CanvasPoint[]; readonly lines: readonly (readonly CanvasPoint[])[] },
  canvas: { readonly width: number; readonly height: number },
): readonly Label[] => {
  const taken: Box[] = [...handles.map((at) => boxAround(at, HANDLE_PX)), ...lines.flatMap(boxesAlong)];
  return labels.map((label) => {
    const { avoid, kind: _kind, ...rest } = label;
    const at = freePlace(label, taken, canvas);
    taken.push(textBox(at, widthOf(label)));
    return { ...rest, kind: 'label', at };
  });
};

const widthOf = ({ text }: WantedLabel): number =>
  Array.from(text).reduce(
    (sum, character) => sum + ((character.codePointAt(0) ?? 0) < FIRST_WIDE ? CHARACTER_PX : WIDE_CHARACTER_PX),
    0,
  );

const freePlace = (
  label: WantedLabel,
  taken: readonly Box[],
  canvas: { readonly width: number; readonly height: number },
): CanvasPoint => {
  const width = widthOf(label);
  let best: { readonly at: CanvasPoint; readonly covered: number } | null = null;
  for (const reach of REACHES) {
    for (const turn of TURNS) {
      const at = within(canvas, placeAt(label, reach, turn, width), width);
      const box = textBox(at, width);
      const covered = taken.reduce((sum, other) => sum + overlap(box, other), 0);
      if (covered === 0) return at;
      if (!best || covered < best.covered) best = { at, covered };
    }
  }
  return best?.at ?? label.from;
};

const within = (
  canvas: { readonly width: number; readonly height: number },
  [x, y]: CanvasPoint,
  width: number,
): CanvasPoint =>
  canvasPoint(
    Math.max(EDGE_PX, Math.min(canvas.width - EDGE_PX - width, x)),
    Math.max(LINE_PX / 2, Math.min(canvas.height - LINE_PX / 2, y)),
  );

/** The left middle of the text: its nearer end is `reach` away from the mark. */
const placeAt = ({ from, avoid }: WantedLabel, reach: number, turn: number, width: number): CanvasPoint => {
  // Without anything to avoid labels go up and to the right.
  const away = avoid ? Math.atan2(from[1] - avoid[1], from[0] - avoid[0]) : -Math.PI / 4;
  const x = from[0] + reach * Math.cos(away + turn);
  const y = from[1] + reach * Math.sin(away + turn);
  return canvasPoint(Math.cos(away + turn) >= 0 ? x : x - width, y);
};
