import { expect, it } from 'vitest';
import { isRefused, type Confirmation } from '../../../../src/confirmation/record.ts';
import { sourceImagesOf } from '../../../../src/report/dicom/sources.ts';
import { patientPoint } from '../../../../src/space/frame.ts';
import { imageOf } from '../../../support/report-images.ts';

it('a patient’s name that can’t be read in its character set is not written under another one', () => {
  const nameInUtf8 = (bytes: readonly number[]) =>
    imageOf({ '00080005': ['CS', 'ISO_IR 192'], '00100010': ['PN', Uint8Array.from(bytes)] }).attributes;
  const of = (attributes: ReturnType<typeof nameInUtf8>) => {
    const { sopInstanceUID, frameOfReferenceUID = '' } = attributes;
    const record: Confirmation = {
      tipcheck: 1,
      id: 'a',
      space: { kind: 'patient', frameOfReferenceUID },
      tip: { position: patientPoint(0, 0, 0), evidence: 'person', sigma: 1, image: { sopInstanceUID } },
    };
    return sourceImagesOf(record, [attributes], () => null);
  };
  const refusedName = of(nameInUtf8([0x4d, 0xfc, 0x6c, 0x6c]));
  expect(isRefused(refusedName) && refusedName.code).toBe('unreadable-name');
  expect(isRefused(of(nameInUtf8([0x4d, 0xc3, 0xbc, 0x6c])))).toBe(false);
});
