import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encapsulated, EXPLICIT, part10, type Elements } from '../../support/part10.ts';
import { encoderOf, type Coding } from './encoders.ts';
import { ctPixels, ultrasoundPixels, xaPixels } from './pictures.ts';

/** What is opened: synthetic series, made once into a cache outside the repository. */
export interface Workload {
  readonly name: string;
  readonly what: string;
  readonly columns: number;
  readonly rows: number;
  readonly frames: number;
  /** Megabytes (10^6) of its pixels when they are decoded, as they are stored: colours three bytes. */
  readonly decodedMB: number;
  readonly kind: 'ct' | 'xa' | 'us';
  readonly coding: Coding | null;
  /** Bits stored of one sample. */
  readonly bits: number;
  /** Files of another one, shown as a volume in three planes. */
  readonly planesOf?: string;
}

const ct = (name: string, what: string, frames: number, coding: Coding | null): Workload => ({
  name,
  what,
  columns: 512,
  rows: 512,
  frames,
  decodedMB: (512 * 512 * 2 * frames) / 1e6,
  kind: 'ct',
  coding,
  bits: 12,
});

const xa = (name: string, what: string, bits: number): Workload => ({
  name,
  what,
  columns: 1024,
  rows: 1024,
  frames: 100,
  decodedMB: (1024 * 1024 * Math.ceil(bits / 8) * 100) / 1e6,
  kind: 'xa',
  coding: null,
  bits,
});

export const WORKLOADS: readonly Workload[] = [
  ct('W1', 'CT, 120 slices of 512×512, uncompressed, a file each', 120, null),
  ct('W2-jls', 'the same, JPEG-LS lossless', 120, 'jpeg-ls'),
  ct('W2-htj2k', 'the same, HTJ2K lossless', 120, 'htj2k'),
  ct('W2-j2k', 'the same, JPEG 2000 lossless', 120, 'jpeg-2000'),
  xa('W3-16', 'XA, 100 frames of 1024×1024, 16 bits, one file', 12),
  xa('W3-8', 'the same, 8 bits', 8),
  {
    name: 'W4',
    what: 'ultrasound, 200 frames of 800×600 in colour, JPEG baseline, one file',
    columns: 800,
    rows: 600,
    frames: 200,
    decodedMB: (800 * 600 * 3 * 200) / 1e6,
    kind: 'us',
    coding: 'jpeg-baseline',
    bits: 8,
  },
  ct('W5', 'CT, 600 slices of 512×512, uncompressed, a file each', 600, null),
  { ...ct('W1-planes', 'W1 in three planes: the first axial picture, all slices', 120, null), planesOf: 'W1' },
];

/** Raised when the files that are made change. */
const EDITION = '1';

const SYNTAXES: Readonly<Record<Coding, string>> = {
  'jpeg-ls': '1.2.840.10008.1.2.4.80',
  'jpeg-2000': '1.2.840.10008.1.2.4.90',
  htj2k: '1.2.840.10008.1.2.4.201',
  'jpeg-baseline': '1.2.840.10008.1.2.4.50',
};

const SOP_CLASSES = {
  ct: '1.2.840.10008.5.1.4.1.1.2',
  xa: '1.2.840.10008.5.1.4.1.1.12.1',
  us: '1.2.840.10008.5.1.4.1.1.3.1',
} as const;

/** The workload's files, in the order of their slices. */
export const filesOf = async (root: string, cache: string, workload: Workload): Promise<readonly string[]> => {
  const made = WORKLOADS.find(({ name }) => name === workload.planesOf);
  if (made) return filesOf(root, cache, made);
  const folder = join(cache, `workloads-${EDITION}`, workload.name);
  if (!existsSync(folder)) {
    mkdirSync(join(folder, '..'), { recursive: true });
    const stage = mkdtempSync(`${folder}-`);
    await make(root, stage, workload);
    renameSync(stage, folder);
  }
  return readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
};

/** One of 2.25: a number of our own, the same each time. */
export const uid = (workload: Workload, ...parts: readonly number[]): string =>
  ['2.25.7341', WORKLOADS.indexOf(workload) + 1, ...parts].join('.');

const common = (workload: Workload, instance: number): Elements => ({
  '00080016': ['UI', SOP_CLASSES[workload.kind]],
  '00080018': ['UI', uid(workload, 3, instance)],
  '00080020': ['DA', '20260101'],
  '00080030': ['TM', '120000'],
  '00080060': ['CS', workload.kind.toUpperCase()],
  '0008103E': ['LO', workload.name],
  '00100010': ['PN', 'Phantom^Bench'],
  '00100020': ['LO', 'BENCH'],
  '0020000D': ['UI', uid(workload, 1)],
  '0020000E': ['UI', uid(workload, 2)],
  '00200011': ['IS', '1'],
  '00200013': ['IS', String(instance)],
  '00280010': ['US', workload.rows],
  '00280011': ['US', workload.columns],
});

