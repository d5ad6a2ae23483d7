/** Two unit directions across a unit direction and across each other. */
export const acrossOf = ([x = 0, y = 0, z = 0]: readonly number[]): readonly [readonly number[], readonly number[]] => {
  // Duff et al., "Building an orthonormal basis, revisited" (2017).
  const sign = z < 0 ? -1 : 1;
  const a = -1 / (sign + z);
  const b = x * y * a;
  return [
    [1 + sign * x * x * a, sign * b, -sign * x],
    [b, sign + y * y * a, -y],
  ];
};
