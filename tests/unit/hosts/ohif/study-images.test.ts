import { expect, test } from 'vitest';
import { newReports, type DisplaySet, type DisplaySetService } from '../../../../src/hosts/ohif/services.ts';
import { studyImages } from '../../../../src/hosts/ohif/study-images.ts';

/** A CT slice as OHIF holds it: by keyword, with plain values. */
const slice = (index: number): Readonly<Record<string, unknown>> => ({
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  SOPInstanceUID: `1.2.3.${String(index)}`,
  SeriesInstanceUID: '1.2.3',
  StudyInstanceUID: '1.2',
  FrameOfReferenceUID: '1.2.9',
  Modality: 'CT',
  Rows: 4,
  Columns: 6,
  BitsAllocated: 16,
  BitsStored: 16,
  HighBit: 15,
  PixelRepresentation: 1,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  PixelSpacing: [0.7, 0.8],
  SliceThickness: 2.5,
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  ImagePositionPatient: [0, 0, 2.5 * index],
  InstanceNumber: index,
});

const imageIdOf = (index: number): string =>
  `wadors:/studies/1.2/series/1.2.3/instances/1.2.3.${String(index)}/frames/1`;

const begin = (first: readonly DisplaySet[]) => {
  const open = [...first];
  const listeners = new Set<() => void>();
  const displaySets = {
    EVENTS: { DISPLAY_SETS_ADDED: 'added', DISPLAY_SETS_CHANGED: 'changed' },
    subscribe: (_event: string, listener: () => void) => {
      listeners.add(listener);
      return { unsubscribe: () => listeners.delete(listener) };
    },
    getActiveDisplaySets: () => open,
  } as unknown as DisplaySetService;
  const core = {
    metaData: {
      get: (_type: string, imageId: string) => slice(Number(/instances\/1\.2\.3\.(\d+)/.exec(imageId)?.[1] ?? NaN)),
    },
  };
  const images = studyImages(core as never, displaySets);
  const add = (displaySet: DisplaySet): void => {
    open.push(displaySet);
    for (const listener of [...listeners]) listener();
  };
  return { images, add, listeners };
};

test('images are known whole series at a time, before a viewport shows any, with what their neighbours say of them', () => {
  const { images, add, listeners } = begin([]);
  expect(images.series.value).toEqual([]);
  expect(images.frameOf(imageIdOf(2))).toBeUndefined();
  add({ displaySetInstanceUID: 'shown', instances: [slice(1), slice(2), slice(3)] });
  const [series] = images.series.value;
  expect(series).toMatchObject({ frameOfReferenceUID: '1.2.9', slices: { spacing: 2.5, uniform: true } });
  expect(series?.scale).toMatchObject({ betweenColumns: 0.8, betweenRows: 0.7, unit: 'mm' });
  const found = images.frameOf(imageIdOf(2));
  expect(found?.frame.instance.sopInstanceUID).toBe('1.2.3.2');
  expect(found?.series).toBe(series);
  expect(images.lookup.value('1.2.3.3', 1)?.frame.plane?.origin).toEqual([0, 0, 7.5]);
  expect(images.hostImageOf('1.2.3.3')?.displaySetInstanceUID).toBe('shown');
  images.dispose();
  expect(listeners.size).toBe(0);
});

test('documents are no images, and each is read once', () => {
  const report = { SOPInstanceUID: '1.2.4.1', Modality: 'SR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.34' };
  const sets: readonly DisplaySet[] = [
    { displaySetInstanceUID: 'a', instance: report },
    { displaySetInstanceUID: 'b', instances: [slice(1)] },
    { displaySetInstanceUID: 'c' },
  ];
  const { images } = begin(sets);
  expect(images.series.value.map(({ instances }) => instances.length)).toEqual([1]);
  const seen = new Set<string>();
  expect(newReports(sets, seen)).toEqual([report]);
  expect(newReports(sets, seen)).toEqual([]);
});
