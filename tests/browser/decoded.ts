import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { realDataFolder } from '../support/real-data.ts';

/** What the viewer's own image loader gives for all frames of an instance, before rescaling. */
export interface Decoded {
  /** Of all values, frames first, in the asked-for type. */
  readonly sha256: string;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Mean of Y, Cb and Cr that the colours would have by ITU-R BT.601 (PS3.3 C.7.6.3.1.2). */
  readonly ybrMean: number;
}

export interface DecodedAs {
  readonly sopInstanceUID: string;
  readonly type: 'uint8' | 'uint16' | 'int16' | 'float32';
  /** Bits to compare: where other programs leave a sign unextended. */
  readonly mask?: number;
}

/** Opens files of the real data as a person does, instead of what is open. */
export const openReal = async (page: Page, files: readonly string[]): Promise<void> => {
  await page.evaluate(() => {
    (
      document.querySelector('tipcheck-viewer') as unknown as { machinery: { study: { clear(): void } } }
    ).machinery.study.clear();
  });
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map((file) => join(realDataFolder ?? '', file)));
  await expect(page.getByRole('progressbar')).toHaveCount(0, { timeout: 30_000 });
};

/** Decodes through the page's loader; null where the instance isn't open, a text where it can't be decoded. */
export const decodedOf = (page: Page, wanted: readonly DecodedAs[]): Promise<readonly (Decoded | string | null)[]> =>
  page.evaluate(async (list) => {
    interface Frame {
      readonly frame: number;
      readonly instance: { readonly sopInstanceUID: string };
    }
    const { study, registry, libraries } = (
      document.querySelector('tipcheck-viewer') as unknown as {
        machinery: {
          study: { series: { peek(): readonly { readonly frames: readonly Frame[] }[] } };
          registry: { imageIdsOf(series: unknown): string[] };
          libraries: {
            core: {
              imageLoader: {
                loadImage(id: string, options: unknown): Promise<{ color: boolean; getPixelData(): ArrayLike<number> }>;
              };
            };
          };
        };
      }
    ).machinery;
    const open = study.series.peek().flatMap((series) => {
      const ids = registry.imageIdsOf(series);
      return series.frames.map((frame, index) => ({ frame, id: ids[index] ?? '' }));
    });
    const types = { uint8: Uint8Array, uint16: Uint16Array, int16: Int16Array, float32: Float32Array };
    const decodeOne = async ({ sopInstanceUID, type, mask }: DecodedAs): Promise<Decoded | null> => {
      const frames = open
        .filter(({ frame }) => frame.instance.sopInstanceUID === sopInstanceUID)
        .sort((a, b) => a.frame.frame - b.frame.frame);
      if (frames.length === 0) return null;
      const parts: ArrayLike<number>[] = [];
      let isColour = false;
      for (const { id } of frames) {
        const image = await libraries.core.imageLoader.loadImage(id, {
          preScale: { enabled: false },
          ignoreCache: true,
        });
        isColour = image.color;
        parts.push(image.getPixelData());
      }
      const count = parts.reduce((sum, part) => sum + part.length, 0);
      const values = new types[type](count);
      let at = 0;
      for (const part of parts) {
        values.set(part, at);
        at += part.length;
      }
      if (mask !== undefined)
        for (let index = 0; index < count; index += 1) values[index] = (values[index] ?? 0) & mask;
      let [min, max, sum, ybr] = [Infinity, -Infinity, 0, 0];
      for (const value of values) {
        if (value < min) min = value;
        if (value > max) max = value;
        sum += value;
      }
      for (let index = 0; isColour && index + 2 < count; index += 3) {
        const [r, g, b] = [values[index] ?? 0, values[index + 1] ?? 0, values[index + 2] ?? 0];
        ybr +=
          0.299 * r +
          0.587 * g +
          0.114 * b +
          256 -
          0.1687 * r -
          0.3313 * g +
          0.5 * b +
          0.5 * r -
          0.4187 * g -
          0.0813 * b;
      }
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', values));
      const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return { sha256, min, max, mean: sum / count, ybrMean: ybr / count };
    };
    const results: (Decoded | string | null)[] = [];
    for (const one of list)
      results.push(await decodeOne(one).catch((error: unknown) => (error instanceof Error ? error.message : 'failed')));
    return results;
  }, wanted);
