import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Poppler reads what we write; each test that needs it is skipped, and says so, where it isn't installed. */
export const hasPoppler = spawnSync('pdftotext', ['-v'], { stdio: 'ignore' }).error === undefined;

const withPdf = <Result>(bytes: Uint8Array, use: (folder: string, path: string) => Result): Result => {
  const folder = mkdtempSync(join(tmpdir(), 'tipcheck-pdf-'));
  try {
    const path = join(folder, 'page.pdf');
    writeFileSync(path, bytes);
    return use(folder, path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The text of a PDF, each run of white space as one space; pages apart by a form feed. Throws what the reader complains of. */
export const pdfText = (bytes: Uint8Array): string =>
  withPdf(bytes, (_folder, path) => {
    const { status, stdout, stderr } = spawnSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    if (status !== 0 || stderr !== '') throw new Error(`pdftotext: ${stderr}`);
    return stdout.replaceAll(/[^\S\f]+/g, ' ').replaceAll(' \f', '\f');
  });

export const pageCount = (bytes: Uint8Array): number => pdfText(bytes).split('\f').length - 1;

/** The first page as pixels, red, green and blue. */
export const pdfPixels = (
  bytes: Uint8Array,
  dotsPerInch: number,
): { readonly width: number; readonly height: number; at(x: number, y: number): readonly [number, number, number] } =>
  withPdf(bytes, (folder, path) => {
    const { status, stderr } = spawnSync(
      'pdftoppm',
      ['-r', String(dotsPerInch), '-f', '1', '-l', '1', '-singlefile', path, join(folder, 'page')],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`pdftoppm: ${stderr}`);
    const ppm = readFileSync(join(folder, 'page.ppm'));
    const [, width = '', height = ''] =
      /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString('latin1')) ?? [];
    const [columns, rows] = [Number(width), Number(height)];
    const start = ppm.length - columns * rows * 3;
    return {
      width: columns,
      height: rows,
      at: (x, y) => {
        const from = start + (y * columns + x) * 3;
        return [ppm[from] ?? NaN, ppm[from + 1] ?? NaN, ppm[from + 2] ?? NaN];
      },
    };
  });
