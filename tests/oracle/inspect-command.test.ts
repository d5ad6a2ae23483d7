import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectPaths } from '../../src/hosts/cli-inspect.ts';
import { regions } from '../support/images.ts';
import { ctSlice, encapsulated, part10, without, type Elements } from '../support/part10.ts';

/** The members and codes that programs outside rely on, written out. */
interface Inspection {
  readonly series: readonly Readonly<Record<string, unknown>>[];
  readonly skipped: readonly { readonly path: string; readonly code: string; readonly message: string }[];
}

const SECRET: Elements = {
  '00100010': ['PN', 'Secretive^Sophie'],
  '00100020': ['LO', 'SECRET-ID-77'],
  '00100030': ['DA', '19610203'],
  '00080090': ['PN', 'Doctor^Discreet'],
};
const SPACING: Elements = { '00280030': ['DS', '0.7\\0.7'] };
const ultrasound: Elements = {
  ...without(ctSlice(1), '00200032', '00200037', '00280030', '00200052'),
  ...regions({}, { bounds: [0, 2, 5, 3], format: 3, units: [4, 7] }),
  ...SECRET,
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'],
  '00080018': ['UI', '1.2.3.4.3.1'],
  '00080060': ['CS', 'US'],
  '0008103E': ['LO', 'Liver\u001b[31m'],
  '0020000E': ['UI', '1.2.3.4.3'],
};
const run: Elements = {
  ...without(ctSlice(1), '7FE00010', '00200032', '00200037', '00280030', '00200052'),
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.12.1'],
  '00080018': ['UI', '1.2.3.4.2.1'],
  '00080060': ['CS', 'XA'],
  '0020000E': ['UI', '1.2.3.4.2'],
  '00181110': ['DS', '1100'],
  '00181111': ['DS', '750'],
  '00181164': ['DS', '0.2\\0.2'],
  '00181510': ['DS', '30'],
  '00181511': ['DS', '0'],
  '00280008': ['IS', '2'],
  '00282110': ['CS', '01'],
};

