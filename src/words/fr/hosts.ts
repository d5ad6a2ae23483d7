import type { germanHosts } from '../de/hosts.ts';

/** Texts of the viewer, its bars, dialogs and messages. */
export const frenchHosts: Readonly<Record<keyof typeof germanHosts, string>> = {
  'Reset view': 'Réinitialiser la vue',
};
