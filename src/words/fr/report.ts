import type { germanReport } from '../de/report.ts';

/** Words for numbers, verdicts, caveats and refusals, which the pure code makes in English. */
export const frenchReport: Readonly<Record<keyof typeof germanReport, string>> = {
  'Nothing to assess yet.': 'Rien à évaluer pour le moment.',
};
