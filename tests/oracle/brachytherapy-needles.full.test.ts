import { parseDicom, type DataSet } from 'dicom-parser';
import { expect, it } from 'vitest';
import { locateInVolume } from '../../src/find/volume/locate-in-volume.ts';
import { add, distance, scale, subtract, type Vector3 } from '../../src/space/vector.ts';
import { plainCt } from '../support/ct-phantoms.ts';
import { realDataFolder, realFile, skipNote } from '../support/real-data.ts';

/**
 * The plan of a phantom with 14 curved needles, 5 to 12 mm apart (RobustBrachy): its images aren't published, so CT is drawn of the needles where
 * its structure set has them, and each is sought from a dwell position of its channel.
 */

const numbers = (set: DataSet, tag: string): number[] => (set.string(tag) ?? '').split('\\').map(Number);
const items = (set: DataSet | undefined, tag: string): DataSet[] =>
  (set?.elements[tag]?.items ?? []).flatMap(({ dataSet }) => dataSet ?? []);
const points = (values: readonly number[]): Vector3[] =>
  Array.from({ length: Math.floor(values.length / 3) }, (_, n): Vector3 => [
    values[3 * n] ?? NaN,
    values[3 * n + 1] ?? NaN,
    values[3 * n + 2] ?? NaN,
  ]);

/** Paths of the needles, tip first: ROIContourSequence, contours that are OPEN_NONPLANAR (PS3.3 C.8.8.6). */
const paths = (): Vector3[][] =>
  items(parseDicom(realFile('sr-seg-rt/brachy-SS001.dcm')), 'x30060039')
    .flatMap((roi) => items(roi, 'x30060040'))
    .filter((contour) => contour.string('x30060042') === 'OPEN_NONPLANAR')
    .map((contour) => points(numbers(contour, 'x30060050')));

/** Dwell positions by channel: BrachyControlPointSequence (PS3.3 C.8.8.15). */
const dwells = (): Vector3[][] =>
  items(parseDicom(realFile('sr-seg-rt/brachy-PL001.dcm')), 'x300a0230')
    .flatMap((setup) => items(setup, 'x300a0280'))
    .map((channel) => items(channel, 'x300a02d0').flatMap((point) => points(numbers(point, 'x300a02d4'))));

it.skipIf(realDataFolder === null)(
  `of 14 needles of a plan each is followed to its own tip${skipNote}`,
  () => {
    const [needles, channels] = [paths(), dwells()];
    expect([needles.length, channels.length]).toEqual([14, 14]);
    const middle: Vector3 = [0, -34, -14];
    const phantom = plainCt({
      seed: 5,
      size: [96, 84],
      pixel: [0.65, 0.75],
      depth: 60,
      turn: [0, 0],
      diameter: 1.9,
      bore: 1.4,
      paths: needles.map((needle) => needle.map((place) => subtract(place, middle))),
    });
    const { volume } = phantom;
    const shift = subtract(
      [volume.columnStep, volume.rowStep, volume.sliceStep].reduce(
        (sum, step, k) => add(sum, scale(step, ((volume.size[k] ?? 1) - 1) / 2)),
        volume.origin,
      ),
      middle,
    );
    const errors = channels.map((dwell, n) => {
      const seed = dwell.find(([, , z]) => z < -20 && z > -32);
      const tip = needles[n]?.[0];
      if (!seed || !tip) throw new Error('a channel without dwell positions');
      const found = locateInVolume(volume, add(seed, shift));
      return 'kind' in found ? found.code : distance(found[0]?.tip ?? [NaN, NaN, NaN], add(tip, shift));
    });
    expect(errors.filter((error) => typeof error === 'number' && error < 1)).toHaveLength(14);
  },
  60_000,
);
