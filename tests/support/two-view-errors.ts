import type { View } from './c-arm-by-turning.ts';
import { generator } from './random.ts';
import { meetingByTurning, minus, norm, radiusByTurning, randomCase, viewOf, type Geometry } from './two-views.ts';
import type { Pair, Triple } from '../unit/sample-data/files.ts';

/** By how much one view's true geometry differs from what is written, and its marks from the shadows. */
export interface ViewErrors {
  readonly imagerSpacing?: number;
  readonly sid?: number;
  readonly sod?: number;
  readonly primaryAngle?: number;
  readonly secondaryAngle?: number;
  readonly tip?: Pair;
  readonly center?: Pair;
}

/** A geometry with errors: spacing as a share, distances in mm, angles in degrees. */
export const withErrors = <Seen extends Geometry>(geometry: Seen, errors: ViewErrors): Seen => ({
  ...geometry,
  imagerSpacing: geometry.imagerSpacing.map((value) => value * (1 + (errors.imagerSpacing ?? 0))) as unknown as Pair,
  sid: geometry.sid + (errors.sid ?? 0),
  sod: geometry.sod + (errors.sod ?? 0),
  primaryAngle: geometry.primaryAngle + (errors.primaryAngle ?? 0),
  secondaryAngle: geometry.secondaryAngle + (errors.secondaryAngle ?? 0),
});

const off = ([column, row]: Pair, [c, r]: Pair = [0, 0]): Pair => [column + c, row + r];

/** The views as they are recorded: drawn by the true geometry, marked with an error, and said to be of the geometry as written. */
export const viewsSeen = (
  { tip, shaft, center, radius, geometries }: ReturnType<typeof randomCase>,
  errors: readonly ViewErrors[],
) =>
  geometries.map((geometry, index) => {
    const wrong = errors[index] ?? {};
    const drawn = viewOf(withErrors(geometry, wrong), tip, shaft, center, radius, index + 1);
    return {
      ...drawn,
      ...geometry,
      tip: off(drawn.tip, wrong.tip),
      target: { ...drawn.target, center: off(drawn.target.center, wrong.center) },
    };
  });

/** 1 SD of every error: of a geometry as a record states it, of the marks in px. */
export interface Sigmas {
  readonly geometry: { imagerSpacing?: number; sid?: number; sod?: number; angle?: number };
  readonly tip: number;
  readonly center: number;
}

/** The errors of one view made of nine independent numbers, each times its 1 SD. */
export const errorsOf = ({ geometry, tip, center }: Sigmas, z: readonly number[]): ViewErrors => {
  const times = (index: number, sigma: number | undefined): number => (z[index] ?? 0) * (sigma ?? 0);
  return {
    imagerSpacing: times(0, geometry.imagerSpacing),
    sid: times(1, geometry.sid),
    sod: times(2, geometry.sod),
    primaryAngle: times(3, geometry.angle),
    secondaryAngle: times(4, geometry.angle),
    tip: [times(5, tip), times(6, tip)],
    center: [times(7, center), times(8, center)],
  };
};
export const ERRORS_A_VIEW = 9;

export const normals = (random: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

export const deviation = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
};

export const GEOMETRY_SIGMA = { imagerSpacing: 0.005, sid: 2, sod: 2, angle: 0.5 };

/** No error of the marks to speak of: a tip's sigma must be greater than 0. */
export const EXACT = 1e-5;
export const only = (geometry: Sigmas['geometry']): Sigmas => ({ geometry, tip: EXACT, center: 0 });
export const ALL: Sigmas = { geometry: GEOMETRY_SIGMA, tip: 0.7, center: 0.5 };
/** Each source of error alone, and all of them. */
export const SOURCES: readonly (readonly [string, Sigmas])[] = [
  ['spacing', only({ imagerSpacing: 0.005 })],
  ['SID', only({ sid: 2 })],
  ['SOD', only({ sod: 2 })],
  ['angles', only({ angle: 0.5 })],
  ['target marks', { geometry: {}, tip: EXACT, center: 0.5 }],
  ['everything', ALL],
];

