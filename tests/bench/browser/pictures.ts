import { codeAt } from './frame-code.ts';

/** Synthetic pictures with the number of their frame in them, the same on every machine. */

interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** 0 to 1, from a pixel's place and frame alone. */
const noise = (seed: number): number => {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
};

/** A body with organs, bone and noise as a low-dose CT has it: stored values of twelve bits, Hounsfield units plus 1024. */
export const ctPixels = (number: number, size: Size): Uint16Array => {
  const { columns, rows } = size;
  const pixels = new Uint16Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1, at += 1) {
      const x = (column / columns - 0.5) * 2;
      const y = (row / rows - 0.5) * 2.4;
      const radius = Math.hypot(x, y);
      const organ = Math.sin(7 * x + number / 9) * Math.cos(6 * y - number / 13);
      const tissue = radius < 0.18 ? 1500 : radius < 0.8 ? 1060 + 60 * organ : radius < 0.9 ? 920 : 24;
      const sigma = radius < 0.9 ? 36 : 10;
      const code = codeAt(number, column, row, size);
      pixels[at] = code === null ? tissue + (noise(at + number * 0x51ed) - 0.5) * sigma : code ? 3000 : 0;
    }
  return pixels;
};

/** Vessels of contrast medium that move with the frames: `bits` stored, from black to white. */
export const xaPixels = (number: number, size: Size, bits: number): Uint16Array => {
  const { columns, rows } = size;
  const white = 2 ** bits - 1;
  const pixels = new Uint16Array(columns * rows);
  for (let row = 0, at = 0; row < rows; row += 1) {
    const bend = Math.sin(row / 90 + number / 7) * 160;
    for (let column = 0; column < columns; column += 1, at += 1) {
      const vessel = Math.abs(column - columns / 2 - bend) < 14 ? 0.25 : 0;
      const code = codeAt(number, column, row, size);
      const value = 0.6 + 0.15 * Math.sin(column / 140) - vessel + (noise(at + number * 0x51ed) - 0.5) * 0.02;
      pixels[at] = code === null ? value * white : code ? white : 0;
    }
  }
  return pixels;
};

/** Speckle in a fan with a coloured flow window that moves with the frames: red, green, blue by pixel. */
export const ultrasoundPixels = (number: number, size: Size): Uint8Array => {
  const { columns, rows } = size;
  const pixels = new Uint8Array(columns * rows * 3);
  for (let row = 0, at = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1, at += 3) {
      const x = column - columns / 2;
      const depth = Math.hypot(x, row);
      const isFan = depth < rows * 0.95 && Math.abs(Math.atan2(x, row)) < 0.7;
      // Speckle is coarser than a pixel.
      const cell = (row >> 1) * columns + (column >> 2);
      const speckle = isFan ? (60 + 60 * Math.sin(depth / 40 + number / 5)) * (0.4 + noise(cell + number * 0x51ed)) : 6;
      const flow = isFan && Math.hypot(x, row - rows / 2) < 90 ? Math.sin((depth + number * 6) / 25) : 0;
      const code = codeAt(number, column, row, size);
      const light = code === null ? null : code ? 255 : 0;
      pixels[at] = light ?? Math.min(255, speckle + Math.max(0, flow) * 120);
      pixels[at + 1] = light ?? Math.min(255, speckle);
      pixels[at + 2] = light ?? Math.min(255, speckle + Math.max(0, -flow) * 120);
    }
  return pixels;
};
