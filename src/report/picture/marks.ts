import type { Shape } from '../../overlay/shape.ts';
import { TONE_COLOURS } from '../../overlay/tone-colours.ts';
import type { DrawnPicture } from './picture.ts';

type Point = readonly [x: number, y: number];

/** A line of a picture, in its units. A dark one is drawn under each, so that it is seen on white bone and on black air. */
export interface Stroke {
  readonly points: readonly Point[];
  readonly closed: boolean;
  /** As in style sheets, six hexadecimal digits. */
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

/** A text of a picture, its middle at the height of `at`. */
export interface Lettering {
  readonly text: string;
  readonly at: Point;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly colour: string;
}

export const LETTERING_SIZE = 13;
export const DARK = '#0d0d0d';
/** How much wider the dark line is. */
export const HALO = 1.4;
const LIGHT = '#ebf2fa';
const GHOST_DASH = [5, 4];
const CIRCLE_STEPS = 32;

/** What stands over the pixels of a picture: marks, directions of the patient, a bar of known length. */
export const marksOf = ({
  shapes,
  edges,
  bar,
  width,
  height,
}: Pick<DrawnPicture, 'shapes' | 'edges' | 'bar' | 'width' | 'height'>): {
  readonly strokes: readonly Stroke[];
  readonly letterings: readonly Lettering[];
} => {
  const [x, low] = [14, height - 14];
  const letters: readonly Lettering[] = [
    { text: edges.left, at: [6, height / 2], anchor: 'start', colour: LIGHT },
    { text: edges.right, at: [width - 6, height / 2], anchor: 'end', colour: LIGHT },
    { text: edges.top, at: [width / 2, 12], anchor: 'middle', colour: LIGHT },
    { text: edges.bottom, at: [width / 2, height - 12], anchor: 'middle', colour: LIGHT },
    ...(bar ? [{ text: bar.label, at: [x + 9, low - 6], anchor: 'start', colour: LIGHT } as const] : []),
  ];
  const ruler: readonly Stroke[] = bar
    ? [
        {
          points: [
            [x + 5, low - bar.length],
            [x, low - bar.length],
            [x, low],
            [x + 5, low],
          ],
          closed: false,
          colour: LIGHT,
          width: 1.5,
          dash: [],
        },
      ]
    : [];
  return {
    strokes: [...shapes.flatMap(strokesOf), ...ruler],
    letterings: [
      ...shapes.flatMap((shape): Lettering[] =>
        shape.kind === 'label'
          ? [{ text: shape.text, at: shape.at, anchor: 'start', colour: TONE_COLOURS[shape.tone] }]
          : [],
      ),
      ...letters.filter(({ text }) => text !== ''),
    ],
  };
};

/** Forms as on the screen: a cross hair is the tip, a diagonal cross the middle of the target, a square another point of the device. */
const strokesOf = (shape: Shape): readonly Stroke[] => {
  const colour = TONE_COLOURS[shape.tone];
  const stroke = (points: readonly Point[], closed: boolean, width: number, dash: readonly number[] = []): Stroke => ({
    points,
    closed,
    colour,
    width,
    dash,
  });
  switch (shape.kind) {
    case 'path': {
      const width = shape.thick === true ? 4 : shape.ghost ? 1 : 1.75;
      return [stroke(shape.points, shape.closed, width, shape.ghost ? GHOST_DASH : [])];
    }
    case 'label':
      return [stroke([shape.from, shape.at], false, 0.5)];
    case 'handle': {
      const [x, y] = shape.at;
      const dash = shape.ghost ? [2, 2] : [];
      const line = (...points: readonly Point[]): Stroke => stroke(points, false, 1.5, dash);
      if (shape.handle.mark === 'tip')
        return [
          line([x - 10, y], [x - 3, y]),
          line([x + 3, y], [x + 10, y]),
          line([x, y - 10], [x, y - 3]),
          line([x, y + 3], [x, y + 10]),
          stroke(ring(x, y, shape.ghost ? 6 : 0.8), true, shape.ghost ? 1.5 : 1, dash),
        ];
      if (shape.handle.mark === 'target')
        return [line([x - 4, y - 4], [x + 4, y + 4]), line([x - 4, y + 4], [x + 4, y - 4])];
      const half = 3.5;
      const corners: readonly Point[] = [
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ];
      return [stroke(corners, true, 1.5, dash)];
    }
  }
};

const ring = (x: number, y: number, radius: number): readonly Point[] =>
  Array.from({ length: CIRCLE_STEPS }, (_, step) => {
    const turn = (2 * Math.PI * step) / CIRCLE_STEPS;
    return [x + radius * Math.cos(turn), y + radius * Math.sin(turn)] as const;
  });
