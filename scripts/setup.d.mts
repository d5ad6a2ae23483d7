/** What tests and configurations take from setup.mjs. */
export const ROOT: string;
export const CHROMIUM_FLAGS: string[];
export const findChromium: () => string | null;
export const freePort: (first: number) => Promise<number>;
