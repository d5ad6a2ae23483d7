/** Processor seconds of this process, all threads. */
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** What is timed, by name; each does the work once. */
export type Contestants = Readonly<Record<string, () => unknown>>;

/**
 * Median processor seconds of each, measured in turns (A B C, B C A, …) so that whatever slows the machine slows all alike. A first round, in which code is
 * compiled, doesn't count.
 */
export const inTurns = (contestants: Contestants, rounds: number): Record<string, number> => {
  const names = Object.keys(contestants);
  const seconds = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round) % names.length] ?? '';
      const start = cpuSeconds();
      contestants[name]?.();
      if (round > 0) seconds.get(name)?.push(cpuSeconds() - start);
    }
  return Object.fromEntries([...seconds].map(([name, list]) => [name, median(list)]));
};

/** One line: what it was, each figure, and how many times ours the others take. */
export const report = (
  what: string,
  seconds: Readonly<Record<string, number>>,
  figure: (seconds: number) => string,
): void => {
  const ours = seconds['TipCheck'] ?? NaN;
  const cells = Object.entries(seconds).map(([name, value]) =>
    name === 'TipCheck' ? `TipCheck ${figure(value)}` : `${name} ${figure(value)} (${(value / ours).toPrecision(2)}×)`,
  );
  console.log(`${what.padEnd(68)} ${cells.join('   ')}`);
};
