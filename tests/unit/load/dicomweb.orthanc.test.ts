import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { groupSeries } from '../../../src/image/series.ts';
import { readDicomFile, type DicomFile } from '../../../src/load/dicom-file.ts';
import { openStudy } from '../../../src/load/dicomweb.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { orthancInstalled, startOrthanc, type Orthanc } from '../../support/orthanc.ts';
import { ctSlice, encapsulated, EXPLICIT, join, part10, without, type Elements } from '../../support/part10.ts';
import { XhrOverFetch } from '../../support/xhr-over-fetch.ts';

const user = { reader: 'secret' };
const authorization = `Basic ${btoa('reader:secret')}`;
const stream = (...content: readonly number[]): Uint8Array => Uint8Array.of(0xff, 0xd8, 0xff, ...content, 0xff, 0xd9);

const angiogram: Elements = {
  ...without(ctSlice(1), '7FE00010', '00200032', '00200037', '00280030', '00200052'),
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.12.1'],
  '00080018': ['UI', '1.2.3.4.2.1'],
  '00080060': ['CS', 'XA'],
  '0020000E': ['UI', '1.2.3.4.2'],
  '00181063': ['DS', '66.7'],
  '00181110': ['DS', '1000'],
  '00181111': ['DS', '800'],
  '00181164': ['DS', '0.2\\0.2'],
  '00280008': ['IS', '2'],
  '00280100': ['US', 8],
  '00280101': ['US', 8],
  '00280102': ['US', 7],
};

/** Ultrasound with a region sequence: nested values and floating point. */
const ultrasound: Elements = {
  ...without(ctSlice(1), '00200032', '00200037', '00280030', '00200052'),
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'],
  '00080018': ['UI', '1.2.3.4.3.1'],
  '00080060': ['CS', 'US'],
  '0020000E': ['UI', '1.2.3.4.3'],
  '00186011': [
    'SQ',
    [
      {
        '00186012': ['US', 1],
        '00186014': ['US', 1],
        '00186016': ['UL', 2],
        '00186018': ['UL', 0],
        '0018601A': ['UL', 0],
        '0018601C': ['UL', 5],
        '0018601E': ['UL', 3],
        '00186024': ['US', 3],
        '00186026': ['US', 3],
        '0018602C': ['FD', -0.03125],
        '0018602E': ['FD', 0.03125],
      },
    ],
  ],
};

const report: Elements = {
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.34'],
  '00080018': ['UI', '1.2.3.4.9.1'],
  '00080060': ['CS', 'SR'],
  '0020000D': ['UI', '1.2.3.4'],
  '0020000E': ['UI', '1.2.3.4.9'],
};

const files = [
  part10(ctSlice(1)),
  part10(ctSlice(2), '1.2.840.10008.1.2'),
  part10(angiogram, '1.2.840.10008.1.2.4.70', encapsulated([stream(1, 2), stream(3, 4, 5)])),
  part10(ultrasound),
];

const opened = (bytes: Uint8Array): DicomFile => {
  const file = readDicomFile(bytes, 'file');
  if (isRefusal(file)) throw new Error(file.message);
  return file;
};

