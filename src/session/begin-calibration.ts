import type { UserCalibration } from '../confirmation/user-calibration.ts';
import { MM_PER_FRENCH, CATHETER_SIGMA } from '../image/device-sizes.ts';
import { POINTS_OF_FORM, scaleByObject, type ObjectForm } from '../image/known-object.ts';
import { isRefusal } from '../image/refusal.ts';
import type { CalibrationDraft } from './calibration-draft.ts';
import { calibrationAt } from './image-calibration.ts';
import type { Session } from './session.ts';
import type { ImageCalibration, ImageSource } from './image-source.ts';

/** What one begins with: a 6 F catheter, the most usual in the pictures that need this. */
const FIRST_FRENCH = 6;

const frameOf = ({ frame }: ImageSource): Pick<CalibrationDraft, 'sopInstanceUID' | 'frame'> => ({
  sopInstanceUID: frame.instance.sopInstanceUID,
  frame: frame.frame,
});

/** How the points of a calibration were drawn. */
export const formOf = ({ method, points = [] }: UserCalibration): ObjectForm =>
  method === 'sphere' ? (points.length === 2 ? 'radius' : 'rim') : points.length === 4 ? 'edges' : 'line';

/** Half a pixel, the least that a mark is known to. */
const LEAST_POINT_SIGMA = 0.5;

/** The draft that a calibration was, to be changed; else a new one. */
const draftFor = (source: ImageSource): CalibrationDraft => {
  const known = calibrationAt(source, null) ?? source.calibrations?.at(-1) ?? null;
  if (!known) {
    const size = FIRST_FRENCH * MM_PER_FRENCH;
    return {
      ...frameOf(source),
      method: 'catheter',
      form: 'line',
      points: [],
      pointSigma: null,
      size,
      sizeSigma: size * CATHETER_SIGMA,
      designation: `${String(FIRST_FRENCH)} F`,
      atTargetDepth: false,
    };
  }
  const { calibration, scale, scaleSigma } = known;
  const isEntered = calibration.method === 'entered';
  return {
    ...frameOf(source),
    ...(calibration.frame !== undefined && { frame: calibration.frame }),
    method: calibration.method,
    form: formOf(calibration),
    points: calibration.points ?? [],
    pointSigma: drawnSigma(known, source),
    size: isEntered ? scale.betweenColumns : (calibration.size ?? null),
    sizeSigma: isEntered
      ? scaleSigma === undefined
        ? null
        : scaleSigma * scale.betweenColumns
      : (calibration.sizeSigma ?? null),
    designation: calibration.designation ?? null,
    atTargetDepth: calibration.atTargetDepth ?? false,
  };
};

/** 1 SD of the points that a calibration was drawn with, px, by what is left of its uncertainty beside that of the object's size. */
const drawnSigma = ({ calibration, scale, scaleSigma }: ImageCalibration, { frame }: ImageSource): number => {
  const { points = [], size, sizeSigma = 0 } = calibration;
  if (size === undefined || scaleSigma === undefined) return LEAST_POINT_SIGMA;
  const { columns, rows } = frame.instance;
  const aspect = scale.betweenRows / scale.betweenColumns;
  const drawn = {
    form: formOf(calibration),
    points,
    pointSigma: LEAST_POINT_SIGMA,
    size,
    sizeSigma: null,
    aspect,
    columns,
    rows,
  };
  const byLeast = scaleByObject(drawn);
  if (isRefusal(byLeast) || byLeast.scaleSigma === null) return LEAST_POINT_SIGMA;
  const ofPoints = Math.sqrt(Math.max(0, scaleSigma ** 2 - (sizeSigma / size) ** 2));
  return Math.max(LEAST_POINT_SIGMA, (LEAST_POINT_SIGMA * ofPoints) / byLeast.scaleSigma);
};

/** Takes up the calibration of an image: what is drawn next is the object. */
export const beginCalibration = (session: Session, source: ImageSource): void => {
  session.calibrating.value = draftFor(session.calibrated(source));
  session.draft.value = null;
  session.selected.value = null;
  session.tool.value = 'calibrate';
};

/** The draft on the image that is drawn on: begun there, or with its points left behind on another. */
export const draftOn = (session: Session, source: ImageSource): CalibrationDraft => {
  const draft = session.calibrating.peek();
  if (!draft) return draftFor(session.calibrated(source));
  const here = frameOf(source);
  const isHere = draft.sopInstanceUID === here.sopInstanceUID && draft.frame === here.frame;
  return isHere ? draft : { ...draft, ...here, points: [], pointSigma: null };
};

export const isDrawn = ({ method, form, points }: CalibrationDraft): boolean =>
  method === 'entered' || points.length >= POINTS_OF_FORM[form];
