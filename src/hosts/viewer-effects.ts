import { effect, untracked, type ReadonlySignal, type Signal } from '@preact/signals-core';
import { hasOverlays } from '../image/series.ts';
import { endCalibration } from '../session/end-calibration.ts';
import type { Session } from '../session/session.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import type { FrameRegistry } from '../viewer/frame-registry.ts';
import type { Stage } from '../viewer/stage.ts';
import type { planesBarView } from './planes-bar.ts';
import { isOfShown } from './two-views.ts';
import { language } from '../words/words.ts';

/** What a viewer does whenever its session or its stage changes. Each returns what ends it. */

const NOTICE_MS = 6000;

/** Marks are drawn anew. */
export const redrawOnChange = (session: Session, stage: Stage): (() => void) =>
  effect(() => {
    void [
      session.active.value,
      session.assessment.value,
      session.selected.value,
      session.draft.value,
      session.planStart.value,
      session.calibrating.value,
      session.suggestions.value,
      session.calibrations.value,
      stage.shown.value,
      language(),
    ];
    stage.render();
  });

/** The active confirmation is one of the series, or the two, that are shown. */
export const followPicture = (session: Session, stage: Stage): (() => void) => {
  let before: string | null = null;
  return effect(() => {
    const shown = stage.shown.value;
    const key = shown && [shown.series.key, shown.beside?.series.key].join('|');
    if (!shown || key === before) return;
    before = key;
    untracked(() => {
      session.follow((record) => isOfShown(record, shown));
      // An object on a picture that isn't there any more can't be marked further.
      const draft = session.calibrating.peek();
      const instances = [shown.series, shown.beside?.series].flatMap((series) => series?.instances ?? []);
      if (shown.beside || !instances.some(({ sopInstanceUID }) => sopInstanceUID === draft?.sopInstanceUID))
        endCalibration(session);
    });
  });
};

/** What draws overlays is fetched with the first image that has any. */
export const drawOverlaysOf = (
  drawn: { readonly libraries: CornerstoneLibraries; readonly registry: FrameRegistry; readonly stage: Stage },
  isOn: ReadonlySignal<boolean>,
): (() => void) => {
  let stop: (() => void) | null = null;
  let isOver = false;
  const wait = effect(() => {
    if (stop || !hasOverlays(drawn.stage.shown.value?.series ?? null)) return;
    void import('./overlay-layer.ts').then(({ drawOverlays }) => {
      if (!isOver) stop ??= drawOverlays(drawn, isOn);
    });
  });
  return () => {
    isOver = true;
    wait();
    stop?.();
  };
};

/** What could not be drawn stands over the picture; whoever listens hears of it, too. */
export const announceTrouble = (stage: Stage, tell: (message: string) => void): (() => void) =>
  effect(() => {
    const message = stage.trouble.value;
    if (message !== null) tell(message);
  });

/** The bar of a layout of planes is fetched with the first of them. */
export const fetchPlanesBar = (stage: Stage, bar: Signal<typeof planesBarView | null>): (() => void) =>
  effect(() => {
    const layout = stage.shown.value?.layout;
    if ((layout === 'planes' || layout === 'device') && !bar.peek())
      void import('./planes-bar.ts').then(({ planesBarView }) => (bar.value = planesBarView));
  });

/** A notice goes away by itself. */
export const expireNotices = (session: Session): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const notice = session.notice.value;
    clearTimeout(timer);
    if (notice)
      timer = setTimeout(() => {
        session.clearNotice(notice);
      }, NOTICE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
};
