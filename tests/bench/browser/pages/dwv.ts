// Fetched into the bench's cache; its licence keeps it out of this repository, so nothing of it is described here but what is called.
import * as unknownDwv from 'dwv';
import { drive } from './drive.ts';

interface Index {
  getValues(): number[];
}

interface ViewController {
  getCurrentIndex(): Index;
  getScrollDimIndex(): number;
  setCurrentIndex(index: Index): boolean;
}

interface App {
  init(options: object): void;
  loadFiles(files: readonly File[]): void;
  addEventListener(type: string, listener: (event: { readonly dataid: string }) => void): void;
  getActiveLayerGroup(): { getActiveViewLayer(): { getViewController(): ViewController } | undefined } | undefined;
}

const dwv = unknownDwv as unknown as {
  readonly App: new () => App;
  readonly AppOptions: new (views: object) => Record<string, unknown>;
  readonly ViewConfig: new (div: string) => object;
  readonly ToolConfig: new (options?: readonly string[]) => object;
  readonly Index: new (values: readonly number[]) => Index;
};

/** A page as its tutorials have it: one layer group, scrolling and windowing by the mouse. */

const group = document.createElement('div');
group.id = 'layerGroup0';
group.style.cssText = 'width: 512px; height: 512px';
document.body.append(group);

const app = new dwv.App();
const options = new dwv.AppOptions({ '*': [new dwv.ViewConfig(group.id)] });
options['tools'] = {
  Scroll: new dwv.ToolConfig(),
  WindowLevel: new dwv.ToolConfig(),
  ZoomAndPan: new dwv.ToolConfig(),
};
app.init(options);

let loaded = false;
let frames = 0;
app.addEventListener('load', () => {
  loaded = true;
});

drive({
  open: (files, workload) => {
    frames = workload.frames;
    app.loadFiles(files);
  },
  canvas: () => group.querySelector('canvas'),
  decoded: () => (loaded ? frames : 0),
  show: (index) => {
    const controller = app.getActiveLayerGroup()?.getActiveViewLayer()?.getViewController();
    if (!controller) return;
    const values = [...controller.getCurrentIndex().getValues()];
    // Frames of one file are a dimension of their own, after those of space.
    values[Math.max(controller.getScrollDimIndex(), values.length - 1)] = index;
    controller.setCurrentIndex(new dwv.Index(values));
  },
});
