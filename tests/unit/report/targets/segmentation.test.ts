import { describe, expect, it } from 'vitest';
import { bytesOfBase64 } from '../../../../src/space/labelmap-bits.ts';
import { onlyOf, segmentationFile, targetsOf, type SegmentFrame } from '../../../support/target-objects.ts';
import type { Elements } from '../../../support/part10.ts';

const A = [1, 0, 1, 0, 0, 1];
const B = [0, 1, 0, 0, 0, 0];

const labelmapOf = (elements: Elements) => {
  const target = onlyOf(elements);
  if (typeof target === 'string' || target.place !== 'patient' || target.region.shape !== 'labelmap')
    throw new Error(JSON.stringify(target));
  const bytes = bytesOfBase64(target.region.bits);
  const [columns, rows, slices] = target.region.size;
  const voxels = Array.from({ length: columns * rows * slices }, (_, at) => ((bytes[at >> 3] ?? 0) >> (at & 7)) & 1);
  return { ...target.region, voxels, name: target.name };
};

describe('a binary segmentation', () => {
  it('gives its frames as slices, by where they lie and not by their order', () => {
    const found = labelmapOf(
      segmentationFile([
        { pixels: B, position: '5\\6\\10' },
        { pixels: A, position: '5\\6\\7' },
      ]),
    );
    expect(found).toMatchObject({
      name: 'Segment A',
      size: [3, 2, 2],
      origin: [5, 6, 7],
      betweenColumns: 1,
      betweenRows: 2,
      betweenSlices: 3,
      voxels: [...A, ...B],
    });
  });

  it('has an empty slice where an empty frame was left out', () => {
    const found = labelmapOf(
      segmentationFile([
        { pixels: A, position: '5\\6\\1' },
        { pixels: B, position: '5\\6\\4' },
        { pixels: A, position: '5\\6\\10' },
      ]),
    );
    expect(found.size).toEqual([3, 2, 4]);
    expect(found.voxels).toEqual([...A, ...B, 0, 0, 0, 0, 0, 0, ...A]);
  });

  it('is as thick as it says where it is one frame', () => {
    expect(labelmapOf(segmentationFile([{ pixels: A }])).betweenSlices).toBe(4);
  });

  it('gives each segment as a target of its own', () => {
    const found = targetsOf(
      segmentationFile([
        { segment: 1, pixels: A, position: '5\\6\\7' },
        { segment: 1, pixels: A, position: '5\\6\\10' },
        { segment: 2, pixels: B, position: '5\\6\\10' },
      ]),
    );
    expect(found.map(({ name, kind }) => [name, kind])).toEqual([
      ['Segment A', 'found'],
      ['Segment B', 'found'],
    ]);
    expect(found[1]).toMatchObject({ region: { size: [3, 2, 1], origin: [5, 6, 10], betweenSlices: 3 } });
  });

  it('of very many voxels keeps the box around what is set, at its place', () => {
    const [columns, rows, slices] = [160, 130, 100];
    const frames = Array.from({ length: slices }, (_, index): SegmentFrame => {
      const pixels = new Array<number>(columns * rows).fill(0);
      if (index === 40 || index === 42) pixels[index + columns * 50] = 1;
      return { pixels };
    });
    const found = labelmapOf(segmentationFile(frames, { '00280010': ['US', rows], '00280011': ['US', columns] }));
    expect(found.size).toEqual([3, 1, 3]);
    expect(found.voxels).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(found.origin).toEqual([5 + 40, 6 + 50 * 2, 7 + 40 * 3]);
  });
});

describe('a segmentation is refused, with the reason, where', () => {
  const two = [{ pixels: A }, { pixels: B }];
  it.each<[string, readonly SegmentFrame[], Elements, string]>([
    ['its voxels hold shares', two, { '00620001': ['CS', 'FRACTIONAL'] }, 'fractional-segmentation'],
    ['its voxels are labels', two, { '00620001': ['CS', 'LABELMAP'] }, 'unknown-segmentation'],
    ['its voxels are bytes', two, { '00280100': ['US', 8] }, 'unknown-segmentation'],
    ['its pixel data are short', [...two, { pixels: A }], { '7FE00010': ['OB', Uint8Array.of(1, 0)] }, 'truncated'],
    ['it has other frames than it describes', two, { '00280008': ['IS', 1] }, 'invalid-frames'],
    ['a frame does not say where it lies', [{ pixels: A, position: null }], {}, 'no-position'],
    ['nothing is set', [{ pixels: [0, 0, 0, 0, 0, 0] }], {}, 'empty-labelmap'],
    ['it has no frame of reference', two, { '00200052': ['UI', ''] }, 'no-frame-of-reference'],
    [
      'slices lie at uneven distances',
      [0, 3, 7].map((z) => ({ pixels: A, position: `5\\6\\${String(z)}` })),
      {},
      'irregular-slices',
    ],
    [
      'slices are sheared, as by a tilted gantry',
      [0, 1, 2].map((step) => ({ pixels: A, position: `5\\${String(step)}\\${String(3 * step)}` })),
      {},
      'irregular-slices',
    ],
    [
      'two frames lie at one place',
      [
        { pixels: A, position: '5\\6\\7' },
        { pixels: B, position: '5\\6\\7' },
      ],
      {},
      'duplicate-positions',
    ],
    ['frames are turned', [{ pixels: A }, { pixels: A, orientation: '0\\1\\0\\1\\0\\0' }], {}, 'several-grids'],
    [
      'one frame does not say how thick it is',
      [{ pixels: A }],
      { '52009229': ['SQ', [{ '00289110': ['SQ', [{ '00280030': ['DS', '2\\1'] }]] }]] },
      'slice-thickness',
    ],
  ])('%s', (_, frames, overrides, expected) => {
    expect(onlyOf(segmentationFile(frames, overrides))).toBe(expected);
  });
});
