import { html, nothing, type TemplateResult } from 'lit';
import type { Assessment, Biplane } from '../assess/assessment.ts';
import { lineGaps } from '../assess/biplane-shadows.ts';
import type { ViewIndex } from '../confirmation/edit-view.ts';
import type { BiplaneSpace, Confirmation } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';
import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import { isOfTwoSeries } from '../session/space-of.ts';
import type { Text } from '../words/text.ts';
import { t } from '../words/words.ts';
import { geometryView } from './biplane-geometry-view.ts';

type Part = TemplateResult | typeof nothing;

/** What the panel shows of any confirmation, for the panel of two projections to put in order. */
export interface PanelParts {
  readonly assessment: Assessment | null;
  readonly procedure: Part;
  readonly distances: Part;
  readonly caveats: Part;
  readonly profile: Part;
  readonly device: Part;
  readonly numberField: (
    label: string,
    value: number | null,
    unit: string,
    changed: (value: number) => void,
  ) => TemplateResult;
  readonly markButtons: (name: string, handle: Handle) => TemplateResult;
}

/** Loaded with the view, not with every panel. */
const STYLES = html`<style>
  .view-steps ol {
    margin: 0;
    padding-left: 22px;
  }
  .view-steps li {
    color: var(--tc-muted);
  }
  .view-steps li[aria-current='step'] {
    color: var(--tc-accent);
    font-weight: 600;
  }
  .view-steps li button {
    color: inherit;
    font-weight: inherit;
    padding: 1px 4px;
    min-height: 26px;
    white-space: normal;
    text-align: left;
  }
  .view-steps li span {
    padding: 1px 5px;
  }
  .agreement th,
  .view-geometry th {
    font-size: 13px;
  }
  .agreement thead th,
  .view-geometry thead th {
    text-align: right;
    color: var(--tc-muted);
    padding-right: 0;
  }
  .agreement td {
    padding-left: 10px;
  }
  .view-geometry input {
    width: 88px;
    min-height: 28px;
    padding: 2px 6px;
    text-align: right;
    font-size: 13px;
  }
  .view-geometry input.entered {
    border: 2px solid var(--tc-indeterminate);
  }
  .view-geometry small {
    color: var(--tc-muted);
  }
  .view-geometry .missing {
    margin: 0 0 6px;
    color: var(--tc-indeterminate);
  }
</style>`;

const VIEWS = [0, 1] as const;

/** The panel of two projections: what to mark next, what was measured, how well the views agree, their geometry and their marks. */
export const biplaneView = (session: Session, record: Confirmation | null, parts: PanelParts): TemplateResult => {
  const twoViews = session.twoViews.value;
  const isShown =
    !twoViews ||
    (record !== null && isOfTwoSeries(record.space, [twoViews.sources[0].series, twoViews.sources[1].series]));
  const own = isShown ? record : null;
  const space = own?.space.kind === 'biplane' ? own.space : null;
  const { assessment } = parts;
  return html`
    ${STYLES} ${twoViews && !session.readOnly.value ? stepsView(session, own, space) : nothing}
    ${own && space ? evidenceView(session, own, space) : nothing}
    ${
      own && space && assessment
        ? html`${parts.procedure} ${parts.distances}
          ${assessment.biplane ? agreementView(space, assessment.biplane) : nothing} ${parts.caveats}`
        : nothing
    }
    ${geometryView(session)} ${own && space ? html`${parts.profile} ${marksView(session, own, space, parts)}` : nothing}
  `;
};

interface Step {
  readonly text: Text;
  readonly tool: MarkTool;
  readonly done: boolean;
}

const stepsOf = (space: BiplaneSpace | null): readonly Step[] => {
  const has = (index: ViewIndex, mark: 'target' | 'tip' | 'shaft'): boolean => space?.views[index][mark] !== undefined;
  return [
    { text: 'Target in view 1, from centre to edge', tool: 'target', done: has(0, 'target') },
    { text: 'Target in view 2', tool: 'target', done: has(1, 'target') },
    { text: 'Tip in view 1', tool: 'tip', done: has(0, 'tip') },
    { text: 'Tip in view 2, on the dashed line', tool: 'tip', done: has(1, 'tip') },
    { text: 'Shaft in both (optional)', tool: 'shaft', done: has(0, 'shaft') && has(1, 'shaft') },
  ];
};

/** What to do, in order; gone once it is done. */
const stepsView = (session: Session, record: Confirmation | null, space: BiplaneSpace | null): Part => {
  const steps = stepsOf(space);
  const isConfirmed = record?.tip !== undefined && record.tip.evidence !== undefined && record.tip.evidence !== 'none';
  if (isConfirmed && steps.every(({ done, tool }) => done || tool === 'shaft')) return nothing;
  const next = steps.find(({ done, tool }) => !done && tool !== 'shaft');
  return html`<section class="view-steps" aria-label=${t('Steps')}>
    <h2>${t('Steps')}</h2>
    <ol>
      ${steps.map(
        (step) =>
          html`<li class=${step.done ? 'done' : ''} aria-current=${step === next ? 'step' : 'false'}>
            <button
              class="quiet"
              @click=${() => {
                session.tool.value = step.tool;
              }}
            >
              ${step.done ? '✓ ' : ''}${t(step.text)}
            </button>
          </li>`,
      )}
      <li aria-current=${next ? 'false' : 'step'}><span>${t('Look again in both, then confirm the tip')}</span></li>
    </ol>
    <p class="reminder">
      ${t('A dashed line is where the mark of the other view must lie. A dashed ring or outline is where what both give falls.')}
    </p>
  </section>`;
};

