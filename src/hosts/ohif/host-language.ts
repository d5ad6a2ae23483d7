import type { Language } from '../../words/catalog.ts';
import { languageOf, speak } from '../../words/words.ts';

/** OHIF's own i18next, as far as it is used. */
interface HostTexts {
  readonly language?: unknown;
  on?(event: 'languageChanged', listener: () => void): void;
  off?(event: 'languageChanged', listener: () => void): void;
}

/** From 3.14 on OHIF documents its modules as globals. */
const hostTexts = (): HostTexts | null => {
  const found = (globalThis as unknown as Readonly<Record<string, unknown>>)['@ohif/i18n'] as
    (HostTexts & { readonly default?: HostTexts }) | undefined;
  return found?.default ?? found ?? null;
};

/** Where OHIF keeps the language that it found or was told, in all versions (its i18next's language detector, `caches`). */
const KEPT_AS = 'i18nextLng';

const kept = (): string | null => {
  try {
    return localStorage.getItem(KEPT_AS);
  } catch {
    // A page may be denied its storage.
    return null;
  }
};

/** The language that OHIF speaks, where it is one of ours; else English. OHIF's page says `lang="en"` whatever it speaks. */
export const hostLanguage = (): Language => {
  const own = hostTexts()?.language;
  const tag = typeof own === 'string' ? own : kept();
  return (tag === null ? null : languageOf(tag)) ?? 'en';
};

/** Speaks as the host does. Where the texts can't be had the page stays as it was: nothing of the host waits for it in vain. */
export const speakAsHost = (): Promise<void> => speak(hostLanguage()).catch(() => undefined);

/** Follows the host when it changes its language, where it tells so. Returns what ends it. */
export const followHostLanguage = (): (() => void) => {
  const texts = hostTexts();
  const follow = (): void => void speakAsHost();
  texts?.on?.('languageChanged', follow);
  return () => {
    texts?.off?.('languageChanged', follow);
  };
};
