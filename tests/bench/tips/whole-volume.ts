import { locateInVolume } from '../../../src/find/volume/locate-in-volume.ts';
import { VolumeSampler, type Volume } from '../../../src/find/volume/volume.ts';
import { length, subtract, type Vector3 } from '../../../src/space/vector.ts';
import { plainCt } from '../../support/ct-phantoms.ts';
import { inTurns, report } from '../timing.ts';
import { endOf } from './baseline.ts';

/** Only metal is brighter, HU. */
const METAL_HU = 2000;

/** The plain way over all of a scan, which needs no place pointed at: a threshold, the largest of the connected voxels above it, their end. */
const endInAll = (volume: Volume): Vector3 | null => {
  const { size, values } = volume;
  const [columns, rows] = size;
  const bright: number[] = [];
  for (let voxel = 0; voxel < values.length; voxel += 1) if ((values[voxel] ?? NaN) > METAL_HU) bright.push(voxel);
  const left = new Set(bright);
  let largest: number[] = [];
  for (const first of bright) {
    if (!left.delete(first)) continue;
    const component = [first];
    for (let next = 0; next < component.length; next += 1)
      for (let slice = -1; slice <= 1; slice += 1)
        for (let row = -1; row <= 1; row += 1)
          for (let column = -1; column <= 1; column += 1) {
            const beside = (component[next] ?? 0) + column + columns * (row + rows * slice);
            if (left.delete(beside)) component.push(beside);
          }
    if (component.length > largest.length) largest = component;
  }
  return endOf(new VolumeSampler(volume), largest)?.tip ?? null;
};

/** Finding the tip in a scan of 120 slices of 512×512, beside the plain way. */
export const benchWholeVolume = (isQuick: boolean): void => {
  const size: [number, number] = isQuick ? [256, 256] : [512, 512];
  const [slices, spacing] = [isQuick ? 60 : 120, 1.25];
  const phantom = plainCt({ size, pixel: [0.7, 0.7], thickness: spacing, spacing, depth: slices * spacing });
  const { volume, tip, at } = phantom;
  const place = at(20);
  const contestants = {
    TipCheck: () => locateInVolume(volume, place),
    'threshold, components and principal axis of all voxels': () => endInAll(volume),
  };
  const found = contestants.TipCheck();
  const best = 'kind' in found ? undefined : found[0];
  const plain = endInAll(volume);
  const off = (end: Vector3 | null | undefined): string =>
    end ? `${length(subtract(end, tip)).toFixed(2)} mm off` : 'no end';
  report(
    `tip of a needle, ${volume.size.join('×')}: ${off(best?.tip)}, the plain way ${off(plain)}`,
    inTurns(contestants, 5),
    (seconds) => `${(1000 * seconds).toFixed(0)} ms`,
  );
};
