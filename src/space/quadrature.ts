/** Gauss–Legendre nodes and weights on [−1, 1], made once for each number of nodes (Newton iteration on the Legendre polynomial). */
const made = new Map<number, readonly (readonly [node: number, weight: number])[]>();

export const gaussLegendre = (count: number): readonly (readonly [node: number, weight: number])[] => {
  const known = made.get(count);
  if (known) return known;
  const pairs = Array.from({ length: count }, (_, index) => {
    let x = Math.cos((Math.PI * (index + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let step = 0; step < 100; step += 1) {
      let [before, now] = [1, x];
      for (let degree = 2; degree <= count; degree += 1) {
        [before, now] = [now, ((2 * degree - 1) * x * now - (degree - 1) * before) / degree];
      }
      slope = (count * (x * now - before)) / (x * x - 1);
      const change = now / slope;
      x -= change;
      if (Math.abs(change) < 1e-15) break;
    }
    return [x, 2 / ((1 - x * x) * slope * slope)] as const;
  });
  made.set(count, pairs);
  return pairs;
};

/** ∫ f over [from, to]. */
export const integrate = (f: (x: number) => number, from: number, to: number, nodes: number): number => {
  const [middle, half] = [(from + to) / 2, (to - from) / 2];
  return half * gaussLegendre(nodes).reduce((sum, [node, weight]) => sum + weight * f(middle + half * node), 0);
};
