import { axisOf, type Axis } from './axis.ts';
import type { Estimate } from './intraclass.ts';
import type { MeasureAgreement, ReaderPair } from './measure-agreement.ts';

/**
 * Plots of an agreement study as SVG texts: whole drawings that need nothing else, the same for the same numbers. What they show stands in them as text,
 * too. Each drawn value carries what it is in `data-` attributes.
 */

const WIDTH = 480;
const HEIGHT = 320;
/** Of the field in which values are drawn. */
const FIELD = { left: 58, right: 322, top: 34, bottom: 272 };
const ROW = 26;

type Attributes = Readonly<Record<string, string | number>>;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const valueText = (value: string | number): string =>
  typeof value === 'number' ? String(Number(value.toFixed(3))) : escaped(value);

const node = (name: string, attributes: Attributes, content = ''): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${valueText(value)}"`)
    .join('')}${content === '' ? '/>' : `>${content}</${name}>`}`;

const text = (x: number, y: number, words: string, more: Attributes = {}): string =>
  node('text', { x, y, ...more }, escaped(words));

const numberText = (value: number, decimals = 2): string => {
  const written = value.toFixed(decimals);
  return (Number(written) === 0 ? (0).toFixed(decimals) : written).replace('-', '−');
};

/** "0.42 (0.10 to 0.74)". */
const estimateText = ({ value, interval: [low, high] }: Estimate): string =>
  `${numberText(value)} (${numberText(low)} to ${numberText(high)})`;

/** `shown`: the title where it has to fit. */
const drawing = (height: number, title: string, parts: readonly string[], shown = title): string =>
  node(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${String(WIDTH)} ${String(height)}`,
      width: WIDTH,
      height,
      role: 'img',
      'font-family': 'sans-serif',
      'font-size': 11,
      fill: '#1b1f24',
    },
    [
      node('title', {}, escaped(title)),
      node('rect', { width: WIDTH, height, fill: '#ffffff' }),
      text(WIDTH / 2, 18, shown, { 'text-anchor': 'middle', 'font-weight': 'bold', 'font-size': 12 }),
      ...parts,
    ].join(''),
  );

const across = (axis: Axis, bottom: number, label: string): readonly string[] => [
  node('line', { x1: FIELD.left, x2: FIELD.right, y1: bottom, y2: bottom, stroke: '#57606a' }),
  ...axis.ticks.flatMap((tick) => [
    node('line', { x1: axis.at(tick), x2: axis.at(tick), y1: bottom, y2: bottom + 4, stroke: '#57606a' }),
    text(axis.at(tick), bottom + 16, numberText(tick, axis.decimals), {
      'text-anchor': 'middle',
      'data-axis': 'x',
      'data-value': tick,
    }),
  ]),
  text((FIELD.left + FIELD.right) / 2, bottom + 33, label, { 'text-anchor': 'middle' }),
];

const upwards = (axis: Axis, label: string): readonly string[] => [
  node('line', { x1: FIELD.left, x2: FIELD.left, y1: FIELD.top, y2: FIELD.bottom, stroke: '#57606a' }),
  ...axis.ticks.flatMap((tick) => [
    node('line', { x1: FIELD.left - 4, x2: FIELD.left, y1: axis.at(tick), y2: axis.at(tick), stroke: '#57606a' }),
    text(FIELD.left - 7, axis.at(tick), numberText(tick, axis.decimals), {
      'text-anchor': 'end',
      dy: '0.35em',
      'data-axis': 'y',
      'data-value': tick,
    }),
  ]),
  node(
    'g',
    { transform: `translate(14 ${String((FIELD.top + FIELD.bottom) / 2)}) rotate(-90)` },
    text(0, 0, label, { 'text-anchor': 'middle' }),
  ),
];

const COLOURS = { bias: '#0969da', limit: '#9a6700', reading: '#24292f' };

/**
 * What two readers differ by, over what they say on average: a circle for each case, the bias, the limits of agreement, and the 95 % interval of each as
 * a band (Bland & Altman 1999). `measure`: what it is called.
 */
