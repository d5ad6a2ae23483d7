import { METRIC_NAMES, type MetricName, type Quantity } from '../../../src/assess/assessment.ts';
import { METRIC_LABELS, quantityText, uncertaintyText } from '../../../src/report/wording.ts';
import { assessmentOf, PATIENT } from '../records.ts';
import {
  arc,
  arrowHead,
  circle,
  dot,
  INK,
  moved,
  path,
  picture,
  rightAngle,
  unit,
  words,
  type Lettering,
  type Point,
} from './svg.ts';

export interface Picture {
  /** Name in docs/pictures/. */
  readonly file: string;
  /** What a reader who doesn't see it is told. */
  readonly alt: string;
  readonly svg: string;
}

/** One case in the plane z = 0 of the patient, x and y in mm, seen as an axial slice is: left of the patient right, back down. */
const MARKS = {
  T: [0, 0],
  P: [-14, -8.5],
  Q: [-36, -11.5],
  bend: [-46, -9.5],
  E: [-54, -4],
  Eₚ: [-53, 11],
  Tₚ: [3.5, 2.5],
} as const satisfies Record<string, Point>;
const RADIUS = 9;
const SIGMA = 0.8;

const inPatient = ([x, y]: Point): readonly number[] => [x, y, 0];

/** The case as a record. Every mark is as uncertain as every other, the plan is exact. */
export const METRICS_CASE = {
  space: PATIENT,
  target: { shape: 'sphere', center: inPatient(MARKS.T), radius: RADIUS, sigma: SIGMA },
  tip: { position: inPatient(MARKS.P), evidence: 'person', sigma: SIGMA },
  shaft: [inPatient(MARKS.bend), inPatient(MARKS.Q)],
  shaftSigma: SIGMA,
  entry: inPatient(MARKS.E),
  entrySigma: SIGMA,
  plan: { entry: inPatient(MARKS.Eₚ), target: inPatient(MARKS.Tₚ) },
};

/** Pixels of the picture for one mm. */
export const PX_PER_MM = 5.6;
const [WIDTH, HEIGHT] = [420, 290];

const shown = ([x, y]: Point): Point => [342 + PX_PER_MM * x, 158 + PX_PER_MM * y];

const P = shown(MARKS.P);
const T = shown(MARKS.T);
const Q = shown(MARKS.Q);
const E = shown(MARKS.E);
const bend = shown(MARKS.bend);
const plannedEntry = shown(MARKS.Eₚ);
const plannedTarget = shown(MARKS.Tₚ);
const a = unit(Q, P);
const p = unit(plannedEntry, plannedTarget);

/** The foot of a point on the line through another along a unit direction. */
const footOn = (through: Point, along: Point, point: Point): Point =>
  moved(through, along, (point[0] - through[0]) * along[0] + (point[1] - through[1]) * along[1]);

const onPlan = footOn(plannedTarget, p, P);
const onAxis = footOn(P, a, T);

type Symbol = 'P' | 'T' | 'Q' | 'E' | 'Eₚ' | 'Tₚ';

const NAMES: Readonly<
  Record<Symbol, { readonly at: Point; readonly by: Point; readonly anchor: Lettering['anchor'] }>
> = {
  P: { at: P, by: [-2, -10], anchor: 'middle' },
  T: { at: T, by: [9, -6], anchor: 'start' },
  Q: { at: Q, by: [0, -11], anchor: 'middle' },
  E: { at: E, by: [-8, 4], anchor: 'end' },
  Eₚ: { at: plannedEntry, by: [-8, 4], anchor: 'end' },
  Tₚ: { at: plannedTarget, by: [9, 10], anchor: 'start' },
};

const STRONG = { stroke: INK.strong, width: 3.5, id: 'measure' } as const;
const HELP = { stroke: INK.quiet, width: 1.25, dash: '4 4' } as const;

const line = (from: Point, to: Point): string => path([from, to], STRONG);

/** An arrow whose shaft is as long as what it measures; the head lies on its end. */
const arrow = (from: Point, to: Point): string => line(from, to) + arrowHead(from, to, INK.strong, 14);

