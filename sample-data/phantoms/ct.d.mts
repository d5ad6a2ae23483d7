export type V3 = readonly [number, number, number];

export interface CtPhantomOptions {
  seed: number;
  size: [number, number];
  pixel: [number, number];
  thickness: number;
  spacing: number;
  depth: number;
  tilt: number;
  turn: [number, number];
  kernel: number;
  edge: number;
  noise: number;
  diameter: number;
  bore: number;
  metal: number;
  maximum: number;
  bevel: number;
  tip: V3;
  slope: number;
  azimuth: number;
  sag: number;
  sagTowards: number;
  length: number;
  skin: number | null;
  streaks: number;
  needles: readonly { aside: number; round: number; tilt: number; ahead: number }[];
  paths: readonly (readonly V3[])[];
  balls: readonly { at: V3; radius: number; value: number }[];
  rib: { at: V3; along: V3; radius: number; value: number } | null;
}

export declare const randomCt: (seed: number) => CtPhantomOptions;

export declare const ctPhantom: (options: CtPhantomOptions) => {
  size: [number, number, number];
  values: Int16Array;
  origin: V3;
  columnStep: V3;
  rowStep: V3;
  sliceStep: V3;
  sliceThickness: number;
  truth: {
    tip: V3;
    axis: V3;
    at: (distance: number) => V3;
    others: V3[];
    holds: (place: V3) => boolean;
  };
};
