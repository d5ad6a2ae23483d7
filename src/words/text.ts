import type { germanAccess } from './de/access.ts';
import type { germanHosts } from './de/hosts.ts';
import type { germanPage } from './de/page.ts';
import type { germanPanel } from './de/panel.ts';
import type { germanReport } from './de/report.ts';

/**
 * A text of the product, as it stands in the code: in English, with its values named in braces. The English is the key of every catalog, so
 * the code reads as the page does, and a text without its translations doesn't compile.
 */
export type Text =
  | keyof typeof germanAccess
  | keyof typeof germanHosts
  | keyof typeof germanPage
  | keyof typeof germanPanel
  | keyof typeof germanReport;

/** All texts in one language. */
export type Catalog = Readonly<Record<Text, string>>;
