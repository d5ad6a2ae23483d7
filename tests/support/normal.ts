import { randomOf } from './planted-study.ts';

/** Standard normal numbers that are the same for the same seed (Box & Muller). */
export const normalOf = (seed: number): (() => number) => {
  const random = randomOf(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};
