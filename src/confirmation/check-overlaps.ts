import { CONTOUR_PLANARITY_MM } from '../space/tolerance.ts';
import { dot, type Vector3 } from '../space/vector.ts';

/** Pairs of edges of different contours that may cross: what drawn contours never come near to. */
const MOST_CROSSINGS = 20_000;
/** Pairs of edges at one height that are looked at. */
const MOST_PAIRS = 20_000_000;

type Flat = readonly (readonly [number, number])[];

/** Whether contours on one plane lie over each other in so many places that what they enclose together couldn't be found in a moment. */
export const overlapsTooOften = (
  planes: readonly (readonly Vector3[])[],
  normal: Vector3,
  flatten: (points: readonly Vector3[]) => Flat,
): boolean => {
  const placed = planes
    .map((points) => ({ height: dot(points[0] ?? [NaN, NaN, NaN], normal), points }))
    .sort((a, b) => a.height - b.height);
  let [pairs, crossings] = [0, 0];
  for (let first = 0; first < placed.length;) {
    let end = first + 1;
    while (
      end < placed.length &&
      (placed[end]?.height ?? NaN) - (placed[end - 1]?.height ?? NaN) <= CONTOUR_PLANARITY_MM
    )
      end += 1;
    const edges = placed.slice(first, end).flatMap(({ points }, contour) => edgesOf(flatten(points), contour));
    if (end - first > 1) {
      edges.sort((a, b) => a.low - b.low);
      for (const [index, edge] of edges.entries())
        for (let next = index + 1; next < edges.length; next += 1) {
          const other = edges[next];
          if (!other || other.low > edge.high) break;
          pairs += 1;
          if (other.contour !== edge.contour && other.left <= edge.right && edge.left <= other.right) crossings += 1;
          if (pairs > MOST_PAIRS || crossings > MOST_CROSSINGS) return true;
        }
    }
    first = end;
  }
  return false;
};

interface Edge {
  readonly contour: number;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

const edgesOf = (points: Flat, contour: number): Edge[] =>
  points.map(([ax, ay], index) => {
    const [bx, by] = points[(index + 1) % points.length] ?? [ax, ay];
    return { contour, left: Math.min(ax, bx), right: Math.max(ax, bx), low: Math.min(ay, by), high: Math.max(ay, by) };
  });
