import type { LaidSlice, SliceValues } from '../image/resample-slice.ts';

/** One slice of a grid to be made; answers come with the number of their request. */
export interface ResampleRequest {
  readonly number: number;
  readonly sources: readonly LaidSlice[];
  readonly size: readonly [columns: number, rows: number];
  readonly type: SliceType;
  readonly empty: number;
}

export interface ResampleAnswer {
  readonly number: number;
  readonly values: SliceValues;
}

/** The kinds of values that a volume is drawn from. */
export const SLICE_TYPES = ['Uint8Array', 'Int16Array', 'Uint16Array', 'Float32Array'] as const;
export type SliceType = (typeof SLICE_TYPES)[number];

/** An array of a kind, filled with zeros. */
export const sliceOf = (type: SliceType, count: number): SliceValues => {
  switch (type) {
    case 'Uint8Array':
      return new Uint8Array(count);
    case 'Int16Array':
      return new Int16Array(count);
    case 'Uint16Array':
      return new Uint16Array(count);
    case 'Float32Array':
      return new Float32Array(count);
  }
};
