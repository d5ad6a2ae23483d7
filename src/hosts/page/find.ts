import type { FoundStudy, StudyQuery } from '../../load/find-studies.ts';
import type { Paged } from '../../load/in-pages.ts';
import type { ImageDisplayRequest, PatientRequest, StudyRequest } from './iid.ts';
import { line, type Line } from './line.ts';

export type Search = (query: StudyQuery) => Promise<Paged<FoundStudy>>;
type SearchAll = (query: StudyQuery) => Promise<readonly FoundStudy[]>;

export interface Found {
  /** Newest first for a patient; in the order in which they were asked for else. */
  readonly studies: readonly FoundStudy[];
  readonly lines: readonly Line[];
}

/** Searches that run at a time. */
const AT_A_TIME = 4;

const all = async <Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  const waiting = [...items.entries()].reverse();
  const next = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) results[one[0]] = await work(one[1]);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
  return results;
};

/**
 * The studies that a request asks for. What an archive answers is held against the request again: archives match names and numbers more
 * generously than asked (without regard to case, by a beginning), and another patient's study must not come of it.
 */
export const findRequested = async (request: ImageDisplayRequest, search: Search): Promise<Found> => {
  const cuts: boolean[] = [];
  const searchAll: SearchAll = async (query) => {
    const found = await search(query);
    cuts.push(found.isCut);
    return found.items;
  };
  const { studies, lines } =
    request.kind === 'patient' ? await ofPatient(request, searchAll) : await named(request, searchAll);
  return {
    studies,
    lines: [
      ...lines,
      ...(cuts.includes(true)
        ? [line('The archive lists more studies than were searched: some, also newer ones, may be missing.')]
        : []),
      ...(studies.length === 0 ? [line('The archive has no study that the address asks for.')] : []),
    ],
  };
};

const named = async ({ studyUIDs, accessionNumbers }: StudyRequest, search: SearchAll): Promise<Found> => {
  const byUID = await all(studyUIDs, async (uid) =>
    (await search({ StudyInstanceUID: uid })).filter(({ studyInstanceUID }) => studyInstanceUID === uid),
  );
  const byNumber = await all(accessionNumbers, async (number) =>
    (await search({ AccessionNumber: number })).filter(({ accessionNumber }) => accessionNumber === number),
  );
  const each = [...byUID, ...byNumber];
  const studies = [...new Map(each.flat().map((study) => [study.studyInstanceUID, study])).values()];
  const missing = each.filter(({ length }) => length === 0).length;
  return {
    studies,
    lines:
      missing > 0 && studies.length > 0
        ? [line('The archive lacks {count} of the studies that the address asks for.', { count: missing })]
        : [],
  };
};

const ofPatient = async (request: PatientRequest, search: SearchAll): Promise<Found> => {
  const { patientID, issuer, birthDate, from, to, mostRecent, modalities } = request;
  const answered = await search({
    PatientID: patientID,
    ...(birthDate !== null && { PatientBirthDate: birthDate }),
    ...((from !== null || to !== null) && { StudyDate: `${from ?? ''}-${to ?? ''}` }),
  });
  const own = answered.filter(
    (study) =>
      study.patientID === patientID &&
      (issuer === null || study.issuer === null || study.issuer === issuer) &&
      (birthDate === null || study.birthDate === null || study.birthDate === birthDate) &&
      (modalities.length === 0 || study.modalities.some((one) => modalities.includes(one))) &&
      (study.date === null || ((from === null || study.date >= from) && (to === null || study.date <= to))),
  );
  const momentOf = ({ date, time }: FoundStudy): string => `${date ?? ''} ${time ?? ''}`;
  const sorted = own.toSorted((a, b) => (momentOf(a) < momentOf(b) ? 1 : momentOf(a) > momentOf(b) ? -1 : 0));
  const studies = mostRecent > 0 ? sorted.slice(0, mostRecent) : sorted;
  return {
    studies,
    lines:
      issuer !== null && studies.some((study) => study.issuer === null)
        ? [line('The archive doesn’t say who issued the patient’s ID: make sure that this is the patient.')]
        : [],
  };
};
