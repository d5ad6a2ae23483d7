import { html, type TemplateResult } from 'lit';
import { revealCase } from '../case-file/read-case.ts';
import { CaseElement } from '../panel/case-element.ts';
import { CaseRound } from '../panel/case-round.ts';
import { t } from '../words/words.ts';
import type { OpenedCase } from './opened.ts';
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
export const openCase = ({ file, set }: OpenedCase, context: ViewerContext, leave: () => void): OpenCase => {
  if (!customElements.get('tipcheck-case')) customElements.define('tipcheck-case', CaseElement);
  const { id } = file.case;
  const ofSet = set?.round ?? null;
  // The marks of the case before it: nobody wants them back.
  if (set?.openInstead) for (const mark of context.session.cases.peek().confirmations) context.session.remove(mark.id);
  if (set)
    set.openInstead = async (read) => (await context.machinery.peek()?.opening.open(read, { instead: true })) ?? false;
  ofSet?.opened(id);
  const round = new CaseRound({
    case: file.case,
    earlier: ofSet?.outcomeOf(id) ?? null,
    answered: (outcome) => {
      ofSet?.answered(outcome);
    },
    triedAgain: () => {
      ofSet?.triedAgain(id);
    },
    session: context.session,
    reveal: (answer) => revealCase(file, answer),
    goTo: (view) => {
      const machinery = context.machinery.peek();
      if (machinery) void showKeyView(view, machinery);
    },
    leave: () => {
      // The next case, still on its way, would bring the set back.
      if (ofSet?.isOpening.peek()) context.machinery.peek()?.opening.cancel();
      leave();
    },
  });
  const end = drawReferences(round, context.machinery);
  return {
    view: () =>
      html`<tipcheck-case
        role="complementary"
        aria-label=${t('Teaching case')}
        .round=${round}
        .set=${ofSet}
      ></tipcheck-case>`,
    end,
  };
};
