import { ctPhantom, randomCt, type CtPhantomOptions } from '../../sample-data/phantoms/ct.mjs';
import { noise } from '../../sample-data/lib/noise.mjs';
import type { Volume } from '../../src/find/volume/volume.ts';
import { add, dot, length, normalize, scale, subtract, type Vector3 } from '../../src/space/vector.ts';

export interface CtCase {
  readonly volume: Volume;
  readonly tip: Vector3;
  readonly axis: Vector3;
  /** On the needle, mm from its tip. */
  readonly at: (distance: number) => Vector3;
  readonly options: CtPhantomOptions;
}

/** A needle in 2 mm slices with non-square pixels that lie obliquely, straight and alone; with what is asked for instead. */
export const plainCt = (change: Partial<CtPhantomOptions> = {}): CtCase =>
  caseOf({
    ...randomCt(3),
    size: [72, 66],
    pixel: [0.7, 0.8],
    thickness: 2,
    spacing: 2,
    depth: 44,
    tilt: 0,
    turn: [12, -7],
    kernel: 1,
    edge: 0,
    noise: 20,
    diameter: 1.27,
    bore: 0,
    metal: 8000,
    maximum: 3071,
    bevel: 0,
    tip: [5, -3, 2],
    slope: 35,
    azimuth: 200,
    sag: 0,
    length: 120,
    skin: null,
    streaks: 60,
    needles: [],
    balls: [],
    rib: null,
    ...change,
  });

export const randomCase = (seed: number): CtCase => caseOf(randomCt(seed));

const caseOf = (options: CtPhantomOptions): CtCase => {
  const { truth, ...volume } = ctPhantom(options);
  return { volume, tip: truth.tip, axis: truth.axis, at: truth.at, options };
};

/** A place near the needle as a person points at it: up to 40 mm from the tip and up to 1.5 mm beside. */
export const pointedAt = ({ at, volume, options }: CtCase): Vector3 => {
  const { uniform } = noise(options.seed + 99991);
  for (;;) {
    const on = at(40 * uniform());
    const away = normalize([uniform() - 0.5, uniform() - 0.5, uniform() - 0.5]);
    if (isIn(volume, on)) return add(on, scale(away, 1.5 * uniform()));
  }
};

const isIn = ({ origin, columnStep, rowStep, sliceStep, size }: Volume, place: Vector3): boolean => {
  const middle = [columnStep, rowStep, sliceStep].reduce(
    (sum, step, k) => add(sum, scale(step, ((size[k] ?? 1) - 1) / 2)),
    origin,
  );
  return length(subtract(place, middle)) < 30;
};

/** How far a found tip is from the true one: in all, along the needle (positive beyond) and on each perpendicular, mm; and the angle, degrees. */
export const errorOf = (
  found: { readonly tip: Vector3; readonly axis: Vector3 },
  { tip, axis }: Pick<CtCase, 'tip' | 'axis'>,
): { readonly total: number; readonly along: number; readonly across: number; readonly degrees: number } => {
  const off = subtract(found.tip, tip);
  const total = length(off);
  const along = dot(off, axis);
  return {
    total,
    along,
    across: Math.sqrt(Math.max(0, total * total - along * along) / 2),
    degrees: (Math.acos(Math.min(1, Math.abs(dot(found.axis, axis)))) * 180) / Math.PI,
  };
};
