/** Words for numbers, verdicts, caveats and refusals, which the pure code makes in English. */
export const germanReport = {
  'Nothing to assess yet.': 'Noch nichts zu beurteilen.',
} as const satisfies Readonly<Record<string, string>>;
