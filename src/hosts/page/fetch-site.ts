import { DEFAULT_SITE, MAX_SITE_BYTES, readSite, unreadable, type ReadSite } from './site.ts';

const TIMEOUT_MS = 10_000;

/** Reads at most so many bytes as UTF-8; null where there are more. */
const textUpTo = async (answer: Response, most: number): Promise<string | null> => {
  if (!answer.body) return '';
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      await reader.cancel();
      return null;
    }
    pieces.push(value);
  }
  return new Blob(pieces as BlobPart[]).text();
};

/**
 * The settings beside the page, fetched from its own origin without following it elsewhere. A page without them has the defaults: servers say so
 * with 404 (or 410), or answer every unknown path with the page itself (HTML).
 */
export const fetchSite = async (url: URL): Promise<ReadSite> => {
  try {
    const answer = await fetch(url, {
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-cache',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const isPage = /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
    if (answer.status === 404 || answer.status === 410 || (answer.ok && isPage))
      return { site: DEFAULT_SITE, lines: [] };
    if (!answer.ok) return unreadable('the server failed');
    const text = await textUpTo(answer, MAX_SITE_BYTES);
    return text === null ? unreadable('it is larger than 1 MB') : readSite(text);
  } catch {
    return unreadable('the server can’t be reached');
  }
};
