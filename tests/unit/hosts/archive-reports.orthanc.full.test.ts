import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Confirmation } from '../../../src/confirmation/record.ts';
import { isRefused } from '../../../src/confirmation/record.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { groupSeries, type ImageSeries } from '../../../src/image/series.ts';
import { readArchiveReports, readReportFile, type ReadReports } from '../../../src/hosts/read-reports.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import { openStudy } from '../../../src/load/dicomweb.ts';
import { dicomWebStore } from '../../../src/load/dicomweb-store.ts';
import type { OutboxKeep } from '../../../src/session/outbox.ts';
import { reportObjects } from '../../../src/session/report-objects.ts';
import { ReportStoring } from '../../../src/session/report-storing.ts';
import { saysTheSame } from '../../../src/session/record-content.ts';
import type { Session } from '../../../src/session/session.ts';
import { skipped } from '../../../src/load/load-input.ts';
import { imagesOfRecord } from '../../../src/session/source-images.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../../support/orthanc.ts';
import { ctSlice, part10, without } from '../../support/part10.ts';
import { recordOf } from '../../support/records.ts';
import { XhrOverFetch } from '../../support/xhr-over-fetch.ts';
import { readySession } from '../../support/sessions.ts';

const folder = fileURLToPath(new URL('../../../sample-data/ct-abscess/', import.meta.url));
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.dcm'))
  .map((name) => new Uint8Array(readFileSync(folder + name)));

const keepNothing: OutboxKeep = {
  all: () => Promise.resolve([]),
  put: () => Promise.resolve(),
  remove: () => Promise.resolve(),
};

/** A report of another system: a measurement report without anything of ours. */
const otherReport = (study: string): Uint8Array =>
  part10({
    ...without(ctSlice(1), '7FE00010', '00280010', '00280011'),
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.33'],
    '00080018': ['UI', '1.2.3.4.9.1'],
    '00080060': ['CS', 'SR'],
    '0008103E': ['LO', 'Nodules'],
    '0020000D': ['UI', study],
    '0020000E': ['UI', '1.2.3.4.9'],
  });

