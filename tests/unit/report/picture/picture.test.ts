import { describe, expect, it } from 'vitest';
import { assess, isRefused } from '../../../../src/index.ts';
import { imageOfFile, type ReadImageFile } from '../../../../src/report/picture/report-image.ts';
import { reportPictures, type DrawnPicture } from '../../../../src/report/picture/picture.ts';
import { recordOf } from '../../../support/records.ts';
import { imageOf } from '../../../support/report-images.ts';

const SIZE = { width: 400, height: 300 };

const pictureOf = async (json: object, files: readonly ReadImageFile[]) => {
  const record = recordOf(json);
  const assessment = assess(record);
  if (isRefused(assessment)) throw new Error(assessment.message);
  const [picture] = await reportPictures({ record, assessment }, files.map(imageOfFile), SIZE);
  if (!picture) throw new Error('no answer');
  return picture;
};

const drawn = async (json: object, files: readonly ReadImageFile[]): Promise<DrawnPicture> => {
  const picture = await pictureOf(json, files);
  if (picture.kind !== 'drawn') throw new Error(picture.kind === 'none' ? picture.reason : 'made');
  return picture;
};

/** Where the only bright spot of a picture lies, in its units: the mean place of what is bright, weighted. */
const brightSpot = ({ raster, width }: DrawnPicture): readonly [number, number] => {
  let [sum, x, y] = [0, 0, 0];
  for (let at = 0; at < raster.width * raster.height; at += 1) {
    const value = raster.rgb[at * 3] ?? 0;
    sum += value;
    x += value * ((at % raster.width) + 0.5);
    y += value * (Math.floor(at / raster.width) + 0.5);
  }
  const factor = width / raster.width;
  return [(x / sum) * factor, (y / sum) * factor];
};

const tipOf = ({ shapes }: DrawnPicture): readonly [number, number] => {
  const tip = shapes.find((shape) => shape.kind === 'handle' && shape.handle.mark === 'tip');
  if (tip?.kind !== 'handle') throw new Error('no tip');
  return tip.at;
};

const [COLUMNS, ROWS] = [200, 160];
/** One white pixel on black. */
const dot = (column: number, row: number, overrides: object = {}, index = 1): ReadImageFile => {
  const pixels = new Array<number>(COLUMNS * ROWS).fill(0);
  pixels[row * COLUMNS + column] = 1000;
  return imageOf(
    {
      '00280010': ['US', ROWS],
      '00280011': ['US', COLUMNS],
      '00281050': ['DS', '500'],
      '00281051': ['DS', '1000'],
      '7FE00010': ['OW', pixels],
      ...overrides,
    },
    index,
  );
};

/** Direction cosines of a plane turned about two axes. */
const [c1, s1, c2, s2] = [Math.cos(0.5), Math.sin(0.5), Math.cos(-0.7), Math.sin(-0.7)];
const ROW = [c1, s1, 0];
const DOWN = [-s1 * c2, c1 * c2, s2];
const NORMAL = [s1 * s2, -c1 * s2, c2];
const ORIGIN = [12, -30, 55];
const SPACING = { betweenColumns: 0.7, betweenRows: 1.1 };
const oblique = {
  '00200032': ['DS', ORIGIN.join('\\')],
  '00200037': ['DS', [...ROW, ...DOWN].map((value) => value.toFixed(9)).join('\\')],
  '00280030': ['DS', `${String(SPACING.betweenRows)}\\${String(SPACING.betweenColumns)}`],
} as const;
const positionOf = (column: number, row: number, off = 0): number[] =>
  ORIGIN.map(
    (value, axis) =>
      value +
      column * SPACING.betweenColumns * (ROW[axis] ?? 0) +
      row * SPACING.betweenRows * (DOWN[axis] ?? 0) +
      off * (NORMAL[axis] ?? 0),
  );

const patientRecord = (position: number[]) => ({
  space: {
    kind: 'patient',
    frameOfReferenceUID: '1.2.3.4.5',
    voxel: { ...SPACING, betweenSlices: 3, sliceThickness: 3, orientation: [...ROW, ...DOWN] },
  },
  target: { shape: 'sphere', center: positionOf(90, 70), radius: 8 },
  tip: { position, evidence: 'person', sigma: 0.5 },
});

