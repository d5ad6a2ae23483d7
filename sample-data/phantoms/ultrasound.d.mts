type P2 = [number, number];

export interface UltrasoundOptions {
  readonly seed: number;
  readonly probe: 'linear' | 'curved';
  readonly depth: number;
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly angle: number;
  readonly tipDepth: number;
  readonly brightness: number;
  readonly gain: number;
  readonly dynamicRange: number;
  readonly reverberation: number;
  readonly fasciae: number;
  readonly shadows: number;
  readonly end: 'in-image' | 'fades' | 'leaves';
  readonly fadeLength: number;
  readonly frames: number;
  readonly advance: number;
}

export declare const randomOptions: (seed: number) => UltrasoundOptions;

export declare const ultrasoundPhantom: (options: UltrasoundOptions) => {
  frames: Uint8Array[];
  pointed: number;
  geometry: {
    columns: number;
    rows: number;
    betweenColumns: number;
    betweenRows: number;
    unit: 'mm';
    region: [number, number, number, number];
  };
  truth: { tip: P2 | null; axis: P2; path: P2[]; seed: P2; end: UltrasoundOptions['end'] };
};
