import { canvasPoint, type CanvasPoint } from '../space/frame.ts';
import type { Shape } from './shape.ts';
import { sayIn, type MarkPosition, type OverlayView } from './view.ts';

/** An end that was found in the pixels, as it is drawn. */
export interface DrawnSuggestion {
  readonly tip: MarkPosition;
  /** The device as it was followed, up to the tip. */
  readonly path: readonly MarkPosition[];
  /** 1 and on, the best one first. */
  readonly number: number;
  /** It is the one that is looked at. */
  readonly isCurrent: boolean;
}

const [RADIUS_PX, GAP_PX, LABEL_PX, STEPS] = [11, 4, 22, 48] as const;

/** The followed device as a dashed line up to a ring around its end: nobody takes it for a mark, which has a cross hair. */
export const suggestionShapes = (view: OverlayView, suggestions: readonly DrawnSuggestion[]): readonly Shape[] =>
  suggestions.flatMap(({ tip, path, number, isCurrent }): Shape[] => {
    const end = view.project(tip);
    if (!end) return [];
    const off = view.otherFrame === null ? end.offsetMm : 0;
    const isElsewhere = view.otherFrame !== null || Math.abs(off) > view.halfSliceMm;
    const ring = circle(end.at, isCurrent ? RADIUS_PX : RADIUS_PX - GAP_PX);
    const note =
      view.otherFrame !== null
        ? ` (${sayIn(view, `frame ${String(view.otherFrame)}`)})`
        : isElsewhere
          ? ` ${off < 0 ? '−' : '+'}${Math.abs(off).toFixed(1)} mm`
          : '';
    const at = canvasPoint(end.at[0] + LABEL_PX, end.at[1] - LABEL_PX);
    const drawn: Shape[] = [{ kind: 'path', points: ring, closed: true, tone: 'suggestion', ghost: isElsewhere }];
    if (!isCurrent) return drawn;
    const line = path.map((point) => view.project(point)?.at ?? null).filter((point) => point !== null);
    return [
      ...(line.length > 1
        ? [{ kind: 'path', points: outside(line, end.at), closed: false, tone: 'suggestion', ghost: true } as const]
        : []),
      ...drawn,
      {
        kind: 'label',
        at,
        from: canvasPoint(end.at[0] + RADIUS_PX * Math.SQRT1_2, end.at[1] - RADIUS_PX * Math.SQRT1_2),
        text: `${String(number)} · ${sayIn(view, 'tip?')}${note}`,
        tone: 'suggestion',
        ghost: false,
      },
    ];
  });

/** A line stops at the ring: what lies in it is to be seen. */
const outside = (line: readonly CanvasPoint[], [x, y]: CanvasPoint): readonly CanvasPoint[] =>
  line.filter((point) => Math.hypot(point[0] - x, point[1] - y) >= RADIUS_PX);

const circle = ([x, y]: CanvasPoint, radius: number): CanvasPoint[] =>
  Array.from({ length: STEPS }, (_, step) => {
    const angle = (2 * Math.PI * step) / STEPS;
    return canvasPoint(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  });
