/**
 * The value that would be at `n` if `values` were sorted (Hoare's selection, in linear time); reorders them. None may be NaN; NaN where there is no such place.
 */
export const nthSmallest = (values: Float64Array, n: number): number => {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from] ?? 0, values[(from + to) >> 1] ?? 0, values[to] ?? 0);
    let low = from;
    let high = to;
    while (low <= high) {
      while ((values[low] ?? 0) < pivot) low += 1;
      while ((values[high] ?? 0) > pivot) high -= 1;
      if (low > high) break;
      const one = values[low] ?? 0;
      values[low] = values[high] ?? 0;
      values[high] = one;
      low += 1;
      high -= 1;
    }
    if (n <= high) to = high;
    else if (n >= low) from = low;
    else break;
  }
  return values[n] ?? NaN;
};

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
