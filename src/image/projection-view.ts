import { firstOf, numberOf, positiveOf, spacingOf, type ElementSource, type SpacingPair } from './element-source.ts';

/** How a C-arm or X-ray tube looked at the patient in one frame (PS3.3 C.8.7.5, C.8.19.6). What isn't known is undefined, never 0. */
export interface ProjectionView {
  /** Source to detector, mm. */
  readonly sid: number | undefined;
  /** Source to patient (enhanced X-ray: to the isocentre), mm. */
  readonly sod: number | undefined;
  /** Degrees; + is LAO, − is RAO. */
  readonly primaryAngle: number | undefined;
  /** Degrees; + is cranial, − is caudal. */
  readonly secondaryAngle: number | undefined;
  readonly imagerSpacing: SpacingPair | undefined;
  readonly magnification: number | undefined;
  /** Size of a pixel at the object in the middle of the beam, mm, as the system worked it out (enhanced X-ray, C.8.19.6.9). */
  readonly objectSpacing: SpacingPair | undefined;
  /** The angles change while the run is recorded and only their steps are, so those given hold for its first frame. */
  readonly isMoving: boolean;
}

/** Where each of its attributes may stand, the first that has it counts: the frame's functional groups, the shared ones, the instance. */
export interface ViewPlaces {
  readonly positioner: readonly ElementSource[];
  readonly geometry: readonly ElementSource[];
  readonly pixels: readonly ElementSource[];
  readonly calibration: readonly ElementSource[];
  readonly instance: ElementSource;
}

const NO_MOTION_DEGREES = 0.01;

const moves = (increments: readonly number[] | undefined): boolean =>
  increments?.some((value) => Math.abs(value) > NO_MOTION_DEGREES) ?? false;

export const readProjectionView = (places: ViewPlaces): ProjectionView => ({
  sid: firstOf(places.geometry, (place) => positiveOf(place, 'DistanceSourceToDetector')),
  sod: firstOf(
    places.geometry,
    (place) => positiveOf(place, 'DistanceSourceToPatient') ?? positiveOf(place, 'DistanceSourceToIsocenter'),
  ),
  primaryAngle: firstOf(places.positioner, (place) => numberOf(place, 'PositionerPrimaryAngle')),
  secondaryAngle: firstOf(places.positioner, (place) => numberOf(place, 'PositionerSecondaryAngle')),
  imagerSpacing: firstOf(places.pixels, (place) => spacingOf(place, 'ImagerPixelSpacing')),
  magnification: positiveOf(places.instance, 'EstimatedRadiographicMagnificationFactor'),
  objectSpacing: firstOf(places.calibration, (place) => spacingOf(place, 'ObjectPixelSpacingInCenterOfBeam')),
  isMoving:
    moves(places.instance.numbers('PositionerPrimaryAngleIncrement')) ||
    moves(places.instance.numbers('PositionerSecondaryAngleIncrement')),
});

const isSamePair = (a: SpacingPair | undefined, b: SpacingPair | undefined): boolean =>
  a?.betweenRows === b?.betweenRows && a?.betweenColumns === b?.betweenColumns;

/** Whether two frames were looked at from the same side and distance. */
export const isSameGeometry = (a: ProjectionView, b: ProjectionView): boolean =>
  a.sid === b.sid &&
  a.sod === b.sod &&
  isSameAngle(a.primaryAngle, b.primaryAngle) &&
  isSameAngle(a.secondaryAngle, b.secondaryAngle);

const isSameAngle = (a: number | undefined, b: number | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && Math.abs(a - b) <= NO_MOTION_DEGREES);

/** Whether two runs were looked at the same way. */
export const isSameView = (a: ProjectionView, b: ProjectionView): boolean =>
  isSameGeometry(a, b) &&
  a.magnification === b.magnification &&
  a.isMoving === b.isMoving &&
  isSamePair(a.imagerSpacing, b.imagerSpacing) &&
  isSamePair(a.objectSpacing, b.objectSpacing);