export const blandAltmanPlot = (
  { unit, table }: MeasureAgreement,
  measure: string,
  readers: readonly string[],
  { readers: [first, second], bias, low, high }: ReaderPair,
): string => {
  const [a, b] = [readers.indexOf(first), readers.indexOf(second)];
  const points = table.map((row) => ({
    mean: ((row[a] ?? NaN) + (row[b] ?? NaN)) / 2,
    difference: (row[a] ?? NaN) - (row[b] ?? NaN),
  }));
  const lines = [
    { name: 'upper limit', label: '+1.96 SD', estimate: high, colour: COLOURS.limit, dash: '5 3' },
    { name: 'bias', label: 'bias', estimate: bias, colour: COLOURS.bias, dash: 'none' },
    { name: 'lower limit', label: '−1.96 SD', estimate: low, colour: COLOURS.limit, dash: '5 3' },
  ];
  const x = axisOf(
    points.map(({ mean }) => mean),
    FIELD.left,
    FIELD.right,
    5,
  );
  const y = axisOf(
    [0, ...points.map(({ difference }) => difference), ...lines.flatMap(({ estimate }) => estimate.interval)],
    FIELD.bottom,
    FIELD.top,
    7,
  );
  const named = apart(
    lines.map(({ estimate }) => y.at(estimate.value)),
    26,
  );
  return drawing(
    HEIGHT,
    `${first} − ${second}: ${measure}`,
    [
      ...lines.map(({ name, estimate: { interval }, colour }) =>
        node('rect', {
          x: FIELD.left,
          y: y.at(interval[1]),
          width: FIELD.right - FIELD.left,
          height: y.at(interval[0]) - y.at(interval[1]),
          fill: colour,
          'fill-opacity': 0.12,
          'data-interval': name,
        }),
      ),
      node('line', {
        x1: FIELD.left,
        x2: FIELD.right,
        y1: y.at(0),
        y2: y.at(0),
        stroke: '#8c959f',
        'stroke-dasharray': '1 3',
      }),
      ...lines.flatMap(({ name, label, estimate, colour, dash }, index) => [
        node('line', {
          x1: FIELD.left,
          x2: FIELD.right,
          y1: y.at(estimate.value),
          y2: y.at(estimate.value),
          stroke: colour,
          'stroke-width': 1.5,
          'stroke-dasharray': dash,
          'data-line': name,
          'data-value': estimate.value,
        }),
        text(FIELD.right + 8, (named[index] ?? 0) - 2, label, { fill: colour, 'font-weight': 'bold' }),
        text(FIELD.right + 8, (named[index] ?? 0) + 11, estimateText(estimate), { fill: colour }),
      ]),
      ...points.map(({ mean, difference }, index) =>
        node('circle', {
          cx: x.at(mean),
          cy: y.at(difference),
          r: 3,
          fill: 'none',
          stroke: COLOURS.reading,
          'data-case': index + 1,
        }),
      ),
      ...across(x, FIELD.bottom, `mean of both, ${unit}`),
      ...upwards(y, `difference, ${unit}`),
    ],
    `${shortened(first)} − ${shortened(second)}: ${measure}`,
  );
};

/** Places from the top down, moved apart where they stand nearer to each other than `least`. */
const apart = (places: readonly number[], least: number): readonly number[] => {
  const moved: number[] = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -Infinity) + least));
  const over = Math.max(0, (moved.at(-1) ?? 0) - FIELD.bottom);
  return moved.map((place) => place - over);
};

/** Each reader's bias against the others, with its 95 % interval. `measure`: what it is called. */
export const biasPlot = ({ unit, biases }: MeasureAgreement, measure: string): string => {
  const bottom = FIELD.top + ROW * biases.length + 6;
  const x = axisOf(
    [0, ...biases.flatMap(({ againstOthers }) => againstOthers.interval)],
    FIELD.left + 60,
    FIELD.right,
    5,
  );
  return drawing(bottom + 46, `Bias of each reader: ${measure}`, [
    node('line', {
      x1: x.at(0),
      x2: x.at(0),
      y1: FIELD.top,
      y2: bottom,
      stroke: '#8c959f',
      'stroke-dasharray': '1 3',
    }),
    ...biases.flatMap(({ reader, againstOthers: { value, interval } }, index) => {
      const at = FIELD.top + ROW * (index + 0.5);
      return [
        text(FIELD.left + 50, at, shortened(reader), { 'text-anchor': 'end', dy: '0.35em' }),
        node('line', {
          x1: x.at(interval[0]),
          x2: x.at(interval[1]),
          y1: at,
          y2: at,
          stroke: COLOURS.bias,
          'stroke-width': 2,
          'data-interval': reader,
        }),
        node('circle', { cx: x.at(value), cy: at, r: 4, fill: COLOURS.bias, 'data-reader': reader }),
        text(FIELD.right + 8, at, estimateText({ value, interval }), { dy: '0.35em' }),
      ];
    }),
    ...across(x, bottom, `less the mean of the others, ${unit}`),
  ]);
};

const MOST_CHARACTERS = 18;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const shortened = (name: string): string => {
  const letters = Array.from(graphemes.segment(name), ({ segment }) => segment);
  return letters.length <= MOST_CHARACTERS ? name : `${letters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
};
