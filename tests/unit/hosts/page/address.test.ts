import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAddress } from '../../../../src/hosts/page/address.ts';
import { archiveOf } from '../../../../src/hosts/page/archive.ts';
import { caseUrl } from '../../../../src/hosts/page/case-link.ts';
import { lineText } from '../../../../src/hosts/page/line.ts';
import { inLane } from '../../../support/lane.ts';

const read = (query: string) => {
  const { lines, ...address } = readAddress(query);
  return { ...address, lines: lines.map(lineText) };
};

test('an address names a study, a place in it, a profile and a language', () => {
  expect(
    read(
      '?dicomweb=%2Fdicom-web&StudyInstanceUIDs=1.2.3&SeriesInstanceUIDs=1.2.3.4&frame=12&record=our-record&profile=biopsy&language=de',
    ),
  ).toEqual({
    asks: true,
    request: { kind: 'studies', studyUIDs: ['1.2.3'], accessionNumbers: [] },
    dicomweb: '/dicom-web',
    archive: null,
    case: null,
    place: { series: '1.2.3.4', frame: 12, record: 'our-record' },
    profile: 'biopsy',
    language: 'de',
    drawing: null,
    lines: [],
  });
  expect(read('?drawing=webgl')).toMatchObject({ drawing: 'webgl', lines: [] });
  expect(read('?drawing=ink')).toMatchObject({
    drawing: null,
    lines: ['“drawing” in the address was passed over: must be webgl or processor.'],
  });
  expect(read('?studyinstanceuids=1.2.3,%201.2.4,1.2.3').request).toEqual({
    kind: 'studies',
    studyUIDs: ['1.2.3', '1.2.4'],
    accessionNumbers: [],
  });
  expect(read('')).toMatchObject({ asks: false, request: null, lines: [] });
});

test('an address names a teaching case, only where the site allows it', () => {
  expect(read('?case=cases%2Fone.zip')).toMatchObject({ asks: true, request: null, case: 'cases/one.zip', lines: [] });
  const page = new URL('https://viewer.example/tipcheck/?case=x');
  const at = (value: string, linkOrigins: readonly string[] = []): string => {
    const url = caseUrl(value, { linkOrigins }, page);
    return url instanceof URL ? url.href : lineText(url);
  };
  expect(at('cases/one.zip')).toBe('https://viewer.example/tipcheck/cases/one.zip');
  expect(at('https://cases.example/one.zip', ['https://cases.example'])).toBe('https://cases.example/one.zip');
  const refused = 'The address names a teaching case where this site doesn’t allow any: it was not asked for.';
  expect(at('https://cases.example/one.zip')).toBe(refused);
  expect(at('//cases.example/one.zip', ['https://other.example'])).toBe(refused);
  for (const value of ['javascript:alert(1)', 'data:application/zip,PK', 'https://a:b@viewer.example/one.zip'])
    expect(at(value)).toBe('“case” in the address was passed over: it must be an http or https address.');
});

test.each([
  ['SeriesInstanceUIDs=01.2', 'SeriesInstanceUIDs', 'one UID'],
  ['SeriesInstanceUIDs=1.2.3,1.2.4', 'SeriesInstanceUIDs', 'one UID'],
  ['frame=0', 'frame', 'whole number from 1'],
  ['frame=-1', 'frame', 'whole number from 1'],
  ['frame=1.5', 'frame', 'whole number from 1'],
  ['frame=', 'frame', 'whole number from 1'],
  ['frame=2&frame=2', 'frame', 'twice'],
  [`record=${'x'.repeat(65)}`, 'record', '64 characters'],
  ['profile=Not%20One', 'profile', 'procedure profile'],
  ['language=pt', 'language', 'speaks'],
])('%s is passed over with one line that names it, and the study opens', (query, name, reason) => {
  const address = read(`?StudyInstanceUIDs=1.2.3&${query}`);
  expect(address.request).not.toBeNull();
  expect(address.lines).toHaveLength(1);
  expect(address.lines[0]).toContain(`“${name}”`);
  expect(address.lines[0]).toContain(reason);
});

test('an unknown parameter is named, not its value', () => {
  expect(read('?StudyInstanceUIDs=1.2.3&patient=Doe%5EJane').lines).toEqual([
    'The address asks for “patient”, which this page doesn’t know.',
  ]);
});

test('a study that can’t be read was asked for all the same: nothing takes its place', () => {
  for (const query of [
    '?StudyInstanceUIDs=nothing',
    '?StudyInstanceUIDs=',
    '?requestType=SERIES',
    '?requestType=STUDY',
  ])
    expect(read(query)).toMatchObject({ asks: true, request: null, lines: [expect.any(String)] });
});

test('whatever stands in an address is read without an exception and named in lines of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (query) => {
      expect(read(query).lines.filter((text) => text.includes('\n'))).toEqual([]);
    }),
    { numRuns: inLane({ fast: 30, full: 1000 }) },
  );
});

const PAGE = new URL('https://viewer.example.org/tipcheck/');
const SITE = {
  archives: [
    { name: 'PACS', url: '/dicom-web' },
    { name: 'Teaching', url: 'https://teaching.example.org/rs' },
  ],
  linkOrigins: ['https://pacs.example.org'],
};
const archive = (dicomweb: string | null, name: string | null = null, site = SITE): string => {
  const found = archiveOf({ dicomweb, archive: name }, site, PAGE);
  return found instanceof URL ? found.href : lineText(found);
};

test('an address may name an archive on the page’s origin, on one of the site’s archives and on a listed one', () => {
  expect(archive('../other/rs')).toBe('https://viewer.example.org/other/rs');
  expect(archive('https://viewer.example.org/rs')).toBe('https://viewer.example.org/rs');
  expect(archive('https://pacs.example.org/rs')).toBe('https://pacs.example.org/rs');
  expect(archive('https://teaching.example.org/other')).toBe('https://teaching.example.org/other');
});

test.each([
  'https://evil.example/rs',
  '//evil.example/rs',
  'https://pacs.example.org.evil.example/rs',
  'https://pacs.example.org:8443/rs',
  'http://pacs.example.org/rs',
  'http://viewer.example.org/rs',
  'https://pacs.example.org@evil.example/rs',
  '\\\\evil.example/rs',
  'https:\\\\evil.example',
  ' https://evil.example/rs',
  'data:application/json,[]',
  'javascript:alert(1)',
  'blob:https://viewer.example.org/1',
  'file:///etc/passwd',
])('%s is refused, without being named', (dicomweb) => {
  const refused = archive(dicomweb);
  expect(refused).toMatch(/^(The address names an archive that this site doesn’t allow|“dicomweb” in the address)/);
  expect(refused).not.toContain('evil');
});

test('without one in the address, the site’s first archive is asked, or the one of the name', () => {
  expect(archive(null)).toBe('https://viewer.example.org/dicom-web');
  expect(archive(null, 'Teaching')).toBe('https://teaching.example.org/rs');
  expect(archive(null, 'Other')).toBe('This site has no archive of the name in the address.');
  expect(archive(null, null, { archives: [], linkOrigins: [] })).toContain('No archive is set up');
});
