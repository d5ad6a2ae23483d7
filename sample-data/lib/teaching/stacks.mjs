import { ctFiles, mrFiles } from '../../phantoms/files.mjs';
import { ctPhantom } from '../../phantoms/ct.mjs';
import { mrPhantom } from '../../phantoms/mr.mjs';
import { noise } from '../noise.mjs';
import { uid } from '../study.mjs';
import { add, cross, dot, mul, sub, unit } from '../vector.mjs';

/** @typedef {import('../vector.mjs').V3} V3 */

/** 1 SD of a simulated reader along each axis, mm. */
export const READERS_MM = 0.7;

/** What all CT phantoms of the set have alike. @type {Omit<import('../../phantoms/ct.mjs').CtPhantomOptions, 'seed'>} */
const CT = {
  size: [96, 88],
  pixel: [0.8, 0.8],
  thickness: 2.5,
  spacing: 2.5,
  depth: 42.5,
  tilt: 0,
  turn: [0, 0],
  kernel: 1,
  edge: 0,
  noise: 13,
  diameter: 1.47,
  bore: 0,
  metal: 8000,
  maximum: 3071,
  bevel: 1,
  tip: [0, 0, 0],
  slope: 0,
  azimuth: 20,
  sag: 0,
  sagTowards: 0,
  length: 110,
  skin: null,
  streaks: 50,
  needles: [],
  paths: [],
  balls: [],
  rib: null,
};

/** @type {Omit<import('../../phantoms/mr.mjs').MrPhantomOptions, 'seed'>} */
const MR = {
  size: [80, 76],
  pixel: [1.2, 1.2],
  thickness: 4,
  spacing: 4,
  depth: 60,
  tilt: 0,
  turn: [0, 0],
  tissue: 380,
  texture: 0.05,
  noise: 14,
  coil: 0.15,
  width: 5,
  ball: 4,
  ahead: 5,
  aside: 0.8,
  shaftAside: 0.4,
  rim: 0.2,
  tip: [-4, 0, 0],
  slope: 4,
  azimuth: 12,
  sag: 0,
  sagTowards: 0,
  length: 110,
  skin: null,
  vessels: [],
  bone: null,
  nodule: null,
};

/** Where a phantom's slices lie and how its needle runs. @param {{ columnStep: V3, rowStep: V3 }} stack @param {{ slope: number, azimuth: number }} options */
const axes = ({ columnStep, rowStep }, { slope, azimuth }) => {
  const [across, down] = [unit(columnStep), unit(rowStep)];
  const normal = cross(across, down);
  const [a, s] = [(azimuth * Math.PI) / 180, (slope * Math.PI) / 180];
  const flat = add(mul(across, Math.cos(a)), mul(down, Math.sin(a)));
  return { across, down, normal, axis: add(mul(flat, Math.cos(s)), mul(normal, Math.sin(s))) };
};

/** The target's middle from the tip: along the needle, beside it in the slice, through the slices. @param {{ normal: V3, axis: V3 }} frame @param {V3} place */
const beside = ({ normal, axis }, [along, across, through]) =>
  add(add(mul(axis, along), mul(unit(cross(normal, axis)), across)), mul(normal, through));

/** @param {{ study: string, origin: V3, sliceStep: V3, size: readonly number[] }} stack @param {V3} place */
const sliceAt = ({ study, origin, sliceStep, size }, place) => {
  const n = dot(sub(place, origin), sliceStep) / dot(sliceStep, sliceStep);
  return uid(study, 'slices', Math.min((size[2] ?? 1) - 1, Math.max(0, Math.round(n))) + 1);
};

/**
 * What is drawn, as a record: of the truth itself, and of two readers who scatter about it.
 * @param {{ study: string, seed: number, options: { pixel: [number, number], spacing: number, thickness: number }, frame: { across: V3, down: V3 }, tip: V3, shaft: V3[], target: { center: V3, radius: number }, sigma: number }} drawn
 */
