import type { Opened } from './contestant.ts';
import { drive } from './drive.ts';
import { pixelsAt, type Done, type Task } from './floor-worker.ts';

/**
 * The least work that a browser can do for the same pixels: no product. It knows what the files of the bench look like, reads each frame's own bytes in
 * workers, a core each, and paints.
 */

const SIDE = 512;
const HEAD_BYTES = 16 * 1024;
const canvas = document.createElement('canvas');
canvas.width = canvas.height = SIDE;
document.body.append(canvas);
const context = canvas.getContext('2d', { alpha: false });
if (!context) throw new Error('no canvas');
const query = new URLSearchParams(location.search);
const isNull = query.has('null');
const coding = query.get('coding') ?? '';

let workload: Opened | null = null;
let isShown = false;
const frames = new Map<number, Done['pixels']>();

/** Stored value to lightness, as the window of the files says. */
const tableOf = (kind: Opened['kind'], isWide: boolean): Uint8ClampedArray => {
  const table = new Uint8ClampedArray(isWide ? 4096 : 256);
  const [low, width] = kind === 'ct' ? [1024 + 40 - 200, 400] : [0, table.length];
  for (let value = 0; value < table.length; value += 1) table[value] = ((value - low) / width) * 255;
  return table;
};

let table: Uint8ClampedArray | null = null;
let image: ImageData | null = null;
let whole: OffscreenCanvas | null = null;
let grey = 0;

const paint = (pixels: Done['pixels']): void => {
  if (isNull) {
    grey = 1 - grey;
    context.fillStyle = grey ? '#444' : '#666';
    context.fillRect(0, 0, SIDE, SIDE);
    return;
  }
  if (!workload) return;
  const { columns, rows, kind } = workload;
  const scale = Math.min(SIDE / columns, SIDE / rows);
  const place = [(SIDE - scale * columns) / 2, (SIDE - scale * rows) / 2, scale * columns, scale * rows] as const;
  if (pixels instanceof ImageBitmap) {
    context.drawImage(pixels, ...place);
    return;
  }
  table ??= tableOf(kind, pixels instanceof Uint16Array);
  image ??= new ImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  for (let at = 0; at < words.length; at += 1) words[at] = 0xff000000 | ((table[pixels[at] ?? 0] ?? 0) * 0x10101);
  if (scale === 1) {
    context.putImageData(image, 0, 0);
    return;
  }
  whole ??= new OffscreenCanvas(columns, rows);
  whole.getContext('2d', { alpha: false, willReadFrequently: true })?.putImageData(image, 0, 0);
  context.drawImage(whole, ...place);
};

const tasksOf = async (files: readonly File[], { frames: count, columns, rows, kind }: Opened): Promise<Task[]> => {
  const [only] = files;
  if (files.length > 1 || !only) return files.map((file, index) => ({ index, file, place: null }));
  const head = new Uint8Array(await only.slice(0, HEAD_BYTES).arrayBuffer());
  const start = pixelsAt(head);
  const view = new DataView(head.buffer);
  if (kind === 'us') {
    const offsets = Array.from({ length: count }, (_, index) => view.getUint32(start + 8 + 4 * index, true));
    const base = start + 8 + 4 * count;
    return offsets.map((offset, index) => {
      const end = offsets[index + 1] ?? only.size - base - 8;
      return { index, file: only, place: [base + offset + 8, base + end] };
    });
  }
  const length = (only.size - start) / count;
  if (length % (columns * rows) !== 0) throw new Error('not a file of the bench');
  return Array.from({ length: count }, (_, index) => ({
    index,
    file: only,
    place: [start + index * length, start + (index + 1) * length],
  }));
};

const workers = Array.from(
  { length: navigator.hardwareConcurrency },
  () => new Worker(new URL('./floor-worker.ts', import.meta.url), { type: 'module', name: coding }),
);

drive(
  {
    open: (files, opened) => {
      workload = opened;
      const isWide =
        opened.kind === 'ct' || files.some(({ size }) => size > 1.5 * opened.columns * opened.rows * opened.frames);
      void tasksOf(files, opened).then((tasks) => {
        for (const worker of workers) {
          const next = (): void => {
            const task = tasks.shift();
            if (task) worker.postMessage(task);
          };
          worker.onmessage = ({ data: { index, pixels } }: MessageEvent<Done>) => {
            const isBytes = isWide && pixels instanceof Uint8Array;
            frames.set(index, isBytes ? new Uint16Array(pixels.buffer) : pixels);
            if (!isShown) {
              isShown = true;
              paint(frames.get(index) ?? pixels);
            }
            next();
          };
          next();
        }
      });
    },
    canvas: () => (isShown ? canvas : null),
    decoded: () => frames.size,
    show: (index) => {
      const pixels = frames.get(index);
      if (pixels) paint(pixels);
    },
  },
  isNull,
);
