import { effect, signal, untracked } from '@preact/signals-core';
import { html, type TemplateResult } from 'lit';
import type { ViewIndex } from '../../confirmation/edit-view.ts';
import type { Confirmation } from '../../confirmation/record.ts';
import type { ImageSeries } from '../../image/series.ts';
import { biplaneView } from '../../panel/biplane-view.ts';
import type { TwoViews } from '../../session/marking.ts';
import type { Session } from '../../session/session.ts';
import { isOfTwoSeries } from '../../session/space-of.ts';
import { viewLabels, withSources } from '../../session/two-views.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import type { LateMarking } from '../../tools/late-marking.ts';
import { TOOL_NAMES } from '../../tools/tool-names.ts';
import { pairing } from '../../tools/two-views.ts';
import { said, t } from '../../words/words.ts';
import { isKnownReversed } from '../two-views.ts';
import { secondViewText } from '../two-views-dialog.ts';
import type { ViewportGridService } from './services.ts';
import type { StudyImages } from './study-images.ts';
import { pairOf, shownProjections, type Pair, type ShownProjection } from './shown-projections.ts';

/** What pairs viewports of the host works with. */
export interface TwoViewsHost {
  readonly instances: CornerstoneInstances;
  readonly grid: Pick<ViewportGridService, 'getState'>;
  readonly session: Session;
  readonly images: StudyImages;
  /** What marks, of each tool group. */
  readonly markers: () => readonly LateMarking[];
  readonly redraw: () => void;
  /** Makes a tool the one of the host's primary button. */
  readonly useTool: (toolName: string) => void;
  /** Has the host show two of its display sets beside each other. */
  readonly arrange: (displaySetInstanceUIDs: readonly [string, string]) => void;
}

/** Two viewports of the host as the two views of one confirmation. */
export interface HostTwoViews {
  /** What the panel shows of two projections. */
  readonly panelView: typeof biplaneView;
  /** The switch, with what the views are. */
  view(): TemplateResult;
  end(): void;
}

/** The views in the order of the confirmation that is worked on, else as they were, else of one that is known; else as they stand. */
const inOrder = (session: Session, [left, right]: Pair): Pair => {
  const [one, other] = [left.source.series, right.source.series];
  const space = session.active.peek()?.space;
  const before = session.twoViews.peek()?.sources.map(({ series }) => series.key);
  const isReversed =
    space?.kind === 'biplane' && (isOfTwoSeries(space, [one, other]) || isOfTwoSeries(space, [other, one]))
      ? isOfTwoSeries(space, [other, one])
      : before?.includes(one.key) && before.includes(other.key)
        ? before[0] === other.key
        : isKnownReversed(session, one, other);
  return isReversed ? [right, left] : [left, right];
};

const isSame = (now: TwoViews | null, sources: TwoViews['sources']): boolean =>
  now !== null &&
  sources.every(({ series, frame }, index) => {
    const known = now.sources[index];
    return known?.series === series && known.frame === frame;
  });

/**
 * Pairs the two viewports of the host that show projections, while the reader wants them paired: their marks are one confirmation. A confirmation
 * of two projections that becomes the active one brings its views onto the screen. Ends with `end`.
 */
