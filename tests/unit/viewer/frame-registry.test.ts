import { describe, expect, it } from 'vitest';
import { groupSeries, type ImageSeries } from '../../../src/image/series.ts';
import type { CornerstoneLibraries } from '../../../src/viewer/cornerstone.ts';
import type { EncodedPixels } from '../../../src/viewer/decoder-input.ts';
import { FrameRegistry } from '../../../src/viewer/frame-registry.ts';
import { endUnwanted, loadWhileWanted } from '../../../src/viewer/image-loads.ts';
import type { Elements } from '../../support/part10.ts';
import { ct } from '../../support/images.ts';

interface LoadObject {
  readonly promise: Promise<unknown>;
  readonly cancelFn: () => void;
}

/** As much of Cornerstone as loads images and asks what they are: its cache keeps loads, and ends those that are removed from it. */
const bench = (overrides: Elements = {}) => {
  let loader: (imageId: string, options?: object) => LoadObject;
  let provider: (type: string, imageId: string) => unknown;
  let decoded = 0;
  const cached = new Map<string, LoadObject & { loaded: boolean }>();
  const cache = {
    isLoaded: (imageId: string) => cached.get(imageId)?.loaded ?? false,
    getImageLoadObject: (imageId: string) => cached.get(imageId),
    removeImageLoadObject: (imageId: string) => {
      cached.get(imageId)?.cancelFn();
      cached.delete(imageId);
    },
  };
  const core = {
    cache,
    Enums: { VOILUTFunctionType: {} },
    utilities: { VoxelManager: { createImageVoxelManager: () => ({}) } },
    getWebWorkerManager: () => ({
      executeTask: (
        _worker: string,
        _task: string,
        { imageFrame }: { imageFrame: { columns: number; rows: number } },
      ) => {
        decoded += 1;
        const pixelData = new Uint8Array(imageFrame.columns * imageFrame.rows);
        return Promise.resolve({ ...imageFrame, pixelData, smallestPixelValue: 0, largestPixelValue: 0 });
      },
    }),
    metaData: { addProvider: (given: typeof provider) => (provider = given) },
    imageLoader: {
      registerImageLoader: (_: string, given: typeof loader) => (loader = given),
      loadAndCacheImage: (imageId: string) => {
        const known = cached.get(imageId);
        if (known) return known.promise;
        const started = { ...loader(imageId), loaded: false };
        cached.set(imageId, started);
        void started.promise.then(
          () => (started.loaded = true),
          () => cached.delete(imageId),
        );
        return started.promise;
      },
    },
  };
  const libraries = { core, decoderOptions: () => ({}) } as unknown as CornerstoneLibraries;
  const registry = new FrameRegistry(libraries);
  const [series] = groupSeries([1, 2, 3].map((index) => ct(index, overrides))) as [ImageSeries];
  const asked: { frame: number; signal: AbortSignal; answer: (pixels: EncodedPixels) => void }[] = [];
  for (const { sopInstanceUID } of series.instances)
    registry.addPixels(sopInstanceUID, {
      frame: (frame, signal) =>
        new Promise((answer, reject) => {
          asked.push({ frame, signal, answer });
          signal.addEventListener('abort', () => {
            reject(new Error('ended'));
          });
        }),
      palette: () => null,
      overlayBits: () => null,
    });
  return {
    core: libraries.core,
    registry,
    series,
    asked,
    cache,
    ids: registry.imageIdsOf(series),
    decoded: () => decoded,
    metadata: (type: string, imageId: string) => provider(type, imageId),
  };
};

const pixels: EncodedPixels = { bytes: new Uint8Array(48), transferSyntaxUID: '1.2.840.10008.1.2.4.80' };
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const nobody = new AbortController().signal;

describe('what an image is', () => {
  it('is made once for each kind of question, however often a picture is drawn', () => {
    const { metadata, ids, registry, series } = bench();
    const kinds = ['imagePlaneModule', 'imagePixelModule', 'voiLutModule', 'modalityLutModule', 'sopCommonModule'];
    const told = (): readonly unknown[] => ids.flatMap((id) => kinds.map((kind) => metadata(kind, id)));
    const first = told();
    expect(new Set(first).size).toBe(15);
    registry.imageIdsOf(series);
    told().forEach((answer, at) => {
      expect(answer).toBe(first[at]);
    });
    expect(metadata('imagePlaneModule', ids[1] ?? '')).toMatchObject({ imagePositionPatient: [-10, -10, 5] });
  });

  it('is made anew when its series is sorted anew', () => {
    const { metadata, ids, registry, series } = bench();
    const before = metadata('imagePlaneModule', ids[0] ?? '');
    registry.imageIdsOf({ ...series, frameOfReferenceUID: '1.9' });
    const after = metadata('imagePlaneModule', ids[0] ?? '');
    expect(before).not.toBe(after);
    expect(after).toMatchObject({ frameOfReferenceUID: '1.9' });
  });
});

