import type { Catalog } from '../text.ts';
import { chineseHosts } from './hosts.ts';
import { chinesePanel } from './panel.ts';
import { chineseReport } from './report.ts';

export const chinese: Catalog = { ...chineseHosts, ...chinesePanel, ...chineseReport };
