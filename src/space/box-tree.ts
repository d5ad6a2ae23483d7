/** How many primitives a leaf holds at most. */
const LEAF = 4;

/** Axis-aligned boxes as low x, y, z, high x, y, z, one after the other. */
export type Boxes = Float64Array;

/**
 * A tree of boxes over primitives (triangles, rectangles), for the nearest of them and for those that a ray meets. Built top-down at the median
 * of the longest side; nodes lie one after the other, so that a million primitives are some typed arrays and no objects.
 */
export interface BoxTree {
  /** The least of what `squareOf` gives over all primitives; it is asked only for those whose box is nearer than the best so far. */
  nearest(
    point: readonly [number, number, number],
    squareOf: (primitive: number) => number,
  ): { readonly primitive: number; readonly square: number };
  /** Every primitive whose box the ray from a point may meet. */
  alongRay(
    point: readonly [number, number, number],
    direction: readonly [number, number, number],
    visit: (primitive: number) => void,
  ): void;
}

export const boxTree = (boxes: Boxes): BoxTree => {
  const count = boxes.length / 6;
  const order = new Uint32Array(count).map((_, index) => index);
  const nodeBoxes: number[] = [];
  /** Per node: first and end of its primitives; for inner nodes the right child, 0 for leaves (the left child follows its parent). */
  const starts: number[] = [];
  const ends: number[] = [];
  const rights: number[] = [];
  const centers = new Float64Array(3 * count);
  for (let index = 0; index < count; index += 1)
    for (let axis = 0; axis < 3; axis += 1)
      centers[3 * index + axis] = ((boxes[6 * index + axis] ?? 0) + (boxes[6 * index + 3 + axis] ?? 0)) / 2;

  const build = (start: number, end: number): number => {
    const node = starts.length;
    starts.push(start);
    ends.push(end);
    rights.push(0);
    const box = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    const spread = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
    for (let at = start; at < end; at += 1) {
      const primitive = order[at] ?? 0;
      for (let axis = 0; axis < 3; axis += 1) {
        box[axis] = Math.min(box[axis] ?? 0, boxes[6 * primitive + axis] ?? 0);
        box[axis + 3] = Math.max(box[axis + 3] ?? 0, boxes[6 * primitive + 3 + axis] ?? 0);
        const center = centers[3 * primitive + axis] ?? 0;
        spread[axis] = Math.min(spread[axis] ?? 0, center);
        spread[axis + 3] = Math.max(spread[axis + 3] ?? 0, center);
      }
    }
    nodeBoxes.push(...box);
    const widths = [0, 1, 2].map((axis) => (spread[axis + 3] ?? 0) - (spread[axis] ?? 0));
    const widest = Math.max(...widths);
    if (end - start <= LEAF || !(widest > 0)) return node;
    const axis = widths.indexOf(widest);
    const middle = (start + end) >> 1;
    select(order, centers, axis, start, end - 1, middle);
    build(start, middle);
    rights[node] = build(middle, end);
    return node;
  };
  if (count > 0) build(0, count);
  const flat = Float64Array.from(nodeBoxes);

  const squareToBox = (node: number, [x, y, z]: readonly [number, number, number]): number => {
    const at = 6 * node;
    const dx = Math.max(0, (flat[at] ?? 0) - x, x - (flat[at + 3] ?? 0));
    const dy = Math.max(0, (flat[at + 1] ?? 0) - y, y - (flat[at + 4] ?? 0));
    const dz = Math.max(0, (flat[at + 2] ?? 0) - z, z - (flat[at + 5] ?? 0));
    return dx * dx + dy * dy + dz * dz;
  };

  const meets = (
    node: number,
    point: readonly [number, number, number],
    direction: readonly [number, number, number],
  ): boolean => {
    let [from, to] = [0, Infinity];
    for (let axis = 0; axis < 3; axis += 1) {
      const [origin, along] = [point[axis] ?? 0, direction[axis] ?? 0];
      const [low, high] = [flat[6 * node + axis] ?? 0, flat[6 * node + 3 + axis] ?? 0];
      if (along === 0) {
        if (origin < low || origin > high) return false;
        continue;
      }
      const [a, b] = [(low - origin) / along, (high - origin) / along];
      from = Math.max(from, Math.min(a, b));
      to = Math.min(to, Math.max(a, b));
    }
    // Sums round: a box that is only grazed counts as met.
    return from <= to + 1e-9 * (1 + Math.abs(to));
  };

  return {
    nearest: (point, squareOf) => {
      let [primitive, square] = [-1, Infinity];
      const stack: number[] = count > 0 ? [0] : [];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (squareToBox(node, point) >= square) continue;
        const right = rights[node] ?? 0;
        if (right === 0) {
          for (let at = starts[node] ?? 0; at < (ends[node] ?? 0); at += 1) {
            const candidate = order[at] ?? 0;
            const found = squareOf(candidate);
            if (found < square) [primitive, square] = [candidate, found];
          }
          continue;
        }
        const left = node + 1;
        // The nearer child is looked at first.
        if (squareToBox(left, point) <= squareToBox(right, point)) stack.push(right, left);
        else stack.push(left, right);
      }
      return { primitive, square };
    },
    alongRay: (point, direction, visit) => {
      const stack: number[] = count > 0 ? [0] : [];
      for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
        if (!meets(node, point, direction)) continue;
        const right = rights[node] ?? 0;
        if (right !== 0) stack.push(right, node + 1);
        else for (let at = starts[node] ?? 0; at < (ends[node] ?? 0); at += 1) visit(order[at] ?? 0);
      }
    },
  };
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
  const swap = (a: number, b: number): void => {
    const kept = order[a] ?? 0;
    order[a] = order[b] ?? 0;
    order[b] = kept;
  };
  let [low, high] = [first, last];
  while (low < high) {
    const pivot = keyAt((low + high) >> 1);
    let [i, j] = [low, high];
    while (i <= j) {
      while (keyAt(i) < pivot) i += 1;
      while (keyAt(j) > pivot) j -= 1;
      if (i <= j) {
        swap(i, j);
        i += 1;
        j -= 1;
      }
    }
    if (middle <= j) high = j;
    else if (middle >= i) low = i;
    else return;
  }
};
