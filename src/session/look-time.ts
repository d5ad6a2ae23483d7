import type { Edit } from '../confirmation/edit.ts';
import type { Space } from '../confirmation/record.ts';
import { acquiredAt } from '../image/acquired-at.ts';
import type { ImageLookup } from './scale-at-marks.ts';

/**
 * A mark of the tip with the time of its look: when the image was acquired that it is made on, where that says so with a zone; else, for a fresh
 * mark, now.
 */
export const withLookTime = (
  edit: Edit,
  space: Space | { readonly kind: 'projection'; readonly sopInstanceUID: string; readonly frame: number },
  lookup: ImageLookup,
): Edit => {
  if (edit.kind === 'in-view' && edit.on) {
    const { sopInstanceUID, frame } = edit.on;
    const image = { kind: 'projection', sopInstanceUID, frame } as const;
    return { ...edit, edit: withLookTime(edit.edit, image, lookup) };
  }
  if ((edit.kind !== 'place-tip' && edit.kind !== 'move-tip') || edit.at !== undefined) return edit;
  const image = 'sopInstanceUID' in space ? space : edit.image;
  const source = image && lookup(image.sopInstanceUID, image.frame ?? 1);
  const acquired = source ? acquiredAt(source.frame.instance) : null;
  if (acquired !== null) return { ...edit, at: acquired };
  return edit.kind === 'place-tip' ? { ...edit, at: new Date().toISOString() } : edit;
};
