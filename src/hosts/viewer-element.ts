import { computed, effect, signal } from '@preact/signals-core';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { inputsFromDrop, inputsFromFiles } from '../load/browser-files.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import type { Handle } from '../overlay/handle.ts';
import type { JumpDetail } from '../panel/panel-element.ts';
import { SignalElement } from '../panel/signal-element.ts';
import { theme } from '../panel/theme.ts';
import { hasOverlays } from '../image/series.ts';
import type { MarkTool } from '../session/marking.ts';
import { endCalibration } from '../session/end-calibration.ts';
import { deviceLineOf, type DeviceLine } from '../session/device-line.ts';
import { addProfiles } from '../session/profiles.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import { Session, type AssessedCase } from '../session/session.ts';
import { bindingFor, keepsKey } from '../tools/key-bindings.ts';
import { cornerstoneReady, type CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { FrameRegistry } from '../viewer/frame-registry.ts';
import { memoryBudget, thisMachine } from '../viewer/resources.ts';
import { Stage, type Layout } from '../viewer/stage.ts';
import { Study } from '../viewer/study.ts';
import { CT_WINDOW_PRESETS } from '../viewer/window-presets.ts';
import { cineBarView } from './cine-bar.ts';
import type { KeptWork } from './kept-work.ts';
import { jumpToMark } from './jump-to-mark.ts';
import { listSamples, readInputs, sampleInputs, type Opened, type ReadOptions, type Sample } from './open.ts';
import { Opening } from './opening.ts';
import type { StoreFunction } from './host-store.ts';
import type { StudyExport } from './export-study.ts';
import { pickFolder } from './pick-folder.ts';
import { drawSeriesThumbnails, seriesListView } from './series-list.ts';
import { shortcutSheet } from './shortcut-sheet.ts';
import { statusBarView } from './status-bar.ts';
import { layoutRefusal } from './layout-choice.ts';
import type { planesBarView } from './planes-bar.ts';
import type { TargetFile } from './read-targets.ts';
import type * as targetListParts from './target-list.ts';
import { isOfShown, secondViews, whenTwoViews } from './two-views.ts';
import type * as twoViewsParts from './two-views-parts.ts';
import { runCommand } from './viewer-commands.ts';
import { headerView } from './viewer-header.ts';
import { announceChanges, drawOverlaysOf, expireNotices, followPicture, redrawOnChange } from './viewer-effects.ts';
import { viewerStyles } from './viewer-styles.ts';
import { toolbarView } from './viewer-toolbar.ts';
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
  readonly opening: Opening;
}

type TwoViewsParts = typeof twoViewsParts;

const DIALOG_NAMES = {
  none: 'Keyboard shortcuts',
  keys: 'Keyboard shortcuts',
  report: 'Report',
  'second-view': 'Second view',
  export: 'Export without patient data',
} as const;

/**
 * `<tipcheck-viewer>`: series, viewports, findings and status in one element. Attributes: `samples` (URL of a sample index), `dicomweb` and
 * `study` (archive root and StudyInstanceUID), `memory-budget` (MB of decoded images), `keep-work` (`off`: nothing is kept in the browser).
 * Property `session` holds the confirmations; `profiles` takes a site's own procedure profiles, `store` a host's own way to store reports. Fires
 * `tipcheck-change` and `tipcheck-error`.
 */
export class ViewerElement extends SignalElement {
  static override properties = {
    samples: { type: String },
    dicomweb: { type: String },
    study: { type: String },
    memoryBudget: { type: Number, attribute: 'memory-budget' },
    keepWork: { type: String, attribute: 'keep-work' },
    profiles: { attribute: false },
    store: { attribute: false },
    storing: { state: true },
    machinery: { state: true },
    sampleList: { state: true },
    openedSample: { state: true },
    viewTool: { state: true },
    dialog: { state: true },
    planesBar: { state: true },
    reportView: { state: true },
    twoViews: { state: true },
    keptWork: { state: true },
    exporting: { state: true },
    targetFiles: { state: true },
    targetParts: { state: true },
  };

