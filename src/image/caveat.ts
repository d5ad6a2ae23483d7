/** The numbers stand, but know this with them. Codes are public: more may be added, none renamed. */
export interface Caveat {
  readonly code: string;
  readonly message: string;
}

export const caveat = (code: string, message: string): Caveat => ({ code, message });

/** Keeps the first caveat of each code and message. */
export const distinctCaveats = (caveats: readonly Caveat[]): readonly Caveat[] => {
  const seen = new Set<string>();
  return caveats.filter(({ code, message }) => {
    const key = `${code} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
};
