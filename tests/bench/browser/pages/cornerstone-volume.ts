import * as core from '@cornerstonejs/core';
import * as loader from '@cornerstonejs/dicom-image-loader';
import { utilities as metadata } from '@cornerstonejs/metadata';
import * as tools from '@cornerstonejs/tools';
import { drive } from './drive.ts';

/** A stock page with a volume in three planes, as Cornerstone's documentation has it: local files are read for their attributes, then the volume is loaded. */

const { AXIAL, SAGITTAL, CORONAL } = core.Enums.OrientationAxis;
const VOLUME = 'cornerstoneStreamingImageVolume:volume';

const start = (): void => {
  core.init();
  tools.init();
  loader.init();
  core.volumeLoader.registerVolumeLoader(
    'cornerstoneStreamingImageVolume',
    core.cornerstoneStreamingImageVolumeLoader as never,
  );
  const engine = new core.RenderingEngine('engine');
  const elements = [AXIAL, SAGITTAL, CORONAL].map((orientation) => {
    const element = document.createElement('div');
    element.style.cssText = 'width: 400px; height: 400px; display: inline-block';
    document.body.append(element);
    return { element, viewportId: orientation, orientation };
  });
  engine.setViewports(
    elements.map(({ element, viewportId, orientation }) => ({
      viewportId,
      element,
      type: core.Enums.ViewportType.ORTHOGRAPHIC,
      defaultOptions: { orientation },
    })),
  );
  const viewportIds = elements.map(({ viewportId }) => viewportId);
  let imageIds: string[] = [];

  const open = async (files: readonly File[]): Promise<void> => {
    imageIds = await Promise.all(
      files.map(async (file) => {
        const imageId = loader.wadouri.fileManager.add(file);
        await metadata.addDicomPart10Instance(imageId, await file.arrayBuffer());
        return imageId;
      }),
    );
    const volume = await core.volumeLoader.createAndCacheVolume(VOLUME, { imageIds });
    (volume as { load(): void }).load();
    await core.setVolumesForViewports(engine, [{ volumeId: VOLUME }], viewportIds);
    engine.renderViewports(viewportIds);
  };

  const [axial] = elements;
  drive({
    open: (files) => void open(files),
    canvas: () => axial?.element.querySelector('canvas') ?? null,
    decoded: () => imageIds.filter((id) => core.cache.isLoaded(id)).length,
    show: (index) => {
      const options = { imageIndex: index };
      if (axial) void core.utilities.jumpToSlice(axial.element, options);
    },
  });
};

start();
