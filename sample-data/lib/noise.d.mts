export declare const noise: (seed: number) => { uniform: () => number; gauss: () => number };
