import { html, nothing, svg, type TemplateResult } from 'lit';
import type { AxisProfile } from '../find/candidate.ts';
import { t } from '../words/words.ts';

const [WIDTH, HEIGHT] = [280, 96] as const;
/** Half of the room that a name takes. */
const NAME_PX = 30;
const [LEFT, RIGHT, TOP, BOTTOM] = [8, 8, 14, 16] as const;

export interface ProfileOptions {
  readonly unit: string;
  /** Where a reader's mark lies along the axis, from the end: negative on the device. */
  readonly mark: number | null;
}

/**
 * Intensity along the device: on the left the device, on the right what lies beyond its end, which is the upright line; dashed what the fitted end
 * predicts. A reader's own mark is the cross. The numbers of an image differ by modality, so the axis has none.
 */
export const axisProfileChart = (
  { distances, values, fitted }: AxisProfile,
  { unit, mark }: ProfileOptions,
): TemplateResult | typeof nothing => {
  const [first, last] = [distances[0], distances.at(-1)];
  if (first === undefined || last === undefined || distances.length < 3 || last <= first) return nothing;
  const all = [...values, ...fitted].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || 1;
  const [from, to] = [Math.min(first, mark ?? first), Math.max(last, mark ?? last)];
  const x = (distance: number): number => LEFT + ((distance - from) / (to - from)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + ((high - value) / span) * (HEIGHT - TOP - BOTTOM);
  const line = (ys: readonly number[]): string =>
    distances.map((distance, n) => `${x(distance).toFixed(1)},${y(ys[n] ?? low).toFixed(1)}`).join(' ');
  const foot = HEIGHT - BOTTOM;
  return html`<svg
    class="axis-profile"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label=${
      mark === null
        ? t('Brightness along the device: {before} {unit} before its end and {beyond} {unit} beyond it', {
            before: Math.round(-first),
            beyond: Math.round(last),
            unit,
          })
        : t('Brightness along the device, with your mark {apart} {unit} from its end', {
            apart: Math.abs(mark).toFixed(1),
            unit,
          })
    }
  >
    <line class="foot" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${foot} y2=${foot} />
    <line class="end" x1=${x(0)} x2=${x(0)} y1=${TOP - 2} y2=${foot} />
    <text x=${x(0)} y=${TOP - 5} text-anchor="middle">${t('end')}</text>
    ${fitted.length === distances.length ? svg`<polyline class="fitted" points=${line(fitted)} />` : nothing}
    <polyline class="values" points=${line(values)} />
    ${mark === null ? nothing : markAt(x(mark), foot)}
    ${ticksOf(from, to).map((distance) => svg`<text x=${x(distance)} y=${HEIGHT - 4} text-anchor="middle">${tickText(distance, unit)}</text>`)}
  </svg>`;
};

const markAt = (x: number, foot: number): TemplateResult =>
  svg`<path class="mark" d="M${x - 5} ${foot - 6}l10 10m0 -10l-10 10" />
    <text
      class="mark"
      x=${x}
      y=${foot - 10}
      text-anchor=${x < LEFT + NAME_PX ? 'start' : x > WIDTH - RIGHT - NAME_PX ? 'end' : 'middle'}
    >
      ${t('your mark')}
    </text>`;

/** Round distances, few of them. */
const ticksOf = (from: number, to: number): readonly number[] => {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((size) => (to - from) / size <= 6) ?? 500;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, n) => first + n * step);
};

const tickText = (distance: number, unit: string): string =>
  distance === 0 ? `0 ${unit}` : `${distance < 0 ? '−' : '+'}${String(Math.abs(distance))}`;
