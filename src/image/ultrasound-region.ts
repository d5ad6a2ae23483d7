import type { ImagePoint } from '../space/frame.ts';
import { caveat, type Caveat } from './caveat.ts';
import { numberOf, type ElementSource } from './element-source.ts';
import { refusal, type Refusal } from './refusal.ts';
import type { Scale } from './scale.ts';

/** One item of SequenceOfUltrasoundRegions (PS3.3 C.8.5.5), in DICOM's own values; what is missing stays undefined. */
export interface UltrasoundRegion {
  /** Inclusive pixel bounds: RegionLocation Min X0, Min Y0, Max X1, Max Y1. */
  readonly bounds: readonly [x0: number, y0: number, x1: number, y1: number];
  /** 1 = 2D, 2 = M-mode, 3 = spectral, … */
  readonly spatialFormat: number | undefined;
  readonly dataType: number | undefined;
  readonly highPriority: boolean;
  /** 3 = cm, 4 = s, 5 = Hz, … */
  readonly unitsX: number | undefined;
  readonly unitsY: number | undefined;
  /** Signed, per pixel, in their unit. */
  readonly deltaX: number | undefined;
  readonly deltaY: number | undefined;
  /** No pixel of the image lies in it: its bounds are turned round or all outside. */
  readonly isEmpty: boolean;
}

const FORMAT_2D = 1;
const UNIT_CM = 3;
const MM_PER_CM = 10;
const LOW_PRIORITY_BIT = 1;

/** Regions beyond this many are not read. */
const MAX_REGIONS = 256;

/**
 * The regions in their order. The reference pixel and its physical value aren't read: they say where the origin of the region's coordinates
 * lies, which falls out of every distance.
 */
export const readUltrasoundRegions = (
  source: ElementSource,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly UltrasoundRegion[] =>
  (source.items('SequenceOfUltrasoundRegions') ?? []).slice(0, MAX_REGIONS).flatMap((item) => {
    const x0 = numberOf(item, 'RegionLocationMinX0');
    const y0 = numberOf(item, 'RegionLocationMinY0');
    const x1 = numberOf(item, 'RegionLocationMaxX1');
    const y1 = numberOf(item, 'RegionLocationMaxY1');
    if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) return [];
    const flags = numberOf(item, 'RegionFlags');
    return [
      {
        bounds: [x0, y0, x1, y1] as const,
        spatialFormat: numberOf(item, 'RegionSpatialFormat'),
        dataType: numberOf(item, 'RegionDataType'),
        highPriority: flags !== undefined && (flags & LOW_PRIORITY_BIT) === 0,
        unitsX: numberOf(item, 'PhysicalUnitsXDirection'),
        unitsY: numberOf(item, 'PhysicalUnitsYDirection'),
        deltaX: numberOf(item, 'PhysicalDeltaX'),
        deltaY: numberOf(item, 'PhysicalDeltaY'),
        isEmpty: x1 < x0 || y1 < y0 || x1 < 0 || y1 < 0 || x0 >= columns || y0 >= rows,
      },
    ];
  });

/** PS3.3 C.8.5.5.1.1 and C.8.5.5.1.15. */
const FORMATS = ['no format', '2D', 'M-mode', 'spectral', 'waveform', 'graphics'];
const UNITS = [
  'none',
  'percent',
  'dB',
  'cm',
  'seconds',
  'hertz',
  'dB/seconds',
  'cm/s',
  'cm²',
  'cm²/s',
  'cm³',
  'cm³/s',
  'degrees',
];

const named = (names: readonly string[], value: number | undefined): string =>
  value === undefined ? 'missing' : (names[value] ?? String(value));

/** Why a region has no scale in millimetres; null where it has one: a 2D region with both units in cm. */
export const regionProblem = (region: UltrasoundRegion): string | null => {
  const { deltaX, deltaY, unitsX, unitsY, spatialFormat } = region;
  if (spatialFormat !== FORMAT_2D) return `its RegionSpatialFormat is ${named(FORMATS, spatialFormat)}, not 2D`;
  if (unitsX !== UNIT_CM || unitsY !== UNIT_CM)
    return `its physical units are ${named(UNITS, unitsX)} and ${named(UNITS, unitsY)}, not cm`;
  // Deltas are signed (the direction in which the value grows) and 0 means that none is known.
  if (!isDelta(deltaX) || !isDelta(deltaY)) return 'its PhysicalDeltaX or PhysicalDeltaY is 0 or missing';
  if (region.isEmpty) return 'no pixel of the image lies in it';
  return null;
};

const isDelta = (delta: number | undefined): delta is number =>
  delta !== undefined && delta !== 0 && Number.isFinite(delta * MM_PER_CM);

