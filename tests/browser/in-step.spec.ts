import { expect, test } from '@playwright/test';
import { ctSlice, part10, without } from '../support/part10.ts';
import { noPageErrors, openViewer } from './viewer.ts';

const EDGE = 64;
const COUNT = 24;
const STEP = 10;

/** A run of frames of one grey each, which says their number. */
const run = {
  name: 'run.dcm',
  mimeType: 'application/dicom',
  buffer: Buffer.from(
    part10({
      ...without(ctSlice(1), '00200032', '00200037', '00200052', '00280030', '00180050'),
      '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
      '00080060': ['CS', 'US'],
      '00181063': ['DS', '40'],
      '00280008': ['IS', String(COUNT)],
      '00280009': ['AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
      '00280010': ['US', EDGE],
      '00280011': ['US', EDGE],
      '00281050': ['DS', '127.5'],
      '00281051': ['DS', '256'],
      '00281052': ['DS', '0'],
      '7FE00010': [
        'OW',
        new Uint8Array(
          Uint16Array.from({ length: COUNT * EDGE * EDGE }, (_, at) => STEP * Math.floor(at / EDGE ** 2)).buffer,
        ),
      ],
    }),
  ),
};

interface Told {
  readonly picture: number;
  readonly output: number;
  readonly slider: number;
  readonly status: number;
}

test('the number, the slider and the status line change in the frame of their picture, scrolled or played', async ({
  page,
}) => {
  await openViewer(page);
  await page.getByLabel('Files to open').setInputFiles(run);
  await expect(page.locator('output')).toContainText(`of ${String(COUNT)}`);
  await expect(page.locator('footer')).not.toContainText('in memory');
  await page.evaluate((step) => {
    const seen: Told[] = [];
    const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const look = (): void => {
      const root = document.querySelector('tipcheck-viewer')?.shadowRoot;
      const canvas = root?.querySelector<HTMLCanvasElement>('.viewport canvas');
      if (!root || !canvas || !probe) return;
      probe.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
      const numberIn = (selector: string): number =>
        Number(/Frame (\d+)/.exec(root.querySelector(selector)?.textContent ?? '')?.[1]);
      seen.push({
        picture: 1 + Math.round((probe.getImageData(0, 0, 1, 1).data[0] ?? NaN) / step),
        output: numberIn('output'),
        slider: Number(root.querySelector<HTMLInputElement>('.cine input')?.value),
        status: numberIn('footer'),
      });
    };
    (window as unknown as { seen: Told[] }).seen = seen;
    // After all that is done before a frame is painted.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = look;
    const next = (): void => {
      requestAnimationFrame(() => {
        port2.postMessage(null);
        next();
      });
    };
    next();
  }, STEP);
  const seen = (): Promise<readonly Told[]> => page.evaluate(() => (window as unknown as { seen: Told[] }).seen);
  await page.locator('.viewport').first().hover();
  for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, turn < 5 ? -100 : 100);
  await page.locator('.viewport').first().focus();
  for (let turn = 0; turn < 8; turn += 1) await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Play' }).click();
  const frames = async (): Promise<number> => new Set((await seen()).map(({ picture }) => picture)).size;
  await expect.poll(frames).toBe(COUNT);
  await page.getByRole('button', { name: 'Stop' }).click();
  // Until nothing has moved for a while.
  await expect.poll(async () => new Set((await seen()).slice(-20).map(({ picture }) => picture)).size).toBe(1);
  const all = await seen();
  expect(
    all.filter(({ picture, output, slider, status }) => new Set([picture, output, slider, status]).size > 1),
  ).toEqual([]);
  await noPageErrors(page);
});
