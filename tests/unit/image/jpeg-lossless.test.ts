import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeLosslessJpeg } from '../../../src/image/jpeg-lossless.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import { ctSlice, part10 } from '../../support/part10.ts';

const hasDcmcjpeg = spawnSync('dcmcjpeg', ['--version'], { stdio: 'ignore' }).error === undefined;
const [COLUMNS, ROWS] = [37, 23];

/** Slopes, an edge and noise, twelve bits. */
const values = Array.from({ length: COLUMNS * ROWS }, (_, index) => {
  const [column, row] = [index % COLUMNS, Math.floor(index / COLUMNS)];
  return (row > 11 ? 3000 : 200) + column * 17 + ((index * 7919) % 61);
});

/** The frame as another program compresses it. */
const compressed = (...options: readonly string[]): Uint8Array => {
  const folder = mkdtempSync(join(tmpdir(), 'tipcheck-jpeg-'));
  try {
    const file = part10(
      ctSlice(1, { '00280010': ['US', ROWS], '00280011': ['US', COLUMNS], '7FE00010': ['OW', values] }),
    );
    writeFileSync(join(folder, 'in.dcm'), file);
    const { status, stderr } = spawnSync('dcmcjpeg', [...options, join(folder, 'in.dcm'), join(folder, 'out.dcm')], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`dcmcjpeg: ${stderr}`);
    const read = readDicomFile(new Uint8Array(readFileSync(join(folder, 'out.dcm'))), 'out');
    if (read.kind === 'refused') throw new Error(read.message);
    return read.encodedFrame(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('lossless JPEG', () => {
  it.skipIf(!hasDcmcjpeg).each([1, 2, 3, 4, 5, 6, 7])(
    'of predictor %d gives back what another program wrote (skipped without dcmcjpeg)',
    (predictor) => {
      const decoded = decodeLosslessJpeg(compressed('+el', '+sv', String(predictor)));
      expect(decoded).toMatchObject({ columns: COLUMNS, rows: ROWS, components: 1 });
      expect([...decoded.samples]).toEqual(values);
    },
  );

  it.skipIf(!hasDcmcjpeg)(
    'throws on a stream that ends before its scan and on other processes (skipped without dcmcjpeg)',
    () => {
      const whole = compressed('+e1');
      expect([...decodeLosslessJpeg(whole).samples]).toEqual(values);
      expect(() => decodeLosslessJpeg(whole.subarray(0, 30))).toThrow('damaged');
      const other = whole.slice();
      const frame = other.findIndex((byte, index) => byte === 0xff && other[index + 1] === 0xc3);
      other[frame + 1] = 0xc7;
      expect(() => decodeLosslessJpeg(other)).toThrow('not decoded');
    },
  );
});
