import { effect, untracked } from '@preact/signals-core';
import type * as Tools from '@cornerstonejs/tools';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { LatePart } from '../session/late-part.ts';
import { Session } from '../session/session.ts';
import { AwaitedMarking } from '../tools/awaited-marking.ts';
import type { CornerstoneInstances } from '../tools/create-tools.ts';
import type { MarkerHost } from '../tools/marker.ts';
import { TOOL_NAMES } from '../tools/tool-names.ts';
import { announceChanges } from './announce-changes.ts';
import { equipToolGroup } from './equip-tool-group.ts';
import { languageOf, said, speak } from '../words/words.ts';
import { decodedPixels } from './decoded-pixels.ts';
import { followExamination } from './follow-examination.ts';
import type { HostFrames } from './host-frames.ts';
import type * as hostMarking from './host-marking.ts';
import { loadInTime, tellFailedLoads } from './late-parts.ts';
import { redrawMarks } from './redraw-marks.ts';
import { shareUndo } from './undo-ring.ts';

/** What `install` is given: your own Cornerstone and the tool group that gets the marking tools. */
export interface InstallOptions extends CornerstoneInstances {
  /** The host's tool group; the tools are added to it, enabled. Activate one as any other: `setToolActive('TipCheckTip', …)`. */
  readonly toolGroup: Tools.Types.IToolGroup;
  /** Confirmations that exist already; a new list without it. */
  readonly session?: Session;
  /** BCP 47 tag of the language that labels are drawn in; without it whatever the page's TipCheck speaks, which is English at first. */
  readonly language?: string;
  /** Told of every edit, as `tipcheck-change` is. */
  readonly onChange?: (change: {
    readonly record: Confirmation | null;
    readonly assessment: Assessment | null;
  }) => void;
  /** Told one line for the reader, in the language of the labels: why something was not marked, what comes next. For the host to show. */
  readonly onNotice?: (text: string) => void;
}

/** An installation, until it is disposed of. */
export interface Installed {
  /** The confirmations being worked on; give it to a `<tipcheck-panel>`. */
  readonly session: Session;
  /** Takes the tools, listeners and drawings away again. The session keeps its marks. */
  dispose(): void;
}

/** What marks, draws and reads a host's images, for all tool groups of a page. */
const lateHostMarking = new LatePart<typeof hostMarking>(() => import('./host-marking.ts'));

/**
 * Adds TipCheck's marking tools (`TipCheckTarget`, `TipCheckTip`, `TipCheckShaft`, …) to a Cornerstone3D application's own tool group. The
 * host's instances are handed in: a second copy of Cornerstone would share nothing with them. Every edit fires `tipcheck-change` on the
 * viewport's element (bubbles, composed) with `{ record, assessment }`. Every step of them is a step of the host's own history, too
 * (`core.utilities.HistoryMemo.DefaultHistoryMemo`): its undo and redo go through both in the order in which things were done.
 *
 * What marks and measures is loaded after this, when the page is idle or at the first press, which waits for it. Where it can't be loaded,
 * `tipcheck-error` is fired there with `{ code, message }`, and the next press tries again.
 */
export const install = ({
  core,
  tools,
  toolGroup,
  session = new Session(),
  language,
  onChange,
  onNotice,
}: InstallOptions): Installed => {
  // Labels stay as they are where the texts can't be had.
  if (language !== undefined) speak(languageOf(language) ?? 'en').catch(() => undefined);
  let frames: HostFrames | null = null;
  let disposed = false;
  let last: HTMLElement | null = null;
  const equipped = equipToolGroup({ core, tools }, toolGroup, {
    session,
    marker: (host: MarkerHost) =>
      new AwaitedMarking(host, {
        load: async () => {
          const { hostMarking } = await lateHostMarking.load();
          const made = hostMarking(core, session, host);
          if (disposed) made.frames.dispose();
          else {
            frames = made.frames;
            session.useImages(frames.lookup);
            session.usePixels(decodedPixels(core, frames.imageIdsOf));
          }
          return made.marker;
        },
        tell: (text) => {
          session.tell(text);
        },
      }),
    acting: (element) => {
      last = element;
    },
    forgotten: (element) => {
      if (last === element) last = null;
    },
  });
  const { marker } = equipped;
  const fire = (name: string, detail: unknown): void => {
    const target = last ?? equipped.firstElement();
    target?.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  };
  const stopTelling = tellFailedLoads(lateHostMarking, (detail) => {
    session.tell(detail.message);
    fire('tipcheck-error', detail);
  });
  const stopLoading = loadInTime(session, () => {
    marker.want();
  });
  const stopDrawing = redrawMarks(session, () => {
    equipped.redraw();
  });
  const stopExamining = followExamination(session);
  const stopSharing = shareUndo(session, { core, tools });
  const stop = announceChanges(session, (change) => {
    fire('tipcheck-change', change);
    onChange?.(change);
  });
  let told = session.notice.peek();
  const stopNotices = effect(() => {
    const notice = session.notice.value;
    if (notice === told) return;
    told = notice;
    untracked(() => {
      if (notice) onNotice?.(said(notice.text));
    });
  });

  return {
    session,
    dispose: () => {
      if (disposed) return;
      disposed = true;
      for (const end of [stop, stopNotices, stopExamining, stopDrawing, stopLoading, stopTelling]) end();
      stopSharing?.();
      marker.dispose();
      session.useImages(() => undefined);
      session.usePixels(null);
      equipped.dispose();
      frames?.dispose();
    },
  };
};

export { Session, TOOL_NAMES };
export type { AssessedCase, CaseList, Notice } from '../session/session.ts';
export type { ImageCalibration } from '../session/image-source.ts';
export type { MarkTool, TargetShape } from '../session/marking.ts';
export type { Revisions, Saved } from '../session/save-state.ts';
export type { Handle } from '../overlay/handle.ts';
export type { CornerstoneInstances } from '../tools/create-tools.ts';
