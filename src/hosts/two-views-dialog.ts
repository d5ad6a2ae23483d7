import { html, type TemplateResult } from 'lit';
import { angleWords } from '../image/angle-words.ts';
import { cArmView, LEAST_SEPARATION_DEGREES, separationOf } from '../image/c-arm.ts';
import { knownGeometry } from '../image/known-geometry.ts';
import { isRefusal } from '../image/refusal.ts';
import type { ImageSeries } from '../image/series.ts';
import { t } from '../words/words.ts';

interface Angles {
  readonly primaryAngle: number;
  readonly secondaryAngle: number;
}

const anglesOf = ({ frames: [first] }: ImageSeries): Angles | null => {
  const known = first && knownGeometry(first.instance, first.frame);
  if (!known || isRefusal(known)) return null;
  const { primaryAngle, secondaryAngle } = known;
  return primaryAngle === undefined || secondaryAngle === undefined ? null : { primaryAngle, secondaryAngle };
};

/** Angle between two central rays: of a view, only its angles count for it. */
const separation = (one: Angles, other: Angles): number => {
  const rest = { rows: 1, columns: 1, imagerSpacing: [1, 1], sid: 2, sod: 1 } as const;
  return separationOf(cArmView({ ...rest, ...one }), cArmView({ ...rest, ...other }));
};

/** "LAO 43° CAU 9°, 76° apart". */
export const secondViewText = (first: ImageSeries, second: ImageSeries): string => {
  const [one, other] = [anglesOf(first), anglesOf(second)];
  if (!other) return t('angles not recorded: they can be entered');
  const angles = angleWords(other.primaryAngle, other.secondaryAngle);
  if (!one) return t('{angles}; the angles of the view shown aren’t recorded', { angles });
  const apart = separation(one, other);
  const degrees = apart.toFixed(0);
  return apart < LEAST_SEPARATION_DEGREES
    ? t('{angles}, {degrees}° apart: under {least}° is too parallel', {
        angles,
        degrees,
        least: LEAST_SEPARATION_DEGREES,
      })
    : t('{angles}, {degrees}° apart', { angles, degrees });
};

/** Chooses the run that stands beside the one shown. */
export const secondViewDialog = (
  first: ImageSeries,
  candidates: readonly ImageSeries[],
  choose: (series: ImageSeries) => void,
  close: () => void,
): TemplateResult => {
  const own = anglesOf(first);
  return html`<div class="second-view">
    <style>
      .second-view ul {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      .second-view li button {
        display: block;
        width: 100%;
        text-align: left;
        white-space: normal;
        margin-bottom: 6px;
        padding: 8px 12px;
      }
      .second-view small {
        display: block;
        color: var(--tc-muted);
        font-size: 13px;
      }
    </style>
    <div class="sheet-head">
      <h2>${t('Second view')}</h2>
      <button @click=${close}>${t('Close')}</button>
    </div>
    <p>
      ${t('Beside {name}: another view of the same moment, best 60° to 90° apart.', {
        name: nameOf(first) + (own ? ` (${angleWords(own.primaryAngle, own.secondaryAngle)})` : ''),
      })}
    </p>
    <ul>
      ${candidates.map(
        (series) =>
          html`<li>
            <button
              @click=${() => {
                choose(series);
                close();
              }}
            >
              <b>${nameOf(series)}</b>
              <small
                >${secondViewText(first, series)} ·
                ${t(series.frames.length === 1 ? '{count} image' : '{count} images', {
                  count: series.frames.length,
                })}${timeOf(series)}</small
              >
            </button>
          </li>`,
      )}
    </ul>
  </div>`;
};

/** Numbers tell runs of one name apart. */
const nameOf = ({ modality, description, seriesNumber, instances: [first] }: ImageSeries): string => {
  const numbers = [
    seriesNumber === null ? '' : t('series {n}', { n: seriesNumber }),
    first?.instanceNumber === undefined ? '' : t('image {n}', { n: first.instanceNumber }),
  ];
  return [`${modality} ${description}`.trim(), ...numbers].filter(Boolean).join(', ');
};

const timeOf = ({ frames: [first] }: ImageSeries): string => {
  const [, hour, minute, second] = /^(\d{2})(\d{2})(\d{2})/.exec(first?.instance.acquisitionTime ?? '') ?? [];
  return hour === undefined ? '' : ` · ${[hour, minute, second].join(':')}`;
};
