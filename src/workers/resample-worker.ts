/** The worker that fills the slices of a regular grid, one request at a time; what it made is handed over, not copied. */
import { resampleSlice } from '../image/resample-slice.ts';
import { sliceOf, type ResampleAnswer, type ResampleRequest } from './resample-request.ts';

addEventListener('message', ({ data }: MessageEvent<ResampleRequest>) => {
  const { number, sources, size, type, empty } = data;
  const values = sliceOf(type, size[0] * size[1]);
  resampleSlice(sources, size, values, empty);
  const answer: ResampleAnswer = { number, values };
  postMessage(answer, { transfer: [values.buffer] });
});
