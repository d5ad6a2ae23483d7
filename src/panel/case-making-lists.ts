import { html, nothing, type TemplateResult } from 'lit';
import { ASKED_MARKS, type KeyView } from '../teach/case.ts';
import { said, t } from '../words/words.ts';
import { MARK_LABELS } from './case-labels.ts';
import type { AuthoredCase, SeriesChoice } from './authored-case.ts';
import type { CaseMaking } from './case-making.ts';
import { focusSoon } from './focus-soon.ts';

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

/** Where the keys go once what had them is gone. */
const focusIn = (event: Event, selector: string): void => {
  const list = (event.target as HTMLElement).closest<HTMLElement>('fieldset');
  if (list) focusSoon(list, selector);
};

/** Which of the series that the marks can be seen on go in; nothing where there is only one. */
export const seriesView = (authored: AuthoredCase): TemplateResult | typeof nothing => {
  const { series } = authored;
  if (series.length < 2) return nothing;
  return html`<fieldset class="series">
    <legend>${t('Series that go in')}</legend>
    ${series.map(
      (one) =>
        html`<label
          ><input
            type="checkbox"
            .checked=${one.isIn}
            ?disabled=${one.needed !== null}
            @change=${(event: Event) => {
              authored.take(one.key, (event.target as HTMLInputElement).checked);
            }}
          /><span
            >${one.name} · ${t(one.frames === 1 ? '{count} image' : '{count} images', { count: one.frames })}
            <small>${neededText(one)}</small></span
          ></label
        >`,
    )}
  </fieldset>`;
};

const neededText = ({ needed }: SeriesChoice): string => {
  switch (needed) {
    case 'marks':
      return t('marked, always in');
    case 'key-view':
      return t('in, for a key view');
    case null:
      return '';
  }
};

/** Whoever marked, each by a name that is nobody's: first the confirmation's own marks, then those of records that were added. */
export const expertsView = (making: CaseMaking): TemplateResult => {
  const { authored } = making;
  return html`<fieldset>
    <legend>${t('Experts, each by a name that is nobody’s')}</legend>
    <ol>
      <li>
        <label
          >${t('Of this confirmation')}
          <input
            type="text"
            autocomplete="off"
            .value=${authored.ownName.value}
            @input=${(event: Event) => (authored.ownName.value = valueOf(event))}
        /></label>
      </li>
      ${authored.others.value.map(
        ({ expert }, index) =>
          html`<li>
            <label
              >${t('Of record {n}', { n: index + 1 })}
              <input
                type="text"
                autocomplete="off"
                .value=${expert}
                @input=${(event: Event) => {
                  authored.renameReference(index, valueOf(event));
                }}
            /></label>
            <button
              aria-label=${t('Remove record {n}', { n: index + 1 })}
              @click=${(event: Event) => {
                authored.removeReference(index);
                focusIn(event, 'input[type=file]');
              }}
            >
              ${t('Remove')}
            </button>
          </li>`,
      )}
    </ol>
    <label class="file"
      >${t('Add records of the same images')}
      <input
        type="file"
        accept=".json,application/json"
        multiple
        @change=${(event: Event) => {
          const input = event.target as HTMLInputElement;
          void textsOf([...(input.files ?? [])]).then((texts) => {
            making.addReferences(texts);
            input.value = '';
          });
        }}
    /></label>
    <div role="status" aria-label=${t('Records that were added')}>
      ${authored.refused.value.map(
        ({ name, message }) =>
          html`<p class="warn">${t('{file} is no reference: {problem}.', { file: name, problem: said(message) })}</p>`,
      )}
    </div>
  </fieldset>`;
};

const textsOf = (files: readonly File[]): Promise<readonly { readonly name: string; readonly text: string }[]> =>
  Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })));

/** The images as they should be looked at once the case is answered, in the order in which they are offered. */
export const keyViewsView = (authored: AuthoredCase): TemplateResult => {
  const views = authored.keyViews.value;
  return html`<fieldset>
    <legend>${t('Key views, shown after the answer')}</legend>
    ${
      views.length === 0
        ? html`<p class="none">${t('None yet. Close this, show an image as it should be seen, and add it.')}</p>`
        : html`<ol>
            ${views.map((view, index) => keyViewRow(authored, view, index))}
          </ol>`
    }
    ${addViewButton(authored)}
  </fieldset>`;
};

/** Takes what is shown now; where that can't be, says why. */
export const addViewButton = (authored: AuthoredCase): TemplateResult => {
  const canBe = authored.canAddView();
  return html`<button
      class="add"
      ?disabled=${!canBe}
      @click=${() => {
        authored.addView('');
      }}
    >
      ${t('Add this view as a key view')}</button
    >${canBe ? nothing : html` <small>${t('Only the single view of one of the case’s images can be added.')}</small>`}`;
};

const keyViewRow = (authored: AuthoredCase, view: KeyView, index: number): TemplateResult => {
  const n = index + 1;
  const move = (by: -1 | 1) => (event: Event) => {
    authored.moveView(index, by);
    focusIn(event, `li:nth-child(${String(n + by)}) input`);
  };
  return html`<li>
    <label
      >${t('Caption of view {n}', { n })}
      <input
        type="text"
        autocomplete="off"
        .value=${view.caption}
        @input=${(event: Event) => {
          authored.changeView(index, { caption: valueOf(event) });
        }}
    /></label>
    <span class="drawn" role="group" aria-label=${t('Marks drawn in view {n}', { n })}>
      ${authored.marks.map(
        (mark) =>
          html`<label
            ><input
              type="checkbox"
              .checked=${view.marks.includes(mark)}
              @change=${(event: Event) => {
                const isOn = (event.target as HTMLInputElement).checked;
                authored.changeView(index, {
                  marks: ASKED_MARKS.filter((one) => (one === mark ? isOn : view.marks.includes(one))),
                });
              }}
            />${t(MARK_LABELS[mark])}</label
          >`,
      )}
    </span>
    <button aria-label=${t('Move view {n} up', { n })} ?disabled=${index === 0} @click=${move(-1)}>↑</button>
    <button
      aria-label=${t('Move view {n} down', { n })}
      ?disabled=${n === authored.keyViews.value.length}
      @click=${move(1)}
    >
      ↓
    </button>
    <button
      aria-label=${t('Remove view {n}', { n })}
      @click=${(event: Event) => {
        authored.removeView(index);
        focusIn(event, 'input, .add:enabled');
      }}
    >
      ${t('Remove')}
    </button>
  </li>`;
};