describe.skipIf(!orthancInstalled)('reports in an archive (skipped where no archive is installed)', () => {
  let archive: Orthanc;
  let series: readonly ImageSeries[];
  let studyInstanceUID: string;
  const xhr = Object.getOwnPropertyDescriptor(globalThis, 'XMLHttpRequest');

  beforeAll(async () => {
    Object.assign(globalThis, { XMLHttpRequest: XhrOverFetch });
    archive = await startOrthanc();
    for (const bytes of files) await archive.upload(bytes);
    series = groupSeries(
      files.flatMap((bytes) => {
        const file = readDicomFile(bytes, 'slice');
        return isRefusal(file) ? [] : [file.attributes];
      }),
    );
    studyInstanceUID = series[0]?.instances[0]?.studyInstanceUID ?? '';
    await archive.upload(otherReport(studyInstanceUID));
  });
  afterAll(async () => {
    if (xhr) Object.defineProperty(globalThis, 'XMLHttpRequest', xhr);
    else Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
    await archive.stop();
  });

  const reopened = async (): Promise<ReadReports> => {
    const { objects } = await openStudy({ url: archive.dicomWebUrl, studyInstanceUID });
    return readArchiveReports(objects, new AbortController().signal);
  };

  const working = (): { readonly session: Session; readonly storing: ReportStoring; record(): Confirmation } => {
    const session = readySession();
    session.useImages((sopInstanceUID, number) => {
      for (const one of series) {
        const frame = one.frames.find(
          ({ instance, frame }) => instance.sopInstanceUID === sopInstanceUID && frame === number,
        );
        if (frame) return { series: one, frame };
      }
      return undefined;
    });
    const storing = new ReportStoring({
      session,
      destination: archive.dicomWebUrl,
      store: dicomWebStore(archive.dicomWebUrl, () => Promise.resolve({})),
      keep: keepNothing,
      later: () => () => undefined,
      write: (record, assessment, options) => {
        const images = imagesOfRecord(record, series);
        return isRefused(images)
          ? Promise.resolve(images)
          : Promise.resolve(reportObjects({ record, assessment, images, series, zone: '+0100', ...options }));
      },
    });
    return {
      session,
      storing,
      record: () => {
        const { value } = session.active;
        if (!value) throw new Error('no confirmation');
        return value;
      },
    };
  };

  it('come back as they were stored; a changed one takes the place of what it names; others say why they are none of ours', async () => {
    const first = working();
    const [one] = series;
    const frame = one?.frames[20];
    if (!one || !frame?.plane) throw new Error('no image');
    const [x, y, z] = frame.plane.origin;
    first.session.add(
      recordOf({
        id: 'case-1',
        space: { kind: 'patient', frameOfReferenceUID: one.frameOfReferenceUID },
        target: { shape: 'sphere', center: [x + 50.1, y + 40.2, z + 0.3], radius: 6.123456789 },
        tip: {
          position: [x + 51.123456, y + 41.654321, z],
          evidence: 'person',
          sigma: 0.5,
          image: { sopInstanceUID: frame.instance.sopInstanceUID, frame: 1 },
        },
        shaft: [[x + 90, y + 41, z]],
        at: '2026-11-22T10:20:00Z',
      }),
    );
    const written = first.record();
    expect(await first.storing.storeAll()).toEqual([]);
    expect(first.storing.stateOf(written).kind).toBe('stored');

    const once = await reopened();
    expect(once.reports.map(({ record }) => saysTheSame(record, written))).toEqual([true]);
    expect(once.remarks).toEqual([]);
    expect(once.skipped).toMatchObject([{ path: 'Nodules' }]);
    expect(once.skipped[0]?.message).not.toBe('');

    const second = working();
    second.storing.found(once.reports);
    for (const { record } of once.reports) second.session.add(record);
    expect(second.storing.stateOf(second.record()).kind).toBe('stored');
    second.session.dispatch({ kind: 'resize-target', radius: 7.5 });
    expect(second.storing.stateOf(second.record()).kind).toBe('changed');
    await second.storing.storeAll();
    expect(second.storing.stateOf(second.record()).kind).toBe('stored');

    const twice = await reopened();
    expect(twice.reports).toHaveLength(1);
    expect(twice.reports[0]?.record.target).toMatchObject({ radius: 7.5 });
    expect(twice.reports[0]?.predecessors).toEqual([once.reports[0]?.sopInstanceUID]);
    expect(twice.remarks).toEqual([]);
  });

  it('open as files: a report as its record, key images without mention, another system’s with its reason', () => {
    const session = working();
    const [one] = series;
    const record = recordOf({
      id: 'case-2',
      space: { kind: 'patient', frameOfReferenceUID: one?.frameOfReferenceUID },
      tip: { position: [1, 2, 3], evidence: 'none', sigma: 1 },
    });
    session.session.add(record);
    const [assessed] = session.session.assessed();
    const images = imagesOfRecord(record, series);
    if (isRefused(images) || !assessed) throw new Error('not written');
    const [report, keyObjects] = reportObjects({
      ...assessed,
      images,
      series,
      writtenAt: new Date(),
      zone: '+0100',
      predecessor: null,
    });
    if (!report || !keyObjects) throw new Error('not written');
    const left = skipped('x', 'not-an-image', 'it is a report, not an image');
    expect(readReportFile(report.bytes, 'sr.dcm', left)).toMatchObject({
      report: { record: { id: 'case-2' } },
      remarks: [],
    });
    expect(readReportFile(keyObjects.bytes, 'kos.dcm', left)).toBe(true);
    expect(readReportFile(otherReport(studyInstanceUID), 'other.dcm', left)).toMatchObject({
      kind: 'skipped',
      path: 'other.dcm',
    });
    expect(readReportFile(new Uint8Array(200), 'x', left)).toMatchObject({ kind: 'skipped', code: 'not-dicom' });
  });
});
