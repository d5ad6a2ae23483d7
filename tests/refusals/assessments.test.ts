import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assess, isRefused, parseRecord } from '../../src/index.ts';
import { assessPaths } from '../../src/hosts/cli-assess.ts';
import { imageSpace, PATIENT } from '../support/records.ts';

const record = (more: object = {}) => ({
  tipcheck: 1,
  id: 'a',
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
  tip: { position: [0, 0, 1], evidence: 'person', sigma: 0.5 },
  ...more,
});
const codeOf = (result: object): string => (isRefused(result) ? result.code : 'assessed');

describe('assessments that are refused', () => {
  it.each([0, 0.5, 1, 1.5, -1, NaN, Infinity])('at a confidence of %d', (confidence) => {
    expect(codeOf(assess(parseRecord(record()), { confidence }))).toBe('invalid-confidence');
  });

  it.each([0.51, 0.95, 0.999])('but not at %d', (confidence) => {
    expect(assess(parseRecord(record()), { confidence })).toMatchObject({ confidence });
  });

  it('of a refused record keep its reason', () => {
    expect(codeOf(assess(parseRecord({ tipcheck: 2 })))).toBe('unknown-version');
  });
});

describe('assess on the command line', () => {
  let folder = '';
  const path = (name: string): string => join(folder, name);
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assess-'));
    await writeFile(path('good.json'), JSON.stringify(record()));
    await writeFile(path('bom.json'), `\uFEFF${JSON.stringify(record())}`);
    await writeFile(
      path('image.json'),
      JSON.stringify({ ...record(), space: imageSpace(0.2, 0.2), target: undefined, tip: { position: [3, 4] } }),
    );
    await writeFile(path('bad.json'), '{"tipcheck":1');
    await writeFile(path('empty.json'), '');
    await writeFile(path('latin.json'), Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]));
    await writeFile(path('large.json'), '');
    await truncate(path('large.json'), 64 * 1024 * 1024 + 1);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("puts a device profile in the place of every record's device, and tells what acts", async () => {
    const profile = {
      tipcheckDevice: 1,
      kind: 'needle',
      name: 'A',
      source: 'made up',
      zones: [{ role: 'notch', shape: 'segment', from: -12, to: -2, throw: 10 }],
    };
    await writeFile(path('device.json'), JSON.stringify(profile));
    await writeFile(path('shaft.json'), JSON.stringify(record({ shaft: [[0, 0, 40]], tip: { position: [0, 0, 4] } })));
    const told = await assessPaths([path('shaft.json')], { json: false, device: path('device.json') });
    expect(told).toMatchObject({ exitCode: 0, stderr: '' });
    // From 6 mm behind the middle of a ball of 6 mm to 4 mm ahead of it.
    expect(told.stdout).toContain(
      'What acts:\n  Notch if fired now: 100 % inside; margin 0.0 mm; ends 0.0 mm inside and 2.0 mm inside',
    );
    const plain = await assessPaths([path('shaft.json')], { json: true });
    expect(JSON.parse(plain.stdout)).not.toHaveProperty('zones');
  });

  it.each([
    ['bad.json', 'not-json'],
    ['good.json', 'missing-member'],
    ['nowhere.json', 'missing-path'],
  ])('refuses the device profile %s as %s, and assesses nothing', async (name, code) => {
    const result = await assessPaths([path('good.json')], { json: true, device: path(name) });
    expect(result).toMatchObject({ stdout: '', exitCode: 2 });
    expect(result.stderr).toMatch(new RegExp(`^tipcheck: ${code}: [^\\n]+\\n$`));
  });

  it.each([
    ['bad.json', 'not-json'],
    ['empty.json', 'empty'],
    ['latin.json', 'not-utf-8'],
    ['large.json', 'too-large'],
    ['nowhere.json', 'missing-path'],
    ['.', 'not-a-file'],
  ])('refuses %s as %s: exit 2, one line on standard error, nothing else', async (name, code) => {
    for (const json of [true, false]) {
      const { stdout, stderr, exitCode } = await assessPaths([path(name)], { json });
      expect(exitCode).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(new RegExp(`^tipcheck: ${code}: [^\\n]+\\n$`));
    }
  });

  it('prints one document for one record', async () => {
    const { stdout, stderr, exitCode } = await assessPaths([path('bom.json')], { json: true, confidence: 0.9 });
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'inside', confidence: 0.9 });
  });

  it('prints one document a line for several, in their order, refused ones among them', async () => {
    const { stdout, stderr, exitCode } = await assessPaths(
      ['good.json', 'bad.json', 'image.json', 'nowhere.json'].map(path),
      { json: true },
    );
    expect(exitCode).toBe(2);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    const documents = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(documents).toMatchObject([
      { verdict: 'inside' },
      { refused: { code: 'not-json' } },
      { verdict: 'indeterminate', metrics: { tipToCenter: null } },
      { refused: { code: 'missing-path' } },
    ]);
  });

  it('is for people without --json: verdict first, every metric named', async () => {
    const { stdout } = await assessPaths([path('good.json')], { json: false });
    expect(stdout).toMatch(/^INSIDE\n/);
    expect(stdout).toMatch(/Tip to target centre +1\.0 mm/);
    expect(stdout).toMatch(/Inserted length +– +not measured/);
  });
});
