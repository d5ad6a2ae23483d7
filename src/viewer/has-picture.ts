import type { Types } from '@cornerstonejs/core';

/** A stack is drawn, empty, before its first picture too. */
export const hasPicture = (viewport: Types.IViewport): boolean =>
  !('getCornerstoneImage' in viewport) || !!(viewport as Types.IStackViewport).getCornerstoneImage();
