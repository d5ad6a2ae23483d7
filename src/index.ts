/**
 * The pure part of TipCheck: what a confirmation is and what it amounts to. Runs in Node, in a worker, in a page; touches neither.
 *
 *     const record = parseRecord(json);            // a record, or a refusal
 *     const assessment = assess(record);           // an assessment, or a refusal
 *     if (isRefused(assessment)) console.error(assessment.code, assessment.message);
 */
export { parseRecord, serializeRecord } from './confirmation/parse.ts';
export { parseDeviceProfile } from './confirmation/device-profile.ts';
export { isRefused } from './confirmation/record.ts';
export { applyEdit } from './confirmation/edit.ts';
export { assess } from './assess/assess.ts';
export { PROFILES } from './assess/profiles/bundled.ts';
export { parseProfile } from './assess/profiles/parse-profile.ts';
export type { Edit } from './confirmation/edit.ts';
export type {
  ArtefactBand,
  Basis,
  BiplaneSpace,
  CalibrationMethod,
  Confirmation,
  Device,
  DeviceKind,
  Evidence,
  GeometryMember,
  GeometrySigma,
  ImageSpace,
  LengthUnit,
  Look,
  Orientation,
  PatientSpace,
  Position,
  ProjectionSpace,
  ProjectionView,
  ReferencedImage,
  Refused,
  Scale,
  Space,
  Target,
  TargetUncertainty,
  Tip,
  UserCalibration,
  ViewTarget,
  Voxel,
  Zone,
} from './confirmation/record.ts';
export type {
  AssessedLook,
  Assessment,
  Biplane,
  Caveat,
  ChangingMetric,
  Commitment,
  InEachView,
  LookStep,
  MetricName,
  Metrics,
  Quantity,
  Verdict,
} from './assess/assessment.ts';
export type { AssessedBand } from './assess/assessed-band.ts';
export type {
  JudgedProfile,
  JudgedThreshold,
  Limit,
  MeasureName,
  OpenReason,
  ProcedureProfile,
  Threshold,
  ThresholdResult,
} from './assess/profiles/profile.ts';
export type {
  AssessedAblation,
  AssessedSegment,
  AssessedZone,
  Share,
  ZoneLength,
} from './assess/zones/zone-assessment.ts';
export type { BareView, ViewGeometry, ViewIndex } from './confirmation/edit-view.ts';
export type { EllipsoidZone, SegmentZone } from './confirmation/device.ts';
export type { Scaling } from './confirmation/user-calibration.ts';
export type { Covariance } from './space/covariance.ts';
export type { ImagePoint, PatientPoint } from './space/frame.ts';
export type { Coordinates } from './space/surface.ts';
