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
  /** Of a mark on the shaft, well back from the end that is seen. */
  readonly shaft: Verdict | null;
  /** Of a mark at the end that is seen: the tip, or where the device is lost from sight. */
  readonly end: Verdict | null;
}

type Pixel = readonly [number, number];
type Verdict = ReturnType<typeof examineMarkInFrames>['verdict'];

/** How far back from its end the shaft is marked as the tip, and where the person marks the shaft, in mm or pixels of the finer spacing. */
const BACK = { US: { wrong: 8, shaft: 8 }, XA: { wrong: 25, shaft: 25 } };

/** A phantom of fluoroscopy or ultrasound, searched from its seed; a mark on the shaft and one at its end are examined, each with a place on the shaft. */
export const frameOutcome = (modality: 'XA' | 'US', seed: number): FrameOutcome => {
  const phantom =
    modality === 'US' ? ultrasoundPhantom(ultrasoundOptions(seed)) : fluoroscopyPhantom(fluoroscopyOptions(seed));
  const { geometry, truth } = phantom;
  const search = searchOf(modality, phantom);
  const start = process.cpuUsage();
  const found = findTipInFrames(search);
  const { user, system } = process.cpuUsage(start);
  const best = 'kind' in found ? undefined : found[0];
  const { frames, pointed, region } = search;
  const unit = modality === 'US' ? 1 : Math.min(geometry.betweenColumns, geometry.betweenRows);
  const scaled = ([column, row]: Pixel): Pixel => [
    (column * geometry.betweenColumns) / unit,
    (row * geometry.betweenRows) / unit,
  ];
  const { tip } = truth;
  const error = best && tip && Math.hypot(...apart(scaled(best.tip), scaled(tip)));
  const { wrong, shaft } = BACK[modality];
  const back = (distance: number): Pixel | null => placeBack(truth.path, scaled, distance);
  const verdictOf = (mark: Pixel | null, from: Pixel | null): Verdict | null =>
    mark && from && isInside(mark, geometry)
      ? examineMarkInFrames({ modality, frames, pointed, ...(region && { region }), tip: mark, shaft: [from] }).verdict
      : null;
  return {
    seconds: (user + system) / 1e6,
    error:
      best && tip && error !== undefined && error !== null
        ? {
            size: error,
            normalised:
              ((best.tip[0] - tip[0]) * best.axis[0] + (best.tip[1] - tip[1]) * best.axis[1]) / best.sigma.along,
          }
        : null,
    tipIsInImage: tip !== null,
    saidNotInImage: 'kind' in found && found.code === 'not-in-image',
    shaft: verdictOf(back(wrong), back(wrong + shaft)),
    end: verdictOf(back(0), back(shaft)),
  };
};

const apart = (a: Pixel, b: Pixel): Pixel => [a[0] - b[0], a[1] - b[1]];

const isInside = (
  [column, row]: Pixel,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): boolean => column > 3 && row > 3 && column < columns - 3 && row < rows - 3;

/** A place on a path, a distance back from its last point; null where it is shorter. */
const placeBack = (path: readonly Pixel[], scaled: (place: Pixel) => Pixel, distance: number): Pixel | null => {
  let left = distance;
  for (let n = path.length - 1; n > 0; n -= 1) {
    const [b, a] = [path[n], path[n - 1]];
    if (!a || !b) continue;
    const size = Math.hypot(...apart(scaled(b), scaled(a)));
    if (left <= size) return [b[0] + (left / size) * (a[0] - b[0]), b[1] + (left / size) * (a[1] - b[1])];
    left -= size;
  }
  return null;
};
