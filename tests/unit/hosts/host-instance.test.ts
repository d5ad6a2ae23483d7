import type * as Core from '@cornerstonejs/core';
import { expect, test } from 'vitest';
import { hostInstance } from '../../../src/hosts/host-instance.ts';
import { readImageAttributes } from '../../../src/image/attributes.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { naturalizedSource } from '../../../src/load/naturalized-source.ts';

const host = (metadata: Readonly<Record<string, unknown>>): typeof Core =>
  ({ metaData: { get: (type: string) => metadata[type] } }) as unknown as typeof Core;

/** As the loader of Cornerstone 4.6.0 gives it for an image of an ultrasound cine. */
const PUT_TOGETHER = {
  Modality: 'US',
  SopClassUID: '1.2.840.10008.5.1.4.1.1.3.1',
  SopInstanceUID: '2.25.1',
  SeriesInstanceUID: '2.25.2',
  StudyInstanceUID: '2.25.3',
  NumberOfFrames: 4,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 8,
  BitsStored: 8,
  HighBit: 7,
  PixelRepresentation: 0,
  Rows: 300,
  Columns: 400,
  SeriesDate: { year: 2026, month: 3, day: 1 },
  SeriesTime: { hours: 9, minutes: 5, seconds: 0 },
  RowCosines: null,
  RowPixelSpacing: 1,
  ColumnPixelSpacing: 1,
  UsingDefaultValues: true,
};

const REGION = {
  regionLocationMinX0: 10,
  regionLocationMinY0: 0,
  regionLocationMaxX1: 390,
  regionLocationMaxY1: 299,
  regionSpatialFormat: 1,
  regionDataType: 1,
  regionFlags: 0,
  physicalUnitsXDirection: 3,
  physicalUnitsYDirection: 3,
  physicalDeltaX: 0.02,
  physicalDeltaY: 0.03,
};

test('what an old loader put together of its own modules is read by keyword, with its ultrasound regions', () => {
  const instance = hostInstance(
    host({ instance: PUT_TOGETHER, ultrasoundEnhancedRegionModule: [REGION] }),
    'wadouri:a?frame=2',
  );
  expect(instance).toMatchObject({ SOPInstanceUID: '2.25.1', SeriesDate: '20260301', SeriesTime: '090500' });
  const attributes = readImageAttributes(naturalizedSource(instance ?? {}));
  if (isRefusal(attributes)) throw new Error(attributes.message);
  expect(attributes.numberOfFrames).toBe(4);
  const again = hostInstance(host({ instance: instance, ultrasoundEnhancedRegionModule: undefined }), 'wadouri:a');
  expect(again).toMatchObject({
    SequenceOfUltrasoundRegions: [{ PhysicalDeltaX: 0.02, PhysicalDeltaY: 0.03, RegionLocationMinX0: 10 }],
  });
});

test('a whole data set stays as it is, and one that is not there is none', () => {
  const whole = { SOPInstanceUID: '2.25.1', PixelSpacing: [1, 2] };
  expect(hostInstance(host({ instance: whole }), 'wadors:a')).toBe(whole);
  expect(hostInstance(host({}), 'wadors:a')).toBeNull();
  // An image without regions gets none that are empty.
  const none = hostInstance(host({ instance: PUT_TOGETHER, ultrasoundEnhancedRegionModule: [] }), 'wadouri:a');
  expect(none).not.toHaveProperty('SequenceOfUltrasoundRegions');
});
