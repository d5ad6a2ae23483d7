/**
 * The bytes of a small file whose only picture is likely to be asked for next. They go when they are taken, when there are too many, or when none
 * were kept or taken for a while.
 */
export interface Kept {
  bytes: Uint8Array | null;
}

/** Pictures that are wanted next follow each other sooner. */
const KEPT_MS = 30_000;

/** In the order in which they came. */
const all = new Set<Kept>();
let allBytes = 0;
let leaving: ReturnType<typeof setTimeout> | undefined;

const letGo = (kept: Kept): void => {
  all.delete(kept);
  allBytes -= kept.bytes?.length ?? 0;
  kept.bytes = null;
};

/** From now on for as long as that is. */
const keepOn = (): void => {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    for (const one of all) letGo(one);
  }, KEPT_MS);
  // A command doesn't wait for it.
  if (typeof leaving === 'object') leaving.unref();
};

/** Those that came first go where there are more than `most` of all that are kept. */
export const keptForNow = (bytes: Uint8Array, most: number): Kept => {
  const kept: Kept = { bytes };
  all.add(kept);
  allBytes += bytes.length;
  for (const one of all) {
    if (allBytes <= most) break;
    letGo(one);
  }
  keepOn();
  return kept;
};

/** What is kept, once. */
export const takenFrom = (kept: Kept): Uint8Array | null => {
  const { bytes } = kept;
  if (bytes) {
    letGo(kept);
    keepOn();
  }
  return bytes;
};
