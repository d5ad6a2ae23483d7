import { assess, isRefused, parseRecord } from 'tipcheck';

/** Assessed on the server, for every request: no part of a viewer is sent to the browser. */
export const dynamic = 'force-dynamic';

const verdictOf = (json) => {
  const record = parseRecord(json);
  if (isRefused(record)) return record.message;
  const assessment = assess(record);
  return isRefused(assessment) ? assessment.message : assessment.verdict;
};

export default async function Page({ searchParams }) {
  const { record } = await searchParams;
  return <p role="status">{record === undefined ? 'No record was given.' : verdictOf(record)}</p>;
}
