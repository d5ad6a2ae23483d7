import type { MarkViews, PictureView } from '../mark-views.ts';

const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const hasMembers = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const windowOf = (value: unknown): PictureView['window'] =>
  hasMembers(value) && isNumber(value['lower']) && isNumber(value['upper']) && value['lower'] < value['upper']
    ? { lower: value['lower'], upper: value['upper'] }
    : null;

const viewOf = (value: unknown): PictureView | null => {
  if (!hasMembers(value)) return null;
  const { series, focus, halfHeight, window, inverted } = value;
  if (typeof series !== 'string' || !isNumber(halfHeight) || halfHeight <= 0 || !Array.isArray(focus)) return null;
  const [x, y, z] = focus as readonly unknown[];
  if (!isNumber(x) || !isNumber(y) || !isNumber(z)) return null;
  return { series, focus: [x, y, z], halfHeight, window: windowOf(window), inverted: inverted === true };
};

/** Views as the database gave them back; what isn't one is left out: a mark without a view is jumped to all the same. */
export const keptViews = (value: unknown): MarkViews =>
  new Map(
    (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((entry) => {
      if (!Array.isArray(entry)) return [];
      const [name, view] = [entry[0] as unknown, viewOf(entry[1])];
      return typeof name === 'string' && view ? [[name, view] as const] : [];
    }),
  );
