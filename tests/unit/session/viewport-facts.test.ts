import { expect, test } from 'vitest';
import { shownSlab } from '../../../src/session/shown-slab.ts';
import { cameraOf, drawnImageId, showsStack, type ShowingViewport } from '../../../src/session/viewport-facts.ts';

const camera = { focalPoint: [1, 2, 3], viewPlaneNormal: [0, 0, -1] } as const;

const next = (mode: 'stack' | 'volume', asked: string, drawn?: string): ShowingViewport => ({
  type: 'planarNext',
  getCurrentMode: () => mode,
  getCurrentImageId: () => asked,
  getCurrentBinding: () => ({ rendering: { ...(drawn !== undefined && { currentImage: { imageId: drawn } }) } }),
  getResolvedView: () => ({ toICamera: () => camera }),
});

test('viewports that are asked by other names give the same facts', () => {
  const stack: ShowingViewport = {
    type: 'stack',
    getCornerstoneImage: () => ({ imageId: 'drawn' }),
    getCurrentImageId: () => 'asked',
    getCamera: () => camera,
  };
  const volume: ShowingViewport = { type: 'orthographic', getCurrentImageId: () => 'nearest', getCamera: () => camera };
  expect([stack, next('stack', 'a', 'a'), volume, next('volume', 'a')].map(showsStack)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([stack, next('stack', 'a', 'a'), volume].map(drawnImageId)).toEqual(['drawn', 'a', 'nearest']);
  expect([stack, volume, next('volume', 'a')].map(cameraOf)).toEqual([camera, camera, camera]);
  expect(cameraOf({ type: 'planarNext', getResolvedView: () => undefined })).toBeNull();
});

test('an image that was asked for and isn’t drawn yet is no image that is shown; a plane of a volume is none either', () => {
  expect(drawnImageId(next('stack', 'second', 'first'))).toBeUndefined();
  expect(drawnImageId(next('stack', 'first'))).toBeUndefined();
  expect(drawnImageId(next('volume', 'nearest', 'nearest'))).toBeUndefined();
});

test('a slab has the same thickness whether its viewport counts it from the middle or as a whole', () => {
  const half = { getSlabThickness: () => 5, getBlendMode: () => 1 };
  const whole = {
    getSourceDataId: () => 'data',
    getDisplaySetPresentation: (id: string) => (id === 'data' ? { slabThickness: 10, blendMode: 1 } : undefined),
  };
  expect([half, whole].map(shownSlab)).toEqual(Array(2).fill({ name: 'MIP', thicknessMm: 10 }));
  expect(shownSlab({ ...whole, getSourceDataId: () => undefined })).toBeNull();
  expect(shownSlab({})).toBeNull();
});
