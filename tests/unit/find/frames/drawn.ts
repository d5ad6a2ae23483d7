import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';

/** A curve as places a pixel apart, and how dark it is along it. */
export interface Drawn {
  readonly places: readonly Pixel[];
  readonly depth: (along: number) => number;
}

/** Dark curves 3 pixels wide on 100, with noise; `background` is added. Positions are pixels, SCOORD. */
export const drawn = (
  size: number,
  curves: readonly Drawn[],
  random: () => number,
  background: (x: number, y: number) => number = () => 0,
): Frame => {
  const values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i += 1) {
    const [x, y] = [(i % size) + 0.5, Math.floor(i / size) + 0.5];
    values[i] = 100 + background(x, y) + (random() + random() + random() - 1.5) * 2;
  }
  for (const { places, depth } of curves) {
    const darkest = new Map<number, number>();
    places.forEach(([x, y], along) => {
      for (let row = Math.max(0, Math.floor(y) - 4); row <= Math.min(size - 1, y + 4); row += 1)
        for (let column = Math.max(0, Math.floor(x) - 4); column <= Math.min(size - 1, x + 4); column += 1) {
          const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
          const key = row * size + column;
          darkest.set(key, Math.max(darkest.get(key) ?? 0, depth(along) / (1 + Math.exp(2.2 * (away - 1.5)))));
        }
    });
    for (const [key, value] of darkest) values[key] = (values[key] ?? 0) - value;
  }
  return { columns: size, rows: size, values, betweenColumns: 1, betweenRows: 1, unit: 'px' };
};

/** Places a pixel apart, `turn` radians per pixel. */
export const course = (
  [x, y]: Pixel,
  heading: number,
  length: number,
  turn: (along: number) => number = () => 0,
): readonly Pixel[] => {
  const places: Pixel[] = [];
  let [px, py, angle] = [x, y, heading];
  for (let along = 0; along <= length; along += 1) {
    places.push([px, py]);
    angle += turn(along);
    px += Math.cos(angle);
    py += Math.sin(angle);
  }
  return places;
};
