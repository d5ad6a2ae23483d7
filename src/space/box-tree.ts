/** How many primitives a leaf holds at most. */
const LEAF = 4;

/** Axis-aligned boxes as low x, y, z, high x, y, z, one after the other. */
export type Boxes = Float64Array;

/**
 * A tree of boxes over primitives (triangles, rectangles), for the nearest of them and for those that a vertical line meets. Typed arrays
 * alone: a million primitives are no objects, and a tree that a worker built is handed over without a copy.
 */
export interface BoxTree {
  /**
   * Eleven numbers a node, rounded outwards to 32 bits, so that a node fits into a line of the processor's cache; a left child follows its parent. Low x, y, z,
   * high x, y, z of its box; then its slab: a direction, and from where to where its primitives reach along it. A piece of surface is flat: across its slab it
   * is much thinner than its box, which tells how near it is from the middle of a ball, where every box seems equally near.
   */
  readonly nodes: Float32Array;
  /** Two numbers a node. Inner nodes: the right child, 0. Leaves: the first of its primitives in the tree's own order, and how many. */
  readonly links: Int32Array;
}

/** Numbers of a node, and where its slab begins. */
const NODE = 11;
const SLAB = 6;

/** More than what rounding to 32 bits takes or adds. */
const ROUNDED = 1.2e-7;
const down = (value: number): number => value - Math.abs(value) * ROUNDED - Number.MIN_VALUE;
const up = (value: number): number => value + Math.abs(value) * ROUNDED + Number.MIN_VALUE;

/** What slabs are made of: primitives by their place in the tree's order. */
export interface Facets {
  /** Adds a primitive's normal, as long as its area, to a sum of such; turned round where that makes the sum longer. */
  addNormal(place: number, sum: Float64Array): void;
  /** From where to where a primitive reaches along a direction. */
  lowestAlong(place: number, x: number, y: number, z: number): number;
  highestAlong(place: number, x: number, y: number, z: number): number;
}

/**
 * The tree, and which primitive stands at each place of its own order. Built top-down at the median of the longest side. `facetsIn` gives the
 * primitives in that order.
 */
export const boxTree = (
  boxes: Boxes,
  facetsIn: (order: Uint32Array) => Facets,
): { readonly tree: BoxTree; readonly order: Uint32Array } => {
  const count = boxes.length / 6;
  const order = new Uint32Array(count).map((_, index) => index);
  // Halves of more than four hold at least two, so there are no more leaves than half the primitives.
  const nodes = new Float32Array(NODE * (count + 1));
  const links = new Int32Array(2 * (count + 1));
  const centers = new Float64Array(3 * count);
  for (let index = 0; index < count; index += 1)
    for (let axis = 0; axis < 3; axis += 1)
      centers[3 * index + axis] = ((boxes[6 * index + axis] ?? 0) + (boxes[6 * index + 3 + axis] ?? 0)) / 2;

  let made = 0;
  const build = (start: number, end: number): number => {
    const node = made;
    made += 1;
    const axis = end - start > LEAF ? widestAxis(centers, order, start, end) : -1;
    if (axis < 0) {
      links[2 * node] = start;
      links[2 * node + 1] = end - start;
      boundPrimitives(nodes, node, boxes, order, start, end);
      return node;
    }
    const middle = (start + end) >> 1;
    select(order, centers, axis, start, end - 1, middle);
    const left = build(start, middle);
    const right = build(middle, end);
    links[2 * node] = right;
    for (let side = 0; side < 3; side += 1) {
      const [of, toLeft, toRight] = [NODE * node + side, NODE * left + side, NODE * right + side];
      nodes[of] = Math.min(nodes[toLeft] ?? 0, nodes[toRight] ?? 0);
      nodes[of + 3] = Math.max(nodes[toLeft + 3] ?? 0, nodes[toRight + 3] ?? 0);
    }
    return node;
  };
  if (count > 0) build(0, count);
  const tree = { nodes: nodes.slice(0, NODE * made), links: links.slice(0, 2 * made) };
  addSlabs(tree, facetsIn(order));
  return { tree, order };
};

