import type { Catalog } from '../text.ts';
import { frenchAccess } from './access.ts';
import { frenchHosts } from './hosts.ts';
import { frenchPage } from './page.ts';
import { frenchPanel } from './panel.ts';
import { frenchReport } from './report.ts';

export const french: Catalog = { ...frenchAccess, ...frenchPage, ...frenchHosts, ...frenchPanel, ...frenchReport };
