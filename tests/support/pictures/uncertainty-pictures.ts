import type { Assessment } from '../../../src/assess/assessment.ts';
import { quantityText, uncertaintyText } from '../../../src/report/wording.ts';
import { assessmentOf, PATIENT } from '../records.ts';
import type { Picture } from './metric-pictures.ts';
import { area, circle, dot, ellipse, INK, path, picture, rect, words, type Point } from './svg.ts';
import { projectionRays, twoViews } from './view-pictures.ts';

const WIDTH = 520;

const VERDICT_INK = { inside: INK.inside, outside: INK.outside, indeterminate: INK.indeterminate } as const;

/** A tip at a distance from the centre of a ball, along one direction of the patient. */
const ballCase = (
  radius: number,
  sigma: number,
  offset: readonly [x: number, y: number, z: number],
  space: object = PATIENT,
): Assessment =>
  assessmentOf({
    space,
    target: { shape: 'sphere', center: [0, 0, 0], radius },
    tip: { position: offset, evidence: 'person', sigma },
  });

/** Density of the distance that is measured where the true one is `truth`, each coordinate normal with `sigma` (3D). */
const measuredDensity = (distance: number, truth: number, sigma: number): number => {
  const bell = (z: number): number => Math.exp(-(z ** 2) / 2) / (sigma * Math.sqrt(2 * Math.PI));
  if (truth === 0) return (2 * distance ** 2 * bell(distance / sigma)) / sigma ** 2;
  return (distance / truth) * (bell((distance - truth) / sigma) - bell((distance + truth) / sigma));
};

const intervalNearZero = (): Picture => {
  const sigma = 0.8;
  const [near, far] = [1, 9];
  const [left, right, most] = [36, 490, 12];
  const x = (mm: number): number => left + ((right - left) * mm) / most;
  const curve = (truth: number, baseline: number): string => {
    const points = Array.from({ length: 121 }, (_, index): Point => {
      const mm = (most * index) / 120;
      return [x(mm), baseline - 105 * measuredDensity(mm, truth, sigma)];
    }).filter(([, y]) => y < baseline - 0.2);
    const [first, last] = [points[0], points.at(-1)];
    return first && last
      ? area([[first[0], baseline], ...points, [last[0], baseline]], '#dbe8f1') +
          path(points, { stroke: INK.strong, width: 1.5 })
      : '';
  };
  const assessed = [near, far].map((mm) => {
    const { tipToCenter } = ballCase(6, sigma, [mm, 0, 0]).metrics;
    if (!tipToCenter?.interval) throw new Error('the case has no interval');
    return { value: tipToCenter.value, interval: tipToCenter.interval, quantity: tipToCenter };
  });
  const bars = assessed.flatMap(({ value, interval: [low, high] }) => [
    path(
      [
        [x(low), 214],
        [x(high), 214],
      ],
      { stroke: INK.strong, width: 4 },
    ),
    ...[low, high].map((end) =>
      path(
        [
          [x(end), 207],
          [x(end), 221],
        ],
        { stroke: INK.strong, width: 2 },
      ),
    ),
    dot([x(value), 214], INK.tip, 5),
  ]);
  const [nearText = '', farText = ''] = assessed.map(({ quantity }) => {
    const spread = uncertaintyText(quantity);
    return `${quantityText(quantity)}${spread.startsWith('±') ? ` ${spread}` : `: ${spread} mm`}`;
  });
  const ticks = Array.from({ length: most / 2 + 1 }, (_, index) => 2 * index);
  const alt = `A distance near 0 and far from it, 1 SD ${String(sigma)} mm. Where the tip truly is at the centre, what is measured is always more than 0; where it is ${String(far)} mm away, it is about as often less as more. What the measured ones say, as 95 % intervals: ${nearText}; ${farText}`;
  return {
    file: 'interval-near-zero.svg',
    alt,
    svg: picture(WIDTH, 290, alt, [
      words([16, 28], 'Distance from the centre: near 0 and far from it', { size: 16, bold: true }),
      words(
        [16, 47],
        `Distances measured where the true one is 0 and where it is ${String(far)} mm; 1 SD ${String(sigma)} mm`,
        {
          size: 12,
          fill: INK.quiet,
        },
      ),
      curve(0, 160),
      curve(far, 160),
      path(
        [
          [x(0), 160],
          [x(most), 160],
        ],
        { stroke: INK.frame, width: 1 },
      ),
      ...[0, far].flatMap((truth) => [
        path(
          [
            [x(truth), 160],
            [x(truth), 76],
          ],
          { stroke: INK.inside, width: 1.75, dash: '5 4' },
        ),
        words([x(truth), 70], truth === 0 ? 'truth 0' : `truth ${String(truth)} mm`, {
          size: 12,
          fill: INK.inside,
          anchor: truth === 0 ? 'start' : 'middle',
        }),
      ]),
      words([16, 185], 'What one measured distance says: its 95 % interval', { size: 12, fill: INK.quiet }),
      ...bars,
      words([x(0), 239], nearText, { fill: INK.strong, bold: true }),
      words([x(far), 239], farText, { fill: INK.strong, bold: true, anchor: 'middle' }),
      path(
        [
          [x(0), 252],
          [x(most), 252],
        ],
        { stroke: INK.frame, width: 1 },
      ),
      ...ticks.flatMap((mm) => [
        path(
          [
            [x(mm), 252],
            [x(mm), 257],
          ],
          { stroke: INK.frame, width: 1 },
        ),
        words([x(mm), 271], mm === most ? `${String(mm)} mm` : String(mm), {
          size: 11,
          fill: INK.quiet,
          anchor: 'middle',
        }),
      ]),
    ]),
  };
};

