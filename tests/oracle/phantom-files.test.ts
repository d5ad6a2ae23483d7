import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { locateIn } from '../../src/hosts/cli-locate.ts';
import { dciodvfyErrors, hasDciodvfy } from '../support/dicom-tools.ts';
import { inLane } from '../support/lane.ts';

const MAKE = join(import.meta.dirname, '../../sample-data/phantoms/make.mjs');
const out = mkdtempSync(join(tmpdir(), 'tipcheck-phantoms-'));
afterAll(() => {
  rmSync(out, { recursive: true, force: true });
});

interface Truth {
  readonly kind: string;
  readonly tip: number[];
  readonly path: number[][];
  readonly tipIsInImages: boolean;
  readonly near?: number[];
  readonly frame?: number;
  readonly scale?: { readonly betweenColumns: number; readonly betweenRows: number };
  readonly voidEnd?: number[];
}

const made = (
  kind: string,
  set: Readonly<Record<string, unknown>>,
): { folder: string; files: string[]; truth: Truth } => {
  const options = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${JSON.stringify(value)}`]);
  const { status, stderr } = spawnSync(process.execPath, [MAKE, kind, '--out', out, '--seed', '11', ...options], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const folder = join(out, `${kind}-0011`);
  return {
    folder,
    files: readdirSync(folder).filter((name) => name.endsWith('.dcm')),
    truth: JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truth,
  };
};

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, k) => value - (b[k] ?? NaN)));

const stack = { depth: 40, thickness: 3, spacing: 3, sag: 0, slope: 25, skin: null };
const cine = { end: 'in-image', frames: 2 };

/** A kind, its options, and how near the tip that is found must be to the truth (of MR: to the end of the void), in the unit of its positions. */
const KINDS = [
  ['ct', { ...stack, size: [64, 60], needles: [], balls: [], rib: null }, 1.5],
  ['mr', { ...stack, size: [64, 60], pixel: [1.2, 1.2], width: 5, ball: 2.8, vessels: [], bone: null }, 4],
  ['ultrasound', cine, 8],
  ['fluoroscopy', { ...cine, loop: false, ribs: 0, crossing: 0, unit: 'px', maximum: 1023 }, 6],
] as const;

describe.each(KINDS.slice(0, inLane<number>({ fast: 1, full: KINDS.length })))(
  'a phantom of %s, written as DICOM',
  (kind, set, limit) => {
    const { folder, files, truth } = made(kind, set);

    it.skipIf(!hasDciodvfy)('is without errors to dciodvfy', () => {
      for (const name of [files[0], files.at(-1)])
        expect(dciodvfyErrors(readFileSync(join(folder, name ?? '')))).toEqual([]);
    });

    it('has its tip where its truth says, as tipcheck locate reads the files', async () => {
      expect(truth.tipIsInImages).toBe(true);
      const near = truth.near ?? truth.path[3] ?? [];
      const { stdout, stderr } = await locateIn(folder, {
        near: near.join(','),
        frame: truth.frame === undefined ? undefined : String(truth.frame),
        json: true,
      });
      expect(stderr).toBe('');
      const { candidates } = JSON.parse(stdout) as { readonly candidates: readonly { readonly tip: number[] }[] };
      expect(distance(candidates[0]?.tip ?? [], truth.voidEnd ?? truth.tip)).toBeLessThan(limit);
    });
  },
);

describe('the program that makes phantoms', () => {
  it.each([
    ['a kind that there isn’t', ['pet', '--out', out], /give one kind of phantom: ct, mr, ultrasound, fluoroscopy/],
    ['an option that the kind hasn’t', ['mr', '--out', out, '--set', 'bevel=1'], /a mr phantom has no option bevel/],
    ['no folder', ['mr'], /--out is needed/],
  ])('refuses %s', (_, options, message) => {
    const { status, stderr } = spawnSync(process.execPath, [MAKE, ...options], { encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
  });
});
