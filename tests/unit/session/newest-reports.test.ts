import { describe, expect, it } from 'vitest';
import { newestReports, type StoredReport } from '../../../src/session/newest-reports.ts';
import { PATIENT, recordOf } from '../../support/records.ts';

const report = (
  sopInstanceUID: string,
  minute: number,
  predecessors: readonly string[] = [],
  id = 'record',
): StoredReport => ({
  record: recordOf({ space: PATIENT, id }),
  sopClassUID: '1.2.840.10008.5.1.4.1.1.88.34',
  sopInstanceUID,
  seriesInstanceUID: '1.2.3.4',
  studyInstanceUID: '1.2.3',
  predecessors,
  writtenAt: new Date(Date.UTC(2026, 10, 26, 10, minute)),
});
const namesOf = (reports: readonly StoredReport[]): readonly string[] =>
  reports.map(({ sopInstanceUID }) => sopInstanceUID);

describe('of several reports of a record', () => {
  it('the one that no other takes the place of is in force, whatever the clocks said', () => {
    const { newest, contested } = newestReports([report('3', 2, ['2']), report('1', 9), report('2', 5, ['1'])]);
    expect(namesOf(newest)).toEqual(['3']);
    expect(contested).toEqual([]);
  });

  it('that do not name each other the later one is, and that is told', () => {
    const { newest, contested } = newestReports([report('1', 1), report('2', 3), report('3', 2)]);
    expect(namesOf(newest)).toEqual(['2']);
    expect(namesOf(contested)).toEqual(['2']);
  });

  it('that follow the same one there are two in force: the later is taken', () => {
    const { newest, contested } = newestReports([report('1', 1), report('2', 3, ['1']), report('3', 2, ['1'])]);
    expect(namesOf(newest)).toEqual(['2']);
    expect(namesOf(contested)).toEqual(['2']);
  });

  it('that name each other in a ring, or themselves, the last written is', () => {
    expect(namesOf(newestReports([report('1', 1, ['2']), report('2', 3, ['1'])]).newest)).toEqual(['2']);
    expect(namesOf(newestReports([report('1', 1, ['1'])]).newest)).toEqual(['1']);
  });

  it('each record has its own', () => {
    const { newest } = newestReports([report('1', 1, [], 'a'), report('2', 2, [], 'b'), report('3', 3, ['1'], 'a')]);
    expect([...namesOf(newest)].sort()).toEqual(['2', '3']);
  });
});