describe.skipIf(!orthancInstalled)('a study on a DICOMweb server (skipped where no archive is installed)', () => {
  let archive: Orthanc;
  let options: { url: string; studyInstanceUID: string; getHeaders: () => Promise<Record<string, string>> };
  let asked = 0;

  beforeAll(async () => {
    Object.assign(globalThis, { XMLHttpRequest: XhrOverFetch });
    archive = await startOrthanc(user);
    for (const file of [...files, part10(report)]) await archive.upload(file);
    const getHeaders = (): Promise<Record<string, string>> => {
      asked += 1;
      return Promise.resolve({ Authorization: authorization });
    };
    options = { url: archive.dicomWebUrl, studyInstanceUID: '1.2.3.4', getHeaders };
  });
  afterAll(async () => {
    Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
    await archive.stop();
  });

  it('says the same of its images as the files do, and sorts them the same way', async () => {
    const study = await openStudy(options);
    const remote = new Map(study.instances.map(({ attributes }) => [attributes.sopInstanceUID, attributes]));
    expect(remote.size).toBe(files.length);
    for (const file of files) {
      const { attributes } = opened(file);
      expect({ ...remote.get(attributes.sopInstanceUID), transferSyntaxUID: attributes.transferSyntaxUID }).toEqual(
        attributes,
      );
    }
    const summary = (images: Parameters<typeof groupSeries>[0]): unknown =>
      groupSeries(images)
        .map(({ modality, space, scale, slices, size, caveats }) => ({ modality, space, scale, slices, size, caveats }))
        .sort((a, b) => (a.modality < b.modality ? -1 : 1));
    expect(summary(study.instances.map(({ attributes }) => attributes))).toEqual(
      summary(files.map((file) => opened(file).attributes)),
    );
  });

  it('leaves out what is no image, with the reason', async () => {
    const study = await openStudy(options);
    expect(study.skipped).toEqual([
      { kind: 'skipped', path: '1.2.3.4.9.1', code: 'not-an-image', message: expect.any(String) as string },
    ]);
  });

  it('fetches each frame in the syntax in which it is stored', async () => {
    const study = await openStudy(options);
    for (const bytes of files) {
      const file = opened(bytes);
      const instance = study.instances.find(
        ({ attributes }) => attributes.sopInstanceUID === file.attributes.sopInstanceUID,
      );
      for (let frame = 1; frame <= file.attributes.numberOfFrames; frame += 1) {
        const encoded = await instance?.frame(frame);
        // Fragments are padded to even length; the padding may or may not travel.
        expect(join([encoded?.bytes ?? new Uint8Array(0)]).slice(0, 7)).toEqual(file.encodedFrame(frame).slice(0, 7));
        expect(encoded?.transferSyntaxUID).toBe(file.frameTransferSyntaxUID);
      }
      await expect(instance?.frame(file.attributes.numberOfFrames + 1)).rejects.toThrow(RangeError);
    }
  });

  it('asks for headers before every request', async () => {
    asked = 0;
    const study = await openStudy(options);
    const listing = asked;
    expect(listing).toBeGreaterThan(4);
    await study.instances[0]?.frame(1);
    expect(asked).toBeGreaterThan(listing);
  });

  it('reports progress per series', async () => {
    const seen: string[] = [];
    await openStudy({ ...options, onProgress: ({ done, total }) => seen.push(`${String(done)}/${String(total)}`) });
    expect(seen).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4']);
  });

  it('says what failed: permission, an unknown study, no server, a cancel', async () => {
    await expect(openStudy({ ...options, getHeaders: () => Promise.resolve({}) })).rejects.toMatchObject({
      name: 'LoadError',
      code: 'unauthorized',
    });
    await expect(openStudy({ ...options, studyInstanceUID: '1.2.3.99' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(openStudy({ ...options, url: 'http://127.0.0.1:9/dicom-web' })).rejects.toMatchObject({
      code: 'network',
    });
    const cancelled = new AbortController();
    cancelled.abort();
    await expect(openStudy({ ...options, signal: cancelled.signal })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

const metadata = (seriesInstanceUID: string, sopInstanceUID: string): Readonly<Record<string, unknown>> => ({
  '00020010': { vr: 'UI', Value: [EXPLICIT] },
  '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
  '00080018': { vr: 'UI', Value: [sopInstanceUID] },
  '00080060': { vr: 'CS', Value: ['CT'] },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'Secret^Name' }] },
  '0020000D': { vr: 'UI', Value: ['1.2.3.4'] },
  '0020000E': { vr: 'UI', Value: [seriesInstanceUID] },
  '00280002': { vr: 'US', Value: [1] },
  '00280004': { vr: 'CS', Value: ['MONOCHROME2'] },
  '00280010': { vr: 'US', Value: [4] },
  '00280011': { vr: 'US', Value: [6] },
  '00280100': { vr: 'US', Value: [16] },
  '00280101': { vr: 'US', Value: [16] },
  '00280102': { vr: 'US', Value: [15] },
  '00280103': { vr: 'US', Value: [0] },
});

describe('a study of which a server can describe only some series', () => {
  /** Status and body of the answer for the metadata of a series; null is an answer that never comes. */
  type Answer = readonly [status: number, body: string] | null;
  let server: Server | null = null;

  beforeAll(() => {
    Object.assign(globalThis, { XMLHttpRequest: XhrOverFetch });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = null;
  });

  const good = (series: string): Answer => [200, JSON.stringify([metadata(series, `${series}.1`)])];

  /** Serves a study whose series are those of `answers`; its options for `openStudy`, and what was asked for. */
  const serve = async (
    answers: Readonly<Record<string, Answer>>,
    onAsked: (series: string) => void = () => undefined,
  ): Promise<{ readonly url: string; readonly studyInstanceUID: string }> => {
    const listening = createServer((request, response) => {
      const series = /\/series\/([0-9.]+)\/metadata$/.exec(request.url ?? '')?.[1];
      if (series !== undefined) onAsked(series);
      const list = Object.keys(answers).map((uid) => ({ '0020000E': { vr: 'UI', Value: [uid] } }));
      const answer = series === undefined ? ([200, JSON.stringify(list)] as const) : answers[series];
      if (answer === null) return;
      const [status, body] = answer ?? [404, ''];
      response.writeHead(status, { 'Content-Type': 'application/dicom+json' }).end(body);
    });
    server = listening;
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
    const address = listening.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    return { url: `http://127.0.0.1:${String(address.port)}`, studyInstanceUID: '1.2.3.4' };
  };

  it('opens with the others, and says of each that is left out why', async () => {
    const study = await openStudy(
      await serve({
        '1.2.3.4.1': [500, 'Secret^Name: java.lang.NullPointerException\n at line 1'],
        '1.2.3.4.2': good('1.2.3.4.2'),
        '1.2.3.4.3': [200, '[{"00080018": {"vr": "UI", "Val'],
        '1.2.3.4.4': [200, '{"error": "Secret^Name"}'],
        '1.2.3.4.5': [404, ''],
        '1.2.3.4.6': [200, '[]'],
        '1.2.3.4.7': good('1.2.3.4.7'),
      }),
    );
    expect(study.instances.map(({ attributes }) => attributes.sopInstanceUID)).toEqual(['1.2.3.4.2.1', '1.2.3.4.7.1']);
    expect(study.skipped.map(({ path, code }) => [path, code])).toEqual([
      ['1.2.3.4.1', 'server-error'],
      ['1.2.3.4.3', 'unexpected-answer'],
      ['1.2.3.4.4', 'unexpected-answer'],
      ['1.2.3.4.5', 'not-found'],
      ['1.2.3.4.6', 'unexpected-answer'],
    ]);
    for (const { message } of study.skipped) {
      expect(message).toMatch(/^metadata of a series: [^\n\r]{5,80}$/);
      expect(message).not.toMatch(/Secret|[0-9]\.[0-9]/);
    }
  });

  it('reports progress over all of its series', async () => {
    const seen: string[] = [];
    const options = await serve({ '1.2.3.4.1': good('1.2.3.4.1'), '1.2.3.4.2': [500, ''] });
    await openStudy({ ...options, onProgress: ({ done, total }) => seen.push(`${String(done)}/${String(total)}`) });
    expect(seen).toEqual(['0/2', '1/2', '2/2']);
  });

  it('fails with the first error where it is all of them', async () => {
    await expect(openStudy(await serve({ '1.2.3.4.1': [503, ''], '1.2.3.4.2': [404, ''] }))).rejects.toMatchObject({
      name: 'LoadError',
      code: 'server-error',
      message: 'metadata of a series: the server failed (503)',
    });
  });

  it('asks for permission and ends on a cancel, whatever the others say', async () => {
    for (const status of [401, 403]) {
      const options = await serve({
        '1.2.3.4.1': good('1.2.3.4.1'),
        '1.2.3.4.2': [500, ''],
        '1.2.3.4.3': [status, ''],
      });
      await expect(openStudy(options)).rejects.toMatchObject({ code: 'unauthorized' });
      server?.close();
    }
    const cancel = new AbortController();
    const asked: string[] = [];
    const options = await serve(
      { '1.2.3.4.1': good('1.2.3.4.1'), '1.2.3.4.2': null, '1.2.3.4.3': good('1.2.3.4.3') },
      (series) => {
        asked.push(series);
        if (series === '1.2.3.4.2') cancel.abort();
      },
    );
    await expect(openStudy({ ...options, signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' });
    expect(asked).toEqual(['1.2.3.4.1', '1.2.3.4.2']);
  });

  it('fails where the host can give no headers', async () => {
    const failure = new Error('no token');
    const options = await serve({ '1.2.3.4.1': good('1.2.3.4.1'), '1.2.3.4.2': good('1.2.3.4.2') });
    let asked = 0;
    const getHeaders = (): Promise<Record<string, string>> => {
      asked += 1;
      return asked < 3 ? Promise.resolve({}) : Promise.reject(failure);
    };
    await expect(openStudy({ ...options, getHeaders })).rejects.toBe(failure);
  });
});
