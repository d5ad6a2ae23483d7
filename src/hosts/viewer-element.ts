import { effect } from '@preact/signals-core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { ImageSeries } from '../image/series.ts';
import type { Handle } from '../overlay/handle.ts';
import type { JumpDetail } from '../panel/panel-element.ts';
import { reportView } from '../panel/report-dialog.ts';
import { SignalElement } from '../panel/signal-element.ts';
import { theme } from '../panel/theme.ts';
import type { MarkTool, TargetShape } from '../session/marking.ts';
import { Session } from '../session/session.ts';
import { bindingFor, KEY_BINDINGS, type KeyCommand } from '../tools/key-bindings.ts';
import { cornerstoneReady, type CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { FrameRegistry } from '../viewer/frame-registry.ts';
import { displayAspectOf } from '../image/display-aspect.ts';
import { Stage, type Layout } from '../viewer/stage.ts';
import { statusOf } from '../viewer/status.ts';
import { Study } from '../viewer/study.ts';
import { drawThumbnail } from '../viewer/thumbnail.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';
import { inputsFromDrop, inputsFromFiles } from '../load/browser-files.ts';
import { listSamples, openInputs, sampleInputs, type Opened, type Sample } from './open.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import { openArchive } from './open-archive.ts';
import { pickFolder } from './pick-folder.ts';
import { viewerStyles } from './viewer-styles.ts';
import { ViewerTools, type ViewTool } from './viewer-tools.ts';

/** Detail of `tipcheck-change`. Both null when nothing is marked any more. */
export interface TipcheckChange {
  readonly record: Confirmation | null;
  readonly assessment: Assessment | null;
}

export interface TipcheckErrorDetail {
  readonly code: string;
  readonly message: string;
}

/** Everything that needs Cornerstone, made when the element is first connected and thrown away whole when it leaves the page. */
interface Machinery {
  readonly libraries: CornerstoneLibraries;
  readonly registry: FrameRegistry;
  readonly study: Study;
  readonly tools: ViewerTools;
  readonly stage: Stage;
}

const MARK_BUTTONS: readonly { readonly tool: MarkTool; readonly label: string; readonly key: string }[] = [
  { tool: 'target', label: 'Mark target', key: 'T' },
  { tool: 'tip', label: 'Mark tip', key: 'N' },
  { tool: 'shaft', label: 'Mark shaft', key: 'S' },
  { tool: 'entry', label: 'Mark entry', key: 'E' },
  { tool: 'plan', label: 'Mark plan', key: 'P' },
];

const NOTICE_MS = 6000;

/**
 * `<tipcheck-viewer>`: series, viewports, findings and status in one element. Attributes: `samples` (URL of a sample index), `dicomweb` and
 * `study` (archive root and StudyInstanceUID). Property `session` holds the confirmations. Fires `tipcheck-change` and `tipcheck-error`.
 */
export class ViewerElement extends SignalElement {
  static override properties = {
    samples: { type: String },
    dicomweb: { type: String },
    study: { type: String },
    machinery: { state: true },
    sampleList: { state: true },
    viewTool: { state: true },
    dialog: { state: true },
  };

  declare samples: string | null;
  declare dicomweb: string | null;
  declare study: string | null;
  declare machinery: Machinery | null;
  declare sampleList: readonly Sample[];
  declare viewTool: ViewTool;
  declare dialog: 'none' | 'keys' | 'report';

  /** Given by the host for archives that ask for authorisation; called before every request. */
  getHeaders: GetHeaders | null = null;

  readonly session = new Session();
  #cleanups: (() => void)[] = [];
  #loading: AbortController | null = null;
  #whileOpen = new AbortController();
  #connection = 0;

  constructor() {
    super();
    this.samples = null;
    this.dicomweb = null;
    this.study = null;
    this.machinery = null;
    this.sampleList = [];
    this.viewTool = 'window';
    this.dialog = 'none';
  }

  static override styles = [theme, viewerStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute('tabindex')) this.tabIndex = 0;
    this.addEventListener('keydown', this.#onKey);
    this.#connection += 1;
    const connection = this.#connection;
    void this.updateComplete.then(async () => {
      const libraries = await cornerstoneReady();
      if (connection === this.#connection && this.isConnected) this.#start(libraries);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.dispose();
  }

  /** Leaves nothing behind: viewports, GL contexts, listeners, cached images, running loads. The session and its marks stay. */
  dispose(): void {
    this.#connection += 1;
    this.removeEventListener('keydown', this.#onKey);
    this.#loading?.abort();
    this.#whileOpen.abort();
    this.#whileOpen = new AbortController();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.session.useImages(() => undefined);
    this.machinery = null;
  }

  /** Opens files, as the button and the drop do. */
  async openFiles(files: Iterable<File>): Promise<void> {
    await this.#load((machinery, signal) => openInputs(machinery.study, inputsFromFiles(files), signal));
  }

  #start(libraries: CornerstoneLibraries): void {
    const host = this.renderRoot.querySelector<HTMLElement>('.stage');
    if (!host) return;
    const registry = new FrameRegistry(libraries);
    const study = new Study(registry);
    const tools = new ViewerTools(libraries, this.session, registry);
    const stage = new Stage(libraries, registry, host, tools);
    this.session.useImages(study.lookup);
    this.machinery = { libraries, registry, study, tools, stage };
    this.#cleanups.push(
      () => {
        stage.dispose();
      },
      () => {
        tools.dispose();
      },
      () => {
        registry.dispose();
      },
      this.#redrawOnChange(stage),
      this.#announceChanges(),
      this.#expireNotices(),
      this.#followTool(tools),
    );
    if (this.dicomweb && this.study) void this.#openArchive(this.dicomweb, this.study);
    else if (this.samples) void this.#openSampleList(this.samples);
  }

  #redrawOnChange(stage: Stage): () => void {
    const { session } = this;
    return effect(() => {
      void [
        session.active.value,
        session.assessment.value,
        session.selected.value,
        session.draft.value,
        stage.shown.value,
      ];
      stage.render();
    });
  }

  #announceChanges(): () => void {
    let before: Confirmation | null = this.session.active.peek();
    return effect(() => {
      const record = this.session.active.value;
      const assessment = this.session.assessment.value;
      if (record === before) return;
      before = record;
      this.dispatchEvent(
        new CustomEvent<TipcheckChange>('tipcheck-change', {
          detail: { record, assessment },
          bubbles: true,
          composed: true,
        }),
      );
    });
  }

  #expireNotices(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const notice = this.session.notice.value;
      clearTimeout(timer);
      if (notice)
        timer = setTimeout(() => {
          this.session.clearNotice(notice);
        }, NOTICE_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }

  #followTool(tools: ViewerTools): () => void {
    return effect(() => {
      tools.use(this.session.tool.value ?? this.viewTool);
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('viewTool') && this.machinery && this.session.tool.peek() === null)
      this.machinery.tools.use(this.viewTool);
    if (changed.has('dialog')) {
      const dialog = this.renderRoot.querySelector('dialog');
      if (this.dialog !== 'none' && !dialog?.open) dialog?.showModal();
    }
    this.#drawThumbnails();
  }

  // ── opening ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  async #openSampleList(url: string): Promise<void> {
    try {
      this.sampleList = await listSamples(url);
    } catch {
      this.#fail({ code: 'no-samples', message: 'The list of samples could not be loaded.' });
      return;
    }
    const [first] = this.sampleList;
    if (first) await this.#openSample(first);
  }

  async #openSample(sample: Sample): Promise<void> {
    if (!this.samples) return;
    const base = new URL(this.samples, document.baseURI);
    // A sample is a case of its own: what was open, and what was marked on it, goes.
    this.session.reset();
    this.machinery?.study.clear();
    await this.#load(
      (machinery, signal) => openInputs(machinery.study, sampleInputs(sample, base), signal),
      sample.layout,
    );
  }

  async #openArchive(url: string, studyInstanceUID: string): Promise<void> {
    await this.#load((machinery, signal) =>
      openArchive(machinery.study, {
        url,
        studyInstanceUID,
        getHeaders: this.getHeaders,
        signal,
        whileOpen: this.#whileOpen.signal,
      }),
    );
  }

  /** One load at a time; a new one stops the one before. What was read is grouped and its first series shown. */
  async #load(
    read: (machinery: Machinery, signal: AbortSignal) => Promise<Opened>,
    layout: Layout = 'single',
  ): Promise<void> {
    const { machinery } = this;
    if (!machinery) {
      await this.updateComplete;
      await cornerstoneReady();
      if (this.machinery) await this.#load(read, layout);
      return;
    }
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const opened = await read(machinery, loading.signal);
      for (const failure of opened.failures)
        this.#fail({ code: failure.code, message: `${failure.path}: ${failure.message}` });
      machinery.study.group();
      const first = firstOf(machinery.study.series.peek(), opened.sopInstanceUIDs);
      if (first) await machinery.stage.show(first, { layout });
    } catch (error) {
      if (!loading.signal.aborted)
        this.#fail({
          code: 'load-failed',
          message: error instanceof Error ? error.message : 'The images could not be loaded.',
        });
    } finally {
      if (this.#loading === loading) {
        this.#loading = null;
        machinery.study.progress(null);
      }
    }
  }

  #fail(detail: TipcheckErrorDetail): void {
    this.session.tell(detail.message);
    this.dispatchEvent(
      new CustomEvent<TipcheckErrorDetail>('tipcheck-error', { detail, bubbles: true, composed: true }),
    );
  }

  // ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly #onKey = (event: KeyboardEvent): void => {
    const binding = bindingFor(event);
    const origin = event.composedPath()[0];
    if (!binding || this.dialog !== 'none') return;
    // Fields and pressed buttons keep their own keys.
    if (origin instanceof HTMLInputElement || origin instanceof HTMLSelectElement) return;
    if (
      origin instanceof HTMLElement &&
      origin.closest('button, summary') &&
      (binding.key === 'Enter' || binding.key === ' ')
    )
      return;
    if (this.#command(binding.command, event)) event.preventDefault();
  };

  #command(command: KeyCommand, event: KeyboardEvent): boolean {
    const { session, machinery } = this;
    if (!machinery) return false;
    const { stage, tools } = machinery;
    const element = this.#activeElement(stage);
    const step = event.shiftKey ? 10 : 1;
    const nudge = (columns: number, rows: number): boolean =>
      element !== null && tools.controller.nudge(element, columns * step, rows * step);
    switch (command) {
      case 'mark-target':
      case 'mark-tip':
      case 'mark-shaft':
      case 'mark-entry':
      case 'mark-plan':
        this.#useMark(command.slice('mark-'.length) as MarkTool);
        return true;
      case 'confirm-tip':
        if (session.draft.peek() && element) tools.controller.closeContour(element);
        else session.dispatch({ kind: 'confirm-tip' });
        return true;
      case 'jump-to-tip':
        this.#jump({ mark: 'tip' });
        return true;
      case 'jump-to-target':
        this.#jump({ mark: 'target' });
        return true;
      case 'window':
        this.#useView('window');
        return true;
      case 'cancel':
        if (session.draft.peek()) session.draft.value = null;
        else if (session.selected.peek()) session.selected.value = null;
        else session.tool.value = null;
        return true;
      case 'delete':
        return element !== null && tools.controller.removeSelected(element);
      case 'undo':
        session.undo();
        return true;
      case 'redo':
        session.redo();
        return true;
      case 'nudge-left':
        return nudge(-1, 0);
      case 'nudge-right':
        return nudge(1, 0);
      case 'nudge-up':
        if (!nudge(0, -1)) stage.scroll(-step);
        return true;
      case 'nudge-down':
        if (!nudge(0, 1)) stage.scroll(step);
        return true;
      case 'next-image':
        stage.scroll(step);
        return true;
      case 'previous-image':
        stage.scroll(-step);
        return true;
      case 'first-image':
        void stage.setIndex(0);
        return true;
      case 'last-image':
        void stage.setIndex(Number.MAX_SAFE_INTEGER);
        return true;
      case 'next-series':
        this.#stepSeries(1);
        return true;
      case 'previous-series':
        this.#stepSeries(-1);
        return true;
      case 'cine':
        stage.toggleCine();
        return true;
      case 'invert':
        stage.invert();
        return true;
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
        this.#usePreset(Number(event.key) - 1);
        return true;
      case 'help':
        this.dialog = 'keys';
        return true;
    }
  }

  /** The viewport that keys act on: the one under the pointer, else the first. */
  #activeElement(stage: Stage): HTMLDivElement | null {
    return stage.elements.find((element) => element.matches(':hover')) ?? stage.elements[0] ?? null;
  }

  #useMark(tool: MarkTool): void {
    this.session.tool.value = this.session.tool.peek() === tool ? null : tool;
    this.session.draft.value = null;
  }

  #useView(tool: ViewTool): void {
    this.viewTool = tool;
    this.session.tool.value = null;
  }

  #usePreset(index: number): void {
    const preset = CT_WINDOW_PRESETS[index];
    const shown = this.machinery?.stage.shown.peek();
    if (preset && shown?.series.modality === 'CT') this.machinery?.stage.setWindow(preset.center, preset.width);
  }

  #stepSeries(by: number): void {
    const { machinery } = this;
    const all = machinery?.study.series.peek() ?? [];
    const at = all.findIndex(({ key }) => key === machinery?.stage.shown.peek()?.series.key);
    const next = all[at + by];
    if (next) void machinery?.stage.show(next);
  }

  /** Brings a mark onto the screen: its series, then its slice or frame. Zoom and window stay where the series is already shown. */
  async #jumpTo(handle: Handle): Promise<void> {
    const { machinery, session } = this;
    const record = session.active.peek();
    if (!machinery || !record) return;
    const { stage, study } = machinery;
    const { space } = record;
    if (space.kind === 'patient') {
      const position = positionOf(record, handle);
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
  }

  #jump(handle: Handle): void {
    void this.#jumpTo(handle);
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override render(): TemplateResult {
    const { machinery, session } = this;
    const shown = machinery?.stage.shown.value ?? null;
    return html`
      ${this.#header(shown?.series ?? null)} ${this.#toolbar(shown?.series ?? null, shown?.layout ?? 'single')}
      ${this.#seriesList(shown?.series ?? null)}
      <main
        @dragover=${(event: DragEvent) => {
          event.preventDefault();
          this.toggleAttribute('dropping', true);
        }}
        @dragleave=${() => this.toggleAttribute('dropping', false)}
        @drop=${this.#drop}
      >
        <div class="stage" part="stage"></div>
        ${
          shown || !machinery || machinery.study.loading.value
            ? nothing
            : html`<div class="empty">
                <p>Drop DICOM files, a folder or a zip here,<br />or press “Open files”.</p>
              </div>`
        }
        ${this.#cineBar()} ${this.#messages()}
      </main>
      <tipcheck-panel
        part="panel"
        .session=${session}
        @tipcheck-jump=${(event: CustomEvent<JumpDetail>) => {
          this.#jump(event.detail.handle);
        }}
        @tipcheck-report=${() => (this.dialog = 'report')}
      ></tipcheck-panel>
      ${this.#status()} ${this.#dialogs()}
    `;
  }

  #header(series: ImageSeries | null): TemplateResult {
    const patient = series?.instances[0]?.patient;
    const date = series?.instances[0]?.studyDate;
    return html`<header part="header">
      <span class="brand"
        ><svg viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="14" cy="14" r="8" />
          <path d="M2 2 L13 13" /></svg
        >TipCheck</span
      >
      <span class="patient" aria-label="Patient">
        ${patient ? html`${nameOf(patient.name)}<small>${[patient.id, patient.birthDate && `born ${dateOf(patient.birthDate)}`, patient.sex, date && `study of ${dateOf(date)}`].filter(Boolean).join(' · ')}</small>` : nothing}
      </span>
      ${
        this.sampleList.length > 0
          ? html`<select
              aria-label="Sample"
              @change=${(event: Event) => {
                const sample = this.sampleList.find(({ id }) => id === (event.target as HTMLSelectElement).value);
                if (sample) void this.#openSample(sample);
              }}
            >
              ${this.sampleList.map(({ id, title }) => html`<option value=${id}>${title}</option>`)}
            </select>`
          : nothing
      }
      <button @click=${() => this.renderRoot.querySelector<HTMLInputElement>('input[type=file]')?.click()}>
        Open files
      </button>
      <input type="file" multiple tabindex="-1" aria-label="Files to open" @change=${this.#picked} />
      <button
        @click=${async () => {
          await this.openFiles(await pickFolder());
        }}
      >
        Open folder
      </button>
    </header>`;
  }

  readonly #picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be picked again.
    input.value = '';
    void this.openFiles(files);
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.toggleAttribute('dropping', false);
    const { dataTransfer } = event;
    if (!dataTransfer) return;
    const items = inputsFromDrop(dataTransfer);
    void this.#load(async (machinery, signal) => openInputs(machinery.study, await items, signal));
  };

  #toolbar(series: ImageSeries | null, layout: Layout): TemplateResult {
    const { session, machinery } = this;
    const tool = session.tool.value;
    const viewButton = (name: ViewTool, label: string): TemplateResult =>
      html`<button
        aria-pressed=${tool === null && this.viewTool === name}
        @click=${() => {
          this.#useView(name);
        }}
      >
        ${label}
      </button>`;
    const planesRefusal =
      series?.volume.kind === 'refused'
        ? series.volume.message
        : machinery?.stage.cpuRendering
          ? 'Three planes need WebGL 2.'
          : '';
    const offersPlanes = series?.space === 'patient' && series.frames.length > 1;
    return html`<div class="tools" role="toolbar" aria-label="Tools">
      ${viewButton('window', 'Window')} ${viewButton('pan', 'Pan')} ${viewButton('zoom', 'Zoom')}
      <span class="gap"></span>
      ${MARK_BUTTONS.map(
        (mark) =>
          html`<button
            title="${mark.label} (${mark.key})"
            aria-pressed=${tool === mark.tool}
            ?disabled=${!series}
            @click=${() => {
              this.#useMark(mark.tool);
            }}
          >
            ${mark.label}
          </button>`,
      )}
      <select
        aria-label="Target shape"
        title="How a target is marked"
        ?disabled=${!series}
        @change=${(event: Event) => {
          session.targetShape.value = (event.target as HTMLSelectElement).value as TargetShape;
        }}
      >
        <option value="round" title="Drag from the centre to the edge">
          ${series?.space === 'patient' ? 'Sphere' : 'Circle'}
        </option>
        <option value="point" title="Click">Point</option>
        ${series?.space === 'patient' ? nothing : html`<option value="contour" title="Click the corners; a double click ends">Contour</option>`}
      </select>
      <span class="gap"></span>
      <button
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
        ?disabled=${!session.canUndo.value}
        @click=${() => {
          session.undo();
        }}
      >
        ↶
      </button>
      <button
        aria-label="Redo"
        title="Redo (Ctrl+Y)"
        ?disabled=${!session.canRedo.value}
        @click=${() => {
          session.redo();
        }}
      >
        ↷
      </button>
      <span class="gap"></span>
      ${
        series?.modality === 'CT'
          ? html`<select
              aria-label="CT window"
              @change=${(event: Event) => {
                const select = event.target as HTMLSelectElement;
                this.#usePreset(Number(select.value));
                select.value = '';
              }}
            >
              <option value="" selected>CT window…</option>
              ${CT_WINDOW_PRESETS.map(({ name }, index) => html`<option value=${index}>${name}</option>`)}
            </select>`
          : nothing
      }
      ${
        offersPlanes
          ? html`<button
              aria-pressed=${layout === 'planes'}
              ?disabled=${planesRefusal !== ''}
              title=${planesRefusal === '' ? 'Three planes' : `Not offered: ${planesRefusal}`}
              @click=${() => {
                void machinery?.stage.setLayout(layout === 'planes' ? 'single' : 'planes');
              }}
            >
              Three planes
            </button>`
          : nothing
      }
      <button
        title="Reset zoom, pan and window (Space)"
        @click=${() => {
          machinery?.stage.resetView();
        }}
      >
        Reset view
      </button>
      <button aria-label="Keyboard shortcuts" title="Keyboard shortcuts (?)" @click=${() => (this.dialog = 'keys')}>
        ?
      </button>
    </div>`;
  }

  #seriesList(current: ImageSeries | null): TemplateResult {
    const { machinery } = this;
    const all = machinery?.study.series.value ?? [];
    const skipped = machinery?.study.skipped.value ?? [];
    return html`<nav aria-label="Series">
      ${all.map(
        (series) =>
          html`<button
            aria-label="${series.modality} ${series.description}"
            aria-pressed=${series.key === current?.key}
            data-series=${series.key}
            @click=${() => {
              void machinery?.stage.show(series);
            }}
          >
            <canvas width="128" height="96" aria-hidden="true"></canvas>
            <span
              >${series.modality} ${series.description}<br /><small
                >${series.frames.length} ${series.frames.length === 1 ? 'image' : 'images'}</small
              ></span
            >
          </button>`,
      )}
      ${
        skipped.length > 0
          ? html`<details>
              <summary>${skipped.length} not shown</summary>
              <ul>
                ${skipped.map(({ path, message }) => html`<li><b>${path}</b>: ${message}</li>`)}
              </ul>
            </details>`
          : nothing
      }
    </nav>`;
  }

  #cineBar(): TemplateResult | typeof nothing {
    const stage = this.machinery?.stage;
    const shown = stage?.shown.value;
    if (!stage || shown?.layout !== 'single' || shown.series.frames.length < 2) return nothing;
    const { series, index } = shown;
    const isRun = series.frameTimesMs !== null;
    const what = isRun ? 'Frame' : 'Slice';
    return html`<div class="cine">
      ${
        isRun
          ? html`<button
              @click=${() => {
                stage.toggleCine();
              }}
            >
              ${stage.playing.value ? 'Stop' : 'Play'}
            </button>`
          : nothing
      }
      <input
        type="range"
        min="1"
        max=${series.frames.length}
        .value=${String(index + 1)}
        aria-label=${what}
        @input=${(event: Event) => {
          void stage.setIndex(Number((event.target as HTMLInputElement).value) - 1);
        }}
      />
      <output>${what} ${index + 1} of ${series.frames.length}</output>
    </div>`;
  }

  #messages(): TemplateResult | typeof nothing {
    const loading = this.machinery?.study.loading.value;
    if (loading) {
      return html`<div
        class="message"
        role="progressbar"
        aria-label="Loading"
        aria-valuemin="0"
        aria-valuemax=${loading.total}
        aria-valuenow=${loading.done}
      >
        Loading ${loading.done} of ${loading.total} <button @click=${() => this.#loading?.abort()}>Cancel</button>
      </div>`;
    }
    const text = this.machinery?.stage.trouble.value ?? this.session.notice.value?.text;
    return text ? html`<div class="message" role="alert">${text}</div>` : nothing;
  }

  #status(): TemplateResult {
    const stage = this.machinery?.stage;
    const shown = stage?.shown.value;
    if (!stage || !shown) return html`<footer part="status">No images open</footer>`;
    const status = statusOf(shown.series, shown.index, shown.layout);
    return html`<footer part="status" aria-label="Status">
      <span><b>${status.modality}</b></span>
      <span>${status.place}</span>
      <span>Scale <b>${status.scale}</b>, ${status.basis}</span>
      ${status.warnings.map((warning) => html`<span class="warn">${warning}</span>`)}
      ${stage.cpuRendering ? html`<span class="warn">Drawn without WebGL</span>` : nothing}
    </footer>`;
  }

  #dialogs(): TemplateResult {
    const close = (): void => {
      this.renderRoot.querySelector('dialog')?.close();
    };
    return html`<dialog
      @close=${() => (this.dialog = 'none')}
      aria-label=${this.dialog === 'report' ? 'Report' : 'Keyboard shortcuts'}
    >
      ${
        this.dialog === 'report'
          ? reportView(this.session.assessed(), close)
          : html`<h2>Keyboard shortcuts</h2>
              <table>
                ${KEY_BINDINGS.map(
                  ({ key, ctrl, shift, label }) =>
                    html`<tr>
                      <td>
                        <kbd
                          >${[ctrl && 'Ctrl', shift && 'Shift', key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join(' + ')}</kbd
                        >
                      </td>
                      <td>${label}</td>
                    </tr>`,
                )}
              </table>
              <p>Left: the tool in use. Middle: pan. Right: zoom. Wheel: images.</p>
              <button @click=${close}>Close</button>`
      }
    </dialog>`;
  }

  #drawThumbnails(): void {
    const { machinery } = this;
    if (!machinery) return;
    for (const series of machinery.study.series.peek()) {
      const canvas = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-series]')]
        .find(({ dataset }) => dataset['series'] === series.key)
        ?.querySelector('canvas');
      const drawn = `${series.key}/${String(series.frames.length)}`;
      if (!canvas || canvas.dataset['drawn'] === drawn) continue;
      canvas.dataset['drawn'] = drawn;
      const middle = Math.floor(series.frames.length / 2);
      const id = machinery.registry.imageIdsOf(series)[middle];
      const frame = series.frames[middle];
      if (id === undefined || !frame) continue;
      machinery.libraries.core.imageLoader.loadAndCacheImage(id).then(
        (image) => {
          drawThumbnail(
            canvas,
            image,
            series.space === 'patient' && frame.plane
              ? frame.plane.betweenRows / frame.plane.betweenColumns
              : displayAspectOf(frame),
          );
        },
        () => undefined,
      );
    }
  }
}

/** The first of the series that came with a load; a localizer only when there is nothing else. */
const firstOf = (all: readonly ImageSeries[], sopInstanceUIDs: ReadonlySet<string>): ImageSeries | undefined => {
  const fresh = all.filter(({ instances }) =>
    instances.some(({ sopInstanceUID }) => sopInstanceUIDs.has(sopInstanceUID)),
  );
  return fresh.find(({ caveats }) => !caveats.some(({ code }) => code === 'localizer')) ?? fresh[0];
};

const positionOf = (record: Confirmation, handle: Handle): readonly [number, number, number] | null => {
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

/** DICOM's name components as people write them. */
const nameOf = (name: string | undefined): string =>
  (name ?? '').split('=')[0]?.split('^').filter(Boolean).join(' ') ?? '';
const dateOf = (date: string): string =>
  /^\d{8}$/.test(date) ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : date;
