export interface SharedRequest<Value> {
  /** Also what was had before. */
  get(signal: AbortSignal | undefined): Promise<Value>;
  /** Keeps what was had no longer. */
  forget(): void;
}

/**
 * One piece of work for several who ask for it: started by the first, ended early only when the last of them has gone. What failed or was ended
 * is started anew by the next. An asker that has gone hears the reason of its signal.
 */
export const sharedRequest = <Value>(start: (signal: AbortSignal) => Promise<Value>): SharedRequest<Value> => {
  let current: { readonly value: Promise<Value>; readonly ending: AbortController; askers: number } | null = null;

  const begin = (): NonNullable<typeof current> => {
    const ending = new AbortController();
    const begun = { value: start(ending.signal), ending, askers: 0 };
    begun.value.catch(() => {
      if (current === begun) current = null;
    });
    return begun;
  };

  const get = async (signal: AbortSignal | undefined): Promise<Value> => {
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
  return {
    get,
    forget: () => {
      current = null;
    },
  };
};
