import type { Elements } from './part10.ts';

export const RTSTRUCT = '1.2.840.10008.5.1.4.1.1.481.3';

export interface DrawnRegion {
  readonly name: string;
  /** ContourGeometricType; closed outlines by default. */
  readonly type?: string;
  readonly contours: readonly (readonly (readonly number[])[])[];
  /** NumberOfContourPoints where it isn't what is there. */
  readonly count?: number;
  /** Null: none is named. */
  readonly frameOfReferenceUID?: string | null;
}

/** An RT Structure Set with these regions. */
export const structureSet = (frameOfReferenceUID: string, regions: readonly DrawnRegion[]): Elements => ({
  '00080016': ['UI', RTSTRUCT],
  '00080018': ['UI', '1.2.3.77'],
  '00080060': ['CS', 'RTSTRUCT'],
  '0020000D': ['UI', '1.2.3.4'],
  '0020000E': ['UI', '1.2.3.4.77'],
  '30060002': ['SH', 'Plan'],
  '30060020': [
    'SQ',
    regions.map(({ name, frameOfReferenceUID: own = frameOfReferenceUID }, index) => ({
      '30060022': ['IS', index + 1] as const,
      ...(own !== null && { '30060024': ['UI', own] as const }),
      '30060026': ['LO', name] as const,
    })),
  ],
  '30060039': [
    'SQ',
    regions.map(({ type = 'CLOSED_PLANAR', contours, count }, index) => ({
      '30060040': [
        'SQ',
        contours.map((points) => ({
          '30060042': ['CS', type] as const,
          '30060046': ['IS', count ?? points.length] as const,
          '30060050': [
            'DS',
            points
              .flat()
              .map((value) => Number(value.toFixed(9)))
              .join('\\'),
          ] as const,
        })),
      ] as const,
      '30060084': ['IS', index + 1] as const,
    })),
  ],
});
