import { sideOfLine } from './predicates.ts';

/** Edges ax, ay, bx, by, … in the plane, sorted into rows of equal height: a point asks only those that reach into its row. */
export interface EdgeRows {
  /** Whether an odd number of edges lies to one side of a point at its height, or one through it; exact. */
  encloses(x: number, y: number): boolean;
}

/** How often an edge is listed on average, at most. */
const LISTED = 6;

export const edgeRows = (edges: Float64Array): EdgeRows => {
  const count = edges.length / 4;
  let [low, high] = [Infinity, -Infinity];
  for (let at = 1; at < edges.length; at += 2) {
    low = Math.min(low, edges[at] ?? NaN);
    high = Math.max(high, edges[at] ?? NaN);
  }
  // As many rows as edges, but fewer where edges are so tall that each would be listed in many.
  let heights = 0;
  for (let edge = 0; edge < count; edge += 1)
    heights += Math.abs((edges[4 * edge + 3] ?? NaN) - (edges[4 * edge + 1] ?? NaN));
  const fitting = heights > 0 ? Math.floor((LISTED * count * (high - low)) / heights) : count;
  const rows = Math.max(1, Math.min(count, fitting));
  const perHeight = high > low ? rows / (high - low) : 0;
  // Rising with y even where it rounds, so that an edge is in the row of every point at its height.
  const rowOf = (y: number): number => Math.min(rows - 1, Math.max(0, Math.floor((y - low) * perHeight)));
  const spanOf = (edge: number): readonly [number, number] => {
    const [ay, by] = [edges[4 * edge + 1] ?? NaN, edges[4 * edge + 3] ?? NaN];
    return [rowOf(Math.min(ay, by)), rowOf(Math.max(ay, by))];
  };
  const starts = new Uint32Array(rows + 1);
  for (let edge = 0; edge < count; edge += 1) {
    const [first, last] = spanOf(edge);
    for (let row = first; row <= last; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  }
  for (let row = 0; row < rows; row += 1) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const listed = new Uint32Array(starts[rows] ?? 0);
  const filled = starts.slice();
  for (let edge = 0; edge < count; edge += 1) {
    const [first, last] = spanOf(edge);
    for (let row = first; row <= last; row += 1) {
      listed[filled[row] ?? 0] = edge;
      filled[row] = (filled[row] ?? 0) + 1;
    }
  }
  return {
    encloses: (x, y) => {
      if (!(y >= low && y <= high)) return false;
      const row = rowOf(y);
      let odd = false;
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
        const edge = 4 * (listed[at] ?? 0);
        const ax = edges[edge] ?? NaN;
        const ay = edges[edge + 1] ?? NaN;
        const bx = edges[edge + 2] ?? NaN;
        const by = edges[edge + 3] ?? NaN;
        if ((ay > y && by > y) || (ay < y && by < y)) continue;
        const side = sideOfLine([ax, ay], [bx, by], [x, y]);
        if (side === 0 && x >= Math.min(ax, bx) && x <= Math.max(ax, bx)) return true;
        // An edge has its lower end, not its upper one.
        if (ay > y !== by > y && side > 0 === by > ay) odd = !odd;
      }
      return odd;
    },
  };
};