describe('bytes that are fetched ahead', () => {
  it('are asked for once, taken by the next load, and end with it', async () => {
    const { core, registry, ids, asked, decoded } = bench();
    const [id = '', other = ''] = ids;
    registry.fetchAhead(id);
    registry.fetchAhead(id);
    const loading = loadWhileWanted(core, id, nobody, {});
    await settled();
    expect(asked.length).toBe(1);
    asked[0]?.answer(pixels);
    await loading;
    expect(decoded()).toBe(1);
    registry.fetchAhead(id);
    expect(asked.length).toBe(1);
    registry.fetchAhead(other);
    const wanting = new AbortController();
    const ended = loadWhileWanted(core, other, wanting.signal, {});
    await settled();
    wanting.abort();
    await expect(ended).rejects.toThrow('no longer wanted');
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, true]);
  });

  it('and are looked at beside stay as they are, whoever has them first', async () => {
    const { core, registry, ids, asked } = bench({ '00281052': ['DS', '-1024'], '00281053': ['DS', '1'] });
    const [id = ''] = ids;
    registry.fetchAhead(id);
    const looked = registry.lookAhead(id);
    const loading = loadWhileWanted(core, id, nobody, {}) as Promise<{ getPixelData(): ArrayLike<number> }>;
    await settled();
    const bytes = Uint8Array.from({ length: 48 }, (_, at) => (at % 2 === 0 ? at : 0));
    const before = bytes.slice();
    asked[0]?.answer({ bytes, transferSyntaxUID: '1.2.840.10008.1.2.1', isOwn: true });
    // Rescaled values go over the stored ones where nobody else has them.
    expect((await loading).getPixelData()[1]).toBe(2 - 1024);
    expect((await looked)?.bytes).toEqual(before);
    expect(registry.lookAhead(id)).toBeNull();
  });

  it('that nothing took end when all is closed', () => {
    const { registry, ids, asked } = bench();
    registry.fetchAhead(ids[0] ?? '');
    registry.clear();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

describe('a load', () => {
  it('that nobody wants any more ends its request, is heard of neither as a picture nor as a failure, and begins anew when it is wanted', async () => {
    const { core, ids, asked, decoded } = bench();
    const [id = ''] = ids;
    const wanting = new AbortController();
    let heard = 0;
    const view = core.imageLoader.loadAndCacheImage(id, { priority: 0, requestType: 'interaction' });
    void view.then(
      () => (heard += 1),
      () => (heard += 1),
    );
    const claim = loadWhileWanted(core, id, wanting.signal, {});
    wanting.abort();
    await expect(claim).rejects.toThrow('no longer wanted');
    expect(asked[0]?.signal.aborted).toBe(true);
    const again = loadWhileWanted(core, id, nobody, {});
    await settled();
    expect(asked).toHaveLength(2);
    asked[1]?.answer(pixels);
    expect(await again).toMatchObject({ imageId: id });
    expect(core.cache.isLoaded(id)).toBe(true);
    expect(heard).toBe(0);
    expect(decoded()).toBe(1);
  });

  it('goes on for as long as one of several wants it', async () => {
    const { core, ids, asked } = bench();
    const [id = ''] = ids;
    const [one, other] = [new AbortController(), new AbortController()];
    const first = loadWhileWanted(core, id, one.signal, {});
    const second = loadWhileWanted(core, id, other.signal, {});
    one.abort();
    await expect(first).rejects.toThrow();
    endUnwanted(core, id);
    expect(asked[0]?.signal.aborted).toBe(false);
    asked[0]?.answer(pixels);
    expect(await second).toMatchObject({ imageId: id });
    expect(asked).toHaveLength(1);
    // What is there stays.
    endUnwanted(core, id);
    expect(core.cache.isLoaded(id)).toBe(true);
  });

  it('whose pixels arrive after it was ended is not decoded', async () => {
    const { core, ids, asked, decoded } = bench();
    const wanting = new AbortController();
    const claim = loadWhileWanted(core, ids[0] ?? '', wanting.signal, {});
    asked[0]?.answer(pixels);
    wanting.abort();
    await expect(claim).rejects.toThrow();
    await settled();
    expect(decoded()).toBe(0);
  });

  it('ends with what is open', async () => {
    const { core, registry, ids, asked } = bench();
    const claim = loadWhileWanted(core, ids[0] ?? '', registry.whileOpen, {});
    registry.clear();
    await expect(claim).rejects.toThrow();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(registry.whileOpen.aborted).toBe(false);
  });
});
