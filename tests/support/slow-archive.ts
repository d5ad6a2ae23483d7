import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Elements, Value } from './part10.ts';
import { numberedPixels, numberedSlice } from './numbered-images.ts';

export interface SlowArchive {
  readonly url: string;
  readonly studyInstanceUID: string;
  /** Frames asked for, by the 0-based index of their slice, in the order of the requests. */
  readonly asked: readonly number[];
  /** Those of them whose request the page ended. */
  readonly ended: readonly number[];
  /** Answers what is asked for from now on, and what is waiting, where `isGiven` says so; null answers nothing. */
  give(isGiven: ((slice: number) => boolean) | null): void;
  /** Answers the descriptions of further series. */
  describeAll(): void;
  close(): Promise<void>;
}

const STUDY = '1.2.3.4';
const SERIES = '1.2.3.4.1';
const OTHER = '1.2.3.4.2';

/**
 * A DICOMweb server in this process with one series of numbered CT slices, which says what it was asked and answers frames only when told to.
 * With `others` it lists a further series, described when told to.
 */
export const startSlowArchive = async (slices: number, edge: number, others = false): Promise<SlowArchive> => {
  const asked: number[] = [];
  const ended: number[] = [];
  let isGiven: ((slice: number) => boolean) | null = () => true;
  let waiting: { readonly slice: number; readonly answer: ServerResponse }[] = [];
  const descriptions: (() => void)[] = [];

  const json = (answer: ServerResponse, value: unknown): void => {
    answer.writeHead(200, { 'Content-Type': 'application/dicom+json' }).end(JSON.stringify(value));
  };
  const frame = (answer: ServerResponse, slice: number): void => {
    const head = `--x\r\nContent-Type: application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1\r\n\r\n`;
    answer.writeHead(200, { 'Content-Type': 'multipart/related; type="application/octet-stream"; boundary=x' });
    answer.write(head);
    answer.write(new Uint8Array(numberedPixels(slice, edge, edge).buffer));
    answer.end('\r\n--x--\r\n');
  };
  const flush = (): void => {
    const [now, later] = [waiting, []];
    waiting = later;
    for (const one of now) {
      if (isGiven?.(one.slice) === true) frame(one.answer, one.slice);
      else waiting.push(one);
    }
  };

  const server = createServer((request, answer) => {
    answer.setHeader('Access-Control-Allow-Origin', '*');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const slice = /instances\/1\.2\.3\.4\.1\.(\d+)\/frames\/1$/.exec(path)?.[1];
    if (request.method === 'OPTIONS')
      answer.writeHead(204, { 'Access-Control-Allow-Headers': 'accept, content-type' }).end();
    else if (path.endsWith(`/instances/${OTHER}.0/frames/1`)) frame(answer, 0);
    else if (slice !== undefined) {
      const index = Number(slice);
      asked.push(index);
      answer.on('close', () => {
        if (!answer.writableFinished) ended.push(index);
        waiting = waiting.filter((one) => one.answer !== answer);
      });
      waiting.push({ slice: index, answer });
      flush();
    } else if (path.endsWith(`/series/${SERIES}/metadata`))
      json(
        answer,
        Array.from({ length: slices }, (_, index) => dicomJson(numberedSlice(index, edge, { '7FE00010': ['OW', ''] }))),
      );
    else if (path.endsWith(`/series/${OTHER}/metadata`))
      descriptions.push(() => {
        json(answer, [
          dicomJson(
            numberedSlice(0, edge, {
              '7FE00010': ['OW', ''],
              '00080018': ['UI', `${OTHER}.0`],
              '0020000E': ['UI', OTHER],
              '0008103E': ['LO', 'Other'],
            }),
          ),
        ]);
      });
    else if (path.endsWith('/series'))
      json(
        answer,
        [SERIES, ...(others ? [OTHER] : [])].map((uid, index) =>
          dicomJson({ '0020000E': ['UI', uid], '00200011': ['IS', String(index + 1)] }),
        ),
      );
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    studyInstanceUID: STUDY,
    asked,
    ended,
    give: (given) => {
      isGiven = given;
      flush();
    },
    describeAll: () => {
      for (const describe of descriptions.splice(0)) describe();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
};

/** The DICOM JSON model of elements without sequences (PS3.18 F.2). */
const dicomJson = (elements: Elements): Record<string, unknown> =>
  Object.fromEntries(Object.entries(elements).map(([tag, [vr, value]]) => [tag, { vr, Value: valuesOf(vr, value) }]));

const valuesOf = (vr: string, value: Value): readonly unknown[] => {
  if (typeof value !== 'string') return [value];
  if (value === '') return [];
  return value.split('\\').map((one) => (vr === 'DS' || vr === 'IS' ? Number(one) : one));
};
