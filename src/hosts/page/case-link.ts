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
