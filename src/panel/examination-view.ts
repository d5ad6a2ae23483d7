import { html, nothing, type TemplateResult } from 'lit';
import type { Confirmation } from '../confirmation/record.ts';
import type { MarkExamination } from '../find/examine.ts';
import { endLengths, placeAlong } from '../session/end-lengths.ts';
import { canBeEvidence, type FoundEnd } from '../session/suggestions.ts';
import type { Session } from '../session/session.ts';
import { said, t } from '../words/words.ts';
import { axisProfileChart } from './axis-profile-chart.ts';
import { reasonsView } from './suggestion-view.ts';
import { withFinding } from './with-finding.ts';

/** What the pixels say of the marked tip, or the button that asks them. */
export const examinationView = (session: Session, record: Confirmation): TemplateResult | typeof nothing => {
  const { tip, space } = record;
  if (!tip?.position || space.kind === 'biplane') return nothing;
  const seen = session.seenOf(record);
  if (!seen)
    return session.pixelsOf && session.imageOf(record)
      ? html`<button
          class="examine"
          @click=${() => {
            withFinding(session, ({ examineTip }) => examineTip(session));
          }}
        >
          ${t('Check against the pixels')}
        </button>`
      : nothing;
  const { result } = seen;
  if (result === null) return html`<p class="searching">${t('Looking at the pixels around the mark…')}</p>`;
  if ('kind' in result) return html`<p class="reminder">${said(result.reason)}</p>`;
  return resultView(session, record, result);
};

const resultView = (session: Session, record: Confirmation, result: MarkExamination<FoundEnd>): TemplateResult => {
  const { tip, space } = record;
  const { verdict, reasons, score, end } = result;
  const [first, ...others] = reasons;
  const isDoubted = castsDoubt(result);
  return html`<div class="examination ${isDoubted ? 'doubted' : verdict}" data-examined=${verdict}>
    <p>
      <strong>${headOf(result)}</strong>
      ${first && verdict !== 'supported' ? said(first.message) : t('Score {score}.', { score: score.toFixed(2) })}
    </p>
    ${end && tip?.position ? pictureView(end, space, tip.position) : nothing}
    ${reasonsView(verdict === 'supported' ? reasons : others)}
    ${session.readOnly.value ? nothing : actionsView(session, record, result)}
  </div>`;
};

const HEADS = {
  supported: () => t('The pixels agree: the device ends here.'),
  contradicted: () => t('The pixels contradict this mark.'),
  'not-told': () => t('The pixels can’t tell whether this is the tip.'),
} as const;

/** No verdict, and yet something that speaks against the mark. */
const castsDoubt = ({ verdict, reasons }: MarkExamination<FoundEnd>): boolean =>
  verdict === 'not-told' && reasons.some(({ supports }) => supports === false);

const headOf = (result: MarkExamination<FoundEnd>): string =>
  castsDoubt(result) ? t('The pixels cast doubt on this mark.') : HEADS[result.verdict]();

const actionsView = (
  session: Session,
  record: Confirmation,
  result: MarkExamination<FoundEnd>,
): TemplateResult | typeof nothing => {
  const { verdict, end, beyond } = result;
  if (verdict === 'supported')
    return (record.tip?.evidence ?? 'none') === 'none' &&
      canBeEvidence(result, session.imageOf(record)?.series.modality ?? '')
      ? html`<div class="row">
          <button
            @click=${() => {
              withFinding(session, ({ takeAsEvidence }) => takeAsEvidence(session));
            }}
          >
            ${t('Take the image as evidence')}
          </button>
        </div>`
      : nothing;
  if (verdict !== 'contradicted' || !end || beyond === null) return nothing;
  return html`<div class="row">
    <button
      class="primary"
      @click=${() => {
        withFinding(session, ({ lookAtTrueEnd }) => lookAtTrueEnd(session));
      }}
    >
      ${t('Jump to the true end')}
    </button>
  </div>`;
};

const pictureView = (
  end: FoundEnd,
  space: Confirmation['space'],
  position: readonly number[],
): TemplateResult | typeof nothing => {
  const { unit, perUnit } = endLengths(end, space);
  const { profile } = end;
  return axisProfileChart(
    { ...profile, distances: profile.distances.map((distance) => distance * perUnit) },
    { unit, mark: placeAlong(end, space, position) },
  );
};

/** One sentence of what was last found or seen in the pixels, for who can't see the panel change; told when it changes. */
export const pixelsSentence = (session: Session): string => {
  const suggestions = session.suggestions.value;
  if (suggestions)
    return suggestions.reason === null
      ? (suggestions.ends ?? []).length > 0
        ? t('Tip found in the image')
        : ''
      : said(suggestions.reason);
  const record = session.active.value;
  const result = record && session.seenOf(record)?.result;
  if (!result) return '';
  if ('kind' in result) return said(result.reason);
  const [first] = result.reasons;
  return `${headOf(result)}${first && result.verdict === 'contradicted' ? ` ${said(first.message)}` : ''}`;
};
