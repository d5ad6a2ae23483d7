import { fluoroscopyPhantom, randomOptions as fluoroscopyOptions } from '../../../sample-data/phantoms/fluoroscopy.mjs';
import { randomOptions as ultrasoundOptions, ultrasoundPhantom } from '../../../sample-data/phantoms/ultrasound.mjs';
import { examineMarkInFrames } from '../../../src/find/frames/examine-mark.ts';
import { findTipInFrames } from '../../../src/find/frames/find-tip.ts';
import { searchOf } from '../../unit/find/frames/phantoms.ts';

export interface FrameOutcome {
  readonly seconds: number;
  /** Of the tip in mm (US) or pixels of the finer spacing (XA), and along the device over its sigma; null where none was found. */
  readonly error: { readonly size: number; readonly normalised: number } | null;
  readonly tipIsInImage: boolean;
  readonly saidNotInImage: boolean;
  /** Of a mark half-way between the seed and the tip or the last that is seen, and of one at the tip. */
  readonly shaft: Verdict | null;
  readonly tip: Verdict | null;
}

type Verdict = ReturnType<typeof examineMarkInFrames>['verdict'];

/** A phantom of fluoroscopy or ultrasound, searched from its seed; a mark well back on the path and one at the tip are examined. */
export const frameOutcome = (modality: 'XA' | 'US', seed: number): FrameOutcome => {
  const phantom =
    modality === 'US' ? ultrasoundPhantom(ultrasoundOptions(seed)) : fluoroscopyPhantom(fluoroscopyOptions(seed));
  const { geometry, truth } = phantom;
  const search = searchOf(modality, phantom);
  const start = process.cpuUsage();
  const found = findTipInFrames(search);
  const { user, system } = process.cpuUsage(start);
  const best = 'kind' in found ? undefined : found[0];
  const { seed: _, ...images } = search;
  const unit = modality === 'US' ? 1 : Math.min(geometry.betweenColumns, geometry.betweenRows);
  const apart = (a: readonly [number, number], b: readonly [number, number]): number =>
    Math.hypot(((a[0] - b[0]) * geometry.betweenColumns) / unit, ((a[1] - b[1]) * geometry.betweenRows) / unit);
  const { tip } = truth;
  const back = tip && truth.path.find((place) => isBack(apart(place, tip), modality));
  return {
    seconds: (user + system) / 1e6,
    error:
      best && tip
        ? {
            size: apart(best.tip, tip),
            normalised:
              ((best.tip[0] - tip[0]) * best.axis[0] + (best.tip[1] - tip[1]) * best.axis[1]) / best.sigma.along,
          }
        : null,
    tipIsInImage: tip !== null,
    saidNotInImage: 'kind' in found && found.code === 'not-in-image',
    shaft: back ? examineMarkInFrames({ ...images, tip: back }).verdict : null,
    tip: tip && examineMarkInFrames({ ...images, tip }).verdict,
  };
};

/** Far enough back from the tip that no one would call it the tip, in mm or pixels. */
const isBack = (distance: number, modality: 'XA' | 'US'): boolean =>
  modality === 'US' ? distance > 6 && distance < 12 : distance > 20 && distance < 40;
