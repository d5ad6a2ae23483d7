import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { ref } from 'lit/directives/ref.js';
import { t } from '../words/words.ts';
import { focusSoon } from './focus-soon.ts';
import { PICTURES_A_PAGE, type ReleasePicture, type ReleasePreview } from './release-preview.ts';

/** A picture counts as looked at once this share of it has been on the screen. */
const SHARE_SEEN = 0.6;

/** What ends the drawing of each element that a picture was given. */
const drawing = new WeakMap<Element, AbortController>();

/** Draws a picture when it comes onto the screen, and tells the preview that it has been there. */
const drawWhenSeen = (preview: ReleasePreview, picture: ReleasePicture, element: Element | undefined): void => {
  if (!(element instanceof HTMLElement) || drawing.has(element)) return;
  const ending = new AbortController();
  drawing.set(element, ending);
  const seen = new IntersectionObserver(
    (entries) => {
      if (!element.isConnected) ending.abort();
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      picture.draw(element, ending.signal).then(
        (references) => {
          // Whoever has turned the page in the meantime hasn't seen it.
          if (element.isConnected) preview.shown(picture.key, references);
        },
        () => {
          if (ending.signal.aborted) return;
          element.textContent = t('can’t be shown');
          preview.couldNotShow(picture.key);
        },
      );
    },
    { threshold: SHARE_SEEN },
  );
  seen.observe(element);
  ending.signal.addEventListener('abort', () => {
    seen.disconnect();
  });
};

const pictureView = (preview: ReleasePreview, picture: ReleasePicture): TemplateResult =>
  html`${keyed(
    picture,
    html`<div
      class="picture"
      ${ref((element) => {
        drawWhenSeen(preview, picture, element);
      })}
    ></div>`,
  )}`;

const isSeen = (preview: ReleasePreview, { key }: ReleasePicture): boolean => preview.seen.value.has(key);

const tile = (preview: ReleasePreview, picture: ReleasePicture, index: number): TemplateResult =>
  html`<button
    class="tile"
    data-index=${index}
    @click=${(event: Event) => {
      const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
      preview.enlarge(index);
      focusSoon(root, '.large .next');
    }}
  >
    ${pictureView(preview, picture)}
    <span>${isSeen(preview, picture) ? html`<span aria-hidden="true">✓ </span>` : nothing}${picture.name}</span>
  </button>`;

/** Every picture of a release, page by page or one alone; arrows go from one to the next. */
export const releasePreviewView = (preview: ReleasePreview): TemplateResult => {
  const large = preview.large.value;
  const picture = large === null ? undefined : preview.pictures[large];
  return html`${large !== null && picture ? largeView(preview, picture, large) : pageView(preview)}
  ${
    preview.notShown.value.length === 0
      ? nothing
      : html`<label
          ><input
            type="checkbox"
            .checked=${preview.lookedElsewhere.value}
            @change=${(event: Event) => {
              preview.lookedElsewhere.value = (event.target as HTMLInputElement).checked;
            }}
          />
          ${t('I have looked elsewhere at what can’t be shown here: {pictures}', { pictures: namesOf(preview.notShown.value) })}</label
        >`
  }`;
};

const namesOf = (pictures: readonly ReleasePicture[]): string =>
  `${pictures
    .slice(0, 8)
    .map(({ name }) => name)
    .join(', ')}${pictures.length > 8 ? `, … (${String(pictures.length)})` : ''}`;

const pageView = (preview: ReleasePreview): TemplateResult => {
  const page = preview.page.value;
  const from = page * PICTURES_A_PAGE;
  const turn = (by: -1 | 1) => (event: Event) => {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    preview.goTo(page + by);
    focusSoon(root, `.tile[data-index="${String((page + by) * PICTURES_A_PAGE)}"]`);
  };
  return html`<div
      class="pictures"
      role="group"
      aria-label=${t('Everything that is released, page {n} of {all}', { n: page + 1, all: preview.pages })}
    >
      ${preview.pictures.slice(from, from + PICTURES_A_PAGE).map((picture, at) => tile(preview, picture, from + at))}
    </div>
    <div class="row pages">
      <button ?disabled=${page === 0} @click=${turn(-1)}>${t('Previous page')}</button>
      <span>${t('Page {n} of {all}', { n: page + 1, all: preview.pages })}</span>
      <button ?disabled=${page === preview.pages - 1} @click=${turn(1)}>${t('Next page')}</button>
    </div>`;
};

const largeView = (preview: ReleasePreview, picture: ReleasePicture, index: number): TemplateResult => {
  const last = preview.pictures.length - 1;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') back(event);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') preview.enlarge(index + 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') preview.enlarge(index - 1);
    else return;
    event.preventDefault();
    // Neither the dialog nor the viewer below takes them.
    event.stopPropagation();
  };
  const back = (event: Event): void => {
    const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
    preview.enlarge(null);
    focusSoon(root, `.tile[data-index="${String(index)}"]`);
  };
  return html`<div class="large" role="group" aria-label=${picture.name} @keydown=${onKey}>
    ${pictureView(preview, picture)}
    <p>${picture.name} · ${t('{n} of {all}', { n: index + 1, all: last + 1 })}</p>
    <div class="row">
      <button
        aria-disabled=${index === 0}
        @click=${() => {
          preview.enlarge(index - 1);
        }}
      >
        ${t('Previous picture')}
      </button>
      <button
        class="next"
        aria-disabled=${index === last}
        @click=${() => {
          preview.enlarge(index + 1);
        }}
      >
        ${t('Next picture')}
      </button>
      <button @click=${back}>${t('Back to the page')}</button>
    </div>
  </div>`;
};
