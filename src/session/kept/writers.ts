/** Which sessions, of this page and of others, are at work. */
export interface Writers {
  /** Ids of the others that are alive. */
  living(): Promise<ReadonlySet<string>>;
  /** Tells the others that something has changed. */
  tell(): void;
  /** Tells the others that everything that was kept is gone. */
  tellForgotten(): void;
  close(): void;
}

const PREFIX = 'tipcheck ';
const FORGOTTEN = 'forgotten';

/**
 * A session holds a lock of its name as long as it lives: the browser takes it back however a page ends. `changed` is called when another
 * session says that something has changed, or ends; `forgotten` when it says that all that was kept is gone. Where a browser has no locks nobody is taken for alive: what another tab is just making is
 * offered as if it had ended, and stays in a branch of its own all the same.
 */
export const joinWriters = (writer: string, changed: () => void, forgotten: () => void): Writers => {
  const locks = (globalThis.navigator as Partial<Navigator>).locks;
  const channel = new BroadcastChannel('tipcheck');
  const ending = new AbortController();
  const watched = new Set<string>();
  let leave = (): void => undefined;

  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === FORGOTTEN) forgotten();
    else changed();
  };
  const tell = (): void => {
    if (!ending.signal.aborted) channel.postMessage(writer);
  };
  const ignore = (): void => undefined;
  locks
    ?.request(PREFIX + writer, { signal: ending.signal }, async () => {
      tell();
      await new Promise<void>((resolve) => {
        leave = resolve;
      });
    })
    .catch(ignore);

  /** Its lock is had once it has ended. */
  const watch = (other: string): void => {
    if (watched.has(other) || ending.signal.aborted) return;
    watched.add(other);
    locks
      ?.request(PREFIX + other, { signal: ending.signal, mode: 'shared' }, () => {
        watched.delete(other);
        if (!ending.signal.aborted) changed();
      })
      .catch(ignore);
  };

  return {
    living: async () => {
      const { held = [] } = (await locks?.query()) ?? {};
      const names = held.flatMap(({ name = '', mode }) =>
        name.startsWith(PREFIX) && mode === 'exclusive' ? [name.slice(PREFIX.length)] : [],
      );
      const others = names.filter((name) => name !== writer);
      for (const other of others) watch(other);
      return new Set(others);
    },
    tell,
    tellForgotten: () => {
      channel.postMessage(FORGOTTEN);
    },
    close: () => {
      ending.abort();
      leave();
      channel.close();
    },
  };
};
