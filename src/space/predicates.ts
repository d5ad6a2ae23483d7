import { orient2d } from 'robust-predicates';

type Pair = readonly [number, number];

/** On which side of the line from a to b the point c lies: −1, 0 or 1. Exact, so that points on the line are found to be on it. */
export const sideOfLine = (a: Pair, b: Pair, c: Pair): number =>
  Math.sign(orient2d(a[0], a[1], b[0], b[1], c[0], c[1]));
