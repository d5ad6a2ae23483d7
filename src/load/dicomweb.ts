import { readImageAttributes, type ImageAttributes } from '../image/attributes.ts';
import { numberOf, uidOf, type ElementSource } from '../image/element-source.ts';
import { isRefusal, type Refusal } from '../image/refusal.ts';
import { EXPLICIT_LITTLE_ENDIAN, transferSyntax } from '../image/transfer-syntax.ts';
import { readDicomFile, type DicomFile } from './dicom-file.ts';
import { readDicomObject, type DicomObject } from './dicom-object.ts';
import { dicomWebServer, type DicomWebServer, type GetHeaders, type InstanceReference } from './dicomweb-client.ts';
import { jsonSource, type DicomJson } from './json-source.ts';
import { LoadError } from './load-error.ts';
import { skipped, type Skipped } from './load-input.ts';
import { sharedRequest } from './shared-request.ts';

/** The encoded bytes of a frame and their encoding. */
export interface EncodedFrame {
  readonly bytes: Uint8Array;
  readonly transferSyntaxUID: string;
}

/** An image on a server: its attributes are here, its frames come when they are asked for. */
export interface RemoteInstance {
  readonly attributes: ImageAttributes;
  frame(frame: number, signal?: AbortSignal): Promise<EncodedFrame>;
  /** The whole data set, for what metadata leave out (lookup tables). Retrieves the instance. */
  dataSet(signal?: AbortSignal): Promise<ElementSource>;
  /** The whole instance as a file, retrieved anew: nothing holds on to it. */
  fileBytes(signal?: AbortSignal): Promise<Uint8Array>;
}

/** An object of a server that is no image, as a report. */
export interface RemoteObject {
  readonly sopClassUID: string;
  readonly reference: InstanceReference;
  /** What the server describes it with, which need not be all of it. */
  readonly description: ElementSource;
  /** Why it isn't among the images. */
  readonly skipped: Skipped;
  /** Retrieves it. Throws LoadError. */
  read(signal?: AbortSignal): Promise<DicomObject | Refusal>;
}

export interface RemoteStudy {
  readonly instances: readonly RemoteInstance[];
  /** What is no image; each is among the skipped, too. */
  readonly objects: readonly RemoteObject[];
  readonly skipped: readonly Skipped[];
}

