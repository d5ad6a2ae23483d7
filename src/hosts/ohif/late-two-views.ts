import { effect, untracked } from '@preact/signals-core';
import type { HostTwoViews, TwoViewsHost } from './two-views.ts';

/**
 * What pairs viewports comes with the second X-ray view of a study, or with a confirmation of two: whoever has no use for it doesn't load it.
 * Returns what ends it.
 */
export const twoViewsLater = (host: TwoViewsHost, use: (begun: HostTwoViews) => void): (() => void) => {
  const { session, images } = host;
  let begun: HostTwoViews | null = null;
  let isAsked = false;
  let isOver = false;
  const load = async (): Promise<void> => {
    const { beginTwoViews } = await import('./two-views.ts');
    if (isOver) return;
    begun = beginTwoViews(host);
    use(begun);
  };
  const stop = effect(() => {
    const projections = images.series.value.filter(({ space }) => space === 'projection');
    const isWanted = projections.length > 1 || session.active.value?.space.kind === 'biplane';
    if (!isWanted || isAsked) return;
    isAsked = true;
    untracked(() => {
      load().catch(() => {
        isAsked = false;
        if (!isOver) session.tell('What shows two views could not be loaded.');
      });
    });
  });
  return () => {
    isOver = true;
    stop();
    begun?.end();
  };
};
