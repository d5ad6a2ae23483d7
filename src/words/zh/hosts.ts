import type { germanHosts } from '../de/hosts.ts';

/** Texts of the viewer, its bars, dialogs and messages. */
export const chineseHosts: Readonly<Record<keyof typeof germanHosts, string>> = {
  'Reset view': '重置视图',
};
