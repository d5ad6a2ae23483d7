import { DICTIONARY } from '../../src/image/dictionary.ts';
import type { DicomJson } from '../../src/load/json-source.ts';
import { regions } from './images.ts';
import { ctSlice, without, type Elements } from './part10.ts';

type Naturalized = Readonly<Record<string, unknown>>;

const TEXTS = new Set(['CS', 'DA', 'LO', 'SH', 'TM', 'UI', 'DT']);

/** The elements as the JSON model of DICOMweb has them (PS3.18 F): numbers of DS and IS as numbers, names as objects. */
export const json = (elements: Elements): DicomJson =>
  Object.fromEntries(
    Object.entries(elements)
      .filter(([tag]) => tag !== '7FE00010')
      .map(([tag, [vr, value]]) => [tag, { vr, Value: valuesOf(vr, value) }]),
  );
const valuesOf = (vr: string, value: Elements[string][1]): readonly unknown[] => {
  if (vr === 'SQ') return (value as readonly Elements[]).map(json);
  if (typeof value !== 'string') return Array.isArray(value) ? (value as unknown[]) : [value];
  if (vr === 'PN') return [{ Alphabetic: value }];
  return value.split('\\').map((text) => (text === '' ? null : TEXTS.has(vr) ? text : Number(text)));
};

const plain = without(ctSlice(1), '00200032', '00200037', '00200052', '00180050', '00280030');
const CLASS = (tail: string, modality: string): Elements => ({
  '00080016': ['UI', `1.2.840.10008.5.1.4.1.1.${tail}`],
  '00080060': ['CS', modality],
});
const frames = (count: number): Elements => ({
  '00280008': ['IS', String(count)],
  '7FE00010': ['OW', new Uint8Array(48 * count)],
});
const place = (z: number): Elements => ({
  '00209113': ['SQ', [{ '00200032': ['DS', `1.25\\-2.5\\${String(z)}`] }]],
  '00209111': ['SQ', [{ '00209056': ['SH', '1'], '00209128': ['UL', 1] }]],
});

export const FILES: readonly (readonly [string, Elements])[] = [
  [
    'CT',
    ctSlice(3, {
      '00100010': ['PN', 'Test^Case'],
      '00181120': ['DS', '-16.5'],
      '00281050': ['DS', '40\\-600'],
      '00281051': ['DS', '400\\1500'],
      '00281053': ['DS', '1'],
      '00281052': ['DS', '-1024'],
    }),
  ],
  [
    'angiography with everything that a scale is made of',
    {
      ...plain,
      ...CLASS('12.1', 'XA'),
      ...frames(2),
      '00080008': ['CS', 'ORIGINAL\\PRIMARY\\\\SINGLE PLANE'],
      '00281050': ['DS', '\\128'],
      '00281051': ['DS', '\\256'],
      '00181110': ['DS', '1200'],
      '00181111': ['DS', '800'],
      '00181114': ['DS', '1.5'],
      '00181164': ['DS', '0.308\\0.31'],
      '00181510': ['DS', '-30.5'],
      '00181511': ['DS', '0'],
      '00181520': ['DS', '0\\1.5'],
      '00181065': ['DS', '0\\66.7'],
      '00280030': ['DS', '0.2\\0.21'],
      '00280034': ['IS', '1\\1'],
      '00280A02': ['CS', 'FIDUCIAL'],
      '00280A04': ['LO', 'catheter, 6 F'],
    },
  ],
  [
    'enhanced angiography, distances of each frame',
    {
      ...plain,
      ...CLASS('12.1.1', 'XA'),
      ...frames(2),
      '52009229': [
        'SQ',
        [
          {
            '00189443': ['SQ', [{ '00181164': ['DS', '0.2\\0.2'] }]],
            '00189401': ['SQ', [{ '00189404': ['FD', [0.15, 0.16]] }]],
          },
        ],
      ],
      '52009230': [
        'SQ',
        [1200, 1000].map((sid): Elements => ({
          '00189476': ['SQ', [{ '00181110': ['DS', String(sid)], '00189402': ['FD', 785.5] }]],
          '00189405': ['SQ', [{ '00181510': ['DS', String(sid / 40)], '00181511': ['DS', '-5'] }]],
        })),
      ],
    },
  ],
  [
    'ultrasound with regions',
    {
      ...plain,
      ...CLASS('6.1', 'US'),
      ...regions({ delta: [-0.021, 0.022] }, { format: 2, units: [4, 3], flags: 3, bounds: [0, 2, 5, 3] }),
    },
  ],
  [
    'enhanced CT, places of each frame',
    {
      ...plain,
      ...CLASS('2.1', 'CT'),
      ...frames(2),
      '00200052': ['UI', '1.2.3.4.5'],
      '00089206': ['CS', 'VOLUME'],
      '52009229': [
        'SQ',
        [
          {
            '00289110': ['SQ', [{ '00280030': ['DS', '0.5\\0.6'], '00180050': ['DS', '3'] }]],
            '00209116': ['SQ', [{ '00200037': ['DS', '1\\0\\0\\0\\1\\0'] }]],
            '00289145': ['SQ', [{ '00281052': ['DS', '-1024'], '00281053': ['DS', '1'], '00281054': ['LO', 'HU'] }]],
          },
        ],
      ],
      '52009230': ['SQ', [place(4), place(1.5)]],
    },
  ],
];

const KEYWORDS: ReadonlyMap<string, string> = new Map(
  Object.entries(DICTIONARY).map(([keyword, [tag]]) => [tag, keyword]),
);

/** The JSON model by keyword, as stores of hosts hold it. */
export const naturalized = (model: DicomJson): Naturalized =>
  Object.fromEntries(
    Object.entries(model).map(([tag, element]) => {
      const { vr, Value } = element as { readonly vr: string; readonly Value: readonly unknown[] };
      return [KEYWORDS.get(tag) ?? tag, vr === 'SQ' ? Value.map((item) => naturalized(item as DicomJson)) : Value];
    }),
  );

/** A list of one value as the value itself, as some hosts keep it; sequences of one item as that item. */
export const unwrapped = (instance: Naturalized): Naturalized =>
  Object.fromEntries(
    Object.entries(instance).map(([name, value]) => {
      const list = Array.isArray(value) ? (value as unknown[]).map(plainOf) : [plainOf(value)];
      return [name, list.length === 1 ? list[0] : list];
    }),
  );
const plainOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? unwrapped(value as Naturalized) : value;
