import type { Session } from '../session/session.ts';
import type { MarkerHost } from '../tools/marker.ts';
import { MarkingController } from '../tools/marking-controller.ts';
import { hostFrames, type HostFrames } from './host-frames.ts';
import type * as Core from '@cornerstonejs/core';

/** What marks in a host's own viewports, and what it knows of the images in them. */
export const hostMarking = (
  core: typeof Core,
  session: Session,
  host: MarkerHost,
): { readonly marker: MarkingController; readonly frames: HostFrames } => {
  const frames = hostFrames(core);
  return { frames, marker: new MarkingController({ ...host, session, frames }) };
};
