import { isRefused } from '../../confirmation/record.ts';
import type { LoadInput } from '../../load/load-input.ts';
import type { Text } from '../../words/text.ts';
import { line, type Line } from './line.ts';

/** So long a server may send nothing. A large case on a slow line takes longer than that, and goes on coming. */
const PATIENCE_MS = 30_000;

/** Why a file can't be had. */
class NotFetched extends Error {
  readonly reason: Text;

  constructor(reason: Text) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * What a teaching case is read from: its file; of a set also the cases beside its list, each asked for when it is opened. A line where it can't be
 * had; null once the signal has fired.
 */
export const fetchCase = async (url: URL, signal: AbortSignal): Promise<readonly LoadInput[] | Line | null> => {
  try {
    const bytes = await contentOf(url, signal);
    const isList = url.pathname.endsWith('.json');
    const file = { name: isList ? 'set.json' : 'case.zip', size: bytes.length, read: () => Promise.resolve(bytes) };
    return isList ? [file, ...(await casesBeside(bytes, url))] : [file];
  } catch (error) {
    if (signal.aborted) return null;
    const reason = error instanceof NotFetched ? error.reason : 'the server can’t be reached';
    return line('The teaching case that the address names could not be fetched: {reason}.', {}, reason);
  }
};

/** Rejects with NotFetched, with what `fetch` rejects with, or with the signal's reason. */
const contentOf = async (url: URL, signal?: AbortSignal): Promise<Uint8Array> => {
  const ending = new AbortController();
  const end = (): void => {
    ending.abort(signal?.reason);
  };
  if (signal?.aborted) end();
  signal?.addEventListener('abort', end);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      ending.abort(new NotFetched('nothing came from the server for half a minute'));
    }, PATIENCE_MS);
  };
  wait();
  try {
    const response = await fetch(url, { credentials: 'same-origin', redirect: 'error', signal: ending.signal });
    if (!response.ok)
      throw new NotFetched(
        response.status === 404 || response.status === 410 ? 'there is no such file' : 'the server failed',
      );
    const pieces: Uint8Array[] = [];
    const reader = response.body?.getReader();
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      pieces.push(next.value);
      wait();
    }
    return new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
};

/** None where the list isn't one: whoever reads it says why. */
const casesBeside = async (list: Uint8Array, url: URL): Promise<readonly LoadInput[]> => {
  const { parseCaseSet } = await import('../../teach/case-set.ts');
  const set = parseCaseSet(new TextDecoder().decode(list));
  if (isRefused(set)) return [];
  return set.cases.map(({ file }) => ({
    name: file,
    size: 0,
    read: (signal) => contentOf(new URL(file, url), signal),
  }));
};
