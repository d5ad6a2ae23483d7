import type { Catalog } from '../text.ts';
import { germanAccess } from './access.ts';
import { germanCaveats } from './caveats.ts';
import { germanFind } from './find.ts';
import { germanHosts } from './hosts.ts';
import { germanMaking } from './making.ts';
import { germanPage } from './page.ts';
import { germanPanel } from './panel.ts';
import { germanProfiles } from './profiles.ts';
import { germanRefusals } from './refusals.ts';
import { germanReport } from './report.ts';
import { germanRules } from './rules.ts';
import { germanSets } from './sets.ts';
import { germanTeach } from './teach.ts';
import { germanTeaching } from './teaching.ts';

export const german: Catalog = {
  ...germanAccess,
  ...germanHosts,
  ...germanPanel,
  ...germanPage,
  ...germanReport,
  ...germanCaveats,
  ...germanProfiles,
  ...germanRefusals,
  ...germanRules,
  ...germanFind,
  ...germanSets,
  ...germanTeach,
  ...germanTeaching,
  ...germanMaking,
};
