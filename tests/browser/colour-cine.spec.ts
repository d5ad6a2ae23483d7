import { expect, test } from '@playwright/test';
import { ROOT } from '../../scripts/setup.mjs';
import { encoderOf } from '../bench/browser/encoders.ts';
import { ultrasoundPixels } from '../bench/browser/pictures.ts';
import { ctSlice, encapsulated, part10, without } from '../support/part10.ts';
import { noPageErrors, openViewer, pictureDrawn, showImage } from './viewer.ts';

const SIZE = { columns: 160, rows: 120 };
const FRAMES = 12;
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

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
  const encode = await encoderOf(ROOT, 'jpeg-baseline');
  const streams = Array.from({ length: FRAMES }, (_, number) => {
    const bytes = encode(ultrasoundPixels(number, SIZE), { ...SIZE, bits: 8, components: 3 });
    const even = new Uint8Array(bytes.length + (bytes.length % 2));
    even.set(bytes);
    return even;
  });
  const elements = {
    ...without(ctSlice(1), '7FE00010', '00200032', '00200037', '00200052', '00280030', '00180050'),
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
    '00080060': ['CS', 'US'],
    '00181063': ['DS', '40'],
    '00280002': ['US', 3],
    '00280004': ['CS', 'YBR_FULL_422'],
    '00280006': ['US', 0],
    '00280008': ['IS', String(FRAMES)],
    '00280009': ['AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
    '00280010': ['US', SIZE.rows],
    '00280011': ['US', SIZE.columns],
    '00280100': ['US', 8],
    '00280101': ['US', 8],
    '00280102': ['US', 7],
    '00280103': ['US', 0],
  } as const;
  await page.getByLabel('Files to open').setInputFiles({
    name: 'run.dcm',
    mimeType: 'application/dicom',
    buffer: Buffer.from(part10(elements, JPEG_BASELINE, encapsulated(streams))),
  });
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
