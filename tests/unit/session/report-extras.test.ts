import { describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../src/confirmation/record.ts';
import type { StoreAnswer } from '../../../src/load/store-answer.ts';
import type { OutboxObject } from '../../../src/session/outbox.ts';
import { ReportStoring } from '../../../src/session/report-storing.ts';
import { PATIENT, recordOf } from '../../support/records.ts';
import { readySession } from '../../support/sessions.ts';

const REPORT = '1.2.840.10008.5.1.4.1.1.88.34';
const CAPTURE = '1.2.840.10008.5.1.4.1.1.7';

const marked = (id: string): Confirmation =>
  recordOf({
    space: PATIENT,
    id,
    target: { shape: 'sphere', center: [0, 0, 0], radius: 5 },
    tip: { position: [1, 2, 3], evidence: 'person', sigma: 0.5 },
  });

/** An archive that can be down or refuse pictures; what is written is a report, a picture where asked for, or both. */
const bench = () => {
  const session = readySession();
  const archive = { isDown: false, takesPictures: true, has: new Map<string, string>() };
  let count = 0;
  const objectOf = (sopClassUID: string): Omit<OutboxObject, 'isStored'> => {
    count += 1;
    return {
      ...{ sopClassUID, sopInstanceUID: `1.${String(count)}`, seriesInstanceUID: '1.2.3.4', studyInstanceUID: '1.2.3' },
      bytes: new Uint8Array(4),
    };
  };
  const predecessors: (string | null)[] = [];
  const storing = new ReportStoring({
    session,
    destination: 'https://archive',
    store: {
      store: (objects) => {
        if (archive.isDown) return Promise.reject(new Error('down'));
        const answers = new Map<string, StoreAnswer>();
        for (const { sopInstanceUID, ...object } of objects) {
          const sopClassUID = 'sopClassUID' in object ? String(object.sopClassUID) : '';
          const isTaken = archive.takesPictures || sopClassUID !== CAPTURE;
          if (isTaken) archive.has.set(sopInstanceUID, sopClassUID);
          answers.set(
            sopInstanceUID,
            isTaken
              ? { kind: 'stored', warning: null }
              : { kind: 'refused', message: 'the archive does not take objects of this kind', mayPass: false },
          );
        }
        return Promise.resolve(answers);
      },
      has: ({ sopInstanceUID }) => Promise.resolve(archive.has.has(sopInstanceUID)),
    },
    keep: { all: () => Promise.resolve([]), put: () => Promise.resolve(), remove: () => Promise.resolve() },
    write: (_record, _assessment, { extras, isReportStored, predecessor }) => {
      if (!isReportStored) predecessors.push(predecessor?.sopInstanceUID ?? null);
      return Promise.resolve([...(isReportStored ? [] : [objectOf(REPORT)]), ...(extras ? [objectOf(CAPTURE)] : [])]);
    },
    later: () => () => undefined,
  });
  const kindOf = (): string | null => {
    const record = session.active.value;
    return record && storing.stateOf(record).kind;
  };
  const classes = (): readonly string[] => [...archive.has.values()].sort();
  return { session, storing, archive, kindOf, classes, predecessors };
};
/** What is asked for; what is made of it is the bench's. */
const extras = () => Promise.resolve([]);

describe('pictures and pages beside reports', () => {
  it('go with the report, or alone where the archive has it, and not without being asked for', async () => {
    const { session, storing, classes, kindOf } = bench();
    session.add(marked('a'));
    await storing.storeAll();
    expect(classes()).toEqual([REPORT]);
    await storing.storeAll({ extras });
    expect(classes()).toEqual([CAPTURE, REPORT]);
    session.dispatch({ kind: 'resize-target', radius: 7 });
    await storing.storeAll({ extras });
    expect(classes()).toEqual([CAPTURE, CAPTURE, REPORT, REPORT]);
    expect(kindOf()).toBe('stored');
    await storing.storeAll();
    expect(classes()).toHaveLength(4);
  });

  it('that are refused, or wait, take nothing from a report that is stored', async () => {
    const { session, storing, archive, kindOf, predecessors } = bench();
    session.add(marked('a'));
    await storing.storeAll();
    archive.takesPictures = false;
    await storing.storeAll({ extras });
    expect(kindOf()).toBe('stored');
    expect(storing.extrasWaiting.map(({ problem }) => problem?.mayPass)).toEqual([false]);
    session.dispatch({ kind: 'resize-target', radius: 7 });
    await storing.storeAll();
    expect(kindOf()).toBe('stored');
    // A picture is nothing that a report takes the place of.
    expect(predecessors).toEqual([null, '1.1']);
    expect(storing.extrasWaiting).toHaveLength(1);
    archive.takesPictures = true;
    await storing.storeAll();
    expect(storing.extrasWaiting).toEqual([]);
  });

  it('are told to wait for a report that waits itself', async () => {
    const { session, storing, archive } = bench();
    session.add(marked('a'));
    archive.isDown = true;
    expect(await storing.storeAll()).toEqual([]);
    expect(await storing.storeAll({ extras })).toMatchObject([{ code: 'report-waiting' }]);
  });
});
