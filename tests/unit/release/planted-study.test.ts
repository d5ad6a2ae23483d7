import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefused, parseRecord } from '../../../src/index.ts';
import { readDicomFile, type DicomFile } from '../../../src/load/dicom-file.ts';
import { openPart10 } from '../../../src/load/part10.ts';
import { exportDeidentified } from '../../../src/release/export-deidentified.ts';
import type { FillRandom } from '../../../src/release/random.ts';
import { inLane } from '../../support/lane.ts';
import { plantedStudy, randomOf } from '../../support/planted-study.ts';
import { recordOf } from '../../support/records.ts';

const seeded = (seed: number): FillRandom => {
  const random = randomOf(seed);
  return (bytes) => {
    bytes.forEach((_, index) => (bytes[index] = Math.floor(random() * 256)));
  };
};

const opened = (bytes: Uint8Array): DicomFile => {
  const file = readDicomFile(bytes, 'image');
  if ('code' in file) throw new Error(`${file.code}: ${file.message}`);
  return file;
};

/** Every byte of it, a deflated data set inflated, too; small letters. */
const textOf = (bytes: Uint8Array): string => {
  const part10 = openPart10(bytes);
  const inflated =
    'kind' in part10 || part10.data.bytes === bytes ? '' : Buffer.from(part10.data.bytes).toString('latin1');
  return (Buffer.from(bytes).toString('latin1') + inflated).toLowerCase();
};

/** The words and numbers in a text, those of UTF-16, too: what was planted is found whole or not at all. */
const wordsIn = (text: string): ReadonlySet<string> =>
  new Set(
    [text, text.replaceAll('\0', '')].flatMap((one) => [
      ...(one.match(/zq[a-z]{10}/g) ?? []),
      ...(one.match(/\d[\d.]*\d/g) ?? []),
    ]),
  );

const STUDIES = inLane({ fast: 6, full: 1000 });

describe(`${String(STUDIES)} studies with identifiers planted wherever a file has room for them`, () => {
  it('gives none of them away, and what belongs together still does', { timeout: 600_000 }, async () => {
    for (let seed = 1; seed <= STUDIES; seed += 1) {
      const study = plantedStudy(seed);
      const { files, record, sopInstanceUIDs, frameOfReferenceUID } = study;
      const input = wordsIn(files.map(textOf).join(' ') + JSON.stringify(record).toLowerCase());
      const planted = study.planted.map((word) => word.toLowerCase());
      // Some were planted over by others; of the rest, not finding them would mean nothing if they weren't found here.
      const present = planted.filter((word) => input.has(word));
      expect(present.length).toBeGreaterThan(200);
      const dates = seed % 2 === 0 ? 'shifted' : 'removed';
      const released = await exportDeidentified({
        images: files.map((bytes) => () => Promise.resolve(bytes)),
        records: [recordOf(record)],
        acknowledged: [{ code: 'overlay-in-pixels', reason: 'graphics are stored in unused bits of the pixels' }],
        dates,
        keepOverlays: false,
        fillRandom: seeded(seed),
      });
      if (released.kind !== 'released') throw new Error(`study ${String(seed)}: ${released.message}`);
      const entries = unzipSync(Buffer.concat(released.zip));
      expect(Object.keys(entries)).toEqual([
        'images/0001.dcm',
        'images/0002.dcm',
        'record.tipcheck.json',
        'README.txt',
      ]);
      const output = wordsIn([Buffer.concat(released.zip), ...Object.values(entries)].map(textOf).join(' '));
      expect({ seed, found: present.filter((word) => output.has(word)) }).toEqual({ seed, found: [] });

      const images = ['images/0001.dcm', 'images/0002.dcm'].map((name) => opened(entries[name] ?? new Uint8Array(0)));
      images.forEach((image, index) => {
        const original = opened(files[index] ?? new Uint8Array(0));
        expect(image.encodedFrame(1)).toEqual(original.encodedFrame(1));
        expect(image.frameTransferSyntaxUID).toBe(original.frameTransferSyntaxUID);
        // The other image of the study, by its new name.
        const [source] = image.source.items('SourceImageSequence') ?? [];
        expect(source?.strings('ReferencedSOPInstanceUID')).toEqual([images[1 - index]?.attributes.sopInstanceUID]);
        expect(image.source.strings('PatientIdentityRemoved')).toEqual(['YES']);
      });
      const [first, second] = images.map(({ attributes }) => attributes);
      expect(second?.studyInstanceUID).toBe(first?.studyInstanceUID);
      expect(second?.seriesInstanceUID).toBe(first?.seriesInstanceUID);
      expect(second?.sopInstanceUID).not.toBe(first?.sopInstanceUID);
      const json = parseRecord(new TextDecoder().decode(entries['record.tipcheck.json']));
      if (isRefused(json)) throw new Error(json.message);
      expect(json.space).toEqual({ kind: 'patient', frameOfReferenceUID: first?.frameOfReferenceUID });
      expect(json.tip?.image?.sopInstanceUID).toBe(first?.sopInstanceUID);
      expect(json.images?.[0]).toEqual({
        sopInstanceUID: second?.sopInstanceUID,
        frameOfReferenceUID: first?.frameOfReferenceUID,
      });
      expect(json.at === undefined).toBe(dates === 'removed');
      expect([...sopInstanceUIDs, frameOfReferenceUID]).not.toContain(first?.frameOfReferenceUID);
    }
  });
});
