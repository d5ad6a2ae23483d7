import { cArmView, type CArmGeometry, type CArmView } from '../../../src/image/c-arm.ts';
import { imagePoint } from '../../../src/space/frame.ts';
import { unitVector } from '../../../src/space/surface.ts';
import { cross, type Vector3 } from '../../../src/space/vector.ts';
import { assessmentOf } from '../records.ts';
import type { Picture } from './metric-pictures.ts';
import { circle, dot, INK, moved, path, picture, words, type Point } from './svg.ts';

const WIDTH = 520;

type Pair = readonly [column: number, row: number];

/** Pixels of the close-up of two rays for one mm. */
export const CLOSE_UP_PX_PER_MM = 34;

/** A small C-arm, so that it fits beside its target; mm. */
const SID = 260;
const PIXEL = 0.5;
const geometry = (primaryAngle: number): CArmGeometry => ({
  rows: 320,
  columns: 320,
  imagerSpacing: [PIXEL, PIXEL],
  sid: SID,
  sod: 160,
  primaryAngle,
  secondaryAngle: 0,
});

const triple = ([x = NaN, y = NaN, z = NaN]: readonly number[]): Vector3 => [x, y, z];

const along = (from: Vector3, to: Vector3, share: number): Vector3 => [
  from[0] + share * (to[0] - from[0]),
  from[1] + share * (to[1] - from[1]),
  from[2] + share * (to[2] - from[2]),
];

/** Where an image point of a view lies in the C-arm frame, mm. */
const onDetector = (view: CArmView, point: Pair): Vector3 => {
  const { point: from, direction } = view.rayOf(imagePoint(...point));
  const perMm = direction.reduce((sum, value, axis) => sum + value * (view.towardsDetector[axis] ?? 0), 0);
  return triple(from.map((value, axis) => value + ((direction[axis] ?? NaN) * SID) / perMm));
};

const shadowOf = (view: CArmView, position: Vector3): Pair => {
  const [column, row] = view.shadowOf(position);
  return [column, row];
};

/** The middle part of the detector as a line. */
const detectorOf = (view: CArmView): readonly Vector3[] => [40, 280].map((column) => onDetector(view, [column, 160]));

export const projectionRays = (): Picture => {
  // Seen from the head, turned so that the rays run from left to right.
  const view = cArmView(geometry(0));
  const scale = 1.69;
  const shown = ([x, y]: Vector3): Point => [310 - scale * y, 170 - scale * x];
  const radius = 18;
  const center: Vector3 = [8, 0, 0];
  const source = shown(view.source);
  const detector = detectorOf(view).map(shown);
  const through: Vector3 = [16, 0, 0];
  const beside: Vector3 = [-24, 0, 0];
  const spacing = (PIXEL * view.depthOf(center)) / SID;
  /** What the picture of this view says of a tip, with the scale that holds at the target's depth. */
  const assessed = (tip: Vector3) =>
    assessmentOf({
      space: {
        kind: 'projection',
        sopInstanceUID: '1.2.3',
        frame: 1,
        modality: 'XA',
        scale: { betweenColumns: spacing, betweenRows: spacing, unit: 'mm', basis: 'imager-magnification' },
      },
      target: { shape: 'circle', center: shadowOf(view, center), radius: radius / spacing },
      tip: { position: shadowOf(view, tip), evidence: 'person', sigma: 0.8 },
    });
  const ray = (at: Vector3): readonly [Point, Point] => [source, shown(onDetector(view, shadowOf(view, at)))];
  const places = [0.74, 1, 1.26].map((share) => along(view.source, through, share));
  const others = [0.76, 1, 1.24].map((share) => along(view.source, beside, share));
  const [throughRay, besideRay] = [ray(through), ray(beside)];
  const verdicts = { through: assessed(through).verdict, beside: assessed(beside).verdict };
  const alt = `A source, a target and a detector from the side. On a ray through the target the tip may lie before it, in it or behind it: all throw the same shadow, and the verdict is ${verdicts.through}. On a ray that passes beside the target every place is outside it: the verdict is ${verdicts.beside}`;
  return {
    file: 'projection-rays.svg',
    alt,
    svg: picture(WIDTH, 300, alt, [
      words([16, 28], 'Why one projection proves outside, never inside', { size: 16, bold: true }),
      words([16, 47], 'Every place on a ray throws the same shadow', { size: 12, fill: INK.quiet }),
      path(detector, { stroke: INK.quiet, width: 5 }),
      circle(shown(center), scale * radius, { stroke: INK.inside, width: 2, fill: INK.inTarget }),
      path(throughRay, { stroke: INK.indeterminate, width: 1.75 }),
      path(besideRay, { stroke: INK.outside, width: 1.75 }),
      ...places.map((place) => circle(shown(place), 5.5, { stroke: INK.indeterminate, width: 2, fill: INK.panel })),
      ...others.map((place) => circle(shown(place), 5.5, { stroke: INK.outside, width: 2, fill: INK.panel })),
      dot(throughRay[1], INK.indeterminate, 5),
      dot(besideRay[1], INK.outside, 5),
      dot(source, INK.text, 5),
      words([source[0], source[1] + 22], 'source', { size: 12, anchor: 'middle' }),
      words([detector[0]?.[0] ?? 0, 290], 'detector', { size: 12, fill: INK.quiet, anchor: 'middle' }),
      words([shown(center)[0], shown(center)[1] + 16], 'target', { size: 12, fill: INK.inside, anchor: 'middle' }),
      words([throughRay[1][0] - 12, throughRay[1][1] + 34], verdicts.through, {
        bold: true,
        fill: INK.indeterminate,
        anchor: 'end',
      }),
      words([besideRay[1][0] - 12, besideRay[1][1] + 22], verdicts.beside, {
        bold: true,
        fill: INK.outside,
        anchor: 'end',
      }),
      ...places.map((place, index) => {
        const [x, y] = shown(place);
        const inTarget = shown(center)[1] - scale * radius - 8;
        const text = ['before it?', 'in it?', 'behind it?'][index] ?? '';
        return words([x, index === 1 ? inTarget : y - 14], text, { size: 12, anchor: 'middle', fill: INK.quiet });
      }),
    ]),
  };
};

