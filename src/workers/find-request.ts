import type { NotFound } from '../find/candidate.ts';
import type { FrameCandidate } from '../find/frames/frame-candidate.ts';
import type { FrameSearch } from '../find/frames/frame.ts';
import { examineMarkInFrames, type MarkSearch } from '../find/frames/examine-mark.ts';
import { findTipInFrames } from '../find/frames/find-tip.ts';
import type { MarkExamination } from '../find/examine.ts';
import type { TipCandidate } from '../find/candidate.ts';
import { examineMarkInVolume, type ExaminedMark } from '../find/volume/examine-mark.ts';
import { locateInVolume, type VolumeSearch } from '../find/volume/locate-in-volume.ts';
import { volumeOf, type StoredVolume } from '../find/volume/volume-around.ts';
import type { Vector3 } from '../space/vector.ts';

type VolumeCandidate = TipCandidate<Vector3>;

/** What is searched for in pixels: ends of a device near a place, or what the pixels say of a mark. */
export interface FindRequests {
  readonly 'locate-in-volume': { readonly volume: StoredVolume; readonly near: Vector3; readonly search: VolumeSearch };
  readonly 'examine-in-volume': {
    readonly volume: StoredVolume;
    readonly mark: ExaminedMark;
    readonly search: VolumeSearch;
  };
  readonly 'locate-in-frames': FrameSearch;
  readonly 'examine-in-frames': MarkSearch;
}

export interface FindAnswers {
  readonly 'locate-in-volume': readonly VolumeCandidate[] | NotFound;
  readonly 'examine-in-volume': MarkExamination<VolumeCandidate>;
  readonly 'locate-in-frames': readonly FrameCandidate[] | NotFound;
  readonly 'examine-in-frames': MarkExamination<FrameCandidate>;
}

export type FindTask = keyof FindRequests;

/** Carries a search out where it is called: in the worker, or on a page that can have none. */
export const find = <Task extends FindTask>(task: Task, request: FindRequests[Task]): FindAnswers[Task] =>
  (TASKS[task] as (request: FindRequests[Task]) => FindAnswers[Task])(request);

const TASKS: { readonly [Task in FindTask]: (request: FindRequests[Task]) => FindAnswers[Task] } = {
  'locate-in-volume': ({ volume, near, search }) => locateInVolume(volumeOf(volume), near, search),
  'examine-in-volume': ({ volume, mark, search }) => examineMarkInVolume(volumeOf(volume), mark, search),
  'locate-in-frames': findTipInFrames,
  'examine-in-frames': examineMarkInFrames,
};
