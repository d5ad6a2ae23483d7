import type { Confirmation } from '../confirmation/record.ts';

/** The images that a record's marks can't do without; in patient space, where a frame of reference is enough, that of a tip that was found in one. */
export const markedImages = ({ space, tip }: Confirmation): readonly string[] => {
  switch (space.kind) {
    case 'patient':
      return tip?.image ? [tip.image.sopInstanceUID] : [];
    case 'image':
    case 'projection':
      return [space.sopInstanceUID];
    case 'biplane':
      return space.views.map(({ sopInstanceUID }) => sopInstanceUID);
  }
};
