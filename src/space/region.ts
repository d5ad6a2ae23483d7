import { edgeRows } from './edge-rows.ts';
import { centroidOf } from './polygon.ts';
import type { Coordinates } from './surface.ts';

/** What several closed contours enclose in one plane: the points that an odd number of them contain. */
export interface Region {
  /** Its boundary: ax, ay, bx, by, … */
  readonly edges: Float64Array;
  readonly area: number;
  readonly centroid: Coordinates;
  /** On the boundary counts as inside. */
  contains(x: number, y: number): boolean;
}

/** A region by its contours, each in order, in either sense, the last corner joining the first. */
export const region = (contours: readonly (readonly Coordinates[])[]): Region => {
  const edges = boundaryEdges(contours);
  const rows = edgeRows(edges);
  return { edges, ...extentOf(contours), contains: (x, y) => rows.encloses(x, y) };
};

/** mm from an edge within which a corner of another contour divides it. */
const ON_EDGE = 1e-7;

/** Contours with the corners of others that lie on their edges among their own, so that what they share is whole edges. */
const divided = (contours: readonly (readonly Coordinates[])[]): readonly (readonly Coordinates[])[] => {
  if (contours.length < 2) return contours;
  const corners = contours.flat().sort((a, b) => (a[1] ?? NaN) - (b[1] ?? NaN));
  const firstAbove = (height: number): number => {
    let [low, high] = [0, corners.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((corners[middle]?.[1] ?? NaN) < height) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return contours.map((contour) =>
    contour.flatMap((a, index) => {
      const [[ax = NaN, ay = NaN], [bx = NaN, by = NaN]] = [a, contour[(index + 1) % contour.length] ?? a];
      const size = Math.hypot(bx - ax, by - ay);
      const on: { readonly share: number; readonly at: Coordinates }[] = [];
      for (let at = firstAbove(Math.min(ay, by) - ON_EDGE); at < corners.length; at += 1) {
        const corner = corners[at] ?? [];
        const [x = NaN, y = NaN] = corner;
        if (y > Math.max(ay, by) + ON_EDGE) break;
        const share = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (size * size);
        const beside = Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / size;
        if (beside <= ON_EDGE && share * size > ON_EDGE && (1 - share) * size > ON_EDGE) on.push({ share, at: corner });
      }
      return [a, ...on.sort((one, other) => one.share - other.share).map(({ at }) => at)];
    }),
  );
};

/** Edges (ax, ay, bx, by, …). One that two contours share is inside what both enclose, so it bounds nothing. */
const boundaryEdges = (contours: readonly (readonly Coordinates[])[]): Float64Array => {
  const counted = new Map<string, readonly number[] | null>();
  for (const corners of divided(contours)) {
    corners.forEach(([ax = NaN, ay = NaN], index) => {
      const [bx = NaN, by = NaN] = corners[(index + 1) % corners.length] ?? [];
      if (ax === bx && ay === by) return;
      const forwards = ax < bx || (ax === bx && ay <= by);
      const key = (forwards ? [ax, ay, bx, by] : [bx, by, ax, ay]).join(' ');
      counted.set(key, counted.get(key) ? null : [ax, ay, bx, by]);
    });
  }
  return Float64Array.from([...counted.values()].flatMap((edge) => edge ?? []));
};

/**
 * Area and centroid of an even–odd region, cut into strips at the height of every corner and crossing: between two heights nothing crosses, so
 * the region is trapezoids.
 */
const extentOf = (
  contours: readonly (readonly Coordinates[])[],
): { readonly area: number; readonly centroid: Coordinates } => {
  const [only, ...others] = contours;
  if (only && others.length === 0) return centroidOf(only);
  const edges = contours.flatMap((corners) =>
    corners.map((a, index): readonly [Coordinates, Coordinates] => {
      const b = corners[(index + 1) % corners.length] ?? a;
      return (a[1] ?? 0) <= (b[1] ?? 0) ? [a, b] : [b, a];
    }),
  );
  const heights = [...new Set([...contours.flat().map(([, y = NaN]) => y), ...crossingHeights(edges)])].sort(
    (a, b) => a - b,
  );
  let [area, momentX, momentY] = [0, 0, 0];
  // From below, so that a strip looks only at the edges that reach into it.
  const rising = edges.toSorted(([a], [b]) => (a[1] ?? NaN) - (b[1] ?? NaN));
  let [begun, active]: [number, typeof edges] = [0, []];
  for (let strip = 1; strip < heights.length; strip += 1) {
    const [low = NaN, high = NaN] = [heights[strip - 1], heights[strip]];
    const middle = (low + high) / 2;
    const xAt = (
      [[ax = NaN, ay = NaN], [bx = NaN, by = NaN]]: readonly [Coordinates, Coordinates],
      y: number,
    ): number => ax + ((y - ay) / (by - ay)) * (bx - ax);
    for (; begun < rising.length && (rising[begun]?.[0][1] ?? NaN) <= low; begun += 1) {
      const edge = rising[begun];
      if (edge) active.push(edge);
    }
    active = active.filter(([, b]) => (b[1] ?? NaN) >= high);
    const sides = active
      .filter(([a, b]) => (a[1] ?? NaN) < (b[1] ?? NaN))
      .sort((one, other) => xAt(one, middle) - xAt(other, middle));
    for (let index = 1; index < sides.length; index += 2) {
      const [left, right] = [sides[index - 1], sides[index]];
      if (!left || !right) continue;
      const [l0, l1, r0, r1] = [xAt(left, low), xAt(left, high), xAt(right, low), xAt(right, high)];
      const [w0, w1] = [r0 - l0, r1 - l1];
      const height = high - low;
      area += ((w0 + w1) / 2) * height;
      momentY += height * ((low * (2 * w0 + w1) + high * (w0 + 2 * w1)) / 6);
      momentX += (height * (r0 * r0 + r0 * r1 + r1 * r1 - l0 * l0 - l0 * l1 - l1 * l1)) / 6;
    }
  }
  return area > 0 ? { area, centroid: [momentX / area, momentY / area] } : { area: 0, centroid: [0, 0] };
};

const crossingHeights = (edges: readonly (readonly [Coordinates, Coordinates])[]): number[] => {
  const heights: number[] = [];
  const sorted = [...edges].sort(([a], [b]) => (a[1] ?? 0) - (b[1] ?? 0));
  sorted.forEach(([a, b], index) => {
    const [ax = NaN, ay = NaN] = a;
    const [bx = NaN, by = NaN] = b;
    for (let next = index + 1; next < sorted.length; next += 1) {
      const [[cx = NaN, cy = NaN] = [], [dx = NaN, dy = NaN] = []] = sorted[next] ?? [];
      if (cy > by) break;
      const denominator = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (denominator === 0) continue;
      const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / denominator;
      const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / denominator;
      if (t > 0 && t < 1 && u > 0 && u < 1) heights.push(ay + t * (by - ay));
    }
  });
  return heights;
};
