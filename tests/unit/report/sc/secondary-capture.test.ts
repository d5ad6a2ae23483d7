import { describe, expect, it } from 'vitest';
import { isRefused } from '../../../../src/confirmation/record.ts';
import { readDicomFile } from '../../../../src/load/dicom-file.ts';
import { isRefusal } from '../../../../src/image/refusal.ts';
import { calibrationOf } from '../../../../src/image/calibration.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { secondaryCaptureOf, type CaptureRequest } from '../../../../src/report/sc/secondary-capture.ts';
import { dciodvfyErrors, hasDciodvfy, hasPydicom, pydicom } from '../../../support/dicom-tools.ts';
import { ct } from '../../../support/images.ts';

const image = ct(1, { '00100010': ['PN', 'Doe^Jane'], '00100020': ['LO', 'P1'], '00080020': ['DA', '20260101'] });
/** 5 × 3 pixels, an odd number of bytes, each its own value. */
const rgb = Uint8Array.from({ length: 45 }, (_, index) => (index * 5) & 0xff);
const request: CaptureRequest = {
  sources: [{ attributes: image, frames: [1] }],
  width: 5,
  height: 3,
  rgb,
  sopInstanceUID: '2.25.9',
  writtenAt: new Date('2026-11-22T10:20:00Z'),
};
const written = (): Uint8Array => {
  const made = secondaryCaptureOf(request);
  if (isRefused(made)) throw new Error(made.message);
  return encodeFile(made);
};

it('reads back as a picture of the same pixels that nothing can be measured on', () => {
  const file = readDicomFile(written(), 'capture');
  if (isRefusal(file)) throw new Error(file.message);
  expect(file.encodedFrame(1)).toEqual(rgb);
  expect(file.attributes).toMatchObject({ columns: 5, rows: 3, patient: { id: 'P1', name: 'Doe^Jane' } });
  expect(calibrationOf(file.attributes, 1).scale).toMatchObject({ unit: 'px', basis: 'none' });
});

it.skipIf(!hasDciodvfy)('breaks no rule that dciodvfy knows (skipped without it)', () => {
  expect(dciodvfyErrors(written())).toEqual([]);
});

it.skipIf(!hasPydicom)('says to others what it is and of which image (skipped without pydicom)', async () => {
  expect(
    await pydicom(
      written(),
      `say([ds.SOPClassUID, ds.BurnedInAnnotation, ds.ConversionType, ds.SourceImageSequence[0].ReferencedSOPInstanceUID, ds.StudyInstanceUID, str(ds.PatientName), 'PixelSpacing' in ds or 'NominalScannedPixelSpacing' in ds, len(ds.DerivationDescription) > 0, ds.pixel_array[2][4].tolist(), list(ds.ImageType)])`,
    ),
  ).toEqual([
    '1.2.840.10008.5.1.4.1.1.7',
    'YES',
    'WSD',
    '1.2.3.4.1.1',
    '1.2.3.4',
    'Doe^Jane',
    false,
    true,
    [...rgb.slice(42)],
    ['DERIVED', 'SECONDARY'],
  ]);
});

describe('is refused', () => {
  it.each([
    ['too few pixels', { width: 6 }],
    ['no size', { width: 0, rgb: new Uint8Array(0) }],
    ['half a pixel', { width: 2.5, height: 6 }],
    ['more columns than an image can have', { width: 65_536, height: 1, rgb: new Uint8Array(3 * 65_536) }],
  ])('%s', (_, change) => {
    const made = secondaryCaptureOf({ ...request, ...change });
    expect(isRefused(made) && made.code).toBe('invalid-picture');
  });
});
