import { slicesAround, storedAround, volumeOf, type StoredSlice } from '../find/volume/volume-around.ts';
import { locateInVolume } from '../find/volume/locate-in-volume.ts';
import type { NotFound, TipCandidate } from '../find/candidate.ts';
import { volumeRefusal } from '../find/searchable.ts';
import { groupSeries, hasNoDepth, type ImageSeries } from '../image/series.ts';
import { isRefusal, refusal, type Refusal, oneLine } from '../image/refusal.ts';
import type { ImageFile } from '../load/dicom-file.ts';
import { loadFiles } from '../load/sources.ts';
import { framePixels } from '../image/frame-pixels.ts';
import type { Vector3 } from '../space/vector.ts';
import { inputsBelow, namedPath } from './cli-inspect-files.ts';
import { locateInImage, wordsOf } from './cli-locate-in-image.ts';
import { refusedResult, type CommandResult } from './cli-result.ts';

export interface LocateOptions {
  /** As it was typed: X,Y,Z in the patient frame, mm; or C,R in an image, pixels. */
  readonly near: string;
  /** Of an image, from 1. */
  readonly frame: string | undefined;
  readonly json: boolean;
}

/** `tipcheck locate PATH --near X,Y,Z [--json]`, or `--near C,R --frame N`: tip candidates near a place, best first. */
export const locateIn = async (path: string, { near, frame, json }: LocateOptions): Promise<CommandResult> => {
  const place = numbersOf(near);
  if (place === null)
    return refusedResult(
      'invalid-near',
      '--near takes X,Y,Z in mm of the patient frame, or C,R in pixels with --frame: numbers with commas between',
    );
  if (place.length === 3 && frame !== undefined)
    return refusedResult('usage', '--frame belongs to --near C,R: a place in the patient needs none');
  const number = frame === undefined ? null : frameNumberOf(frame);
  if (place.length === 2 && number === null)
    return refusedResult('invalid-frame', '--near C,R needs --frame N: the frame of the image, from 1');
  const named = await namedPath(path);
  if (!named) return refusedResult('missing-path', `there is no file or folder ${path}`);
  const files: ImageFile[] = [];
  let problem: { readonly code: string; readonly message: string } | null = null;
  for await (const result of loadFiles(await inputsBelow(named))) {
    if (result.kind === 'loaded') files.push(result.file);
    else problem ??= { code: result.code, message: result.message };
  }
  if (files.length === 0)
    return refusedResult(problem?.code ?? 'missing-image', problem?.message ?? 'there are no images in the folder');
  const answer = place.length === 3 ? await inPatient(files, place) : await locateInImage(files, place, number ?? 1);
  if (isRefusal(answer)) return refusedResult(answer.code, answer.message);
  if ('kind' in answer && (answer.code === 'outside-volume' || answer.code === 'no-pixels'))
    return refusedResult(answer.code, answer.message);
  return { stdout: json ? jsonOf(answer) : textOf(answer), stderr: '', exitCode: 0 };
};

const inPatient = async (files: readonly ImageFile[], place: Vector3): Promise<Answer | Refusal> => {
  const series = groupSeries(files.map(({ attributes }) => attributes)).filter(
    (one) => one.space === 'patient' && !hasNoDepth(one),
  );
  if (series.length === 0)
    return refusal('no-geometry', 'no image says where it lies in the patient: give --near C,R and --frame N');
  return bestOf(series, files, place);
};

const frameNumberOf = (text: string): number | null => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null);

type Answer = readonly TipCandidate<Vector3 | readonly [number, number]>[] | NotFound;

/** Of several series the one in which the best end is seen; an answer of one series goes before refusals of others. */
const bestOf = async (
  series: readonly ImageSeries[],
  files: readonly ImageFile[],
  place: Vector3,
): Promise<Answer | Refusal> => {
  let best: Answer | Refusal | null = null;
  for (const one of series) {
    const answer = await located(one, files, place);
    if (best === null || rank(answer) > rank(best)) best = answer;
  }
  return best ?? refusal('no-geometry', 'there are no images to look in');
};