describe('the picture of a report', () => {
  it.each([
    [100, 80],
    [60, 40],
    [140, 120],
  ])(
    'draws the tip over the pixel that it lies in, on an oblique plane of pixels that are not square: %d, %d',
    async (column, row) => {
      const picture = await drawn(patientRecord(positionOf(column, row)), [dot(column, row, oblique)]);
      const [tip, spot] = [tipOf(picture), brightSpot(picture)];
      expect(Math.hypot(tip[0] - spot[0], tip[1] - spot[1])).toBeLessThan(1);
      // A millimetre is as long across as down: the outline of a sphere is round.
      const outline = picture.shapes.find((shape) => shape.kind === 'path' && shape.closed && shape.tone === 'target');
      const points = outline?.kind === 'path' ? outline.points : [];
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(Math.max(...ys) - Math.min(...ys), 1);
      expect(picture.bar).not.toBeNull();
      expect(picture.edges.left).not.toBe('');
    },
  );

  it('takes the acquired plane nearest to the tip, of its frame of reference', async () => {
    const others = [0, 1, 2].map((slice) =>
      dot(
        100,
        80,
        {
          ...oblique,
          '00200032': [
            'DS',
            positionOf(0, 0, 3 * slice)
              .map((value) => value.toFixed(6))
              .join('\\'),
          ],
          '00080018': ['UI', `1.2.3.4.1.${String(slice + 1)}`],
        },
        slice + 1,
      ),
    );
    const foreign = dot(
      100,
      80,
      {
        ...oblique,
        '00200032': [
          'DS',
          positionOf(0, 0, 3.2)
            .map((value) => value.toFixed(6))
            .join('\\'),
        ],
        '00200052': ['UI', '1.2.9'],
      },
      9,
    );
    const picture = await drawn(patientRecord(positionOf(100, 80, 3.2)), [foreign, ...others]);
    expect(picture.caption).toContain('image 2');
    expect(picture.caption).toContain('nearest to the tip');
  });

  it.each([1, 0.5, 2])(
    'draws marks of an image over its pixels, with rows %d times as far apart as columns',
    async (aspect) => {
      const file = dot(120, 50, { '00080060': ['CS', 'US'], '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'] });
      const json = {
        space: {
          kind: 'image',
          sopInstanceUID: file.attributes.sopInstanceUID,
          frame: 1,
          modality: 'US',
          scale: { betweenColumns: 0.5, betweenRows: 0.5 * aspect, unit: 'mm', basis: 'us-region' },
        },
        target: { shape: 'circle', center: [110, 60], radius: 12 },
        tip: { position: [120.5, 50.5], evidence: 'person', sigma: 0.4 },
      };
      const picture = await drawn(json, [file]);
      const [tip, spot] = [tipOf(picture), brightSpot(picture)];
      expect(Math.hypot(tip[0] - spot[0], tip[1] - spot[1])).toBeLessThan(1);
      const outline = picture.shapes.find((shape) => shape.kind === 'path' && shape.closed && shape.tone === 'target');
      const points = outline?.kind === 'path' ? outline.points : [];
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      expect((Math.max(...ys) - Math.min(...ys)) / (Math.max(...xs) - Math.min(...xs))).toBeCloseTo(aspect, 2);
    },
  );

  it('says in a line why there is none', async () => {
    const record = patientRecord(positionOf(100, 80));
    expect(await pictureOf(record, [])).toEqual({
      kind: 'none',
      reason: 'No picture: the image that the marks are on is not there.',
    });
    const aside = dot(100, 80, { ...oblique, '00200032': ['DS', '900\\900\\900'] });
    expect(await pictureOf(record, [aside])).toEqual({
      kind: 'none',
      reason: 'No picture: none of the images shows the place of the tip.',
    });
    const localizer = dot(100, 80, { ...oblique, '00080008': ['CS', 'ORIGINAL\\PRIMARY\\LOCALIZER'] });
    expect(await pictureOf(record, [localizer])).toMatchObject({ kind: 'none' });
    const good = dot(100, 80, oblique);
    const compressed = {
      ...good,
      frameTransferSyntaxUID: '1.2.840.10008.1.2.4.90',
      encodedFrame: () => new Uint8Array(64),
    };
    expect(await pictureOf(record, [compressed])).toEqual({
      kind: 'none',
      reason: 'No picture: pixels compressed as JPEG 2000 Lossless are not decoded here.',
    });
    const broken = { ...good, frameTransferSyntaxUID: '1.2.840.10008.1.2.5', encodedFrame: () => new Uint8Array(10) };
    expect(await pictureOf(record, [broken])).toEqual({
      kind: 'none',
      reason: 'No picture: the pixels of the image are damaged.',
    });
  });
});
