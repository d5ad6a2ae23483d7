import type { Catalog } from '../text.ts';
import { germanAccess } from './access.ts';
import { germanHosts } from './hosts.ts';
import { germanPage } from './page.ts';
import { germanPanel } from './panel.ts';
import { germanReport } from './report.ts';

export const german: Catalog = { ...germanAccess, ...germanPage, ...germanHosts, ...germanPanel, ...germanReport };
