import type { ImageAttributes } from '../../src/image/attributes.ts';
import { ct, dx, imageFrom, photograph, regions, secondaryCapture, us, xa } from './images.ts';
import { ctSlice, without, type Elements } from './part10.ts';

/** What a file says of the size of its pixels, and what must follow. The row of docs/conformance.md is made of it. */
export interface ScaleCase {
  readonly id: string;
  readonly what: string;
  readonly image: () => ImageAttributes;
  readonly frame?: number;
  readonly scale: readonly [betweenColumns: number, betweenRows: number, unit: string, basis: string];
  readonly caveats: readonly string[];
}

const pair = (rows: number | string, columns: number | string = rows): string => `${String(rows)}\\${String(columns)}`;
const SPACING = (rows: number | string, columns: number | string = rows): Elements => ({
  '00280030': ['DS', pair(rows, columns)],
});
const IMAGER = (rows: number, columns = rows): Elements => ({ '00181164': ['DS', pair(rows, columns)] });
const SCANNED = (size: number): Elements => ({ '00182010': ['DS', pair(size)] });
const TYPE = (type: string): Elements => ({ '00280A02': ['CS', type] });
const ERMF = (factor: number | string): Elements => ({ '00181114': ['DS', String(factor)] });
const DISTANCES = (sid: number, sod: number): Elements => ({
  '00181110': ['DS', String(sid)],
  '00181111': ['DS', String(sod)],
});
const ASPECT = (vertical: number, horizontal: number): Elements => ({ '00280034': ['IS', pair(vertical, horizontal)] });
const CLASS = (tail: string): Elements => ({ '00080016': ['UI', `1.2.840.10008.5.1.4.1.1.${tail}`] });
const MODALITY = (modality: string): Elements => ({ '00080060': ['CS', modality] });
const mg = (elements: Elements): ImageAttributes => dx({ ...CLASS('1.2'), ...MODALITY('MG'), ...elements });

/** A file of several frames, with a functional group for each and one for all. */
const frames = (
  of: (elements: Elements) => ImageAttributes,
  shared: Elements,
  perFrame: readonly Elements[],
  more: Elements = {},
): ImageAttributes =>
  of({
    '00280008': ['IS', String(perFrame.length)],
    '52009229': ['SQ', [shared]],
    '52009230': ['SQ', perFrame],
    '7FE00010': ['OW', new Uint8Array(48 * perFrame.length)],
    ...more,
  });
const MEASURES = (elements: Elements): Elements => ({ '00289110': ['SQ', [elements]] });
const enhancedXa = (shared: Elements, perFrame: readonly Elements[]): ImageAttributes =>
  frames((elements) => xa({ ...CLASS('12.1.1'), ...elements }), shared, perFrame);
const PIXELS = (size: number): Elements => ({ '00289443': ['SQ', [IMAGER(size)]] });
const GEOMETRY = (sid: number, iso: number): Elements => ({
  '00189476': ['SQ', [{ '00181110': ['DS', String(sid)], '00189402': ['FD', iso] }]],
});
const OBJECT = (size: number): Elements => ({ '00189401': ['SQ', [{ '00189404': ['FD', [size, size]] }]] });
const enhancedCt = (shared: Elements, perFrame: readonly Elements[], more: Elements = {}): ImageAttributes =>
  frames(
    (elements) =>
      imageFrom({ ...without(ctSlice(1), '00280030', '00200032', '00200037'), ...CLASS('2.1'), ...elements }),
    shared,
    perFrame,
    more,
  );

const NOTHING = [1, 1, 'px', 'none'] as const;

