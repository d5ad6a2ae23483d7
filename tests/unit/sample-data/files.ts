import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import dicomParser from 'dicom-parser';

export type Triple = [number, number, number];
export type Pair = [number, number];

export const ROOT = fileURLToPath(new URL('../../../sample-data/', import.meta.url));

/** A file of the samples as the type that its reader says it has. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type is the caller's word for what the file holds
export const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as T;

export interface IndexEntry {
  readonly id: string;
  readonly title: string;
  readonly modality: string;
  readonly description: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly truth: string;
  readonly records: readonly string[];
}

export const index = readJson<{ samples: readonly IndexEntry[] }>('index.json').samples;

export interface PatientTruth {
  readonly frameOfReferenceUID: string;
  readonly tip: Triple;
  readonly shaft: readonly Triple[];
  readonly entry: Triple;
  readonly direction: Triple;
  readonly target: { readonly center: Triple; readonly radius: number };
  readonly tipToCenter: number;
  readonly signedDistance: number;
  readonly insertedLength: number;
  readonly tipSlice: number;
  readonly targetSlice: number;
  readonly tipSopInstanceUID: string;
}

export interface ImageTruth {
  readonly sopInstanceUID: string;
  readonly frame: number;
  readonly tip: Pair;
  readonly target: { readonly center: Pair; readonly radius: number };
  readonly scale: { readonly betweenColumns: number; readonly betweenRows: number; readonly unit: string };
  readonly tipToCenter: number;
  readonly signedDistance: number;
}

const numbers = (data: dicomParser.DataSet, tag: string): number[] => (data.string(tag) ?? '').split('\\').map(Number);

export interface SampleImage {
  readonly data: dicomParser.DataSet;
  readonly sopInstanceUID: string;
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  numbers(tag: string): number[];
  fragment(frame: number): Uint8Array;
}

export const imageOf = (path: string): SampleImage => {
  const data = dicomParser.parseDicom(readFileSync(join(ROOT, path)));
  const pixels = data.elements['x7fe00010']!;
  return {
    data,
    sopInstanceUID: data.string('x00080018') ?? '',
    rows: data.uint16('x00280010') ?? 0,
    columns: data.uint16('x00280011') ?? 0,
    frames: Number(data.string('x00280008') ?? 1),
    numbers: (tag) => numbers(data, tag),
    fragment: (frame) => dicomParser.readEncapsulatedImageFrame(data, pixels, frame - 1) as Uint8Array,
  };
};

export const sliceName = (slice: number): string => `slice-${String(slice).padStart(3, '0')}.dcm`;

export const filesUnder = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });

export const sub = (a: Triple, b: Triple): Triple => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const along = (a: Triple, b: Triple, k: number): Triple => [a[0] + k * b[0], a[1] + k * b[1], a[2] + k * b[2]];
export const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Triple, b: Triple): Triple => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const length = (a: Triple): number => Math.hypot(...a);
