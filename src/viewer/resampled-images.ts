import type { Types } from '@cornerstonejs/core';
import type { ResampledGrid, ResampledSlice } from '../image/resampled-grid.ts';
import type { LaidSlice, SliceValues } from '../image/resample-slice.ts';
import type { ImageSeries } from '../image/series.ts';
import { add, scale } from '../space/vector.ts';
import { SLICE_TYPES, type SliceType } from '../workers/resample-request.ts';
import { SliceResampler } from '../workers/slice-resampler.ts';
import type { CornerstoneLibraries } from './cornerstone.ts';
import { loadWhileWanted } from './image-loads.ts';
import type { Scene } from './layouts/arrangement.ts';

/** The slices of a regular grid as images that Cornerstone can load, each made when it is asked for. */
export interface ResampledImages {
  /** In the order of the grid's slices. */
  readonly imageIds: readonly string[];
  /** The slice of the grid that an image of the series lies nearest to. */
  readonly placeOf: (frame: number) => number;
  /** How many of them are made. */
  readonly made: () => number;
  dispose(): void;
}

const SCHEME = 'tipcheckResampled';

interface Described {
  readonly load: (type: SliceType | undefined) => Promise<Types.IImage>;
  readonly imagePlaneModule: object;
  readonly imagePixelModule: object;
}

/** Every slice that can be asked for now, by image id. Cornerstone's loaders and metadata providers are global, so this is too. */
const described = new Map<string, Described>();
const equipped = new WeakSet<object>();

const equip = ({ core }: CornerstoneLibraries): void => {
  if (equipped.has(core)) return;
  equipped.add(core);
  core.imageLoader.registerImageLoader(SCHEME, (imageId, options) => ({
    promise: load(imageId, (options as { targetBuffer?: { type?: SliceType } } | undefined)?.targetBuffer?.type),
  }));
  // Above the registry's, which answers everything else as of the acquired image that stands for the slice.
  core.metaData.addProvider((type: string, imageId: unknown) => {
    const slice = typeof imageId === 'string' ? described.get(imageId) : undefined;
    return type === 'imagePlaneModule' || type === 'imagePixelModule' ? slice?.[type] : undefined;
  }, 10_001);
};

const load = async (imageId: string, type: SliceType | undefined): Promise<never> => {
  const slice = described.get(imageId);
  if (!slice) throw new Error('the volume is no longer open');
  return (await slice.load(type)) as never;
};

/**
 * Images for a volume of a stack that is no regular grid. Acquired images are loaded as for the stack, with their modality values, so the
 * same window gives the same greys. Where no image was acquired, a slice holds the lowest value of those around it.
 */
export const resampledImages = (scene: Scene, series: ImageSeries, grid: ResampledGrid): ResampledImages => {
  const { core } = scene.libraries;
  equip(scene.libraries);
  const acquiredIds = scene.registry.imageIdsOf(series);
  if (acquiredIds.length < series.frames.length) throw new Error('not every image of the stack can be read');
  const resampler = new SliceResampler();
  const isMixed = hasMixedScaling(series);
  const made = new Set<string>();

  const acquired = async (frame: number): Promise<Types.IImage | null> => {
    const imageId = acquiredIds[frame] ?? '';
    try {
      const image = await loadWhileWanted(core, imageId, scene.signal, {});
      if (isMixed && !isScaled(image)) throw new Error('its values can’t be compared with those of the other slices');
      return image;
    } catch (error) {
      // Nobody looks at these planes any more.
      if (scene.signal.aborted) throw error;
      // The slice stays empty; the stage says which image it was.
      core.triggerEvent(core.eventTarget, core.Enums.Events.IMAGE_LOAD_ERROR, { imageId, error });
      return null;
    }
  };

  const make = async (imageId: string, slice: ResampledSlice, asked?: SliceType): Promise<Types.IImage> => {
    const around = slice.sources.length > 0 ? slice.sources.map(({ frame }) => frame) : [slice.nearest];
    const images = await Promise.all(around.map(acquired));
    const laid = slice.sources.flatMap(({ weight, column, row }, index): LaidSlice[] => {
      const image = images[index];
      const values = image?.getPixelData() as SliceValues | undefined;
      return image && values ? [{ values, size: [image.columns, image.rows], weight, column, row }] : [];
    });
    const lowest = images.reduce((least, image) => Math.min(least, image?.minPixelValue ?? Infinity), Infinity);
    const values = await resampler.resample({
      // A slice made from two is made from both or not at all.
      sources: laid.length === slice.sources.length ? laid : [],
      size: [grid.size[0], grid.size[1]],
      type: asked ?? typeOf(images[0]),
      empty: Number.isFinite(lowest) ? lowest : 0,
    });
    made.add(imageId);
    return imageOf(core, imageId, grid, values);
  };

  const imageIds = grid.slices.map((_, index) => `${SCHEME}:${scene.id}/${String(index)}`);
  const withdrawals = grid.slices.map((slice, index) => {
    const imageId = imageIds[index] ?? '';
    const nearestId = acquiredIds[slice.nearest] ?? '';
    described.set(imageId, {
      load: (type) => make(imageId, slice, type),
      imagePlaneModule: planeModule(grid, index, core.metaData.get('imagePlaneModule', nearestId) as object),
      imagePixelModule: pixelModule(grid, core.metaData.get('imagePixelModule', nearestId) as object),
    });
    return scene.registry.standIn(imageId, nearestId);
  });
  return {
    imageIds,
    placeOf: (frame) =>
      Math.max(
        0,
        grid.slices.findIndex(({ nearest }) => nearest === frame),
      ),
    made: () => made.size,
    dispose: () => {
      for (const withdraw of withdrawals) withdraw();
      for (const imageId of imageIds) {
        described.delete(imageId);
        if (core.cache.getImageLoadObject(imageId)) core.cache.removeImageLoadObject(imageId, { force: true });
      }
      resampler.dispose();
    },
  };
};

