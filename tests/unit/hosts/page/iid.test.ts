import { expect, test } from 'vitest';
import { findRequested, type Search } from '../../../../src/hosts/page/find.ts';
import { readImageDisplayRequest, type ImageDisplayRequest } from '../../../../src/hosts/page/iid.ts';
import { lineText } from '../../../../src/hosts/page/line.ts';
import type { FoundStudy } from '../../../../src/load/find-studies.ts';

const read = (query: string) => {
  const { request, lines } = readImageDisplayRequest(new URLSearchParams(query));
  return { request, lines: lines.map(lineText) };
};

test('studies are asked for by UID or accession number, lists by commas or semicolons', () => {
  expect(read('requestType=STUDY&studyUID=1.2.3,1.2.4&viewerType=IHE_BIR')).toEqual({
    request: { kind: 'studies', studyUIDs: ['1.2.3', '1.2.4'], accessionNumbers: [] },
    lines: [],
  });
  expect(read('requestType=STUDY&accessionNumber=A1;A2').request).toEqual({
    kind: 'studies',
    studyUIDs: [],
    accessionNumbers: ['A1', 'A2'],
  });
  expect(read(`requestType=STUDYBASE64&studyUID=${encodeURIComponent(btoa('1.2.3;1.2.4'))}`).request).toEqual({
    kind: 'studies',
    studyUIDs: ['1.2.3', '1.2.4'],
    accessionNumbers: [],
  });
});

test('a patient is named as HL7 CX, with what narrows the studies', () => {
  expect(
    read(
      'requestType=PATIENT&patientID=99998410%5E%5E%5EAcme%261.2.3%26ISO&patientBirthDate=1950-02-03&lowerDateTime=2010-01-01T12:00:00Z&upperDateTime=2020-12-31&mostRecentResults=2&modalitiesInStudy=CT,MR&idCDA=x',
    ),
  ).toEqual({
    request: {
      kind: 'patient',
      patientID: '99998410',
      issuer: 'Acme',
      birthDate: '19500203',
      from: '20100101',
      to: '20201231',
      mostRecent: 2,
      modalities: ['CT', 'MR'],
    },
    lines: [],
  });
});

test.each([
  ['requestType=SERIES&seriesUID=1.2', 'types STUDY and PATIENT'],
  ['requestType=STUDY', 'studyUID or accessionNumber is missing'],
  ['requestType=STUDY&studyUID=1.2.x', '“studyUID”'],
  ['requestType=STUDYBASE64&studyUID=%25', '“studyUID”'],
  ['requestType=STUDY&accessionNumber=A*', '“accessionNumber”'],
  ['requestType=PATIENT', 'patientID is missing'],
  ['requestType=PATIENT&patientID=*', '“patientID”'],
  ['requestType=PATIENT&patientID=1%5C2', '“patientID”'],
  ['requestType=PATIENT&patientID=1?', '“patientID”'],
  ['requestType=PATIENT&patientID=1&mostRecentResults=many', '“mostRecentResults”'],
  ['requestType=PATIENT&patientID=1&lowerDateTime=yesterday', '“lowerDateTime”'],
  ['requestType=PATIENT&patientID=1&patientBirthDate=1950-13-01', '“patientBirthDate”'],
  ['requestType=PATIENT&patientID=1&modalitiesInStudy=ct*', '“modalitiesInStudy”'],
])('%s is refused with a line', (query, said) => {
  const { request, lines } = read(query);
  expect(request).toBeNull();
  expect(lines).toEqual([expect.stringContaining(said)]);
});

test('what isn’t supported is told, and the rest is answered', () => {
  const { request, lines } = read(
    'requestType=STUDY&studyUID=1.2.3&keyImagesOnly=true&diagnosticQuality=true&viewerType=PATIENT',
  );
  expect(request).not.toBeNull();
  expect(lines).toHaveLength(3);
  expect(read('requestType=STUDY&studyUID=1.2.3&keyImagesOnly=false&diagnosticQuality=false').lines).toEqual([]);
});

const study = (values: Partial<FoundStudy>): FoundStudy => ({
  studyInstanceUID: '1.2.3',
  patientID: 'P1',
  issuer: null,
  birthDate: null,
  accessionNumber: null,
  date: null,
  time: null,
  modalities: [],
  description: null,
  images: null,
  ...values,
});
const patient = (values: object = {}): ImageDisplayRequest => ({
  ...{
    kind: 'patient',
    patientID: 'P1',
    issuer: null,
    birthDate: null,
    from: null,
    to: null,
    mostRecent: 0,
    modalities: [],
  },
  ...values,
});