export const TOMOGRAPHIC: readonly ScaleCase[] = [
  {
    id: 'plane-spacing',
    what: 'PixelSpacing',
    image: () => ct(1),
    scale: [0.7, 0.8, 'mm', 'pixel-spacing'],
    caveats: ['anisotropic-scale'],
  },
  {
    id: 'plane-nearly-square',
    what: 'PixelSpacing, square to 1 %',
    image: () => ct(1, SPACING(0.5, 0.504)),
    scale: [0.504, 0.5, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-no-spacing',
    what: 'no PixelSpacing',
    image: () => imageFrom(without(ctSlice(1), '00280030')),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'plane-spacing-zero',
    what: 'PixelSpacing of 0',
    image: () => ct(1, SPACING(0)),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'plane-spacing-negative',
    what: 'PixelSpacing below 0',
    image: () => ct(1, SPACING(-0.5)),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'plane-spacing-one-value',
    what: 'PixelSpacing of one value',
    image: () => ct(1, { '00280030': ['DS', '0.7'] }),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'plane-spacing-garbage',
    what: 'PixelSpacing that is no number (a decimal comma)',
    image: () => ct(1, SPACING('0,5')),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'plane-cone-beam',
    what: 'cone-beam CT by its storage class, Modality XA, PixelSpacing beside ImagerPixelSpacing',
    image: () => ct(1, { ...MODALITY('XA'), ...SPACING(0.5), ...IMAGER(0.3), ...ERMF(1.5) }),
    scale: [0.5, 0.5, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-shared-group',
    what: 'enhanced: PixelMeasures shared by all frames',
    image: () => enhancedCt(MEASURES(SPACING(0.6)), [{}, {}]),
    frame: 2,
    scale: [0.6, 0.6, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-own-group',
    what: 'enhanced: PixelMeasures of each frame',
    image: () => enhancedCt({}, [MEASURES(SPACING(0.3)), MEASURES(SPACING(0.4))]),
    frame: 2,
    scale: [0.4, 0.4, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-both-groups',
    what: 'enhanced: PixelMeasures both shared and of the frame (not allowed, but met)',
    image: () => enhancedCt(MEASURES(SPACING(0.6)), [MEASURES(SPACING(0.3)), {}]),
    scale: [0.3, 0.3, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-group-incomplete',
    what: 'enhanced: PixelMeasures of the frame without PixelSpacing, the shared ones with it',
    image: () => enhancedCt(MEASURES(SPACING(0.6)), [MEASURES({ '00180050': ['DS', '3'] })]),
    scale: [0.6, 0.6, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-groups-empty',
    what: 'enhanced: functional groups without PixelMeasures, plain PixelSpacing',
    image: () => enhancedCt({}, [{}, {}], SPACING(0.9)),
    scale: [0.9, 0.9, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'plane-no-groups',
    what: 'enhanced: PixelSpacing nowhere',
    image: () => enhancedCt({}, [{}, {}]),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
];

export const PROJECTIONS: readonly ScaleCase[] = [
  {
    id: 'xray-geometry',
    what: 'PixelSpacing with PixelSpacingCalibrationType GEOMETRY, whatever else is recorded',
    image: () => xa({ ...SPACING(0.2), ...IMAGER(0.2), ...TYPE('GEOMETRY'), ...ERMF(1.5) }),
    scale: [0.2, 0.2, 'mm', 'pixel-spacing-geometry'],
    caveats: [],
  },
  {
    id: 'xray-fiducial',
    what: 'PixelSpacing with PixelSpacingCalibrationType FIDUCIAL',
    image: () => xa({ ...SPACING(0.13), ...TYPE('FIDUCIAL') }),
    scale: [0.13, 0.13, 'mm', 'pixel-spacing-fiducial'],
    caveats: [],
  },
  {
    id: 'xray-type-without-spacing',
    what: 'PixelSpacingCalibrationType, but no PixelSpacing; ImagerPixelSpacing',
    image: () => xa({ ...TYPE('FIDUCIAL'), ...IMAGER(0.2) }),
    scale: [0.2, 0.2, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-type-unknown',
    what: 'PixelSpacingCalibrationType that DICOM has not: as without it',
    image: () => xa({ ...SPACING(0.2), ...IMAGER(0.2), ...TYPE('GUESSED') }),
    scale: [0.2, 0.2, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-corrected',
    what: 'PixelSpacing that differs from ImagerPixelSpacing',
    image: () => xa({ ...SPACING(0.15), ...IMAGER(0.2), ...DISTANCES(1000, 800) }),
    scale: [0.15, 0.15, 'mm', 'pixel-spacing'],
    caveats: [],
  },
  {
    id: 'xray-spacing-alone',
    what: 'PixelSpacing alone',
    image: () => dx(SPACING(0.15)),
    scale: [0.15, 0.15, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'xray-ermf',
    what: 'ImagerPixelSpacing and EstimatedRadiographicMagnificationFactor',
    image: () => xa({ ...IMAGER(0.3, 0.36), ...ERMF(1.5) }),
    scale: [0.24, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale', 'anisotropic-scale'],
  },
  {
    id: 'mammography-ermf',
    what: 'mammography: the same',
    image: () => mg({ ...IMAGER(0.1), ...ERMF(1.25) }),
    scale: [0.08, 0.08, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-copy-ermf',
    what: 'PixelSpacing equal to ImagerPixelSpacing, and a magnification factor',
    image: () => xa({ ...SPACING(0.3), ...IMAGER(0.3), ...ERMF(1.5) }),
    scale: [0.2, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-distances',
    what: 'ImagerPixelSpacing with SID and SOD',
    image: () => xa({ ...IMAGER(0.4), ...DISTANCES(1200, 800) }),
    scale: [0.4 / 1.5, 0.4 / 1.5, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-ermf-distances-agree',
    what: 'a magnification factor that agrees with SID/SOD to 1 %',
    image: () => xa({ ...IMAGER(0.3), ...ERMF(1.51), ...DISTANCES(1200, 800) }),
    scale: [0.3 / 1.51, 0.3 / 1.51, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-ermf-distances-differ',
    what: 'a magnification factor that disagrees with SID/SOD: the factor is used',
    image: () => xa({ ...IMAGER(0.3), ...ERMF(1.2), ...DISTANCES(1200, 800) }),
    scale: [0.25, 0.25, 'mm', 'imager-magnification'],
    caveats: ['depth-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-ermf-zero',
    what: 'a magnification factor of 0; SID and SOD',
    image: () => xa({ ...IMAGER(0.3), ...ERMF(0), ...DISTANCES(1200, 800) }),
    scale: [0.2, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-ermf-below-one',
    what: 'a magnification factor below 1, which no projection has: not used',
    image: () => xa({ ...IMAGER(0.3), ...ERMF(0.66) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-ermf-below-one-distances',
    what: 'the same, with SID and SOD, which are used',
    image: () => xa({ ...IMAGER(0.3), ...ERMF(0.66), ...DISTANCES(1200, 800) }),
    scale: [0.2, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-magnification-absurd',
    what: 'SID and SOD that give a magnification over 10 (one of them in another unit): not used',
    image: () => xa({ ...IMAGER(0.3), ...DISTANCES(1200, 80) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-sod-zero',
    what: 'SOD (or SID) of 0 or below: not known',
    image: () => xa({ ...IMAGER(0.3), ...DISTANCES(1200, 0) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-sid-alone',
    what: 'SID without SOD',
    image: () => xa({ ...IMAGER(0.3), '00181110': ['DS', '1200'] }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-behind-detector',
    what: 'SOD greater than SID: not used',
    image: () => xa({ ...IMAGER(0.3), ...DISTANCES(800, 1200) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-imager-alone',
    what: 'ImagerPixelSpacing alone',
    image: () => dx(IMAGER(0.139)),
    scale: [0.139, 0.139, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-copy',
    what: 'PixelSpacing equal to ImagerPixelSpacing, no magnification',
    image: () => dx({ ...SPACING(0.139), ...IMAGER(0.139) }),
    scale: [0.139, 0.139, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-copy-fewer-digits',
    what: 'the same, one of them written with fewer digits',
    image: () => dx({ ...SPACING(0.19455599784851), ...IMAGER(0.194556) }),
    scale: [0.194556, 0.194556, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-spacing-zero-imager',
    what: 'PixelSpacing of 0, ImagerPixelSpacing',
    image: () => dx({ ...SPACING(0), ...IMAGER(0.139) }),
    scale: [0.139, 0.139, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-film',
    what: 'NominalScannedPixelSpacing (digitised film; also makes a secondary capture a projection)',
    image: () => secondaryCapture(SCANNED(0.1)),
    scale: [0.1, 0.1, 'mm-at-detector', 'nominal-scanned'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-film-copy',
    what: 'NominalScannedPixelSpacing with a copy of it in PixelSpacing',
    image: () => secondaryCapture({ ...SCANNED(0.1), ...SPACING(0.1) }),
    scale: [0.1, 0.1, 'mm-at-detector', 'nominal-scanned'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-film-corrected',
    what: 'NominalScannedPixelSpacing with another PixelSpacing',
    image: () => secondaryCapture({ ...SCANNED(0.1), ...SPACING(0.08) }),
    scale: [0.08, 0.08, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'xray-nothing',
    what: 'no spacing; SID, SOD and a magnification factor alone give no size',
    image: () => xa({ ...DISTANCES(1000, 800), ...ERMF(1.25) }),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'xray-aspect',
    what: 'no spacing, PixelAspectRatio',
    image: () => xa(ASPECT(6, 5)),
    scale: [1, 1.2, 'px', 'none'],
    caveats: ['uncalibrated', 'anisotropic-scale'],
  },
  {
    id: 'xray-aspect-conflict',
    what: 'a spacing that PixelAspectRatio disagrees with: the spacing is used',
    image: () => xa({ ...IMAGER(0.3), ...ASPECT(6, 5) }),
    scale: [0.3, 0.3, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale', 'spacing-conflict'],
  },
  {
    id: 'xray-retired-modality',
    what: 'a projection by its storage class, whatever its Modality says',
    image: () => dx({ ...CLASS('1'), ...MODALITY('RG'), ...SPACING(0.139), ...IMAGER(0.139) }),
    scale: [0.139, 0.139, 'mm-at-detector', 'imager'],
    caveats: ['at-detector-scale'],
  },
  {
    id: 'xray-enhanced',
    what: 'enhanced: ImagerPixelSpacing and distances to detector and isocentre in functional groups',
    image: () => enhancedXa({ ...PIXELS(0.3), ...GEOMETRY(1200, 800) }, [{}]),
    scale: [0.2, 0.2, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-enhanced-frame',
    what: 'enhanced: the detector moved between frames: each frame by its own distance',
    image: () => enhancedXa(PIXELS(0.3), [GEOMETRY(1200, 800), GEOMETRY(1000, 800)]),
    frame: 2,
    scale: [0.24, 0.24, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-enhanced-group-incomplete',
    what: 'enhanced: X-Ray Geometry of the frame with SID alone, that of all frames with the isocentre',
    image: () =>
      enhancedXa({ ...PIXELS(0.3), ...GEOMETRY(1200, 800) }, [
        { '00189476': ['SQ', [{ '00181110': ['DS', '1000'] }]] },
      ]),
    scale: [0.24, 0.24, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
  {
    id: 'xray-enhanced-object',
    what: 'enhanced: ObjectPixelSpacingInCenterOfBeam, before the distance to the isocentre',
    image: () => enhancedXa({ ...PIXELS(0.3), ...GEOMETRY(1200, 800) }, [OBJECT(0.21), OBJECT(0.22)]),
    frame: 2,
    scale: [0.22, 0.22, 'mm', 'imager-magnification'],
    caveats: ['depth-scale'],
  },
];

export const ULTRASOUND: readonly ScaleCase[] = [
  {
    id: 'us-region',
    what: 'a 2D region, both units cm, of positive deltas',
    image: () => us(regions({})),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-region-signed',
    what: 'deltas that are negative or unequal: absolute values, each in its direction',
    image: () => us(regions({ delta: [-0.03, 0.02] })),
    scale: [0.3, 0.2, 'mm', 'us-region'],
    caveats: ['anisotropic-scale'],
  },
  {
    id: 'us-region-colour',
    what: 'a 2D region of colour flow',
    image: () => us(regions({ type: 2 })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-priority',
    what: 'several usable regions: the one of high priority (bit 0 of RegionFlags is 0)',
    image: () => us(regions({ flags: 3, delta: [0.05, 0.05] }, { flags: 2 })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-equal-priority',
    what: 'several of equal priority: the first that is usable',
    image: () => us(regions({ format: 2 }, {}, { delta: [0.05, 0.05] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-conflict',
    what: 'a region that PixelSpacing disagrees with by more than 1 %',
    image: () => us({ ...regions({}), ...SPACING(0.02) }),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: ['spacing-conflict'],
  },
  {
    id: 'us-agreement',
    what: 'a region that PixelSpacing agrees with',
    image: () => us({ ...regions({}), ...SPACING(0.2) }),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-aspect-conflict',
    what: 'a region that PixelAspectRatio disagrees with',
    image: () => us({ ...regions({}), ...ASPECT(6, 5) }),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: ['spacing-conflict'],
  },
  {
    id: 'us-m-mode',
    what: 'M-mode alone (format 2; seconds across), with PixelSpacing',
    image: () => us({ ...regions({ format: 2, units: [4, 3] }), ...SPACING(0.2) }),
    scale: NOTHING,
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    id: 'us-spectral',
    what: 'spectral Doppler alone (format 3; seconds and cm/s)',
    image: () => us(regions({ format: 3, units: [4, 7] })),
    scale: NOTHING,
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    id: 'us-units',
    what: 'a 2D region of other units than cm',
    image: () => us(regions({ units: [3, 0] })),
    scale: NOTHING,
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    id: 'us-delta-zero',
    what: 'a 2D region with a delta of 0',
    image: () => us(regions({ delta: [0.02, 0] })),
    scale: NOTHING,
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    id: 'us-region-outside',
    what: 'a 2D region that no pixel lies in (all outside, or bounds turned round)',
    image: () => us(regions({ bounds: [6, 0, 9, 3] }, { bounds: [5, 3, 0, 0] })),
    scale: NOTHING,
    caveats: ['uncalibrated', 'no-region'],
  },
  {
    id: 'us-region-beyond',
    what: 'a region that reaches beyond the image by more than one pixel',
    image: () => us(regions({ bounds: [2, 0, 40, 30] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'us-region-one-beyond',
    what: 'a region one pixel too large',
    image: () => us(regions({ bounds: [0, 0, 6, 4] })),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'us-region-huge',
    what: 'a region that would be over 50 cm large',
    image: () => us(regions({ delta: [20, 20] })),
    scale: [200, 200, 'mm', 'us-region'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'us-no-region',
    what: 'no regions, PixelSpacing',
    image: () => us(SPACING(0.2)),
    scale: [0.2, 0.2, 'mm', 'pixel-spacing'],
    caveats: ['no-region'],
  },
  {
    id: 'us-nothing',
    what: 'neither regions nor PixelSpacing',
    image: () => us(),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'us-volume',
    what: 'Enhanced US Volume: PixelMeasures of its frames, without regions',
    image: () => frames((elements) => us({ ...CLASS('6.2'), ...elements }), MEASURES(SPACING(0.4)), [{}, {}]),
    frame: 2,
    scale: [0.4, 0.4, 'mm', 'pixel-spacing'],
    caveats: ['no-region'],
  },
  {
    id: 'us-frame-regions',
    what: 'SequenceOfUltrasoundRegions in the functional group of a frame (no standard form, but met)',
    image: () => frames(us, {}, [{}, regions({ delta: [0.03, 0.03] })], regions({})),
    frame: 2,
    scale: [0.3, 0.3, 'mm', 'us-region'],
    caveats: [],
  },
];

export const PICTURES: readonly ScaleCase[] = [
  {
    id: 'capture-spacing',
    what: 'secondary capture with PixelSpacing',
    image: () => secondaryCapture(SPACING(0.5)),
    scale: [0.5, 0.5, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'capture-region',
    what: 'secondary capture with an ultrasound region',
    image: () => secondaryCapture(regions({})),
    scale: [0.2, 0.2, 'mm', 'us-region'],
    caveats: [],
  },
  {
    id: 'photograph-spacing',
    what: 'photograph with PixelSpacing',
    image: () => photograph(SPACING(0.5)),
    scale: [0.5, 0.5, 'mm', 'pixel-spacing'],
    caveats: ['calibration-unknown'],
  },
  {
    id: 'photograph-nothing',
    what: 'nothing',
    image: () => photograph(),
    scale: NOTHING,
    caveats: ['uncalibrated'],
  },
  {
    id: 'picture-aspect',
    what: 'PixelAspectRatio (vertical over horizontal)',
    image: () => photograph(ASPECT(4, 5)),
    scale: [1, 0.8, 'px', 'none'],
    caveats: ['uncalibrated', 'anisotropic-scale'],
  },
];

export const SCALE_TABLES: readonly (readonly [title: string, cases: readonly ScaleCase[]])[] = [
  ['CT, MR and other planes of the patient', TOMOGRAPHIC],
  ['X-ray projections (XA, RF, CR, DX, MG, IO, PX)', PROJECTIONS],
  ['Ultrasound', ULTRASOUND],
  ['Secondary captures, photographs and other pictures', PICTURES],
];
