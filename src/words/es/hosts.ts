import type { germanHosts } from '../de/hosts.ts';

/** Texts of the viewer, its bars, dialogs and messages. */
export const spanishHosts: Readonly<Record<keyof typeof germanHosts, string>> = {
  'Reset view': 'Restablecer la vista',
};