/** An archive that answers everything it has, whatever it is asked. */
const generous =
  (...studies: readonly FoundStudy[]): Search =>
  () =>
    Promise.resolve({ items: studies, isCut: false });

const uids = async (request: ImageDisplayRequest, search: Search): Promise<readonly string[]> =>
  (await findRequested(request, search)).studies.map(({ studyInstanceUID }) => studyInstanceUID);

test('an archive that answers more than was asked brings no other patient’s study', async () => {
  const all = generous(
    study({ studyInstanceUID: '1.1', patientID: 'P1' }),
    study({ studyInstanceUID: '1.2', patientID: 'p1' }),
    study({ studyInstanceUID: '1.3', patientID: 'P12' }),
    study({ studyInstanceUID: '1.4', patientID: null }),
    study({ studyInstanceUID: '1.5', patientID: 'P1', issuer: 'Other' }),
  );
  expect(await uids(patient({ issuer: 'Acme' }), all)).toEqual(['1.1']);
  expect(await uids({ kind: 'studies', studyUIDs: ['1.3'], accessionNumbers: [] }, all)).toEqual(['1.3']);
  expect(await uids({ kind: 'studies', studyUIDs: [], accessionNumbers: ['A'] }, all)).toEqual([]);
});

test('a patient’s studies come newest first, as many as asked for, of the modalities and days asked for', async () => {
  const all = generous(
    study({ studyInstanceUID: '1.1', date: '20200101', time: '0900', modalities: ['CT', 'SR'] }),
    study({ studyInstanceUID: '1.2', date: '20210101', time: '0800', modalities: ['MR'] }),
    study({ studyInstanceUID: '1.3', date: '20210101', time: '1000', modalities: ['CT'] }),
    study({ studyInstanceUID: '1.4' }),
  );
  expect(await uids(patient(), all)).toEqual(['1.3', '1.2', '1.1', '1.4']);
  expect(await uids(patient({ mostRecent: 1 }), all)).toEqual(['1.3']);
  expect(await uids(patient({ modalities: ['CT'] }), all)).toEqual(['1.3', '1.1']);
  expect(await uids(patient({ to: '20201231' }), all)).toEqual(['1.1', '1.4']);
});

test('who issued an ID is told where the archive doesn’t say it; no study, and missing ones, are told', async () => {
  const said = async (request: ImageDisplayRequest, search: Search) =>
    (await findRequested(request, search)).lines.map(lineText);
  expect(await said(patient({ issuer: 'Acme' }), generous(study({})))).toEqual([
    'The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.',
  ]);
  expect(await said(patient(), generous())).toEqual(['The archive has no study that the address asks for.']);
  expect(
    await said({ kind: 'studies', studyUIDs: ['1.2.3', '1.2.4'], accessionNumbers: [] }, generous(study({}))),
  ).toEqual(['The archive lacks 1 of the studies that the address asks for.']);
});

test('that an archive lists more than was searched is told, also where few of them are the patient’s own', async () => {
  const search: Search = () =>
    Promise.resolve({ items: [study({}), study({ studyInstanceUID: '1.9', patientID: 'P12' })], isCut: true });
  const { studies, lines } = await findRequested(patient({ mostRecent: 1 }), search);
  expect(studies).toHaveLength(1);
  expect(lines.map(lineText)).toEqual([
    'The archive lists more studies than were searched: some, also newer ones, may be missing.',
  ]);
});

test('an archive is asked for what narrows the answer', async () => {
  const asked: unknown[] = [];
  await findRequested(patient({ birthDate: '19500203', from: '20100101' }), (query) => {
    asked.push(query);
    return Promise.resolve({ items: [], isCut: false });
  });
  expect(asked).toEqual([{ PatientID: 'P1', PatientBirthDate: '19500203', StudyDate: '20100101-' }]);
});

test('a patient of the same ID who was born on another day isn’t shown, by an archive that doesn’t look at it either', async () => {
  const search = generous(
    study({ studyInstanceUID: '1.2.1', birthDate: '19500102' }),
    study({ studyInstanceUID: '1.2.2', birthDate: '19800304' }),
    study({ studyInstanceUID: '1.2.3', birthDate: null }),
  );
  const { studies } = await findRequested(patient({ birthDate: '19500102' }), search);
  expect(studies.map(({ studyInstanceUID }) => studyInstanceUID)).toEqual(['1.2.1', '1.2.3']);
});
