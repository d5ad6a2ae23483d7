import type { germanPanel } from '../de/panel.ts';

/** Texts of the panel and of the report dialog. */
export const chinesePanel: Readonly<Record<keyof typeof germanPanel, string>> = {
  'Know this': '请注意',
};
