import { dicomWebRequests, type GetHeaders, type InstanceReference } from './dicomweb-request.ts';
import type { DicomJson } from './json-source.ts';
import { LoadError } from './load-error.ts';

export type { GetHeaders, InstanceReference } from './dicomweb-request.ts';

/** One DICOMweb server. Every method throws a LoadError, with code `cancelled` when the signal fired. */
export interface DicomWebServer {
  seriesOf(studyInstanceUID: string, signal?: AbortSignal): Promise<readonly DicomJson[]>;
  instancesOf(studyInstanceUID: string, seriesInstanceUID: string, signal?: AbortSignal): Promise<readonly DicomJson[]>;
  /** One frame in the syntax in which it is stored; `contentType` is that of its part, where the server says it. */
  frame(
    instance: InstanceReference,
    frame: number,
    signal?: AbortSignal,
  ): Promise<{ readonly bytes: Uint8Array; readonly contentType: string | null }>;
  /** The instance as a file. */
  instance(instance: InstanceReference, signal?: AbortSignal): Promise<Uint8Array>;
}

const AS_STORED = '*';

export const dicomWebServer = (url: string, getHeaders: GetHeaders): DicomWebServer => {
  const ask = dicomWebRequests(url, getHeaders);

  return {
    seriesOf: async (studyInstanceUID, signal) => {
      const { answer } = await ask('series of the study', signal, (client, request) =>
        client.searchForSeries({ studyInstanceUID, request }),
      );
      return dataSetsFrom(answer, 'series of the study');
    },
    instancesOf: async (studyInstanceUID, seriesInstanceUID, signal) => {
      const { answer } = await ask('metadata of a series', signal, (client, request) =>
        client.retrieveSeriesMetadata({ studyInstanceUID, seriesInstanceUID, request }),
      );
      return dataSetsFrom(answer, 'metadata of a series');
    },
    frame: async (instance, frame, signal) => {
      const mediaTypes = [{ mediaType: 'application/octet-stream', transferSyntaxUID: AS_STORED }];
      const { answer, http } = await ask('frame', signal, (client, request) =>
        client.retrieveInstanceFrames({ ...instance, frameNumbers: [frame], mediaTypes, request }),
      );
      const [part] = Array.isArray(answer) ? (answer as readonly unknown[]) : [];
      return { bytes: bytesFrom(part, 'frame'), contentType: contentTypeOfPart(http) };
    },
    instance: async (instance, signal) => {
      // Named to the client, media types of an instance are refused, whatever they are; its default is a DICOM file.
      const { answer } = await ask('instance', signal, (client, request) =>
        client.retrieveInstance({ ...instance, request }),
      );
      return bytesFrom(answer, 'instance');
    },
  };
};

const bytesFrom = (value: unknown, what: string): Uint8Array => {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  throw new LoadError('unexpected-answer', `${what}: the server’s answer holds no bytes`);
};

export const dataSetsFrom = (answer: unknown, what: string): readonly DicomJson[] => {
  const isDataSet = (value: unknown): value is DicomJson =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  // No content at all is an empty text.
  if (answer === null || answer === '') return [];
  if (Array.isArray(answer) && answer.every(isDataSet)) return answer;
  throw new LoadError('unexpected-answer', `${what}: the server’s answer is not DICOM JSON`);
};

/** Where the header lines of the first part must have ended. */
const MAX_PART_HEADER_BYTES = 4096;

/** The client hands over the parts without their headers, and only they say in which syntax a frame is. */
const contentTypeOfPart = (http: XMLHttpRequest): string | null => {
  const whole = http.getResponseHeader('Content-Type');
  if (whole?.includes('multipart') !== true || !(http.response instanceof ArrayBuffer)) return whole;
  const start = new Uint8Array(http.response, 0, Math.min(MAX_PART_HEADER_BYTES, http.response.byteLength));
  const [header = ''] = new TextDecoder('iso-8859-1').decode(start).split('\r\n\r\n', 1);
  return /^content-type:\s*(.*)$/im.exec(header)?.[1]?.trim() ?? null;
};
