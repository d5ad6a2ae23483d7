import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText } from '../../../../src/hosts/page/line.ts';
import { documented } from '../../../support/documented.ts';
import { CAUTIOUS_SITE, DEFAULT_SITE, readSite } from '../../../../src/hosts/page/site.ts';

const read = (json: unknown) => {
  const { site, lines } = readSite(JSON.stringify(json));
  return { site, lines: lines.map(lineText) };
};

const WHOLE = {
  title: 'Confirmation, radiology',
  language: 'de-AT',
  archives: [
    { name: 'PACS', url: '/dicom-web' },
    { name: 'Teaching', url: 'https://teaching.example.org/rs' },
  ],
  linkOrigins: ['https://pacs.example.org', 'http://127.0.0.1:8042'],
  defaultProfile: 'biopsy',
  profiles: ['profiles/ours.tipcheck-profile.json', { id: 'ours' }],
  keepWork: false,
  memoryBudget: 1024,
  framedBy: ['https://ris.example.org'],
  samples: false,
};

test('settings that are right are taken as they stand, and none is asked for', () => {
  expect(read(WHOLE)).toEqual({ site: WHOLE, lines: [] });
  expect(read({})).toEqual({ site: DEFAULT_SITE, lines: [] });
});

test('the settings of the documentation are right, and name every field', () => {
  const example: unknown = JSON.parse(documented('docs/site.md', 'site-settings'));
  expect(read(example)).toEqual({ site: example, lines: [] });
  expect(Object.keys(example as object).sort()).toEqual(Object.keys(DEFAULT_SITE).sort());
});

test.each([
  ['title', '', 'title', 'a name'],
  ['language', 'pt', 'language', 'a language that the viewer speaks'],
  ['archives', [{ name: 'A', url: 'ftp://a/' }], 'archives[0].url', 'http or https address'],
  ['archives', [{ name: 'A', url: 'https://user:secret@a/' }], 'archives[0].url', 'without user'],
  ['archives', [{ name: 'A', url: 'https://a/?token=1' }], 'archives[0].url', 'query'],
  ['archives', [{ name: 'A', url: 'javascript:alert(1)' }], 'archives[0].url', 'http or https address'],
  ['archives', [{ name: 'A', url: '/a', token: 'x' }], 'archives[0].token', 'nothing else'],
  ['archives', { name: 'A', url: '/a' }, 'archives', 'a list'],
  ['linkOrigins', ['*'], 'linkOrigins[0]', 'an origin'],
  ['linkOrigins', ['https://*.example.org'], 'linkOrigins[0]', 'an origin'],
  ['linkOrigins', ['https://a.example', 'https://b.example/path'], 'linkOrigins[1]', 'without path'],
  ['linkOrigins', ['null'], 'linkOrigins[0]', 'an origin'],
  ['framedBy', ['file://'], 'framedBy[0]', 'an origin'],
  ['framedBy', Array.from({ length: 51 }, () => 'https://a.example'), 'framedBy', 'at most 50'],
  ['defaultProfile', 'Biopsy', 'defaultProfile', 'id of a procedure profile'],
  ['profiles', [''], 'profiles[0]', 'address of a profile'],
  ['memoryBudget', 12.5, 'memoryBudget', 'whole number of MB'],
  ['memoryBudget', '512', 'memoryBudget', 'whole number of MB'],
  ['samples', 'no', 'samples', 'true or false'],
])('a wrong %s is left out with one line that names it, and the rest counts', (field, value, named, reason) => {
  const { site, lines } = read({ title: 'Ours', memoryBudget: 512, [field]: value });
  expect(lines).toEqual([expect.stringContaining(`Settings of this site, ${named}:`)]);
  expect(lines[0]).toContain(reason);
  expect(lines[0]).not.toMatch(/\n|undefined|secret|token=1/);
  expect(site).toEqual({
    ...DEFAULT_SITE,
    title: 'Ours',
    memoryBudget: 512,
    [field]: DEFAULT_SITE[field as keyof typeof DEFAULT_SITE],
  });
});

test('what keeps work off is read cautiously: a wrong value forbids it too', () => {
  const { site, lines } = read({ keepWork: 'off' });
  expect(site.keepWork).toBe(false);
  expect(lines).toEqual(['Settings of this site, keepWork: must be true or false.']);
});

test('a field that is none is named, without what it holds', () => {
  const { site, lines } = read({ archive: 'https://secret.example/', ['<img onerror=x>']: 1 });
  expect(site).toEqual(DEFAULT_SITE);
  expect(lines).toEqual([
    'Settings of this site, archive: there is no such setting.',
    'Settings of this site, ?img?onerror?x?: there is no such setting.',
  ]);
  expect(readSite('{"__proto__": {"keepWork": true}, "constructor": 1}').site).toEqual(DEFAULT_SITE);
});

test('settings that can’t be read forbid what they could forbid', () => {
  for (const text of ['', 'nothing', '[]', 'null', '"text"', '{"title": ']) {
    const { site, lines } = readSite(text);
    expect(site).toEqual(CAUTIOUS_SITE);
    expect(lines).toHaveLength(1);
  }
  expect(CAUTIOUS_SITE).toMatchObject({ keepWork: false, archives: [], linkOrigins: [], framedBy: [] });
});

test('whatever JSON stands there, it is read without an exception and every list of origins holds origins alone', () => {
  fc.assert(
    fc.property(
      fc.record(
        { framedBy: fc.jsonValue(), linkOrigins: fc.jsonValue(), archives: fc.jsonValue(), keepWork: fc.jsonValue() },
        { requiredKeys: [] },
      ),
      (json) => {
        const { site } = readSite(JSON.stringify(json));
        for (const origin of [...site.framedBy, ...site.linkOrigins]) expect(new URL(origin).origin).toBe(origin);
        expect(typeof site.keepWork).toBe('boolean');
      },
    ),
  );
});
