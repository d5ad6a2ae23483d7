import type { Vector3 } from '../space/vector.ts';

/**
 * The letters at the edges of a patient view (PS3.3 C.7.6.1.1.1): the patient direction towards which an edge points,
 * by its largest components ("L", "PL", "FP"). A component under a tenth of the direction isn't named.
 */
export const directionLetters = (direction: Vector3): string => {
  const named = [
    { size: Math.abs(direction[0]), letter: direction[0] > 0 ? 'L' : 'R' },
    { size: Math.abs(direction[1]), letter: direction[1] > 0 ? 'P' : 'A' },
    { size: Math.abs(direction[2]), letter: direction[2] > 0 ? 'H' : 'F' },
  ];
  return named
    .filter(({ size }) => size > 0.1)
    .sort((a, b) => b.size - a.size)
    .map(({ letter }) => letter)
    .join('');
};
