import { html, type TemplateResult } from 'lit';
import { revealCase, type SealedCase } from '../case-file/read-case.ts';
import { CaseElement } from '../panel/case-element.ts';
import { CaseRound } from '../panel/case-round.ts';
import { t } from '../words/words.ts';
import { drawReferences } from './reference-layer.ts';
import { showKeyView } from './show-key-view.ts';
import type { ViewerContext } from './viewer-context.ts';

/** A teaching case that is open in a viewer. */
export interface OpenCase {
  /** Stands in the place of the findings, which would say what the learner is asked. */
  readonly view: () => TemplateResult;
  readonly end: () => void;
}

/** Begins a round at a case. The answers stay sealed, here as in the file, until one is given. */
export const openCase = (file: SealedCase, context: ViewerContext, leave: () => void): OpenCase => {
  if (!customElements.get('tipcheck-case')) customElements.define('tipcheck-case', CaseElement);
  const round = new CaseRound({
    case: file.case,
    session: context.session,
    reveal: (answer) => revealCase(file, answer),
    goTo: (view) => {
      const machinery = context.machinery.peek();
      if (machinery) void showKeyView(view, machinery);
    },
    leave,
  });
  const end = drawReferences(round, context.machinery);
  return {
    view: () =>
      html`<tipcheck-case role="complementary" aria-label=${t('Teaching case')} .round=${round}></tipcheck-case>`,
    end,
  };
};
