import type { germanReport } from '../de/report.ts';

/** Words for numbers, verdicts, caveats and refusals, which the pure code makes in English. */
export const chineseReport: Readonly<Record<keyof typeof germanReport, string>> = {
  'Nothing to assess yet.': '尚无可评估的内容。',
};
