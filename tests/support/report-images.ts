import { readDicomFile } from '../../src/load/dicom-file.ts';
import type { ReadImageFile } from '../../src/report/picture/report-image.ts';
import { ctSlice, part10, type Elements } from './part10.ts';

/** A small CT slice as a file that was read, with other attributes. */
export const imageOf = (overrides: Elements = {}, index = 1): ReadImageFile => {
  const file = readDicomFile(part10(ctSlice(index, overrides)), 'test');
  if (file.kind === 'refused') throw new Error(`${file.code}: ${file.message}`);
  return file;
};
