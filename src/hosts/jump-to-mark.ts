import type { Confirmation } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';
import type { Session } from '../session/session.ts';
import type { Stage } from '../viewer/stage.ts';
import type { Study } from '../viewer/study.ts';

/** Brings a mark onto the screen: its series, then its slice or frame. Zoom and window stay where the series is already shown. */
export const jumpToMark = async (
  handle: Handle,
  { session, stage, study }: { readonly session: Session; readonly stage: Stage; readonly study: Study },
): Promise<void> => {
  const record = session.active.peek();
  if (!record) return;
  const { space } = record;
  if (space.kind === 'patient') {
    const position = patientPositionOf(record, handle);
    const shown = stage.shown.peek();
    const own = session.imageOf(record)?.series ?? study.seriesOfFrameOfReference(space.frameOfReferenceUID);
    const isShown =
      shown && (shown.series.frameOfReferenceUID ?? shown.series.seriesInstanceUID) === space.frameOfReferenceUID;
    if (!isShown && own) await stage.show(own);
    if (position) await stage.jumpToPatient(position);
    return;
  }
  if (!('sopInstanceUID' in space)) return;
  const source = study.lookup(space.sopInstanceUID, space.frame);
  if (!source) return;
  if (stage.shown.peek()?.series.key !== source.series.key) await stage.show(source.series);
  await stage.setIndex(source.series.frames.indexOf(source.frame));
};

const patientPositionOf = (record: Confirmation, handle: Handle): readonly [number, number, number] | null => {
  const { target, tip, shaft, entry, plan } = record;
  const found =
    handle.mark === 'tip'
      ? tip?.position
      : handle.mark === 'shaft'
        ? shaft?.[handle.index]
        : handle.mark === 'entry'
          ? entry
          : handle.mark === 'plan-target'
            ? plan?.target
            : target && 'center' in target
              ? target.center
              : undefined;
  return found?.length === 3 ? [found[0], found[1], found[2]] : null;
};
