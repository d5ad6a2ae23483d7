import type { Session } from './session.ts';

/** Ends it, whether or not it came to anything. */
export const endCalibration = (session: Session): void => {
  session.calibrating.value = null;
  if (session.selected.peek()?.mark === 'calibration') session.selected.value = null;
  if (session.tool.peek() === 'calibrate') session.tool.value = null;
};

/** Whether keys are meant for the object rather than for the marks: its tool or one of its points is in use. */
export const isCalibrating = (session: Session): boolean =>
  session.calibrating.peek() !== null &&
  (session.tool.peek() === 'calibrate' || session.selected.peek()?.mark === 'calibration');
