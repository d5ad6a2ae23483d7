import { mrPhantom, randomMr, type MrPhantomOptions } from '../../sample-data/phantoms/mr.mjs';
import { noise } from '../../sample-data/lib/noise.mjs';
import { VolumeSampler, type Volume } from '../../src/find/volume/volume.ts';
import { add, normalize, scale, type Vector3 } from '../../src/space/vector.ts';

export interface MrCase {
  readonly volume: Volume;
  /** The end of the metal. */
  readonly tip: Vector3;
  readonly voidEnd: Vector3;
  readonly axis: Vector3;
  /** On the needle, mm from its tip. */
  readonly at: (distance: number) => Vector3;
  readonly options: MrPhantomOptions;
}

/** A void of 5 mm in oblique 4 mm slices, straight and alone; with what is asked for instead. */
export const plainMr = (change: Partial<MrPhantomOptions> = {}): MrCase =>
  mrCaseOf({
    ...randomMr(3),
    size: [64, 58],
    pixel: [1.1, 1.2],
    thickness: 4,
    spacing: 4,
    depth: 52,
    turn: [8, -12],
    tissue: 400,
    texture: 0.05,
    noise: 16,
    coil: 0.15,
    width: 5,
    ball: 3,
    ahead: 2,
    aside: 1.5,
    shaftAside: 0.5,
    rim: 0.2,
    tip: [4, -3, 2],
    slope: 12,
    azimuth: 200,
    sag: 0,
    length: 120,
    skin: null,
    vessels: [],
    bone: null,
    ...change,
  });

export const randomMrCase = (seed: number): MrCase => mrCaseOf(randomMr(seed));

const mrCaseOf = (options: MrPhantomOptions): MrCase => {
  const { truth, ...volume } = mrPhantom(options);
  return { volume, tip: truth.tip, voidEnd: truth.voidEnd, axis: truth.axis, at: truth.at, options };
};

/** A place on the needle's void as a person points at it: up to 30 mm from the tip, up to 2 mm beside its middle. */
export const pointedAtMr = ({ at, volume, options }: MrCase): Vector3 => {
  const { uniform } = noise(options.seed + 99991);
  const sampler = new VolumeSampler(volume);
  for (;;) {
    const on = at(30 * uniform());
    const away = normalize([uniform() - 0.5, uniform() - 0.5, uniform() - 0.5]);
    if (sampler.depthOf(on) > 4) return add(on, scale(away, 2 * uniform()));
  }
};
