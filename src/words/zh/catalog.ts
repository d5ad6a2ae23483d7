import type { Catalog } from '../text.ts';
import { chineseAccess } from './access.ts';
import { chineseHosts } from './hosts.ts';
import { chinesePage } from './page.ts';
import { chinesePanel } from './panel.ts';
import { chineseReport } from './report.ts';

export const chinese: Catalog = {
  ...chineseAccess,
  ...chinesePage,
  ...chineseHosts,
  ...chinesePanel,
  ...chineseReport,
};
