import { html, svg, type TemplateResult } from 'lit';
import type { ConfidenceCalibration, ReliabilityBin } from '../teach/confidence.ts';
import { t } from '../words/words.ts';

const [WIDTH, HEIGHT] = [280, 170] as const;
/** Room for the numbers at the left and below. */
const [LEFT, RIGHT, TOP, BOTTOM] = [42, 12, 10, 34] as const;

const x = (confidence: number): number => LEFT + ((confidence - 0.5) / 0.5) * (WIDTH - LEFT - RIGHT);
const y = (share: number): number => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

/** "60 to 70 %: 2 of 3 right (21 to 94 %)" */
export const binText = ({ from, to, count, shareRight, interval: [low, high] }: ReliabilityBin): string =>
  t('{from} to {to} % sure: {right} of {count} right ({low} to {high} %)', {
    from: Math.round(from * 100),
    to: Math.round(to * 100),
    right: Math.round(shareRight * count),
    count,
    low: Math.round(low * 100),
    high: Math.round(high * 100),
  });

/** The share that was right over how sure one was, in tenths with 95 % bars; on the dashed line one is as sure as one is right. */
export const calibrationChart = ({ bins }: ConfidenceCalibration): TemplateResult =>
  html`<svg
    class="calibration"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-label=${t('Share right over how sure you were: {list}', { list: bins.map(binText).join('; ') })}
  >
    <line class="axis" x1=${LEFT} x2=${WIDTH - RIGHT} y1=${y(0)} y2=${y(0)} />
    <line class="axis" x1=${LEFT} x2=${LEFT} y1=${y(0)} y2=${y(1)} />
    <line class="ideal" x1=${x(0.5)} y1=${y(0.5)} x2=${x(1)} y2=${y(1)} />
    ${[0, 0.5, 1].map((share) => svg`<text x=${LEFT - 5} y=${y(share) + 4} text-anchor="end">${percent(share)}</text>`)}
    ${[0.5, 0.75, 1].map(
      (sure) =>
        svg`<text x=${x(sure)} y=${y(0) + 14} text-anchor=${sure === 1 ? 'end' : 'middle'}>${percent(sure)}</text>`,
    )}
    <text x=${(LEFT + WIDTH - RIGHT) / 2} y=${HEIGHT - 4} text-anchor="middle">${t('how sure')}</text>
    <text x=${LEFT + 5} y=${TOP + 6}>${t('right')}</text>
    ${bins.map(
      ({ meanConfidence, shareRight, interval: [low, high], count }) => svg`
        <line class="bar" x1=${x(meanConfidence)} x2=${x(meanConfidence)} y1=${y(low)} y2=${y(high)} />
        <circle cx=${x(meanConfidence)} cy=${y(shareRight)} r=${3 + Math.min(4, Math.sqrt(count))} />`,
    )}
  </svg>`;
