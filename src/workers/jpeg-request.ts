import type { ColourPicture, PictureForm } from './jpeg-picture.ts';

/** A stream to be decoded; the answer comes with the number of its request. */
export interface JpegRequest {
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly form: PictureForm;
}

export interface JpegAnswer {
  readonly number: number;
  /** Null where the stream can't be decoded. */
  readonly picture: ColourPicture | null;
}