/** Nodes of more primitives than this aren't flat: they get no slab. */
const FLAT = 4096;

const addSlabs = ({ nodes, links }: BoxTree, facets: Facets): void => {
  const sum = new Float64Array(3);
  const slab = (node: number, start: number, end: number): void => {
    const at = NODE * node + SLAB;
    nodes[at + 3] = -Infinity;
    nodes[at + 4] = Infinity;
    if (end - start > FLAT) return;
    sum.fill(0);
    for (let place = start; place < end; place += 1) facets.addNormal(place, sum);
    const [x = 0, y = 0, z = 0] = sum;
    const size = Math.hypot(x, y, z);
    if (!(size > 0)) return;
    // No longer than 1 when rounded, so that nothing seems farther than it is.
    nodes[at] = (x / size) * (1 - ROUNDED);
    nodes[at + 1] = (y / size) * (1 - ROUNDED);
    nodes[at + 2] = (z / size) * (1 - ROUNDED);
    const [nx = 0, ny = 0, nz = 0] = nodes.subarray(at, at + 3);
    let low = Infinity;
    let high = -Infinity;
    for (let place = start; place < end; place += 1) {
      low = Math.min(low, facets.lowestAlong(place, nx, ny, nz));
      high = Math.max(high, facets.highestAlong(place, nx, ny, nz));
    }
    nodes[at + 3] = down(low);
    nodes[at + 4] = up(high);
  };
  /** Gives a node and those below it their slabs; returns where its primitives end. */
  const descend = (node: number, start: number): number => {
    const count = links[2 * node + 1] ?? 0;
    const end = count > 0 ? start + count : descend(links[2 * node] ?? 0, descend(node + 1, start));
    slab(node, start, end);
    return end;
  };
  if (links.length > 0) descend(0, 0);
};

/** The axis along which the centres spread most; −1 where they all lie at one place. */
const widestAxis = (centers: Float64Array, order: Uint32Array, start: number, end: number): number => {
  let [best, widest] = [-1, 0];
  for (let axis = 0; axis < 3; axis += 1) {
    let [low, high] = [Infinity, -Infinity];
    for (let at = start; at < end; at += 1) {
      const center = centers[3 * (order[at] ?? 0) + axis] ?? 0;
      if (center < low) low = center;
      if (center > high) high = center;
    }
    if (high - low > widest) [best, widest] = [axis, high - low];
  }
  return best;
};

const boundPrimitives = (
  nodes: Float32Array,
  node: number,
  boxes: Boxes,
  order: Uint32Array,
  start: number,
  end: number,
): void => {
  for (let axis = 0; axis < 3; axis += 1) {
    let [low, high] = [Infinity, -Infinity];
    for (let at = start; at < end; at += 1) {
      const primitive = order[at] ?? 0;
      low = Math.min(low, boxes[6 * primitive + axis] ?? 0);
      high = Math.max(high, boxes[6 * primitive + 3 + axis] ?? 0);
    }
    nodes[NODE * node + axis] = down(low);
    nodes[NODE * node + 3 + axis] = up(high);
  }
};

/** Deeper than any tree of halves over 2³² primitives. Searches don't nest, so that one stack does for all. */
const DEPTH = 64;
const openNodes = new Int32Array(DEPTH);
const openSquares = new Float64Array(DEPTH);

/** The square of a distance that nothing in a node is nearer than. */
const squareToNode = (nodes: Float32Array, node: number, x: number, y: number, z: number): number => {
  const at = NODE * node;
  const dx = Math.max((nodes[at] ?? 0) - x, 0, x - (nodes[at + 3] ?? 0));
  const dy = Math.max((nodes[at + 1] ?? 0) - y, 0, y - (nodes[at + 4] ?? 0));
  const dz = Math.max((nodes[at + 2] ?? 0) - z, 0, z - (nodes[at + 5] ?? 0));
  const of = at + SLAB;
  const along = (nodes[of] ?? 0) * x + (nodes[of + 1] ?? 0) * y + (nodes[of + 2] ?? 0) * z;
  const beside = Math.max((nodes[of + 3] ?? 0) - along, 0, along - (nodes[of + 4] ?? 0));
  return Math.max(dx * dx + dy * dy + dz * dz, beside * beside);
};

