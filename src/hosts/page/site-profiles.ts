import { line, type Line } from './line.ts';
import type { Site } from './site.ts';

const MAX_BYTES = 1024 * 1024;
/** The page opens nothing before it has its profiles. */
const TIMEOUT_MS = 10_000;

/** The site's profiles as their files hold them: those given by address are fetched, from the page's own origin alone. The viewer checks them. */
export const siteProfiles = async (
  profiles: Site['profiles'],
  page: URL,
): Promise<{ readonly found: readonly unknown[]; readonly lines: readonly Line[] }> => {
  const lines: Line[] = [];
  const found = await Promise.all(
    profiles.map(async (profile, index) => {
      if (typeof profile !== 'string') return [profile];
      const text = await fetched(profile, page).catch(() => null);
      if (text !== null) return [text];
      lines.push(line('A procedure profile of this site could not be loaded: profiles[{index}].', { index }));
      return [];
    }),
  );
  return { found: found.flat(), lines };
};

const fetched = async (address: string, page: URL): Promise<string | null> => {
  const url = new URL(address, page);
  if (url.origin !== page.origin) return null;
  const answer = await fetch(url, {
    credentials: 'same-origin',
    redirect: 'error',
    cache: 'no-cache',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = answer.ok ? await answer.text() : null;
  return text !== null && text.length <= MAX_BYTES ? text : null;
};
