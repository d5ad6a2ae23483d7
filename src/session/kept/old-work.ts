import type { KeptHead } from './kept-branch.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long work that nobody comes back for is kept, ms. */
export const KEPT_MS = 30 * DAY_MS;

/** How long that is which was taken over by another branch, discarded or undone: until then it can be had back, ms. */
export const SET_ASIDE_MS = DAY_MS;

export const isTooOld = ({ at, order, calibrations, resumedAt, discardedAt }: KeptHead, now: number): boolean => {
  const isEmpty = order.length + calibrations.length === 0;
  const asideAt = resumedAt ?? discardedAt ?? (isEmpty ? at : null);
  return now - at > KEPT_MS || (asideAt !== null && now - asideAt > SET_ASIDE_MS);
};
