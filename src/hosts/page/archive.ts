import type { Address } from './address.ts';
import { line, type Line } from './line.ts';
import { archiveUrl, type Site } from './site.ts';

/**
 * The DICOMweb services that an address may be opened from. A link can be written by anyone: one that names a server of its writer's would have
 * a reader's requests, with what authorises them, and later their reports sent there, and would show the writer's images as the patient's. So
 * an address may name only what is on the page's origin or what the site lists (docs/decisions/0009-page-and-bridge.md).
 */
export const archiveOf = (
  { dicomweb, archive }: Pick<Address, 'dicomweb' | 'archive'>,
  { archives, linkOrigins }: Pick<Site, 'archives' | 'linkOrigins'>,
  page: URL,
): URL | Line => {
  if (dicomweb !== null) {
    const url = archiveUrl(dicomweb, page.href);
    if (!url)
      return line(
        '“{name}” in the address was passed over: {reason}.',
        { name: 'dicomweb' },
        'it must be an http or https address',
      );
    const own = archives.flatMap((one) => archiveUrl(one.url, page.href)?.origin ?? []);
    return url.origin === page.origin || linkOrigins.includes(url.origin) || own.includes(url.origin)
      ? url
      : line('The address names an archive that this site doesn’t allow: nothing was asked of it.');
  }
  const chosen = archive === null ? archives[0] : archives.find(({ name }) => name === archive);
  if (!chosen && archive !== null) return line('This site has no archive of the name in the address.');
  const url = chosen && archiveUrl(chosen.url, page.href);
  return url ?? line('No archive is set up for this page: the study can’t be opened.');
};
