import { describe, expect, it } from 'vitest';
import { uidOf } from '../../src/image/element-source.ts';
import { isRefused } from '../../src/index.ts';
import type { DataSet } from '../../src/report/dicom/data-set.ts';
import { encodeFile } from '../../src/report/dicom/encode.ts';
import { memorySource } from '../../src/report/dicom/memory-source.ts';
import { writeKeyObjects } from '../../src/report/kos/key-object.ts';
import { readTeachingInformation, readTeachingManifest } from '../../src/report/tce/read-manifest.ts';
import { TEACHING_TITLES, type TeachingFile, type TeachingTitle } from '../../src/report/tce/teaching-file.ts';
import { writeTeachingManifest, type TeachingManifest } from '../../src/report/tce/write-manifest.ts';
import { readDicomObject } from '../../src/load/dicom-object.ts';
import { dciodvfyErrors, dsrdump, hasDciodvfy, hasDsrdump, hasPydicom, pydicom } from '../support/dicom-tools.ts';
import { caseOf, CASES, SAVED_AT } from '../support/reports.ts';

const FILE: TeachingFile = {
  author: 'A department',
  abstract: 'The shaft of a drain is taken for its tip',
  keywords: ['drainage', 'partial volume'],
  history: 'Collection beside the left kidney',
  finding: 'The bright line leaves the slice',
  discussion: 'Scroll on: the end has a dark flame.',
  level: 'intermediate',
};

const written = (name: string, file: TeachingFile = FILE, title?: TeachingTitle): TeachingManifest => {
  const { images } = caseOf(CASES[name] ?? {});
  const made = writeTeachingManifest(file, images, { writtenAt: SAVED_AT, ...(title && { title }) });
  if (isRefused(made)) throw new Error(made.message);
  return made;
};

const readAgain = (dataSet: DataSet) => {
  const object = readDicomObject(encodeFile(dataSet));
  if ('code' in object) throw new Error(object.message);
  return object.source;
};

const NAMES = ['patient, looks', 'projection, last frame', 'two projections'];

describe('the manifest of a teaching file and what is said in it', () => {
  it.skipIf(!hasDciodvfy).each(NAMES)('of %s have no error (skipped without dciodvfy)', (name) => {
    const { manifest, information } = written(name);
    expect(dciodvfyErrors(encodeFile(manifest))).toEqual([]);
    expect(dciodvfyErrors(encodeFile(information))).toEqual([]);
  });

  it.skipIf(!hasDsrdump)('are printed by dsrdump (skipped without it)', () => {
    const { manifest, information } = written('patient, looks');
    const printed = dsrdump({ manifest: encodeFile(manifest), information: encodeFile(information) });
    expect(printed.manifest).toContain('For Teaching File Export');
    expect(printed.information).toContain('"Discussion")="Scroll on: the end has a da');
  });

  it.skipIf(!hasPydicom)('name each other, every image and the codes (skipped without pydicom)', async () => {
    const { manifest, information } = written('two projections');
    const found = await pydicom(
      encodeFile(manifest),
      `
def code(item): return [item.CodeValue, item.CodingSchemeDesignator]
images = [one.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for one in ds.ContentSequence if one.ValueType == 'IMAGE']
others = [one.ReferencedSOPSequence[0].ReferencedSOPInstanceUID for one in ds.ContentSequence if one.ValueType == 'COMPOSITE']
evidence = [ref.ReferencedSOPInstanceUID for study in ds.CurrentRequestedProcedureEvidenceSequence for series in study.ReferencedSeriesSequence for ref in series.ReferencedSOPSequence]
say([code(ds.ConceptNameCodeSequence[0]), images, others, sorted(evidence)])`,
    );
    const uid = uidOf(memorySource(information), 'SOPInstanceUID') ?? '';
    expect(found).toEqual([
      ['128710', 'DCM'],
      ['1.2.3.4.9.1', '1.2.3.4.9.2'],
      [uid],
      ['1.2.3.4.9.1', '1.2.3.4.9.2', uid].sort(),
    ]);
  });

  it('come back as they were written', () => {
    const { manifest, information } = written('projection, last frame');
    const read = readTeachingManifest(readAgain(manifest));
    expect(read).toEqual({
      title: 'teaching-file-export',
      studyInstanceUID: manifest['StudyInstanceUID'],
      description: FILE.abstract,
      images: [{ sopInstanceUID: '1.2.3.4.8.1', frame: 7 }],
      others: [information['SOPInstanceUID']],
    });
    expect(readTeachingInformation(readAgain(information))).toEqual(FILE);
    const { author, abstract } = FILE;
    const least = written('patient, looks', { author, abstract, keywords: [] }).information;
    expect(readTeachingInformation(memorySource(least))).toEqual({ author, abstract, keywords: [] });
  });

  it.each(Object.keys(TEACHING_TITLES) as TeachingTitle[])('are known by the title %s', (title) => {
    expect(readTeachingManifest(memorySource(written('patient, looks', FILE, title).manifest))).toMatchObject({
      title,
    });
  });

  it('are refused where they are something else, with one line', () => {
    const { record, assessment, images } = caseOf(CASES['patient, looks'] ?? {});
    const other = writeKeyObjects(record, assessment, images, { writtenAt: SAVED_AT });
    const { manifest, information } = written('patient, looks');
    expect(readTeachingManifest(memorySource(other))).toMatchObject({ kind: 'refused', code: 'not-for-teaching' });
    expect(readTeachingManifest(memorySource(information))).toMatchObject({ kind: 'refused', code: 'not-key-objects' });
    expect(readTeachingInformation(memorySource(manifest))).toMatchObject({ code: 'not-teaching-information' });
    expect(readTeachingManifest(memorySource({ ...manifest, ContentSequence: [] }))).toMatchObject({
      code: 'no-images',
    });
    expect(writeTeachingManifest({ ...FILE, abstract: ' ' }, images, { writtenAt: SAVED_AT })).toMatchObject({
      kind: 'refused',
      code: 'no-abstract',
      message: 'a teaching file needs an abstract',
    });
  });
});
