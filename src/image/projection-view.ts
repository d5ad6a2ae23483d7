import { numberOf, positiveOf, spacingOf, itemOf, type ElementSource, type SpacingPair } from './element-source.ts';

/** How a C-arm or X-ray tube looked at the patient (PS3.3 C.8.7.5, C.8.19.6). What isn't known is undefined, never 0. */
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
  /** The angles change while the run is recorded, so those given hold for its first frame only. */
  readonly isMoving: boolean;
}

const NO_MOTION_DEGREES = 0.01;

/** Functional groups of the first frame and those shared by all stand behind the plain attributes. */
export const readProjectionView = (source: ElementSource): ProjectionView => {
  const shared = itemOf(source, 'SharedFunctionalGroupsSequence');
  const perFrame = source.items('PerFrameFunctionalGroupsSequence') ?? [];
  const macro = (
    name: 'PositionerPositionSequence' | 'XRayGeometrySequence' | 'FramePixelDataPropertiesSequence',
  ): ElementSource | undefined => itemOf(perFrame[0], name) ?? itemOf(shared, name);
  const positioner = macro('PositionerPositionSequence') ?? source;
  const geometry = macro('XRayGeometrySequence') ?? source;
  const pixels = macro('FramePixelDataPropertiesSequence') ?? source;
  const primaryAngle = numberOf(positioner, 'PositionerPrimaryAngle');
  const secondaryAngle = numberOf(positioner, 'PositionerSecondaryAngle');
  const moves = (values: readonly (number | undefined)[], from: number): boolean =>
    values.some((value) => value !== undefined && Math.abs(value - from) > NO_MOTION_DEGREES);
  const angles = (name: 'PositionerPrimaryAngle' | 'PositionerSecondaryAngle'): readonly (number | undefined)[] =>
    perFrame.map((frame) => {
      const item = itemOf(frame, 'PositionerPositionSequence');
      return item && numberOf(item, name);
    });
  return {
    sid: positiveOf(geometry, 'DistanceSourceToDetector'),
    sod: positiveOf(geometry, 'DistanceSourceToPatient') ?? positiveOf(geometry, 'DistanceSourceToIsocenter'),
    primaryAngle,
    secondaryAngle,
    imagerSpacing: spacingOf(pixels, 'ImagerPixelSpacing') ?? spacingOf(source, 'ImagerPixelSpacing'),
    magnification: positiveOf(source, 'EstimatedRadiographicMagnificationFactor'),
    isMoving:
      moves(source.numbers('PositionerPrimaryAngleIncrement') ?? [], 0) ||
      moves(source.numbers('PositionerSecondaryAngleIncrement') ?? [], 0) ||
      (primaryAngle !== undefined && moves(angles('PositionerPrimaryAngle'), primaryAngle)) ||
      (secondaryAngle !== undefined && moves(angles('PositionerSecondaryAngle'), secondaryAngle)),
  };
};

/** Whether two runs were looked at the same way. */
export const isSameView = (a: ProjectionView, b: ProjectionView): boolean =>
  a.sid === b.sid &&
  a.sod === b.sod &&
  a.primaryAngle === b.primaryAngle &&
  a.secondaryAngle === b.secondaryAngle &&
  a.magnification === b.magnification &&
  a.isMoving === b.isMoving &&
  a.imagerSpacing?.betweenRows === b.imagerSpacing?.betweenRows &&
  a.imagerSpacing?.betweenColumns === b.imagerSpacing?.betweenColumns;
