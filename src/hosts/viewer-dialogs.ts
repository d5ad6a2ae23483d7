import { signal, type ReadonlySignal } from '@preact/signals-core';
import { html, nothing, type TemplateResult } from 'lit';
import type { AssessedCase } from '../session/session.ts';
import type { StudyExport } from './export-study.ts';
import { shortcutSheet } from './shortcut-sheet.ts';
import { secondViews } from './two-views.ts';
import type { ViewerContext } from './viewer-context.ts';
import type { ViewerStoring } from './viewer-storing.ts';
import type { ViewerTwoViews } from './viewer-two-views.ts';
import { t } from '../words/words.ts';

const NAMES = {
  none: 'Keyboard shortcuts',
  keys: 'Keyboard shortcuts',
  report: 'Report',
  'second-view': 'Second view',
  export: 'Export without patient data',
} as const;

type DialogName = keyof typeof NAMES;

type ReportView = (
  reported: readonly AssessedCase[],
  close: () => void,
  exportWithoutPatient: () => void,
) => TemplateResult;

/** What opens over a viewer, one at a time: report, export, choice of a second view, keys. Each but the last is loaded when it is asked for. */
export class ViewerDialogs {
  readonly #context: ViewerContext;
  readonly #twoViews: ViewerTwoViews;
  readonly #storing: ViewerStoring;
  readonly #current = signal<DialogName>('none');
  /** Comes with what it needs of the open images when a report is asked for. */
  #report: ReportView | null = null;
  #exporting: StudyExport | null = null;
  #shown: DialogName = 'none';
  #dialog: HTMLDialogElement | null = null;

  constructor(context: ViewerContext, twoViews: ViewerTwoViews, storing: ViewerStoring) {
    this.#context = context;
    this.#storing = storing;
    this.#twoViews = twoViews;
  }

  get current(): ReadonlySignal<DialogName> {
    return this.#current;
  }

  readonly openReport = (): void => {
    const { session, fail } = this.#context;
    const machinery = this.#context.machinery.peek();
    Promise.all([import('../panel/report-dialog.ts'), import('./report-parts.ts'), session.ready()]).then(
      ([{ reportView }, { reportParts }]) => {
        if (!machinery || this.#context.machinery.peek() !== machinery) return;
        const parts = reportParts({ session, ...machinery, storing: this.#storing.storing.peek() });
        this.#report = (reported, close, exporting) => reportView(reported, parts, close, exporting);
        this.#current.value = 'report';
      },
      (cause: unknown) => {
        fail({ code: 'load-failed', message: 'What writes reports could not be loaded.', cause });
      },
    );
  };

  readonly openExport = (): void => {
    const { fail } = this.#context;
    import('./export-study.ts').then(
      ({ beginExport }) => {
        const machinery = this.#context.machinery.peek();
        if (!machinery) return;
        this.#exporting = beginExport(machinery, this.#context);
        this.#current.value = 'export';
      },
      (cause: unknown) => {
        fail({ code: 'load-failed', message: 'What exports images could not be loaded.', cause });
      },
    );
  };

  readonly openShortcuts = (): void => {
    this.#current.value = 'keys';
  };

  readonly chooseSecondView = (): void => {
    void this.#twoViews.load().then((parts) => {
      if (parts) this.#current.value = 'second-view';
    });
  };

  /** After the view was drawn: one that has just been asked for opens. */
  updated(dialog: HTMLDialogElement | null): void {
    this.#dialog = dialog;
    const asked = this.#current.peek();
    if (asked === this.#shown) return;
    this.#shown = asked;
    if (asked !== 'none' && !dialog?.open) dialog?.showModal();
  }

  view(): TemplateResult {
    const current = this.#current.value;
    return html`<dialog part="dialog" @close=${this.#closed} aria-label=${t(NAMES[current])}>
      ${this.#content(current)}
    </dialog>`;
  }

  /** What is in the making while its dialog is closed. */
  bar(): TemplateResult | typeof nothing {
    return (
      (this.#current.value === 'none' &&
        this.#exporting?.bar(() => {
          this.#current.value = 'export';
        })) ||
      nothing
    );
  }

  #content(current: DialogName): TemplateResult | typeof nothing {
    switch (current) {
      case 'report':
        return (
          this.#report?.(this.#context.session.assessed({ complete: true }), this.#close, this.openExport) ?? nothing
        );
      case 'second-view':
        return this.#secondView();
      case 'export':
        return this.#exporting?.view(this.#close) ?? nothing;
      default:
        return shortcutSheet(this.#close, this.#context.session.readOnly.value);
    }
  }

  #secondView(): TemplateResult | typeof nothing {
    const { session } = this.#context;
    const machinery = this.#context.machinery.value;
    const parts = this.#twoViews.parts.value;
    const shown = machinery?.stage.shown.value;
    if (!shown || !parts) return nothing;
    return parts.secondViewDialog(
      shown.series,
      secondViews(shown, machinery.study.series.value),
      (chosen) => void parts.showTwoViews({ session, ...machinery }, shown.series, chosen),
      this.#close,
    );
  }

  readonly #close = (): void => {
    this.#dialog?.close();
  };

  readonly #closed = (): void => {
    this.#current.value = 'none';
    this.#exporting?.stop();
  };
}
