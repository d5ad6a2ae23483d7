import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageAttributes } from '../../src/image/attributes.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { openPart10 } from '../../src/load/part10.ts';
import { randomShift } from '../../src/release/date-shift.ts';
import { deidentifyImage } from '../../src/release/deidentify-image.ts';
import { Pseudonyms } from '../../src/release/pseudonyms.ts';
import { platformRandom } from '../../src/release/random.ts';
import { UidMap } from '../../src/release/uid-map.ts';
import { dciodvfyErrors, hasDciodvfy, hasPydicom, pythonWithPydicom } from '../support/dicom-tools.ts';
import { realDataFolder, realFile, realFiles, skipNote } from '../support/real-data.ts';

const all = () => ({
  uids: new UidMap(platformRandom),
  pseudonyms: new Pseudonyms(platformRandom),
  shift: randomShift(platformRandom),
  keepOverlays: false,
});

/** Files that our reader shows and whose data set is whole. */
const wholeImages = (): readonly string[] =>
  realFiles('.').filter((path) => {
    const bytes = realFile(path);
    const part10 = openPart10(bytes);
    return !('kind' in part10) && part10.table.problem === undefined && !('code' in readDicomFile(bytes, path));
  });

const deidentified = (path: string, context: ReturnType<typeof all>): Uint8Array => {
  const image = deidentifyImage(realFile(path), context);
  if ('kind' in image) throw new Error(`${path}: ${image.code}: ${image.message}`);
  return image.bytes;
};

/** What matters for the picture and its place: all but UIDs, names of windows and units that the standard doesn’t have. */
const shownOf = ({ numberOfFrames, columns, rows, pixels, nature, modality, frames }: ImageAttributes): unknown =>
  JSON.parse(
    JSON.stringify({ numberOfFrames, columns, rows, pixels, nature, modality, frames }, (name, value: unknown) =>
      ['explanation', 'rescaleType'].includes(name) || name.endsWith('UID') ? undefined : value,
    ),
  );

describe.skipIf(realDataFolder === null)(`de-identified images of real scanners${skipNote}`, () => {
  it('every whole image is exported, reads again, and shows the same pixels', { timeout: 300_000 }, () => {
    const context = all();
    const paths = wholeImages();
    expect(paths.length).toBeGreaterThan(300);
    for (const path of paths) {
      const before = readDicomFile(realFile(path), path);
      const after = readDicomFile(deidentified(path, context), path);
      if ('code' in before || 'code' in after) throw new Error(path);
      const { numberOfFrames } = after.attributes;
      expect({ path, said: shownOf(after.attributes) }).toEqual({ path, said: shownOf(before.attributes) });
      for (const frame of [1, numberOfFrames])
        expect({ path, same: Buffer.compare(after.encodedFrame(frame), before.encodedFrame(frame)) }).toEqual({
          path,
          same: 0,
        });
    }
  });

  it.skipIf(!hasPydicom)(
    'no name, text or UID of the originals is left, and UIDs are replaced one for one (pydicom)',
    { timeout: 600_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'tipcheck-release-'));
      try {
        const context = all();
        const paths = wholeImages();
        const pairs = paths.map((path, index) => {
          const copy = join(folder, `${String(index)}.dcm`);
          writeFileSync(copy, deidentified(path, context));
          return `${join(realDataFolder ?? '', path)}\t${copy}`;
        });
        const script = join(import.meta.dirname, '../support/deidentified.py');
        const { status, stdout, stderr } = spawnSync(pythonWithPydicom ?? '', [script], {
          input: pairs.join('\n'),
          encoding: 'utf8',
        });
        expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
        const { compared, faults } = JSON.parse(stdout) as { compared: number; faults: object };
        expect(faults).toEqual({});
        expect(compared).toBeGreaterThan(300);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );

  it.skipIf(!hasDciodvfy)('dciodvfy finds nothing wrong that it didn’t find before', { timeout: 600_000 }, () => {
    const context = all();
    const counts = new Map<string, number>();
    const some = wholeImages().filter((path) => {
      const count = counts.get(dirname(path)) ?? 0;
      counts.set(dirname(path), count + 1);
      // dciodvfy doesn't inflate.
      return count < 4 && !/[Dd]eflate/.test(path);
    });
    for (const path of some) {
      const before = new Set(dciodvfyErrors(realFile(path)));
      const added = dciodvfyErrors(deidentified(path, context)).filter((error) => !before.has(error));
      expect({ path, added }).toEqual({ path, added: [] });
    }
  });
});
