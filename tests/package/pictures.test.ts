import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../src/assess/assessment.ts';
import { assessmentOf } from '../support/records.ts';
import { ROOT } from '../support/documented.ts';
import { METRICS_CASE, metricPictures, PX_PER_MM } from '../support/pictures/metric-pictures.ts';
import { pictures } from '../support/pictures/pictures.ts';
import { CLOSE_UP_PX_PER_MM } from '../support/pictures/view-pictures.ts';

const page = (name: string): string => readFileSync(`${ROOT}/docs/${name}`, 'utf8');
const drawn = pictures();

/** The ends of the lines, or of the arc, that draw what a picture's number says. */
const measure = (svg: string): readonly (readonly [number, number])[] =>
  (/<path d="M([^"]*)" id="measure"/.exec(svg)?.[1] ?? '')
    .split(/[LA]/)
    .map((part) => part.trim().split(' ').slice(-2).map(Number) as [number, number]);

const lengthOf = (points: readonly (readonly [number, number])[]): number =>
  points.slice(1).reduce((sum, [x, y], index) => sum + Math.hypot(x - points[index]![0], y - points[index]![1]), 0);

describe('the pictures of the documents', () => {
  it('are what `npm run docs:pictures` draws, and no others lie there', () => {
    expect(readdirSync(`${ROOT}/docs/pictures`).toSorted()).toEqual(drawn.map(({ file }) => file).toSorted());
    for (const { file, svg } of drawn) expect(readFileSync(`${ROOT}/docs/pictures/${file}`, 'utf8'), file).toBe(svg);
  });

  it('are shown, each with its own alternative text', () => {
    const pages = page('metrics.md') + page('uncertainty.md');
    const missing = drawn.filter(({ file, alt }) => !pages.includes(`\n![${alt}](pictures/${file})\n`));
    expect(missing.map(({ file, alt }) => `![${alt}](pictures/${file})`)).toEqual([]);
  });

  it('are plain elements that load nothing, with two decimals', () => {
    const allowed = ['circle', 'ellipse', 'path', 'rect', 'svg', 'text', 'title'];
    for (const { file, svg } of drawn) {
      const names = [...svg.matchAll(/<\/?([a-zA-Z]+)/g)].map(([, name]) => name ?? '');
      expect(
        names.filter((name) => !allowed.includes(name)),
        file,
      ).toEqual([]);
      expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', ''), file).not.toMatch(/href|url\(|\son\w+=|http/);
      expect(svg.replace(/<title>.*<\/title>|>[^<]*</g, ''), file).not.toMatch(/\.\d{3}|NaN|Infinity|undefined/);
    }
  });
});

describe.each(METRIC_NAMES)('the picture of %s', (name) => {
  const { file, svg, alt, formula } = metricPictures()[name];
  const { value = NaN, interval, unit } = assessmentOf(METRICS_CASE).metrics[name] ?? {};

  it('says what is assessed, with its unit and 95 % interval', () => {
    const half = ((interval?.[1] ?? NaN) - (interval?.[0] ?? NaN)) / 2;
    const number = Math.abs(value).toFixed(1);
    const text = `${value < 0 ? '−' : ''}${number}${unit === 'deg' ? '°' : ` ${unit ?? ''}`} ± ${half.toFixed(1)}`;
    expect(svg).toContain(`>${text}</text>`);
    expect(alt.startsWith(`${name}, ${text}: `)).toBe(true);
  });

  it('draws it as long, or as wide an angle, as it is', () => {
    const points = measure(svg);
    if (unit === 'deg') {
      const radius = Number(/A([\d.]+) /.exec(svg)?.[1]);
      expect((2 * Math.asin(lengthOf(points) / 2 / radius) * 180) / Math.PI).toBeCloseTo(value, 1);
    } else expect(lengthOf(points) / PX_PER_MM).toBeCloseTo(Math.abs(value), 2);
  });

  it('has the formula of the table and stands in docs/metrics.md', () => {
    const metrics = page('metrics.md');
    const row = new RegExp(`^\\| \`${name}\` +\\| ([^\\n]*?) +\\| `, 'm').exec(metrics)?.[1];
    expect(row?.replaceAll('\\|', '|')).toBe(formula);
    expect(svg).toContain(formula);
    expect(metrics.includes(`![${alt}](pictures/${file})`)).toBe(true);
  });
});

it('the ray gap of two views is drawn as long as it is', () => {
  const { alt, svg } = drawn.find(({ file }) => file === 'two-views.svg') ?? { alt: '', svg: '' };
  const gap = Number(/ ([\d.]+) mm apart/.exec(alt)?.[1]);
  expect(Math.abs(lengthOf(measure(svg)) / CLOSE_UP_PX_PER_MM - gap)).toBeLessThan(0.06);
});
