type Point = readonly [number, number];

/**
 * Where a distance is 0 within a rectangle from (0, 0): lines of points, closed ones ending where they begin. The distance must be signed and
 * change by no more than the way between two points, as one in space does over a plane: whole squares that it rules out aren't looked at.
 * Marching squares of the size `step`; each point lies where the distance is 0 between two corners, taken as straight.
 */
export const zeroLines = (
  distance: (x: number, y: number) => number,
  width: number,
  height: number,
  step: number,
): readonly (readonly Point[])[] => {
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const known = new Map<number, number>();
  const at = (column: number, row: number): number => {
    const key = column + (columns + 2) * row;
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = distance(column * step, row * step);
    known.set(key, value);
    return value;
  };
  const links = new Map<number, { readonly at: Point; readonly to: number[] }>();
  /** The crossing on the edge from a corner to the right (0) or down (1), by a number of its own. */
  const crossing = (column: number, row: number, down: 0 | 1): number => {
    const key = 2 * (column + (columns + 2) * row) + down;
    if (!links.has(key)) {
      const [a, b] = [at(column, row), at(column + 1 - down, row + down)];
      const share = a / (a - b);
      links.set(key, { at: [(column + (1 - down) * share) * step, (row + down * share) * step], to: [] });
    }
    return key;
  };
  const join = (a: number, b: number): void => {
    links.get(a)?.to.push(b);
    links.get(b)?.to.push(a);
  };
  const cell = (column: number, row: number): void => {
    const inside = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)].map(
      (value) => value <= 0,
    );
    const edges = [
      () => crossing(column, row, 0),
      () => crossing(column + 1, row, 1),
      () => crossing(column, row + 1, 0),
      () => crossing(column, row, 1),
    ];
    const crossed = edges.flatMap((edge, side) => (inside[side] === inside[(side + 1) % 4] ? [] : [edge()]));
    const [a, b, c, d] = crossed;
    if (a === undefined || b === undefined) return;
    if (c === undefined || d === undefined) {
      join(a, b);
      return;
    }
    // Opposite corners alike: the middle says which two are joined.
    const isMiddleIn = distance((column + 0.5) * step, (row + 0.5) * step) <= 0;
    if (isMiddleIn === inside[0]) {
      join(a, b);
      join(c, d);
    } else {
      join(d, a);
      join(b, c);
    }
  };
  const look = (column: number, row: number, size: number): void => {
    if (column >= columns || row >= rows) return;
    if (size === 1) {
      cell(column, row);
      return;
    }
    const half = size / 2;
    if (Math.abs(distance((column + half) * step, (row + half) * step)) > half * Math.SQRT2 * step) return;
    for (const [x, y] of [
      [0, 0],
      [half, 0],
      [0, half],
      [half, half],
    ] as const)
      look(column + x, row + y, half);
  };
  look(0, 0, 2 ** Math.ceil(Math.log2(Math.max(columns, rows, 1))));
  return chained(links);
};

/** Crossings in the order in which they are joined; first those that end at the rectangle's rim. */
const chained = (links: ReadonlyMap<number, { readonly at: Point; readonly to: readonly number[] }>): Point[][] => {
  const left = new Set(links.keys());
  const lines: Point[][] = [];
  const follow = (start: number): void => {
    const line: Point[] = [];
    for (let key: number | undefined = start; key !== undefined && left.has(key);) {
      left.delete(key);
      const link = links.get(key);
      if (!link) break;
      line.push(link.at);
      const next: number | undefined = link.to.find((one) => left.has(one));
      // Back where it began.
      if (next === undefined && line.length > 2 && link.to.includes(start)) line.push(line[0] ?? link.at);
      key = next;
    }
    if (line.length > 1) lines.push(line);
  };
  for (const [key, { to }] of links) if (to.length === 1 && left.has(key)) follow(key);
  for (const key of links.keys()) if (left.has(key)) follow(key);
  return lines;
};
