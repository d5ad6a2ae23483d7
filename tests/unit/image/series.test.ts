import { describe, expect, it } from 'vitest';
import type { ImageAttributes } from '../../../src/image/attributes.ts';
import { groupSeries } from '../../../src/image/series.ts';
import { ct, imageFrom, regions, secondaryCapture, us, xa } from '../../support/images.ts';
import { ctSlice, without, type Elements } from '../../support/part10.ts';

const codes = ({ caveats }: { readonly caveats: readonly { readonly code: string }[] }): readonly string[] =>
  caveats.map(({ code }) => code);
const uid = (value: string): Elements => ({ '00080018': ['UI', value] });
const SPACING: Elements = { '00280030': ['DS', '0.7\\0.7'] };
const only = (images: readonly ImageAttributes[]): ReturnType<typeof groupSeries>[number] => {
  const series = groupSeries(images);
  expect(series).toHaveLength(1);
  const [first] = series;
  if (!first) throw new Error('no series');
  return first;
};
const numbers = (images: readonly ImageAttributes[]): readonly (number | undefined)[] =>
  only(images).frames.map(({ instance }) => instance.instanceNumber);

describe('a series', () => {
  it('is one stack in patient space, slices in order along the normal', () => {
    const series = only([3, 1, 2, 5, 4].map((index) => ct(index, SPACING)));
    expect(series).toMatchObject({
      seriesInstanceUID: '1.2.3.4.1',
      studyInstanceUID: '1.2.3.4',
      modality: 'CT',
      description: 'Synthetic',
      space: 'patient',
      frameOfReferenceUID: '1.2.3.4.5',
      size: [6, 4],
      scale: { betweenColumns: 0.7, betweenRows: 0.7, unit: 'mm', basis: 'pixel-spacing' },
      slices: { spacing: 2.5, thickness: 2.5, uniform: true, tiltDegrees: 0 },
      regions: [],
      view: null,
      volume: { kind: 'ok', betweenSlices: 2.5 },
      frameTimesMs: null,
      caveats: [],
    });
    expect(series.frames.map(({ instance }) => instance.instanceNumber)).toEqual([1, 2, 3, 4, 5]);
    expect(series.frames.map(({ plane }) => plane?.origin[2])).toEqual([2.5, 5, 7.5, 10, 12.5]);
  });

  it('scrolls in the direction in which the scanner numbered it', () => {
    const descending = [1, 2, 3].map((index) => ct(index, { '00200032': ['DS', `0\\0\\${String(-index)}`] }));
    expect(numbers(descending)).toEqual([1, 2, 3]);
    const misnumbered = [1, 2, 3, 4].map((index) =>
      ct(index, { '00200032': ['DS', `0\\0\\${String([0, 2, 1, 3, 4][index])}`] }),
    );
    expect(numbers(misnumbered)).toEqual([2, 1, 3, 4]);
  });

  it('keeps its key while files arrive', () => {
    const images = [1, 2, 3].map((index) => ct(index));
    expect(only(images).key).toBe(only(images.slice(0, 1)).key);
  });

  it('counts an instance once', () => {
    expect(only([ct(1), ct(2), ct(1)]).instances).toHaveLength(2);
  });

  it.each<[string, Elements]>([
    ['frame of reference', { '00200052': ['UI', '1.2.3.4.6'] }],
    ['size', { '00280010': ['US', 6], '00280011': ['US', 4] }],
    ['spacing', { '00280030': ['DS', '0.8\\0.6'] }],
    ['orientation', { '00200037': ['DS', '0\\1\\0\\0\\0\\-1'] }],
    ['modality', { '00080060': ['CS', 'MR'] }],
    ['kind (localizer)', { '00080008': ['CS', 'ORIGINAL\\PRIMARY\\LOCALIZER'] }],
  ])('gives one entry per stack where the %s differs', (_, difference) => {
    const series = groupSeries([ct(1), ct(2), ct(3, difference), ct(4)]);
    expect(series.map(({ instances }) => instances.length)).toEqual([3, 1]);
    expect(new Set(series.map(({ key }) => key)).size).toBe(2);
    expect(new Set(series.map(({ seriesInstanceUID }) => seriesInstanceUID)).size).toBe(1);
  });

  it('stands directions written with few digits', () => {
    only([ct(1, { '00200037': ['DS', '0.99999\\0.0004\\0\\-0.0004\\0.99999\\0'] }), ct(2)]);
  });

  it('splits the frames of one instance where they lie in different planes', () => {
    const place = (position: string, orientation: string): Elements => ({
      '00209113': ['SQ', [{ '00200032': ['DS', position] }]],
      '00209116': ['SQ', [{ '00200037': ['DS', orientation] }]],
    });
    const image = imageFrom({
      ...without(ctSlice(1), '00200032', '00200037', '00280030'),
      '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.2.1'],
      '00280008': ['IS', '3'],
      '52009229': ['SQ', [{ '00289110': ['SQ', [{ '00280030': ['DS', '0.5\\0.5'], '00180050': ['DS', '3'] }]] }]],
      '52009230': [
        'SQ',
        [
          place('0\\0\\4', '1\\0\\0\\0\\1\\0'),
          place('0\\0\\0', '1\\0\\0\\0\\1\\0'),
          place('0\\0\\0', '0\\1\\0\\0\\0\\-1'),
        ],
      ],
      '7FE00010': ['OW', new Uint8Array(144)],
    });
    const series = groupSeries([image]);
    expect(series.map(({ frames }) => frames.map(({ frame }) => frame))).toEqual([[1, 2], [3]]);
    expect(series[0]).toMatchObject({
      space: 'patient',
      slices: { spacing: 4, thickness: 3, uniform: true },
      scale: { betweenRows: 0.5 },
    });
    expect(series.map(({ instances }) => instances.length)).toEqual([1, 1]);
  });

  it('of positions that repeat over time is in order of position, at each in order of time', () => {
    const frame = (z: number, time: number): Elements => ({
      '00209113': ['SQ', [{ '00200032': ['DS', `0\\0\\${String(z)}`] }]],
      '00209111': ['SQ', [{ '00209128': ['UL', time] }]],
    });
    const image = imageFrom({
      ...without(ctSlice(1, SPACING), '00200032'),
      '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.4.1'],
      '00280008': ['IS', '4'],
      '52009230': ['SQ', [frame(0, 2), frame(5, 2), frame(0, 1), frame(5, 1)]],
      '7FE00010': ['OW', new Uint8Array(192)],
    });
    const series = only([image]);
    expect(series.frames.map((each) => each.frame)).toEqual([3, 1, 4, 2]);
    expect(series.caveats[0]?.message).toMatch(/^4 images lie at 2 positions, taken at 2 times/);
  });

  it('says when positions repeat, distances differ or slices are tilted', () => {
    expect(
      codes(only([ct(1, SPACING), ct(2, { ...SPACING, '00200032': ['DS', '-10\\-10\\2.5'] }), ct(3, SPACING)])),
    ).toEqual(['duplicate-positions', 'non-uniform-slices']);
    expect(codes(only([1, 2, 3, 7].map((index) => ct(index, SPACING))))).toEqual(['non-uniform-slices']);
    const tilted = [1, 2, 3].map((index) =>
      ct(index, { ...SPACING, '00200032': ['DS', `0\\${String(index)}\\${String(index * 2.5)}`] }),
    );
    expect(codes(only(tilted))).toEqual(['gantry-tilt']);
    expect(only(tilted).slices?.tiltDegrees).toBeCloseTo((Math.atan(1 / 2.5) * 180) / Math.PI, 10);
    expect(only(tilted).volume).toMatchObject({ kind: 'resampled', reasons: ['gantry-tilt'] });
  });

  it('without a frame of reference is in patient space, with null', () => {
    const image = imageFrom(without(ctSlice(1, SPACING), '00200052'));
    expect(only([image])).toMatchObject({ space: 'patient', frameOfReferenceUID: null });
    expect(codes(only([image]))).toEqual(['no-frame-of-reference']);
  });

  it('without a place, or with directions that are none, is a picture', () => {
    expect(only([imageFrom(without(ctSlice(1, SPACING), '00200032'))])).toMatchObject({
      space: 'image',
      frameOfReferenceUID: null,
      slices: null,
    });
    const skewed = only([ct(1, { ...SPACING, '00200037': ['DS', '1\\0\\0\\0.5\\0.8\\0'] })]);
    expect(skewed.space).toBe('image');
    expect(codes(skewed)).toEqual(['invalid-orientation']);
  });

  it('of a modality that isn’t listed is in patient space where it says its place', () => {
    const other: Elements = { '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.14.1'], '00080060': ['CS', 'OCT'] };
    expect(only([ct(1, other)]).space).toBe('patient');
    expect(only([imageFrom(without(ctSlice(1, other), '00200032'))])).toMatchObject({
      space: 'image',
      caveats: [{ code: 'calibration-unknown' }, { code: 'anisotropic-scale' }],
    });
  });

  it.each<[string, ImageAttributes]>([
    ['a photograph', ct(1, { '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.77.1.4'], '00080060': ['CS', 'XC'] })],
    ['a secondary capture', imageFrom({ ...ctSlice(1), '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.7'] })],
    ['a mosaic', ct(1, { '00080008': ['CS', 'ORIGINAL\\PRIMARY\\M\\MOSAIC'] })],
    ['an ultrasound image', us({ '00200032': ['DS', '0\\0\\0'], '00200037': ['DS', '1\\0\\0\\0\\1\\0'], ...SPACING })],
    ['a secondary capture of digitised film', secondaryCapture({ '00182010': ['DS', '0.1\\0.1'] })],
  ])('of %s is not in patient space, whatever position it carries', (what, image) => {
    expect(only([image])).toMatchObject({
      space: what.endsWith('film') ? 'projection' : 'image',
      slices: null,
      frameOfReferenceUID: null,
    });
  });

  it('of compressed images says that pixels were lost', () => {
    expect(codes(only([ct(1, { ...SPACING, '00282110': ['CS', '01'] })]))).toEqual(['lossy-image']);
  });

  it('says which pictures look through a volume, and which don’t', () => {
    const type = (value: string): Elements => ({ ...SPACING, '00080008': ['CS', value] });
    for (const through of [
      'DERIVED\\SECONDARY\\MIP',
      'DERIVED\\SECONDARY\\PROJECTION IMAGE\\COLLAPSE',
      'DERIVED\\SECONDARY\\CPR',
    ])
      expect(codes(only([ct(1, type(through))]))).toEqual(['rendered-image']);
    for (const technique of ['MAX_IP', 'MIN_IP', 'VOLUME_RENDER', 'SURFACE_RENDER', 'CURVED_MPR'])
      expect(codes(only([ct(1, { ...SPACING, '00089207': ['CS', technique] })]))).toEqual(['rendered-image']);
    expect(codes(only([ct(1, { ...SPACING, '00089206': ['CS', 'DISTORTED'] })]))).toEqual(['rendered-image']);
    for (const plane of ['ORIGINAL\\PRIMARY\\AXIAL', 'DERIVED\\SECONDARY\\REFORMATTED', 'DERIVED\\SECONDARY\\MPR'])
      expect(codes(only([ct(1, type(plane))]))).toEqual([]);
    expect(codes(only([ct(1, { ...SPACING, '00089206': ['CS', 'VOLUME'], '00089207': ['CS', 'NONE'] })]))).toEqual([]);
  });

  it('of slices of unknown thickness and distance says so', () => {
    expect(codes(only([imageFrom(without(ctSlice(1, SPACING), '00180050'))]))).toEqual(['slice-thickness']);
  });
});

