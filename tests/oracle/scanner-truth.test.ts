import { describe, expect, it } from 'vitest';
import { assess, isRefused, parseRecord } from '../../src/index.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { groupSeries } from '../../src/image/series.ts';
import { scaleForPoints } from '../../src/image/ultrasound-region.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { spaceOf } from '../../src/session/space-of.ts';
import { imagePoint } from '../../src/space/frame.ts';
import { realDataFolder, realFile, skipNote } from '../support/real-data.ts';

type Place = readonly [column: number, row: number];

interface Printed {
  readonly file: string;
  readonly what: string;
  /** Middles of crosses, dots or strokes as image points, found in the pixels. */
  readonly from: Place;
  readonly to: Place;
  /** What the scanner printed, mm. */
  readonly mm: number;
}

const PRINTED: readonly Printed[] = [
  {
    file: 'us/examples_palette.dcm',
    what: 'caliper, 1.06 cm',
    from: [459.5, 290.5],
    to: [498.5, 301.5],
    mm: 10.6,
  },
  {
    file: 'us/OBXXXX1A_rle_2frame.dcm',
    what: 'caliper of the same picture as a run, 1.06 cm',
    from: [459.5, 290.5],
    to: [498.5, 301.5],
    mm: 10.6,
  },
  {
    file: 'us/JPGLosslessP14SV1_1s_1f_8b.dcm',
    what: 'caliper, 3.3 cm',
    from: [629, 319.5],
    to: [689, 435.5],
    mm: 33,
  },
  {
    file: 'us/US-YBR_FULL_422-EVRLE.dcm',
    what: 'ruler down the side, 0 to 2 cm',
    from: [799, 76],
    to: [799, 400],
    mm: 20,
  },
  {
    file: 'us/US-YBR_FULL_422-EVRLE.dcm',
    what: 'ruler along the bottom, 3 cm',
    from: [312, 554.5],
    to: [799, 554.5],
    mm: 30,
  },
  {
    file: 'us/go-dicom-I_000036.dcm',
    what: 'depth scale, 0 to 15 cm',
    from: [125, 76],
    to: [125, 457],
    mm: 150,
  },
  {
    file: 'us/go-dicom-I_000034.dcm',
    what: 'depth scale of the 2D picture above an M-mode, 0 to 10 cm',
    from: [341, 47],
    to: [341, 159],
    mm: 100,
  },
  {
    file: 'us/go-dicom-I_000038.dcm',
    what: 'depth scale of the 2D picture above a spectrum, 0 to 15 cm',
    from: [341, 47],
    to: [341, 185],
    mm: 150,
  },
  {
    file: 'us/no-pixel-spacing.dcm',
    what: 'dots of a centimetre each along a slanting side, 15 of them',
    from: [460.5, 64.5],
    to: [780.5, 384.5],
    mm: 150,
  },
];

/** The largest deviation from what a scanner printed, though it rounds 1.06 cm to 0.5 % and 3.3 cm to 1.5 %. */
const DEVIATION = 0.01;

describe.skipIf(realDataFolder === null)(`what the scanner printed into the picture${skipNote}`, () => {
  it.each(PRINTED)('$file, $what: the distance from tip to target is that within 1 %', ({ file, from, to, mm }) => {
    const read = readDicomFile(realFile(file), file);
    if (isRefusal(read)) throw new Error(read.message);
    const [series] = groupSeries([read.attributes]);
    const [frame] = series?.frames ?? [];
    if (!series || !frame) throw new Error(file);
    const space = spaceOf({ series, frame }, from);
    expect(space).toMatchObject({ scale: scaleForPoints(frame.regions, [imagePoint(...from), imagePoint(...to)]) });
    const record = parseRecord({
      tipcheck: 1,
      id: 'printed',
      space,
      target: { shape: 'point', center: to, tolerance: 1 },
      tip: { position: from, evidence: 'person', sigma: 0.1 },
    });
    if (isRefused(record)) throw new Error(record.message);
    const assessed = assess(record);
    if (isRefused(assessed)) throw new Error(assessed.message);
    const { tipToCenter } = assessed.metrics;
    expect(tipToCenter?.unit).toBe('mm');
    expect(Math.abs((tipToCenter?.value ?? NaN) / mm - 1)).toBeLessThan(DEVIATION);
  });
});
