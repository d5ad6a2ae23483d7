import { ROOT } from '../../scripts/setup.mjs';
import { encoderOf } from '../bench/browser/encoders.ts';
import { ultrasoundPixels } from '../bench/browser/pictures.ts';
import { ctSlice, encapsulated, part10, without, type Elements } from './part10.ts';

const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';

/** A run of ultrasound in colour, compressed frame by frame: its file, to be opened by a page, and its streams. */
export const colourRun = async (
  frames: number,
  size: { readonly columns: number; readonly rows: number },
  overrides: Elements = {},
): Promise<{
  readonly file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };
  readonly streams: readonly Uint8Array[];
}> => {
  const encode = await encoderOf(ROOT, 'jpeg-baseline');
  const streams = Array.from({ length: frames }, (_, number) => {
    const bytes = encode(ultrasoundPixels(number, size), { ...size, bits: 8, components: 3 });
    const even = new Uint8Array(bytes.length + (bytes.length % 2));
    even.set(bytes);
    return even;
  });
  const elements = {
    ...without(ctSlice(1), '7FE00010', '00200032', '00200037', '00200052', '00280030', '00180050'),
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
    '00080060': ['CS', 'US'],
    '00181063': ['DS', '40'],
    '00280002': ['US', 3],
    '00280004': ['CS', 'YBR_FULL_422'],
    '00280006': ['US', 0],
    '00280008': ['IS', String(frames)],
    '00280009': ['AT', Uint8Array.of(0x18, 0, 0x63, 0x10)],
    '00280010': ['US', size.rows],
    '00280011': ['US', size.columns],
    '00280100': ['US', 8],
    '00280101': ['US', 8],
    '00280102': ['US', 7],
    '00280103': ['US', 0],
    ...overrides,
  } as const;
  const buffer = Buffer.from(part10(elements, JPEG_BASELINE, encapsulated(streams)));
  return { file: { name: 'run.dcm', mimeType: 'application/dicom', buffer }, streams };
};
