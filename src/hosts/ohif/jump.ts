import type { Handle } from '../../overlay/handle.ts';
import type { Session } from '../../session/session.ts';
import { cameraOf, showsStack, type ShowingViewport } from '../../session/viewport-facts.ts';
import type { CornerstoneInstances } from '../../tools/create-tools.ts';
import { listedAs } from './measurement-list.ts';
import type { MarkPlace, PlaceFinder } from './mark-places.ts';
import type { Services } from './services.ts';

interface MovableViewport extends ShowingViewport {
  readonly id: string;
  render(): void;
  setImageIdIndex?: (index: number) => unknown;
  setViewReference?: (reference: object) => void;
  getFrameOfReferenceUID?: () => string | undefined;
}

/** Every stack that has the place's image goes to it, every plane of its frame of reference is moved through it. False where nothing shows it. */
export const showPlace = ({ imageId, world, source }: MarkPlace, { core }: CornerstoneInstances): boolean => {
  const viewports = (core.getRenderingEngines() ?? []).flatMap(
    (engine) => engine.getViewports() as unknown as MovableViewport[],
  );
  let isShown = false;
  for (const viewport of viewports) {
    if (showsStack(viewport)) {
      const index = viewport.getImageIds?.().indexOf(imageId) ?? -1;
      if (index < 0) continue;
      isShown = true;
      void viewport.setImageIdIndex?.(index);
      viewport.render();
      continue;
    }
    const normal = cameraOf(viewport)?.viewPlaneNormal;
    const isHere = viewport.getFrameOfReferenceUID?.() === source.series.frameOfReferenceUID;
    if (!normal || !isHere || !viewport.setViewReference || viewport.type.includes('3d')) continue;
    isShown = true;
    viewport.setViewReference({
      FrameOfReferenceUID: source.series.frameOfReferenceUID,
      viewPlaneNormal: normal,
      cameraFocalPoint: world,
    });
    viewport.render();
  }
  return isShown;
};

/** Brings a mark onto the screen. Where nothing shows it, the host is asked to, as from its measurement list. */
export const jumpTo = (
  handle: Handle,
  instances: CornerstoneInstances,
  session: Session,
  places: PlaceFinder,
  { measurementService, viewportGridService }: Services,
): void => {
  const record = session.active.peek();
  const place = record && places.placeOf(record, handle);
  if (!place || showPlace(place, instances)) return;
  const uid = listedAs(record, handle);
  const active = viewportGridService.getActiveViewportId();
  if (uid !== null && active !== null) measurementService.jumpToMeasurement(active, uid);
};
