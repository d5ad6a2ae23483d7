import type { Catalog } from '../text.ts';
import { spanishAccess } from './access.ts';
import { spanishCaveats } from './caveats.ts';
import { spanishFind } from './find.ts';
import { spanishHosts } from './hosts.ts';
import { spanishMaking } from './making.ts';
import { spanishPage } from './page.ts';
import { spanishPanel } from './panel.ts';
import { spanishProfiles } from './profiles.ts';
import { spanishRefusals } from './refusals.ts';
import { spanishReport } from './report.ts';
import { spanishRules } from './rules.ts';
import { spanishSets } from './sets.ts';
import { spanishTeach } from './teach.ts';
import { spanishTeaching } from './teaching.ts';

export const spanish: Catalog = {
  ...spanishAccess,
  ...spanishHosts,
  ...spanishPanel,
  ...spanishPage,
  ...spanishReport,
  ...spanishCaveats,
  ...spanishProfiles,
  ...spanishRefusals,
  ...spanishRules,
  ...spanishFind,
  ...spanishSets,
  ...spanishTeach,
  ...spanishTeaching,
  ...spanishMaking,
};