/** Whether stored values of the series' images mean different things. */
const hasMixedScaling = ({ frames }: ImageSeries): boolean => {
  const [first, ...others] = frames.map(({ instance, frame }) => instance.frames[frame - 1]);
  return others.some(
    (other) => other?.rescaleSlope !== first?.rescaleSlope || other?.rescaleIntercept !== first?.rescaleIntercept,
  );
};

/** Cornerstone names a type for a volume, none where it looks for the greys of its middle slice. */
const typeOf = (image: Types.IImage | null | undefined): SliceType =>
  SLICE_TYPES.find((type) => type === image?.getPixelData().constructor.name) ?? 'Float32Array';

/** Whether an image holds modality values: where graphics hardware takes no fractions, Cornerstone leaves some images as they are stored. */
const isScaled = ({ preScale, slope, intercept }: Types.IImage): boolean =>
  preScale?.scaled === true || (slope === 1 && intercept === 0);

const planeModule = (grid: ResampledGrid, slice: number, nearest: object): object => ({
  ...nearest,
  rows: grid.size[1],
  columns: grid.size[0],
  imagePositionPatient: [...add(grid.origin, scale(grid.normal, slice * grid.betweenSlices))],
  imageOrientationPatient: [...grid.alongRow, ...grid.alongColumn],
  rowCosines: [...grid.alongRow],
  columnCosines: [...grid.alongColumn],
  pixelSpacing: [grid.betweenRows, grid.betweenColumns],
  rowPixelSpacing: grid.betweenRows,
  columnPixelSpacing: grid.betweenColumns,
  sliceThickness: grid.betweenSlices,
});

/** Bytes become 16 bit values: modality values of bytes may be negative. */
const pixelModule = (grid: ResampledGrid, nearest: { readonly bitsAllocated?: number }): object => ({
  ...nearest,
  rows: grid.size[1],
  columns: grid.size[0],
  bitsAllocated: Math.max(16, nearest.bitsAllocated ?? 16),
});

const imageOf = (
  core: CornerstoneLibraries['core'],
  imageId: string,
  { size: [width, height], betweenColumns, betweenRows }: ResampledGrid,
  values: SliceValues,
): Types.IImage => {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const scalarData = values as Types.PixelDataTypedArray;
  return {
    imageId,
    dataType: scalarData.constructor.name,
    rows: height,
    columns: width,
    height,
    width,
    color: false,
    rgba: false,
    numberOfComponents: 1,
    slope: 1,
    intercept: 0,
    invert: false,
    windowCenter: (least + most) / 2,
    windowWidth: most - least,
    minPixelValue: least,
    maxPixelValue: most,
    rowPixelSpacing: betweenRows,
    columnPixelSpacing: betweenColumns,
    sizeInBytes: scalarData.byteLength,
    getPixelData: () => scalarData,
    getCanvas: undefined,
    voxelManager: core.utilities.VoxelManager.createImageVoxelManager({
      scalarData,
      width,
      height,
      numberOfComponents: 1,
    }),
  } as unknown as Types.IImage;
};