const referencesOf = ({ study, seed, options, frame, tip, shaft, target, sigma }) => {
  const { gauss } = noise(seed + 5);
  const scattered = (/** @type {V3} */ p) => /** @type {V3} */ (p.map((value) => value + READERS_MM * gauss()));
  const record = (/** @type {string} */ id, /** @type {(p: V3) => V3} */ seen, /** @type {V3[] | null} */ path) => ({
    tipcheck: 1,
    id,
    space: {
      kind: 'patient',
      frameOfReferenceUID: uid(study, 'frame of reference'),
      voxel: {
        betweenColumns: options.pixel[0],
        betweenRows: options.pixel[1],
        betweenSlices: options.spacing,
        sliceThickness: options.thickness,
        orientation: [...frame.across, ...frame.down],
      },
    },
    target: { shape: 'sphere', center: seen(target.center), radius: target.radius },
    tip: { position: seen(tip), evidence: 'person', sigma },
    ...(path && { shaft: path }),
    device: { kind: 'needle' },
  });
  return [
    { expert: 'Truth', record: record('truth', (p) => p, shaft) },
    ...['A', 'B'].map((name) => ({
      expert: `Simulated ${name}`,
      record: record(`reader-${name.toLowerCase()}`, scattered, null),
    })),
  ];
};

/**
 * A CT phantom with a target beside its needle.
 * @param {{ seed: number, at: V3, radius: number, value: number, sigma?: number, window: [number, number], options?: Partial<typeof CT>, captions: [string, string] }} given
 * `at`: the target's middle from the tip; `captions`: of the slice of the tip, and of that of the target
 */
export const ctCase = ({ seed, at, radius, value, sigma = 0.6, window, options: more = {}, captions }) => {
  const base = { ...CT, ...more, seed };
  const study = `phantom ct ${String(seed)}`;
  const plain = ctPhantom({ ...base, size: [4, 4], depth: 10, noise: 0, streaks: 0 });
  const frame = axes(plain, base);
  if (base.paths.length > 0) frame.axis = plain.truth.axis;
  const from = beside(frame, at);
  const options = { ...base, balls: [{ at: from, radius, value }] };
  const phantom = ctPhantom(options);
  return stackCase({
    study,
    seed,
    made: ctFiles(phantom, options),
    phantom,
    options,
    frame,
    from,
    radius,
    sigma,
    window: { lower: window[0], upper: window[1] },
    captions,
  });
};

/**
 * An MR phantom with a nodule beside its needle.
 * @param {{ seed: number, at: V3, radius: number, signal: number, sigma: number, options?: Partial<typeof MR>, captions: [string, string] }} given
 */
export const mrCase = ({ seed, at, radius, signal, sigma, options: more = {}, captions }) => {
  const base = { ...MR, ...more, seed };
  const study = `phantom mr ${String(seed)}`;
  const frame = axes(mrPhantom({ ...base, size: [4, 4], depth: 10 }), base);
  const from = beside(frame, at);
  const options = { ...base, nodule: { at: from, radius, signal } };
  const phantom = mrPhantom(options);
  return stackCase({
    study,
    seed,
    made: mrFiles(phantom, options),
    phantom,
    options,
    frame,
    from,
    radius,
    sigma,
    window: { lower: 0, upper: 600 },
    captions,
  });
};

/**
 * The case of a phantom whose target lies `from` its tip.
 * @param {Omit<Parameters<typeof referencesOf>[0], 'tip' | 'shaft' | 'target'> & { made: { files: import('../study.mjs').File[] }, phantom: Omit<Parameters<typeof sliceAt>[0], 'study'> & { truth: { tip: V3, at: (distance: number) => V3 } }, from: V3, radius: number, window: { lower: number, upper: number }, captions: [string, string] }} drawn
 */
const stackCase = ({ study, made, phantom, from, radius, window, captions, ...drawn }) => {
  const { tip, at } = phantom.truth;
  const stack = { study, ...phantom };
  const target = { center: add(tip, from), radius };
  const view = (/** @type {string} */ caption, /** @type {V3} */ focus, /** @type {string[]} */ marks) => ({
    caption,
    sopInstanceUID: sliceAt(stack, focus),
    frame: 1,
    focus,
    halfHeight: 30,
    window,
    marks,
  });
  return {
    files: made.files,
    references: referencesOf({ ...drawn, study, tip, shaft: [25, 50].map(at), target }),
    keyViews: [view(captions[0], tip, ['tip']), view(captions[1], target.center, ['target'])],
  };
};
