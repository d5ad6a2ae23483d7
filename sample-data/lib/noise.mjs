/** Seeded noise (mulberry32 and Box–Muller), the same on every machine. @param {number} seed */
export const noise = (seed) => {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const gauss = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, gauss };
};

/** Box blur in place along one direction, `passes` times: close to Gaussian. @param {Float32Array} field @param {number} columns @param {number} rows @param {number} across @param {number} down @param {number} [passes] */
export const blur = (field, columns, rows, across, down, passes = 2) => {
  const line = new Float32Array(Math.max(columns, rows));
  const run = (
    /** @type {number} */ start,
    /** @type {number} */ step,
    /** @type {number} */ count,
    /** @type {number} */ radius,
  ) => {
    for (let i = 0; i < count; i += 1) line[i] = field[start + i * step];
    let sum = 0;
    for (let i = -radius; i <= radius; i += 1) sum += line[Math.min(count - 1, Math.max(0, i))];
    for (let i = 0; i < count; i += 1) {
      field[start + i * step] = sum / (2 * radius + 1);
      sum += line[Math.min(count - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
    }
  };
  for (let pass = 0; pass < passes; pass += 1) {
    if (across > 0) for (let row = 0; row < rows; row += 1) run(row * columns, 1, columns, across);
    if (down > 0) for (let column = 0; column < columns; column += 1) run(column, columns, rows, down);
  }
  return field;
};

/** Scales a field to mean 0 and standard deviation 1. @param {Float32Array} field */
export const standardized = (field) => {
  const mean = field.reduce((sum, value) => sum + value, 0) / field.length;
  const deviation = Math.sqrt(field.reduce((sum, value) => sum + (value - mean) ** 2, 0) / field.length);
  return field.map((value) => (value - mean) / deviation);
};

/** Gaussian noise smoothed to a grain. @param {number} seed @param {number} columns @param {number} rows @param {number} across @param {number} down */
export const grain = (seed, columns, rows, across, down) => {
  const { gauss } = noise(seed);
  return standardized(blur(Float32Array.from({ length: columns * rows }, gauss), columns, rows, across, down));
};

/** 0 below −width/2, 1 above, smooth between. @param {number} x @param {number} width */
export const step = (x, width) => {
  const t = Math.min(1, Math.max(0, x / width + 0.5));
  return t * t * (3 - 2 * t);
};
