import { LatePart } from '../session/late-part.ts';
import type { Session } from '../session/session.ts';
import type { FrameSource } from '../session/shown-source.ts';
import { AwaitedMarking } from './awaited-marking.ts';
import type { MarkerHost } from './marker.ts';
import type * as markingController from './marking-controller.ts';

/** What marks and draws, for all viewers of a page: no picture waits for it. */
export const lateMarking = new LatePart<typeof markingController>(() => import('./marking-controller.ts'));

/** What marks in a session's pictures, as far as it is loaded. */
export type LateMarking = AwaitedMarking<markingController.MarkingController>;

/** @param frames what the viewports show; asked for nothing before what marks is loaded */
export const markLater =
  (session: Session, frames: FrameSource) =>
  (host: MarkerHost): LateMarking =>
    new AwaitedMarking(host, {
      load: async () => {
        const { MarkingController } = await lateMarking.load();
        return new MarkingController({ ...host, session, frames });
      },
      tell: (text) => {
        session.tell(text);
      },
    });
