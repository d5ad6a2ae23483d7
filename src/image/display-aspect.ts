import type { ImageFrame } from './stacks.ts';

/** Height over width of a pixel on the screen: as recorded, else by the scale. Pictures outside the patient need it; planes carry their spacings. */
export const displayAspectOf = ({ instance, scale }: Pick<ImageFrame, 'instance' | 'scale'>): number =>
  instance.pixelAspectRatio ?? scale.betweenRows / scale.betweenColumns;
