import { numberOf, textOf, uidOf, type ElementSource } from '../image/element-source.ts';
import { dataSetsFrom, type GetHeaders } from './dicomweb-client.ts';
import { dicomWebRequests } from './dicomweb-request.ts';
import { inPages, type Paged } from './in-pages.ts';
import { jsonSource } from './json-source.ts';

/** A study as an archive lists it (PS3.18 10.6.3.3); what it doesn't say is null. */
export interface FoundStudy {
  readonly studyInstanceUID: string;
  readonly patientID: string | null;
  readonly issuer: string | null;
  /** Of the patient, DA. */
  readonly birthDate: string | null;
  readonly accessionNumber: string | null;
  /** DA and TM */
  readonly date: string | null;
  readonly time: string | null;
  readonly modalities: readonly string[];
  readonly description: string | null;
  readonly images: number | null;
}

/** Keys and values of a search for studies (PS3.18 10.6.1.2), by keyword. */
export type StudyQuery = Readonly<
  Partial<Record<'StudyInstanceUID' | 'AccessionNumber' | 'PatientID' | 'PatientBirthDate' | 'StudyDate', string>>
>;

/** An archive may refuse a longer list at a time, and nobody reads one that is longer than the most. */
const PAGES = { pageSize: 200, most: 1000 } as const;

const INCLUDED = [
  'IssuerOfPatientID',
  'PatientBirthDate',
  'StudyDescription',
  'ModalitiesInStudy',
  'NumberOfStudyRelatedInstances',
];

const studyFrom = (source: ElementSource): FoundStudy | null => {
  const studyInstanceUID = uidOf(source, 'StudyInstanceUID');
  if (studyInstanceUID === undefined) return null;
  return {
    studyInstanceUID,
    patientID: textOf(source, 'PatientID') ?? null,
    issuer: textOf(source, 'IssuerOfPatientID') ?? null,
    birthDate: textOf(source, 'PatientBirthDate') ?? null,
    accessionNumber: textOf(source, 'AccessionNumber') ?? null,
    date: textOf(source, 'StudyDate') ?? null,
    time: textOf(source, 'StudyTime') ?? null,
    modalities: source.strings('ModalitiesInStudy') ?? [],
    description: textOf(source, 'StudyDescription') ?? null,
    images: numberOf(source, 'NumberOfStudyRelatedInstances') ?? null,
  };
};

/** Searches an archive for studies (QIDO-RS). Throws LoadError, with code `cancelled` when the signal fired. */
export const findStudies = async (
  url: string,
  query: StudyQuery,
  {
    getHeaders = () => Promise.resolve({}),
    signal,
  }: { readonly getHeaders?: GetHeaders; readonly signal?: AbortSignal } = {},
): Promise<Paged<FoundStudy>> => {
  const ask = dicomWebRequests(url, getHeaders);
  return inPages(
    async (offset) => {
      const queryParams = {
        ...query,
        includefield: INCLUDED.join(','),
        limit: String(PAGES.pageSize),
        ...(offset > 0 && { offset: String(offset) }),
      };
      const { answer } = await ask('search for studies', signal, (client, request) =>
        client.searchForStudies({ queryParams, request }),
      );
      return dataSetsFrom(answer, 'search for studies').flatMap((json) => studyFrom(jsonSource(json)) ?? []);
    },
    ({ studyInstanceUID }) => studyInstanceUID,
    PAGES,
  );
};