  declare samples: string | null;
  declare dicomweb: string | null;
  declare study: string | null;
  /** MB of decoded images that may stay in memory, on the whole page; null leaves it to the machine. */
  declare memoryBudget: number | null;
  /** `off`: nothing of what is marked is kept in the browser's database, as on a workstation that is shared. */
  declare keepWork: string | null;
  /** A site's own procedure profiles, as their files hold them: they take the place of bundled ones with their id. */
  declare profiles: readonly unknown[];
  /** Stores a DICOM file in the host's own archive; null: reports go where the study came from, if that is an archive. */
  declare store: StoreFunction | null;
  declare storing: ReportStoring | null;
  declare machinery: Machinery | null;
  declare sampleList: readonly Sample[];
  declare openedSample: Sample | null;
  declare viewTool: ViewTool;
  /** Comes with what it needs of the open images when a report is asked for. */
  declare reportView:
    ((reported: readonly AssessedCase[], close: () => void, exportWithoutPatient: () => void) => TemplateResult) | null;

  /** Comes with the first layout of planes. */
  declare planesBar: typeof planesBarView | null;
  declare dialog: keyof typeof DIALOG_NAMES;
  /** What is being exported, with its view. */
  declare exporting: StudyExport | null;
  /** Loaded when two views are asked for. */
  declare twoViews: TwoViewsParts | null;
  /** Loaded with Cornerstone, before anything can be marked. */
  declare keptWork: KeptWork | null;
  /** Objects of other systems that hold targets. */
  declare targetFiles: readonly TargetFile[];
  /** Comes with the first of them. */
  declare targetParts: typeof targetListParts | null;

  /** Given by the host for archives that ask for authorisation; called before every request. */
  getHeaders: GetHeaders | null = null;

