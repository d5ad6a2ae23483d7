import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locateIn } from '../../src/hosts/cli-locate.ts';
import { ctSlice, part10 } from '../support/part10.ts';
import { inLane } from '../support/lane.ts';

interface Located {
  readonly candidates: readonly {
    readonly tip: readonly number[];
    readonly axis: readonly number[];
    readonly sigma: { readonly along: number; readonly across: number };
    readonly evidence: readonly { readonly code: string; readonly message: string }[];
    readonly method: string;
    readonly version: string;
  }[];
  readonly reason?: { readonly code: string };
}

const SAMPLES = join(import.meta.dirname, '../../sample-data');

const truthOf = async (sample: string): Promise<{ tip: number[]; shaft: number[][]; direction: number[] }> =>
  JSON.parse(await readFile(join(SAMPLES, sample, 'truth.json'), 'utf8')) as {
    tip: number[];
    shaft: number[][];
    direction: number[];
  };

const located = async (sample: string, near: string, frame?: string): Promise<Located> => {
  const { stdout, stderr, exitCode } = await locateIn(join(SAMPLES, sample), { near, frame, json: true });
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as Located;
};

const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, k) => value - (b[k] ?? NaN)));

describe('tipcheck locate, on CT that another program drew', () => {
  it('finds the tip from a place on the shaft, to a fraction of the 3 mm slices', async () => {
    const { tip, shaft, direction } = await truthOf('ct-abscess');
    const { candidates } = await located('ct-abscess', (shaft[1] ?? []).join(','));
    const [best] = candidates;
    expect(distance(best?.tip ?? [], tip)).toBeLessThan(0.6);
    expect(distance(best?.tip ?? [], tip)).toBeLessThan(3 * (best?.sigma.along ?? 0));
    expect(distance(best?.axis ?? [], direction)).toBeLessThan(0.02);
    expect(best?.evidence.map(({ code }) => code)).toContain('nothing-beyond');
    expect(best?.method).not.toBe('');
    expect(best?.version).not.toBe('');
    // The hub's end is in the air.
    expect(candidates[1]?.evidence.map(({ code }) => code)).toContain('in-air');
  });

  it('says where nothing is found that there is nothing, and no number', async () => {
    const { tip } = await truthOf('ct-abscess');
    const { candidates, reason } = await located(
      'ct-abscess',
      tip.map((value, k) => value + [-40, 25, -10][k]!).join(','),
    );
    expect(candidates).toEqual([]);
    expect(reason?.code).toBe('no-device');
    const { stdout } = await locateIn(join(SAMPLES, 'ct-abscess'), {
      near: tip.map((value, k) => value + [-40, 25, -10][k]!).join(','),
      frame: undefined,
      json: false,
    });
    expect(stdout).toMatch(/^No tip: .*\n$/);
  });
});

describe('tipcheck locate, on MR that another program drew', () => {
  it.each(inLane({ fast: [1], full: [1, 0] }))(
    'finds the end of the void from place %d on the shaft, and the metal’s end in its band',
    async (n) => {
      const truth = JSON.parse(await readFile(join(SAMPLES, 'mr-void/truth.json'), 'utf8')) as {
        readonly tip: number[];
        readonly shaft: number[][];
        readonly direction: number[];
        readonly void: { readonly tipBall: { readonly center: number[]; readonly radius: number } };
      };
      const { candidates } = await located('mr-void', (truth.shaft[n] ?? []).join(','));
      const [best] = candidates;
      if (!best) throw new Error('nothing was found');
      const { center, radius } = truth.void.tipBall;
      const along = (from: readonly number[], to: readonly number[]): number =>
        truth.direction.reduce((sum, value, k) => sum + value * ((to[k] ?? NaN) - (from[k] ?? NaN)), 0);
      // The void ends where its ball does.
      expect(Math.abs(along(center, best.tip) - radius)).toBeLessThan(4);
      expect(Math.abs(along(truth.tip, best.tip))).toBeLessThan(2 * best.sigma.along);
      const across = Math.sqrt(distance(truth.tip, best.tip) ** 2 - along(truth.tip, best.tip) ** 2);
      expect(across).toBeLessThan(2 * best.sigma.across);
      expect(distance(best.axis, truth.direction)).toBeLessThan(0.06);
      expect(best.evidence.map(({ code }) => code)).toContain('artefact-only');
      expect(best.method).toBe('void-trace-end-fit');
    },
  );

  it('says in plain text that it is the end of the void', async () => {
    const { tip } = await truthOf('mr-void');
    const { stdout } = await locateIn(join(SAMPLES, 'mr-void'), { near: tip.join(','), frame: undefined, json: false });
    expect(stdout).toMatch(/This is the end of a void of \d+ mm, not of the device/);
  });
});

describe('what locate refuses', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tipcheck-locate-'));
    await mkdir(join(folder, 'none'));
    await writeFile(join(folder, 'none', 'note.txt'), 'no image');
    for (const modality of ['PT', 'US']) {
      await mkdir(join(folder, modality));
      for (const index of [1, 2, 3])
        await writeFile(
          join(folder, modality, `${String(index)}.dcm`),
          part10(ctSlice(index, { '00080060': ['CS', modality] })),
        );
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  const near = '10,20,30';
  it.each<readonly [name: string, path: () => string, near: string, frame: string | undefined, code: string]>([
    ['a place with a letter', () => join(SAMPLES, 'ct-abscess'), '1,2,x', undefined, 'invalid-near'],
    ['a place with a gap', () => join(SAMPLES, 'ct-abscess'), '1,,3', undefined, 'invalid-near'],
    ['one number', () => join(SAMPLES, 'ct-abscess'), '5', undefined, 'invalid-near'],
    ['four numbers', () => join(SAMPLES, 'ct-abscess'), '1,2,3,4', undefined, 'invalid-near'],
    ['a place that is infinite', () => join(SAMPLES, 'ct-abscess'), '1,2,Infinity', undefined, 'invalid-near'],
    ['a place in an image without a frame', () => join(SAMPLES, 'xa-cine'), '5,5', undefined, 'invalid-frame'],
    ['frame 0', () => join(SAMPLES, 'xa-cine'), '5,5', '0', 'invalid-frame'],
    ['a frame for a place in the patient', () => join(SAMPLES, 'ct-abscess'), near, '1', 'usage'],
    ['a folder that isn’t there', () => join(SAMPLES, 'no-such-folder'), near, undefined, 'missing-path'],
    ['a folder without images', () => join(folder, 'none'), near, undefined, 'not-dicom'],
    ['a place outside of the images', () => join(SAMPLES, 'ct-abscess'), '900,900,900', undefined, 'outside-volume'],
    ['images without a place in the patient', () => join(SAMPLES, 'us-cine'), near, undefined, 'no-geometry'],
    ['a volume of PET', () => join(folder, 'PT'), '0,0,5', undefined, 'unsupported-modality'],
    ['a volume of ultrasound', () => join(folder, 'US'), '0,0,5', undefined, 'unsupported-modality'],
    ['a pixel of many images', () => join(SAMPLES, 'ct-abscess'), '5,5', '1', 'several-images'],
    ['a frame beyond the last', () => join(SAMPLES, 'us-cine'), '5,5', '999', 'missing-frame'],
  ])('%s', async (_, path, place, frame, code) => {
    const result = await locateIn(path(), { near: place, frame, json: true });
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toMatch(new RegExp(`^tipcheck: ${code}: [^\\n]+\\n$`));
  });
});
