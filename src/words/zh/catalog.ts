import type { Catalog } from '../text.ts';
import { chineseAccess } from './access.ts';
import { chineseCaveats } from './caveats.ts';
import { chineseFind } from './find.ts';
import { chineseHosts } from './hosts.ts';
import { chineseMaking } from './making.ts';
import { chinesePage } from './page.ts';
import { chinesePanel } from './panel.ts';
import { chineseProfiles } from './profiles.ts';
import { chineseRefusals } from './refusals.ts';
import { chineseReport } from './report.ts';
import { chineseRules } from './rules.ts';
import { chineseSets } from './sets.ts';
import { chineseTeach } from './teach.ts';
import { chineseTeaching } from './teaching.ts';

export const chinese: Catalog = {
  ...chineseAccess,
  ...chineseHosts,
  ...chinesePanel,
  ...chinesePage,
  ...chineseReport,
  ...chineseCaveats,
  ...chineseProfiles,
  ...chineseRefusals,
  ...chineseRules,
  ...chineseFind,
  ...chineseSets,
  ...chineseTeach,
  ...chineseTeaching,
  ...chineseMaking,
};
