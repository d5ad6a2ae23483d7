import { afterEach, expect, test, vi } from 'vitest';
import { followHostLanguage, hostLanguage, speakAsHost } from '../../../../src/hosts/ohif/host-language.ts';
import { language, speak } from '../../../../src/words/words.ts';

const kept = (tag: string | null): void => {
  vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'i18nextLng' ? tag : null) });
};

afterEach(async () => {
  vi.unstubAllGlobals();
  await speak('en');
});

test('the language is the one that OHIF keeps; one that isn’t spoken here, or none, is English', () => {
  kept('de-DE');
  expect(hostLanguage()).toBe('de');
  kept('tr-TR');
  expect(hostLanguage()).toBe('en');
  kept(null);
  expect(hostLanguage()).toBe('en');
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('denied');
    },
  });
  expect(hostLanguage()).toBe('en');
});

test('where OHIF hands its texts over they say the language, and a change of it is followed until the end', async () => {
  kept('de');
  const listeners = new Set<() => void>();
  const texts = {
    language: 'fr',
    on: (_event: string, listener: () => void) => listeners.add(listener),
    off: (_event: string, listener: () => void) => listeners.delete(listener),
  };
  vi.stubGlobal('@ohif/i18n', { default: texts });
  await speakAsHost();
  expect(language()).toBe('fr');
  const end = followHostLanguage();
  texts.language = 'es';
  for (const listener of listeners) listener();
  await vi.waitFor(() => {
    expect(language()).toBe('es');
  });
  end();
  expect(listeners.size).toBe(0);
});
