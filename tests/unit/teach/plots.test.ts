import { describe, expect, it } from 'vitest';
import { agreementOf, type MeasureAgreement } from '../../../src/teach/agreement/agreement.ts';
import { MEASURE_NAMES } from '../../../src/hosts/agreement-names.ts';
import { axisOf } from '../../../src/teach/agreement/axis.ts';
import { biasPlot, blandAltmanPlot } from '../../../src/teach/agreement/plots.ts';
import { plotsPage } from '../../../src/teach/agreement/plots-page.ts';
import { readingsOf } from '../../../src/teach/agreement/readings.ts';
import { isRefused } from '../../../src/index.ts';
import { randomOf } from '../../support/planted-study.ts';
import { recordOf } from '../../support/records.ts';

const READERS = ['A', 'B & <co>', 'C'];
/** Along a shaft that runs along x: the tips of nine cases, read with biases and some scatter. */
const study = () => {
  const random = randomOf(7);
  const list = Array.from({ length: 9 }, (_, at) => at).flatMap((at) =>
    READERS.map((reader, index) => ({
      reader,
      case: `case ${String(at + 1)}`,
      record: recordOf({
        space: { kind: 'patient', frameOfReferenceUID: `1.2.${String(at + 1)}` },
        target: { shape: 'sphere', center: [10, 20, 30], radius: 6 },
        tip: { position: [8 + at + index * 0.8 + random(), 20 + random(), 30], evidence: 'person', sigma: 0.5 },
        shaft: [[60, 20, 30]],
      }),
    })),
  );
  const readings = readingsOf(list);
  if (isRefused(readings)) throw new Error(readings.message);
  return agreementOf(readings);
};

const agreement = study();
const along = agreement.measures.find(({ measure }) => measure === 'tip along') as MeasureAgreement;

interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** The elements of an SVG text, which has to be well formed: every element that is opened is closed, and nothing stands between. */
const nodesOf = (svg: string): readonly Node[] => {
  const nodes: Node[] = [];
  const open: string[] = [];
  let rest = svg;
  while (rest !== '') {
    const tag = /^<(\/?)([a-z]+)((?: [\w:-]+="[^"<>]*")*)(\/?)>([^<>]*)/i.exec(rest);
    if (!tag) throw new Error(`not well formed: ${rest.slice(0, 60)}`);
    const [whole, closing, name = '', list = '', single, text = ''] = tag;
    if (closing) expect(open.pop()).toBe(name);
    else {
      const attributes = Object.fromEntries(
        [...list.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
      );
      nodes.push({ name, attributes, text });
      if (!single) open.push(name);
    }
    rest = rest.slice(whole.length);
  }
  expect(open).toEqual([]);
  return nodes;
};

const number = (node: Node | undefined, name: string): number => Number(node?.attributes[name]);

/** What a drawn coordinate means, from two named ticks of its axis. */
const scaleOf = (nodes: readonly Node[], axis: 'x' | 'y'): ((at: number) => number) => {
  const ticks = nodes.filter(({ attributes }) => attributes['data-axis'] === axis);
  const [first, last] = [ticks[0], ticks.at(-1)];
  const [a, b] = [number(first, axis), number(last, axis)];
  const [va, vb] = [number(first, 'data-value'), number(last, 'data-value')];
  return (at) => va + ((at - a) / (b - a)) * (vb - va);
};

describe('a Bland–Altman plot', () => {
  const pair = along.pairs[0]!;
  const svg = blandAltmanPlot(along, 'Tip along the shaft', agreement.readers, pair);
  const nodes = nodesOf(svg);
  const [x, y] = [scaleOf(nodes, 'x'), scaleOf(nodes, 'y')];

  it('has a circle for each case where mean and difference of both readings are', () => {
    const circles = nodes.filter(({ name }) => name === 'circle');
    expect(circles).toHaveLength(9);
    circles.forEach((circle, index) => {
      const [first = NaN, second = NaN] = along.table[index] ?? [];
      expect(x(number(circle, 'cx'))).toBeCloseTo((first + second) / 2, 2);
      expect(y(number(circle, 'cy'))).toBeCloseTo(first - second, 2);
    });
  });

  it('has the bias and the limits of agreement at their closed forms, and their intervals as bands', () => {
    const differences = along.table.map(([first = NaN, second = NaN]) => first - second);
    const mean = differences.reduce((sum, one) => sum + one, 0) / 9;
    const sd = Math.sqrt(differences.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 8);
    // Student's t of 8 degrees, 97.5 %.
    const t = 2.306004;
    const wanted = {
      bias: [mean, (t * sd) / 3],
      'upper limit': [mean + 1.959964 * sd, t * sd * Math.sqrt(1 / 9 + 1.959964 ** 2 / 16)],
      'lower limit': [mean - 1.959964 * sd, t * sd * Math.sqrt(1 / 9 + 1.959964 ** 2 / 16)],
    };
    for (const [name, [value = NaN, half = NaN]] of Object.entries(wanted)) {
      const line = nodes.find(({ attributes }) => attributes['data-line'] === name);
      expect(y(number(line, 'y1'))).toBeCloseTo(value, 2);
      expect(number(line, 'y2')).toBe(number(line, 'y1'));
      const band = nodes.find(({ attributes }) => attributes['data-interval'] === name);
      expect(y(number(band, 'y'))).toBeCloseTo(value + half, 2);
      expect(y(number(band, 'y') + number(band, 'height'))).toBeCloseTo(value - half, 2);
    }
  });

  it('says what is drawn: readers, measure, units, and the numbers of the lines', () => {
    const texts = nodes.filter(({ name }) => name === 'text').map(({ text }) => text);
    expect(nodes.find(({ name }) => name === 'title')?.text).toBe('A − B &amp; &lt;co&gt;: Tip along the shaft');
    expect(texts).toEqual(
      expect.arrayContaining(['mean of both, mm', 'difference, mm', '+1.96 SD', '−1.96 SD', 'bias']),
    );
    expect(texts).toContain(
      `${pair.bias.value.toFixed(2)} (${pair.bias.interval[0].toFixed(2)} to ${pair.bias.interval[1].toFixed(2)})`.replaceAll(
        '-',
        '−',
      ),
    );
  });

  it('keeps everything within its field, names three lines without overlap, and is the same again', () => {
    for (const node of nodes.filter(({ name }) => name === 'circle')) {
      expect(number(node, 'cx')).toBeGreaterThan(58);
      expect(number(node, 'cx')).toBeLessThan(322);
      expect(number(node, 'cy')).toBeGreaterThan(34);
      expect(number(node, 'cy')).toBeLessThan(272);
    }
    const places = nodes
      .filter(({ text }) => /SD$|^bias$/.test(text))
      .map((node) => number(node, 'y'))
      .sort((a, b) => a - b);
    expect(places).toHaveLength(3);
    expect(Math.min(places[1]! - places[0]!, places[2]! - places[1]!)).toBeGreaterThanOrEqual(26);
    expect(blandAltmanPlot(along, 'Tip along the shaft', agreement.readers, pair)).toBe(svg);
  });

  it('of readers who agree to the last digit is drawn, too', () => {
    const same = { ...along, table: along.table.map(([first = NaN]) => [first, first, first]) };
    const exact = { value: 0, interval: [0, 0] as const };
    const flat = blandAltmanPlot(same, 'Tip along the shaft', agreement.readers, {
      ...pair,
      bias: exact,
      low: exact,
      high: exact,
      sd: 0,
    });
    expect(nodesOf(flat).filter(({ name }) => name === 'circle')).toHaveLength(9);
    expect(flat).not.toMatch(/NaN|Infinity/);
  });
});

describe('a plot of biases', () => {
  it('has each reader at their bias against the others, with its interval', () => {
    const nodes = nodesOf(biasPlot(along, 'Tip along the shaft'));
    const x = scaleOf(nodes, 'x');
    along.biases.forEach(({ againstOthers: { value, interval } }, index) => {
      const dot = nodes.filter(({ attributes }) => 'data-reader' in attributes)[index];
      const bar = nodes.filter(({ attributes }) => 'data-interval' in attributes)[index];
      expect(x(number(dot, 'cx'))).toBeCloseTo(value, 2);
      expect(x(number(bar, 'x1'))).toBeCloseTo(interval[0], 2);
      expect(x(number(bar, 'x2'))).toBeCloseTo(interval[1], 2);
    });
    expect(nodes.map(({ text }) => text)).toContain('less the mean of the others, mm');
  });
});

describe('a page of plots', () => {
  it('has for each measure the biases and each pair, and needs nothing else', () => {
    const page = plotsPage(agreement, MEASURE_NAMES);
    expect(page.match(/<svg /g)).toHaveLength(agreement.measures.length * 4);
    expect(page).not.toMatch(/<script|<link|<img|src=|url\(|@import/);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
    for (const { measure, unit } of agreement.measures) {
      expect(page).toContain(`<h2>${MEASURE_NAMES[measure].label}, ${unit}</h2>`);
      expect(page).not.toContain(measure);
    }
    for (const svg of page.match(/<svg [\s\S]*?<\/svg>/g) ?? []) nodesOf(svg);
    expect(plotsPage(study(), MEASURE_NAMES)).toBe(page);
  });
});

describe('an axis', () => {
  it.each([
    [[0, 1], 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[-3, 12], 5, [0, 5, 10]],
    [[0.013, 0.019], 5, [0.014, 0.016, 0.018]],
    [[4, 4], 4, [3, 3.5, 4, 4.5, 5]],
  ])('of %j has about %i round ticks', (values, wanted, ticks) => {
    const axis = axisOf(values, 0, 100, wanted);
    expect(axis.ticks.map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
    for (const value of values) {
      expect(axis.at(value)).toBeGreaterThan(0);
      expect(axis.at(value)).toBeLessThan(100);
    }
  });
});