/** √ of the 95 % quantile of χ² with 2 degrees of freedom. */
const REACH_95 = Math.sqrt(-2 * Math.log(0.05));

const thickSlice = (): Picture => {
  const [radius, away, sigma, thickness] = [6, 4, 0.5, 5];
  const voxel = { betweenColumns: 0.7, betweenRows: 0.7, betweenSlices: thickness, sliceThickness: thickness };
  const scale = 11.5;
  const one = (
    offset: readonly [number, number, number],
    center: Point,
    label: string,
  ): { drawn: string; said: string } => {
    const { components, probabilityInside, verdict } = ballCase(radius, sigma, offset, { ...PATIENT, voxel });
    const variance = (axis: number): number =>
      Object.values(components).reduce((sum, matrix) => sum + (matrix[axis]?.[axis] ?? NaN), 0);
    const reach = (axis: number): number => scale * REACH_95 * Math.sqrt(variance(axis));
    // x of the patient to the right, z (the slice normal) up.
    const tip: Point = [center[0] + scale * offset[0], center[1] - scale * offset[2]];
    const said = `P = ${probabilityInside?.toFixed(3) ?? ''}: ${verdict}`;
    return {
      said,
      drawn: [
        circle(center, scale * radius, { stroke: INK.inside, width: 2 }),
        path(
          [
            [center[0] - 4, center[1]],
            [center[0] + 4, center[1]],
          ],
          { stroke: INK.inside },
        ),
        path(
          [
            [center[0], center[1] - 4],
            [center[0], center[1] + 4],
          ],
          { stroke: INK.inside },
        ),
        ellipse(tip, reach(0), reach(2), { stroke: INK.tip, width: 2, fill: 'none' }),
        dot(tip, INK.tip, 4),
        words([center[0], 262], label, { size: 12, fill: INK.quiet, anchor: 'middle' }),
        words([center[0], 281], said, { bold: true, anchor: 'middle', fill: VERDICT_INK[verdict] }),
      ].join('\n'),
    };
  };
  const slices = [-2, -1, 0, 1, 2].map((index) => {
    const edge = (side: number): number => Math.min(244, Math.max(56, 150 + scale * thickness * (index + side)));
    return rect([16, edge(-0.5)], WIDTH - 32, edge(0.5) - edge(-0.5), {
      fill: index % 2 === 0 ? '#e9edf0' : '#f6f8f9',
    });
  });
  const middleSlice = [-0.5, 0.5].map((side) => 150 + scale * thickness * side);
  const beside = one([away, 0, 0], [150, 150], `tip ${String(away)} mm from the centre, in the slice`);
  const above = one([0, 0, away], [385, 150], `tip ${String(away)} mm from the centre, across it`);
  const alt = `Slices ${String(thickness)} mm thick, seen from the side, and the 95 % ellipse of the tip's error: long across the slices, short in them. A tip ${String(away)} mm from the centre of a ball of radius ${String(radius)} mm in the slice has ${beside.said}; one as far away across the slices has ${above.said}`;
  return {
    file: 'thick-slice.svg',
    alt,
    svg: picture(WIDTH, 296, alt, [
      words([16, 28], 'A thick slice hurts along its normal only', { size: 16, bold: true }),
      words(
        [16, 47],
        `Slices from the side; 95 % ellipse of the error; radius ${String(radius)} mm, marking 1 SD ${String(sigma)} mm`,
        {
          size: 12,
          fill: INK.quiet,
        },
      ),
      ...slices,
      beside.drawn,
      above.drawn,
      path(
        middleSlice.map((edge): Point => [268, edge]),
        { stroke: INK.quiet, width: 1.25 },
      ),
      ...middleSlice.map((edge) =>
        path(
          [-5, 5].map((by): Point => [268 + by, edge]),
          { stroke: INK.quiet, width: 1.25 },
        ),
      ),
      words([268, 147], 'slice', { size: 11, fill: INK.quiet, anchor: 'middle' }),
      words([268, 160], `${String(thickness)} mm`, { size: 11, fill: INK.quiet, anchor: 'middle' }),
    ]),
  };
};

