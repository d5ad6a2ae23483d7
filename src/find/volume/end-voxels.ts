import { subtract, type Vector3 } from '../../space/vector.ts';
import type { RodVoxels } from './rod-model.ts';
import type { VolumeSampler } from './volume.ts';
import { eachRunAlong } from './voxels.ts';

/** The frame of an end: unit vectors along the device and on two perpendiculars, and how the device bends towards those, mm per mm². */
export interface EndFrame {
  readonly origin: Vector3;
  readonly direction: Vector3;
  readonly aside: Vector3;
  readonly over: Vector3;
  readonly bendA: number;
  readonly bendB: number;
}

/** Of the last millimetres all voxels count, farther back some, for the direction. */
const END_MM = 6;
const MOST = 700;
/** A void is wide and its end soft: fewer tell as much. */
const MOST_OF_VOID = 250;
/** A value that is met this often as the largest one, above what anything but metal has (HU), is where the image cuts values off. */
const CUT_TIMES = 4;
const CUT_HU = 1000;

/**
 * Voxels around a device's end, no farther from its middle than its blur draws it. Where there are more than can be fitted in the time that a reader waits, evenly
 * chosen ones.
 *
 * @param sign −1 turns the values of a void round @param span from how far behind the end (negative) to how far beyond, mm
 * @returns with the value at which the image cuts off what is brighter; null where it doesn't
 */
export const voxelsAtEnd = (
  sampler: VolumeSampler,
  sign: 1 | -1,
  { origin, direction, aside, over, bendA, bendB }: EndFrame,
  span: readonly [number, number],
): { readonly voxels: RodVoxels; readonly cut: number | null } => {
  const reachA = 1 + 2.2 * sampler.widthAlong(aside);
  const reachB = 1 + 2.2 * sampler.widthAlong(over);
  const near: number[] = [];
  const back: number[] = [];
  let [largest, times] = [-Infinity, 0];
  const { values, size, columnStep } = sampler.volume;
  const radius = Math.max(reachA, reachB) + Math.hypot(bendA, bendB) * Math.max(...span.map((one) => one * one));
  eachRunAlong(sampler, origin, direction, span, radius, (first, last, row, slice) => {
    const start = size[0] * (row + size[1] * slice);
    const d = subtract(sampler.place(0, row, slice), origin);
    for (let column = first; column <= last; column += 1) {
      const value = values[start + column] ?? NaN;
      const dx = d[0] + column * columnStep[0];
      const dy = d[1] + column * columnStep[1];
      const dz = d[2] + column * columnStep[2];
      const s = dx * direction[0] + dy * direction[1] + dz * direction[2];
      const a = dx * aside[0] + dy * aside[1] + dz * aside[2];
      const b = dx * over[0] + dy * over[1] + dz * over[2];
      if (((a - bendA * s * s) / reachA) ** 2 + ((b - bendB * s * s) / reachB) ** 2 > 1) continue;
      if (value >= largest) {
        times = value > largest ? 1 : times + 1;
        largest = value;
      }
      (s > -END_MM - sampler.deviceWidth ? near : back).push(s, a, b, sign * value);
    }
  });
  const most = sampler.deviceWidth > 0 ? MOST_OF_VOID : MOST;
  const [chosenNear, chosenBack] = [evenly(near, most), evenly(back, most)];
  const flat = [...chosenNear, ...chosenBack];
  const column = (k: number): Float64Array =>
    Float64Array.from({ length: flat.length / 4 }, (_, n) => flat[4 * n + k] ?? 0);
  return {
    voxels: { count: flat.length / 4, s: column(0), a: column(1), b: column(2), value: column(3) },
    cut: sign > 0 && times >= CUT_TIMES && largest > CUT_HU ? largest : null,
  };
};

/** Of four numbers a voxel. */
const evenly = (flat: readonly number[], most: number): readonly number[] => {
  const step = flat.length / 4 / most;
  if (step <= 1) return flat;
  const chosen: number[] = [];
  for (let n = 0; n < most; n += 1) {
    const first = 4 * Math.floor(n * step);
    chosen.push(flat[first] ?? 0, flat[first + 1] ?? 0, flat[first + 2] ?? 0, flat[first + 3] ?? 0);
  }
  return chosen;
};

/** Those whose s is in an open interval. */
export const voxelsBetween = (voxels: RodVoxels, from: number, to: number): RodVoxels => {
  const isIn = voxels.s.map((s) => Number(s > from && s < to));
  const kept = (column: Float64Array): Float64Array => column.filter((_, n) => isIn[n] === 1);
  const s = kept(voxels.s);
  return { count: s.length, s, a: kept(voxels.a), b: kept(voxels.b), value: kept(voxels.value) };
};
