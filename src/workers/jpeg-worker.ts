/** A worker that decodes JPEG in colours; streams and pictures are handed over, not copied. */
import { handedOver, jpegPicture } from './jpeg-picture.ts';
import type { JpegAnswer, JpegRequest } from './jpeg-request.ts';

addEventListener('message', ({ data: { number, bytes, form } }: MessageEvent<JpegRequest>) => {
  jpegPicture(bytes, form).then(
    (picture) => {
      const answer: JpegAnswer = { number, picture };
      postMessage(answer, { transfer: handedOver(picture) });
    },
    () => {
      const answer: JpegAnswer = { number, picture: null };
      postMessage(answer);
    },
  );
});
