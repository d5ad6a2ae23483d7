import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_FLAGS, findChromium } from '../../scripts/setup.mjs';
import { builtPage, type PageName } from './browser/build-pages.ts';
import { benchNavigation } from './browser/ohif.ts';
import { servePage } from './browser/serve.ts';
import { pictureTable, type Conditions, type Outcome } from './browser/table.ts';
import { turn } from './browser/turn.ts';
import { filesOf, WORKLOADS, type Workload } from './browser/workloads.ts';

export { withTable } from './marked-table.ts';

/** Who takes part, under the name that the table has for it. */
interface Contestant {
  readonly name: string;
  readonly page: PageName;
  readonly query: string;
  /** Whether it shows three planes. */
  readonly hasPlanes?: true;
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'TipCheck', page: 'ours', query: '' },
  { name: 'Cornerstone3D', page: 'cornerstone', query: '' },
  { name: 'TipCheck', page: 'ours', query: 'planes=1', hasPlanes: true },
  { name: 'Cornerstone3D', page: 'cornerstone-volume', query: '', hasPlanes: true },
  { name: 'dwv', page: 'dwv', query: '' },
  { name: 'floor', page: 'floor', query: '' },
  { name: 'null', page: 'floor', query: 'null=1' },
];

export interface PictureOptions {
  readonly root: string;
  /** Where workloads and other people's programs lie, outside the repository. */
  readonly cache: string;
  /** Folder whose node_modules has dwv; null where it could not be fetched. */
  readonly dwv: string | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly quick: boolean;
  /** Names of workloads and of contestants, and `navigation`; empty for all. */
  readonly only: readonly string[];
}

const QUICK: ReadonlySet<string> = new Set(['W1', 'W3-16', 'W4']);
const ROUNDS = { quick: 3, whole: 3 };
const STEPS = { quick: 30, whole: 60 };
const LIMIT_MS = 120_000;

const wanted = (only: readonly string[], names: readonly string[]): ((name: string) => boolean) => {
  const chosen = names.filter((name) => only.includes(name));
  return (name) => chosen.length === 0 || chosen.includes(name);
};

/** Every page opens every workload, in turns (A B C, B C A, C A B), each time in a browser of its own. Answers the table. */
export const benchPictures = async (options: PictureOptions): Promise<string> => {
  const { root, cache, dwv, quick, only, versions } = options;
  const isWorkload = wanted(
    only,
    WORKLOADS.map(({ name }) => name),
  );
  const isContestant = wanted(
    only,
    CONTESTANTS.map(({ name }) => name),
  );
  const names = WORKLOADS.map(({ name }) => name);
  const workloads = WORKLOADS.filter(({ name }) =>
    names.some((one) => only.includes(one))
      ? isWorkload(name)
      : !(only.length === 1 && only[0] === 'navigation') && (!quick || QUICK.has(name)),
  );
  const contestants = CONTESTANTS.filter(({ name, page }) => isContestant(name) && (page !== 'dwv' || dwv !== null));
  const rounds = quick ? ROUNDS.quick : ROUNDS.whole;
  const loads: number[] = [];
  const outcomes: Outcome[] = [];
  const pages = join(root, 'build', 'bench-pages');
  const folders = new Map<PageName, string>();
  const takesPart =
    ({ planesOf }: Workload) =>
    ({ hasPlanes }: Contestant): boolean =>
      hasPlanes === (planesOf === undefined ? undefined : true);
  for (const { page } of contestants.filter((one) => workloads.some((workload) => takesPart(workload)(one))))
    if (!folders.has(page)) {
      console.log(`building the page of ${page} …`);
      folders.set(page, await builtPage(root, pages, page, dwv));
    }
  for (const workload of workloads) {
    const files = await filesOf(root, cache, workload);
    const failed = new Set<string>();
    const taking = contestants.filter(takesPart(workload));
    for (let round = 0; round < rounds; round += 1)
      for (let place = 0; place < taking.length; place += 1) {
        const contestant = taking[(place + round) % taking.length];
        const folder = contestant && folders.get(contestant.page);
        if (!contestant || folder === undefined || failed.has(contestant.name)) continue;
        const site = await servePage(folder);
        const query = new URLSearchParams(contestant.query);
        if (contestant.page === 'floor' && workload.coding !== null) query.set('coding', workload.coding);
        // Planes are scrolled each on its own: no figure that could be compared.
        const steps = workload.planesOf !== undefined ? 0 : quick ? STEPS.quick : STEPS.whole;
        loads.push(loadavg()[0] ?? NaN);
        const result = await turn({ site, query: `?${query.toString()}`, workload, files, steps, limitMs: LIMIT_MS });
        await site.close();
        // What it can't do once it can't do again: the others don't wait for it.
        if ('failed' in result) failed.add(contestant.name);
        outcomes.push({ workload, contestant: contestant.name, round, result });
        console.log(`${workload.name} ${contestant.name} ${String(round + 1)}: ${summary(result)}`);
      }
  }
  const table = pictureTable(outcomes, conditions(loads, versions));
  const [first] = WORKLOADS;
  if (!first || (only.length > 0 && !only.includes('navigation'))) return table;
  const built = join(root, 'build', 'demo');
  return `${table}\n\n${await benchNavigation(built, first, await filesOf(root, cache, first), rounds)}`;
};

const summary = (result: Outcome['result']): string =>
  'failed' in result
    ? `fails: ${result.failed}`
    : `first ${result.firstMs.toFixed(0)} ms, all ${result.allMs.toFixed(0)} ms, ${result.allCpu.toFixed(2)} CPU s, ${result.cpuMsPerFrame.toFixed(1)} CPU ms a frame`;

const conditions = (loads: readonly number[], versions: Readonly<Record<string, string>>): Conditions => {
  const chromium = findChromium();
  return {
    date: new Date().toISOString().slice(0, 10),
    browser: chromium === null ? 'Chromium' : execFileSync(chromium, ['--version'], { encoding: 'utf8' }).trim(),
    flags: CHROMIUM_FLAGS.filter((flag) => /angle|gpu|swiftshader/.test(flag)),
    node: process.versions.node,
    processor: `${String(availableParallelism())} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 1e9).toFixed(0)} GB`,
    loads,
    versions,
  };
};
