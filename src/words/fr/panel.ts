import type { germanPanel } from '../de/panel.ts';

/** Texts of the panel and of the report dialog. */
export const frenchPanel: Readonly<Record<keyof typeof germanPanel, string>> = {
  'Know this': 'À savoir',
};