export const beginTwoViews = (host: TwoViewsHost): HostTwoViews => {
  const { instances, session, images, markers, redraw } = host;
  const isOn = signal(false);
  const shown = signal<readonly ShownProjection[]>([]);
  /** The element of each view. */
  let places = new Map<HTMLElement, ViewIndex>();
  /** A confirmation whose frames are to be gone to as soon as its runs are shown. */
  let awaited: Confirmation | null = null;
  let isOver = false;

  const pair = pairing(session, (element) => places.get(element) ?? null);
  const seriesOfBoth = (): readonly [ImageSeries, ImageSeries] | null => {
    const { sources } = session.twoViews.peek() ?? {};
    return sources ? [sources[0].series, sources[1].series] : null;
  };

  const unpair = (): void => {
    if (session.twoViews.peek() === null) return;
    session.twoViews.value = null;
    places = new Map();
    for (const { ready } of markers()) if (ready) ready.pairing = null;
    redraw();
  };

  const goToAwaited = (views: Pair): void => {
    const { space } = awaited ?? {};
    if (space?.kind !== 'biplane' || !isOfTwoSeries(space, [views[0].source.series, views[1].source.series])) return;
    awaited = null;
    for (const [index, { sopInstanceUID, frame }] of space.views.entries())
      views[index]?.showFrame(sopInstanceUID, frame);
  };

  /** What is shown now, and whether it is marked together. */
  const look = (): void => {
    if (isOver) return;
    const found = shownProjections(instances, host.grid, images);
    const before = shown.peek();
    if (found.length !== before.length || found.some(({ source }, at) => source.series !== before[at]?.source.series))
      shown.value = found;
    const views = isOn.peek() ? pairOf(found) : null;
    if (views === null || typeof views === 'string') {
      unpair();
      return;
    }
    const ordered = inOrder(session, views);
    places = new Map(ordered.map(({ element }, index) => [element, index as ViewIndex]));
    for (const { ready } of markers()) if (ready) ready.pairing = pair;
    const sources = [ordered[0].source, ordered[1].source] as const;
    if (!isSame(session.twoViews.peek(), sources)) {
      session.twoViews.value = withSources(session.twoViews.peek(), sources);
      redraw();
    }
    goToAwaited(ordered);
  };

  const isPairedFor = ({ space }: Confirmation): boolean => {
    const both = seriesOfBoth();
    return both !== null && isOfTwoSeries(space, both);
  };

  /** Brings a confirmation of two projections onto the screen, where its images are open. */
  const showViewsOf = (record: Confirmation): void => {
    if (record.space.kind !== 'biplane') return;
    isOn.value = true;
    awaited = record;
    look();
    if (isPairedFor(record)) return;
    const [one, other] = record.space.views.map(
      ({ sopInstanceUID }) => images.hostImageOf(sopInstanceUID)?.displaySetInstanceUID,
    );
    if (one !== undefined && other !== undefined) host.arrange([one, other]);
  };

  const switchOn = async (): Promise<void> => {
    const refused = pairOf(shownProjections(instances, host.grid, images));
    if (typeof refused === 'string') {
      session.tell(refused);
      return;
    }
    try {
      await Promise.all(markers().map((marker) => marker.load()));
    } catch {
      // What loads it has told so.
      return;
    }
    isOn.value = true;
    look();
    const both = seriesOfBoth();
    if (both) session.follow(({ space }) => isOfTwoSeries(space, both));
  };

  const toggle = (): void => {
    if (!isOn.peek()) {
      void switchOn();
      return;
    }
    isOn.value = false;
    look();
  };

  let activeBefore: string | null = null;
  const stops = [
    // What is worked on decides how it is marked.
    effect(() => {
      const { activeId } = session.cases.value;
      untracked(() => {
        if (activeId === activeBefore) return;
        activeBefore = activeId;
        const active = session.active.peek();
        if (active?.space.kind === 'biplane') {
          if (!isPairedFor(active)) showViewsOf(active);
        } else if (active && isOn.peek()) {
          isOn.value = false;
          look();
        }
      });
    }),
    // The panel's steps name tools.
    effect(() => {
      const tool = session.tool.value;
      if (tool !== 'target' && tool !== 'tip' && tool !== 'shaft') return;
      untracked(() => {
        host.useTool(TOOL_NAMES[tool]);
        session.tool.value = null;
      });
    }),
    effect(() => {
      void images.series.value;
      untracked(look);
    }),
  ];
  const rendered = instances.core.Enums.Events.IMAGE_RENDERED;
  // Told of at the element that shows it, and not further up: heard on the way down.
  document.addEventListener(rendered, look, true);

  return {
    panelView: biplaneView,
    view: () => {
      const found = pairOf(shown.value);
      const labels = viewLabels(session);
      return html`<div class="views two-views">
        <button
          aria-pressed=${String(isOn.value)}
          title=${t('Two projections side by side: together they have depth')}
          @click=${toggle}
        >
          ${t('Two views')}
        </button>
        ${
          labels.length > 0
            ? html`<ul>
                ${labels.map((label) => html`<li>${said(label)}</li>`)}
              </ul>`
            : html`<span>
                ${typeof found === 'string' ? said(found) : secondViewText(found[0].source.series, found[1].source.series)}
              </span>`
        }
      </div>`;
    },
    end: () => {
      isOver = true;
      for (const stop of stops) stop();
      document.removeEventListener(rendered, look, true);
      unpair();
    },
  };
};
