import type { Catalog } from '../text.ts';
import { spanishAccess } from './access.ts';
import { spanishHosts } from './hosts.ts';
import { spanishPage } from './page.ts';
import { spanishPanel } from './panel.ts';
import { spanishReport } from './report.ts';

export const spanish: Catalog = {
  ...spanishAccess,
  ...spanishPage,
  ...spanishHosts,
  ...spanishPanel,
  ...spanishReport,
};
