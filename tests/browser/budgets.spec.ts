import { expect, test } from '@playwright/test';
import { numberedSlice } from '../support/numbered-images.ts';
import { part10 } from '../support/part10.ts';
import { imagesInMemory, noPageErrors, pictureDrawn, record, showImage, siteSettings } from './viewer.ts';

interface Counted {
  /** Reads of files, and the bytes that they gave. */
  reads: number;
  bytes: number;
  /** How often the page waited for the disk to say how large a file is. */
  sizes: number;
  /** Messages to workers that hold pixels: more than a kilobyte. */
  posted: number;
}

declare global {
  interface Window {
    counted: Counted;
  }
}

const COUNT = 40;
const files = Array.from({ length: COUNT }, (_, index) => ({
  name: `${String(index)}.dcm`,
  mimeType: 'application/dicom',
  buffer: Buffer.from(part10(numberedSlice(index, 128))),
}));

test('of uncompressed slices each file is read once, that in the middle twice, without the page’s waiting for its size, no pixel goes through a worker, and looking again reads nothing', async ({
  page,
}) => {
  await record(page);
  await siteSettings(page, { samples: false });
  await page.addInitScript(() => {
    const counted: Counted = { reads: 0, bytes: 0, sizes: 0, posted: 0 };
    window.counted = counted;
    const read = Reflect.get(Blob.prototype, 'arrayBuffer');
    Blob.prototype.arrayBuffer = async function (this: Blob) {
      const buffer = await read.call(this);
      counted.reads += 1;
      counted.bytes += buffer.byteLength;
      return buffer;
    };
    const readWith = Reflect.get(FileReader.prototype, 'readAsArrayBuffer');
    FileReader.prototype.readAsArrayBuffer = function (this: FileReader, blob: Blob) {
      this.addEventListener('load', () => {
        counted.reads += 1;
        counted.bytes += (this.result as ArrayBuffer).byteLength;
      });
      readWith.call(this, blob);
    };
    const slice = Reflect.get(Blob.prototype, 'slice');
    Blob.prototype.slice = function (this: Blob, ...range: [number?, number?, string?]) {
      counted.sizes += 1;
      return slice.call(this, ...range);
    };
    const post = Reflect.get(Worker.prototype, 'postMessage') as (this: Worker, ...all: unknown[]) => void;
    const isLarge = (value: unknown): boolean =>
      ArrayBuffer.isView(value) || value instanceof ArrayBuffer
        ? value.byteLength > 1000
        : typeof value === 'object' && value !== null && Object.values(value).some(isLarge);
    Worker.prototype.postMessage = function (this: Worker, message: unknown, ...rest: unknown[]) {
      if (isLarge(message)) counted.posted += 1;
      post.call(this, message, ...rest);
    };
  });
  await page.goto('./');
  await page.locator('input[type=file]').first().setInputFiles(files);
  await expect(page.locator('output')).toContainText(`Slice 21 of ${String(COUNT)}`);
  await pictureDrawn(page);
  await expect.poll(() => imagesInMemory(page)).toBe(COUNT);
  // The one in the middle is read ahead of all, and once more with them.
  const read = [...files, ...files.slice(COUNT / 2, COUNT / 2 + 1)];
  const bytes = read.reduce((sum, { buffer }) => sum + buffer.length, 0);
  const counted = (): Promise<Counted> => page.evaluate(() => window.counted);
  expect(await counted()).toEqual({ reads: read.length, bytes, sizes: 0, posted: 0 });
  for (const number of [1, 17, COUNT, 3]) {
    await showImage(page, number);
    await pictureDrawn(page);
  }
  expect(await counted()).toEqual({ reads: read.length, bytes, sizes: 0, posted: 0 });
  await noPageErrors(page);
});