  readonly session = new Session();
  readonly #device = computed((): DeviceLine | null => {
    const line = deviceLineOf(this.session.active.value);
    return line.kind === 'line' ? line : null;
  });
  #cleanups: (() => void)[] = [];
  #connection = 0;
  #listedKey: string | null = null;
  #stopStoring: (() => void) | null = null;
  readonly #overlaysOn = signal(true);
  readonly #waiting: ((machinery: Machinery) => void)[] = [];

  constructor() {
    super();
    this.samples = null;
    this.dicomweb = null;
    this.study = null;
    this.memoryBudget = null;
    this.keepWork = null;
    this.profiles = [];
    this.store = null;
    this.storing = null;
    this.machinery = null;
    this.sampleList = [];
    this.openedSample = null;
    this.viewTool = 'window';
    this.dialog = 'none';
    this.planesBar = null;
    this.reportView = null;
    this.twoViews = null;
    this.keptWork = null;
    this.exporting = null;
    this.targetFiles = [];
    this.targetParts = null;
  }

  static override styles = [theme, viewerStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasAttribute('tabindex')) this.tabIndex = 0;
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('dragover', this.#dragged);
    this.addEventListener('dragleave', this.#dragEnded);
    this.addEventListener('drop', this.#dropped);
    if (this.machinery) return;
    this.#connection += 1;
    const connection = this.#connection;
    void this.updateComplete.then(async () => {
      const [libraries] = await Promise.all([cornerstoneReady(), this.#loadKeptWork()]);
      if (connection === this.#connection && this.isConnected) this.#start(libraries);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moved on the page means taken away and put back in one go: then the pictures stay, too.
    queueMicrotask(() => {
      if (!this.isConnected) this.dispose();
    });
  }

  /** Leaves nothing behind: viewports, GL contexts, listeners, cached images, running loads. The session and its marks stay. */
  dispose(): void {
    this.#connection += 1;
    this.removeEventListener('keydown', this.#onKey);
    this.removeEventListener('dragover', this.#dragged);
    this.removeEventListener('dragleave', this.#dragEnded);
    this.removeEventListener('drop', this.#dropped);
    this.#endKeeping();
    this.machinery?.opening.dispose();
    this.#endStoring();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.session.useImages(() => undefined);
    this.machinery = null;
  }

  /** Opens files, as the button and the drop do. */
  async openFiles(files: Iterable<File>): Promise<void> {
    await this.#openInputs(inputsFromFiles(files));
  }

  #start(libraries: CornerstoneLibraries): void {
    const host = this.renderRoot.querySelector<HTMLElement>('.stage');
    if (!host) return;
    this.#keepWithinBudget(libraries);
    const registry = new FrameRegistry(libraries);
    const study = new Study(registry);
    const tools = new ViewerTools(libraries, this.session, registry);
    const stage = new Stage(libraries, registry, host, tools, this.#device);
    this.session.useImages(study.lookup);
    const opening = new Opening({
      study,
      stage,
      session: this.session,
      fail: (failures) => {
        this.#failAll(failures);
      },
      takeTargets: (files, instead) => void this.#takeTargets(files, instead),
      maxHeldBytes: () => memoryBudget(this.memoryBudget, thisMachine()),
    });
    this.machinery = { libraries, registry, study, tools, stage, opening };
    for (const resolve of this.#waiting.splice(0)) resolve(this.machinery);
    this.#cleanups.push(
      () => {
        stage.dispose();
      },
      () => {
        tools.dispose();
      },
      () => {
        registry.clear();
      },
      redrawOnChange(this.session, stage),
      announceChanges(this.session, (detail) => {
        this.dispatchEvent(
          new CustomEvent<TipcheckChange>('tipcheck-change', { detail, bubbles: true, composed: true }),
        );
      }),
      expireNotices(this.session),
      this.#followTool(tools),
      this.#announceTrouble(stage),
      followPicture(this.session, stage),
      drawOverlaysOf({ libraries, registry, stage }, this.#overlaysOn),
      whenTwoViews(this.session, stage, () => void this.#loadTwoViews()),
    );
    this.#keepOrNot();
    const { dicomweb: url, study: studyInstanceUID, getHeaders, session } = this;
    const storing = this.#startStoring();
    if (url && studyInstanceUID)
      void this.#open(async (options) => {
        const { readArchive } = await import('./open-archive.ts');
        return readArchive({ url, studyInstanceUID, getHeaders }, options, { session, storing: await storing });
      });
    else if (this.samples) void this.#openSampleList(this.samples);
  }

  /** Where there is an archive: reports can be stored, and what waits from an earlier page is sent. */
  async #startStoring(): Promise<ReportStoring | null> {
    this.#endStoring();
    const { machinery, session, dicomweb: url, study: studyInstanceUID } = this;
    if (!machinery || (this.store === null && !(url && studyInstanceUID))) return null;
    try {
      const { startStoring } = await import('./storing.ts');
      if (this.machinery !== machinery || this.storing) return this.storing;
      const { storing, stop } = startStoring(
        session,
        machinery.study,
        !this.store && url && studyInstanceUID
          ? { url, studyInstanceUID, getHeaders: () => this.getHeaders?.() ?? Promise.resolve({}) }
          : { store: () => this.store },
        { keeps: this.keepWork !== 'off' },
      );
      this.storing = storing;
      this.#stopStoring = stop;
      await storing.start(studyInstanceUID);
      return storing;
    } catch {
      this.#fail({ code: 'load-failed', message: 'What stores reports could not be loaded.' });
      return null;
    }
  }

  #endStoring(): void {
    this.#stopStoring?.();
    this.#stopStoring = null;
    this.storing = null;
  }

  async #loadKeptWork(): Promise<void> {
    if (this.keptWork || this.keepWork === 'off') return;
    try {
      this.keptWork = (await import('./kept-work.ts')).keptWorkOf(this.session);
    } catch {
      this.#fail({
        code: 'load-failed',
        message: 'Work is not being kept in this browser: what keeps it could not be loaded.',
      });
    }
  }

  #stopKeeping: (() => void) | null = null;

  readonly #endKeeping = (): void => {
    this.#stopKeeping?.();
    this.#stopKeeping = null;
  };

  /** Work is kept while there are pictures, unless the host wants none kept. */
  #keepOrNot(): void {
    const { machinery, keptWork } = this;
    if (!machinery || this.keepWork === 'off') this.#endKeeping();
    else if (keptWork) this.#stopKeeping ??= keptWork.start(machinery.study.series);
    else void this.#loadKeptWork();
  }

  #keepWithinBudget({ core }: CornerstoneLibraries): void {
    core.cache.setMaxCacheSize(memoryBudget(this.memoryBudget, thisMachine()));
  }

  /** What could not be drawn stands over the picture; whoever listens hears of it, too. */
  #announceTrouble(stage: Stage): () => void {
    return effect(() => {
      const message = stage.trouble.value;
      if (message !== null) this.#tell({ code: 'not-drawn', message });
    });
  }

  #followTool(tools: ViewerTools): () => void {
    return effect(() => {
      tools.use(this.session.tool.value ?? this.viewTool);
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('viewTool') && this.machinery && this.session.tool.peek() === null)
      this.machinery.tools.use(this.viewTool);
    if (changed.has('memoryBudget') && this.machinery) this.#keepWithinBudget(this.machinery.libraries);
    if (changed.has('store') && (changed.get('store') === null) !== (this.store === null)) void this.#startStoring();
    if (changed.has('keepWork') || changed.has('keptWork')) this.#keepOrNot();
    if (changed.has('profiles') && this.profiles.length > 0) void this.#addProfiles();
    if (changed.has('dialog')) {
      const dialog = this.renderRoot.querySelector('dialog');
      if (this.dialog !== 'none' && !dialog?.open) dialog?.showModal();
    }
    const { machinery } = this;
    const layout = machinery?.stage.shown.peek()?.layout ?? 'single';
    if ((layout === 'planes' || layout === 'device') && !this.planesBar)
      void import('./planes-bar.ts').then(({ planesBarView }) => (this.planesBar = planesBarView));
    const key = machinery?.stage.shown.peek()?.series.key ?? null;
    if (key !== this.#listedKey) {
      this.#listedKey = key;
      this.renderRoot.querySelector('nav [aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (machinery) drawSeriesThumbnails(this.renderRoot, machinery.study.series.peek(), machinery);
  }

  async #addProfiles(): Promise<void> {
    try {
      for (const { code, message } of await addProfiles(this.session, this.profiles))
        this.#fail({ code, message: `A procedure profile was refused: ${message}.` });
    } catch {
      this.#fail({ code: 'load-failed', message: 'What reads procedure profiles could not be loaded.' });
    }
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
    // Put back on the page, the element shows again what it showed; what was marked stays marked.
    if (this.openedSample) await this.#openSample(this.openedSample, false);
    else if (first && !this.machinery?.opening.begun && this.session.cases.peek().confirmations.length === 0)
      await this.#openSample(first);
  }

  /** A sample is a case of its own: what was open, and what was marked on it, goes. */
  async #openSample(sample: Sample, instead = true): Promise<void> {
    if (!this.samples) return;
    const inputs = sampleInputs(sample, new URL(this.samples, document.baseURI));
    await this.#open((options) => readInputs(inputs, options), { sample, instead });
  }

  async #openInputs(inputs: readonly (LoadInput | Skipped)[]): Promise<void> {
    if (inputs.length > 0) await this.#open((options) => readInputs(inputs, options));
  }

  /** The machinery, once the element stands on a page. */
  #ready(): Promise<Machinery> {
    return new Promise((resolve) => {
      if (this.machinery) resolve(this.machinery);
      else this.#waiting.push(resolve);
    });
  }

  async #open(
    read: (options: ReadOptions) => Promise<Opened>,
    { sample = null, instead = false }: { readonly sample?: Sample | null; readonly instead?: boolean } = {},
  ): Promise<void> {
    const { opening } = await this.#ready();
    const shown = await opening.open(read, { layout: sample?.layout, instead });
    if (shown) this.openedSample = sample;
  }

  /** Targets that other systems drew are listed under the series; what of them can't be used is told. */
  async #takeTargets(files: readonly TargetFile[], instead: boolean): Promise<void> {
    if (instead) this.targetFiles = [];
    if (files.length === 0) return;
    this.targetFiles = [...this.targetFiles, ...files];
    this.targetParts ??= await import('./target-list.ts');
    const { machinery } = this;
    if (!machinery) return;
    const refused = this.targetParts.newRefusals(files, { session: this.session, ...machinery });
    this.#failAll(refused.map(({ code, path, message }) => ({ code, message: `${path}: ${message}` })));
  }

  #failAll(failures: readonly TipcheckErrorDetail[]): void {
    const [first, ...others] = failures;
    if (!first) return;
    const more = others.length > 0 ? ` And ${String(others.length)} more, listed under the series.` : '';
    this.session.tell(first.message + more);
    for (const failure of failures) this.#tell(failure);
  }

  #fail(detail: TipcheckErrorDetail): void {
    this.session.tell(detail.message);
    this.#tell(detail);
  }

  #tell(detail: TipcheckErrorDetail): void {
    this.dispatchEvent(
      new CustomEvent<TipcheckErrorDetail>('tipcheck-error', { detail, bubbles: true, composed: true }),
    );
  }

  // ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly #onKey = (event: KeyboardEvent): void => {
    const binding = bindingFor(event);
    const origin = event.composedPath()[0];
    if (!binding || this.renderRoot.querySelector('dialog')?.open) return;
    if (keepsKey(origin, binding.key)) return;
    if (this.#command(binding.command, event)) event.preventDefault();
  };

  #command(command: Parameters<typeof runCommand>[0], event: KeyboardEvent): boolean {
    const { session, machinery } = this;
    if (!machinery) return false;
    return runCommand(command, event, {
      session,
      stage: machinery.stage,
      controller: machinery.tools.controller,
      useMark: this.#useMark,
      useWindow: () => {
        this.#useView('window');
      },
      usePreset: this.#usePreset,
      jump: this.#jump,
      toggleOverlays: this.#toggleOverlays,
      toggleLayout: this.#toggleLayout,
      stepSeries: (by) => {
        this.#stepSeries(by);
      },
      showShortcuts: this.#showShortcuts,
      calibrate: this.#calibrate,
    });
  }

  readonly #useMark = (tool: MarkTool): void => {
    this.session.tool.value = tool;
    this.session.draft.value = null;
  };

  /** Begins with the picture shown; the button again ends it. */
  readonly #calibrate = (): void => {
    const { session } = this;
    const shown = this.machinery?.stage.shown.peek();
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

  readonly #useView = (tool: ViewTool): void => {
    this.viewTool = tool;
    this.session.tool.value = null;
  };

  readonly #usePreset = (index: number): void => {
    this.focus();
    const preset = CT_WINDOW_PRESETS[index];
    const shown = this.machinery?.stage.shown.peek();
    if (preset && shown?.series.modality === 'CT') this.machinery?.stage.setWindow(preset);
  };

  /** False where there are none. */
  readonly #toggleOverlays = (): boolean => {
    if (!hasOverlays(this.machinery?.stage.shown.peek()?.series ?? null)) return false;
    this.#overlaysOn.value = !this.#overlaysOn.peek();
    return true;
  };

  readonly #openReport = (): void => {
    const { machinery, session } = this;
    Promise.all([import('../panel/report-dialog.ts'), import('./report-parts.ts')]).then(
      ([{ reportView }, { reportParts }]) => {
        if (!machinery || this.machinery !== machinery) return;
        const parts = reportParts({ session, ...machinery });
        this.reportView = (reported, close, exporting) => reportView(reported, parts, close, exporting);
        this.dialog = 'report';
      },
      () => {
        this.#fail({ code: 'load-failed', message: 'What writes reports could not be loaded.' });
      },
    );
  };

  readonly #openExport = (): void => {
    import('./export-study.ts').then(
      ({ beginExport }) => {
        const { machinery, session } = this;
        if (!machinery) return;
        this.exporting = beginExport(machinery.study, session);
        this.dialog = 'export';
      },
      () => {
        this.#fail({ code: 'load-failed', message: 'What exports images could not be loaded.' });
      },
    );
  };

  readonly #dialogClosed = (): void => {
    this.dialog = 'none';
    this.exporting?.draft.stop();
    this.exporting = null;
  };

  readonly #showShortcuts = (): void => {
    this.dialog = 'keys';
  };

  #stepSeries(by: number): void {
    const { machinery } = this;
    const all = machinery?.study.series.peek() ?? [];
    const at = all.findIndex(({ key }) => key === machinery?.stage.shown.peek()?.series.key);
    const next = all[at + by];
    if (next) void machinery?.stage.show(next);
  }

  /** Three planes open where the marks are, for that is what one wants to see in them. */
  async #setLayout(layout: Layout): Promise<void> {
    const { machinery, session } = this;
    if (!machinery) return;
    await machinery.stage.setLayout(layout);
    const record = session.active.peek();
    if (layout === 'planes' && record) this.#jump(record.tip ? { mark: 'tip' } : { mark: 'target' });
  }

  /** Pressed again, a layout gives way to the single view. One that can't be had says why. */
  readonly #toggleLayout = (layout: Layout): void => {
    const { machinery, session } = this;
    if (!machinery) return;
    const isShown = machinery.stage.shown.peek()?.layout === layout;
    const refusal = isShown ? null : layoutRefusal(layout, machinery.stage, session);
    if (refusal === null) void this.#setLayout(isShown ? 'single' : layout);
    else session.tell(refusal);
  };

  readonly #backToTip = (): void => {
    this.#jump({ mark: 'tip' });
  };

  /** The button that was pressed is gone; what was resumed is looked at. */
  readonly #keptAnswered = (isResumed: boolean): void => {
    this.focus();
    if (isResumed) this.#backToTip();
  };

  readonly #chooseSecondView = (): void => {
    void this.#loadTwoViews().then((parts) => {
      if (parts) this.dialog = 'second-view';
    });
  };

  /** What two views need, following the stage from then on. */
  async #loadTwoViews(): Promise<TwoViewsParts | null> {
    const { machinery, session } = this;
    if (!machinery) return null;
    try {
      const parts = await import('./two-views-parts.ts');
      if (this.machinery !== machinery) return null;
      if (this.twoViews === null) {
        this.twoViews = parts;
        this.#cleanups.push(
          parts.followTwoViews({ session, controller: machinery.tools.controller, ...machinery }),
          () => (this.twoViews = null),
        );
      }
      return parts;
    } catch {
      this.#fail({ code: 'load-failed', message: 'What shows two views could not be loaded.' });
      return null;
    }
  }

  readonly #jump = (handle: Handle): void => {
    const { machinery, session } = this;
    if (machinery) void jumpToMark(handle, { session, ...machinery, showViewsOf: this.twoViews?.showViewsOf ?? null });
  };

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override render(): TemplateResult {
    const { machinery, session } = this;
    const keptWork = this.keepWork === 'off' ? null : this.keptWork;
    const stage = machinery?.stage ?? null;
    const shown = stage?.shown.value ?? null;
    const series = shown?.series ?? null;
    const active = session.active.value;
    const targets = machinery ? this.targetParts?.targetList(this.targetFiles, { session, ...machinery }) : undefined;
    return html`
      ${headerView({
        series,
        samples: this.sampleList,
        openSample: this.openedSample,
        onSample: (sample) => {
          // Letters typed next are the viewer's keys, not a choice in the list.
          this.focus();
          void this.#openSample(sample);
        },
        onFiles: (files) => void this.openFiles(files),
        onFolder: () => void pickFolder().then((files) => this.openFiles(files)),
      })}
      ${toolbarView({
        session,
        stage,
        viewTool: this.viewTool,
        useView: this.#useView,
        useMark: this.#useMark,
        usePreset: this.#usePreset,
        showShortcuts: this.#showShortcuts,
        calibrate: this.#calibrate,
        toggleLayout: this.#toggleLayout,
        overlaysShown: hasOverlays(series) && stage?.shown.value?.layout === 'single' ? this.#overlaysOn.value : null,
        toggleOverlays: this.#toggleOverlays,
        secondViews:
          shown?.series.space === 'projection' && machinery
            ? secondViews(shown, machinery.study.series.value).length
            : 0,
        chooseSecondView: this.#chooseSecondView,
      })}
      ${seriesListView({
        all: machinery?.study.series.value ?? [],
        skipped: [...(machinery?.study.skipped.value ?? []), ...(targets?.refused ?? [])],
        current: [shown?.series, shown?.beside?.series].filter((one) => one !== undefined),
        onChoose: (chosen) => void stage?.show(chosen),
        targets: targets?.view ?? nothing,
      })}
      <main>
        <div class="stage" part="stage"></div>
        ${
          series || !machinery || machinery.study.loading.value
            ? nothing
            : html`<div class="empty">
                <p>Drop DICOM files, a folder or a zip here,<br />or press “Open files”.</p>
              </div>`
        }
        ${
          stage
            ? html`${cineBarView(stage, this.twoViews?.viewLabels(session) ?? [])}
              ${this.planesBar?.(stage, {
                backToTip: this.#backToTip,
                focus: () => {
                  this.focus();
                },
              })}`
            : nothing
        }
        ${this.#messages()}
      </main>
      <div class="findings">
        ${keptWork?.view(this.#keptAnswered) ?? nothing}
        <tipcheck-panel
          role="complementary"
          aria-label="Findings"
          part="panel"
          .session=${session}
          .biplaneView=${this.twoViews?.biplaneView ?? null}
          .storing=${this.storing}
          .elsewhere=${shown !== null && active !== null && !isOfShown(active, shown)}
          @tipcheck-jump=${(event: CustomEvent<JumpDetail>) => {
            this.#jump(event.detail.handle);
          }}
          @tipcheck-report=${this.#openReport}
        ></tipcheck-panel>
      </div>
      ${statusBarView(stage, session, keptWork?.status() ?? nothing)} ${this.#dialogs()}
    `;
  }

  readonly #dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.toggleAttribute('dropping', true);
  };

  readonly #dragEnded = (): void => {
    this.toggleAttribute('dropping', false);
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.toggleAttribute('dropping', false);
    const { dataTransfer } = event;
    if (!dataTransfer) return;
    void inputsFromDrop(dataTransfer).then((inputs) => this.#openInputs(inputs));
  };

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
        Loading ${loading.done} of ${loading.total}
        <button @click=${() => this.machinery?.opening.cancel()}>Cancel</button>
      </div>`;
    }
    const text = this.session.notice.value?.text ?? this.machinery?.stage.trouble.value;
    return text ? html`<div class="message" role="alert">${text}</div>` : nothing;
  }

  #dialogs(): TemplateResult {
    const close = (): void => {
      this.renderRoot.querySelector('dialog')?.close();
    };
    return html`<dialog @close=${this.#dialogClosed} aria-label=${DIALOG_NAMES[this.dialog]}>
      ${
        this.dialog === 'report'
          ? (this.reportView?.(this.session.assessed({ complete: true }), close, this.#openExport) ?? nothing)
          : this.dialog === 'second-view'
            ? this.#secondView(close)
            : this.dialog === 'export'
              ? (this.exporting?.view(close) ?? nothing)
              : shortcutSheet(close)
      }
    </dialog>`;
  }

  #secondView(close: () => void): TemplateResult | typeof nothing {
    const { machinery, twoViews, session } = this;
    const shown = machinery?.stage.shown.value;
    if (!shown || !twoViews) return nothing;
    return twoViews.secondViewDialog(
      shown.series,
      secondViews(shown, machinery.study.series.value),
      (chosen) => void twoViews.showTwoViews({ session, ...machinery }, shown.series, chosen),
      close,
    );
  }
}
