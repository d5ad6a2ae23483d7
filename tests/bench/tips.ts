import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ctOutcome } from './tips/ct-cases.ts';
import { frameOutcome } from './tips/frame-cases.ts';
import { scipyRunner, scipyVersion } from './tips/scipy.ts';
import { tipTable, type Outcomes } from './tips/table.ts';

export { withTable } from './marked-table.ts';

/** Seeds that nothing was tuned on. */
const FIRST = { ct: 98_000, frames: 98_000 };
const GATE = 200;

interface Counts {
  readonly ct: number;
  readonly frames: number;
}

interface Share {
  readonly counts: Counts;
  readonly part: number;
  readonly of: number;
  /** Path of scipy_baseline.py where python3 has scipy. */
  readonly script: string | null;
}

const part = async ({ counts, part: mine, of, script }: Share): Promise<Omit<Outcomes, 'scipy'>> => {
  const own = (count: number): readonly number[] =>
    Array.from({ length: count }, (_, n) => n).filter((n) => n % of === mine);
  const scipy = script === null ? null : scipyRunner(script);
  const ct = [];
  for (const n of own(counts.ct)) ct.push(await ctOutcome(FIRST.ct + n, scipy, n < GATE));
  scipy?.close();
  const frames = own(counts.frames).map((n) => FIRST.frames + n);
  return {
    ct,
    fluoroscopy: frames.map((seed) => frameOutcome('XA', seed)),
    ultrasound: frames.map((seed) => frameOutcome('US', seed)),
  };
};

/**
 * All of tip finding over phantoms, in one run: TipCheck, a plain baseline and scipy on the same volumes. Answers the table.
 * @param script path of scipy_baseline.py @param processes that share the work
 */
export const benchTips = async (script: string, processes: number, isQuick: boolean): Promise<string> => {
  const scipy = scipyVersion();
  if (scipy === null) console.log('scipy is left out: python3 has none (on Debian: apt-get install python3-scipy)');
  const counts = isQuick ? { ct: 40, frames: 20 } : { ct: 500, frames: 500 };
  const shares = await Promise.all(
    Array.from({ length: processes }, (_, n) =>
      apart({ counts, part: n, of: processes, script: scipy === null ? null : script }),
    ),
  );
  return tipTable({
    ct: shares.flatMap(({ ct }) => ct).sort((a, b) => a.seed - b.seed),
    fluoroscopy: shares.flatMap(({ fluoroscopy }) => fluoroscopy),
    ultrasound: shares.flatMap(({ ultrasound }) => ultrasound),
    scipy,
  });
};

/** A share of the work in a process of its own. */
const apart = (share: Share): Promise<Omit<Outcomes, 'scipy'>> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['share']);
    child.on('message', (outcomes: Omit<Outcomes, 'scipy'>) => {
      resolve(outcomes);
    });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) reject(new Error('a process of the bench ended early'));
    });
    child.send(share);
  });

if (process.argv[2] === 'share' && process.send)
  process.once('message', (share: Share) => {
    void part(share).then((outcomes) => {
      process.send?.(outcomes, () => {
        process.disconnect();
      });
    });
  });
