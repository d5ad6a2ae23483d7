import type { fluoroscopyPhantom } from '../../../../sample-data/phantoms/fluoroscopy.mjs';
import type { ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import type { Frame, FrameSearch, Pixel } from '../../../../src/find/frames/frame.ts';

/** A phantom as a search from its seed. */
export const searchOf = (
  modality: 'XA' | 'US',
  phantom: ReturnType<typeof fluoroscopyPhantom> | ReturnType<typeof ultrasoundPhantom>,
): FrameSearch => {
  const { geometry, pointed, truth } = phantom;
  return {
    modality,
    frames: phantom.frames.map((values): Frame => ({ ...geometry, values })),
    pointed,
    seed: truth.seed,
    ...('region' in geometry ? { region: geometry.region } : {}),
  };
};

/** A bar of a given width along a straight line that ends, drawn by its distance function, with noise from a seeded generator. */
export const bar = ({
  size = 160,
  tip,
  angle,
  width = 3,
  depth = 30,
  noise = 1,
  random,
}: {
  readonly size?: number;
  readonly tip: Pixel;
  readonly angle: number;
  readonly width?: number;
  readonly depth?: number;
  readonly noise?: number;
  readonly random: () => number;
}): Frame => {
  const values = new Float32Array(size * size);
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const soft = (distance: number): number => 1 / (1 + Math.exp(-2.2 * distance));
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [column + 0.5 - tip[0], row + 0.5 - tip[1]];
      const along = x * dx + y * dy;
      const across = Math.abs(y * dx - x * dy);
      values[row * size + column] =
        100 - depth * soft(-along) * soft(width / 2 - across) + noise * (random() + random() + random() - 1.5) * 2;
    }
  return { columns: size, rows: size, values, betweenColumns: 1, betweenRows: 1, unit: 'px' };
};

/** The numbers a table of a study has: median, 95th percentile, and the RMS of errors over their predicted sigma. */
export const summary = (errors: readonly number[], normalised: readonly number[]) => {
  const sorted = [...errors].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
  const spread = Math.sqrt(normalised.reduce((sum, z) => sum + z * z, 0) / normalised.length);
  return { median: at(0.5), p95: at(0.95), spread };
};
