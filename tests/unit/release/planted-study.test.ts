import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefused, parseRecord } from '../../../src/index.ts';
import { readDicomFile, type DicomFile } from '../../../src/load/dicom-file.ts';
import { exportDeidentified } from '../../../src/release/export-deidentified.ts';
import { inLane } from '../../support/lane.ts';
import { plantedIn, plantedStudy, seededRandom } from '../../support/planted-study.ts';
import { recordOf } from '../../support/records.ts';

const opened = (bytes: Uint8Array): DicomFile => {
  const file = readDicomFile(bytes, 'image');
  if ('code' in file) throw new Error(`${file.code}: ${file.message}`);
  return file;
};

const STUDIES = inLane({ fast: 3, full: 1000 });

describe(`${String(STUDIES)} studies with identifiers planted wherever a file has room for them`, () => {
  it('gives none of them away, and what belongs together still does', { timeout: 600_000 }, async () => {
    for (let seed = 1; seed <= STUDIES; seed += 1) {
      const study = plantedStudy(seed);
      const { files, record, sopInstanceUIDs, frameOfReferenceUID } = study;
      const dates = seed % 2 === 0 ? 'shifted' : 'removed';
      const released = await exportDeidentified({
        images: files.map((bytes) => () => Promise.resolve(bytes)),
        records: [recordOf(record)],
        acknowledged: [{ code: 'overlay-in-pixels', reason: 'graphics are stored in unused bits of the pixels' }],
        dates,
        keepOverlays: false,
        fillRandom: seededRandom(seed),
      });
      if (released.kind !== 'released') throw new Error(`study ${String(seed)}: ${released.message}`);
      const entries = unzipSync(Buffer.concat(released.zip));
      expect(Object.keys(entries)).toEqual([
        'images/0001.dcm',
        'images/0002.dcm',
        'record.tipcheck.json',
        'README.txt',
      ]);
      const { present, found } = plantedIn(study, [Buffer.concat(released.zip), ...Object.values(entries)]);
      expect(present.length).toBeGreaterThan(200);
      expect({ seed, found }).toEqual({ seed, found: [] });

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
