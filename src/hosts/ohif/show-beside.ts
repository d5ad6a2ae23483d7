import type { ShownInGrid, ViewportGridService } from './services.ts';

type Both = readonly [string, string];

/** The viewports for both: one that shows its display set already stays, as what is loading in it would be lost. */
const placesFor = (grid: ViewportGridService, [one, other]: Both): Both => {
  const open = [...grid.getState().viewports.entries()];
  const showing = (uid: string): string | undefined => {
    const shows = ({ displaySetInstanceUIDs: [shown] = [] }: ShownInGrid): boolean => shown === uid;
    return open.find(([, viewport]) => shows(viewport))?.[0];
  };
  const first = showing(one) ?? 'tipcheck-view-1';
  const second = showing(other) ?? 'tipcheck-view-2';
  return first === second ? ['tipcheck-view-1', 'tipcheck-view-2'] : [first, second];
};

/** Has the host show two of its display sets beside each other, as stacks. */
export const showBeside = (grid: ViewportGridService, displaySetInstanceUIDs: Both): void => {
  const viewportIds = placesFor(grid, displaySetInstanceUIDs);
  void grid.setLayout({
    numRows: 1,
    numCols: 2,
    layoutType: 'grid',
    layoutOptions: [],
    isHangingProtocolLayout: false,
    // The host writes on what it is given, and may ask twice.
    findOrCreateViewport: (position) => {
      const [uid, viewportId] = [displaySetInstanceUIDs[position], viewportIds[position]];
      if (uid === undefined || viewportId === undefined) return null;
      return {
        displaySetInstanceUIDs: [uid],
        displaySetOptions: [{}],
        viewportOptions: { viewportId, toolGroupId: 'default', viewportType: 'stack' },
      };
    },
  });
};
