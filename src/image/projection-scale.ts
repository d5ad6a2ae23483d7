import { ROUNDING } from '../space/tolerance.ts';
import { caveat, type Caveat } from './caveat.ts';
import type { SpacingPair } from './element-source.ts';
import type { ProjectionView } from './projection-view.ts';
import type { Basis, Calibration, LengthUnit, Scale } from './scale.ts';
import { CONFLICT, differ, EQUAL_SPACING, pairsDiffer } from './spacing-difference.ts';

/** What the file says of the size of a projection's pixels in one frame (PS3.3 10.7, C.8.7.5, C.8.19.6). */
export interface ProjectionSpacings {
  readonly pixelSpacing: SpacingPair | undefined;
  readonly calibrationType: string | undefined;
  readonly nominalScannedSpacing: SpacingPair | undefined;
  readonly view: ProjectionView;
}

export const scaled = (pair: SpacingPair, unit: LengthUnit, basis: Basis, by = 1): Scale => ({
  betweenColumns: pair.betweenColumns * by,
  betweenRows: pair.betweenRows * by,
  unit,
  basis,
});

export const UNKNOWN_CALIBRATION = 'how PixelSpacing was calibrated is not recorded';
const AT_DETECTOR = caveat(
  'at-detector-scale',
  'distances are at the detector, not in the patient: the magnification is not known',
);

/** The first that applies: a corrected PixelSpacing, the imager's with what it was magnified by, the imager's alone, the film scanner's. */
export const projectionCalibration = (spacings: ProjectionSpacings): Calibration | null =>
  fromPixelSpacing(spacings) ?? fromMagnification(spacings.view) ?? fromScanner(spacings);

const CALIBRATION_TYPES: Readonly<Record<string, Basis>> = {
  GEOMETRY: 'pixel-spacing-geometry',
  FIDUCIAL: 'pixel-spacing-fiducial',
};

const fromPixelSpacing = ({
  pixelSpacing,
  calibrationType: type,
  nominalScannedSpacing,
  view,
}: ProjectionSpacings): Calibration | null => {
  if (!pixelSpacing) return null;
  const typed = type === undefined || !Object.hasOwn(CALIBRATION_TYPES, type) ? undefined : CALIBRATION_TYPES[type];
  if (typed !== undefined) return { scale: scaled(pixelSpacing, 'mm', typed), caveats: [] };
  const uncorrected = view.imagerSpacing ?? nominalScannedSpacing;
  // A copy of the spacing at the detector or on the film was not corrected for magnification.
  if (uncorrected && !pairsDiffer(pixelSpacing, uncorrected, EQUAL_SPACING)) return null;
  return {
    scale: scaled(pixelSpacing, 'mm', 'pixel-spacing'),
    caveats: view.imagerSpacing ? [] : [caveat('calibration-unknown', UNKNOWN_CALIBRATION)],
  };
};

/** No X-ray system looks at a patient with more than this: a distance in another unit, or of another thing, was written. */
const MAX_MAGNIFICATION = 10;

/** What a magnification can't be, in words; null where it can be. */
const impossible = (factor: number): string | null =>
  factor < 1 - ROUNDING
    ? 'less than 1, as if the patient were behind the detector'
    : factor > MAX_MAGNIFICATION
      ? `over ${String(MAX_MAGNIFICATION)}, which no X-ray system has`
      : null;

const DEPTH = caveat(
  'depth-scale',
  'the magnification holds at one depth in the patient; nearer the source things look larger',
);

const fromMagnification = ({
  imagerSpacing,
  objectSpacing,
  magnification,
  sid,
  sod,
}: ProjectionView): Calibration | null => {
  const conflicts: Caveat[] = [];
  const believed = (factor: number | undefined, what: string): number | undefined => {
    const problem = factor === undefined ? null : impossible(factor);
    if (problem === null) return factor;
    conflicts.push(caveat('spacing-conflict', `${what} would give a magnification ${problem}; not used`));
    return undefined;
  };
  const recorded = believed(magnification, 'EstimatedRadiographicMagnificationFactor');
  const byDistances = believed(sid === undefined || sod === undefined ? undefined : sid / sod, 'SID and SOD');
  if (!imagerSpacing) return objectSpacing ? atObject(objectSpacing, conflicts) : null;
  if (recorded !== undefined && byDistances !== undefined && differ(recorded, byDistances, CONFLICT)) {
    conflicts.push(
      caveat(
        'spacing-conflict',
        'the recorded magnification disagrees with SID and SOD; the recorded magnification is used',
      ),
    );
  }
  if (recorded === undefined && objectSpacing) return atObject(objectSpacing, conflicts);
  const factor = recorded ?? byDistances;
  return factor === undefined
    ? { scale: scaled(imagerSpacing, 'mm-at-detector', 'imager'), caveats: [AT_DETECTOR, ...conflicts] }
    : { scale: scaled(imagerSpacing, 'mm', 'imager-magnification', 1 / factor), caveats: [DEPTH, ...conflicts] };
};

/** Enhanced X-ray systems work the magnification out themselves, for an object at a height above the table. */
const atObject = (spacing: SpacingPair, conflicts: readonly Caveat[]): Calibration => ({
  scale: scaled(spacing, 'mm', 'imager-magnification'),
  caveats: [DEPTH, ...conflicts],
});

const fromScanner = ({ nominalScannedSpacing }: ProjectionSpacings): Calibration | null =>
  nominalScannedSpacing
    ? { scale: scaled(nominalScannedSpacing, 'mm-at-detector', 'nominal-scanned'), caveats: [AT_DETECTOR] }
    : null;
