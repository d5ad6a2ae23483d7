/**
 * The parts of OHIF that are used, as 3.11 to 3.13 have them. OHIF's packages ship no types: these are written from what its built programs do.
 * What differs between versions is optional here and asked for before it is used.
 */

export interface Subscription {
  unsubscribe(): void;
}

interface Subscribed {
  readonly EVENTS: Readonly<Record<string, string>>;
  subscribe(event: string, listener: (detail: never) => void): Subscription;
}

/** A data set by DICOM keyword, as OHIF holds it. */
export type Instance = Readonly<Record<string, unknown>>;

export interface DisplaySet {
  readonly displaySetInstanceUID: string;
  readonly StudyInstanceUID?: string;
  readonly SeriesInstanceUID?: string;
  /** Of images. */
  readonly instances?: readonly Instance[];
  /** Of documents. */
  readonly instance?: Instance;
}

export interface DisplaySetService extends Subscribed {
  getActiveDisplaySets(): readonly DisplaySet[];
}

/** A study as hanging protocols are matched with it. */
export interface MatchedStudy {
  readonly series?: readonly Pick<DisplaySet, 'instances'>[];
}

export interface HangingProtocolService {
  addCustomAttribute?(
    id: string,
    name: string,
    find: (
      displaySet: Pick<DisplaySet, 'instances'>,
      asked?: { readonly studies?: readonly MatchedStudy[] },
    ) => unknown,
  ): void;
}

export interface MeasurementSource {
  readonly uid: string;
  readonly name: string;
}

export interface MeasurementService extends Subscribed {
  readonly VALUE_TYPES: Readonly<Record<string, string>>;
  createSource(name: string, version: string): MeasurementSource;
  getSourceMappings(name: string, version: string): readonly unknown[] | undefined;
  addMapping(
    source: MeasurementSource,
    annotationType: string,
    criteria: readonly object[],
    toAnnotation: (measurement: never) => unknown,
    toMeasurement: (detail: never) => unknown,
  ): void;
  annotationToMeasurement(
    source: MeasurementSource,
    annotationType: string,
    detail: { readonly uid: string },
    isUpdate: boolean,
  ): string | undefined;
  getMeasurement(uid: string): unknown;
  remove(uid: string): void;
  jumpToMeasurement(viewportId: string, uid: string): void;
}

export interface ToolGroupService extends Subscribed {
  getToolGroup(id: string): unknown;
  getToolGroupIds?(): readonly string[];
}

export interface ToolbarService {
  /** 3.11 on; `addButtons` before. */
  register?(buttons: readonly object[]): void;
  addButtons?(buttons: readonly object[]): void;
  updateSection?(section: string, ids: readonly string[]): void;
  createButtonSection?(section: string, ids: readonly string[]): void;
  readonly sections?: Readonly<Record<string, string>>;
  refreshToolbarState(props: { readonly viewportId: string | null }): void;
}

export interface PanelService {
  addPanel(position: 'right' | 'left', id: string): void;
  getPanels?(position: 'right' | 'left'): readonly { readonly id: string }[];
  activatePanel?(id: string, force?: boolean): void;
}

/** What the host's grid shows at one place. */
export interface ShownInGrid {
  readonly displaySetInstanceUIDs?: readonly string[];
}

/** What it is to show. */
export interface GridViewport {
  readonly displaySetInstanceUIDs: readonly string[];
  readonly displaySetOptions: readonly object[];
  readonly viewportOptions: {
    readonly viewportId: string;
    readonly toolGroupId: string;
    readonly viewportType: string;
  };
}

export interface ViewportGridService extends Subscribed {
  getActiveViewportId(): string | null;
  setActiveViewportId(id: string): void;
  /** By their ids. */
  getState(): { readonly viewports: ReadonlyMap<string, ShownInGrid> };
  setLayout(layout: {
    readonly numRows: number;
    readonly numCols: number;
    readonly layoutType: 'grid';
    readonly layoutOptions: readonly object[];
    readonly isHangingProtocolLayout: boolean;
    readonly findOrCreateViewport: (position: number) => GridViewport | null;
  }): unknown;
}

export interface Services {
  readonly displaySetService: DisplaySetService;
  readonly measurementService: MeasurementService;
  readonly toolGroupService: ToolGroupService;
  readonly toolbarService: ToolbarService;
  readonly panelService: PanelService;
  readonly viewportGridService: ViewportGridService;
  readonly hangingProtocolService?: HangingProtocolService;
  readonly uiNotificationService?: {
    show(notice: {
      readonly title: string;
      readonly message: string;
      readonly type: 'info' | 'warning' | 'error' | 'success';
      readonly duration?: number;
    }): void;
  };
  readonly userAuthenticationService?: { getAuthorizationHeader?(): Readonly<Record<string, string>> | undefined };
}

export interface DataSource {
  getImageIdsForInstance?(asked: { readonly instance: Instance; readonly frame?: number }): unknown;
  readonly store?: { dicom?(bytes: ArrayBuffer): Promise<unknown> };
  getConfig?(): { readonly wadoRoot?: string; readonly name?: string } | undefined;
}

export interface ExtensionManager {
  getModuleEntry(id: string): { readonly exports?: unknown } | undefined;
  getActiveDataSource(): readonly (DataSource | undefined)[] | DataSource;
}

export interface CommandsManager {
  runCommand(name: string, options?: object, context?: string): unknown;
}

/** What OHIF hands to an extension. */
export interface Managers {
  readonly servicesManager: { readonly services: Services };
  readonly extensionManager: ExtensionManager;
  readonly commandsManager: CommandsManager;
}

/** The data source in use; null before one is. */
export const dataSourceOf = ({ extensionManager }: Pick<Managers, 'extensionManager'>): DataSource | null => {
  const active: readonly (DataSource | undefined)[] | DataSource = extensionManager.getActiveDataSource();
  return (Array.isArray(active) ? (active as readonly (DataSource | undefined)[])[0] : (active as DataSource)) ?? null;
};

/** Structured reports among display sets, which haven't been seen before; they are seen from then on. */
export const newReports = (displaySets: readonly DisplaySet[], seen: Set<string>): readonly Instance[] =>
  displaySets
    .flatMap(({ instance, instances = [] }) => (instance ? [instance] : instances.slice(0, 1)))
    .filter(({ Modality: modality, SOPInstanceUID: uid }) => {
      if (modality !== 'SR' || typeof uid !== 'string' || seen.has(uid)) return false;
      seen.add(uid);
      return true;
    });
