import { describe, expect, it } from 'vitest';
import type { ImageAttributes } from '../../../src/image/attributes.ts';
import { calibrationOf, userCalibration } from '../../../src/image/calibration.ts';
import { ct, dx, imageFrom, photograph, regions, secondaryCapture, us, xa } from '../../support/images.ts';
import { ctSlice, type Elements } from '../../support/part10.ts';

const PIXEL_SPACING = (rows: number, columns = rows): Elements => ({
  '00280030': ['DS', `${String(rows)}\\${String(columns)}`],
});
const IMAGER = (rows: number, columns = rows): Elements => ({
  '00181164': ['DS', `${String(rows)}\\${String(columns)}`],
});
const SCANNED = (size: number): Elements => ({ '00182010': ['DS', `${String(size)}\\${String(size)}`] });
const TYPE = (type: string): Elements => ({ '00280A02': ['CS', type] });
const ERMF = (factor: number): Elements => ({ '00181114': ['DS', String(factor)] });
const DISTANCES = (sid: number, sod: number): Elements => ({
  '00181110': ['DS', String(sid)],
  '00181111': ['DS', String(sod)],
});

interface Cell {
  readonly what: string;
  readonly image: ImageAttributes;
  readonly scale: readonly [betweenColumns: number, betweenRows: number, unit: string, basis: string];
  readonly caveats: readonly string[];
}

