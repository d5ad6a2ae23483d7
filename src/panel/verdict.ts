import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import { unmetTexts } from '../report/unmet-wording.ts';
import { VERDICT_WORDS, verdictSentence } from '../report/wording.ts';
import { said, say, t } from '../words/words.ts';
import { FACES, type Face } from './verdict-faces.ts';

export const verdictView = (
  assessment: Assessment | null,
  isPreparing: boolean,
  isElsewhere: boolean,
  isReadOnly = false,
): TemplateResult => {
  const face: Face = assessment?.verdict ?? 'none';
  return html`
    <div
      class="verdict ${face} ${isElsewhere ? 'elsewhere' : ''}"
      role="status"
      aria-label=${t('Verdict')}
      aria-live="off"
      part="verdict"
    >
      <svg viewBox="0 0 40 40" aria-hidden="true">${FACES[face]}</svg>
      <div>
        <strong
          >${assessment ? said(VERDICT_WORDS[assessment.verdict]) : isPreparing ? t('One moment') : t('Nothing marked yet')}</strong
        >
        ${isElsewhere ? html`<p class="not-of-this">${t('Not of the picture shown: the images of this confirmation aren’t open.')}</p>` : nothing}
        ${
          assessment?.verdict === 'inside'
            ? unmetTexts(assessment, say).map(
                (text) => html`<p class="unmet"><span aria-hidden="true">✕</span> ${text}</p>`,
              )
            : nothing
        }
        <p>
          ${
            assessment
              ? verdictSentence(assessment, say)
              : isPreparing
                ? t('Measuring is being made ready.')
                : isReadOnly
                  ? nothing
                  : t('Mark the target, then the tip.')
          }
        </p>
      </div>
    </div>
  `;
};
