import { html, nothing, type TemplateResult } from 'lit';
import type { ViewIndex } from '../confirmation/edit-view.ts';
import type { GeometryMember } from '../confirmation/record.ts';
import { isRefusal, type Refusal } from '../image/refusal.ts';
import { imagePoint } from '../space/frame.ts';
import type { Session } from '../session/session.ts';
import { enterGeometry, missingText, viewsInWork, type GeometryInWork } from '../session/two-views.ts';
import type { Text } from '../words/text.ts';
import { said, t } from '../words/words.ts';

interface Field {
  readonly member: GeometryMember;
  readonly label: Text;
  readonly unit: string;
  readonly hint: Text;
  /** What is taken: a size, any number, or a pair of them written "1, 2"; one number is a square pair where that makes sense. */
  readonly takes: 'size' | 'angle' | 'sizes' | 'point';
}

const FIELDS: readonly Field[] = [
  {
    member: 'primaryAngle',
    label: 'LAO + / RAO −',
    unit: '°',
    hint: 'Positioner primary angle: LAO is positive, RAO negative',
    takes: 'angle',
  },
  {
    member: 'secondaryAngle',
    label: 'CRA + / CAU −',
    unit: '°',
    hint: 'Positioner secondary angle: cranial is positive, caudal negative',
    takes: 'angle',
  },
  { member: 'sid', label: 'SID', unit: 'mm', hint: 'Source to detector', takes: 'size' },
  { member: 'sod', label: 'SOD', unit: 'mm', hint: 'Source to isocentre', takes: 'size' },
  {
    member: 'imagerSpacing',
    label: 'Pixel spacing',
    unit: 'mm',
    hint: 'Imager pixel spacing at the detector: between rows, between columns',
    takes: 'sizes',
  },
  {
    member: 'isocenter',
    label: 'Central ray',
    unit: 'px',
    hint: 'Where the central ray meets the picture: column, row. Its middle unless something else is known',
    takes: 'point',
  },
];

/** How each view was taken: what the headers say, what was entered, and what is missing. */
export const geometryView = (session: Session): TemplateResult => {
  const works = geometries(session);
  if (!works) return html``;
  const problems = works.flatMap((work, index) => problemsOf(work, index as ViewIndex));
  return html`<section class="view-geometry" aria-label=${t('Geometry')}>
    ${problems.map((text) => html`<p class="missing" role="alert">${said(text)}</p>`)}
    <details ?open=${problems.length > 0}>
      <summary>${t('Geometry of the views')}</summary>
      <table>
        <thead>
          <tr>
            <td></td>
            <th scope="col">${t('View {n}', { n: 1 })}</th>
            <th scope="col">${t('View {n}', { n: 2 })}</th>
          </tr>
        </thead>
        ${FIELDS.map(
          (field) =>
            html`<tr title=${t(field.hint)}>
              <th scope="row">${t(field.label)} <small>${field.unit}</small></th>
              ${works.map((work, index) => html`<td>${isRefusal(work) ? nothing : input(session, index as ViewIndex, work, field)}</td>`)}
            </tr>`,
        )}
      </table>
      <p class="reminder">
        ${t('From the headers, where they say it. Framed: entered by a person. Empty: must be entered. Put a recorded value back by clearing its field.')}
      </p>
    </details>
  </section>`;
};

/** Of the two views that are shown, else of a confirmation whose images aren't. */
const geometries = (session: Session): readonly (GeometryInWork | Refusal)[] | null => {
  const twoViews = session.twoViews.value;
  if (twoViews) return viewsInWork(session, twoViews);
  const { space } = session.active.value ?? {};
  if (space?.kind !== 'biplane') return null;
  return space.views.map(({ rows, columns, entered = [], ...view }) => ({
    values: { ...view, isocenter: view.isocenter ?? imagePoint(columns / 2, rows / 2) },
    entered,
  }));
};

const problemsOf = (work: GeometryInWork | Refusal, index: ViewIndex): readonly string[] => {
  if (isRefusal(work)) return [work.message];
  const missing = missingText(index, work);
  return missing === null ? [] : [missing];
};

const shown = (value: number | readonly number[] | undefined): string =>
  (typeof value === 'number' ? [value] : (value ?? [])).map((one) => String(Number(one.toPrecision(6)))).join(', ');

const input = (
  session: Session,
  index: ViewIndex,
  { values, entered }: GeometryInWork,
  field: Field,
): TemplateResult => {
  const { member, label, unit, takes } = field;
  const value = values[member];
  const isEntered = entered.includes(member);
  if (session.readOnly.value) return html`<span class=${isEntered ? 'entered' : ''}>${shown(value)}</span>`;
  return html`<input
    type="text"
    inputmode=${takes === 'size' ? 'decimal' : 'text'}
    class=${isEntered ? 'entered' : ''}
    aria-label="${t(label)}, ${t('view {n}', { n: index + 1 })} (${unit})"
    title=${isEntered ? t('Entered by a person') : value === undefined ? t('Not recorded: enter it') : t('As the image says')}
    .value=${shown(value)}
    @change=${(event: Event) => {
      const element = event.target as HTMLInputElement;
      const text = element.value.trim();
      element.value = shown(value);
      // What stands there is rounded: leaving it as it is enters nothing.
      if (text === shown(value)) return;
      const read = text === '' ? null : readField(text, takes);
      const refusal = read === undefined ? WRONG[takes] : enterGeometry(session, index, member, read as never);
      if (refusal !== null) session.tell(refusal);
    }}
  />`;
};

const WRONG: Readonly<Record<Field['takes'], string>> = {
  size: 'That isn’t taken: it must be a number of more than 0.',
  angle: 'That isn’t taken: it must be an angle between −180 and 180 degrees.',
  sizes: 'That isn’t taken: it must be one number of more than 0, or two: between rows, between columns.',
  point: 'That isn’t taken: it must be two numbers, column and row.',
};

/** What was typed; undefined where it isn't what the field takes. */
const readField = (text: string, takes: Field['takes']): number | readonly [number, number] | undefined => {
  const parts = text.replaceAll('−', '-').split(/[\s,;×x]+/);
  const [first, second, ...more] = parts.map(Number);
  if (first === undefined || parts.includes('') || more.length > 0 || ![first, second ?? 0].every(Number.isFinite))
    return undefined;
  switch (takes) {
    case 'size':
      return second === undefined && first > 0 ? first : undefined;
    case 'angle':
      return second === undefined && Math.abs(first) <= 180 ? first : undefined;
    case 'sizes': {
      const across = second ?? first;
      return first > 0 && across > 0 ? [first, across] : undefined;
    }
    case 'point':
      return second === undefined ? undefined : [first, second];
  }
};
