import type { Target } from '../confirmation/record.ts';
import { middleOfTarget } from '../confirmation/target-middle.ts';
import type { Session } from '../session/session.ts';
import { frameOfReferenceOf, nearestSource, spaceOf } from '../session/space-of.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { Stage } from '../viewer/stage.ts';

/** Makes a target of another system that of the confirmation of its space, and shows the image that its middle lies on. */
export const useTarget = async (
  name: string,
  target: Target,
  on: ImageSource,
  { session, stage }: { readonly session: Session; readonly stage: Stage },
): Promise<void> => {
  const middle = middleOfTarget(target);
  const [x, y, z] = middle;
  const inPatient = x !== undefined && y !== undefined && z !== undefined;
  const source = inPatient ? nearestSource(on, [x, y, z]) : on;
  const changed = session.dispatchIn(spaceOf(session.calibrated(source), middle), { kind: 'set-target', target });
  session.tell(changed ? `The target is now: ${name}.` : `${name} is the target already.`);
  const { series, frame } = source;
  const shown = stage.shown.peek()?.series;
  const isShown = inPatient
    ? shown?.space === 'patient' && frameOfReferenceOf(shown) === frameOfReferenceOf(series)
    : shown?.key === series.key;
  if (!isShown) await stage.show(series);
  if (inPatient) await stage.jumpToPatient([x, y, z]);
  else await stage.setIndex(series.frames.indexOf(frame));
};
