import { nearestSource, type ImageSource } from './space-of.ts';
import { cameraOf, drawnImageId, showsStack, type ShowingViewport } from './viewport-facts.ts';

/** Our own facts about an image that a Cornerstone viewport shows under some image id. */
export interface FrameSource {
  frameOf(imageId: string): ImageSource | undefined;
}

/** The image shown. A plane reformatted from a volume shows none: then the acquired one nearest to its middle stands for it. */
export const shownSource = (viewport: ShowingViewport, frames: FrameSource): ImageSource | undefined => {
  const imageId = drawnImageId(viewport);
  const shown = imageId === undefined ? undefined : frames.frameOf(imageId);
  if (shown || showsStack(viewport) || viewport.getActors?.().length === 0) return shown;
  const [anyId] = viewport.getImageIds?.() ?? [];
  const any = anyId === undefined ? undefined : frames.frameOf(anyId);
  const focalPoint = cameraOf(viewport)?.focalPoint;
  return any && focalPoint ? nearestSource(any, focalPoint) : any;
};