/** A short arrow that shows a direction, and its name. */
const direction = (from: Point, along: Point, name: string, by: Point): readonly string[] => {
  const to = moved(from, along, 38);
  return [
    path([from, to], { stroke: INK.text, width: 1.75 }),
    arrowHead(from, to, INK.text, 9),
    words([to[0] + by[0], to[1] + by[1]], name, { bold: true }),
  ];
};

interface Drawing {
  /** As in the table of docs/metrics.md. */
  readonly formula: string;
  /** Follows the metric's name in words. */
  readonly shows: string;
  readonly uses: readonly Symbol[];
  readonly drawn: readonly string[];
}

/** Where the angle is drawn: both axes from the last shaft point. */
const ARC_RADIUS = 84;
const angleOf = ([x, y]: Point): number => Math.atan2(y, x);

const DRAWINGS: Readonly<Record<MetricName, Drawing>> = {
  tipToCenter: {
    formula: '|P − T|',
    shows: 'a line from the tip P to the centre T of the target',
    uses: ['P', 'T'],
    drawn: [line(P, T)],
  },
  signedDistance: {
    formula: "distance from P to the target's surface",
    shows: "a line from the tip P to the nearest point of the target's surface; P lies outside, so it is positive",
    uses: ['P'],
    drawn: [line(P, moved(T, unit(T, P), RADIUS * PX_PER_MM))],
  },
  depthError: {
    formula: '(P − Tₚ)·p',
    shows:
      'an arrow along the planned axis p from the planned target Tₚ to the foot of the tip P on that axis; it points back, so it is negative: short',
    uses: ['P', 'Tₚ'],
    drawn: [
      path([P, onPlan], HELP),
      rightAngle(onPlan, P, plannedTarget, INK.quiet),
      ...direction(moved(plannedEntry, p, 60), p, 'p', [-14, 18]),
      arrow(plannedTarget, onPlan),
    ],
  },
  lateralError: {
    formula: '|v − (v·p) p| with v = P − Tₚ',
    shows: 'a line from the tip P square to the planned axis p',
    uses: ['P', 'Tₚ'],
    drawn: [
      rightAngle(onPlan, P, plannedTarget, INK.quiet),
      ...direction(moved(plannedEntry, p, 60), p, 'p', [-14, 18]),
      line(P, onPlan),
    ],
  },
  normalDistance: {
    formula: '|u − (u·a) a| with u = T − P',
    shows: 'a line from the centre T of the target square to the achieved axis a, which runs on beyond the tip P',
    uses: ['P', 'T', 'Q'],
    drawn: [
      path([P, moved(onAxis, a, 36)], HELP),
      rightAngle(onAxis, T, P, INK.quiet),
      ...direction(moved(Q, a, 26), a, 'a', [-16, -9]),
      line(T, onAxis),
    ],
  },
  remainingAdvance: {
    formula: '(T − P)·a',
    shows: 'an arrow from the tip P along the achieved axis a to the place nearest to the centre T of the target',
    uses: ['P', 'T', 'Q'],
    drawn: [
      path([T, onAxis], HELP),
      rightAngle(onAxis, T, P, INK.quiet),
      ...direction(moved(Q, a, 26), a, 'a', [-16, -9]),
      arrow(P, onAxis),
    ],
  },
  angularError: {
    formula: 'atan2(|a − (a·p) p|, a·p), in degrees',
    shows: 'the angle between the achieved axis a and the planned axis p, which is drawn from the last shaft point Q',
    uses: ['P', 'Q', 'Eₚ', 'Tₚ'],
    drawn: [
      path([Q, moved(Q, p, 158)], { ...HELP, stroke: INK.text }),
      arrowHead(Q, moved(Q, p, 158), INK.text, 9),
      words(moved(moved(Q, p, 168), [0, 1], 1), 'p', { bold: true }),
      path([Q, moved(Q, a, 158)], { stroke: INK.text }),
      arrowHead(Q, moved(Q, a, 158), INK.text, 9),
      words(moved(moved(Q, a, 168), [0, 1], 5), 'a', { bold: true }),
      arc(Q, ARC_RADIUS, angleOf(p), angleOf(a), STRONG),
    ],
  },
  entryError: {
    formula: '|E − Eₚ|',
    shows: 'a line from the entry E to the planned entry Eₚ',
    uses: ['E', 'Eₚ'],
    drawn: [line(E, plannedEntry)],
  },
  insertedLength: {
    formula: 'sum of the straight pieces from E along the shaft points to P',
    shows: 'straight lines from the entry E along the shaft points, Q the last of them, to the tip P',
    uses: ['E', 'Q', 'P'],
    drawn: [path([E, bend, Q, P], STRONG)],
  },
};

