import type { Confirmation } from '../confirmation/record.ts';
import type { Handle } from '../overlay/handle.ts';

/** How a single view shows a picture. */
export interface PictureView {
  /** Which stack of images. */
  readonly series: string;
  /** What is at the middle of the view, in the picture's own coordinates: patient mm, or those of an image without a place. */
  readonly focus: readonly [number, number, number];
  /** Half of the height that the view shows, in the same unit. */
  readonly halfHeight: number;
  /** The stored values between which greys run; null for colours. */
  readonly window: { readonly lower: number; readonly upper: number } | null;
  readonly inverted: boolean;
}

/** The view that each mark of a record was made or last moved in, by the name of the mark. */
export type MarkViews = ReadonlyMap<string, PictureView>;

/**
 * Kept beside records, not in them: what a reader looked at is no part of what is confirmed. A record being an immutable value, undo gives the
 * earlier one back, and with it its views.
 */
const views = new WeakMap<Confirmation, MarkViews>();
const NONE: MarkViews = new Map();

export const viewsOf = (record: Confirmation): MarkViews => views.get(record) ?? NONE;

export const withViews = (record: Confirmation, known: MarkViews): Confirmation => {
  if (known.size > 0) views.set(record, known);
  return record;
};

/** Radius and corners belong to their target. */
export const markName = (handle: Handle): string => {
  if (handle.mark === 'shaft') return `shaft ${String(handle.index)}`;
  return handle.mark.startsWith('target') ? 'target' : handle.mark;
};

type Places = ReadonlyMap<string, readonly number[]>;

/** Where each mark lies; of a target, with its size. A target that nobody draws by hand has no place here. */
const placesOf = ({ tip, entry, plan, shaft = [], target }: Confirmation): Places => {
  const size = target && ('radius' in target ? target.radius : 'tolerance' in target ? target.tolerance : 0);
  const places: readonly (readonly [string, readonly number[] | undefined])[] = [
    ['tip', tip?.position],
    ['entry', entry],
    ['plan-entry', plan?.entry],
    ['plan-target', plan?.target],
    [
      'target',
      target && 'center' in target
        ? [...target.center, size ?? 0]
        : target?.shape === 'contour'
          ? target.points.flat()
          : undefined,
    ],
    ...shaft.map((point, index) => [`shaft ${String(index)}`, point] as const),
  ];
  return new Map(places.flatMap(([name, place]) => (place ? [[name, place] as const] : [])));
};

const isSame = (a: readonly number[] | undefined, b: readonly number[]): boolean =>
  a === b || (a?.length === b.length && a.every((value, index) => value === b[index]));

const kindOf = (name: string): string => name.split(' ', 1)[0] ?? name;

/** What a mark was called before: points of a shaft change their numbers. */
const formerName = (name: string, place: readonly number[], before: Places): string | undefined =>
  isSame(before.get(name), place)
    ? name
    : [...before].find(([other, at]) => kindOf(other) === kindOf(name) && isSame(at, place))?.[0];

/**
 * Gives records the views of those that they were made of; marks that were made or moved meanwhile get the view of now.
 *
 * @param now null where there is no single view; undefined where nobody marked in a view, as when a number was entered
 */
export const keepViews = (
  before: readonly Confirmation[],
  after: readonly Confirmation[],
  now: PictureView | null | undefined,
): void => {
  for (const record of after)
    keepViewsOf(
      before.find(({ id }) => id === record.id),
      record,
      now,
    );
};

const keepViewsOf = (
  before: Confirmation | undefined,
  after: Confirmation,
  now: PictureView | null | undefined,
): void => {
  const known = before ? viewsOf(before) : NONE;
  if (before === after || views.has(after) || (known.size === 0 && !now)) return;
  const places = before ? placesOf(before) : NONE_PLACED;
  withViews(
    after,
    new Map(
      [...placesOf(after)].flatMap(([name, place]) => {
        const former = formerName(name, place, places);
        const view = former !== undefined ? known.get(former) : now === undefined ? known.get(name) : now;
        return view ? [[name, view] as const] : [];
      }),
    ),
  );
};

const NONE_PLACED: Places = new Map();
