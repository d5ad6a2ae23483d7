import type { ImageSeries } from '../../image/series.ts';
import { shownSource, type FrameSource } from '../../session/shown-source.ts';
import type { ImageSource } from '../../session/space-of.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import { secondViews } from '../two-views.ts';
import type { ViewportGridService } from './services.ts';

/** A viewport of the host that shows an X-ray run or image. */
export interface ShownProjection {
  readonly element: HTMLElement;
  readonly source: ImageSource;
  /** Shows a frame of what the viewport has; nothing where it has none of it. */
  showFrame(sopInstanceUID: string, frame: number): void;
}

export type Pair = readonly [ShownProjection, ShownProjection];

interface Stack {
  getImageIds?: () => readonly string[];
  setImageIdIndex?: (index: number) => unknown;
}

/** Viewports whose tops lie nearer to each other than this part of their height stand in one row. */
const SAME_ROW = 0.5;

const inReadingOrder = ({ element: a }: ShownProjection, { element: b }: ShownProjection): number => {
  const [one, other] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
  const down = one.top - other.top;
  return Math.abs(down) > SAME_ROW * one.height ? down : one.left - other.left;
};

/** The viewports of the host's grid that show projections, from the left and from the top. */
export const shownProjections = (
  { core }: CornerstoneInstances,
  grid: Pick<ViewportGridService, 'getState'>,
  frames: FrameSource,
): readonly ShownProjection[] => {
  // The host draws its thumbnails in viewports, too, which come and go.
  const { viewports: places } = grid.getState();
  return (core.getRenderingEngines() ?? [])
    .flatMap((engine) => engine.getViewports())
    .flatMap((viewport): readonly ShownProjection[] => {
      const { id, element } = viewport;
      const source = element.isConnected && places.has(id) ? shownSource(viewport, frames) : undefined;
      if (source?.series.space !== 'projection') return [];
      const stack = viewport as unknown as Stack;
      return [
        {
          element,
          source,
          showFrame: (sopInstanceUID, frame) => {
            const index = stack.getImageIds?.().findIndex((imageId) => {
              const own = frames.frameOf(imageId)?.frame;
              return own?.frame === frame && own.instance.sopInstanceUID === sopInstanceUID;
            });
            if (index !== undefined && index >= 0) void stack.setImageIdIndex?.(index);
          },
        },
      ];
    })
    .sort(inReadingOrder);
};

const isOneOf = (series: ImageSeries, of: readonly ImageSeries[]): boolean => of.some(({ key }) => key === series.key);

/** The two that can be marked together, or why there are none. */
export const pairOf = (shown: readonly ShownProjection[]): Pair | string => {
  const [first, second, ...others] = shown;
  if (!first || !second || others.length > 0)
    return 'Show two X-ray views of this patient beside each other, and no third, to mark them together.';
  const [one, other] = [first.source.series, second.source.series];
  if (one.key === other.key) return 'Both viewports show the same X-ray run: show another view in one of them.';
  return isOneOf(other, secondViews(first.source, [other]))
    ? [first, second]
    : 'These views are of two patients: they can’t be marked together.';
};
