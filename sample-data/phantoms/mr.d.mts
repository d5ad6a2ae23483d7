import type { V3 } from './ct.d.mts';

export interface MrPhantomOptions {
  seed: number;
  size: [number, number];
  pixel: [number, number];
  thickness: number;
  spacing: number;
  depth: number;
  tilt: number;
  turn: [number, number];
  tissue: number;
  texture: number;
  noise: number;
  coil: number;
  width: number;
  ball: number;
  ahead: number;
  aside: number;
  shaftAside: number;
  rim: number;
  tip: V3;
  slope: number;
  azimuth: number;
  sag: number;
  sagTowards: number;
  length: number;
  skin: number | null;
  vessels: readonly { at: V3; along: V3; radius: number; signal: number }[];
  nodule: { at: V3; radius: number; signal: number } | null;
  bone: { at: V3; along: V3; radius: number } | null;
}

export declare const randomMr: (seed: number) => MrPhantomOptions;

export declare const mrPhantom: (options: MrPhantomOptions) => {
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
    voidEnd: V3;
    at: (distance: number) => V3;
    holds: (place: V3) => boolean;
  };
};
