import type { ImageAttributes } from '../../src/image/attributes.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { ctSlice, part10, without, type Elements } from './part10.ts';

/** A file with these elements, read; throws where it is refused. */
export const imageFrom = (elements: Elements): ImageAttributes => {
  const file = readDicomFile(part10(elements), 'synthetic');
  if (isRefusal(file)) throw new Error(`${file.code}: ${file.message}`);
  return file.attributes;
};

const noPlace = (elements: Elements): Elements =>
  without(elements, '00200032', '00200037', '00200052', '00180050', '00280030');

export const ct = (index: number, overrides: Elements = {}): ImageAttributes => imageFrom(ctSlice(index, overrides));

const of =
  (modality: string, sopClass: string) =>
  (overrides: Elements = {}): ImageAttributes =>
    imageFrom({
      ...noPlace(ctSlice(1)),
      '00080016': ['UI', `1.2.840.10008.5.1.4.1.1.${sopClass}`],
      '00080060': ['CS', modality],
      '00080008': ['CS', 'ORIGINAL\\PRIMARY'],
      ...overrides,
    });

export const xa = of('XA', '12.1');
export const dx = of('DX', '1.1');
export const us = of('US', '6.1');
export const secondaryCapture = of('OT', '7');
export const photograph = of('XC', '77.1.4');

export interface RegionValues {
  readonly bounds?: readonly [number, number, number, number];
  readonly format?: number;
  readonly type?: number;
  readonly flags?: number;
  readonly units?: readonly [number, number];
  readonly delta?: readonly [number, number];
}

/** SequenceOfUltrasoundRegions: by default one 2D tissue region of 0.02 cm pixels over the whole 6 × 4 picture. */
export const regions = (...values: readonly RegionValues[]): Elements => ({
  '00186011': [
    'SQ',
    values.map(({ bounds = [0, 0, 5, 3], format = 1, type = 1, flags = 2, units = [3, 3], delta = [0.02, 0.02] }) => ({
      '00186012': ['US', format] as const,
      '00186014': ['US', type] as const,
      '00186016': ['UL', flags] as const,
      '00186018': ['UL', bounds[0]] as const,
      '0018601A': ['UL', bounds[1]] as const,
      '0018601C': ['UL', bounds[2]] as const,
      '0018601E': ['UL', bounds[3]] as const,
      '00186024': ['US', units[0]] as const,
      '00186026': ['US', units[1]] as const,
      '0018602C': ['FD', delta[0]] as const,
      '0018602E': ['FD', delta[1]] as const,
    })),
  ],
});
