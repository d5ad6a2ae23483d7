/** OHIF knows an extension by its id; from 3.14 on it has to be the name of the package. */
export const EXTENSION_ID = 'tipcheck';

/** The panel's own name, and what OHIF knows it by. */
export const PANEL_NAME = 'tip-check';
export const PANEL_ID = `${EXTENSION_ID}.panelModule.${PANEL_NAME}`;

export const MODE_ID = 'tipcheck-mode';
/** Where the mode is opened: `/tipcheck?StudyInstanceUIDs=…`. */
export const ROUTE_NAME = 'tipcheck';

/** Hanging protocols, as `?hangingProtocolId=` names them. */
export const PROTOCOLS = {
  planes: 'tipcheck.three-planes',
  projections: 'tipcheck.two-projections',
  earlier: 'tipcheck.earlier-look',
} as const;

/** The command that opens the panel. */
export const OPEN_PANEL = 'tipcheckOpenPanel';
