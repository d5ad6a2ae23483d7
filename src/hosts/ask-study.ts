import { isDecodedHere } from '../image/frame-pixels.ts';
import { opensAt, opensWith } from '../image/opens-with.ts';
import { groupSeries, hasNoDepth } from '../image/series.ts';
import { transferSyntax } from '../image/transfer-syntax.ts';
import { openStudy, type RemoteStudy } from '../load/dicomweb.ts';
import type { GetHeaders } from '../load/dicomweb-client.ts';
import type { ImageSource } from '../session/space-of.ts';
import type { EncodedPixels } from '../viewer/decoder-input.ts';
import type { Preview } from '../viewer/preview.ts';
import { previewView } from '../viewer/preview-picture.ts';
import type { Layout } from '../viewer/layouts/layout.ts';
import { openedRemote, type OpenedInstance } from '../viewer/study.ts';
import type { ReadOptions } from './open.ts';

export interface ArchiveStudy {
  /** Root of the DICOMweb services. */
  readonly url: string;
  readonly studyInstanceUID: string;
  readonly getHeaders: GetHeaders | null;
}

/** A study that an archive was asked for. */
export interface AskedStudy {
  /** Settles when its first picture is on the screen, or when it is known that there will be none yet. */
  readonly previewed: Promise<void>;
  /** Of no use any more. */
  end(): void;
  /** What has come goes to who follows, then all that comes. */
  follow(options: Pick<ReadOptions, 'signal' | 'onProgress' | 'onInstances'>): Promise<RemoteStudy>;
}

/** Where a study's first picture is painted, and in which layout it is to be shown. */
export interface PreviewAhead {
  readonly preview: Preview;
  readonly layout: Layout;
}

/** Asks for a study, which may be before there is anything to show it with: its first picture is painted meanwhile. */
export const askForStudy = (study: ArchiveStudy, ahead: PreviewAhead | null = null): AskedStudy => {
  const { url, studyInstanceUID, getHeaders } = study;
  const ending = new AbortController();
  const arrived: OpenedInstance[][] = [];
  let following: Pick<ReadOptions, 'onProgress' | 'onInstances'> | null = null;
  let progress: Parameters<ReadOptions['onProgress']>[0] | null = null;
  let hasPreview = false;
  let settle = (): void => undefined;
  const previewed = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const found = openStudy({
    url,
    studyInstanceUID,
    ...(getHeaders && { getHeaders }),
    signal: ending.signal,
    onProgress: (now) => {
      progress = now;
      following?.onProgress(now);
    },
    onInstances: (instances) => {
      const opened = instances.map(openedRemote);
      if (following) following.onInstances(opened);
      else {
        arrived.push(opened);
        const painting = ahead && !hasPreview ? previewFirst(opened, ahead, ending.signal) : null;
        if (!painting) return;
        hasPreview = true;
        void painting.then(settle);
      }
    },
  });
  let hasFailedEarly = false;
  found.then(
    () => {
      if (!hasPreview) settle();
    },
    () => {
      hasFailedEarly = following === null;
      settle();
    },
  );
  return {
    previewed,
    end: () => {
      ending.abort();
    },
    follow: ({ signal, ...options }) => {
      // Who signs in may have done so meanwhile.
      if (hasFailedEarly) return askForStudy(study).follow({ signal, ...options });
      if (signal.aborted) ending.abort(signal.reason);
      signal.addEventListener('abort', () => {
        ending.abort(signal.reason);
      });
      following = options;
      if (progress) options.onProgress(progress);
      for (const instances of arrived.splice(0)) options.onInstances(instances);
      return found;
    },
  };
};

/**
 * Paints the picture that the study opens with, and has its bytes taken from here by who loads it next. Settles when it is on the screen, or won't be; null: the study doesn't open
 * with these.
 */
const previewFirst = (
  instances: OpenedInstance[],
  { preview, layout: wanted }: PreviewAhead,
  signal: AbortSignal,
): Promise<void> | null => {
  const series = opensWith(groupSeries(instances.map(({ attributes }) => attributes)));
  const frame = series?.frames[opensAt(series)];
  const place = instances.findIndex(({ attributes }) => attributes === frame?.instance);
  const instance = instances[place];
  if (!series || !frame || !instance || hasNoDepth(series)) return null;
  const source = { series, frame };
  const layout = wanted === 'planes' && series.volume.kind !== 'refused' ? 'planes' : 'single';
  if (!canBePainted(source) || (layout === 'planes' && previewView(source) === null)) return Promise.resolve();
  const encoded = instance.pixels.frame(frame.frame, signal);
  instances[place] = withFrame(instance, frame.frame, encoded);
  return preview.paint(source, layout, Promise.resolve(encoded));
};

/** Samples of a compressed picture that are decoded on the page: of more the page would stand still. */
const MOST_DECODED = 1.5e6;

const canBePainted = ({ frame: { instance } }: ImageSource): boolean => {
  const { columns, rows, pixels, transferSyntaxUID } = instance;
  if (pixels.photometricInterpretation === 'PALETTE COLOR') return false;
  // Not every archive says.
  const syntax = transferSyntaxUID === undefined ? undefined : transferSyntax(transferSyntaxUID);
  if (syntax?.encapsulated === false) return true;
  const isDecoded = transferSyntaxUID === undefined || isDecodedHere(transferSyntaxUID);
  return isDecoded && columns * rows * pixels.samplesPerPixel <= MOST_DECODED;
};

/** An instance with a frame that was asked for already: for one load. */
const withFrame = (
  { pixels, ...instance }: OpenedInstance,
  asked: number,
  encoded: EncodedPixels | Promise<EncodedPixels>,
): OpenedInstance => {
  let ahead: typeof encoded | null = encoded;
  const frame: typeof pixels.frame = (wanted, signal) => {
    if (wanted !== asked || ahead === null) return pixels.frame(wanted, signal);
    const taken = ahead;
    ahead = null;
    return Promise.resolve(taken).catch(() => pixels.frame(wanted, signal));
  };
  return { ...instance, pixels: { ...pixels, frame } };
};
