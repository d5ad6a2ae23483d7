import { readdirSync, readFileSync } from 'node:fs';

/** What a browser takes of the machine, all of its processes together, as Linux counts it. */

/** Clock ticks a second; sysconf(_SC_CLK_TCK) is 100 on every Linux that Node runs on. */
const TICKS = 100;

const textOf = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A process that has ended meanwhile.
    return null;
  }
};

/** Fields of /proc/PID/stat after the name, which may hold spaces: from the state on. */
const statOf = (pid: number): readonly string[] | null => {
  const text = textOf(`/proc/${String(pid)}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** A process's descendants, itself left out. */
export const descendants = (root: number): readonly number[] => {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? Number(statOf(pid)?.[1] ?? NaN) : NaN;
    if (!Number.isNaN(parent)) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const below = (pid: number): number[] => (children.get(pid) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(root);
};

/** Processor seconds, of children that have ended too. */
export const cpuSeconds = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const stat = statOf(pid);
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
    return stat ? sum + [11, 12, 13, 14].reduce((ticks, field) => ticks + Number(stat[field] ?? 0), 0) / TICKS : sum;
  }, 0);

/** Megabytes (10^6) in memory, what is shared counted in parts. */
export const pssMB = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${String(pid)}/smaps_rollup`) ?? '')?.[1];
    return sum + (Number(kilobytes ?? 0) * 1024) / 1e6;
  }, 0);