/** The skin, bulging a little between the entries and on beyond them. */
const SKIN = Array.from({ length: 17 }, (_, index): Point => {
  const y = 68 + 11 * index;
  const share = (y - E[1]) / (plannedEntry[1] - E[1]);
  return [E[0] + share * (plannedEntry[0] - E[0]) + 12 * share * (share - 1), y];
});

/** Target, device and plan, faint: the same in all nine. */
const scene = (): readonly string[] => [
  path(SKIN, { stroke: INK.faint, width: 2 }),
  words([(SKIN[0]?.[0] ?? 0) + 8, (SKIN[0]?.[1] ?? 0) + 8], 'skin', { fill: INK.quiet, size: 11 }),
  circle(T, RADIUS * PX_PER_MM, { stroke: INK.target, fill: INK.inTarget }),
  path([plannedEntry, plannedTarget], { stroke: INK.plan, width: 1.75, dash: '7 5' }),
  path([E, bend, Q, P], { stroke: INK.device, width: 4 }),
];

const symbols = (uses: readonly Symbol[]): readonly string[] =>
  (Object.keys(NAMES) as Symbol[]).flatMap((name) => {
    const { at, by, anchor } = NAMES[name];
    const isUsed = uses.includes(name);
    return [
      dot(at, isUsed ? (name === 'P' ? INK.tip : INK.text) : INK.device, isUsed ? 4 : 3),
      words([at[0] + by[0], at[1] + by[1]], name, {
        fill: isUsed ? INK.text : INK.quiet,
        bold: isUsed,
        anchor: anchor ?? 'start',
      }),
    ];
  });

const measured = (quantity: Quantity): string => {
  const spread = uncertaintyText(quantity);
  return `${quantityText(quantity)}${spread === '' ? '' : ` ${spread.startsWith('±') ? spread : `(${spread})`}`}`;
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One picture for each metric, of one case as `assess` measures it: what is drawn strong is what the number says. */
export const metricPictures = (): Readonly<Record<MetricName, Picture & { readonly formula: string }>> => {
  const { metrics } = assessmentOf(METRICS_CASE);
  const one = (name: MetricName): Picture & { readonly formula: string } => {
    const quantity = metrics[name];
    if (!quantity) throw new Error(`the case has no ${name}`);
    const { formula, shows, uses, drawn } = DRAWINGS[name];
    const value = measured(quantity);
    const alt = `${name}, ${value}: ${shows}`;
    return {
      file: `${kebab(name)}.svg`,
      alt,
      formula,
      svg: picture(WIDTH, HEIGHT, alt, [
        words([16, 28], name, { size: 16, bold: true }),
        words([WIDTH - 16, 28], value, { size: 16, bold: true, fill: INK.strong, anchor: 'end' }),
        words([WIDTH - 16, 45], '95 % interval', { size: 11, fill: INK.quiet, anchor: 'end' }),
        words([16, 45], METRIC_LABELS[name].label, { size: 11, fill: INK.quiet }),
        ...scene(),
        ...drawn,
        ...symbols(uses),
        words([16, HEIGHT - 15], formula, { fill: INK.strong, size: 12 }),
      ]),
    };
  };
  return Object.fromEntries(METRIC_NAMES.map((name) => [name, one(name)])) as Record<
    MetricName,
    Picture & { readonly formula: string }
  >;
};
