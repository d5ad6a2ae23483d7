/** Symmetric covariance matrices in 2 or 3 dimensions as rows of numbers, unit². */
export type Covariance = readonly (readonly number[])[];

export const zeroCovariance = (size: number): Covariance =>
  Array.from({ length: size }, () => new Array<number>(size).fill(0));

export const isotropic = (size: number, sigma: number): Covariance =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? sigma * sigma : 0)),
  );

export const fromFlat = (size: number, values: readonly number[]): Covariance =>
  Array.from({ length: size }, (_, row) => values.slice(row * size, (row + 1) * size));

/** Σ variance·axis·axisᵀ: axes that aren't orthonormal are how a vector changes with independent errors. */
export const alongAxes = (
  size: number,
  parts: readonly { readonly axis: readonly number[]; readonly variance: number }[],
): Covariance =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) =>
      parts.reduce((sum, { axis, variance }) => sum + variance * (axis[row] ?? 0) * (axis[column] ?? 0), 0),
    ),
  );

export const addCovariance = (...parts: readonly Covariance[]): Covariance =>
  (parts[0] ?? []).map((line, row) =>
    line.map((_, column) => parts.reduce((sum, part) => sum + (part[row]?.[column] ?? 0), 0)),
  );

export const scaleCovariance = (covariance: Covariance, factor: number): Covariance =>
  covariance.map((line) => line.map((value) => value * factor));

/** vᵀ C v: the variance along a direction (for a unit vector), or of a linear function with gradient v. */
export const quadraticForm = (covariance: Covariance, v: readonly number[]): number =>
  covariance.reduce(
    (sum, line, row) =>
      sum + line.reduce((inner, value, column) => inner + value * (v[row] ?? 0) * (v[column] ?? 0), 0),
    0,
  );

/** M C Mᵀ. */
export const transformCovariance = (matrix: readonly (readonly number[])[], covariance: Covariance): Covariance =>
  matrix.map((a) =>
    matrix.map((b) =>
      a.reduce((sum, x, i) => sum + b.reduce((inner, y, j) => inner + x * (covariance[i]?.[j] ?? 0) * y, 0), 0),
    ),
  );

/** Eigenvalues with unit eigenvectors by cyclic Jacobi rotation: exact to rounding for these sizes. */
export const eigen = (
  covariance: Covariance,
): readonly { readonly value: number; readonly vector: readonly number[] }[] => {
  const size = covariance.length;
  const a = covariance.map((line) => [...line]);
  const v = isotropic(size, 1).map((line) => [...line]);
  const at = (matrix: number[][], row: number, column: number): number => matrix[row]?.[column] ?? 0;
  for (let sweep = 0; sweep < 50; sweep += 1) {
    let off = 0;
    let diagonal = 0;
    for (let p = 0; p < size; p += 1) {
      diagonal += Math.abs(at(a, p, p));
      for (let q = p + 1; q < size; q += 1) off += Math.abs(at(a, p, q));
    }
    if (off <= 1e-16 * diagonal) break;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(a, v, p, q);
    }
  }
  return Array.from({ length: size }, (_, index) => ({
    value: Math.max(0, at(a, index, index)),
    vector: v.map((line) => line[index] ?? 0),
  }));
};

const rotate = (a: number[][], v: number[][], p: number, q: number): void => {
  const apq = a[p]?.[q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q]?.[q] ?? 0) - (a[p]?.[p] ?? 0)) / (2 * apq);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const line of a) turn(line, p, q, c, s);
  const [rowP, rowQ] = [a[p], a[q]];
  if (rowP && rowQ) {
    for (let k = 0; k < rowP.length; k += 1) {
      const [x, y] = [rowP[k] ?? 0, rowQ[k] ?? 0];
      rowP[k] = c * x - s * y;
      rowQ[k] = s * x + c * y;
    }
  }
  for (const line of v) turn(line, p, q, c, s);
};

const turn = (line: number[], p: number, q: number, c: number, s: number): void => {
  const [x, y] = [line[p] ?? 0, line[q] ?? 0];
  line[p] = c * x - s * y;
  line[q] = s * x + c * y;
};
