import { computed, effect, signal, untracked } from '@preact/signals-core';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import { inputsFromFiles } from '../load/browser-files.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import type { LoadInput, Skipped } from '../load/load-input.ts';
import { KeepFocus } from '../panel/keep-focus.ts';
import { SpeakingElement } from '../panel/speaking-element.ts';
import { theme, themeInside } from '../panel/theme.ts';
import { deviceLineOf, type DeviceLine } from '../session/device-line.ts';
import { addProfiles } from '../session/profiles.ts';
import type { ReportStoring } from '../session/report-storing.ts';
import { Session } from '../session/session.ts';
import { lateMarking } from '../tools/late-marking.ts';
import { cornerstoneReady, type CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { Preview } from '../viewer/preview.ts';
import type { Drawing } from '../viewer/webgl-speed.ts';
import { memoryBudget, thisMachine } from '../viewer/resources.ts';
import { announceChanges } from './announce-changes.ts';
import { followExamination } from './follow-examination.ts';
import type { StoreFunction } from './host-store.ts';
import { loadInTime, tellFailedLoads, whenIdle } from './late-parts.ts';
import type { ArchiveStudy } from './ask-study.ts';
import { startMachinery, type Machinery } from './machinery.ts';
import type { OpenedCase } from './opened.ts';
import { openCaseParts } from './open-case-parts.ts';
import type { OpenCase } from './open-case.ts';
import type { planesBarView } from './planes-bar.ts';
import { drawSeriesThumbnails } from './series-list.ts';
import { spareKeys } from './spare-keys.ts';
import { whenTwoViews } from './two-views.ts';
import { ViewerActions } from './viewer-actions.ts';
import { runCommand } from './viewer-commands.ts';
import { failuresOf, type TipcheckErrorDetail, type ViewerContext } from './viewer-context.ts';
import { ViewerDialogs } from './viewer-dialogs.ts';
import {
  announceTrouble,
  drawOverlaysOf,
  expireNotices,
  fetchPlanesBar,
  followPicture,
  redrawOnChange,
} from './viewer-effects.ts';
import { ViewerHanded } from './viewer-handed.ts';
import { ViewerInput } from './viewer-input.ts';
import { ViewerKeeping } from './viewer-keeping.ts';
import { viewerLayout } from './viewer-layout.ts';
import { ViewerSources } from './viewer-sources.ts';
import { ViewerStoring } from './viewer-storing.ts';
import { viewerStyles } from './viewer-styles.ts';
import { ViewerTargets } from './viewer-targets.ts';
import { ViewerTwoViews } from './viewer-two-views.ts';
import { nameViewports } from './viewport-names.ts';

export type { TipcheckErrorDetail } from './viewer-context.ts';

/** Detail of `tipcheck-change`. Both null when nothing is marked any more. */
export interface TipcheckChange {
  readonly record: Confirmation | null;
  readonly assessment: Assessment | null;
}

/**
 * `<tipcheck-viewer>`: series, viewports, findings and status in one element. Attributes: `samples` (URL of a sample index), `dicomweb` and
 * `study` (archive root and StudyInstanceUID), `readonly` (for looking only), `profile` (procedure profile of new confirmations),
 * `memory-budget` (MB of decoded images), `keep-work` (`off`: nothing is kept in the browser), `drawing` (`webgl` or `processor` draws stacks; without it the faster), `layout` (`planes`: what is opened shows in three planes first, if it makes a volume), `language` (BCP 47 tag; without it the nearest
 * `lang`). Property `session` holds the confirmations; `record` takes one to be shown, `profiles` a site's own procedure profiles, `store` a
 * host's own way to store reports. Fires `tipcheck-change` and `tipcheck-error`.
 */
export class ViewerElement extends SpeakingElement {
  /** @internal */
  static override properties = {
    samples: { type: String },
    dicomweb: { type: String },
    study: { type: String },
    memoryBudget: { type: Number, attribute: 'memory-budget' },
    keepWork: { type: String, attribute: 'keep-work' },
    drawing: { type: String },
    layout: { type: String },
    readOnly: { type: Boolean, attribute: 'readonly', reflect: true },
    profile: { type: String },
    profiles: { attribute: false },
    record: { attribute: false },
    store: { attribute: false },
    storeName: { type: String, attribute: 'store-name' },
  };

  /** Address of a list of cases, as `sample-data/index.json`; the first one opens. Read when the element starts. */
  declare samples: string | null;
  /** Root of a DICOMweb server; with `study`. Read when the element starts. */
  declare dicomweb: string | null;
  /** StudyInstanceUID of the study to open from `dicomweb`. Read when the element starts. */
  declare study: string | null;
  /** MB of decoded images that may stay in memory, on the whole page; null leaves it to the machine. */
  declare memoryBudget: number | null;
  /** `off`: nothing of what is marked is kept in the browser's database, as on a workstation that is shared. */
  declare keepWork: string | null;
  /** What draws stacks: `webgl` or `processor`; null leaves it to the machine. Read when the element starts. */
  declare drawing: Drawing | null;
  /** How what is opened is shown first: `planes` in three planes where it makes a volume and there is WebGL; null: in one view. Series chosen later have one view. */
  declare layout: 'single' | 'planes' | null;
  /** The procedure profile that confirmations begin with that are begun from now on, by its id: a bundled one, or one of `profiles`. */
  declare profile: string | null;
  /** A record to be shown, as its file holds it (text, or what `JSON.parse` made of it): becomes the one that is looked at when it is set. */
  declare record: unknown;
  /** A site's own procedure profiles, as their files hold them: they take the place of bundled ones with their id. */
  declare profiles: readonly unknown[];
  /** Stores a DICOM file in the host's own archive; null: reports go where the study came from, if that is an archive. */
  declare store: StoreFunction | null;
  /** Names the archive that `store` stores in; without it nothing that waits is kept beyond the page. */
  declare storeName: string | null;

  /** Given by the host for archives that ask for authorisation; called before every request. */
  getHeaders: GetHeaders | null = null;

  /** The confirmations, and what is done to them. Stays with the element, whatever is opened in it. */
  readonly session = new Session();
  readonly #machinery = signal<Machinery | null>(null);
  readonly #context: ViewerContext = {
    session: this.session,
    machinery: this.#machinery,
    focus: () => {
      // Whoever goes by keys stays where they are: the list in hand isn't taken from them after its first letter.
      if (!this.shadowRoot?.activeElement?.matches(':focus-visible')) this.focus();
    },
    ...failuresOf(this.session, (detail) => {
      this.#fire('tipcheck-error', detail);
    }),
  };
  readonly #preview = new Preview(() => this.renderRoot.querySelector<HTMLElement>('.stage'));
  readonly #sources = new ViewerSources(
    this.#context,
    this.#preview,
    () => ({ samples: this.samples, layout: this.layout }),
    () => {
      this.#startIfWanted();
    },
  );
  readonly #targets = new ViewerTargets(this.#context);
  readonly #handed = new ViewerHanded(this.#context, () => {
    this.#actions.showConfirmation();
  });
  /** A teaching case in the place of the findings. Its answers are nowhere in here before one is given. */
  readonly #case = signal<OpenCase | null>(null);
  readonly #keeping = new ViewerKeeping(
    this.#context,
    () => this.keepWork !== 'off' && !this.readOnly && this.#case.peek() === null,
  );
  readonly #storing = new ViewerStoring(this.#context, () => {
    const { dicomweb, study, getHeaders, store, storeName, keepWork } = this;
    return { dicomweb, study, getHeaders, store, storeName, keeps: keepWork !== 'off' };
  });
  readonly #twoViews = new ViewerTwoViews(this.#context);
  readonly #dialogs = new ViewerDialogs(this.#context, this.#twoViews, this.#storing);
  readonly #actions = new ViewerActions(this.#context, this.#twoViews);
  readonly #input = new ViewerInput(this, {
    isCovered: () => this.renderRoot.querySelector('dialog')?.open ?? false,
    command: (command, event) => {
      const { session, machinery } = this;
      if (!machinery) return false;
      const { stage, tools } = machinery;
      return runCommand(command, event, {
        session,
        stage,
        controller: tools.marking.ready,
        cursor: tools.cursor,
        actions: this.#actions,
        showShortcuts: this.#dialogs.openShortcuts,
      });
    },
    dropped: (inputs) => void this.openInputs(inputs),
    // Until files are chosen or let go of there is time to fetch what shows them.
    approached: () => {
      this.#sources.fetchReader();
      const fetchRest = (): void => {
        // What is being opened comes first; then `loadInTime` sees to it.
        const { opening, study } = this.machinery ?? {};
        if (!this.isConnected || opening?.begun || study?.loading.peek()) return;
        lateMarking.want();
        this.session.ready().catch(() => undefined);
      };
      cornerstoneReady().then(
        () => whenIdle(fetchRest),
        () => undefined,
      );
    },
  });
  /** What planes along the device follow. */
  readonly #device = computed((): DeviceLine | null => {
    const line = deviceLineOf(this.session.active.value);
    return line.kind === 'line' ? line : null;
  });
  /** Comes with the first layout of planes. */
  readonly #planesBar = signal<typeof planesBarView | null>(null);
  /** Whether what shows images could not be loaded. */
  readonly #hasFailed = signal(false);
  #cleanups: (() => void)[] = [];
  #connection = 0;
  /** The connection that is being started, or was. */
  #starting: number | null = null;
  #listedKey: string | null = null;

  constructor() {
    super();
    this.samples = null;
    this.dicomweb = null;
    this.study = null;
    this.memoryBudget = null;
    this.keepWork = null;
    this.drawing = null;
    this.layout = null;
    this.profile = null;
    this.profiles = [];
    this.record = null;
    this.store = null;
    this.storeName = null;
    const internals = this.attachInternals();
    internals.role = 'group';
    internals.ariaLabel = 'TipCheck';
    this.addController(this.#input);
    new KeepFocus(this, () => {
      this.focus();
    });
  }

  /** @internal */
  static override styles = [theme, themeInside, viewerStyles];

  /** For looking only: nothing can be marked, edited, removed, undone, stored or kept. What is being marked when it is set is taken back. */
  get readOnly(): boolean {
    return this.session.readOnly.peek();
  }

  set readOnly(isOn: boolean) {
    this.session.setReadOnly(isOn);
  }

  /** Null while the element isn't on a page. @internal */
  get machinery(): Machinery | null {
    return this.#machinery.value;
  }

  /**
   * Storing of this viewer's reports, and what is true of each in the archive; null where there is none. Read in an
   * effect, it is followed.
   *
   * @internal
   */
  get storing(): ReportStoring | null {
    return this.#storing.begun.value;
  }

  /** The keys go to the picture, or to where there will be one. */
  override focus(options?: FocusOptions): void {
    const view = this.#machinery.peek()?.stage.elements[0] ?? this.renderRoot.querySelector<HTMLElement>('.stage');
    view?.focus(options);
  }

  /** @internal */
  override connectedCallback(): void {
    super.connectedCallback();
    // A click beside every control leaves the keys with the viewer.
    if (!this.hasAttribute('tabindex')) this.tabIndex = 0;
    if (this.#cleanups.length > 0) return;
    this.#connection += 1;
    this.#cleanups.push(
      announceChanges(this.session, (detail) => {
        this.#fire('tipcheck-change', detail);
      }),
      expireNotices(this.session),
      effect(() => {
        if (this.#isWanted) this.#startIfWanted();
      }),
    );
  }

  /** There is something to show, or to be opened: what needs Cornerstone is fetched then, and not before. */
  get #isWanted(): boolean {
    return this.session.cases.value.confirmations.length > 0 || this.#wantsImages;
  }

  get #wantsImages(): boolean {
    return !!this.samples || archiveStudyOf(this) !== null || this.#sources.isWaiting;
  }

  #startIfWanted(): void {
    const connection = this.#connection;
    // Another study is asked for while Cornerstone is on its way, and the picture of the one before goes.
    if (this.#starting === connection && !this.#machinery.peek()) void this.#askArchive();
    // Begun before the first rendering, which may wait for the texts of a language; what goes wrong is told below.
    if (this.#isWanted && !archiveStudyOf(this)) cornerstoneReady().catch(() => undefined);
    void this.updateComplete.then(async () => {
      if (connection !== this.#connection || this.#starting === connection || !this.#isWanted) return;
      this.#starting = connection;
      this.#hasFailed.value = false;
      try {
        // Reading Cornerstone's scripts keeps the page from all else.
        await this.#askArchive();
        const [libraries] = await Promise.all([cornerstoneReady(), this.#keeping.load(), this.#handed.settled]);
        if (connection === this.#connection && this.isConnected) this.#start(libraries);
      } catch (cause) {
        this.#starting = null;
        this.#hasFailed.value = true;
        if (connection === this.#connection) this.#sources.forgetArchive();
        this.#context.fail({ code: 'load-failed', message: 'What shows images could not be loaded.', cause });
      }
    });
  }

  async #askArchive(): Promise<void> {
    const study = archiveStudyOf(this);
    if (study) await this.#sources.askArchive(study);
    else this.#sources.forgetArchive();
  }

  /** @internal */
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
    this.#input.dispose();
    this.#keeping.end();
    this.#sources.forgetArchive();
    this.#machinery.peek()?.opening.dispose();
    this.#storing.end();
    for (const cleanup of this.#cleanups.splice(0)) cleanup();
    this.session.useImages(() => undefined);
    this.#machinery.value = null;
    void this.#takeCase(null);
  }

  /** Opens files, as the button and the drop do. */
  async openFiles(files: Iterable<File>): Promise<void> {
    await this.openInputs(inputsFromFiles(files));
  }

  /** @internal */
  async openInputs(inputs: readonly (LoadInput | Skipped)[]): Promise<void> {
    await this.#sources.openInputs(inputs);
  }

  /**
   * Deletes all that was kept in this browser, of every study and viewer; for workstations that are shared. It can't be undone. What is open stays
   * open, and is kept again from its next edit on. Rejects with the reason where the browser doesn't allow it.
   */
  async forgetKeptWork(): Promise<void> {
    await this.#keeping.forget();
  }

  #start(libraries: CornerstoneLibraries): void {
    const host = this.renderRoot.querySelector<HTMLElement>('.stage');
    if (!host) return;
    this.#keepWithinBudget(libraries);
    const { session } = this;
    const { machinery, stop } = startMachinery(libraries, host, {
      session,
      device: this.#device,
      drawing: this.drawing ?? libraries.drawing,
      preview: this.#preview,
      fail: this.#context.failAll,
      takeCase: this.#takeCase,
      hasCase: () => this.#case.peek() !== null,
      keepsWork: () => this.keepWork !== 'off',
      takeTargets: (files, instead) => void this.#targets.take(files, instead),
      maxHeldBytes: () => memoryBudget(this.memoryBudget, thisMachine()),
      showConfirmation: this.#actions.showConfirmation,
    });
    this.#machinery.value = machinery;
    this.#sources.ready(machinery);
    const { stage, tools } = machinery;
    this.#cleanups.push(
      stop,
      redrawOnChange(session, stage),
      followExamination(session),
      this.#actions.followSuggestion(),
      nameViewports(session, machinery, host),
      spareKeys(host),
      tellFailedLoads(lateMarking, this.#context.fail, libraries.tools),
      // Cornerstone's tools come with the first picture (`viewer-tools`).
      loadInTime(
        session,
        () => {
          tools.marking.want();
        },
        tools.pictured,
      ),
      this.#actions.followTool((tool) => {
        tools.use(tool);
      }),
      announceTrouble(stage, (message) => {
        this.#fire('tipcheck-error', { code: 'not-drawn', message });
      }),
      followPicture(session, stage),
      fetchPlanesBar(stage, this.#planesBar),
      drawOverlaysOf(machinery, this.#actions.overlaysOn),
      whenTwoViews(session, stage, () => void this.#twoViews.load()),
      () => {
        this.#twoViews.end();
      },
    );
    this.#cleanups.push(
      effect(() => {
        const isOn = session.readOnly.value;
        untracked(() => {
          this.#keeping.follow();
          if (!isOn) this.#storing.begun.peek()?.retry();
        });
      }),
    );
    const storing = this.#storing.start();
    const study = archiveStudyOf(this);
    if (study) void this.#sources.openArchive(study, storing);
    else {
      this.#sources.forgetArchive();
      if (this.samples) void this.#sources.openSampleList(this.samples);
    }
  }

  /** What a learner marks isn't kept, and what was kept of the same images isn't offered. */
  readonly #takeCase = async (opened: OpenedCase | null): Promise<void> => {
    const open = opened && (await openCaseParts());
    this.#case.peek()?.end();
    this.#case.value =
      opened && open
        ? open(opened, this.#context, () => {
            void this.#takeCase(null);
            this.focus();
          })
        : null;
    this.#keeping.follow();
  };

  #keepWithinBudget({ core }: CornerstoneLibraries): void {
    core.cache.setMaxCacheSize(memoryBudget(this.memoryBudget, thisMachine()));
  }

  /** What tells of a picture changes with it, in one frame. @internal */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    const picture = this.#machinery.peek()?.stage.nextPicture;
    return picture ? picture.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const machinery = this.#machinery.peek();
    if (changed.has('samples') || changed.has('dicomweb') || changed.has('study')) this.#startIfWanted();
    if (changed.has('memoryBudget') && machinery) this.#keepWithinBudget(machinery.libraries);
    if (
      (changed.has('store') && (changed.get('store') === null) !== (this.store === null)) ||
      (changed.has('storeName') && this.store !== null)
    )
      void this.#storing.start();
    if (changed.has('keepWork')) this.#keeping.follow();
    const added = changed.has('profiles') && this.profiles.length > 0 ? this.#addProfiles() : null;
    if (added || changed.has('profile')) this.#handed.useProfile(this.profile, added);
    if (changed.has('record') && this.record !== null) void this.#handed.add(this.record);
    this.#dialogs.updated(this.renderRoot.querySelector('dialog'));
    const key = machinery?.stage.shown.peek()?.series.key ?? null;
    if (key !== this.#listedKey) {
      this.#listedKey = key;
      // A list of one has nothing to scroll to, and the page would be laid out for it before its first picture.
      if ((machinery?.study.series.peek().length ?? 0) > 1)
        this.renderRoot
          .querySelector('nav [aria-pressed=true]')
          ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
    if (machinery) drawSeriesThumbnails(this.renderRoot, machinery.study.series.peek(), machinery);
  }

  async #addProfiles(): Promise<void> {
    const { fail } = this.#context;
    try {
      for (const { code, message } of await addProfiles(this.session, this.profiles))
        fail({ code, message: `A procedure profile was refused: ${message}.` });
    } catch (cause) {
      fail({ code: 'load-failed', message: 'What reads procedure profiles could not be loaded.', cause });
    }
  }

  #fire(type: string, detail: TipcheckChange | TipcheckErrorDetail): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** The button that was pressed is gone; what was resumed is looked at. */
  readonly #keptAnswered = (isResumed: boolean): void => {
    this.focus();
    if (isResumed) this.#actions.backToTip();
  };

  protected override render(): TemplateResult {
    return viewerLayout({
      ...{ sources: this.#sources, targets: this.#targets, keeping: this.#keeping, storing: this.#storing },
      ...{ twoViews: this.#twoViews, dialogs: this.#dialogs, actions: this.#actions },
      context: this.#context,
      teaching: this.#case.value,
      planesBar: this.#planesBar.value,
      keepsWork: this.keepWork !== 'off',
      isWanted: () => this.#isWanted,
      isOpening: () => this.#wantsImages && !this.#hasFailed.value,
      openFiles: (files) => void this.openFiles(files),
      keptAnswered: this.#keptAnswered,
    });
  }
}

/** What the host wants of an archive. */
const archiveStudyOf = ({ dicomweb: url, study: studyInstanceUID, getHeaders }: ViewerElement): ArchiveStudy | null =>
  url && studyInstanceUID ? { url, studyInstanceUID, getHeaders } : null;