/** The square of a point's distance to the primitive at a place of the tree's order. */
export type SquareTo = (place: number, x: number, y: number, z: number) => number;

/**
 * The place of the primitive nearest to a point; `squareTo` is asked only for those whose box and slab are nearer than the best so far. `hint`: a
 * place to begin with, such as the one found for a point nearby; of equally near primitives it is the one that is found. `within`: what is
 * known to be more than the square of the distance; −1 where nothing is nearer.
 */
export const nearestPlace = (
  { nodes, links }: BoxTree,
  x: number,
  y: number,
  z: number,
  squareTo: SquareTo,
  hint = -1,
  within = Infinity,
): number => {
  const toHint = hint < 0 ? Infinity : squareTo(hint, x, y, z);
  let best = toHint < within ? hint : -1;
  let square = Math.min(toHint, within);
  let open = nodes.length > 0 ? 1 : 0;
  openNodes[0] = 0;
  openSquares[0] = 0;
  while (open > 0) {
    open -= 1;
    if ((openSquares[open] ?? 0) >= square) continue;
    let node = openNodes[open] ?? 0;
    // Down to the leaf on the nearer side, leaving the farther sides for later.
    for (;;) {
      const count = links[2 * node + 1] ?? 0;
      if (count > 0) {
        const first = links[2 * node] ?? 0;
        for (let place = first; place < first + count; place += 1) {
          const found = squareTo(place, x, y, z);
          if (found < square) {
            square = found;
            best = place;
          }
        }
        break;
      }
      const left = node + 1;
      const right = links[2 * node] ?? 0;
      const toLeft = squareToNode(nodes, left, x, y, z);
      const toRight = squareToNode(nodes, right, x, y, z);
      const leftFirst = toLeft <= toRight;
      const away = leftFirst ? toRight : toLeft;
      if (away < square) {
        openNodes[open] = leftFirst ? right : left;
        openSquares[open] = away;
        open += 1;
      }
      if ((leftFirst ? toLeft : toRight) >= square) break;
      node = leftFirst ? left : right;
    }
  }
  return best;
};

/** Visits every primitive (by its place) whose leaf's box a line along z meets: at x, y, from `low` to `high`. */
export const visitColumn = (
  { nodes, links }: BoxTree,
  x: number,
  y: number,
  low: number,
  high: number,
  visit: (place: number) => void,
): void => {
  let open = nodes.length > 0 ? 1 : 0;
  openNodes[0] = 0;
  while (open > 0) {
    open -= 1;
    const node = openNodes[open] ?? 0;
    const at = NODE * node;
    const misses =
      x < (nodes[at] ?? 0) ||
      x > (nodes[at + 3] ?? 0) ||
      y < (nodes[at + 1] ?? 0) ||
      y > (nodes[at + 4] ?? 0) ||
      high < (nodes[at + 2] ?? 0) ||
      low > (nodes[at + 5] ?? 0);
    if (misses) continue;
    const first = links[2 * node] ?? 0;
    const count = links[2 * node + 1] ?? 0;
    if (count === 0) {
      openNodes[open] = first;
      openNodes[open + 1] = node + 1;
      open += 2;
    } else for (let place = first; place < first + count; place += 1) visit(place);
  }
};

/** Reorders so that the primitive at `middle` is where sorting by centre would put it, smaller ones before it (Hoare's selection). */
const select = (
  order: Uint32Array,
  centers: Float64Array,
  axis: number,
  first: number,
  last: number,
  middle: number,
): void => {
  const keyAt = (at: number): number => centers[3 * (order[at] ?? 0) + axis] ?? 0;
  let [low, high] = [first, last];
  while (low < high) {
    const pivot = keyAt((low + high) >> 1);
    let [i, j] = [low, high];
    while (i <= j) {
      while (keyAt(i) < pivot) i += 1;
      while (keyAt(j) > pivot) j -= 1;
      if (i <= j) {
        const kept = order[i] ?? 0;
        order[i] = order[j] ?? 0;
        order[j] = kept;
        i += 1;
        j -= 1;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
};
