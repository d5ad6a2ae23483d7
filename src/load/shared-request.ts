/**
 * One piece of work for several who ask for it: started by the first, ended early only when the last of them has gone. What failed or was ended
 * is started anew by the next. An asker that has gone hears the reason of its signal.
 */
export const sharedRequest = <Value>(
  start: (signal: AbortSignal) => Promise<Value>,
): ((signal: AbortSignal | undefined) => Promise<Value>) => {
  let current: { readonly value: Promise<Value>; readonly ending: AbortController; askers: number } | null = null;

  const begin = (): NonNullable<typeof current> => {
    const ending = new AbortController();
    const begun = { value: start(ending.signal), ending, askers: 0 };
    begun.value.catch(() => {
      if (current === begun) current = null;
    });
    return begun;
  };

  return async (signal) => {
    signal?.throwIfAborted();
    const joined = (current ??= begin());
    joined.askers += 1;
    let leave = (): void => undefined;
    const gone = new Promise<never>((_, reject) => {
      leave = () => {
        joined.askers -= 1;
        if (joined.askers === 0) {
          if (current === joined) current = null;
          joined.ending.abort();
        }
        reject(signal?.reason as Error);
      };
    });
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([joined.value, gone]);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  };
};
