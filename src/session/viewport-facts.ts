/**
 * What a Cornerstone viewport says of itself, by what it can do and never by its class or version: Cornerstone 4 and 5 have stacks and volumes,
 * and since 5.6 also "next" ones (`planarNext`) without a camera of their own, which are either at a time.
 */
export interface ShowingViewport {
  readonly type: string;
  /** The picture that is drawn. */
  getCornerstoneImage?: () => { readonly imageId: string } | undefined;
  /** The picture that was asked for last: it may still be on its way, or may never come. */
  getCurrentImageId?: () => string | undefined;
  getImageIds?: () => string[];
  /** What is drawn; nothing while a volume is on its way, and then asking for its images throws. */
  getActors?: () => readonly unknown[];
  getCamera?: () => ViewCamera;
  /** Next viewports: the view as it is, from which a camera can be had. */
  getResolvedView?: () => { toICamera?: () => ViewCamera | undefined } | undefined;
  /** Next viewports. */
  getCurrentMode?: () => string;
  /** Next viewports: what draws. */
  getCurrentBinding?: () =>
    { readonly rendering?: { readonly currentImage?: { readonly imageId?: string } } } | undefined;
}

type Point = readonly [number, number, number];

export interface ViewCamera {
  readonly focalPoint?: Point;
  readonly viewPlaneNormal?: Point;
}

/** Where a viewport looks; null while it looks nowhere. */
export const cameraOf = (viewport: ShowingViewport): ViewCamera | null =>
  viewport.getCamera?.() ?? viewport.getResolvedView?.()?.toICamera?.() ?? null;

/** Whether it shows acquired images as they are, and not planes of a volume. */
export const showsStack = (viewport: ShowingViewport): boolean =>
  viewport.getCurrentMode ? viewport.getCurrentMode() === 'stack' : viewport.type.startsWith('stack');

/** The image that is drawn. Undefined where a plane of a volume is drawn, and while what was asked for isn't drawn yet. */
export const drawnImageId = (viewport: ShowingViewport): string | undefined => {
  if (viewport.getCornerstoneImage) return viewport.getCornerstoneImage()?.imageId;
  const asked = viewport.getCurrentImageId?.();
  if (!viewport.getCurrentBinding) return asked;
  if (!showsStack(viewport)) return undefined;
  const drawn = viewport.getCurrentBinding()?.rendering?.currentImage?.imageId;
  return drawn === asked ? drawn : undefined;
};
