import type { Target } from '../../confirmation/record.ts';
import { codeOf, uidOf, type ElementSource } from '../../image/element-source.ts';
import { imagePoint, patientPoint, type PatientPoint } from '../../space/frame.ts';
import { add, distance, scale } from '../../space/vector.ts';
import { isClosed, pointsOf, withoutRepeats, type FlatRegion } from './found.ts';
import { ellipsePoints, halfAxis, middle, SAME_CENTER } from './outline.ts';

/** Why a graphic can't be a region. */
export interface GraphicProblem {
  readonly code: string;
  readonly message: string;
}

const problem = (code: string, message: string): GraphicProblem => ({ code, message });

const TYPE_WORDS: Readonly<Record<string, string>> = {
  MULTIPOINT: 'several points',
  POLYLINE: 'an open line',
};

const notARegion = (type: string | undefined): GraphicProblem =>
  problem(
    'not-an-outline',
    `it is ${TYPE_WORDS[type ?? ''] ?? 'drawn in a way that is not read'}, not a closed outline`,
  );

const invalid = problem('invalid-graphic', 'its points are not as many as its kind of graphic has');

/** A graphic on an image: SCOORD (PS3.3 C.18.6). Columns and rows are counted from the corner of the first pixel. */
export const flatRegionOf = (item: ElementSource): FlatRegion | GraphicProblem => {
  const type = codeOf(item, 'GraphicType');
  const points = pointsOf(item.numbers('GraphicData') ?? [], 2);
  if (!points) return invalid;
  const [a, b] = points;
  const at = ([column = NaN, row = NaN]: readonly number[]) => imagePoint(column, row);
  switch (type) {
    case 'POINT':
      return a && points.length === 1 ? { shape: 'point', center: at(a) } : invalid;
    case 'CIRCLE': {
      // Centre, then a point of the perimeter.
      if (!a || !b || points.length !== 2) return invalid;
      const radius = Math.hypot((b[0] ?? NaN) - (a[0] ?? NaN), (b[1] ?? NaN) - (a[1] ?? NaN));
      return radius > 0 ? { shape: 'circle', center: at(a), radius } : problem('zero-area', 'it encloses no area');
    }
    case 'ELLIPSE': {
      const around = ellipseOf(points);
      return 'code' in around ? around : { shape: 'contour', points: around.map(at) };
    }
    case 'POLYLINE':
      return isClosed(points) ? { shape: 'contour', points: withoutRepeats(points).map(at) } : notARegion(type);
    default:
      return notARegion(type);
  }
};

/** Ends of the major, then of the minor axis (C.18.6.1.2, C.18.9.1.2). */
const ellipseOf = (points: readonly (readonly number[])[]): readonly (readonly number[])[] | GraphicProblem => {
  const [a, b, c, d] = points;
  if (points.length !== 4 || !a || !b || !c || !d) return invalid;
  const [major, minor] = [middle([a, b]), middle([c, d])];
  return major.every((value, axis) => Math.abs(value - (minor[axis] ?? NaN)) <= SAME_CENTER)
    ? ellipsePoints(middle(points), halfAxis(a, b), halfAxis(c, d))
    : problem('not-an-ellipse', 'the axes of its ellipse do not cross in their middle');
};

interface InFrame {
  readonly frameOfReferenceUID: string | undefined;
}

/** A graphic in the patient: SCOORD3D (C.18.9). One closed outline, a point, or a solid. */
export type SpaceRegion =
  | (InFrame & { readonly planes: readonly PatientPoint[] })
  | (InFrame & { readonly at: PatientPoint })
  | (InFrame & { readonly target: Target })
  | GraphicProblem;

export const spaceRegionOf = (item: ElementSource): SpaceRegion => {
  const type = codeOf(item, 'GraphicType');
  const frameOfReferenceUID = uidOf(item, 'ReferencedFrameOfReferenceUID');
  const points = pointsOf(item.numbers('GraphicData') ?? [], 3);
  if (!points) return invalid;
  const at = ([x = NaN, y = NaN, z = NaN]: readonly number[]): PatientPoint => patientPoint(x, y, z);
  switch (type) {
    case 'POINT':
      return points[0] && points.length === 1 ? { frameOfReferenceUID, at: at(points[0]) } : invalid;
    case 'ELLIPSE': {
      const around = ellipseOf(points);
      return 'code' in around ? around : { frameOfReferenceUID, planes: around.map(at) };
    }
    case 'POLYGON':
      return { frameOfReferenceUID, planes: withoutRepeats(points).map(at) };
    case 'ELLIPSOID': {
      const target = ellipsoidOf(points.map(at));
      return 'code' in target ? target : { frameOfReferenceUID, target };
    }
    default:
      return notARegion(type);
  }
};

/** Ends of the longest, the middle and the shortest axis. */
const ellipsoidOf = (points: readonly PatientPoint[]): Target | GraphicProblem => {
  if (points.length !== 6) return invalid;
  const center = middle(points);
  const axes = [0, 2, 4].map((first): PatientPoint => {
    const [x = NaN, y = NaN, z = NaN] = halfAxis(points[first], points[first + 1]);
    return patientPoint(x, y, z);
  });
  const [long, mid, short] = axes;
  const [x = NaN, y = NaN, z = NaN] = center;
  const isCentred = [0, 2, 4].every((first) => {
    const [from, to] = [points[first], points[first + 1]];
    return from && to && distance(scale(add(from, to), 0.5), [x, y, z]) <= SAME_CENTER;
  });
  if (!long || !mid || !short || !isCentred)
    return problem('not-an-ellipsoid', 'the axes of its ellipsoid do not cross in their middle');
  return { shape: 'ellipsoid', center: patientPoint(x, y, z), axes: [long, mid, short] };
};
