import type { Catalog } from '../text.ts';
import { frenchHosts } from './hosts.ts';
import { frenchPage } from './page.ts';
import { frenchPanel } from './panel.ts';
import { frenchReport } from './report.ts';

export const french: Catalog = { ...frenchPage, ...frenchHosts, ...frenchPanel, ...frenchReport };
