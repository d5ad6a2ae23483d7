/**
 * The outlines of which a keyhole contour is made: a hole is drawn in one closed outline, which runs along a channel to the hole, around it and
 * back along the same channel (PS3.3 C.8.8.6.3). Edges that are gone both ways enclose nothing and are left out; what is left are closed
 * outlines that enclose, even–odd, what the one did. Any other outline comes back as it is. Repeated points are gone already.
 */
export const withoutChannels = <Point extends readonly number[]>(
  points: readonly Point[],
): readonly (readonly Point[])[] => {
  const size = points.length;
  const at = (edge: number): Point | undefined => points[edge % size];
  const names = points.map((point) => point.join(' '));
  const nameOf = (from: number, to: number): string => `${names[from % size] ?? ''}>${names[to % size] ?? ''}`;
  // Edge `index` runs from that point to the next. Edges left out are bridged: what led to one goes on after the other.
  const next = points.map((_, edge) => (edge + 1) % size);
  const before = points.map((_, edge) => (edge + size - 1) % size);
  const link = (from: number, to: number): void => {
    next[from] = to;
    before[to] = from;
  };
  const open = new Map<string, number[]>();
  const gone = new Set<number>();
  for (let edge = 0; edge < size; edge += 1) {
    const back = open.get(nameOf(edge + 1, edge))?.pop();
    if (back === undefined) {
      const name = nameOf(edge, edge + 1);
      const known = open.get(name);
      if (known) known.push(edge);
      else open.set(name, [edge]);
      continue;
    }
    gone.add(edge).add(back);
    const [afterBack = 0, afterEdge = 0, beforeBack = 0, beforeEdge = 0] = [
      ...[next[back], next[edge]],
      ...[before[back], before[edge]],
    ];
    link(beforeBack, afterEdge);
    link(beforeEdge, afterBack);
  }
  if (gone.size === 0) return [points];
  const outlines: Point[][] = [];
  for (let first = 0; first < size; first += 1) {
    const outline: Point[] = [];
    for (let edge = first; !gone.has(edge); edge = next[edge] ?? first) {
      gone.add(edge);
      const point = at(edge);
      if (point) outline.push(point);
    }
    if (outline.length >= 3) outlines.push(outline);
  }
  return outlines.length > 0 ? outlines : [points];
};
