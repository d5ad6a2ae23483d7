/** A worker that decodes JPEG in colours; streams and pictures are handed over, not copied. */
import { jpegPicture } from './jpeg-picture.ts';
import type { JpegAnswer, JpegRequest } from './jpeg-request.ts';

addEventListener('message', ({ data: { number, bytes, hasOpacity } }: MessageEvent<JpegRequest>) => {
  jpegPicture(bytes, hasOpacity).then(
    (picture) => {
      const answer: JpegAnswer = { number, picture };
      postMessage(answer, { transfer: [picture.bytes.buffer] });
    },
    () => {
      const answer: JpegAnswer = { number, picture: null };
      postMessage(answer);
    },
  );
});
