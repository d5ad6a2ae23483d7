import type { ReadonlySignal } from '@preact/signals-core';
import type { DeviceLine } from '../session/device-line.ts';
import type { Session } from '../session/session.ts';
import type { CornerstoneLibraries } from '../viewer/cornerstone.ts';
import { FrameRegistry } from '../viewer/frame-registry.ts';
import { pictureView } from '../viewer/picture-view.ts';
import type { Preview } from '../viewer/preview.ts';
import { Stage } from '../viewer/stage.ts';
import { Study } from '../viewer/study.ts';
import type { Drawing } from '../viewer/webgl-speed.ts';
import { decodedPixels } from './decoded-pixels.ts';
import { Opening, type OpeningOptions } from './opening.ts';
import { ViewerTools } from './viewer-tools.ts';

/** Everything that needs Cornerstone, made when the element is first connected and thrown away whole when it leaves the page. */
export interface Machinery {
  readonly libraries: CornerstoneLibraries;
  readonly registry: FrameRegistry;
  readonly study: Study;
  readonly tools: ViewerTools;
  readonly stage: Stage;
  readonly opening: Opening;
}

export interface MachineryOptions extends Pick<
  OpeningOptions,
  'fail' | 'takeTargets' | 'takeCase' | 'hasCase' | 'keepsWork' | 'maxHeldBytes' | 'showConfirmation'
> {
  readonly session: Session;
  /** What planes along the device follow. */
  readonly device: ReadonlySignal<DeviceLine | null>;
  readonly drawing: Drawing;
  readonly preview: Preview;
}

export const startMachinery = (
  libraries: CornerstoneLibraries,
  host: HTMLElement,
  { session, device, drawing, preview, ...opens }: MachineryOptions,
): { readonly machinery: Machinery; readonly stop: () => void } => {
  const registry = new FrameRegistry(libraries);
  const study = new Study(registry);
  const tools = new ViewerTools(libraries, session, registry);
  const stage = new Stage(libraries, registry, host, tools, device, drawing, preview);
  session.useImages(study.lookup);
  session.useView(() => pictureView(stage));
  session.usePixels(decodedPixels(libraries.core, (series) => registry.imageIdsOf(series)));
  const opening = new Opening({ study, stage, session, ...opens });
  return {
    machinery: { libraries, registry, study, tools, stage, opening },
    stop: () => {
      session.useView(() => null);
      session.usePixels(null);
      stage.dispose();
      tools.dispose();
      registry.clear();
    },
  };
};
