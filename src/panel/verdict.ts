import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import { unmetTexts } from '../report/unmet-wording.ts';
import { VERDICT_WORDS, verdictSentence } from '../report/wording.ts';

type Face = keyof typeof VERDICT_WORDS | 'none';

/** Each verdict has a form of its own: a dot in a ring, a dot beside a ring, a dot on the ring's edge. */
const FACES: Readonly<Record<Face, TemplateResult>> = {
  inside: svg`<circle cx="20" cy="20" r="14"/><circle class="dot" cx="20" cy="20" r="5"/>`,
  outside: svg`<circle cx="15" cy="22" r="11"/><path d="M24 13 L32 5" stroke-dasharray="2 2"/><circle class="dot" cx="34" cy="6" r="5"/>`,
  indeterminate: svg`<circle cx="18" cy="22" r="13" stroke-dasharray="4 3"/><circle class="dot" cx="28" cy="13" r="5"/>`,
  none: svg`<circle cx="20" cy="20" r="13" stroke-dasharray="2 4"/>`,
};

const PREPARING = 'The surface of the target is being made ready for measuring.';

export const verdictView = (
  assessment: Assessment | null,
  isPreparing: boolean,
  isElsewhere: boolean,
): TemplateResult => {
  const face: Face = assessment?.verdict ?? 'none';
  return html`
    <div
      class="verdict ${face} ${isElsewhere ? 'elsewhere' : ''}"
      role="status"
      aria-label="Verdict"
      aria-live="polite"
      part="verdict"
    >
      <svg viewBox="0 0 40 40" aria-hidden="true">${FACES[face]}</svg>
      <div>
        <strong
          >${assessment ? VERDICT_WORDS[assessment.verdict] : isPreparing ? 'One moment' : 'Nothing marked yet'}</strong
        >
        ${isElsewhere ? html`<p class="not-of-this">Not of the picture shown: the images of this confirmation aren’t open.</p>` : nothing}
        ${
          assessment?.verdict === 'inside'
            ? unmetTexts(assessment).map((text) => html`<p class="unmet"><span aria-hidden="true">✕</span> ${text}</p>`)
            : nothing
        }
        <p>${assessment ? verdictSentence(assessment) : isPreparing ? PREPARING : 'Mark the target, then the tip.'}</p>
      </div>
    </div>
  `;
};