const rank = (answer: Answer | Refusal): number => {
  if (!('kind' in answer)) return 3 + (answer[0]?.score ?? 0);
  if (answer.kind !== 'not-found') return 0;
  return answer.code === 'outside-volume' || answer.code === 'no-pixels' ? 1 : 2;
};

const located = async (series: ImageSeries, files: readonly ImageFile[], place: Vector3): Promise<Answer | Refusal> => {
  const { frames, size, modality } = series;
  const [first] = frames;
  const refused = first ? volumeRefusal(series, first) : null;
  if (refused) return refused;
  const placed = frames.flatMap((frame) => (frame.plane ? [{ ...frame, plane: frame.plane }] : []));
  const thicknesses = placed.flatMap(({ instance, frame }) => instance.frames[frame - 1]?.sliceThickness ?? []);
  const around = slicesAround(
    placed.map(({ plane }) => plane),
    size,
    thicknesses.length > 0 ? Math.max(...thicknesses) : null,
    place,
  );
  if ('kind' in around) return around;
  const slices: StoredSlice[] = [];
  for (const index of around.indices) {
    const frame = placed[index];
    const file = files.find(({ attributes }) => attributes.sopInstanceUID === frame?.instance.sopInstanceUID);
    if (!frame || !file) return refusal('missing-image', 'an image of the series is missing');
    const bytes = await file.encodedFrame(frame.frame);
    const pixels = framePixels({ bytes, transferSyntaxUID: file.frameTransferSyntaxUID }, file.attributes);
    if (isRefusal(pixels)) return pixels;
    const values = frame.instance.frames[frame.frame - 1];
    slices.push({
      stored: wordsOf(pixels),
      slope: values?.rescaleSlope ?? 1,
      intercept: values?.rescaleIntercept ?? 0,
    });
  }
  return locateInVolume(volumeOf(storedAround(around, slices, size[0])), place, {
    polarity: modality === 'MR' ? 'dark' : 'bright',
  });
};

/** Three finite numbers, or two; null where it is something else. */
const numbersOf = (text: string): Vector3 | readonly [number, number] | null => {
  const values = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  const [x = NaN, y = NaN, z = NaN] = values;
  const isWithin = values.every((value) => Math.abs(value) <= (values.length === 3 ? 10_000 : 100_000));
  if (!isWithin) return null;
  return values.length === 3 ? [x, y, z] : values.length === 2 ? [x, y] : null;
};

const jsonOf = (answer: Answer): string => {
  const document =
    'kind' in answer
      ? { candidates: [], reason: { code: answer.code, message: answer.message } }
      : {
          candidates: answer.map(({ tip, axis, sigma, score, evidence, method, version }) => ({
            tip,
            axis,
            sigma,
            score,
            evidence,
            method,
            version,
          })),
        };
  return `${JSON.stringify(document, null, 2)}\n`;
};

const textOf = (answer: Answer): string => {
  if ('kind' in answer) return `No tip: ${oneLine(answer.message)}\n`;
  const lines = answer.flatMap(({ tip, axis, sigma, score, evidence }, n) => {
    const [unit, frame] = tip.length === 3 ? ['mm', 'patient frame'] : ['px', 'column, row'];
    return [
      `${String(n + 1)}. Tip at ${tip.map((value) => value.toFixed(1)).join(', ')} ${unit} (${frame}), ± ${sigma.along.toFixed(1)} ${unit} along the device and ± ${sigma.across.toFixed(1)} ${unit} across it (1 SD)`,
      `   direction ${axis.map((value) => value.toFixed(3)).join(', ')}; score ${score.toFixed(2)}`,
      ...evidence.map(({ message }) => `   ${message}`),
    ];
  });
  return `${['Suggestions, to be checked by a person:', ...lines].map((line) => line.replaceAll(/\p{C}+/gu, ' ')).join('\n')}\n`;
};
