import { MODE_ID, PANEL_ID, PROTOCOLS, ROUTE_NAME } from './names.ts';

/** A mode of OHIF, as far as it is taken over and changed. */
interface Mode {
  readonly routes?: readonly Route[];
  readonly [key: string]: unknown;
}

interface LayoutTemplate {
  readonly id?: string;
  readonly props?: { readonly rightPanels?: readonly string[]; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

interface Route {
  readonly layoutTemplate?: (this: unknown, options: unknown) => LayoutTemplate;
  readonly [key: string]: unknown;
}

interface HostMode {
  readonly modeFactory: (options: object) => Mode | Promise<Mode>;
  readonly extensionDependencies?: Readonly<Record<string, string>>;
}

interface FactoryOptions {
  readonly loadModules: (names: readonly string[]) => Promise<readonly (HostMode | { readonly default: HostMode })[]>;
  readonly [key: string]: unknown;
}

/** The host's mode for measuring over time: everything that it has is there, too. */
const WRAPPED = '@ohif/mode-longitudinal';

/** The panel first, and open. */
const withPanel = (layout: LayoutTemplate): LayoutTemplate => {
  const others = (layout.props?.rightPanels ?? []).filter((id) => id !== PANEL_ID);
  return { ...layout, props: { ...layout.props, rightPanels: [PANEL_ID, ...others], rightPanelClosed: false } };
};

const routeOf = (route: Route): Route => {
  const { layoutTemplate } = route;
  if (!layoutTemplate) return { ...route, path: ROUTE_NAME };
  return {
    ...route,
    path: ROUTE_NAME,
    // Since 3.12 the template reads its route by `this`.
    layoutTemplate(this: unknown, options: unknown) {
      return withPanel(layoutTemplate.call(this, options));
    },
  };
};

/** Confirming a tip as a mode of its own, opened at `/tipcheck?StudyInstanceUIDs=…`. */
export const tipCheckMode = {
  id: MODE_ID,
  displayName: 'Tip check',
  /** Called by OHIF; makes its own mode for measuring over time into this one. */
  modeFactory: async (options: FactoryOptions): Promise<object> => {
    const [loaded] = await options.loadModules([WRAPPED]);
    if (!loaded) throw new Error(`the viewer has no ${WRAPPED}`);
    const host = 'modeFactory' in loaded ? loaded : loaded.default;
    const wrapped = await host.modeFactory(options);
    return {
      ...wrapped,
      id: MODE_ID,
      routeName: ROUTE_NAME,
      displayName: 'Tip check',
      routes: (wrapped.routes ?? []).map(routeOf),
      hangingProtocol: [PROTOCOLS.planes, PROTOCOLS.projections, 'default'],
    };
  },
  extensionDependencies: {},
};
