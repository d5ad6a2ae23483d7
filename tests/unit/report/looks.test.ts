import papaparse from 'papaparse';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assessPaths } from '../../../src/hosts/cli-assess.ts';
import { changeWords, clockText, distanceText, lookRows, targetMovedText } from '../../../src/report/look-wording.ts';
import { recordsFromReport, reportCsv, reportJson } from '../../../src/report/summary.ts';
import { assessmentOf, PATIENT, recordOf } from '../../support/records.ts';

const needle = (distance: number, more: object = {}) => ({
  tip: { position: [0, 0, distance], evidence: 'person', sigma: 0.5 },
  ...more,
});
const sphere = (z = 0) => ({ shape: 'sphere', center: [0, 0, z], radius: 6 });
/** Two looks as they were listed, the later one first and in another zone; a third in another frame; and the record's own tip. */
const json = (more: object = {}) => ({
  space: PATIENT,
  target: sphere(),
  at: '2026-11-22T10:20:00Z',
  ...needle(1),
  committedAt: '2026-11-22T11:18:00+01:00',
  looks: [
    needle(13.5, { at: '2026-11-22T12:15:00+02:00' }),
    needle(20, { at: '2026-11-22T10:05:00Z' }),
    needle(9, { at: '2026-11-22T10:10:00Z', frameOfReferenceUID: '1.2.4' }),
  ],
  ...more,
});
const rowsOf = (more: object = {}) => lookRows(recordOf(json(more)), assessmentOf(json(more)));

describe('the list of looks', () => {
  it('is in the order of time, in one zone, with what changed and the last before the commitment', () => {
    const rows = rowsOf();
    expect(rows.map(({ name, time, tag }) => [name, time, tag])).toEqual([
      ['Look 2', '10:05 UTC', null],
      ['Look 3', '10:10 UTC', null],
      ['Look 1', '10:15 UTC', 'last before commitment'],
      ['Now', '10:20 UTC', null],
    ]);
    expect(rows.map(({ distance }) => distance?.value ?? null)).toEqual([14, null, 7.5, -5]);
    expect(rows.map(({ change }) => change?.value ?? null)).toEqual([null, null, -6.5, -12.5]);
    expect(rows.map(({ verdict }) => verdict)).toEqual(['outside', 'indeterminate', 'outside', 'inside']);
    expect(rows[1]?.caveats).toEqual(['different-frame-of-reference']);
  });

  it('shows days where there are several, and puts looks without a time last', () => {
    const looks = [needle(9), needle(20, { at: '2026-11-21T23:30:00-02:00' }), needle(9, { at: '2026-11-21T10:00Z' })];
    expect(rowsOf({ looks }).map(({ name, time, tag }) => [name, time, tag])).toEqual([
      ['Look 3', '2026-11-21 10:00 UTC', null],
      ['Look 2', '2026-11-22 01:30 UTC', 'last known before commitment'],
      ['Now', '2026-11-22 10:20 UTC', null],
      ['Look 1', 'time unknown', null],
    ]);
  });

  it('is that of the own tip alone only where it was committed, and never of a tip that is awaited', () => {
    expect(rowsOf({ looks: [] }).map(({ name }) => name)).toEqual(['Now']);
    expect(rowsOf({ looks: [], committedAt: undefined })).toEqual([]);
    expect(rowsOf({ tip: undefined }).map(({ name }) => name)).toEqual(['Look 2', 'Look 3', 'Look 1']);
  });

  it('gives the distance to the centre where there is none to a surface', () => {
    const open = { shape: 'mesh', vertices: [0, 0, 0, 1, 0, 0, 0, 1, 0], triangles: [0, 1, 2] };
    expect(rowsOf({ target: open }).every(({ distance, distanceTo }) => !distance && distanceTo === 'centre')).toBe(
      true,
    );
    const [row] = rowsOf({
      target: {
        shape: 'contours',
        planes: [
          [
            [-9, -9, 0],
            [9, -9, 0],
            [9, 9, 0],
            [-9, 9, 0],
          ],
        ],
      },
    });
    expect([row?.distance?.value, row?.distanceTo]).toEqual([20, 'centre']);
  });
});

