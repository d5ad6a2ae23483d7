import type { MarkTool } from '../session/marking.ts';
import type { Session } from '../session/session.ts';
import type { MarkingController } from '../tools/marking-controller.ts';
import { isEditing, type KeyCommand } from '../tools/key-bindings.ts';
import type { KeyCursor } from '../tools/key-cursor.ts';
import type { Handle } from '../overlay/handle.ts';
import { firstSlab, stepped } from '../viewer/slab.ts';
import type { Layout, Stage } from '../viewer/stage.ts';

/** What keys act on. */
export interface CommandTarget {
  readonly session: Session;
  readonly stage: Stage;
  /** Null until it is loaded: nothing is drawn yet that keys could act on. */
  readonly controller: MarkingController | null;
  readonly actions: CommandActions;
  readonly cursor: KeyCursor;
  readonly showShortcuts: () => void;
}

/** What buttons do as well. */
export interface CommandActions {
  useMark(tool: MarkTool): void;
  useWindow(): void;
  usePreset(index: number): void;
  jump(handle: Handle): void;
  toggleOverlays(): boolean;
  toggleLayout(layout: Layout): void;
  stepSeries(by: number): void;
  calibrate(): void;
  findTip(): void;
  /** False where nothing was found that could be accepted. */
  acceptSuggestion(): boolean;
  /** False where there is none. */
  dismissSuggestions(): boolean;
}

/** The viewport that is looked at: one that was gone to by keys, else the one under the pointer, else one that has the focus. */
const attendedElement = ({ elements }: Stage): HTMLDivElement | undefined =>
  [':focus-visible', ':hover', ':focus'].flatMap((state) => elements.filter((element) => element.matches(state)))[0];

/** The viewport that keys act on: of two views the one that the selected mark is in, else the one that is looked at, else the first. */
const activeElement = (stage: Stage, session: Session): HTMLDivElement | null => {
  const view = session.selected.peek()?.view;
  return (view === undefined ? attendedElement(stage) : stage.elements[view]) ?? stage.elements[0] ?? null;
};

/** Carries out a key's command. Returns false when there was nothing to act on, so that the key keeps its meaning for the page. */
export const runCommand = (
  command: KeyCommand,
  { key, shiftKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey'>,
  target: CommandTarget,
): boolean => {
  const { session, stage, controller, actions, cursor } = target;
  if (session.readOnly.peek() && isEditing(command)) return false;
  const element = activeElement(stage, session);
  const view = stage.viewOf(attendedElement(stage) ?? element);
  const step = shiftKey ? 10 : 1;
  /** A tenth of a pixel moves marks only: there is no tenth of an image. */
  const isFine = ctrlKey || metaKey;
  const pixels = isFine ? 0.1 : step;
  const nudge = (columns: number, rows: number): boolean =>
    cursor.move(columns * pixels, rows * pixels) ||
    (element !== null && controller?.nudge(element, columns * pixels, rows * pixels) === true);
  switch (command) {
    case 'mark-target':
    case 'mark-tip':
    case 'mark-shaft':
    case 'mark-entry':
    case 'mark-plan':
      actions.useMark(command.slice('mark-'.length) as MarkTool);
      return true;
    case 'calibrate':
      actions.calibrate();
      return true;
    case 'find-tip':
      actions.findTip();
      return true;
    case 'key-cursor':
      if (!element) return false;
      cursor.toggle(attendedElement(stage) ?? element);
      return true;
    case 'confirm-tip':
      if (!session.draft.peek() && session.suggestions.peek()) {
        // While it is being looked for there is nothing to accept, and whoever waits for it doesn't mean another mark.
        if (session.suggestions.peek()?.ends === null || actions.acceptSuggestion()) return true;
      }
      if (cursor.press()) return true;
      // Who marks an object of known size doesn't mean the tip.
      if (session.tool.peek() === 'calibrate') return true;
      if (session.draft.peek() && element) controller?.closeContour(element);
      else session.dispatch({ kind: 'confirm-tip' });
      return true;
    case 'jump-to-tip':
      actions.jump({ mark: 'tip' });
      return true;
    case 'jump-to-target':
      actions.jump({ mark: 'target' });
      return true;
    case 'three-planes':
      actions.toggleLayout('planes');
      return true;
    case 'along-device':
      actions.toggleLayout('device');
      return true;
    case 'lines':
      stage.lines.value = !stage.lines.peek();
      return true;
    case 'slab':
    case 'slab-thinner':
    case 'slab-thicker':
      return changeSlab(stage, command);
    case 'window':
      actions.useWindow();
      return true;
    case 'cancel':
      if (cursor.cancel()) return true;
      if (session.draft.peek()) session.draft.value = null;
      else if (actions.dismissSuggestions()) return true;
      else if (session.selected.peek()) session.selected.value = null;
      else session.tool.value = null;
      return true;
    case 'delete':
      return element !== null && controller?.removeSelected(element) === true;
    case 'undo':
      // The last thing done is a corner, as long as a contour is being drawn.
      if (controller?.removeCorner() !== true) session.undo();
      return true;
    case 'redo':
      session.redo();
      return true;
    case 'nudge-left':
      return nudge(-1, 0);
    case 'nudge-right':
      return nudge(1, 0);
    case 'nudge-up':
      if (!nudge(0, -1) && !isFine) void stage.scroll(-step, view);
      return true;
    case 'nudge-down':
      if (!nudge(0, 1) && !isFine) void stage.scroll(step, view);
      return true;
    case 'next-image':
      void stage.scroll(step, view);
      return true;
    case 'previous-image':
      void stage.scroll(-step, view);
      return true;
    case 'first-image':
      void stage.setIndex(0, view);
      return true;
    case 'last-image':
      void stage.setIndex(Number.MAX_SAFE_INTEGER, view);
      return true;
    case 'next-series':
      actions.stepSeries(1);
      return true;
    case 'previous-series':
      actions.stepSeries(-1);
      return true;
    case 'cine':
      stage.toggleCine(view);
      return true;
    case 'invert':
      stage.invert();
      return true;
    case 'overlays':
      return actions.toggleOverlays();
    case 'reset-view':
      stage.resetView();
      return true;
    case 'zoom-in':
      stage.zoomBy(1.25);
      return true;
    case 'zoom-out':
      stage.zoomBy(0.8);
      return true;
    case 'preset':
      actions.usePreset(Number(key) - 1);
      return true;
    case 'help':
      target.showShortcuts();
      return true;
  }
};

/** Without a slab, each of the keys switches one on. Only planes of a volume have a thickness to choose. */
const changeSlab = (stage: Stage, command: 'slab' | 'slab-thinner' | 'slab-thicker'): boolean => {
  const shown = stage.shown.peek();
  if (!shown || (shown.layout !== 'planes' && shown.layout !== 'device')) return false;
  const slab = stage.slab.peek();
  if (!slab) stage.setSlab(firstSlab(shown.series));
  else if (command === 'slab') stage.setSlab(null);
  else stage.setSlab({ ...slab, thicknessMm: stepped(slab.thicknessMm, command === 'slab-thinner' ? -1 : 1) });
  return true;
};
