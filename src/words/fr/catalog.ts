import type { Catalog } from '../text.ts';
import { frenchAccess } from './access.ts';
import { frenchCaveats } from './caveats.ts';
import { frenchFind } from './find.ts';
import { frenchHosts } from './hosts.ts';
import { frenchMaking } from './making.ts';
import { frenchPage } from './page.ts';
import { frenchPanel } from './panel.ts';
import { frenchProfiles } from './profiles.ts';
import { frenchRefusals } from './refusals.ts';
import { frenchReport } from './report.ts';
import { frenchRules } from './rules.ts';
import { frenchSets } from './sets.ts';
import { frenchTeach } from './teach.ts';
import { frenchTeaching } from './teaching.ts';

export const french: Catalog = {
  ...frenchAccess,
  ...frenchHosts,
  ...frenchPanel,
  ...frenchPage,
  ...frenchReport,
  ...frenchCaveats,
  ...frenchProfiles,
  ...frenchRefusals,
  ...frenchRules,
  ...frenchFind,
  ...frenchSets,
  ...frenchTeach,
  ...frenchTeaching,
  ...frenchMaking,
};
