import type { Confirmation } from '../confirmation/record.ts';
import { hasNoDepth } from '../image/series.ts';
import type { Handle } from '../overlay/handle.ts';
import { positionOf } from '../session/handle-marks.ts';
import { markName, viewsOf } from '../session/mark-views.ts';
import type { Session } from '../session/session.ts';
import { frameOfReferenceOf } from '../session/space-of.ts';
import { showPictureView } from '../viewer/picture-view.ts';
import type { Stage } from '../viewer/stage.ts';
import type { Study } from '../viewer/study.ts';
import type { showViewsOf as showViewsOfRecord } from './follow-two-views.ts';

export interface JumpParts {
  readonly session: Session;
  readonly stage: Stage;
  readonly study: Study;
  /** Where it is loaded: as soon as there is a confirmation of two projections. */
  readonly showViewsOf: typeof showViewsOfRecord | null;
}

/**
 * Brings a mark onto the screen: its series, then its slice or frame. A single view shows it as it was when the mark was made or last moved: zoom,
 * place and window; where that isn't known they stay.
 */
export const jumpToMark = async (handle: Handle, parts: JumpParts): Promise<void> => {
  const record = parts.session.active.peek();
  if (!record) return;
  await showMark(record, handle, parts);
  const view = viewsOf(record).get(markName(handle));
  if (view) showPictureView(parts.stage, view);
};

const showMark = async (
  record: Confirmation,
  handle: Handle,
  { session, stage, study, showViewsOf }: JumpParts,
): Promise<void> => {
  const { space } = record;
  if (space.kind === 'patient') {
    const [x, y, z] = positionOf(record, handle) ?? [];
    const shown = stage.shown.peek();
    const own = session.imageOf(record)?.series ?? study.seriesOfFrameOfReference(space.frameOfReferenceUID);
    const isShown =
      shown && frameOfReferenceOf(shown.series) === space.frameOfReferenceUID && !hasNoDepth(shown.series);
    if (!isShown && !own) return; // The picture that is shown says nothing of this place.
    if (!isShown && own) await stage.show(own);
    if (x !== undefined && y !== undefined && z !== undefined) await stage.jumpToPatient([x, y, z]);
    return;
  }
  if (space.kind === 'biplane') await showViewsOf?.(record, { stage, study });
  if (!('sopInstanceUID' in space)) return;
  const source = study.lookup(space.sopInstanceUID, space.frame);
  if (!source) return;
  if (stage.shown.peek()?.series.key !== source.series.key) await stage.show(source.series);
  if (stage.shown.peek()?.series.key === source.series.key)
    await stage.setIndex(source.series.frames.indexOf(source.frame));
};
