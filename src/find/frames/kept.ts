import { withoutBackground } from './background.ts';
import { exposedField, type ExposedField } from './field.ts';
import type { Bounds, Frame } from './frame.ts';
import { smoothed, tiledPlaneOf, type Plane } from './plane.ts';
import type { Surface, Tiled } from './tiles.ts';

/** What several searches in one frame have in common is made once, and lives as long as the frame does. */
const planes = new WeakMap<Frame, Map<string, Plane>>();
const fields = new WeakMap<Plane, ExposedField>();
const surfaces = new WeakMap<Tiled, Map<number, Surface>>();
const changes = new WeakMap<readonly Frame[], Map<number, Tiled | null>>();
const changedPlanes = new WeakMap<Tiled, Plane>();

const kept = <Key extends object, Value>(known: WeakMap<Key, Value>, key: Key, make: () => Value): Value => {
  const there = known.get(key);
  if (there !== undefined) return there;
  const made = make();
  known.set(key, made);
  return made;
};

const keptIn = <Key extends object, Which, Value>(
  known: WeakMap<Key, Map<Which, Value>>,
  key: Key,
  which: Which,
  make: () => Value,
): Value => {
  const all = kept(known, key, () => new Map<Which, Value>());
  const there = all.get(which);
  if (there !== undefined) return there;
  const made = make();
  all.set(which, made);
  return made;
};

/** The frame on square cells, made where it is read. */
export const planeFor = (frame: Frame, region: Bounds | null): Plane =>
  keptIn(planes, frame, String(region), () => tiledPlaneOf(frame, region));

export const fieldFor = (plane: Plane): ExposedField => kept(fields, plane, () => exposedField(plane));

/** A plane's Gaussian blur, 1 SD in cells. */
export const smoothFor = (plane: Tiled, sigma: number): Surface =>
  keptIn(surfaces, plane, sigma, () => smoothed(plane, sigma));

/** The frame that was pointed at less what stands still over the cine, on square cells; null where there are too few frames. */
export const changeFor = (
  frames: readonly Frame[],
  pointed: number,
  sign: 1 | -1,
  region: Bounds | null,
): Plane | null => {
  const frame = frames[pointed];
  const changed = keptIn(changes, frames, sign * (pointed + 1), () => withoutBackground(frames, pointed, sign));
  return frame && changed ? kept(changedPlanes, changed, () => tiledPlaneOf(frame, region, 0, changed)) : null;
};
