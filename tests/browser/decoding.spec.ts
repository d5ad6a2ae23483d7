import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { transferSyntax } from '../../src/image/transfer-syntax.ts';
import { realDataFolder, skipNote } from '../support/real-data.ts';
import { outcomesOf, type Outcome } from './outcomes.ts';
import { pixelEntries, wayOf, type PixelEntry } from './pixel-reference.ts';
import { openViewer } from './viewer.ts';

const PAGE = new URL('../../docs/conformance.md', import.meta.url);
const WRITTEN = /(?<=<!-- written: decoded pixels -->\n\n)[\s\S]*?(?=\n\n<!-- end -->)/;

/** What isn't opened at all, and why. */
const NOT_OPENED: Readonly<Record<string, string>> = {
  'sr-seg-rt/seg_image_ct_binary_single_frame.dcm': 'a segmentation',
  'sr-seg-rt/seg_image_ct_binary_overlap.dcm': 'a segmentation',
  'sr-seg-rt/dcmqi-liver-seg.dcm': 'a segmentation',
  'sr-seg-rt/dcmqi-partial-overlaps-seg.dcm': 'a segmentation',
  'sr-seg-rt/dcmqi-sr-seg.dcm': 'a segmentation',
  'transfer-syntax/JLSL_RGB_ILV1.dcm': 'no SOPInstanceUID',
};

const failures = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes
    .filter(({ result }) => !['exact', 'near', 'not-opened'].includes(result))
    .map(({ entry, result }) => `${entry.file}: ${result}`);

/** The smallest file of each transfer syntax, kind of colours and depth. */
const sample = (): readonly PixelEntry[] => {
  const kinds = new Map<string, PixelEntry>();
  for (const entry of pixelEntries()) {
    if (entry.file in NOT_OPENED) continue;
    const { PhotometricInterpretation: colours, BitsAllocated: bits } = entry.tags;
    const kind = [entry.transfer_syntax, colours, bits, wayOf(entry)].join(' ');
    const known = kinds.get(kind);
    const size = (one: PixelEntry): number => (one as unknown as { readonly bytes: number }).bytes;
    if (!known || size(entry) < size(known)) kinds.set(kind, entry);
  }
  return [...kinds.values()];
};

/** Rows of the table: how many files of each transfer syntax were decoded, and how well. */
const tableOf = (outcomes: readonly Outcome[]): string => {
  const head = ['transfer syntax', 'files', 'exact', 'within tolerance', 'not opened'];
  const uids = [...new Set(outcomes.map(({ entry }) => entry.transfer_syntax))].sort();
  const rows = uids.map((uid) => {
    const mine = outcomes.filter(({ entry }) => entry.transfer_syntax === uid);
    const count = (result: string): number => mine.filter((one) => one.result === result).length;
    const reasons = [...new Set(mine.flatMap(({ entry }) => NOT_OPENED[entry.file] ?? []))].map((reason) => {
      const number = mine.filter(({ entry }) => NOT_OPENED[entry.file] === reason).length;
      return `${String(number)} (${reason})`;
    });
    const numbers = [mine.length, count('exact'), count('near')].map(String);
    return [transferSyntax(uid)?.name ?? uid, ...numbers, reasons.join(', ') || '0'];
  });
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
};

test.describe('pixels of real files', () => {
  test.skip(realDataFolder === null, skipNote);

  test('of every transfer syntax and kind of colours are decoded as other programs decode them', async ({ page }) => {
    test.setTimeout(120_000);
    await openViewer(page);
    const outcomes = await outcomesOf(page, sample());
    expect(failures(outcomes)).toEqual([]);
    expect(outcomes.filter(({ result }) => result === 'not-opened')).toEqual([]);
  });

  // WRITE_PAGES=1 FULL=1 writes the table of docs/conformance.md anew.
  test('of every file are decoded as other programs decode them, as docs/conformance.md counts them @full', async ({
    page,
  }) => {
    test.setTimeout(400_000);
    await openViewer(page);
    const outcomes = await outcomesOf(page, pixelEntries());
    expect(failures(outcomes)).toEqual([]);
    const closed = outcomes.filter(({ result }) => result === 'not-opened').map(({ entry }) => entry.file);
    expect(closed.toSorted()).toEqual(Object.keys(NOT_OPENED).toSorted());
    const table = tableOf(outcomes);
    const text = readFileSync(PAGE, 'utf8');
    if (process.env['WRITE_PAGES'] === '1')
      writeFileSync(
        PAGE,
        text.replace(WRITTEN, () => table),
      );
    else expect(WRITTEN.exec(text)?.[0]).toBe(table);
  });
});