/** A case far from where distances and angles bend, the angle between its views known, and the record of it. */
export const farCase = (random: () => number, separation: number) => {
  const drawn = randomCase(random, separation);
  drawn.tip = [14, -11, 9].map((value, axis) => value + (drawn.center[axis] ?? NaN)) as Triple;
  drawn.shaft = [25, 22, -30].map((value, axis) => value + (drawn.tip[axis] ?? NaN)) as Triple;
  return drawn;
};

/** A record of views as they were seen; `sigmas` null: without any uncertainty, so that it is only measured. */
export const recordSeen = (
  drawn: ReturnType<typeof randomCase>,
  errors: readonly ViewErrors[],
  sigmas: Sigmas | null,
  more: object = {},
) => {
  const views = viewsSeen(drawn, errors).map((view) =>
    sigmas && sigmas.center > 0 ? { ...view, target: { ...view.target, sigma: sigmas.center } } : view,
  );
  return {
    space: { kind: 'biplane', views, ...(sigmas && { geometrySigma: sigmas.geometry }) },
    tip: { evidence: 'person', ...(sigmas && { sigma: sigmas.tip }) },
    ...more,
  };
};

/** A tip below the centre of a target of 8 mm, by `y` mm, `separation` degrees between the views. */
const nearBelow = (separation: number, y: number): ReturnType<typeof randomCase> => ({
  center: [20, -30, 25],
  tip: [20.5, -30 + y, 26],
  shaft: [60, 40, 90],
  radius: 8,
  geometries: [-separation / 2, separation / 2].map((primaryAngle) => ({
    ...{ rows: 1024, columns: 1024, imagerSpacing: [0.2, 0.25], sid: 1100, sod: 750 },
    ...{ primaryAngle, secondaryAngle: 4 },
  })) as unknown as ReturnType<typeof randomCase>['geometries'],
});

/** Records whose probability of being inside isn't certain, and simulation's answer to it. */
export const UNSURE: readonly (readonly [string, ReturnType<typeof randomCase>, Sigmas])[] = [
  [
    'of angles between views that are near each other',
    nearBelow(15.1, -6.6),
    { geometry: { angle: 1 }, tip: 0.05, center: 0 },
  ],
  ['of large angles', nearBelow(60, -6.8), { geometry: { angle: 4 }, tip: 0.05, center: 0 }],
  ['of everything', nearBelow(35, -7.4), { geometry: GEOMETRY_SIGMA, tip: 0.7, center: 0.7 }],
];

/** P that the true tip is inside, given these marks: the same marks seen again in true geometries, by a program apart from src. */
export const simulatedChance = (record: ReturnType<typeof recordSeen>, sigmas: Sigmas, rounds: number): number => {
  const gauss = normals(generator(11));
  const views = record.space.views as unknown as readonly [View, View];
  let inside = 0;
  for (let round = 0; round < rounds; round += 1) {
    const errors = views.map(() => errorsOf(sigmas, Array.from({ length: ERRORS_A_VIEW }, gauss)));
    const real = views.map((view, index) => withErrors(view, errors[index]!)) as unknown as readonly [View, View];
    const marked = (mark: (view: View) => Pair, error: 'tip' | 'center'): readonly [Pair, Pair] =>
      views.map((view, index) => mark(view).map((value, axis) => value + errors[index]![error]![axis]!)) as never;
    const center = meetingByTurning(
      real,
      marked(({ target }) => target.center, 'center'),
    );
    const tip = meetingByTurning(
      real,
      marked((view) => view.tip, 'tip'),
    );
    if (norm(minus(tip, center)) <= radiusByTurning(real, center)) inside += 1;
  }
  return inside / rounds;
};
