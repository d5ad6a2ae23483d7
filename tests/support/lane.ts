/** What a lane has time for: the fast one runs on every change, the full one (`npm run test:full`) before an issue is closed. */
export const inLane = <T>(lanes: { readonly fast: T; readonly full: T }): T =>
  process.env['FULL'] === '1' ? lanes.full : lanes.fast;
