/** @typedef {[number, number, number]} V3 */
/** @param {V3} a @param {V3} b @returns {V3} */
export const add = (a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
/** @param {V3} a @param {V3} b @returns {V3} */
export const sub = (a, b) => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** @param {V3} a @param {number} k @returns {V3} */
export const mul = (a, k) => [a[0] * k, a[1] * k, a[2] * k];
/** @param {V3} a @param {V3} b */
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** @param {V3} a @param {V3} b @returns {V3} */
export const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
/** @param {V3} a */
export const len = (a) => Math.hypot(a[0], a[1], a[2]);
/** @param {V3} a @returns {V3} */
export const unit = (a) => mul(a, 1 / len(a));
/** @param {number} degrees */
export const rad = (degrees) => (degrees * Math.PI) / 180;
/** Rounded, so that what is written and what is computed with are the same numbers. @param {V3} a @param {number} [digits] @returns {V3} */
export const rounded = (a, digits = 6) => /** @type {V3} */ (a.map((value) => Number(value.toFixed(digits))));