const evidenceView = (session: Session, { tip }: Confirmation, { views }: BiplaneSpace): Part => {
  if (!tip) return nothing;
  const evidence = tip.evidence ?? 'none';
  const both = views.every((view) => view.tip !== undefined);
  return html`<section>
    <div class="evidence">
      <span
        >${
          evidence === 'person'
            ? t('Tip confirmed by the reader')
            : evidence === 'image'
              ? t('Tip checked against the image')
              : both
                ? t('Is it the tip in both views, or only the shaft?')
                : t('Mark the tip in the other view, too.')
        }</span
      >
      <button
        ?hidden=${session.readOnly.value}
        class=${evidence === 'none' && both ? 'primary' : ''}
        ?disabled=${evidence !== 'none' || !both}
        @click=${() => {
          session.dispatch({ kind: 'confirm-tip' });
        }}
      >
        ${t('Confirm tip')}
      </button>
    </div>
    <p class="reminder">
      ${t('Views taken one after the other of a breathing patient aren’t simultaneous: take the same phase of breath, and mind how far the rays miss each other.')}
    </p>
  </section>`;
};

/** How well the two views agree: what movement between them, marking and wrong geometry leave. */
const agreementView = ({ views }: BiplaneSpace, { separation, rayGap, reprojection }: Biplane): TemplateResult => {
  const marks = ['tip', 'target'] as const;
  const gaps = marks.map((mark) => lineGaps(views, mark));
  const pixels = (pair: readonly [number, number] | null | undefined): string =>
    pair ? `${pair[0].toFixed(1)} / ${pair[1].toFixed(1)} px` : '—';
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      t('Rays miss by'),
      t('Shortest distance between the rays of both views. Over 3 mm the tip is never called inside'),
      marks.map((mark) => (rayGap[mark] === null ? '—' : `${rayGap[mark].toFixed(2)} mm`)),
    ],
    [
      t('Mark off the line'),
      t('How far each mark lies from the line of the other view, view 1 / view 2'),
      gaps.map(pixels),
    ],
    [
      t('Mark off the shadow'),
      t('How far each mark lies from where the position falls that both give, view 1 / view 2'),
      marks.map((mark) => pixels(reprojection[mark])),
    ],
  ];
  return html`<section class="agreement" aria-label=${t('Two views')}>
    <h2>
      ${t('Two views')}, <span data-separation>${t('{degrees}° apart', { degrees: separation.toFixed(1) })}</span>
    </h2>
    <table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t('Tip')}</th>
          <th scope="col">${t('Target')}</th>
        </tr>
      </thead>
      ${rows.map(
        ([name, hint, values]) =>
          html`<tr title=${hint}>
            <th scope="row">${name}</th>
            ${values.map((value) => html`<td>${value}</td>`)}
          </tr>`,
      )}
    </table>
  </section>`;
};

const marksView = (
  session: Session,
  { tip }: Confirmation,
  { views }: BiplaneSpace,
  { numberField, markButtons, device }: PanelParts,
): TemplateResult => {
  const sigmaField = tip
    ? numberField(t('Marking uncertainty of the tip, one standard deviation'), tip.sigma ?? null, 'px σ', (sigma) => {
        session.dispatch({ kind: 'set-tip-sigma', sigma });
      })
    : nothing;
  return html`<section>
    <h2>${t('Marks')}</h2>
    <ul class="marks">
      ${VIEWS.map((index) => {
        const view = views[index];
        const name = t('view {n}', { n: index + 1 });
        const edit = (change: Parameters<Session['dispatch']>[0]): void => {
          session.dispatch({ kind: 'in-view', view: index, edit: change });
        };
        return html`
          ${
            view.target
              ? html`<li>
                  <span class="name">${t('Target')}, ${name}</span>
                  ${numberField(`${t('Target radius')}, ${name}`, view.target.radius, 'px', (radius) => {
                    edit({ kind: 'resize-target', radius });
                  })}
                  ${numberField(
                    t('Uncertainty of the target, {view}, one standard deviation', { view: name }),
                    view.target.sigma ?? null,
                    'px σ',
                    (sigma) => {
                      edit({ kind: 'set-target-sigma', sigma });
                    },
                  )}
                  ${markButtons(t('target in {view}', { view: name }), { mark: 'target', view: index })}
                </li>`
              : nothing
          }
          ${
            view.tip
              ? html`<li>
                  <span class="name">${t('Tip')}, ${name}</span
                  >${markButtons(t('tip in {view}', { view: name }), { mark: 'tip', view: index })}
                </li>`
              : nothing
          }
          ${(view.shaft ?? []).map(
            (_, at) =>
              html`<li>
                <span class="name">${t('Shaft {n}', { n: at + 1 })}, ${name}</span>
                ${markButtons(t('shaft {n} in {view}', { n: at + 1, view: name }), { mark: 'shaft', index: at, view: index })}
              </li>`,
          )}
        `;
      })}
      ${tip ? html`<li><span class="name">${t('Tip, in each view')}</span>${sigmaField}</li>` : nothing}
    </ul>
    <div class="row">${device}</div>
  </section>`;
};
