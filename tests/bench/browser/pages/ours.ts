import { defineElements } from '../../../../src/hosts/element.ts';
import type { ViewerElement } from '../../../../src/hosts/viewer-element.ts';
import { drive } from './drive.ts';

/** A page with our element alone, as large as leaves its picture the size that the other pages have. */

defineElements();
const viewer = document.createElement('tipcheck-viewer') as ViewerElement;
viewer.style.cssText = 'width: 1000px; height: 720px';
viewer.keepWork = 'off';
document.body.append(viewer);
let frames = 0;
/** Ids of the whole series, once it is shown. */
let imageIds: readonly string[] = [];
/** With `planes` in the address series open in three planes. */
const hasPlanes = new URLSearchParams(location.search).has('planes');
const inPlanes = (): boolean => viewer.machinery?.stage.shown.peek()?.layout === 'planes';
if (hasPlanes) viewer.layout = 'planes';

drive({
  open: (files, workload) => {
    frames = workload.frames;
    void viewer.openFiles(files);
  },
  canvas: () =>
    // What lies on top is what is seen.
    viewer.shadowRoot?.querySelector<HTMLCanvasElement>(hasPlanes ? '.preview.axial canvas' : '.preview canvas') ??
    (hasPlanes && !inPlanes() ? null : viewer.machinery?.stage.elements[0]?.querySelector('canvas')) ??
    null,
  decoded: () => {
    const { machinery } = viewer;
    const shown = machinery?.stage.shown.peek();
    if (!machinery || shown?.series.frames.length !== frames) return 0;
    const { cache } = machinery.libraries.core;
    if (imageIds.length !== frames) imageIds = machinery.registry.imageIdsOf(shown.series);
    return imageIds.filter((id) => cache.isLoaded(id)).length;
  },
  show: (index) => void viewer.machinery?.stage.setIndex(index),
});
