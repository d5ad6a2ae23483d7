import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReportAt } from '../../src/hosts/cli-read.ts';
import { reportOn } from '../../src/hosts/cli-report.ts';
import { dciodvfyErrors, hasDciodvfy } from '../support/dicom-tools.ts';
import { ROOT } from '../support/documented.ts';
import { inLane } from '../support/lane.ts';
import { ctSlice, part10 } from '../support/part10.ts';

let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
const recordOf = (name: string): string => join(ROOT, 'sample-data', 'records', `${name}.tipcheck.json`);
const imagesOf = (name: string): string => join(ROOT, 'sample-data', name);
const now = new Date('2026-11-26T10:00:00Z');
const json = (path: string): Record<string, unknown> =>
  JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-report-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** One of each space first. */
const SAMPLES = [
  ['ct-abscess', 'ct-abscess', 'inside'],
  ['us-cyst', 'us-cine', 'inside'],
  ['biplane', 'biplane', 'inside'],
  ['xa-uncalibrated', 'xa-uncalibrated', 'indeterminate'],
  ['xa-aneurysm', 'xa-cine', 'indeterminate'],
] as const;

describe.each(SAMPLES.slice(0, inLane<number>({ fast: 2, full: SAMPLES.length })))(
  'tipcheck report on %s',
  (name, images, verdict) => {
    it('writes all of its files, and read gives the record back', async () => {
      const out = at('out', name);
      const { stderr, exitCode } = await reportOn({ record: recordOf(name), images: imagesOf(images), out }, now);
      expect([stderr, exitCode]).toEqual(['', 0]);
      expect(readdirSync(out)).toEqual(
        expect.arrayContaining(['kos.dcm', 'pdf.dcm', 'pr.dcm', 'report.csv', 'report.pdf', 'sr.dcm']),
      );
      expect(readdirSync(out).filter((one) => one.startsWith('.'))).toEqual([]);
      const read = await readReportAt(join(out, 'sr.dcm'), { json: true });
      expect([read.stderr, read.exitCode]).toEqual(['', 0]);
      expect(JSON.parse(read.stdout)).toEqual(json(recordOf(name)));
      const rows = readFileSync(join(out, 'report.csv'), 'utf8').trimEnd().split('\r\n');
      expect(rows).toHaveLength(2);
      expect(rows[0]?.split(',')).toContain('tipToCenter');
      expect(rows[1]?.split(',')).toContain(verdict);
      const words = await readReportAt(join(out, 'sr.dcm'), { json: false });
      expect(words.stdout).toContain(verdict.toUpperCase());
    });

    it.skipIf(!hasDciodvfy)('writes objects without errors (skipped without dciodvfy)', () => {
      const objects = readdirSync(at('out', name)).filter((file) => file.endsWith('.dcm'));
      expect(objects.length).toBeGreaterThanOrEqual(4);
      for (const file of objects) expect(dciodvfyErrors(readFileSync(at('out', name, file))), file).toEqual([]);
    });
  },
);

/** Three small slices, at 0, 2.5 and 5 mm; the second is stored with loss. */
const smallRecord = {
  tipcheck: 1,
  id: 'small',
  space: { kind: 'patient', frameOfReferenceUID: '1.2.3.4.5' },
  target: { shape: 'sphere', center: [-8, -8, 2.5], radius: 4 },
  tip: { position: [-8, -8, 3], evidence: 'person', sigma: 0.5 },
};
beforeAll(() => {
  mkdirSync(at('small'));
  for (const index of [0, 1, 2])
    writeFileSync(
      at('small', `${String(index)}.dcm`),
      part10(ctSlice(index, index === 1 ? { '00282110': ['CS', '01'] } : {})),
    );
  writeFileSync(at('small.json'), JSON.stringify(smallRecord));
});
const small = () => ({ record: at('small.json'), images: at('small') });

it('takes the image nearest the tip for a record that names none, and says what only the images know', async () => {
  const out = at('nearest');
  expect(await reportOn({ ...small(), out }, now)).toMatchObject({ exitCode: 0 });
  const selected = readFileSync(join(out, 'kos.dcm'));
  expect([0, 1, 2].map((index) => selected.includes(`1.2.3.4.1.${String(index)}`))).toEqual([false, true, false]);
  for (const file of ['report.csv', 'sr.dcm']) expect(readFileSync(join(out, file)).includes('lossy-image')).toBe(true);
});

