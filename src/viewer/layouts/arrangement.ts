import type { ReadonlySignal } from '@preact/signals-core';
import type { Types } from '@cornerstonejs/core';
import type { ImageSeries } from '../../image/series.ts';
import type { DeviceLine } from '../../session/device-line.ts';
import type { Vector3 } from '../../space/vector.ts';
import type { CineClock } from '../cine-clock.ts';
import type { CornerstoneLibraries } from '../cornerstone.ts';
import type { FrameRegistry } from '../frame-registry.ts';

/** One view to be opened: its name for tests and readers, and how Cornerstone is to make it. */
export interface ViewRequest {
  readonly name: string;
  /** Written over the picture, made anew with it; empty where the picture speaks for itself. */
  readonly title: () => string;
  /** Written under the title, asked for anew with every picture: what the reader must know of how it was made. */
  readonly note?: () => string;
  /** True of what Cornerstone can't draw without it. */
  readonly needsWebgl?: boolean;
  readonly type: Parameters<Types.IRenderingEngine['enableElement']>[0]['type'];
  readonly orientation?: {
    readonly viewPlaneNormal: [number, number, number];
    readonly viewUp: [number, number, number];
  };
}

/** What the stage lends to a layout while that is shown. */
export interface Scene {
  readonly libraries: CornerstoneLibraries;
  readonly registry: FrameRegistry;
  readonly engine: Types.IRenderingEngine;
  /** Distinguishes what is shown now from what was shown before. */
  readonly id: string;
  /** Ends with the views. */
  readonly signal: AbortSignal;
  /** The device of the active confirmation; null where there is none in the patient. */
  readonly device: ReadonlySignal<DeviceLine | null>;
  /** Whether planes are drawn as lines in each other. */
  readonly lines: ReadonlySignal<boolean>;
  enable(view: ViewRequest): Types.IViewport;
  /** The picture that was opened with stands in its view, or the reader has left it. */
  readonly pictured: () => void;
  /** The single view, or one of two, has come to another image. */
  imageChanged(index: number): void;
  cinePlaying(playing: boolean): void;
  /** So many of the images that are shown are in memory. */
  imagesThere(there: number, of: number): void;
  /** The same for the second of two views. */
  readonly beside: Pick<Scene, 'imageChanged' | 'cinePlaying'>;
}

/** A series and an image of it, 0-based. */
export interface Beside {
  readonly series: ImageSeries;
  readonly index: number;
}

/** How views are laid out and moved together. Made at once; pictures follow. */
export interface Arrangement {
  /** Settles when the first picture stands. */
  readonly opened: Promise<void>;
  readonly cine: CineClock | null;
  /** Shows an image of the series, 0-based. */
  setIndex(index: number): Promise<void>;
  scroll(by: number): Promise<void>;
  /** Goes on with the whole of a series of which only some was there, at an image of it, 0-based. */
  grow?(series: ImageSeries, index: number): Promise<void>;
  /** Brings a patient position onto every view. Zoom and window stay. */
  jumpToPatient(position: Vector3): Promise<void>;
  /** Fits the picture into its view; the reader stays where he is. */
  fit(viewport: Types.IViewport): void;
  /** Whether the reader has left a view as it was fitted; without it, Cornerstone's own zoom and pan tell. */
  isFitted?(viewport: Types.IViewport): boolean;
  dispose(): void;
  /** The second of two views, which is moved by itself. */
  readonly beside?: Arrangement;
}

/** Lays out a series, beginning at an image, 0-based; `beside`: what the second of two views shows. */
export type Arrange = (scene: Scene, series: ImageSeries, index: number, beside: Beside | null) => Arrangement;