describe('ultrasound', () => {
  const still = (number: number, delta: number, more: Elements = {}): ImageAttributes =>
    us({
      ...regions({ delta: [delta, delta] }),
      ...uid(`1.2.3.4.7.${String(number)}`),
      '00200013': ['IS', String(number)],
      ...more,
    });

  it('stills of differing scale are entries of their own', () => {
    const series = groupSeries([still(1, 0.02), still(2, 0.03), still(3, 0.02)]);
    expect(series.map(({ scale, instances }) => [scale.betweenColumns, instances.length])).toEqual([
      [0.2, 2],
      [0.3, 1],
    ]);
  });

  it('lists the regions of every frame once, and those that differ by frame', () => {
    expect(only([still(1, 0.02), still(2, 0.02)]).regions).toEqual([
      {
        frame: null,
        bounds: [0, 0, 5, 3],
        betweenColumns: 0.2,
        betweenRows: 0.2,
        unit: 'mm',
        usable: true,
        problem: null,
      },
    ]);
    const moved = still(2, 0.02, regions({ bounds: [1, 0, 5, 3] }));
    expect(only([moved, still(1, 0.02)]).regions.map(({ frame, bounds }) => [frame, bounds[0]])).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  it('regions without a scale in mm are listed as such', () => {
    const [, spectral] = only([
      us(regions({}, { bounds: [0, 2, 5, 3], format: 3, units: [4, 7], delta: [0.004, 0.05] })),
    ]).regions;
    expect(spectral).toEqual({
      frame: null,
      bounds: [0, 2, 5, 3],
      betweenColumns: null,
      betweenRows: null,
      unit: null,
      usable: false,
      problem: 'its RegionSpatialFormat is spectral, not 2D',
    });
  });
});

describe('angiography', () => {
  const run = (number: number, primary: number, more: Elements = {}): ImageAttributes =>
    xa({
      ...uid(`1.2.3.4.8.${String(number)}`),
      '00200013': ['IS', String(number)],
      '00181510': ['DS', String(primary)],
      '00181511': ['DS', '-10'],
      '00181164': ['DS', '0.2\\0.3'],
      '00280008': ['IS', '3'],
      '7FE00010': ['OW', new Uint8Array(144)],
      ...more,
    });

  it('runs of differing view are entries of their own, and say how they looked', () => {
    const series = groupSeries([run(1, 30), run(2, -30), run(3, 30)]);
    expect(series.map(({ view, frames }) => [view?.primaryAngle, frames.length])).toEqual([
      [30, 6],
      [-30, 3],
    ]);
    expect(series[0]?.view).toEqual({
      sid: null,
      sod: null,
      primaryAngle: 30,
      secondaryAngle: -10,
      imagerSpacing: [0.2, 0.3],
    });
  });

  it('says when the C-arm moved', () => {
    expect(codes(only([run(1, 30, { '00181520': ['DS', '0\\1\\1'] })]))).toContain('moving-view');
  });

  it.each<[string, Elements, readonly number[] | null]>([
    ['FrameTime', { '00181063': ['DS', '40'] }, [40, 40, 40]],
    ['FrameTimeVector, which holds the time since the frame before', { '00181065': ['DS', '0\\30\\50'] }, [30, 50, 50]],
    ['the recommended rate', { '00082144': ['IS', '25'] }, [40, 40, 40]],
    ['nothing', {}, null],
  ])('takes frame times from %s', (_, elements, times) => {
    expect(only([run(1, 0, elements)]).frameTimesMs).toEqual(times);
  });
});
