import { BASIS_WORDS } from '../image/basis-words.ts';
import type { Scaling, UserCalibration } from './user-calibration.ts';

const OBJECTS = { catheter: 'catheter', needle: 'needle', ruler: 'ruler', sphere: 'sphere' } as const;

/** "6 F catheter", "25.4 mm sphere"; empty where the scale was entered. */
export const calibrationLabel = ({ method, size, designation }: UserCalibration): string =>
  method === 'entered' || size === undefined
    ? ''
    : `${designation ?? `${String(Number(size.toPrecision(3)))} mm`} ${OBJECTS[method]}`;

/** "± 17 %": the 95 % interval of a scale that is known to this share of it, 1 SD. */
export const scaleSpread = (scaleSigma: number): string => {
  const percent = 196 * scaleSigma;
  return `± ${percent < 1 ? percent.toFixed(1) : String(Math.round(percent))} %`;
};

/** How a scale is known, in words that can stand behind it: "by the reader, on a 6 F catheter, ± 17 % (95 %)". */
export const basisText = (scaling: Scaling): string => basisParts(scaling).join(', ');

/** The same, part by part. */
export const basisParts = ({ scale, scaleSigma, calibration }: Scaling): readonly string[] => {
  if (scale.basis !== 'user' || !calibration) return [BASIS_WORDS[scale.basis]];
  const object = calibrationLabel(calibration);
  return [
    'by the reader',
    object === '' ? 'entered' : `on ${/^(8|11|18)/.test(object) ? 'an' : 'a'} ${object}`,
    ...(scaleSigma === undefined ? [] : [`${scaleSpread(scaleSigma)} (95 %)`]),
    ...(calibration.atTargetDepth === true ? ['at the target’s depth'] : []),
  ];
};