let folder = '';
const at = (...names: readonly string[]): string => join(folder, ...names);
const json = async (...paths: readonly string[]): Promise<Inspection> => {
  const { stdout, stderr, exitCode } = await inspectPaths(paths, { json: true });
  expect([stderr, exitCode]).toEqual(['', 0]);
  return JSON.parse(stdout) as Inspection;
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipcheck-inspect-'));
  mkdirSync(at('study', 'ct'), { recursive: true });
  mkdirSync(at('empty'));
  for (const index of [3, 1, 2])
    writeFileSync(at('study', 'ct', `image${String(index)}`), part10({ ...ctSlice(index, SPACING), ...SECRET }));
  writeFileSync(at('study', 'ct', 'copy of 1'), part10({ ...ctSlice(1, SPACING), ...SECRET }));
  writeFileSync(at('study', 'us.bin'), part10(ultrasound));
  const stream = (value: number): Uint8Array => Uint8Array.of(0xff, 0xd8, 0xff, value, 0xff, 0xd9);
  writeFileSync(at('study', 'run.dcm'), part10(run, '1.2.840.10008.1.2.4.50', encapsulated([stream(1), stream(2)])));
  writeFileSync(
    at('study', 'report.dcm'),
    part10({ ...ctSlice(9), '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.33'], '00080060': ['CS', 'SR'] }),
  );
  writeFileSync(at('study', 'DICOMDIR'), part10({ '00080016': ['UI', '1.2.840.10008.1.3.10'] }));
  writeFileSync(at('study', 'short.dcm'), part10(ctSlice(7)).slice(0, -10));
  writeFileSync(
    at('study', 'notes.txt'),
    'nothing that is DICOM, at some length so that a preamble would fit into it, and more'.repeat(3),
  );
  writeFileSync(at('study', 'nothing'), '');
  symlinkSync(at('study'), at('study', 'ct', 'loop'));
  symlinkSync(at('nowhere'), at('study', 'broken link'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('inspect', () => {
  it('describes every series of a folder, searched to its depth and once where links lead in circles', async () => {
    const { series } = await json(at('study'));
    const byModality = new Map(series.map((entry) => [entry['modality'], entry]));
    expect(series).toHaveLength(3);
    expect(byModality.get('CT')).toEqual({
      seriesInstanceUID: '1.2.3.4.1',
      studyInstanceUID: '1.2.3.4',
      modality: 'CT',
      description: 'Synthetic',
      instances: 3,
      frames: 3,
      transferSyntaxes: ['1.2.840.10008.1.2.1'],
      space: 'patient',
      frameOfReferenceUID: '1.2.3.4.5',
      size: [6, 4],
      scale: { betweenColumns: 0.7, betweenRows: 0.7, unit: 'mm', basis: 'pixel-spacing' },
      slices: { spacing: 2.5, thickness: 2.5, uniform: true, tiltDegrees: 0 },
      regions: [],
      view: null,
      caveats: [],
      measurable: [
        {
          code: 'position-in-patient',
          possible: true,
          message: 'tip to target in mm in the patient, in three dimensions',
          mend: null,
        },
        { code: 'reformatted-planes', possible: true, message: 'reformatted planes', mend: null },
      ],
    });
    expect(byModality.get('US')).toMatchObject({
      space: 'image',
      frameOfReferenceUID: null,
      scale: { unit: 'mm', basis: 'us-region' },
      slices: null,
      regions: [
        { frame: null, bounds: [0, 0, 5, 3], betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', usable: true },
        { frame: null, bounds: [0, 2, 5, 3], usable: false },
      ],
    });
    expect(byModality.get('XA')).toMatchObject({
      instances: 1,
      frames: 2,
      transferSyntaxes: ['1.2.840.10008.1.2.4.50'],
      space: 'projection',
      scale: { unit: 'mm', basis: 'imager-magnification' },
      view: { sid: 1100, sod: 750, primaryAngle: 30, secondaryAngle: 0, imagerSpacing: [0.2, 0.2] },
      caveats: [{ code: 'depth-scale' }, { code: 'lossy-image' }],
    });
  });

  it('lists what it left out, with the reason', async () => {
    const { skipped } = await json(at('study'));
    const reasons = Object.fromEntries(skipped.map(({ path, code }) => [path.slice(folder.length + 1), code]));
    expect(reasons).toEqual({
      [join('study', 'ct', 'image1')]: 'duplicate',
      [join('study', 'report.dcm')]: 'not-an-image',
      [join('study', 'DICOMDIR')]: 'dicomdir',
      [join('study', 'short.dcm')]: 'truncated',
      [join('study', 'notes.txt')]: 'not-dicom',
      [join('study', 'nothing')]: 'empty',
      [join('study', 'broken link')]: 'unreadable',
    });
    for (const { message } of skipped) expect(message).not.toBe('');
  });

  it('takes several paths, and an empty folder has no images', async () => {
    expect((await json(at('study', 'us.bin'), at('study', 'run.dcm'), at('study', 'notes.txt'))).series).toHaveLength(
      2,
    );
    expect(await json(at('empty'))).toEqual({ series: [], skipped: [] });
  });

  it.each([
    ['a missing path', ['nowhere'], 'missing-path'],
    ['a missing path beside a good one', ['study', 'nowhere'], 'missing-path'],
    ['a file that is no DICOM', ['study/notes.txt'], 'not-dicom'],
    ['an empty file', ['study/nothing'], 'empty'],
    ['a report', ['study/report.dcm'], 'not-an-image'],
    ['a file that is cut off', ['study/short.dcm'], 'truncated'],
    ['a directory of a medium', ['study/DICOMDIR'], 'dicomdir'],
    ['no path', [], 'usage'],
  ])('refuses %s with one line, and prints nothing else', async (_, names, code) => {
    for (const asJson of [true, false]) {
      const { stdout, stderr, exitCode } = await inspectPaths(
        names.map((name) => at(name)),
        { json: asJson },
      );
      expect([stdout, exitCode]).toEqual(['', 2]);
      expect(stderr).toMatch(new RegExp(`^tipcheck: ${code}: [^\\n]{10,}\\n$`));
    }
  });

  it('says the same to people: scale, place, caveats and what can’t be measured', async () => {
    const { stdout, exitCode } = await inspectPaths([at('study')], { json: false });
    expect(exitCode).toBe(0);
    for (const text of [
      'CT  Synthetic',
      '0.7 × 0.7 mm',
      'slices 2.5 mm apart',
      'region 0,0,5,3: 0.2 × 0.2 mm',
      'depth-scale',
      'can’t: inside',
      '7 files left out',
      'short.dcm: truncated',
    ]) {
      expect(stdout).toContain(text);
    }
  });

  it('never says whose images they are, and obeys no control characters', async () => {
    for (const asJson of [true, false]) {
      const { stdout } = await inspectPaths([at('study')], { json: asJson });
      expect(stdout).not.toMatch(/secret|sophie|discreet|19610203/i);
      expect(stdout).not.toContain('\u001b');
    }
  });
});
