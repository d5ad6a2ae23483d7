import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assessPaths } from '../../src/hosts/cli-assess.ts';
import type { AssessChoices } from '../../src/hosts/cli-assessed-record.ts';
import { readReportAt } from '../../src/hosts/cli-read.ts';
import { reportOn } from '../../src/hosts/cli-report.ts';
import type { Assessment } from '../../src/assess/assessment.ts';
import { dciodvfyErrors, dsrdump, hasDciodvfy, hasDsrdump } from '../support/dicom-tools.ts';
import { ROOT } from '../support/documented.ts';
import { ctSlice, part10 } from '../support/part10.ts';

const DEVICE = join(ROOT, 'sample-data', 'devices', 'example-biopsy-needle.tipcheck-device.json');
const now = new Date('2026-11-26T10:00:00Z');
let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-choices-'));
  mkdirSync(at('images'));
  writeFileSync(at('images', 'slice.dcm'), part10(ctSlice(1)));
  writeFileSync(
    at('record.json'),
    JSON.stringify({
      tipcheck: 1,
      id: 'choices',
      space: { kind: 'patient', frameOfReferenceUID: '1.2.3.4.5' },
      target: { shape: 'sphere', center: [-8, -8, 2.5], radius: 4 },
      tip: { position: [-8, -8, 3], evidence: 'person', sigma: 1.6 },
      shaft: [[-8, -8, 30]],
      device: { kind: 'needle' },
    }),
  );
  writeFileSync(
    at('profile.json'),
    JSON.stringify({
      tipcheckProfile: 1,
      id: 'our-biopsy',
      procedure: 'Biopsy as we do it',
      metrics: [{ name: 'tipToCenter' }],
      thresholds: [
        {
          metric: 'tipToCenter',
          comparison: 'at-most',
          limit: 15,
          unit: 'mm',
          title: 'Ours',
          source: 'our own policy',
          enabled: true,
        },
      ],
      blocking: [],
    }),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const report = (out: string, choices: AssessChoices) =>
  reportOn({ record: at('record.json'), images: at('images'), out }, now, choices);
const verdictOf = async (choices: AssessChoices): Promise<string> => {
  const { stdout } = await assessPaths([at('record.json')], { json: true, ...choices });
  return (JSON.parse(stdout) as Assessment).verdict;
};

describe('tipcheck report with the options of tipcheck assess', () => {
  it('decides at the confidence that it is given', async () => {
    const verdicts: string[] = [];
    for (const confidence of [0.6, 0.9999]) {
      const out = at(`confidence ${String(confidence)}`);
      const { stdout, exitCode } = await report(out, { confidence });
      expect(exitCode).toBe(0);
      const verdict = await verdictOf({ confidence });
      expect(stdout.split('\n')[0]).toBe(verdict.toUpperCase());
      expect(readFileSync(join(out, 'report.csv'), 'utf8')).toContain(verdict);
      verdicts.push(verdict);
    }
    expect(verdicts).toEqual(['inside', 'indeterminate']);
  });

  it('says how the numbers stand to the profile, of a file or a bundled one', async () => {
    const out = at('profile');
    expect((await report(out, { profile: at('profile.json') })).exitCode).toBe(0);
    expect((await report(at('bundled'), { profile: 'biopsy' })).exitCode).toBe(0);
    const bytes = readFileSync(join(out, 'sr.dcm'));
    for (const text of ['our-biopsy', 'Biopsy as we do it', 'th-met', 'our own policy'])
      expect(bytes.includes(text), text).toBe(true);
    expect(readFileSync(at('bundled', 'sr.dcm')).includes('judged-profile')).toBe(true);
    const { stdout } = await readReportAt(join(out, 'sr.dcm'), { json: true });
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(at('record.json'), 'utf8')));
  });

  it.skipIf(!hasDciodvfy || !hasDsrdump)(
    'and others find no error in it (skipped without dciodvfy and dsrdump)',
    () => {
      const bytes = readFileSync(at('profile', 'sr.dcm'));
      expect(dciodvfyErrors(bytes)).toEqual([]);
      expect(dsrdump({ bytes }).bytes).toContain('"Judged procedure profile"');
    },
  );

  it('takes the device in place of the record’s own, and holds it', async () => {
    const out = at('device');
    expect((await report(out, { device: DEVICE })).exitCode).toBe(0);
    const { stdout } = await readReportAt(join(out, 'sr.dcm'), { json: true });
    const { device } = JSON.parse(stdout) as { readonly device: { readonly name?: string; readonly zones?: unknown } };
    expect(device.name).toMatch(/\S/);
    expect(device.zones).toHaveLength(
      (JSON.parse(readFileSync(DEVICE, 'utf8')) as { readonly zones: readonly unknown[] }).zones.length,
    );
  });

  it.each<[string, AssessChoices]>([
    ['a confidence that is none', { confidence: 0.5 }],
    ['a profile that is not there', { profile: 'no-such-profile' }],
    ['a profile that is none', { profile: DEVICE }],
    ['a device that is not there', { device: 'nowhere.json' }],
    ['a device that is none', { device: 'RECORD' }],
  ])('refuses %s as assess does, and writes nothing', async (_, given) => {
    const choices = given.device === 'RECORD' ? { device: at('record.json') } : given;
    const out = at('refused');
    const [reported, assessed] = [
      await report(out, choices),
      await assessPaths([at('record.json')], { json: true, ...choices }),
    ];
    expect([reported.stdout, reported.exitCode]).toEqual(['', 2]);
    expect(reported.stderr).toMatch(/^tipcheck: [a-z-]+: [^\n]+\n$/);
    expect(reported.stderr.split(':')[1]).toBe(assessed.stderr.split(':')[1]);
    expect(existsSync(out)).toBe(false);
  });
});
