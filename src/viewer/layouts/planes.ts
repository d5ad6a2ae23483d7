import type { Types } from '@cornerstonejs/core';
import type { ImageFrame, ImageSeries } from '../../image/series.ts';
import type { Vector3 } from '../../space/vector.ts';
import { listenToJumps } from '../jump-gesture.ts';
import { PLANE_COLOURS } from '../plane-colours.ts';
import { drawReferenceLines } from '../reference-lines.ts';
import { acquiredViewPlanes, placeInSeries } from '../view-planes.ts';
import { openVolume } from '../volumes.ts';
import type { Arrange } from './arrangement.ts';

/** Axial, coronal and sagittal planes of a volume. */
export const arrangePlanes: Arrange = (scene, series, index) => {
  const { core } = scene.libraries;
  const frame = series.frames[index];
  if (!frame?.plane) throw new Error('the series has no position in the patient');
  const volume = openVolume(scene, series, index);
  const planes = acquiredViewPlanes(frame.plane);
  const viewports = planes.map(({ name, acquiredAxis, towardsViewer, up }): Types.IVolumeViewport => {
    const title = (): string => {
      const [x, y, z] = viewport.getCamera().focalPoint ?? [NaN, NaN, NaN];
      return `${name} ${placeInSeries(series, acquiredAxis, [x, y, z])}`;
    };
    const viewport = scene.enable({
      name,
      title,
      note: volume.note,
      type: core.Enums.ViewportType.ORTHOGRAPHIC,
      orientation: { viewPlaneNormal: [...towardsViewer], viewUp: [...up] },
    }) as Types.IVolumeViewport;
    viewport.element.style.setProperty('--plane', PLANE_COLOURS[name]);
    return viewport;
  });
  const centerOf = drawReferenceLines(
    scene,
    viewports.flatMap((viewport, at) => {
      const name = planes[at]?.name;
      const lines = planes.map((one) => one.name).filter((other) => other !== name);
      return name ? [{ viewport, name, colour: PLANE_COLOURS[name], lines }] : [];
    }),
  );
  const pictured = async (): Promise<void> => {
    await volume.begun;
    const drawn = viewports.map(
      ({ element }) =>
        new Promise((resolve) =>
          element.addEventListener(core.Enums.Events.IMAGE_RENDERED, resolve, { once: true, signal: scene.signal }),
        ),
    );
    for (const viewport of viewports) viewport.render();
    await Promise.all(drawn);
    scene.pictured();
  };
  const open = async (): Promise<void> => {
    if (!(await volume.show(viewports))) return;
    const middle = middleOf(frame, series.size);
    for (const viewport of viewports) {
      if (middle) viewport.jumpToWorld([...middle]);
      viewport.render();
    }
    void pictured();
    // What the reader does is done to the views, which may then show something else.
    for (const { element } of viewports)
      for (const event of [core.Enums.Events.CAMERA_MODIFIED, 'pointerdown', 'wheel'])
        element.addEventListener(event, scene.pictured, { signal: scene.signal });
  };
  const jump = (position: Vector3): void => {
    for (const viewport of viewports) {
      viewport.jumpToWorld([...position]);
      viewport.render();
    }
  };
  listenToJumps(scene, viewports, centerOf, jump);
  return {
    opened: open(),
    cine: null,
    setIndex: () => Promise.resolve(),
    scroll: (by) => {
      viewports[0]?.scroll(by);
      return Promise.resolve();
    },
    jumpToPatient: (position) => {
      jump(position);
      return Promise.resolve();
    },
    fit: (viewport) => {
      const plane = viewport as Types.IVolumeViewport;
      const { focalPoint } = plane.getCamera();
      plane.resetCamera();
      // Resetting a volume's camera also moves to the middle slice.
      if (focalPoint) plane.jumpToWorld(focalPoint);
    },
    dispose: () => {
      volume.dispose();
    },
  };
};

/** The middle of an image, patient mm. */
const middleOf = ({ plane }: ImageFrame, [columns, rows]: ImageSeries['size']): Vector3 | null => {
  if (!plane) return null;
  const { origin, alongRow, alongColumn, betweenColumns, betweenRows } = plane;
  const along = ((columns - 1) / 2) * betweenColumns;
  const down = ((rows - 1) / 2) * betweenRows;
  const at = (axis: 0 | 1 | 2): number => origin[axis] + alongRow[axis] * along + alongColumn[axis] * down;
  return [at(0), at(1), at(2)];
};
