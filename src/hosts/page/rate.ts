/** A bucket that `burst` calls empty and that fills again by `perSecond`. Returns whether there was something left. */
export const rateLimit = (
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  now: () => number,
): (() => boolean) => {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};

/** Calls at most once in `ms`: at once after a pause, else with the latest value at the end of the time. `stop` drops what waits. */
export const atMostEvery = <Value>(
  ms: number,
  call: (value: Value) => void,
): { readonly push: (value: Value) => void; readonly stop: () => void } => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting: { readonly value: Value } | null = null;
  const rest = (): void => {
    timer = null;
    if (!waiting) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(rest, ms);
    call(value);
  };
  return {
    push: (value) => {
      waiting = { value };
      if (timer === null) rest();
    },
    stop: () => {
      waiting = null;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