describe('a change in words', () => {
  const change = (value: number, half: number | null) =>
    changeWords({ value, unit: 'mm', sigma: half, interval: half === null ? null : [value - half, value + half] });
  it('is one only where its interval does not hold 0', () => {
    expect(change(-3.21, 3.2)).toEqual({ by: '−3.2 mm', means: 'nearer' });
    expect(change(1, 0.9)).toEqual({ by: '+1.0 mm', means: 'farther' });
    expect(change(-3.21, 3.3)).toEqual({ by: '−3.2 mm', means: 'no clear change' });
    expect(change(0.04, 0.5)).toEqual({ by: '0.0 mm', means: 'no clear change' });
    expect(change(-0.04, null)).toEqual({ by: '0.0 mm', means: 'uncertainty unknown' });
  });

  it('stands beside distances whose interval may be longer to one side', () => {
    const distance = (low: number, high: number) =>
      distanceText({ value: 3, unit: 'mm', sigma: 1, interval: [low, high] });
    expect(distance(1, 5)).toBe('3.0 mm ± 2.0');
    expect(distance(1.6, 5)).toBe('3.0 mm (1.6 to 5.0)');
    expect(distanceText({ value: 3, unit: 'mm', sigma: null, interval: null })).toBe('3.0 mm');
  });

  it('of the target is given where it was marked anew', () => {
    const looks = [needle(20, { at: '2026-11-22T10:05:00Z', target: sphere(-5.2) })];
    expect(targetMovedText(rowsOf({ looks })[1]?.step ?? null)).toBe('target moved 5.2 mm');
    expect(targetMovedText(rowsOf()[2]?.step ?? null)).toBeNull();
  });

  it('has a clock time in UTC whatever the zone', () => {
    expect(clockText('2026-11-22T00:30:00+05:30')).toBe('19:00 UTC');
  });
});

describe('reports', () => {
  const reported = [{ record: recordOf(json()), assessment: assessmentOf(json()) }];

  it('as a spreadsheet say when it was committed and how many looks there were, and how in time', async () => {
    const savedAt = new Date('2026-11-26T12:00:00Z');
    const { data, meta } = papaparse.parse<Record<string, string>>(await reportCsv(reported, { savedAt }), {
      header: true,
      skipEmptyLines: true,
    });
    expect(meta.fields?.slice(-7)).toEqual([
      'committedAt',
      'looks',
      'looks in time',
      'observer',
      'tip method',
      'software',
      'savedAt',
    ]);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      committedAt: '2026-11-22T11:18:00+01:00',
      looks: '3',
      software: 'TipCheck 0.1.0',
      savedAt: '2026-11-26T12:00:00.000Z',
    });
    expect(data[0]?.['looks in time']?.split('; ')).toHaveLength(4);
    const bare = { ...json(), committedAt: undefined, looks: undefined };
    const plain = papaparse.parse<Record<string, string>>(
      await reportCsv([{ record: recordOf(bare), assessment: assessmentOf(bare) }]),
      { header: true, skipEmptyLines: true },
    );
    expect(plain.meta.fields).toEqual(meta.fields);
    expect(plain.data[0]).toMatchObject({ committedAt: '', looks: '0', savedAt: '', observer: '' });
  });

  it.each([
    ["=cmd|' /C calc'!A0\nx", "'=cmd|' /C calc'!A0 x"],
    ['\r\n=1+1', "' =1+1"],
    [' +1+1', "' +1+1"],
    ['@SUM(A1)\u2028', "'@SUM(A1) "],
    ['Müller\r\nÄgidius', 'Müller Ägidius'],
    ['a-b=c', 'a-b=c'],
  ])('as a spreadsheet hold the observer %j as text of one line', async (observer, cell) => {
    const record = recordOf({ ...json(), observer });
    const csv = await reportCsv([{ record, assessment: assessmentOf(json()) }]);
    expect(csv.trimEnd().split(/[\r\n]+/)).toHaveLength(2);
    const { data } = papaparse.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
    expect(data[0]?.['observer']).toBe(cell);
  });

  it('as a spreadsheet keep numbers below zero as numbers', async () => {
    const { data } = papaparse.parse<Record<string, string>>(await reportCsv(reported), {
      header: true,
      skipEmptyLines: true,
    });
    // Tip 1 mm from the centre of a sphere of 6 mm.
    expect(Number(data[0]?.['signedDistance'])).toBeCloseTo(-5, 12);
    expect(data[0]?.['signedDistance low']).toMatch(/^-\d/);
  });

  it('as JSON hold the looks and the commitment, and give the record back', () => {
    const text = reportJson(reported);
    expect(recordsFromReport(text)).toEqual([reported[0]?.record]);
    expect(text).toContain('"committedAt": "2026-11-22T11:18:00+01:00"');
  });

  it('on the command line list the looks with their change and mark the last before the commitment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tipcheck-looks-'));
    try {
      const path = join(folder, 'case.tipcheck.json');
      writeFileSync(path, JSON.stringify(reported[0]?.record));
      const { stdout, exitCode } = await assessPaths([path], { json: false });
      expect(exitCode).toBe(0);
      expect(stdout.slice(stdout.indexOf('Looks, in'))).toBe(
        [
          'Looks, in the order of time:',
          '  Look 2, 10:05 UTC: Outside, 14.0 mm ± 1.0 to the surface',
          '  Look 3, 10:10 UTC: not measured (different-frame-of-reference)',
          '  Look 1, 10:15 UTC: Outside, 7.5 mm ± 1.0 to the surface; −6.5 mm, nearer (last before commitment)',
          '  Now, 10:20 UTC: Inside, −5.0 mm ± 1.0 to the surface; −12.5 mm, nearer',
          '  Committed at 2026-11-22T11:18:00+01:00',
          '',
        ].join('\n'),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
