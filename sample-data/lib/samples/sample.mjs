/**
 * What one sample is made of. `truth` and `records` cost nothing; `files` draws the pictures.
 * @typedef {{ files: () => import('../study.mjs').File[], truth: () => { [key: string]: unknown }, records: () => { [name: string]: object } }} Sample
 */

/** Numbers as they are written: 1e-9 is far below anything that is measured. @param {number} value */
const tidy = (value) => Number(value.toFixed(9));

/** Every number in a value, tidied. @template T @param {T} value @returns {T} */
export const tidied = (value) => {
  if (typeof value === 'number') return /** @type {T} */ (tidy(value));
  if (Array.isArray(value)) return /** @type {T} */ (value.map(tidied));
  if (value !== null && typeof value === 'object')
    return /** @type {T} */ (Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tidied(one)])));
  return value;
};
