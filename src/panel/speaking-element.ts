import type { PropertyDeclarations, PropertyValues } from 'lit';
import { HTML_TAGS, language, languageOf, speak } from '../words/words.ts';
import { SignalElement } from './signal-element.ts';

/** The language that is written around an element: the nearest `lang` of its ancestors, out of shadow roots too. Null where there is none. */
const langAround = (element: Element): string | null => {
  const near = element.closest('[lang]');
  if (near) return near.getAttribute('lang');
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? langAround(root.host) : null;
};

/** Calls `changed` whenever a `lang` in the document, or in the shadow roots around an element, is another. Returns what ends it. */
const followLang = (element: Element, changed: () => void): (() => void) => {
  const observer = new MutationObserver(changed);
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang'] });
    if (!(root instanceof ShadowRoot)) break;
  }
  return () => {
    observer.disconnect();
  };
};

/**
 * An element that brings its page's texts into a language: that of its attribute `language` (a BCP 47 tag), without it the nearest `lang` around
 * it, also when that changes; where neither is given, whatever the page speaks already. The last to say it decides for all of TipCheck on the page. A tag that isn't spoken
 * means English.
 */
export class SpeakingElement extends SignalElement {
  /** @internal */
  static override properties: PropertyDeclarations = { language: { type: String } };

  /** BCP 47 tag; null: as the page around it. */
  declare language: string | null;
  readonly #outer = document.createElement('div');
  /** What was asked for last; undefined when nothing was since the element came onto the page. */
  #asked: string | null | undefined = undefined;
  #around: string | null = null;
  #stopFollowing: (() => void) | null = null;

  constructor() {
    super();
    this.language = null;
  }

  /** @internal */
  override connectedCallback(): void {
    this.#asked = undefined;
    this.#around = langAround(this);
    this.#stopFollowing = followLang(this, () => {
      const around = langAround(this);
      if (this.language !== null || around === this.#around) return;
      this.#around = around;
      this.#asked = undefined;
      this.requestUpdate();
    });
    super.connectedCallback();
  }

  /** @internal */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopFollowing?.();
    this.#stopFollowing = null;
  }

  /** Everything is rendered into one element that says its language, so that it is pronounced right: the host's own `lang` is the page's. @internal */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.#outer.style.display = 'contents';
    root.append(this.#outer);
    return this.#outer;
  }

  /**
   * The first rendering waits for the texts of its language, a few kB: English words that turn into others, in other widths, while somebody
   * already reads or aims at a button, would be worse than a moment of nothing. What shows pictures is loaded meanwhile. Later the old texts stand
   * until the new ones are there.
   *
   * @internal
   */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const next = this.#nextLanguage();
    if (next === null || next === language()) {
      void super.scheduleUpdate();
      return undefined;
    }
    return speak(next)
      .catch(() => {
        this.#fail('load-failed', 'The texts of this language could not be loaded.');
      })
      .then(() => super.scheduleUpdate());
  }

  /** @internal */
  protected override update(changed: PropertyValues): void {
    const tag = HTML_TAGS[language()];
    if (this.#outer.lang !== tag) this.#outer.lang = tag;
    super.update(changed);
  }

  /** Null where there is nothing new to be spoken. */
  #nextLanguage(): ReturnType<typeof languageOf> {
    const before = this.#asked;
    if (before === this.language) return null;
    this.#asked = this.language;
    const tag = this.language ?? langAround(this);
    if (tag === null) return before === undefined ? null : 'en';
    const next = languageOf(tag);
    if (next === null && this.language !== null)
      this.#fail(
        'unknown-language',
        'The language asked for isn’t spoken here: English, German, French, Spanish and Chinese are.',
      );
    return next ?? 'en';
  }

  #fail(code: string, message: string): void {
    this.dispatchEvent(new CustomEvent('tipcheck-error', { detail: { code, message }, bubbles: true, composed: true }));
  }
}