const cells: readonly Cell[] = [
  {
    what: 'a tomographic image',
    image: ct(1),
    scale: [0.7, 0.8, 'mm', 'pixel-spacing'],
    caveats: ['anisotropic-scale'],
  },
  {
    what: 'a tomographic image without spacing',
    image: ct(1, PIXEL_SPACING(0)),
    scale: [1, 1, 'px', 'none'],
    caveats: ['uncalibrated'],
  },
  {
    what: 'a cone-beam CT whose modality is that of the C-arm',
    image: ct(1, { '00080060': ['CS', 'XA'], ...PIXEL_SPACING(0.5), ...IMAGER(0.3) }),
    scale: [0.5, 0.5, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    what: 'a projection calibrated by geometry, although it has the spacing of the imager',
    image: xa({ ...PIXEL_SPACING(0.2), ...IMAGER(0.2), ...TYPE('GEOMETRY'), ...ERMF(1.5) }),
    scale: [0.2, 0.2, 'mm', 'pixel-spacing-geometry'],
    caveats: [],
  },
  {
    what: 'a projection calibrated by a fiducial',
    image: xa({ ...PIXEL_SPACING(0.13), ...TYPE('FIDUCIAL') }),
    scale: [0.13, 0.13, 'mm', 'pixel-spacing-fiducial'],
    caveats: [],
  },
  {
    what: 'a projection whose PixelSpacing was corrected without saying how',
    image: xa({ ...PIXEL_SPACING(0.15), ...IMAGER(0.2), ...DISTANCES(1000, 800) }),
    scale: [0.15, 0.15, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    what: 'a projection with PixelSpacing alone',
    image: dx(PIXEL_SPACING(0.15)),
    scale: [0.15, 0.15, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  {
    what: 'a copy of the imager spacing with a magnification',
    image: xa({ ...PIXEL_SPACING(0.3), ...IMAGER(0.3), ...ERMF(1.5) }),
    scale: [0.2, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    what: 'imager spacing with SID and SOD',
    image: xa({ ...IMAGER(0.4), ...DISTANCES(1200, 800) }),
    scale: [0.4 / 1.5, 0.4 / 1.5, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    what: 'a magnification before SID and SOD that disagree with it',
    image: xa({ ...IMAGER(0.3), ...ERMF(1.2), ...DISTANCES(1200, 800) }),
    scale: [0.25, 0.25, 'mm', 'imager-magnification'],
    caveats: ['depth-scale', 'spacing-conflict'],
  },
  {
    what: 'a magnification that agrees with SID and SOD to under 1 %',
    image: xa({ ...IMAGER(0.3), ...ERMF(1.51), ...DISTANCES(1200, 800) }),
    scale: [0.3 / 1.51, 0.3 / 1.51, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    what: 'distances of which one is zero',
    image: xa({ ...IMAGER(0.3), ...DISTANCES(1200, 0) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    what: 'a patient behind the detector',
    image: xa({ ...IMAGER(0.3), ...DISTANCES(800, 1200) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale', 'spacing-conflict'],
  },
  {
    what: 'PixelSpacing that copies the imager spacing',
    image: dx({ ...PIXEL_SPACING(0.139), ...IMAGER(0.139) }),
    scale: [0.139, 0.139, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    what: 'the same spacing written with fewer digits',
    image: dx({ ...PIXEL_SPACING(0.19455599784851), ...IMAGER(0.194556) }),
    scale: [0.194556, 0.194556, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    what: 'digitised film',
    image: secondaryCapture(SCANNED(0.1)),
    scale: [0.1, 0.1, 'mm-at-detector', 'nominal-scanned'],
    caveats: ['at-detector-scale'],
  },
  {
    what: 'digitised film with an uncorrected copy in PixelSpacing',
    image: secondaryCapture({ ...SCANNED(0.1), ...PIXEL_SPACING(0.1) }),
    scale: [0.1, 0.1, 'mm-at-detector', 'nominal-scanned'],
    caveats: ['at-detector-scale'],
  },
  { what: 'a projection with nothing', image: xa(), scale: [1, 1, 'px', 'none'], caveats: ['uncalibrated'] },
  { what: 'an ultrasound region', image: us(regions({})), scale: [0.2, 0.2, 'mm', 'us-region'], caveats: [] },
  {
    what: 'an ultrasound region with negative and unequal deltas',
    image: us(regions({ delta: [-0.03, 0.02] })),
    scale: [0.3, 0.2, 'mm', 'us-region'],
    caveats: ['anisotropic-scale'],
  },
  {
    what: 'the region of higher priority',
    image: us(regions({ flags: 3, delta: [0.05, 0.05] }, { flags: 2 })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    what: 'the first of equal priority that is usable',
    image: us(regions({ format: 2 }, {}, { delta: [0.05, 0.05] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    what: 'a region that PixelSpacing disagrees with',
    image: us({ ...regions({}), ...PIXEL_SPACING(0.02) }),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: ['spacing-conflict'],
  },
  {
    what: 'a region that PixelSpacing agrees with',
    image: us({ ...regions({}), ...PIXEL_SPACING(0.2) }),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    what: 'ultrasound without regions',
    image: us(PIXEL_SPACING(0.2)),
    scale: [0.2, 0.2, 'mm', 'pixel-spacing'],
    caveats: ['no-region'],
  },
  {
    what: 'ultrasound whose regions are all of another kind',
    image: us({ ...regions({ format: 3, units: [4, 7] }), ...PIXEL_SPACING(0.2) }),
    scale: [1, 1, 'px', 'none'],
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    what: 'a region whose delta is zero',
    image: us(regions({ delta: [0.02, 0] })),
    scale: [1, 1, 'px', 'none'],
    caveats: ['uncalibrated', 'no-region'],
  },
  { what: 'ultrasound with nothing', image: us(), scale: [1, 1, 'px', 'none'], caveats: ['uncalibrated'] },
  {
    what: 'a picture that is smaller than its region',
    image: us(regions({ bounds: [2, 0, 40, 30] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: ['calibration-unknown'],
  },
  {
    what: 'a region one pixel too large',
    image: us(regions({ bounds: [0, 0, 6, 4] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    what: 'a region of impossible size',
    image: us(regions({ delta: [20, 20] })),
    scale: [200, 200, 'mm', 'us-region'],
    caveats: ['calibration-unknown'],
  },
  {
    what: 'a secondary capture',
    image: secondaryCapture(PIXEL_SPACING(0.5)),
    scale: [0.5, 0.5, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  { what: 'a photograph', image: photograph(), scale: [1, 1, 'px', 'none'], caveats: ['uncalibrated'] },
  {
    what: 'a pixel aspect ratio (vertical over horizontal)',
    image: photograph({ '00280034': ['IS', '4\\5'] }),
    scale: [1, 0.8, 'px', 'none'],
    caveats: ['uncalibrated', 'anisotropic-scale'],
  },
  {
    what: 'pixels that are square to 1 %',
    image: ct(1, PIXEL_SPACING(0.5, 0.504)),
    scale: [0.504, 0.5, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    what: 'negative spacing',
    image: ct(1, PIXEL_SPACING(-0.5)),
    scale: [1, 1, 'px', 'none'],
    caveats: ['uncalibrated'],
  },
  {
    what: 'a spacing that is no number',
    image: ct(1, { '00280030': ['DS', '0,5\\0,5'] }),
    scale: [1, 1, 'px', 'none'],
    caveats: ['uncalibrated'],
  },
];

describe('the scale of an image', () => {
  it.each(cells)('of $what', ({ image, scale, caveats }) => {
    const found = calibrationOf(image, 1);
    expect([found.scale.unit, found.scale.basis]).toEqual([scale[2], scale[3]]);
    expect(found.scale.betweenColumns).toBeCloseTo(scale[0], 12);
    expect(found.scale.betweenRows).toBeCloseTo(scale[1], 12);
    expect(found.caveats.map(({ code }) => code)).toEqual(caveats);
    for (const { message } of found.caveats) expect(message.length).toBeGreaterThan(20);
  });

  it('is read from the functional groups of the frame, those of all frames and the image, in this order', () => {
    const measures = (size: number): Elements => ({ '00289110': ['SQ', [PIXEL_SPACING(size)]] });
    const image = imageFrom({
      ...ctSlice(1, PIXEL_SPACING(0.9)),
      '00280008': ['IS', '2'],
      '52009229': ['SQ', [measures(0.6)]],
      '52009230': ['SQ', [measures(0.3), {}]],
      '7FE00010': ['OW', new Uint8Array(96)],
    });
    expect([1, 2].map((frame) => calibrationOf(image, frame).scale.betweenRows)).toEqual([0.3, 0.6]);
    const plain = imageFrom({ ...ctSlice(1, PIXEL_SPACING(0.9)), '52009229': ['SQ', [{}]], '52009230': ['SQ', [{}]] });
    expect(calibrationOf(plain, 1).scale.betweenRows).toBe(0.9);
  });

  it('of a person goes with that caveat, and must be positive', () => {
    expect(userCalibration(0.2, 0.2)).toEqual({
      scale: { betweenColumns: 0.2, betweenRows: 0.2, unit: 'mm', basis: 'user' },
      caveats: [{ code: 'user-calibration', message: expect.any(String) as string }],
    });
    for (const size of [0, -1, NaN, Infinity])
      expect(userCalibration(size, 0.2)).toMatchObject({ kind: 'refused', code: 'not-positive' });
  });
});
