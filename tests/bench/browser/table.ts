import type { Shipped } from './serve.ts';
import type { Failed, Turn } from './turn.ts';
import type { Workload } from './workloads.ts';

export interface Outcome {
  readonly workload: Workload;
  readonly contestant: string;
  readonly round: number;
  readonly result: Turn | Failed;
}

export interface Conditions {
  readonly date: string;
  readonly browser: string;
  /** What the browser draws with. */
  readonly flags: readonly string[];
  readonly node: string;
  readonly processor: string;
  /** Of the machine, over one minute, before each turn. */
  readonly loads: readonly number[];
  readonly versions: Readonly<Record<string, string>>;
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

/** What every other page is compared with. */
const OURS = 'TipCheck';
const NULL = 'null';

interface Column {
  readonly title: string;
  readonly of: (turn: Turn, inRound: { readonly null: Turn | undefined; readonly workload: Workload }) => number;
  readonly text: (value: number) => string;
  /** Whether a ratio to ours says anything. */
  readonly isCompared: boolean;
}

const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const seconds = (value: number): string => value.toFixed(2);
const whole = (value: number): string => value.toFixed(0);

const sumKB = (parts: readonly Shipped[]): number => parts.reduce((sum, { kB }) => sum + kB, 0);

const COLUMNS: readonly Column[] = [
  { title: 'first correct image, ms', of: ({ firstMs }) => firstMs, text: ms, isCompared: true },
  { title: 'CPU s to it', of: ({ firstCpu }) => firstCpu, text: seconds, isCompared: true },
  { title: 'all decoded, ms', of: ({ allMs }) => allMs, text: ms, isCompared: true },
  { title: 'CPU s to that', of: ({ allCpu }) => allCpu, text: seconds, isCompared: true },
  { title: 'main thread: blocked, ms', of: ({ blockedMs }) => blockedMs, text: whole, isCompared: true },
  { title: 'tasks, ms', of: ({ tasksMs }) => tasksMs, text: whole, isCompared: true },
  { title: 'frames/s', of: ({ framesPerSecond }) => framesPerSecond, text: ms, isCompared: true },
  {
    title: 'CPU ms a frame above null',
    of: ({ cpuMsPerFrame }, { null: empty }) => cpuMsPerFrame - (empty?.cpuMsPerFrame ?? NaN),
    text: ms,
    isCompared: true,
  },
  { title: 'blocked, scrolling, ms', of: ({ scrollBlockedMs }) => scrollBlockedMs, text: whole, isCompared: false },
  { title: 'wrong frames', of: ({ wrong }) => wrong, text: whole, isCompared: false },
  { title: 'peak above idle, MB', of: ({ peakMB, idleMB }) => peakMB - idleMB, text: whole, isCompared: true },
  { title: 'idle, MB', of: ({ idleMB }) => idleMB, text: whole, isCompared: false },
  { title: 'shipped to the first image, kB', of: ({ shipped }) => sumKB(shipped.first), text: whole, isCompared: true },
  { title: 'shipped later, kB', of: ({ shipped }) => sumKB(shipped.later), text: whole, isCompared: false },
];

const isDone = (result: Turn | Failed): result is Turn => !('failed' in result);

/** Medians, and in brackets the median of the ratios to ours of the same round. In Markdown. */
export const pictureTable = (outcomes: readonly Outcome[], conditions: Conditions): string => {
  const workloads = [...new Set(outcomes.map(({ workload }) => workload))];
  return [
    conditionsText(conditions, outcomes),
    '',
    `| | ${COLUMNS.map(({ title }) => title).join(' | ')} |`,
    `| --- | ${COLUMNS.map(() => '---:').join(' | ')} |`,
    ...workloads.flatMap((workload) => [
      `| **${workload.name}**: ${workload.what}, ${workload.decodedMB.toFixed(0)} MB decoded |${' |'.repeat(COLUMNS.length)}`,
      ...rowsOf(
        workload,
        outcomes.filter((one) => one.workload === workload),
      ),
    ]),
    '',
    ...latePartsText(outcomes),
  ].join('\n');
};

/** What each page fetched after its first image, by name and kB, in the last turn of each workload; workloads that took the same together. */
const latePartsText = (outcomes: readonly Outcome[]): readonly string[] => {
  const lines = new Map<string, Set<string>>();
  for (const contestant of new Set(outcomes.map((one) => one.contestant)))
    for (const { name } of new Set(outcomes.map(({ workload }) => workload))) {
      const last = outcomes.findLast((one) => one.contestant === contestant && one.workload.name === name)?.result;
      if (contestant === NULL || !last || !isDone(last) || last.shipped.later.length === 0) continue;
      const parts = last.shipped.later.toSorted((a, b) => b.kB - a.kB || a.name.localeCompare(b.name));
      const text = parts.map((part) => `${part.name} ${part.kB.toFixed(part.kB < 10 ? 1 : 0)}`).join(', ');
      const key = `${contestant}: ${text}`;
      lines.set(key, (lines.get(key) ?? new Set()).add(name));
    }
  return lines.size === 0
    ? []
    : [
        'Fetched after the first image, kB by gzip:',
        '',
        ...[...lines].map(([text, workloads]) => `- ${[...workloads].join(', ')}, ${text}.`),
      ];
};

const rowsOf = (workload: Workload, outcomes: readonly Outcome[]): readonly string[] => {
  const at = (contestant: string, round: number): Turn | undefined => {
    const found = outcomes.find((one) => one.contestant === contestant && one.round === round)?.result;
    return found && isDone(found) ? found : undefined;
  };
  const contestants = [...new Set(outcomes.map(({ contestant }) => contestant))].filter((name) => name !== NULL);
  return contestants.map((contestant) => {
    const own = outcomes.filter((one) => one.contestant === contestant);
    const done = own.flatMap(({ round, result }) => (isDone(result) ? [{ round, turn: result }] : []));
    if (done.length === 0) {
      const [failed] = own.flatMap(({ result }) => (isDone(result) ? [] : [result.failed]));
      return `| ${contestant} | cannot: ${(failed ?? 'unknown reason').replaceAll('|', '/')} |${' |'.repeat(COLUMNS.length - 1)}`;
    }
    const cells = COLUMNS.map(({ of, text, isCompared }) => {
      const figure = (turn: Turn, round: number): number => of(turn, { null: at(NULL, round), workload });
      const values = done.map(({ turn, round }) => figure(turn, round)).filter(Number.isFinite);
      if (values.length === 0) return '–';
      const ratios = done.flatMap(({ turn, round }) => {
        const ours = at(OURS, round);
        const ratio = ours ? figure(turn, round) / figure(ours, round) : NaN;
        return Number.isFinite(ratio) && ratio > 0 ? [ratio] : [];
      });
      const beside = isCompared && contestant !== OURS && ratios.length > 0 ? ` (${times(median(ratios))})` : '';
      return `${text(median(values))}${beside}`;
    });
    const lost = own.length - done.length;
    return `| ${contestant}${lost > 0 ? ` (${String(lost)} of ${String(own.length)} runs failed)` : ''} | ${cells.join(' | ')} |`;
  });
};

const times = (ratio: number): string => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2)}×`;

const conditionsText = (conditions: Conditions, outcomes: readonly Outcome[]): string => {
  const { date, browser, flags, node, processor, loads, versions } = conditions;
  const rounds = Math.max(0, ...outcomes.map(({ round }) => round + 1));
  const canvases = [...new Set(outcomes.flatMap(({ result }) => (isDone(result) ? [result.canvas] : [])))];
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${date}: ${browser}, headless (\`${flags.join(' ')}\`), Node ${node}, ${processor}, load of the machine ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
    `(median ${median(loads).toFixed(1)}); ${packages.join(', ')}; canvas ${canvases.join(', ')} pixels. Medians of ${String(rounds)} runs each, in turns;`,
    'in brackets the median of what the page takes for each that ours takes, in the same round: over 1× it takes more than ours.',
  ].join('\n');
};
