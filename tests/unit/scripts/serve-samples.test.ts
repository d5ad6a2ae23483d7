import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveSamples } from '../../../scripts/serve-samples.mjs';

const SAMPLES = resolve('sample-data');
let built: string;
let paths: readonly string[];

beforeAll(() => {
  built = mkdtempSync(join(tmpdir(), 'tipcheck-samples-'));
  (serveSamples(SAMPLES, built) as unknown as { readonly writeBundle: () => void }).writeBundle();
  paths = filesBelow(built);
});
afterAll(() => {
  rmSync(built, { recursive: true, force: true });
});

const filesBelow = (folder: string, path = ''): readonly string[] =>
  readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(folder, join(path, entry.name)) : [join(path, entry.name)],
  );

interface Draft {
  readonly teaches: string;
  readonly explanation: string;
  readonly references: readonly { readonly record: { readonly tip: { readonly position?: readonly number[] } } }[];
}
const DRAFTS = join(SAMPLES, 'teaching', 'ways-to-miss-the-tip');
const drafts: readonly Draft[] = readdirSync(DRAFTS)
  .filter((name) => name.endsWith('.tipcheck-draft.json'))
  .map((name) => JSON.parse(readFileSync(join(DRAFTS, name), 'utf8')) as Draft);

describe('the samples beside a page', () => {
  it('are the index and all that it lists, and images and sets of cases beside it alone', () => {
    const { samples, sets } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')) as Readonly<
      Record<'samples' | 'sets', readonly { readonly folder: string; readonly files: readonly string[] }[]>
    >;
    for (const { folder, files } of [...samples, ...sets])
      for (const file of files) expect(existsSync(join(built, folder, file)), file).toBe(true);
    expect(paths.filter((path) => path !== 'index.json' && !/\.(dcm|zip)$/.test(path))).toEqual([]);
  });

  it('tell no answer of a teaching case in clear', () => {
    const words = drafts.flatMap(({ teaches, explanation, references }) => [
      teaches,
      explanation.slice(0, 60),
      ...references
        .flatMap(({ record }) => record.tip.position ?? [])
        .map(String)
        .filter((value) => value.length >= 7),
    ]);
    expect(words.length).toBeGreaterThan(40);
    for (const path of paths) {
      const text = readFileSync(join(built, path)).toString('utf8');
      expect(
        words.filter((word) => text.includes(word)),
        path,
      ).toEqual([]);
    }
  });
});