export const twoViews = (): Picture => {
  const center: Vector3 = [-4, 4, 0];
  const radius = 20;
  // The patient moved along z between the views: the rays pass each other.
  const seen = [
    { angle: -35, tip: [6, -3, 1.1] as const, color: INK.strong, name: 'source 1', aside: 8, anchor: 'start' as const },
    { angle: 35, tip: [6, -3, -1.1] as const, color: '#7a3e9d', name: 'source 2', aside: -8, anchor: 'end' as const },
  ].map((one) => {
    const view = cArmView(geometry(one.angle));
    return { ...one, view, mark: shadowOf(view, one.tip) };
  });
  const recorded = seen.map(({ angle, view, mark }, index) => ({
    sopInstanceUID: `1.2.${String(index + 1)}`,
    frame: 1,
    ...geometry(angle),
    tip: mark,
    target: { center: shadowOf(view, center), radius: (radius * SID) / (PIXEL * view.depthOf(center)) },
  }));
  const { biplane } = assessmentOf({
    space: { kind: 'biplane', views: recorded },
    tip: { evidence: 'person', sigma: 0.7 },
  });
  if (!biplane?.tip || !biplane.target || biplane.rayGap.tip === null) throw new Error('the case has no position');
  const found = triple(biplane.tip);
  const gap = biplane.rayGap.tip;
  const scale = 0.98;
  const shown = ([x, y]: Vector3): Point => [160 + scale * x, 178 + scale * y];
  const drawn = seen.flatMap(({ view, mark, color, name, aside, anchor }) => {
    const end = shown(onDetector(view, mark));
    const source = shown(view.source);
    return [
      path(detectorOf(view).map(shown), { stroke: INK.quiet, width: 5 }),
      path([source, end], { stroke: color, width: 1.75 }),
      dot(source, INK.text, 4),
      dot(end, color, 4.5),
      words([source[0] + aside, source[1] + 4], name, { size: 12, anchor }),
    ];
  });
  // The close-up looks along the plane of the two sources: z up, the other axis across the line of sight.
  const middle: Point = [418, 168];
  const closeUp = (at: Vector3): Point => [
    middle[0] + CLOSE_UP_PX_PER_MM * (at[0] - found[0]),
    middle[1] - CLOSE_UP_PX_PER_MM * (at[2] - found[2]),
  ];
  const lines = seen.map(({ view, mark, color }) => {
    const { point, direction } = view.rayOf(imagePoint(...mark));
    const at = (x: number): Vector3 =>
      along(point, triple(point.map((value, axis) => value + (direction[axis] ?? NaN))), (x - point[0]) / direction[0]);
    return { at, direction, color };
  });
  const [one, other] = lines.map(({ direction }) => direction);
  if (!one || !other) throw new Error('there are two views');
  const square = unitVector(cross(one, other)) ?? [];
  const segment = [gap / 2, -gap / 2].map((by) =>
    closeUp(triple(found.map((value, axis) => value + by * (square[axis] ?? NaN)))),
  );
  const alt = `Two views of a C-arm, ${biplane.separation.toFixed(0)}° apart. Left, seen from the feet: each mark is a ray from its source, and the tip P is where the rays meet. Right, looking along the plane of both sources: they pass each other ${gap.toFixed(1)} mm apart, the ray gap, and P is the middle of the shortest segment between them`;
  return {
    file: 'two-views.svg',
    alt,
    svg: picture(WIDTH, 330, alt, [
      words([16, 28], 'Two views: triangulation and ray gap', { size: 16, bold: true }),
      words([16, 47], `From the feet: views ${biplane.separation.toFixed(0)}° apart`, { size: 12, fill: INK.quiet }),
      words([332, 47], 'Close-up from the side', { size: 12, fill: INK.quiet }),
      circle(shown(triple(biplane.target.center)), scale * biplane.target.radius, {
        stroke: INK.inside,
        fill: INK.inTarget,
      }),
      ...drawn,
      circle(shown(found), 9, { stroke: INK.text, width: 1.25 }),
      dot(shown(found), INK.tip, 4),
      words(moved(shown(found), [1, 0], 13), 'P', { bold: true }),
      circle(middle, 92, { stroke: INK.text, width: 1.25 }),
      ...lines.map(({ at, color }) =>
        path([closeUp(at(found[0] - 2.45)), closeUp(at(found[0] + 2.45))], { stroke: color, width: 2 }),
      ),
      path(segment, { stroke: INK.text, width: 2.5, id: 'measure' }),
      dot(middle, INK.tip, 5),
      words([middle[0] - 14, middle[1] + 5], 'P', { bold: true, anchor: 'end' }),
      words([middle[0], 284], `ray gap ${gap.toFixed(1)} mm`, { bold: true, anchor: 'middle' }),
      words([middle[0], 302], 'P is the middle of the gap', { size: 12, fill: INK.quiet, anchor: 'middle' }),
    ]),
  };
};
