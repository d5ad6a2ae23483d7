type P2 = [number, number];

export interface FluoroscopyOptions {
  readonly seed: number;
  readonly columns: number;
  readonly rows: number;
  readonly betweenColumns: number;
  readonly betweenRows: number;
  readonly unit: 'mm' | 'px';
  readonly device: 'wire' | 'catheter' | 'needle';
  readonly width: number;
  readonly contrast: number;
  readonly blur: number;
  readonly quanta: number;
  readonly bend: number;
  readonly loop: boolean;
  readonly ribs: number;
  readonly spine: boolean;
  readonly clouds: number;
  readonly crossing: number;
  readonly collimator: 'none' | 'rectangle' | 'circle';
  readonly end: 'in-image' | 'leaves' | 'fades';
  readonly frames: number;
  readonly advance: number;
  readonly sway: number;
  readonly maximum: number;
  readonly isBright: boolean;
}

export declare const randomOptions: (seed: number) => FluoroscopyOptions;

export declare const fluoroscopyPhantom: (options: FluoroscopyOptions) => {
  frames: (Uint8Array | Uint16Array)[];
  pointed: number;
  geometry: { columns: number; rows: number; betweenColumns: number; betweenRows: number; unit: 'mm' | 'px' };
  truth: { tip: P2 | null; axis: P2; path: P2[]; seed: P2; end: FluoroscopyOptions['end'] };
};