describe('what is refused leaves nothing behind', () => {
  const refusal = async (paths: Partial<Parameters<typeof reportOn>[0]>): Promise<string> => {
    const out = at('refused');
    const all = { record: recordOf('ct-abscess'), images: imagesOf('ct-abscess'), out, ...paths };
    const { stdout, stderr, exitCode } = await reportOn(all, now);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(/^tipcheck: [a-z-]+: [^\n]+\n$/);
    expect(existsSync(out)).toBe(false);
    return stderr.split(': ')[1] ?? '';
  };

  it('images of something else', async () => {
    expect(await refusal({ images: imagesOf('us-cine') })).toBe('missing-image');
    expect(await refusal({ images: at('nowhere') })).toBe('missing-path');
  });

  it('images that are broken, or none', async () => {
    mkdirSync(at('empty'), { recursive: true });
    expect(await refusal({ images: at('empty') })).toBe('missing-image');
    mkdirSync(at('broken'), { recursive: true });
    const slice = readFileSync(join(imagesOf('ct-abscess'), 'slice-001.dcm'));
    writeFileSync(at('broken', 'slice.dcm'), slice.subarray(0, slice.length / 2));
    expect(await refusal({ images: at('broken') })).toBe('truncated');
  });

  it('a frame that the image does not have', async () => {
    const record = json(recordOf('us-cyst'));
    writeFileSync(
      at('frame.json'),
      JSON.stringify({ ...record, space: { ...(record['space'] as object), frame: 99 } }),
    );
    expect(await refusal({ record: at('frame.json'), images: imagesOf('us-cine') })).toBe('missing-frame');
  });

  it('another frame of reference', async () => {
    const record = json(recordOf('ct-abscess'));
    const space = { ...(record['space'] as object), frameOfReferenceUID: '2.25.1' };
    writeFileSync(at('foreign.json'), JSON.stringify({ ...record, space }));
    expect(await refusal({ record: at('foreign.json') })).toBe('different-frame-of-reference');
  });

  it('a record that is none', async () => {
    writeFileSync(at('none.json'), '{"tipcheck":1}');
    expect(await refusal({ record: at('none.json') })).toBe('missing-member');
    expect(await refusal({ record: at('nowhere.json') })).toBe('missing-path');
  });

  it('a folder that can not be made', async () => {
    writeFileSync(at('a file'), '');
    expect(await refusal({ ...small(), out: at('a file', 'out') })).toBe('not-writable');
    expect(readFileSync(at('a file'), 'utf8')).toBe('');
  });

  it('a folder where a file would be written: the files before it stay as they were', async () => {
    const out = at('taken');
    mkdirSync(join(out, 'report.csv'), { recursive: true });
    writeFileSync(join(out, 'sr.dcm'), 'as it was');
    expect(await refusal({ ...small(), out })).toBe('not-writable');
    expect(readdirSync(out).sort()).toEqual(['report.csv', 'sr.dcm']);
    expect(readFileSync(join(out, 'sr.dcm'), 'utf8')).toBe('as it was');
  });
});

it('files of an earlier report are replaced, others stay', async () => {
  const out = at('again');
  mkdirSync(out);
  writeFileSync(join(out, 'sr.dcm'), 'old');
  writeFileSync(join(out, 'notes.txt'), 'mine');
  expect((await reportOn({ ...small(), out }, now)).exitCode).toBe(0);
  expect(readFileSync(join(out, 'sr.dcm')).length).toBeGreaterThan(1000);
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('mine');
});

describe('tipcheck read refuses', () => {
  const code = async (path: string): Promise<string> => {
    const { stdout, stderr, exitCode } = await readReportAt(path, { json: true });
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(/^tipcheck: [a-z-]+: [^\n]+\n$/);
    return stderr.split(': ')[1] ?? '';
  };

  it('what is no report', async () => {
    expect(await code(at('nowhere.dcm'))).toBe('missing-path');
    expect(await code(folder)).toBe('not-a-file');
    expect(await code(recordOf('ct-abscess'))).toBe('not-dicom');
    expect(await code(join(imagesOf('ct-abscess'), 'slice-001.dcm'))).toBe('not-a-report');
  });

  it('a report that is cut off', async () => {
    cpSync(at('out', 'ct-abscess', 'sr.dcm'), at('cut.dcm'));
    const bytes = readFileSync(at('cut.dcm'));
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      writeFileSync(at('cut.dcm'), bytes.subarray(0, Math.floor(bytes.length * share)));
      expect(await code(at('cut.dcm'))).toBe('truncated');
    }
  });

  it('key images', async () => {
    expect(await code(at('out', 'ct-abscess', 'kos.dcm'))).toBe('not-a-report');
  });
});
