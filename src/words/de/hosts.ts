/** Texts of the viewer, its bars, dialogs and messages. */
export const germanHosts = {
  'Reset view': 'Ansicht zurücksetzen',
} as const satisfies Readonly<Record<string, string>>;
