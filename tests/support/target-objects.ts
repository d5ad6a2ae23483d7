import { readDicomObject } from '../../src/load/dicom-object.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import type { FoundTarget, ReadTarget } from '../../src/report/targets/found.ts';
import { readTargets } from '../../src/report/targets/read-targets.ts';
import { part10, type Elements } from './part10.ts';

/** What is read of a file with these elements; throws where the whole file is refused. */
export const targetsOf = (elements: Elements): readonly ReadTarget[] => {
  const object = readDicomObject(part10(elements));
  if (isRefusal(object)) throw new Error(object.message);
  const targets = readTargets(object);
  if (isRefusal(targets)) throw new Error(`${targets.code}: ${targets.message}`);
  return targets;
};

/** The only target of a file, or the code of its refusal. */
export const onlyOf = (elements: Elements): FoundTarget | string => {
  const [only, ...others] = targetsOf(elements);
  if (!only || others.length > 0) throw new Error(`${String(others.length + 1)} targets`);
  return only.kind === 'unusable' ? only.code : only;
};

export interface SegmentFrame {
  readonly segment?: number;
  readonly position?: string | null;
  readonly orientation?: string;
  readonly pixels: readonly number[];
}

/** A binary segmentation of 3 × 2 pixels of 2 × 1 mm, by frames. */
export const segmentationFile = (frames: readonly SegmentFrame[], overrides: Elements = {}): Elements => {
  const bits = frames.flatMap(({ pixels }) => pixels);
  const bytes = new Uint8Array(2 * Math.ceil(bits.length / 16));
  for (const [at, bit] of bits.entries()) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  const segments = [...new Set(frames.map(({ segment = 1 }) => segment))];
  return {
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.66.4'],
    '00080018': ['UI', '1.2.3.66'],
    '00080060': ['CS', 'SEG'],
    '00200052': ['UI', '1.2.3.4.5'],
    '00280002': ['US', 1],
    '00280004': ['CS', 'MONOCHROME2'],
    '00280008': ['IS', frames.length],
    '00280010': ['US', 2],
    '00280011': ['US', 3],
    '00280100': ['US', 1],
    '00280101': ['US', 1],
    '00280102': ['US', 0],
    '00280103': ['US', 0],
    '00620001': ['CS', 'BINARY'],
    '00620002': [
      'SQ',
      segments.map((number) => ({
        '00620004': ['US', number] as const,
        '00620005': ['LO', `Segment ${'ABC'.charAt(number - 1)}`] as const,
      })),
    ],
    '52009229': ['SQ', [{ '00289110': ['SQ', [{ '00180050': ['DS', '4'], '00280030': ['DS', '2\\1'] }]] }]],
    '52009230': [
      'SQ',
      frames.map(({ segment = 1, position, orientation = '1\\0\\0\\0\\1\\0' }, index) => ({
        '0062000A': ['SQ', [{ '0062000B': ['US', segment] as const }]] as const,
        '00209116': ['SQ', [{ '00200037': ['DS', orientation] as const }]] as const,
        ...(position !== null && {
          '00209113': ['SQ', [{ '00200032': ['DS', position ?? `5\\6\\${String(7 + 3 * index)}`] as const }]] as const,
        }),
      })),
    ],
    '7FE00010': ['OB', bytes],
    ...overrides,
  };
};

const code = (value: string, meaning: string): readonly ['SQ', readonly Elements[]] => [
  'SQ',
  [{ '00080100': ['SH', value], '00080102': ['SH', 'DCM'], '00080104': ['LO', meaning] }],
];

/** A region of a measurement group. On an image where one is named, else in the patient. */
export interface Graphic {
  readonly type: string;
  readonly data: readonly number[];
  readonly concept?: string;
  readonly image?: { readonly uid: string; readonly frame?: string };
  readonly frameOfReferenceUID?: string;
}

const graphicItem = ({ type, data, concept = '111030', image, frameOfReferenceUID }: Graphic): Elements => ({
  '0040A040': ['CS', image ? 'SCOORD' : 'SCOORD3D'],
  '0040A043': code(concept, 'Region'),
  '00700022': ['FL', floats(data)],
  '00700023': ['CS', type],
  ...(!image && { '30060024': ['UI', frameOfReferenceUID ?? '1.2.3.4.5'] }),
  ...(image && {
    '0040A730': [
      'SQ',
      [
        {
          '0040A040': ['CS', 'IMAGE'],
          '00081199': [
            'SQ',
            [
              {
                '00081155': ['UI', image.uid],
                ...(image.frame !== undefined && { '00081160': ['IS', image.frame] as const }),
              },
            ],
          ],
        },
      ],
    ],
  }),
});

const floats = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

/** A measurement report with one group for each list of graphics. */
export const reportFile = (...groups: readonly (readonly Graphic[] | readonly Elements[])[]): Elements => ({
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.34'],
  '00080018': ['UI', '1.2.3.88'],
  '00080060': ['CS', 'SR'],
  '0040A040': ['CS', 'CONTAINER'],
  '0040A730': [
    'SQ',
    [
      {
        '0040A040': ['CS', 'CONTAINER'],
        '0040A043': code('126010', 'Imaging Measurements'),
        '0040A730': [
          'SQ',
          groups.map((group, index) => ({
            '0040A040': ['CS', 'CONTAINER'] as const,
            '0040A043': code('125007', 'Measurement Group'),
            '0040A730': [
              'SQ',
              [
                {
                  '0040A040': ['CS', 'TEXT'],
                  '0040A043': code('112039', 'Tracking Identifier'),
                  '0040A160': ['UT', `Finding ${String(index + 1)}`],
                },
                ...group.map((one) => ('type' in one ? graphicItem(one as Graphic) : one)),
              ],
            ] as const,
          })),
        ],
      },
    ],
  ],
});

export const reference = (concept: string): Elements => ({
  '0040A040': ['CS', 'IMAGE'],
  '0040A043': code(concept, 'Referenced Segment'),
});
