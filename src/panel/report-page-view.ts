import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Fact } from '../report/page/facts.ts';
import type { ReportPage } from '../report/page/page.ts';
import { DARK, HALO, LETTERING_SIZE, marksOf, type Lettering, type Stroke } from '../report/picture/marks.ts';
import type { DrawnPicture, MadePicture, PagePicture } from '../report/picture/picture.ts';
import { FACES } from './verdict-faces.ts';

/** The pixels of a picture as an element, the same one for each picture. */
export type CanvasOf = (picture: DrawnPicture | MadePicture) => HTMLCanvasElement;

/** The page of a report as it is read, and printed; the PDF holds the same. Null pictures are on their way. */
export const pageView = (
  page: ReportPage,
  pictures: readonly PagePicture[] | null,
  canvasOf: CanvasOf,
): TemplateResult => html`
  <article class="page" lang="en">
    <h3>${page.title}</h3>
    ${factList(page.patient)}
    <div class="verdict ${page.verdict.verdict}">
      <svg viewBox="0 0 40 40" aria-hidden="true">${FACES[page.verdict.verdict]}</svg>
      <div>
        <strong>${page.verdict.word}</strong>
        <p>${page.verdict.sentence}</p>
        ${page.verdict.against.map((text) => html`<p class="against">Against it: ${text}</p>`)}
      </div>
    </div>
    <div class="seen">
      ${
        pictures === null
          ? html`<p role="status">The picture is being made.</p>`
          : pictures.map((picture) => pictureView(picture, canvasOf))
      }
      <section class="measures">
        <h4>${page.measuresTitle}</h4>
        ${
          page.measures.length === 0
            ? html`<p>None can be measured.</p>`
            : html`<table>
                ${page.measures.map(
                  ({ label, value, spread }) =>
                    html`<tr>
                      <th scope="row">${label}</th>
                      <td class="value">${value}</td>
                      <td>${spread}</td>
                    </tr>`,
                )}
              </table>`
        }
      </section>
    </div>
    ${factList(page.facts)} ${listView('Know this', page.caveats)} ${looksView(page)}
    ${listView('What of the device acts', page.zones)} ${listView('Limits', page.thresholds)}
    <div class="signature">
      ${page.signature.labels.map((label, index) => html`<div><span>${index === 0 ? page.signature.reader : ''}</span><small>${label}</small></div>`)}
    </div>
    <footer>${page.foot.map((text) => html`<p>${text}</p>`)}</footer>
  </article>
`;

const factList = (facts: readonly Fact[]): TemplateResult =>
  html`<dl>
    ${facts.map(
      ({ term, text }) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${text}</dd>
        </div>`,
    )}
  </dl>`;

const listView = (title: string, items: readonly string[]): TemplateResult | typeof nothing =>
  items.length === 0
    ? nothing
    : html`<section>
        <h4>${title}</h4>
        <ul>
          ${items.map((item) => html`<li>${item}</li>`)}
        </ul>
      </section>`;

const looksView = ({ looks }: ReportPage): TemplateResult | typeof nothing =>
  looks.length === 0
    ? nothing
    : html`<section>
        <h4>Looks in the order of time</h4>
        <table class="looks">
          ${looks.map(
            ({ name, distance, verdict, change }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${distance}</td>
                <td>${verdict}</td>
                <td>${change}</td>
              </tr>`,
          )}
        </table>
      </section>`;

const pictureView = (picture: PagePicture, canvasOf: CanvasOf): TemplateResult =>
  picture.kind === 'none'
    ? html`<p class="no-picture">${picture.reason}</p>`
    : html`<figure
        .style=${`aspect-ratio: ${String(picture.width)} / ${String(picture.height)}`}
        class=${picture.width / picture.height < 1.6 ? '' : 'wide'}
      >
        <div role="img" aria-label="Picture with the marks: ${picture.caption}">
          ${canvasOf(picture)} ${picture.kind === 'drawn' ? marksView(picture) : nothing}
        </div>
        <figcaption>${picture.caption}</figcaption>
      </figure>`;

const marksView = (picture: DrawnPicture): TemplateResult => {
  const { strokes, letterings } = marksOf(picture);
  return html`<svg viewBox="0 0 ${picture.width} ${picture.height}" aria-hidden="true" class="marks">
    ${strokes.map(strokeView)} ${letterings.map(letteringView)}
  </svg>`;
};

const strokeView = ({ points, closed, colour, width, dash }: Stroke): TemplateResult => {
  const d = `M${points.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}${closed ? 'Z' : ''}`;
  return svg`<path d=${d} fill="none" stroke=${DARK} stroke-width=${width + HALO} stroke-dasharray=${dash.join(' ')}/>
    <path d=${d} fill="none" stroke=${colour} stroke-width=${width} stroke-dasharray=${dash.join(' ')}/>`;
};

const letteringView = ({ text, at, anchor, colour }: Lettering): TemplateResult =>
  svg`<text x=${at[0]} y=${at[1]} text-anchor=${anchor} fill=${colour} stroke=${DARK} stroke-width="2.6" paint-order="stroke" font-size=${LETTERING_SIZE} font-weight="600" dominant-baseline="middle">${text}</text>`;
