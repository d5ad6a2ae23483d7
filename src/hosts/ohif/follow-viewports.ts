import { effect } from '@preact/signals-core';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import type { Session } from '../../session/session.ts';
import { shownSource, type FrameSource } from '../../session/shown-source.ts';
import { isOfSeries, isOfTwoSeries } from '../../session/space-of.ts';
import type { ViewportGridService } from './services.ts';

/** Pictures come many a second while somebody scrolls; which series is shown is looked at once they rest. */
const REST_MS = 150;

/**
 * The confirmation that is worked on is one of the series in the host's active viewport, or of the two that are marked together: a verdict never
 * stands beside a picture that it isn't of. Ends when the returned function is called.
 */
export const followViewports = (
  { core }: CornerstoneInstances,
  grid: ViewportGridService,
  session: Session,
  frames: FrameSource,
): (() => void) => {
  let before: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lookAtOne = (): void => {
    const id = grid.getActiveViewportId();
    const viewport = (core.getRenderingEngines() ?? [])
      .flatMap((engine) => engine.getViewports())
      .find((one) => one.id === id);
    const series = viewport && shownSource(viewport, frames)?.series;
    if (!series || series.key === before) return;
    before = series.key;
    session.follow(({ space }) => isOfSeries(space, series));
  };
  const look = (): void => {
    const { sources } = session.twoViews.peek() ?? {};
    if (!sources) {
      lookAtOne();
      return;
    }
    const [one, other] = [sources[0].series, sources[1].series];
    const key = `${one.key}|${other.key}`;
    if (key === before) return;
    before = key;
    session.follow(({ space }) => isOfTwoSeries(space, [one, other]));
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, REST_MS);
  };
  const rendered = core.Enums.Events.IMAGE_RENDERED;
  // Told of at the element that shows it, and not further up: heard on the way down.
  document.addEventListener(rendered, soon, true);
  const active = grid.subscribe(grid.EVENTS['ACTIVE_VIEWPORT_ID_CHANGED'] ?? '', soon);
  const paired = effect(() => {
    void session.twoViews.value;
    soon();
  });
  return () => {
    paired();
    clearTimeout(timer);
    document.removeEventListener(rendered, soon, true);
    active.unsubscribe();
  };
};
