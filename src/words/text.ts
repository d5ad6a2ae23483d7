import type { germanAccess } from './de/access.ts';
import type { germanCaveats } from './de/caveats.ts';
import type { germanFind } from './de/find.ts';
import type { germanHosts } from './de/hosts.ts';
import type { germanMaking } from './de/making.ts';
import type { germanPage } from './de/page.ts';
import type { germanPanel } from './de/panel.ts';
import type { germanProfiles } from './de/profiles.ts';
import type { germanRefusals } from './de/refusals.ts';
import type { germanReport } from './de/report.ts';
import type { germanRules } from './de/rules.ts';
import type { germanTeach } from './de/teach.ts';
import type { germanSets } from './de/sets.ts';
import type { germanTeaching } from './de/teaching.ts';

/**
 * A text of the product, as it stands in the code: in English, with its values named in braces. The English is the key of every catalog, so
 * the code reads as the page does, and a text without its translations doesn't compile.
 */
export type Text =
  | keyof typeof germanAccess
  | keyof typeof germanHosts
  | keyof typeof germanPanel
  | keyof typeof germanPage
  | keyof typeof germanReport
  | keyof typeof germanCaveats
  | keyof typeof germanProfiles
  | keyof typeof germanRefusals
  | keyof typeof germanRules
  | keyof typeof germanFind
  | keyof typeof germanTeach
  | keyof typeof germanSets
  | keyof typeof germanTeaching
  | keyof typeof germanMaking;

/** All texts in one language. */
export type Catalog = Readonly<Record<Text, string>>;
