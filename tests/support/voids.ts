import { generator } from './random.ts';
import { assessmentOf, PATIENT, rotation, turned, type Triple } from './records.ts';

/** One simulated needle in MR: where its metal tip truly is, and the record of somebody who marked the end of its void. */
export interface SimulatedVoid {
  readonly tip: Triple;
  readonly radius: number;
  readonly record: object;
}

const along = (axis: readonly number[], by: number): Triple => axis.map((value) => value * by) as Triple;
const sum = (...parts: readonly (readonly number[])[]): Triple =>
  [0, 1, 2].map((axis) => parts.reduce((total, part) => total + (part[axis] ?? 0), 0)) as Triple;

/**
 * Needles in any direction near a ball at the origin. The void's end lies off the metal tip by something of the band that the record gives: anything
 * in it, or one of its ends or its side; the mark lies off the void's end by the marking error and the voxel that the record states.
 */
export const simulatedVoids = (seed: number): (() => SimulatedVoid) => {
  const random = generator(seed);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return () => {
    const needle = rotation(between(-3, 3), between(-3, 3), between(-3, 3));
    const [u, v, axis] = [0, 1, 2].map((column) => needle.map((row) => row[column] ?? 0)) as [Triple, Triple, Triple];
    const slices = rotation(between(-3, 3), between(-3, 3), between(-3, 3));
    const voxel = {
      betweenColumns: between(0.6, 1.4),
      betweenRows: between(0.6, 1.4),
      betweenSlices: between(1, 5),
      sliceThickness: between(1, 5),
      orientation: [0, 1].flatMap((column) => slices.map((row) => row[column] ?? 0)),
    };
    const sigma = between(0.3, 1);
    const from = between(-10, -0.5);
    const to = between(Math.max(from + 0.5, -3), 4);
    const across = random() < 0.5 ? between(0.2, 4) : 0;
    const radius = between(5, 14);
    const reach = radius + 3;
    const tip: Triple = [between(-reach, reach), between(-reach, reach), between(-reach, reach)];

    const where = random();
    const share = where < 0.25 ? 0 : where < 0.5 ? 1 : random();
    const aside = across * (where > 0.75 ? 1 : Math.sqrt(random()));
    const turn = between(0, 2 * Math.PI);
    const offset = sum(
      along(axis, from + (to - from) * share),
      along(u, aside * Math.cos(turn)),
      along(v, aside * Math.sin(turn)),
    );
    const end = sum(tip, along(offset, -1));
    const slice = Math.max(voxel.betweenSlices, voxel.sliceThickness);
    const error = turned(
      slices,
      [voxel.betweenColumns, voxel.betweenRows, slice].map(
        (width) => gauss() * Math.hypot(sigma, width / Math.sqrt(12)),
      ),
    );
    return {
      tip,
      radius,
      record: {
        space: { ...PATIENT, voxel },
        target: { shape: 'sphere', center: [0, 0, 0], radius },
        tip: {
          position: sum(end, error),
          evidence: 'person',
          sigma,
          artefactBand: { from, to, ...(across > 0 && { across }) },
        },
        shaft: [sum(end, along(axis, -90))],
      },
    };
  };
};

/** What comes of so many of them. */
export const tallyVoids = (rounds: number, seed: number) => {
  const next = simulatedVoids(seed);
  const tally = { inside: 0, insideRight: 0, outside: 0, outsideRight: 0, held: 0, split: 0, splitDecided: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const { tip, radius, record } = next();
    const { verdict, artefactBand } = assessmentOf(record);
    if (!artefactBand?.signedDistance) throw new Error('the band was not measured');
    const { innermost, outermost } = artefactBand.signedDistance;
    const truth = Math.hypot(...tip) - radius;
    if (verdict === 'inside') {
      tally.inside += 1;
      if (truth <= 0) tally.insideRight += 1;
    }
    if (verdict === 'outside') {
      tally.outside += 1;
      if (truth > 0) tally.outsideRight += 1;
    }
    if (truth >= (innermost.interval?.[0] ?? NaN) && truth <= (outermost.interval?.[1] ?? NaN)) tally.held += 1;
    if (innermost.value <= 0 && outermost.value > 0) {
      tally.split += 1;
      if (verdict !== 'indeterminate') tally.splitDecided += 1;
    }
  }
  return tally;
};
