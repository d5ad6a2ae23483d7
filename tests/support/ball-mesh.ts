/** A closed mesh around a centre in rings from pole to pole, 2·around·(rings − 1) triangles; `radiusAt`: how far its corners lie, by both angles. */
export const ballMesh = (
  [x, y, z]: readonly number[],
  radiusAt: (polar: number, turn: number) => number,
  rings: number,
  around: number,
): { vertices: number[]; triangles: number[] } => {
  const vertices: number[] = [];
  const put = (polar: number, turn: number): void => {
    const radius = radiusAt(polar, turn);
    vertices.push(
      (x ?? 0) + radius * Math.sin(polar) * Math.cos(turn),
      (y ?? 0) + radius * Math.sin(polar) * Math.sin(turn),
      (z ?? 0) + radius * Math.cos(polar),
    );
  };
  for (let ring = 1; ring < rings; ring += 1)
    for (let step = 0; step < around; step += 1) put((Math.PI * ring) / rings, (2 * Math.PI * step) / around);
  const top = vertices.length / 3;
  put(0, 0);
  put(Math.PI, 0);
  const at = (ring: number, step: number): number => (ring - 1) * around + (step % around);
  const triangles: number[] = [];
  for (let step = 0; step < around; step += 1) {
    triangles.push(top, at(1, step), at(1, step + 1), top + 1, at(rings - 1, step + 1), at(rings - 1, step));
    for (let ring = 1; ring < rings - 1; ring += 1) {
      const [a, b, c, d] = [at(ring, step), at(ring, step + 1), at(ring + 1, step), at(ring + 1, step + 1)];
      triangles.push(a, c, d, a, d, b);
    }
  }
  return { vertices, triangles };
};
