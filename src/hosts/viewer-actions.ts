import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals-core';
import { hasOverlays } from '../image/series.ts';
import type { Handle } from '../overlay/handle.ts';
import { endCalibration } from '../session/end-calibration.ts';
import type { MarkTool } from '../session/marking.ts';
import { withFinding } from '../panel/with-finding.ts';
import { isOfSeries } from '../session/space-of.ts';
import type { Layout } from '../viewer/stage.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';
import { layoutRefusal } from './layout-choice.ts';
import type { CommandActions } from './viewer-commands.ts';
import type { ViewerContext } from './viewer-context.ts';
import type { ViewerTwoViews } from './viewer-two-views.ts';
import type { ViewTool } from './viewer-tools.ts';

/** What buttons and keys of a viewer do, beside marking. */
export class ViewerActions implements CommandActions {
  readonly #context: ViewerContext;
  readonly #twoViews: ViewerTwoViews;
  readonly #viewTool = signal<ViewTool>('window');
  readonly #overlaysOn = signal(true);

  constructor(context: ViewerContext, twoViews: ViewerTwoViews) {
    this.#context = context;
    this.#twoViews = twoViews;
  }

  /** What the primary button does while nothing is marked. */
  get viewTool(): ReadonlySignal<ViewTool> {
    return this.#viewTool;
  }

  get overlaysOn(): ReadonlySignal<boolean> {
    return this.#overlaysOn;
  }

  /** The primary button is bound to the tool in use, until the returned function is called. */
  followTool(use: (tool: ViewTool | MarkTool) => void): () => void {
    const { tool } = this.#context.session;
    return effect(() => {
      use(tool.value ?? this.#viewTool.value);
    });
  }

  readonly useMark = (tool: MarkTool): void => {
    const { session } = this.#context;
    session.tool.value = tool;
    session.draft.value = null;
  };

  readonly useView = (tool: ViewTool): void => {
    this.#viewTool.value = tool;
    this.#context.session.tool.value = null;
  };

  readonly useWindow = (): void => {
    this.useView('window');
  };

  readonly usePreset = (index: number): void => {
    this.#context.focus();
    const preset = CT_WINDOW_PRESETS[index];
    const stage = this.#context.machinery.peek()?.stage;
    if (preset && stage?.shown.peek()?.series.modality === 'CT') stage.setWindow(preset);
  };

  /** Begins with the picture shown; the button again ends it. */
  readonly calibrate = (): void => {
    const { session } = this.#context;
    const shown = this.#context.machinery.peek()?.stage.shown.peek();
    const frame = shown?.series.frames[shown.index];
    if (session.tool.peek() === 'calibrate') endCalibration(session);
    else if (shown && frame && shown.series.space !== 'patient' && shown.layout !== 'biplane')
      import('../tools/calibration-gestures.ts').then(
        ({ beginCalibration }) => {
          beginCalibration(session, { series: shown.series, frame });
        },
        () => {
          session.tell('What calibrates could not be loaded.');
        },
      );
  };

  /** Chooses the tool that looks for tips; pressed again with ends to look at, the next of them. */
  readonly findTip = (): void => {
    const { session } = this.#context;
    const suggestions = session.suggestions.peek();
    if (session.tool.peek() === 'find' && (suggestions?.ends?.length ?? 0) > 1)
      withFinding(session, ({ lookAtEnd }) => {
        lookAtEnd(session, (suggestions?.index ?? 0) + 1);
      });
    else this.useMark('find');
  };

  readonly acceptSuggestion = (): boolean => {
    const { session } = this.#context;
    if ((session.suggestions.peek()?.ends?.length ?? 0) === 0) return false;
    withFinding(session, ({ acceptSuggestion }) => {
      acceptSuggestion(session);
    });
    return true;
  };

  readonly dismissSuggestions = (): boolean => {
    const { session } = this.#context;
    if (!session.suggestions.peek()) return false;
    withFinding(session, ({ dismissSuggestions }) => {
      dismissSuggestions(session);
    });
    return true;
  };

  /** An end that is looked at comes onto the screen. Returns what ends it. */
  followSuggestion(): () => void {
    const { session } = this.#context;
    let shown: unknown = null;
    return effect(() => {
      const suggestions = session.suggestions.value;
      const end = suggestions?.ends?.[suggestions.index];
      if (end === shown) return;
      shown = end;
      untracked(() => this.#showSuggestion());
    });
  }

  /** Goes to the end that is looked at. False where there is none in the patient. */
  #showSuggestion(): boolean {
    const { session, machinery } = this.#context;
    const suggestions = session.suggestions.peek();
    const [x, y, z] = suggestions?.ends?.[suggestions.index]?.tip ?? [];
    const stage = machinery.peek()?.stage;
    const series = stage?.shown.peek()?.series;
    if (!suggestions || !series || !isOfSeries(suggestions.space, series)) return false;
    if (x === undefined || y === undefined || z === undefined) return false;
    void stage.jumpToPatient([x, y, z]);
    return true;
  }

  /** False where there are none. */
  readonly toggleOverlays = (): boolean => {
    if (!hasOverlays(this.#context.machinery.peek()?.stage.shown.peek()?.series ?? null)) return false;
    this.#overlaysOn.value = !this.#overlaysOn.peek();
    return true;
  };

  readonly stepSeries = (by: number): void => {
    const machinery = this.#context.machinery.peek();
    const all = machinery?.study.series.peek() ?? [];
    const at = all.findIndex(({ key }) => key === machinery?.stage.shown.peek()?.series.key);
    const next = all[at + by];
    if (next) void machinery?.stage.show(next);
  };

  /** Pressed again, a layout gives way to the single view. One that can't be had says why. */
  readonly toggleLayout = (layout: Layout): void => {
    const { session } = this.#context;
    const stage = this.#context.machinery.peek()?.stage;
    if (!stage) return;
    const isShown = stage.shown.peek()?.layout === layout;
    const refusal = isShown ? null : layoutRefusal(layout, stage, session);
    if (refusal === null) void this.#setLayout(isShown ? 'single' : layout);
    else session.tell(refusal);
  };

  /** Three planes open where the marks are, for that is what one wants to see in them. */
  async #setLayout(layout: Layout): Promise<void> {
    const { session, machinery } = this.#context;
    await machinery.peek()?.stage.setLayout(layout);
    if (this.#showSuggestion()) return;
    if (layout === 'planes' && session.active.peek()) this.showConfirmation();
  }

  /** Where the tip of the confirmation is that is worked on; without one where its target is. */
  readonly showConfirmation = (): void => {
    this.jump(this.#context.session.active.peek()?.tip ? { mark: 'tip' } : { mark: 'target' });
  };

  readonly backToTip = (): void => {
    this.jump({ mark: 'tip' });
  };

  readonly jump = (handle: Handle): void => {
    const { session, machinery, fail } = this.#context;
    import('./jump-to-mark.ts').then(
      ({ jumpToMark }) => {
        const showViewsOf = this.#twoViews.parts.peek()?.showViewsOf ?? null;
        const { study, stage } = machinery.peek() ?? {};
        if (study && stage) void jumpToMark(handle, { session, study, stage, showViewsOf });
      },
      (cause: unknown) => {
        fail({ code: 'load-failed', message: 'What shows marks could not be loaded.', cause });
      },
    );
  };
}