const verdictByProbability = (): Picture => {
  const [radius, sigma] = [6, 1.29];
  const at = (mm: number): Assessment => ballCase(radius, sigma, [mm, 0, 0]);
  const chance = (mm: number): number => at(mm).probabilityInside ?? NaN;
  const { confidence } = at(0);
  /** Where P, which falls with the distance, passes a value. */
  const passes = (value: number): number => {
    let [low, high] = [0, 12];
    for (let step = 0; step < 24; step += 1) {
      const middle = (low + high) / 2;
      if (chance(middle) > value) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  const [from, to] = [passes(confidence), passes(1 - confidence)];
  const [left, right, top, bottom, most] = [70, 496, 66, 226, 10];
  const x = (mm: number): number => left + ((right - left) * mm) / most;
  const y = (p: number): number => bottom - (bottom - top) * p;
  const zone = (low: number, high: number, fill: string): string =>
    rect([x(low), top], x(high) - x(low), bottom - top, { fill });
  const marked = [2.5, 5, 8.8].map((mm) => ({ mm, verdict: at(mm).verdict, p: chance(mm) }));
  const one = (value: number): string => value.toFixed(1);
  const c = confidence;
  const alt = `Probability of being inside against the tip's distance from the centre of a ball of radius ${String(radius)} mm, 1 SD ${String(sigma)} mm. At confidence c = ${String(c)} the verdict is inside up to ${one(from)} mm, outside from ${one(to)} mm, and indeterminate between`;
  return {
    file: 'verdict-by-probability.svg',
    alt,
    svg: picture(WIDTH, 296, alt, [
      words([16, 28], 'Inside, indeterminate, outside', { size: 16, bold: true }),
      words(
        [16, 47],
        `Ball of radius ${String(radius)} mm, 1 SD ${String(sigma)} mm, confirmed tip, c = ${String(c)}`,
        {
          size: 12,
          fill: INK.quiet,
        },
      ),
      zone(0, from, '#e3f1e9'),
      zone(from, to, '#fbf1dc'),
      zone(to, most, '#f8e4e8'),
      ...(
        [
          [c, 'c'],
          [1 - c, '1 − c'],
        ] as const
      ).flatMap(([value, name]) => [
        path(
          [
            [left, y(value)],
            [right, y(value)],
          ],
          { stroke: INK.quiet, width: 1, dash: '4 4' },
        ),
        words([left - 8, y(value) + 4], name, { size: 12, anchor: 'end', bold: true }),
      ]),
      words([left - 8, y(0.5) + 4], 'P', { size: 13, anchor: 'end' }),
      path(
        [
          [x(radius), top],
          [x(radius), bottom],
        ],
        { stroke: INK.inside, width: 1.5 },
      ),
      words([x(radius) + 5, y(0.62)], 'surface', { size: 12, fill: INK.inside }),
      path(
        Array.from({ length: 51 }, (_, index): Point => [x(index / 5), y(chance(index / 5))]),
        { stroke: INK.strong, width: 2.5 },
      ),
      path(
        [
          [left, top],
          [left, bottom],
          [right, bottom],
        ],
        { stroke: INK.frame, width: 1 },
      ),
      ...[
        { text: 'inside', low: 0, high: from, fill: INK.inside },
        { text: 'indeterminate', low: from, high: radius, fill: INK.indeterminate },
        { text: 'outside', low: to, high: most, fill: INK.outside },
      ].map(({ text, low, high, fill }) =>
        words([x((low + high) / 2), y(0.28)], text, { size: 12, bold: true, anchor: 'middle', fill }),
      ),
      ...marked.flatMap(({ mm, verdict, p }, index) => [
        dot([x(mm), y(p)], VERDICT_INK[verdict], 5),
        words(
          [x(mm) + (index === 1 ? -9 : 0), y(p) + (index === 0 ? 20 : index === 1 ? 14 : -12)],
          `P = ${p.toFixed(3)}`,
          {
            size: 12,
            anchor: index === 1 ? 'end' : 'middle',
            fill: VERDICT_INK[verdict],
          },
        ),
      ]),
      ...[0, from, radius, to, most].flatMap((mm) => [
        path(
          [
            [x(mm), bottom],
            [x(mm), bottom + 5],
          ],
          { stroke: INK.frame, width: 1 },
        ),
        words([x(mm), bottom + 19], mm === 0 ? '0' : one(mm), { size: 12, anchor: 'middle' }),
      ]),
      words([(left + right) / 2, bottom + 42], 'distance of the marked tip from the centre, mm', {
        size: 12,
        fill: INK.quiet,
        anchor: 'middle',
      }),
    ]),
  };
};

/** What uncertainty does to intervals and verdicts, each from records as they are assessed. */
export const uncertaintyPictures = (): readonly Picture[] => [
  intervalNearZero(),
  thickSlice(),
  verdictByProbability(),
  projectionRays(),
  twoViews(),
];