/** The scale inside a region; null where it has none in millimetres. */
export const regionScale = (region: UltrasoundRegion): Scale | null => {
  const { deltaX, deltaY } = region;
  if (deltaX === undefined || deltaY === undefined || regionProblem(region) !== null) return null;
  return {
    betweenColumns: Math.abs(deltaX) * MM_PER_CM,
    betweenRows: Math.abs(deltaY) * MM_PER_CM,
    unit: 'mm',
    basis: 'us-region',
  };
};

const isUsable = (region: UltrasoundRegion): boolean => regionScale(region) !== null;

const contains = ({ bounds: [x0, y0, x1, y1] }: UltrasoundRegion, [column, row]: ImagePoint): boolean =>
  x0 <= column && column < x1 + 1 && y0 <= row && row < y1 + 1;

/** Of equal priority the first counts. */
const first = (regions: readonly UltrasoundRegion[]): UltrasoundRegion | null =>
  regions.find(({ highPriority }) => highPriority) ?? regions[0] ?? null;

/** A region without format and data type claims nothing about what lies in it; some scanners lay one over the whole picture. */
const isClaim = ({ spatialFormat, dataType }: UltrasoundRegion): boolean => spatialFormat !== 0 || dataType !== 0;

/** The region that a point lies in; where regions overlap, the one of higher priority. A region's last column and row belong to it whole. */
export const regionAt = (regions: readonly UltrasoundRegion[], point: ImagePoint): UltrasoundRegion | null =>
  first(regions.filter((region) => isClaim(region) && contains(region, point)));

/** The usable region of highest priority, which gives the image its scale. */
export const principalRegion = (regions: readonly UltrasoundRegion[]): UltrasoundRegion | null =>
  first(regions.filter(isUsable));

const RELATIVE_ROUNDING = 1e-6;

const isSameLength = (a: number, b: number): boolean => Math.abs(a - b) <= RELATIVE_ROUNDING * Math.max(a, b);

const isSameScale = (a: Scale, b: Scale): boolean =>
  isSameLength(a.betweenColumns, b.betweenColumns) && isSameLength(a.betweenRows, b.betweenRows);

/**
 * The one scale that holds at all the points, as for a distance between them: all in regions of the same scale. Refused
 * `region-mismatch` when they lie in regions of differing scale, or some inside and some outside, and `no-region` when none is in one.
 */
export const scaleForPoints = (
  regions: readonly UltrasoundRegion[],
  points: readonly ImagePoint[],
): Scale | Refusal<'region-mismatch' | 'no-region'> => {
  const scales = points.map((point) => {
    const region = regionAt(regions, point);
    return region === null ? null : regionScale(region);
  });
  const [expected] = scales.filter((scale) => scale !== null);
  if (expected === undefined) {
    return refusal('no-region', 'no point lies in an ultrasound region that is calibrated in millimetres');
  }
  if (scales.some((scale) => scale === null)) {
    return refusal('region-mismatch', 'the points lie inside and outside of the calibrated ultrasound region');
  }
  if (scales.some((scale) => scale !== null && !isSameScale(scale, expected))) {
    return refusal('region-mismatch', 'the points lie in ultrasound regions of differing scale');
  }
  return expected;
};

/** mm across which no ultrasound picture of a patient reaches. */
const IMPLAUSIBLE_MM = 500;

/**
 * Signs that the picture was cropped or resized after it was calibrated: a region that reaches outside of it, or one of impossible size.
 * Scanners write the box one pixel too large at times, which says nothing.
 */
export const regionCaveats = (region: UltrasoundRegion, columns: number, rows: number): readonly Caveat[] => {
  const scale = regionScale(region);
  if (scale === null) return [];
  const [x0, y0, x1, y1] = region.bounds;
  const caveats: Caveat[] = [];
  const beyond = Math.max(x1 - columns, y1 - rows, -x0, -y0);
  if (beyond > 0) {
    caveats.push(
      caveat(
        'calibration-unknown',
        `the ultrasound region reaches ${String(beyond)} pixels beyond the image: the picture was cropped or resized after it was calibrated, ` +
          'so the scale may be wrong; check it against the ruler in the picture',
      ),
    );
  }
  const widthMm = (x1 + 1 - x0) * scale.betweenColumns;
  const heightMm = (y1 + 1 - y0) * scale.betweenRows;
  if (Math.max(widthMm, heightMm) > IMPLAUSIBLE_MM) {
    const size = `${(widthMm / MM_PER_CM).toFixed(0)} × ${(heightMm / MM_PER_CM).toFixed(0)} cm`;
    caveats.push(
      caveat(
        'calibration-unknown',
        `the ultrasound region would be ${size} large, which no scan is: check the scale against the ruler in the picture`,
      ),
    );
  }
  return caveats;
};
