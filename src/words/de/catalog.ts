import type { Catalog } from '../text.ts';
import { germanHosts } from './hosts.ts';
import { germanPage } from './page.ts';
import { germanPanel } from './panel.ts';
import { germanReport } from './report.ts';

export const german: Catalog = { ...germanPage, ...germanHosts, ...germanPanel, ...germanReport };
