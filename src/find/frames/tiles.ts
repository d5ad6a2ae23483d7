/** Values that are made where they are asked for, tile by tile: a large image costs what is looked at of it. */
export interface Tiled {
  readonly width: number;
  readonly height: number;
  /** Row by row; what hasn't been asked for isn't there yet. */
  readonly values: Float32Array;
  /** Makes sure that what lies in a rectangle (cells, x1 and y1 excluded) is there to be read; beyond the edges there is nothing to make. */
  readonly need: (x0: number, y0: number, x1: number, y1: number) => void;
}

/** Cells of a tile's side: 2 to the power of BITS. */
const BITS = 5;
const TILE = 1 << BITS;

/** `fill` writes the values of a rectangle, x1 and y1 excluded; it is called once for each tile that is needed. */
export const tiled = (
  width: number,
  height: number,
  fill: (values: Float32Array, x0: number, y0: number, x1: number, y1: number) => void,
): Tiled => {
  const across = Math.ceil(width / TILE);
  const made = new Uint8Array(across * Math.ceil(height / TILE));
  const values = new Float32Array(width * height);
  const need: Tiled['need'] = (x0, y0, x1, y1) => {
    const [c0, c1] = [Math.max(0, x0) >> BITS, (Math.min(width, Math.ceil(x1)) - 1) >> BITS];
    const [r0, r1] = [Math.max(0, y0) >> BITS, (Math.min(height, Math.ceil(y1)) - 1) >> BITS];
    for (let r = r0; r <= r1; r += 1)
      for (let c = c0; c <= c1; c += 1) {
        const at = r * across + c;
        if (made[at] === 1) continue;
        made[at] = 1;
        fill(values, c * TILE, r * TILE, Math.min(width, (c + 1) * TILE), Math.min(height, (r + 1) * TILE));
      }
  };
  return { width, height, values, need };
};

/**
 * A surface that is read between its cells' centres: tiles that overlap by one cell, so that a place lies in one of them, made at the first
 * reading. A copy shares the tiles that it doesn't change.
 */
export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly tiles: (Float32Array | undefined)[];
  readonly make: (x0: number, y0: number) => Float32Array;
}

/** Values in a row of a surface's tile. */
export const STRIDE = TILE + 1;

/** `make` gives the tile whose first cell is (x0, y0): STRIDE rows of STRIDE values, less where the surface ends. */
export const surface = (width: number, height: number, make: Surface['make']): Surface => ({
  width,
  height,
  tiles: new Array<Float32Array | undefined>(Math.ceil(width / TILE) * Math.ceil(height / TILE)).fill(undefined),
  make,
});

const tileAt = ({ width, tiles, make }: Surface, c: number, r: number): Float32Array =>
  (tiles[r * Math.ceil(width / TILE) + c] ??= make(c * TILE, r * TILE));

/** Value at a place, linear between the cells' centres; edges repeat. */
export const valueAt = (of: Surface, x: number, y: number): number => {
  const { width, height, tiles } = of;
  // Read millions of times: comparisons, not calls.
  const u = x < 0.5 ? 0 : x > width - 0.5 ? width - 1 : x - 0.5;
  const v = y < 0.5 ? 0 : y > height - 0.5 ? height - 1 : y - 0.5;
  const i = u >= width - 1 ? width - 2 : Math.trunc(u);
  const j = v >= height - 1 ? height - 2 : Math.trunc(v);
  const [fu, fv] = [u - i, v - j];
  const [c, r] = [i >> BITS, j >> BITS];
  const tile = tiles[r * ((width + TILE - 1) >> BITS) + c] ?? tileAt(of, c, r);
  const at = (j & (TILE - 1)) * STRIDE + (i & (TILE - 1));
  const a = tile[at] ?? 0;
  const b = tile[at + STRIDE] ?? 0;
  const top = a + fu * ((tile[at + 1] ?? 0) - a);
  return top + fv * (b + fu * ((tile[at + STRIDE + 1] ?? 0) - b) - top);
};

/**
 * The sum of `count` values on a line, one cell apart (dx, dy a unit vector) from (x, y) on: what is read most. Where the whole line lies in one
 * tile nothing else has to be looked up.
 */
export const sumAlong = (of: Surface, x: number, y: number, dx: number, dy: number, count: number): number => {
  const { width, height, tiles } = of;
  const [u, v] = [x - 0.5, y - 0.5];
  const [lastU, lastV] = [u + (count - 1) * dx, v + (count - 1) * dy];
  const [c, r] = [u >> BITS, v >> BITS];
  const isInside =
    u >= 0 && v >= 0 && lastU >= 0 && lastV >= 0 && Math.max(u, lastU) < width - 1 && Math.max(v, lastV) < height - 1;
  let sum = 0;
  if (!isInside || lastU >> BITS !== c || lastV >> BITS !== r) {
    for (let k = 0; k < count; k += 1) sum += valueAt(of, x + k * dx, y + k * dy);
    return sum;
  }
  const tile = tiles[r * ((width + TILE - 1) >> BITS) + c] ?? tileAt(of, c, r);
  const [left, top] = [c << BITS, r << BITS];
  for (let k = 0; k < count; k += 1) {
    const [p, q] = [u + k * dx - left, v + k * dy - top];
    const [i, j] = [p | 0, q | 0];
    const [fu, fv] = [p - i, q - j];
    const at = j * STRIDE + i;
    const a = tile[at] ?? 0;
    const b = tile[at + STRIDE] ?? 0;
    const upper = a + fu * ((tile[at + 1] ?? 0) - a);
    sum += upper + fv * (b + fu * ((tile[at + STRIDE + 1] ?? 0) - b) - upper);
  }
  return sum;
};

/** The surface with values added to some cells, given by row × width + column. */
export const changedBy = (of: Surface, added: ReadonlyMap<number, number>): Surface => {
  const changed: Surface = { ...of, tiles: of.tiles.slice() };
  const own = new Set<Float32Array>();
  const across = Math.ceil(of.width / TILE);
  const change = (c: number, r: number, at: number, value: number): void => {
    if (c < 0 || r < 0) return;
    let tile = tileAt(changed, c, r);
    if (!own.has(tile)) {
      tile = tile.slice();
      own.add(tile);
      changed.tiles[r * across + c] = tile;
    }
    tile[at] = (tile[at] ?? 0) + value;
  };
  for (const [key, value] of added) {
    const [x, y] = [key % of.width, Math.floor(key / of.width)];
    const [c, r, i, j] = [x >> BITS, y >> BITS, x & (TILE - 1), y & (TILE - 1)];
    change(c, r, j * STRIDE + i, value);
    if (i === 0) change(c - 1, r, j * STRIDE + TILE, value);
    if (j === 0) change(c, r - 1, TILE * STRIDE + i, value);
    if (i === 0 && j === 0) change(c - 1, r - 1, TILE * STRIDE + TILE, value);
  }
  return changed;
};
