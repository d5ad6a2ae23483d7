import { along, dot, sub, type Pair, type Triple } from '../unit/sample-data/files.ts';

/** A view as records and truth files write it. */
export interface View {
  readonly sopInstanceUID: string;
  readonly rows: number;
  readonly columns: number;
  readonly imagerSpacing: Pair;
  readonly sid: number;
  readonly sod: number;
  readonly primaryAngle: number;
  readonly secondaryAngle: number;
  readonly tip: Pair;
  readonly shaft: readonly Pair[];
  readonly target: { readonly center: Pair; readonly radius: number };
}

/** Turns about an axis of the C-arm frame, by the right hand. */
const turned = ([x, y, z]: Triple, axis: 'x' | 'z', degrees: number): Triple => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return axis === 'z' ? [c * x - s * y, s * x + c * y, z] : [x, c * y - s * z, s * y + c * z];
};

/**
 * A view from the words of docs/coordinates.md, by turning the arm instead of by its formulae: at 0/0 the detector is anterior, columns run to the
 * patient's left, rows to the feet. Cranial tilts the detector to the head, about the left–right axis; LAO then swings it to the left.
 */
export const arm = ({ primaryAngle, secondaryAngle, sid, sod }: View) => {
  const place = (v: Triple): Triple => turned(turned(v, 'x', -secondaryAngle), 'z', primaryAngle);
  const towardsDetector = place([0, -1, 0]);
  return {
    columnsAlong: place([1, 0, 0]),
    rowsAlong: place([0, 0, -1]),
    towardsDetector,
    source: along([0, 0, 0], towardsDetector, -sod),
    middle: along([0, 0, 0], towardsDetector, sid - sod),
  };
};

/** Where the line from the source through a position meets the detector. */
export const shadowByTurning = (view: View, point: Triple): Pair => {
  const { source, middle, towardsDetector, columnsAlong, rowsAlong } = arm(view);
  const ray = sub(point, source);
  const hit = along(source, ray, dot(sub(middle, source), towardsDetector) / dot(ray, towardsDetector));
  const from = sub(hit, middle);
  return [
    view.columns / 2 + dot(from, columnsAlong) / view.imagerSpacing[1],
    view.rows / 2 + dot(from, rowsAlong) / view.imagerSpacing[0],
  ];
};