const grey = (bits: number): Elements => ({
  '00280002': ['US', 1],
  '00280004': ['CS', 'MONOCHROME2'],
  '00280100': ['US', bits > 8 ? 16 : 8],
  '00280101': ['US', bits],
  '00280102': ['US', bits - 1],
  '00280103': ['US', 0],
});

const make = async (root: string, folder: string, workload: Workload): Promise<void> => {
  const { coding, bits, columns, rows, frames, kind } = workload;
  const encode = coding === null ? null : await encoderOf(root, coding);
  const syntax = coding === null ? EXPLICIT : SYNTAXES[coding];
  const write = (index: number, elements: Elements, pixels: readonly Uint8Array[]): void => {
    const path = join(folder, `${String(index).padStart(4, '0')}.dcm`);
    const whole = (): Uint8Array => {
      const all = new Uint8Array(pixels.reduce((sum, { length }) => sum + length, 0));
      let at = 0;
      for (const frame of pixels) {
        all.set(frame, at);
        at += frame.length;
      }
      return all;
    };
    writeFileSync(
      path,
      encode
        ? part10(elements, syntax, encapsulated(pixels.map(even), offsetsOf(pixels.map(even))))
        : part10({ ...elements, '7FE00010': [bits > 8 ? 'OW' : 'OB', whole()] }, syntax),
    );
  };
  const bytesOf = (values: Uint16Array): Uint8Array =>
    bits > 8 ? new Uint8Array(values.buffer) : Uint8Array.from(values);
  if (kind === 'ct') {
    for (let index = 0; index < frames; index += 1) {
      const pixels = bytesOf(ctPixels(index, workload));
      write(
        index,
        {
          ...common(workload, index + 1),
          '00080008': ['CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
          '00180050': ['DS', '1.25'],
          '00200032': ['DS', `-180\\-180\\${String(index * 1.25)}`],
          '00200037': ['DS', '1\\0\\0\\0\\1\\0'],
          '00200052': ['UI', uid(workload, 4)],
          '00280030': ['DS', '0.7\\0.7'],
          ...grey(bits),
          '00281050': ['DS', '40'],
          '00281051': ['DS', '400'],
          '00281052': ['DS', '-1024'],
          '00281053': ['DS', '1'],
        },
        [encode ? encode(pixels, { columns, rows, bits, components: 1 }) : pixels],
      );
    }
    return;
  }
  const numbers = Array.from({ length: frames }, (_, index) => index);
  if (kind === 'xa') {
    write(
      0,
      {
        ...common(workload, 1),
        '00080008': ['CS', 'ORIGINAL\\PRIMARY\\SINGLE PLANE'],
        '00181063': ['DS', '66.7'],
        '00181164': ['DS', '0.2\\0.2'],
        '00280008': ['IS', String(frames)],
        '00280009': ['AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
        ...grey(bits),
        '00281050': ['DS', String(2 ** (bits - 1))],
        '00281051': ['DS', String(2 ** bits)],
      },
      numbers.map((index) => bytesOf(xaPixels(index, workload, bits))),
    );
    return;
  }
  write(
    0,
    {
      ...common(workload, 1),
      '00080008': ['CS', 'ORIGINAL\\PRIMARY'],
      '00181063': ['DS', '33.3'],
      '00280002': ['US', 3],
      '00280004': ['CS', 'YBR_FULL_422'],
      '00280006': ['US', 0],
      '00280008': ['IS', String(frames)],
      '00280009': ['AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
      '00280100': ['US', 8],
      '00280101': ['US', 8],
      '00280102': ['US', 7],
      '00280103': ['US', 0],
      '00282110': ['CS', '01'],
    },
    numbers.map((index) => {
      const pixels = ultrasoundPixels(index, workload);
      return encode ? encode(pixels, { columns, rows, bits, components: 3 }) : pixels;
    }),
  );
};

const even = (bytes: Uint8Array): Uint8Array => {
  if (bytes.length % 2 === 0) return bytes;
  const longer = new Uint8Array(bytes.length + 1);
  longer.set(bytes);
  return longer;
};

/** From the first fragment's item on, each with its item's head of eight bytes (PS3.5 A.4). */
const offsetsOf = (frames: readonly Uint8Array[]): readonly number[] => {
  let at = 0;
  return frames.map(({ length }) => {
    const offset = at;
    at += length + 8;
    return offset;
  });
};
