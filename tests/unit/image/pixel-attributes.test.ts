import { expect, it } from 'vitest';
import { isRefusal } from '../../../src/image/refusal.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import { ctSlice, EXPLICIT, IMPLICIT, part10, type Elements } from '../../support/part10.ts';

const paddingOf = (elements: Elements, syntax: string): number | undefined => {
  const file = readDicomFile(part10(ctSlice(1, elements), syntax), 'synthetic');
  if (isRefusal(file)) throw new Error(file.message);
  return file.attributes.pixels.pixelPaddingValue;
};

it('pixel values have the sign of the pixels, whether or not the encoding says so', () => {
  const signed: Elements = { '00280103': ['US', 1], '00280120': ['SS', -2000] };
  expect([IMPLICIT, EXPLICIT].map((syntax) => paddingOf(signed, syntax))).toEqual([-2000, -2000]);
  const unsigned: Elements = { '00280103': ['US', 0], '00280120': ['US', 63536] };
  expect([IMPLICIT, EXPLICIT].map((syntax) => paddingOf(unsigned, syntax))).toEqual([63536, 63536]);
});
