import { expect, it } from 'vitest';
import { isRefusal } from '../../../../src/image/refusal.ts';
import { readDicomObject } from '../../../../src/load/dicom-object.ts';
import { readTargets } from '../../../../src/report/targets/read-targets.ts';
import { bytesOfBase64 } from '../../../../src/space/labelmap-bits.ts';
import { manifest, realDataFolder, realFile, skipNote } from '../../../support/real-data.ts';

/** Of each: shape of a target, or the code of a refusal. */
const shapesIn = (name: string): readonly string[] => {
  const object = readDicomObject(realFile(`sr-seg-rt/${name}`));
  if (isRefusal(object)) return [object.code];
  const targets = readTargets(object);
  if (isRefusal(targets)) return [targets.code];
  return targets.map((one) => {
    if (one.kind === 'unusable') return one.code;
    return one.place === 'patient' ? one.region.shape : one.regions.map(({ region }) => region.shape).join();
  });
};

it.skipIf(realDataFolder === null).each([
  ['dcmqi-liver-seg.dcm', ['labelmap']],
  ['dcmqi-sr-seg.dcm', ['labelmap']],
  ['dcmqi-partial-overlaps-seg.dcm', ['labelmap', 'labelmap', 'labelmap', 'labelmap', 'labelmap']],
  ['seg_image_ct_binary_overlap.dcm', ['labelmap', 'labelmap']],
  ['brachy-SS001.dcm', ['contours', 'contours', 'contours', ...new Array<string>(14).fill('not-an-outline')]],
  ['rtutils-rt.dcm', ['contours']],
  ['rtutils-dummy_rt.dcm', ['contours', 'contours', 'contours', 'contours']],
  ['dcmqi-sr-tid1500.dcm', ['region-elsewhere']],
  ['dwv-tid1500-roi.dcm', ['contour', 'contour', 'contour']],
  ['dwv-tid1500-ruler.dcm', ['not-an-outline', 'not-an-outline', 'not-an-outline']],
  ['sr_document.dcm', ['circle']],
  ['sr_document_with_multiple_groups.dcm', ['no-region', 'circle', 'not-an-outline', 'position']],
  ['prOverlay.dcm', ['not-a-target']],
])(`%s of another system gives what it holds${skipNote}`, (name, expected) => {
  expect(shapesIn(name)).toEqual(expected);
});

it.skipIf(realDataFolder === null)(
  `a real segmentation has as many voxels as another program counted${skipNote}`,
  () => {
    const name = 'sr-seg-rt/dcmqi-liver-seg.dcm';
    const object = readDicomObject(realFile(name));
    if (isRefusal(object)) throw new Error(object.message);
    const targets = readTargets(object);
    if (isRefusal(targets)) throw new Error(targets.message);
    const [liver] = targets;
    if (liver?.kind !== 'found' || liver.place !== 'patient' || liver.region.shape !== 'labelmap')
      throw new Error('no labelmap');
    let set = 0;
    for (const byte of bytesOfBase64(liver.region.bits)) for (let bits = byte; bits > 0; bits &= bits - 1) set += 1;
    const { pixels } = manifest().find(({ file }) => file === name) as unknown as {
      readonly pixels: { readonly mean: number };
    };
    // The mean is written with a few digits.
    expect(set / (512 * 512 * 3)).toBeCloseTo(pixels.mean, 4);
    expect(liver.region.size).toEqual([512, 512, 3]);
  },
);
