import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Volume } from '../../../src/find/volume/volume.ts';
import type { Vector3 } from '../../../src/space/vector.ts';

/** What scipy's way found of one case, and the processor's seconds by python's own clock. */
export interface ScipyEnd {
  readonly seconds: number;
  readonly tip: Vector3 | null;
  readonly axis: Vector3 | null;
}

/** The version of scipy that python3 has; null where there is none. */
export const scipyVersion = (): string | null => {
  const { status, stdout } = spawnSync('python3', ['-c', 'import numpy, scipy; print(scipy.__version__)'], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : null;
};

/** One python that answers case after case. @param script path of scipy_baseline.py */
export const scipyRunner = (script: string) => {
  const child = spawn('python3', [script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    end: async (volume: Volume, seed: Vector3): Promise<ScipyEnd> => {
      const { size, origin, columnStep, rowStep, sliceStep, values } = volume;
      child.stdin.write(`${JSON.stringify({ size, origin, seed, steps: [columnStep, rowStep, sliceStep] })}\n`);
      child.stdin.write(Buffer.from(Int16Array.from(values).buffer));
      const answer = await lines.next();
      if (answer.done === true) throw new Error('python3 ended before it answered');
      return JSON.parse(answer.value) as ScipyEnd;
    },
    close: (): void => {
      child.stdin.end();
    },
  };
};
