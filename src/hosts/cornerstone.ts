import { effect, untracked } from '@preact/signals-core';
import type * as Tools from '@cornerstonejs/tools';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { Session } from '../session/session.ts';
import type { CornerstoneInstances } from '../tools/create-tools.ts';
import { TOOL_NAMES } from '../tools/tool-names.ts';
import { equipToolGroup } from './equip-tool-group.ts';
import { languageOf, speak } from '../words/words.ts';
import { hostFrames } from './host-frames.ts';
import { redrawMarks } from './redraw-marks.ts';
import { shareUndo } from './undo-ring.ts';

export interface InstallOptions extends CornerstoneInstances {
  /** The host's tool group; the tools are added to it, enabled. Activate one as any other: `setToolActive('TipCheckTip', …)`. */
  readonly toolGroup: Tools.Types.IToolGroup;
  /** Confirmations that exist already; a new list without it. */
  readonly session?: Session;
  /** BCP 47 tag of the language that labels are drawn in; without it whatever the page's TipCheck speaks, which is English at first. */
  readonly language?: string;
  readonly onChange?: (change: {
    readonly record: Confirmation | null;
    readonly assessment: Assessment | null;
  }) => void;
}

export interface Installed {
  /** The confirmations being worked on; give it to a `<tipcheck-panel>`. */
  readonly session: Session;
  /** Takes the tools, listeners and drawings away again. The session keeps its marks. */
  dispose(): void;
}

/**
 * Adds TipCheck's marking tools (`TipCheckTarget`, `TipCheckTip`, `TipCheckShaft`, …) to a Cornerstone3D application's own tool group. The
 * host's instances are handed in: a second copy of Cornerstone would share nothing with them. Every edit fires `tipcheck-change` on the
 * viewport's element (bubbles, composed) with `{ record, assessment }`. Every step of them is a step of the host's own history, too
 * (`core.utilities.HistoryMemo.DefaultHistoryMemo`): its undo and redo go through both in the order in which things were done.
 */
export const install = ({
  core,
  tools,
  toolGroup,
  session = new Session(),
  language,
  onChange,
}: InstallOptions): Installed => {
  // Labels stay as they are where the texts can't be had.
  if (language !== undefined) speak(languageOf(language) ?? 'en').catch(() => undefined);
  const frames = hostFrames(core);
  session.useImages(frames.lookup);
  let last: HTMLElement | null = null;
  const equipped = equipToolGroup({ core, tools }, toolGroup, {
    session,
    frames,
    acting: (element) => {
      last = element;
    },
    forgotten: (element) => {
      if (last === element) last = null;
    },
  });
  const stopDrawing = redrawMarks(session, () => {
    equipped.redraw();
  });
  const stopSharing = shareUndo(session, { core, tools });
  let before = session.active.peek();
  const stop = effect(() => {
    const record = session.active.value;
    const assessment = session.assessment.value;
    // A record whose target is still being made ready is told of with its assessment.
    if (record === before || (record && !assessment)) return;
    before = record;
    const target = last ?? equipped.firstElement();
    // Listeners may read signals of ours; that must not make this effect follow them.
    untracked(() => {
      target?.dispatchEvent(
        new CustomEvent('tipcheck-change', { detail: { record, assessment }, bubbles: true, composed: true }),
      );
      onChange?.({ record, assessment });
    });
  });

  let disposed = false;
  return {
    session,
    dispose: () => {
      if (disposed) return;
      disposed = true;
      stop();
      stopDrawing();
      stopSharing?.();
      session.useImages(() => undefined);
      equipped.dispose();
      frames.dispose();
    },
  };
};

export { Session, TOOL_NAMES };
