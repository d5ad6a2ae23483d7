import * as v from 'valibot';
import { says } from './bulk-schema.ts';

export const finite = v.pipe(
  v.number(says('not-a-number', 'must be a finite number')),
  v.finite(says('not-a-number', 'must be a finite number')),
);

/** Sizes, spacings and sigmas: far more than any image has, far less than what overflows when it is squared. */
export const SIZE_LIMIT = 1_000_000;
export const positive = v.pipe(
  finite,
  v.check((value) => value > 0, says('not-positive', 'must be greater than 0')),
  v.check((value) => value <= SIZE_LIMIT, says('out-of-range', `must be at most ${String(SIZE_LIMIT)}`)),
);

export const within = (limit: number, unit: string) =>
  v.pipe(
    finite,
    v.check((value) => Math.abs(value) <= limit, says('out-of-range', `must lie within ±${String(limit)} ${unit}`)),
  );

export const text = v.string(says('not-a-text', 'must be a text'));
