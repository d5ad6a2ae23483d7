import { html, nothing, type TemplateResult } from 'lit';
import { displayAspectOf } from '../image/display-aspect.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Machinery } from './machinery.ts';
import { loadWhileWanted } from '../viewer/image-loads.ts';
import type { SkippedFile } from '../viewer/study.ts';
import { personName } from '../image/person-name.ts';
import { drawThumbnail } from '../viewer/thumbnail.ts';
import { said, t } from '../words/words.ts';

export interface SeriesListOptions {
  readonly all: readonly ImageSeries[];
  readonly skipped: readonly SkippedFile[];
  /** What is shown: one series, or two side by side. */
  readonly current: readonly ImageSeries[];
  readonly onChoose: (series: ImageSeries) => void;
  /** Targets that other systems drew. */
  readonly targets: TemplateResult | typeof nothing;
}

/** The series that are open, and the files that aren't with their reasons. */
export const seriesListView = ({ all, skipped, current, onChoose, targets }: SeriesListOptions): TemplateResult => {
  const patients = new Set(all.map(patientOf));
  return html`<nav part="series" aria-label=${t('Series')}>
    ${all.map(
      (series) =>
        html`<button
          aria-pressed=${current.some(({ key }) => key === series.key)}
          data-series=${series.key}
          @click=${() => {
            onChoose(series);
          }}
        >
          <canvas width="128" height="96" aria-hidden="true"></canvas>
          <span
            >${series.modality} ${series.description}<br /><small
              >${t(series.frames.length === 1 ? '{count} image' : '{count} images', { count: series.frames.length })}${
                patients.size > 1 ? ` · ${patientOf(series)}` : ''
              }</small
            ></span
          >
        </button>`,
    )}
    ${targets}
    ${
      skipped.length > 0
        ? html`<details>
            <summary>${t('{count} not shown', { count: skipped.length })}</summary>
            <ul>
              ${skipped.map(({ path, message }) => html`<li><b>${path}</b>: ${said(message)}</li>`)}
            </ul>
          </details>`
        : nothing
    }
  </nav>`;
};

/** Whose images they are: told beside each series when those of several patients are open. */
const patientOf = ({ instances }: ImageSeries): string => {
  const patient = instances[0]?.patient;
  return [personName(patient?.name), patient?.id].filter(Boolean).join(' ') || t('no patient named');
};

/** Draws the middle image of each series whose picture isn't there yet. */
export const drawSeriesThumbnails = (
  root: ParentNode,
  all: readonly ImageSeries[],
  { registry, libraries, stage }: Pick<Machinery, 'registry' | 'libraries' | 'stage'>,
): void => {
  const buttons = new Map(
    [...root.querySelectorAll<HTMLElement>('[data-series]')].map((button) => [button.dataset['series'], button]),
  );
  for (const series of all) {
    const canvas = buttons.get(series.key)?.querySelector('canvas');
    const drawn = `${series.key}/${String(series.frames.length)}`;
    if (!canvas || canvas.dataset['drawn'] === drawn) continue;
    canvas.dataset['drawn'] = drawn;
    const middle = Math.floor(series.frames.length / 2);
    const id = registry.imageIdsOf(series)[middle];
    const frame = series.frames[middle];
    if (id === undefined || !frame) continue;
    const aspect =
      series.space === 'patient' && frame.plane
        ? frame.plane.betweenRows / frame.plane.betweenColumns
        : displayAspectOf(frame);
    const { core } = libraries;
    const { whileOpen } = registry;
    const requestType = core.Enums.RequestType.Thumbnail;
    core.imageLoadPoolManager.addRequest(
      async () => {
        // The large picture goes before.
        await stage.made;
        if (whileOpen.aborted) return;
        try {
          const useRGBA = stage.stacksByProcessor;
          drawThumbnail(canvas, await loadWhileWanted(core, id, whileOpen, { requestType, useRGBA }), aspect);
        } catch {
          // A picture that can't be decoded has no thumbnail; the reason is told when it is shown.
        }
      },
      requestType,
      { imageId: id },
      0,
    );
  }
};
