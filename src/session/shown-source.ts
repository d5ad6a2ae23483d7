import { nearestSource, type ImageSource } from './space-of.ts';

/** Our own facts about an image that a Cornerstone viewport shows under some image id. */
export interface FrameSource {
  frameOf(imageId: string): ImageSource | undefined;
}

/** The part of a viewport that says what it shows; stacks, volumes and newer kinds each have some of it. */
export interface ShowingViewport {
  readonly type: string;
  /** The picture that is drawn. */
  getCornerstoneImage?: () => { readonly imageId: string } | undefined;
  /** The picture that was asked for last: it may still be on its way, or may never come. */
  getCurrentImageId?: () => string | undefined;
  getImageIds?: () => string[];
  /** What is drawn; nothing while a volume is on its way, and then asking for its images throws. */
  getActors?: () => readonly unknown[];
  getCamera?: () => { readonly focalPoint?: readonly [number, number, number] };
}

/** The image shown. A plane reformatted from a volume shows none: then the acquired one nearest to its middle stands for it. */
export const shownSource = (viewport: ShowingViewport, frames: FrameSource): ImageSource | undefined => {
  const imageId = viewport.getCornerstoneImage
    ? viewport.getCornerstoneImage()?.imageId
    : viewport.getCurrentImageId?.();
  const shown = imageId === undefined ? undefined : frames.frameOf(imageId);
  if (shown || viewport.type.startsWith('stack') || viewport.getActors?.().length === 0) return shown;
  const [anyId] = viewport.getImageIds?.() ?? [];
  const any = anyId === undefined ? undefined : frames.frameOf(anyId);
  const focalPoint = viewport.getCamera?.().focalPoint;
  return any && focalPoint ? nearestSource(any, focalPoint) : any;
};
