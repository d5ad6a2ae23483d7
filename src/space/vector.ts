/** Three-component vectors in double precision, as plain readonly triples. Frame-less on purpose: results are wrapped by the caller. */
export type Vector3 = readonly [number, number, number];

export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector3, factor: number): Vector3 => [a[0] * factor, a[1] * factor, a[2] * factor];
export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector3, b: Vector3): Vector3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
/** Euclidean length; `Math.hypot` so that neither huge nor tiny components overflow. */
export const length = (a: Vector3): number => Math.hypot(a[0], a[1], a[2]);
export const distance = (a: Vector3, b: Vector3): number => length(subtract(a, b));

/** Unit vector along `a`. Asserts that `a` has a direction: callers decide what a zero vector means. */
export const normalize = (a: Vector3): Vector3 => {
  const size = length(a);
  if (!(size > 0)) throw new Error('a zero vector has no direction');
  return scale(a, 1 / size);
};
