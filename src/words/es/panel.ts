import type { germanPanel } from '../de/panel.ts';

/** Texts of the panel and of the report dialog. */
export const spanishPanel: Readonly<Record<keyof typeof germanPanel, string>> = {
  'Know this': 'A tener en cuenta',
};
