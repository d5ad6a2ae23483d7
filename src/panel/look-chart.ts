import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Quantity } from '../assess/assessment.ts';
import type { LookRow } from '../report/look-wording.ts';
import { quantityText } from '../report/wording.ts';
import { said, say, t } from '../words/words.ts';

const [WIDTH, HEIGHT] = [280, 84] as const;
/** Room for the numbers at the left, and for the names of the looks below. */
const [LEFT, RIGHT, TOP, BOTTOM] = [62, 10, 8, 16] as const;

interface Point {
  readonly row: LookRow;
  readonly distance: Quantity;
}

/**
 * The distance to the target's surface over the looks, in the order of time, each with its 95 % bar; the surface is the line at 0, and below it
 * is inside. Shown from two distances on. The numbers stand in the table beside it.
 */
export const lookChart = (rows: readonly LookRow[]): TemplateResult | typeof nothing => {
  const points = rows.flatMap((row): Point[] =>
    row.distance && row.distanceTo === 'surface' && row.time !== 'time unknown'
      ? [{ row, distance: row.distance }]
      : [],
  );
  if (points.length < 2) return nothing;
  const ends = points.flatMap(({ distance: { value, interval } }) => [value, ...(interval ?? [])]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const span = high - low || 1;
  const y = (value: number): number => TOP + ((high - value) / span) * (HEIGHT - TOP - BOTTOM);
  const x = (index: number): number => LEFT + 12 + (index / (points.length - 1)) * (WIDTH - LEFT - RIGHT - 24);
  const line = points.map(({ distance }, index) => `${number(x(index))},${number(y(distance.value))}`).join(' ');
  const list = points.map(({ row, distance }) => `${said(row.name)} ${quantityText(distance, say)}`).join(', ');
  return html`<svg
    class="chart"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label=${t('Distance to the target surface over the looks, negative inside: {list}', { list })}
  >
    <rect class="inside" x=${LEFT} y=${y(0)} width=${WIDTH - LEFT - RIGHT} height=${y(low) - y(0)} />
    <line class="surface" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(0)} y2=${y(0)} />
    <text x=${LEFT - 6} y=${y(0) + 3.5} text-anchor="end">${t('surface')}</text>
    ${
      y(0) - y(high) > 14
        ? svg`<text x=${LEFT - 6} y=${y(high) + 6} text-anchor="end">${quantityText({ value: high, unit: points[0]?.distance.unit ?? 'mm' }, say)}</text>`
        : nothing
    }
    <polyline points=${line} />
    ${points.map(({ row, distance }, index) => pointOf(row, distance, x(index), y))}
  </svg>`;
};

const pointOf = (
  row: LookRow,
  { value, interval }: Quantity,
  x: number,
  y: (value: number) => number,
): TemplateResult =>
  svg`
    ${interval ? svg`<line class="bar" x1=${x} x2=${x} y1=${y(interval[0])} y2=${y(interval[1])} />` : nothing}
    <circle class=${row.verdict} cx=${x} cy=${y(value)} r="3.5" />
    ${row.tag === null ? nothing : svg`<circle class="last" cx=${x} cy=${y(value)} r="6.5" />`}
    <text x=${x} y=${HEIGHT - 3} text-anchor="middle">${row.look === 'current' ? t('now') : row.look + 1}</text>
  `;

const number = (value: number): string => value.toFixed(1);
