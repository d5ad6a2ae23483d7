import { metricPictures, type Picture } from './metric-pictures.ts';
import { uncertaintyPictures } from './uncertainty-pictures.ts';

/** Every generated picture of the documents. */
export const pictures = (): readonly Picture[] => [...Object.values(metricPictures()), ...uncertaintyPictures()];
