import { html, nothing, type TemplateResult } from 'lit';
import { METRIC_ORDER, METRIC_LABELS } from '../report/wording.ts';
import { COMPONENTS } from '../teach/case-axes.ts';
import type { Compared } from '../teach/compared.ts';
import type { NotCompared, Score, ScoredPlace } from '../teach/score.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';
import { COMPONENT_LABELS, numberText, signedText } from './case-labels.ts';

const REASONS = {
  'not-marked': 'not marked',
  'no-reference': 'no reference has it',
  'other-image': 'marked on another image than the reference',
  'other-frame': 'marked on another frame than the reference',
  'other-unit': 'in another unit than the reference',
} as const satisfies Readonly<Record<NotCompared['code'], Text>>;

const judged = (isRight: boolean | null): TemplateResult =>
  isRight === null
    ? html`<td class="none">${t('not judged')}</td>`
    : isRight
      ? html`<td class="is-right"><span aria-hidden="true">✓ </span>${t('right')}</td>`
      : html`<td class="is-wrong"><span aria-hidden="true">✗ </span>${t('wrong')}</td>`;

/** What belongs to a difference stands below its name: beside the number there is no room for it in a narrow panel. */
const comparedRow = (name: string, compared: Compared, unit: string, withValues: boolean): TemplateResult =>
  html`<tr>
    <th scope="row">
      ${name}${
        withValues
          ? html`<small
              >${t('{own} against {reference} {unit}', { own: numberText(compared.own), reference: numberText(compared.reference), unit })}</small
            >`
          : nothing
      }${
        compared.tolerance === null
          ? nothing
          : html`<small>${t('right within ± {tolerance}', { tolerance: numberText(compared.tolerance) })}</small>`
      }
    </th>
    <td>${signedText(compared.difference)} ${unit}</td>
    ${judged(compared.isRight)}
  </tr>`;

const placeRows = (name: string, place: ScoredPlace | null): readonly TemplateResult[] =>
  place
    ? [
        html`<tr class="whole">
          <th scope="row">${name}</th>
          <td>${numberText(place.distance)} ${place.unit}</td>
          ${judged(place.isRight)}
        </tr>`,
        ...COMPONENTS.flatMap((component) => {
          const compared = place.components[component];
          return compared ? [comparedRow(t(COMPONENT_LABELS[component]), compared, place.unit, false)] : [];
        }),
      ]
    : [];

/** What isn't in the table because it wasn't compared; metrics that the learner simply hasn't are passed over. */
const notComparedText = ({ notCompared }: Score): readonly string[] =>
  notCompared.flatMap(({ what, code }) =>
    what === 'tip' || what === 'target' || what === 'shaft'
      ? [t('{what}: {reason}', { what: markLabel(what), reason: t(REASONS[code]) })]
      : [],
  );

const markLabel = (what: 'tip' | 'target' | 'shaft'): string =>
  what === 'tip' ? t('Tip') : what === 'target' ? t('Target') : t('Shaft');

/** Differences from the experts' mean, each with what another expert would be right within. */
export const scoreTable = (score: Score): TemplateResult => html`
  <table>
    <thead>
      <tr>
        <th scope="col">${t('From the experts’ mean')}</th>
        <th scope="col">${t('Difference')}</th>
        <th scope="col"></th>
      </tr>
    </thead>
    <tbody>
      ${placeRows(t('Tip'), score.tip)} ${placeRows(t('Target'), score.target)}
      ${score.shaft ? comparedRow(t('Shaft, angle'), score.shaft, '°', false) : nothing}
      ${METRIC_ORDER.map((name) => {
        const metric = score.metrics[name];
        return metric
          ? comparedRow(said(METRIC_LABELS[name].label), metric, metric.unit === 'deg' ? '°' : metric.unit, true)
          : nothing;
      })}
    </tbody>
  </table>
  ${notComparedText(score).map((line) => html`<p class="none">${line}</p>`)}
  <p class="none">
    ${
      score.experts === 1
        ? t('Held against one expert. Right is where 95 % of other experts would be.')
        : t('Held against {count} experts. Right is between them, or where 95 % of others would be.', {
            count: score.experts,
          })
    }
  </p>
`;