export interface OpenStudyOptions {
  /** Told of the images of each series as soon as the server has described them. */
  readonly onInstances?: (instances: readonly RemoteInstance[]) => void;
  /** Root of the DICOMweb services. */
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders?: GetHeaders;
  readonly signal?: AbortSignal;
  /** In series. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

type SeriesReference = Pick<InstanceReference, 'studyInstanceUID' | 'seriesInstanceUID'>;

const noHeaders: GetHeaders = () => Promise.resolve({});

/**
 * Lists a study and reads what its images are. A series that the server can't describe is left out, with the reason; the others open.
 * Throws LoadError when the server can't be reached or refuses, when it can't describe a single series, `cancelled` when the signal fires.
 */
export const openStudy = async (options: OpenStudyOptions): Promise<RemoteStudy> => {
  const { studyInstanceUID, signal, onProgress, onInstances } = options;
  const server = dicomWebServer(options.url, options.getHeaders ?? noHeaders);
  const series = inSeriesOrder((await server.seriesOf(studyInstanceUID, signal)).map(jsonSource)).flatMap(
    (source) => source.strings('SeriesInstanceUID')?.[0] ?? [],
  );
  if (series.length === 0) throw new LoadError('not-found', 'study: the server has no such study');
  const instances: RemoteInstance[] = [];
  const objects: RemoteObject[] = [];
  const skips: Skipped[] = [];
  const failures: LoadError[] = [];
  for (const [index, seriesInstanceUID] of series.entries()) {
    onProgress?.({ done: index, total: series.length });
    const described = await describedInstances(server, { studyInstanceUID, seriesInstanceUID }, signal);
    if (described instanceof LoadError) {
      failures.push(described);
      skips.push(skipped(seriesInstanceUID, described.code, described.message));
      continue;
    }
    const arrived: RemoteInstance[] = [];
    for (const json of described) {
      const instance = remoteInstance(server, { studyInstanceUID, seriesInstanceUID }, json);
      if ('kind' in instance) {
        skips.push(instance);
        const object = remoteObject(server, { studyInstanceUID, seriesInstanceUID }, jsonSource(json), instance);
        if (object) objects.push(object);
      } else arrived.push(instance);
    }
    instances.push(...arrived);
    if (arrived.length > 0) onInstances?.(arrived);
  }
  const [firstFailure] = failures;
  if (firstFailure && failures.length === series.length) throw firstFailure;
  onProgress?.({ done: series.length, total: series.length });
  return { instances, objects, skipped: skips };
};

/** By SeriesNumber, as the scanner counted; series without one last. */
const inSeriesOrder = (series: readonly ElementSource[]): readonly ElementSource[] => {
  const numberIn = (source: ElementSource): number => numberOf(source, 'SeriesNumber') ?? Infinity;
  return series.toSorted((a, b) => (numberIn(a) < numberIn(b) ? -1 : numberIn(a) > numberIn(b) ? 1 : 0));
};

/** What the server says of a series' instances, or why it can't. Neither a cancel nor a missing permission gets better with the next series. */
const describedInstances = async (
  server: DicomWebServer,
  { studyInstanceUID, seriesInstanceUID }: SeriesReference,
  signal: AbortSignal | undefined,
): Promise<readonly DicomJson[] | LoadError> => {
  try {
    const described = await server.instancesOf(studyInstanceUID, seriesInstanceUID, signal);
    // JSON that can't be parsed arrives like no content at all, and either way a series that the server lists would be missing in silence.
    return described.length > 0
      ? described
      : new LoadError('unexpected-answer', 'metadata of a series: the server’s answer names no images');
  } catch (error) {
    if (!(error instanceof LoadError) || error.code === 'cancelled' || error.code === 'unauthorized') throw error;
    return error;
  }
};

const remoteInstance = (
  server: DicomWebServer,
  parents: SeriesReference,
  json: DicomJson,
): RemoteInstance | Skipped => {
  const source = jsonSource(json);
  const attributes = readImageAttributes(source);
  if (isRefusal(attributes))
    return skipped(
      source.strings('SOPInstanceUID')?.[0] ?? parents.seriesInstanceUID,
      attributes.code,
      attributes.message,
    );
  return {
    attributes,
    ...instanceReader(server, { ...parents, sopInstanceUID: attributes.sopInstanceUID }, attributes),
  };
};

const remoteObject = (
  server: DicomWebServer,
  parents: SeriesReference,
  description: ElementSource,
  skip: Skipped,
): RemoteObject | null => {
  const sopClassUID = uidOf(description, 'SOPClassUID');
  const sopInstanceUID = uidOf(description, 'SOPInstanceUID');
  if (skip.code !== 'not-an-image' || sopClassUID === undefined || sopInstanceUID === undefined) return null;
  const reference = { ...parents, sopInstanceUID };
  return {
    sopClassUID,
    reference,
    description,
    skipped: skip,
    read: async (signal) => readDicomObject(await server.instance(reference, signal)),
  };
};

/**
 * Frames in the syntax in which they are stored. A server that doesn't send single frames that way, or doesn't say what it sends, is asked
 * for the whole instance once.
 */
const instanceReader = (
  server: DicomWebServer,
  reference: InstanceReference,
  attributes: ImageAttributes,
): Omit<RemoteInstance, 'attributes'> => {
  let sendsFrames = true;

  const wholeInstance = sharedRequest(async (signal): Promise<DicomFile> => {
    const file = readDicomFile(await server.instance(reference, signal), reference.sopInstanceUID);
    if (isRefusal(file)) throw new LoadError('unexpected-answer', `instance: ${file.message}`);
    return file;
  });

  const fromInstance = async (frame: number, signal: AbortSignal | undefined): Promise<EncodedFrame> => {
    const file = await wholeInstance.get(signal);
    // The only frame is decoded next; its file isn't asked for again.
    if (attributes.numberOfFrames === 1 && !attributes.pixels.hasPalette) wholeInstance.forget();
    return { bytes: file.encodedFrame(frame), transferSyntaxUID: file.frameTransferSyntaxUID };
  };

  const frame: RemoteInstance['frame'] = async (frame, signal) => {
    if (!Number.isInteger(frame) || frame < 1 || frame > attributes.numberOfFrames) {
      throw new RangeError(`frame ${String(frame)} of ${String(attributes.numberOfFrames)}`);
    }
    if (!sendsFrames) return fromInstance(frame, signal);
    try {
      const { bytes, contentType } = await server.frame(reference, frame, signal);
      const transferSyntaxUID = syntaxOf(contentType, attributes.transferSyntaxUID);
      if (transferSyntaxUID !== undefined) return { bytes, transferSyntaxUID };
    } catch (error) {
      // Neither a cancel nor a missing permission gets better by asking for more.
      if (
        !(error instanceof LoadError) ||
        error.code === 'cancelled' ||
        error.code === 'unauthorized' ||
        error.code === 'network'
      )
        throw error;
    }
    const encoded = await fromInstance(frame, signal);
    sendsFrames = false;
    return encoded;
  };

  return {
    frame,
    dataSet: async (signal) => (await wholeInstance.get(signal)).source,
    fileBytes: (signal) => server.instance(reference, signal),
  };
};

/** The syntax that a part's media type names; without a name, raw bytes are little endian (PS3.18 8.7.3), and anything else is as stored. */
const syntaxOf = (contentType: string | null, stored: string | undefined): string | undefined => {
  if (contentType === null) return undefined;
  const named = /transfer-syntax="?([0-9.]+)"?/i.exec(contentType)?.[1];
  if (named !== undefined) return transferSyntax(named) === undefined ? undefined : named;
  if (contentType.toLowerCase().startsWith('application/octet-stream')) {
    return stored === undefined || transferSyntax(stored)?.encapsulated === true ? undefined : EXPLICIT_LITTLE_ENDIAN;
  }
  return stored !== undefined && transferSyntax(stored)?.encapsulated === true ? stored : undefined;
};
