import { expect, test } from '@playwright/test';
import { colourRun } from '../support/colour-run.ts';
import { noPageErrors, openViewer, pictureDrawn, showImage } from './viewer.ts';

const FRAMES = 12;

interface Posted {
  /** Bytes of each stream that was posted to a decoder, and of the buffer that went along. */
  readonly streams: { readonly bytes: number; readonly buffer: number }[];
  /** How often the page itself decoded a picture. */
  onPage: number;
  /** How often it read the colours of one back. */
  readBack: number;
}

test('the frames of a colour run are decoded in workers, once each, and each is handed its own bytes alone @full', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const posted: Posted = { streams: [], onPage: 0, readBack: 0 };
    (window as unknown as { posted: Posted }).posted = posted;
    const post = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, ...all: unknown[]) => void;
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
      const bytes = (message as { bytes?: unknown }).bytes;
      if (bytes instanceof Uint8Array)
        posted.streams.push({ bytes: bytes.byteLength, buffer: bytes.buffer.byteLength });
      post.call(this, message, ...rest);
    };
    const decode = Reflect.get(window, 'createImageBitmap') as (...all: unknown[]) => Promise<ImageBitmap>;
    window.createImageBitmap = (...args: unknown[]) => {
      posted.onPage += 1;
      return decode(...args);
    };
  });
  await page.addInitScript(() => {
    const { posted } = window as unknown as { posted: Posted };
    const read = Reflect.get(OffscreenCanvasRenderingContext2D.prototype, 'getImageData') as (
      ...all: unknown[]
    ) => ImageData;
    OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...all: unknown[]) {
      posted.readBack += 1;
      return read.apply(this, all);
    };
  });
  await openViewer(page);
  const { file, streams } = await colourRun(FRAMES, { columns: 160, rows: 120 });
  await page.getByLabel('Files to open').setInputFiles(file);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { posted: Posted }).posted.streams.length))
    .toBeGreaterThanOrEqual(FRAMES);
  await expect(page.locator('output')).toContainText(`of ${String(FRAMES)}`);
  const shown = [FRAMES, 1, 5];
  for (const frame of shown) {
    await showImage(page, frame);
    await pictureDrawn(page);
  }
  const {
    streams: posted,
    onPage,
    readBack,
  } = await page.evaluate(() => (window as unknown as { posted: Posted }).posted);
  expect(onPage).toBe(0);
  // Cornerstone asks for those of a picture that it shows, and the list for its small one; of all others they are never read.
  expect(readBack).toBeLessThanOrEqual(shown.length + 2);
  const sizes = (list: readonly number[]): readonly number[] => list.toSorted((a, b) => a - b);
  expect(sizes(posted.map(({ bytes }) => bytes))).toEqual(sizes(streams.map(({ length }) => length)));
  expect(posted.every(({ bytes, buffer }) => bytes === buffer)).toBe(true);
  await noPageErrors(page);
});
