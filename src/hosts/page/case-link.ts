import { isRefused } from '../../confirmation/record.ts';
import type { LoadInput } from '../../load/load-input.ts';
import { line, type Line } from './line.ts';
import { archiveUrl, type Site } from './site.ts';

/**
 * The file of a teaching case, or of a set of them, that an address may open: one on the page's origin, or on what the site lists, as with archives. A link names the
 * file and nothing of what is in it.
 */
export const caseUrl = (value: string, { linkOrigins }: Pick<Site, 'linkOrigins'>, page: URL): URL | Line => {
  const url = archiveUrl(value, page.href);
  if (!url)
    return line(
      '“{name}” in the address was passed over: {reason}.',
      { name: 'case' },
      'it must be an http or https address',
    );
  return url.origin === page.origin || linkOrigins.includes(url.origin)
    ? url
    : line('The address names a teaching case where this site doesn’t allow any: it was not asked for.');
};

const NOT_THERE = line('The teaching case that the address names could not be fetched.');

/**
 * What a teaching case is read from: its file; of a set also the cases beside its list, each asked for when it is opened. A line where it can't be
 * had.
 */
export const fetchCase = async (url: URL): Promise<readonly LoadInput[] | Line> => {
  try {
    const bytes = await contentOf(url);
    const isList = url.pathname.endsWith('.json');
    const file = { name: isList ? 'set.json' : 'case.zip', size: bytes.length, read: () => Promise.resolve(bytes) };
    return isList ? [file, ...(await casesBeside(bytes, url))] : [file];
  } catch {
    return NOT_THERE;
  }
};

const contentOf = async (url: URL): Promise<Uint8Array> => {
  const response = await fetch(url, { credentials: 'same-origin', redirect: 'error' });
  if (!response.ok) throw new Error(`the server answered ${String(response.status)}`);
  return new Uint8Array(await response.arrayBuffer());
};

/** None where the list isn't one: whoever reads it says why. */
const casesBeside = async (list: Uint8Array, url: URL): Promise<readonly LoadInput[]> => {
  const { parseCaseSet } = await import('../../teach/case-set.ts');
  const set = parseCaseSet(new TextDecoder().decode(list));
  if (isRefused(set)) return [];
  return set.cases.map(({ file }) => ({ name: file, size: 0, read: () => contentOf(new URL(file, url)) }));
};
