import { refused, type Refused, type Space } from '../confirmation/record.ts';

/** Why positions of two records can't be held against each other; null where they can. */
export const spaceConflict = (one: Space, other: Space): Refused | null => {
  if (one.kind !== other.kind)
    return refused('other-space', `marks of kind ${other.kind} are not those of ${one.kind}`);
  switch (one.kind) {
    case 'patient':
      return other.kind === 'patient' && other.frameOfReferenceUID === one.frameOfReferenceUID
        ? null
        : refused('two-frames-of-reference', 'the marks are in another frame of reference');
    case 'image':
    case 'projection':
      if (other.kind !== one.kind || other.sopInstanceUID !== one.sopInstanceUID)
        return refused('other-image', 'the marks are on another image');
      return other.frame === one.frame ? null : refused('other-frame', 'the marks are on another frame of the image');
    case 'biplane':
      return other.kind === 'biplane' && viewsOf(one) === viewsOf(other)
        ? null
        : refused('other-image', 'the marks are on other views');
  }
};

const viewsOf = ({ views }: Extract<Space, { readonly kind: 'biplane' }>): string =>
  views
    .map(({ sopInstanceUID, frame }) => `${sopInstanceUID} ${String(frame)}`)
    .sort()
    .join(' ');
