/** Pictures as plain SVG text: shapes and words only, coordinates with two decimals, so that the same numbers give the same bytes anywhere. */

export type Point = readonly [x: number, y: number];

/** Colours that are read on the white panel that every picture brings along. */
export const INK = {
  panel: '#ffffff',
  frame: '#8b98a3',
  text: '#1d252c',
  quiet: '#56636e',
  faint: '#c3ccd3',
  target: '#8fbfa3',
  inTarget: '#eef6f1',
  plan: '#c4addb',
  device: '#b3bec7',
  strong: '#0b5c94',
  tip: '#a3173b',
  inside: '#1f7a4d',
  outside: '#a3173b',
  indeterminate: '#8a5a00',
} as const;

export interface Style {
  readonly stroke?: string;
  readonly width?: number;
  readonly fill?: string;
  readonly dash?: string;
  /** For a test to find it by. */
  readonly id?: string;
}

const number = (value: number): string => {
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
};

const at = ([x, y]: Point): string => `${number(x)} ${number(y)}`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const painted = ({ stroke, width = 1.5, fill = 'none', dash, id }: Style): string =>
  [
    ...(id === undefined ? [] : [` id="${id}"`]),
    ` fill="${fill}"`,
    ...(stroke === undefined ? [] : [` stroke="${stroke}" stroke-width="${number(width)}"`]),
    ...(stroke === undefined ? [] : [' stroke-linecap="round" stroke-linejoin="round"']),
    ...(dash === undefined ? [] : [` stroke-dasharray="${dash}"`]),
  ].join('');

export const path = (points: readonly Point[], style: Style): string =>
  `<path d="M${points.map(at).join('L')}"${painted(style)}/>`;

export const area = (points: readonly Point[], fill: string): string =>
  `<path d="M${points.map(at).join('L')}Z" fill="${fill}"/>`;

export const circle = ([x, y]: Point, radius: number, style: Style): string =>
  `<circle cx="${number(x)}" cy="${number(y)}" r="${number(radius)}"${painted(style)}/>`;

export const dot = (point: Point, fill: string, radius = 4): string => circle(point, radius, { fill });

/** An ellipse whose axes lie along the picture's. */
export const ellipse = ([x, y]: Point, across: number, down: number, style: Style): string =>
  `<ellipse cx="${number(x)}" cy="${number(y)}" rx="${number(across)}" ry="${number(down)}"${painted(style)}/>`;

export const rect = ([x, y]: Point, width: number, height: number, style: Style): string =>
  `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}"${painted(style)}/>`;

/** The part of a circle from one direction to another (radians, clockwise as the picture is seen), less than half of it. */
export const arc = (center: Point, radius: number, from: number, to: number, style: Style): string => {
  const on = (angle: number): Point => [center[0] + radius * Math.cos(angle), center[1] + radius * Math.sin(angle)];
  return `<path d="M${at(on(from))}A${number(radius)} ${number(radius)} 0 0 ${to > from ? '1' : '0'} ${at(on(to))}"${painted(style)}/>`;
};

export interface Lettering {
  readonly fill?: string;
  readonly size?: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
}

/** Words with a rim of the panel's colour, so that lines behind them don't cross them out. */
export const words = (point: Point, text: string, lettering: Lettering = {}): string => {
  const { fill = INK.text, size = 13, anchor = 'start', bold = false } = lettering;
  return `<text x="${number(point[0])}" y="${number(point[1])}" fill="${fill}" font-size="${number(size)}" text-anchor="${anchor}"${
    bold ? ' font-weight="700"' : ''
  } stroke="${INK.panel}" stroke-width="4" stroke-linejoin="round" paint-order="stroke">${escaped(text)}</text>`;
};

/** The head of an arrow that ends at `to`. */
export const arrowHead = (from: Point, to: Point, fill: string, size = 10): string => {
  const along = unit(from, to);
  const back = moved(to, along, -size);
  const aside: Point = [-along[1], along[0]];
  return area([to, moved(back, aside, 0.42 * size), moved(back, aside, -0.42 * size)], fill);
};

/** The mark of a right angle at `corner` between the directions to two other points. */
export const rightAngle = (corner: Point, one: Point, other: Point, stroke: string, size = 9): string => {
  const [a, b] = [unit(corner, one), unit(corner, other)];
  const near = moved(corner, a, size);
  return path([near, moved(near, b, size), moved(corner, b, size)], { stroke, width: 1.25 });
};

export const unit = (from: Point, to: Point): Point => {
  const size = Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [(to[0] - from[0]) / size, (to[1] - from[1]) / size];
};

export const moved = ([x, y]: Point, [alongX, alongY]: Point, by: number): Point => [x + by * alongX, y + by * alongY];

/** A picture on a panel of its own, which keeps it readable on white and on dark pages. */
export const picture = (width: number, height: number, title: string, body: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" font-family="system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${number(width - 1)}" height="${number(height - 1)}" rx="8" fill="${INK.panel}" stroke="${INK.frame}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
