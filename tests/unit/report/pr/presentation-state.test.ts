import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../../src/assess/assess.ts';
import { isRefused, type Confirmation } from '../../../../src/confirmation/record.ts';
import { groupSeries } from '../../../../src/image/series.ts';
import type { ImageFrame } from '../../../../src/image/stacks.ts';
import type { DataSet } from '../../../../src/report/dicom/data-set.ts';
import { encodeFile } from '../../../../src/report/dicom/encode.ts';
import { presentationStatesOf } from '../../../../src/report/pr/presentation-state.ts';
import { dciodvfyErrors, hasDciodvfy, hasPydicom, pydicom } from '../../../support/dicom-tools.ts';
import { ct, regions, us } from '../../../support/images.ts';
import { ctSlice, part10, type Elements } from '../../../support/part10.ts';
import { imageSpace, recordOf } from '../../../support/records.ts';

const ROWS = 48;
const COLUMNS = 64;
const FRAME = '1.2.3.4.5';

/** Axial slices of 0.7 × 0.8 mm, 2.5 mm apart. */
const slice = (index: number): Elements => ({
  '00100010': ['PN', 'Doe^Jane'],
  '00100020': ['LO', 'P1'],
  '00280010': ['US', ROWS],
  '00280011': ['US', COLUMNS],
  '00281050': ['DS', '100'],
  '00281051': ['DS', '200'],
  '00281052': ['DS', '0'],
  '00281053': ['DS', '1'],
  '00281054': ['LO', 'HU'],
  '00200032': ['DS', `-10\\-10\\${String(index * 2.5)}`],
  '7FE00010': ['OW', new Uint8Array(ROWS * COLUMNS * 2)],
});
const stack: readonly ImageFrame[] =
  groupSeries([1, 2, 3, 4, 5].map((index) => ct(index, slice(index))))[0]?.frames ?? [];

/** The centre of a pixel, by hand. */
const centreOf = (column: number, row: number, index: number): [number, number, number] => [
  -10 + 0.7 * column,
  -10 + 0.8 * row,
  2.5 * index,
];

const marked = recordOf({
  space: { kind: 'patient', frameOfReferenceUID: FRAME },
  target: { shape: 'sphere', center: centreOf(30, 20, 2), radius: 6 },
  tip: { position: centreOf(40, 25, 2), evidence: 'person', sigma: 0.5 },
  shaft: [centreOf(60, 25, 2)],
});

const allMade = (record: Confirmation, images = stack, betweenSlices: number | null = 2.5): readonly DataSet[] => {
  const assessment = assess(record);
  if (isRefused(assessment)) throw new Error(assessment.message);
  const states = presentationStatesOf({
    record,
    assessment,
    images,
    betweenSlices,
    sopInstanceUID: '2.25.5',
    writtenAt: new Date('2026-11-22T10:20:00Z'),
  });
  if (isRefused(states)) throw new Error(`${states.code}: ${states.message}`);
  return states;
};

const made = (...of: Parameters<typeof allMade>): DataSet => {
  const [state, ...others] = allMade(...of);
  if (!state || others.length > 0) throw new Error('not one presentation state');
  return state;
};

const itemsOf = (dataSet: DataSet | undefined, name: keyof DataSet): readonly DataSet[] =>
  (dataSet?.[name] ?? []) as readonly DataSet[];

type Line = readonly (readonly [column: number, row: number])[];
const linesOf = (annotation: DataSet | undefined): readonly Line[] =>
  itemsOf(annotation, 'GraphicObjectSequence').map(({ GraphicData }) => {
    const values = GraphicData as readonly number[];
    return Array.from({ length: values.length / 2 }, (_, at) => [values[2 * at] ?? NaN, values[2 * at + 1] ?? NaN]);
  });
const textsOf = (annotation: DataSet | undefined): string[] =>
  itemsOf(annotation, 'TextObjectSequence').map(({ UnformattedTextValue }) => UnformattedTextValue as string);

const apart = (a: readonly number[] = [], b: readonly number[] = []): number =>
  Math.hypot((a[0] ?? NaN) - (b[0] ?? NaN), (a[1] ?? NaN) - (b[1] ?? NaN));

describe('a presentation state of marks in the patient', () => {
  const state = made(marked);
  const [annotation, ...others] = itemsOf(state, 'GraphicAnnotationSequence');
  const lines = linesOf(annotation);

  it('draws the tip at its pixel, whose centre is half a pixel from its corner', () => {
    expect(others).toEqual([]);
    // Four arms that point at the tip and leave it free.
    const arms = lines.filter(
      (line) =>
        line.length === 2 &&
        line.every((point) => apart(point, [40.5, 25.5]) < 2) &&
        [0, 1].some((axis) => line[0]?.[axis] === line[1]?.[axis]),
    );
    expect(arms).toHaveLength(4);
    const middle = [0, 1].map((axis) => arms.flat().reduce((sum, point) => sum + (point[axis] ?? NaN), 0) / 8);
    expect(middle).toEqual([expect.closeTo(40.5, 6), expect.closeTo(25.5, 6)]);
  });

  it('draws the target as the circle in mm that it is, on pixels that aren’t square', () => {
    const circles = lines.filter((line) => line.length > 50);
    expect(circles).toHaveLength(1);
    for (const [column = NaN, row = NaN] of circles[0] ?? [])
      expect(Math.hypot((column - 30.5) * 0.7, (row - 20.5) * 0.8)).toBeCloseTo(6, 6);
  });

  it('draws the device up to the tip and says the distance in words', () => {
    expect(
      lines.some(
        (line) => line.length === 2 && apart(line[0], [60.5, 25.5]) < 1e-6 && apart(line[1], [40.5, 25.5]) < 1e-6,
      ),
    ).toBe(true);
    const [result = '', ...labels] = textsOf(annotation);
    // √((10 · 0.7)² + (5 · 0.8)²) = 8.06 mm, 2.06 mm outside of a radius of 6.
    expect(result).toContain('TipCheck: Outside');
    expect(result).toContain('Tip to target centre: 8.1 mm');
    expect(result).toContain('2.1 mm outside the target surface');
    expect(labels.join()).toContain('8.1 mm to centre');
  });

  it('shows the image whole, in its aspect, its window and its units', () => {
    expect(itemsOf(state, 'DisplayedAreaSelectionSequence')[0]).toMatchObject({
      DisplayedAreaTopLeftHandCorner: [1, 1],
      DisplayedAreaBottomRightHandCorner: [COLUMNS, ROWS],
      PresentationPixelSpacing: [0.8, 0.7],
    });
    expect(itemsOf(state, 'SoftcopyVOILUTSequence')[0]).toMatchObject({ WindowCenter: 100, WindowWidth: 200 });
    expect(state).toMatchObject({
      RescaleSlope: 1,
      RescaleIntercept: 0,
      RescaleType: 'HU',
      PresentationLUTShape: 'IDENTITY',
    });
  });

  it('names the images that show the tip and the target, each with the other’s distance, and draws nothing in a wrong plane as if it were in it', () => {
    const apartRecord = recordOf({
      space: { kind: 'patient', frameOfReferenceUID: FRAME },
      target: { shape: 'sphere', center: centreOf(30, 20, 2), radius: 2 },
      tip: { position: centreOf(40, 25, 4), sigma: 0.5 },
    });
    const [onTip, onTarget] = itemsOf(made(apartRecord), 'GraphicAnnotationSequence');
    const named = [onTip, onTarget].map(
      (one) => itemsOf(one, 'ReferencedImageSequence')[0]?.['ReferencedSOPInstanceUID'],
    );
    expect(named).toEqual(['1.2.3.4.1.4', '1.2.3.4.1.2']);
    // 5 mm from plane to plane: no outline of the target on the tip's image, only dashes, and the distance in words.
    expect(linesOf(onTip).filter((line) => line.length > 30)).toEqual([]);
    expect(textsOf(onTip).some((text) => text.startsWith('target') && text.includes('5.0 mm'))).toBe(true);
    expect(textsOf(onTarget).some((text) => text.startsWith('tip') && text.includes('5.0 mm'))).toBe(true);
    expect(linesOf(onTarget).some((line) => line.length > 50)).toBe(true);
  });

  it('has no point outside of the image', () => {
    const wide = recordOf({
      space: { kind: 'patient', frameOfReferenceUID: FRAME },
      target: { shape: 'sphere', center: centreOf(2, 2, 2), radius: 9 },
      tip: { position: centreOf(60, 45, 2), sigma: 0.5 },
      shaft: [centreOf(90, 70, 2)],
    });
    const [only] = itemsOf(made(wide), 'GraphicAnnotationSequence');
    const points = linesOf(only).flat();
    expect(points.length).toBeGreaterThan(30);
    for (const [column, row] of points) {
      expect(column).toBeGreaterThanOrEqual(0);
      expect(column).toBeLessThanOrEqual(COLUMNS);
      expect(row).toBeGreaterThanOrEqual(0);
      expect(row).toBeLessThanOrEqual(ROWS);
    }
  });
});

const runs = us({
  ...regions(),
  '00280008': ['IS', 3],
  '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.3.1'],
  '00080018': ['UI', '1.2.3'],
  '7FE00010': ['OW', new Uint8Array(6 * 4 * 2 * 3)],
});
const cine = groupSeries([runs])[0]?.frames ?? [];

it('names the frame of a run, and only the shape of pixels whose size is no patient’s plane', () => {
  const record = recordOf({
    space: imageSpace(0.2, 0.2, { frame: 2 }),
    target: { shape: 'circle', center: [3, 2], radius: 1 },
    tip: { position: [4.5, 2.5], sigma: 0.1 },
  });
  const state = made(record, cine, null);
  const [annotation] = itemsOf(state, 'GraphicAnnotationSequence');
  expect(itemsOf(annotation, 'ReferencedImageSequence')[0]).toMatchObject({
    ReferencedSOPInstanceUID: '1.2.3',
    ReferencedFrameNumber: [2],
  });
  const [area] = itemsOf(state, 'DisplayedAreaSelectionSequence');
  expect(area).toMatchObject({ PresentationPixelAspectRatio: [1, 1] });
  expect(area).not.toHaveProperty('PresentationPixelSpacing');
});

/** An ultrasound image, stored in one of the ways that images may be in colour. */
const ultrasound = (photometric: string, samples: number, more: Elements = {}) =>
  us({
    ...regions(),
    '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.6.1'],
    '00080018': ['UI', '1.2.3'],
    '00280002': ['US', samples],
    '00280004': ['CS', photometric],
    ...(samples > 1 && { '00280006': ['US', 0] as const }),
    '00280100': ['US', 8],
    '00280101': ['US', 8],
    '00280102': ['US', 7],
    '7FE00010': ['OW', new Uint8Array(6 * 4 * samples)],
    ...more,
  });
const lookup = ['0028110', '0028120'].flatMap((group, isData) =>
  ['1', '2', '3'].map((colour) => [
    group + colour,
    isData === 0 ? (['US', [256, 0, 16]] as const) : (['OW', new Uint8Array(512)] as const),
  ]),
);

describe.each<[string, ReturnType<typeof us>, boolean]>([
  ['true colour', ultrasound('RGB', 3), true],
  ['luminance and colour', ultrasound('YBR_FULL', 3), true],
  ['a palette', ultrasound('PALETTE COLOR', 1, Object.fromEntries(lookup) as Elements), true],
  ['grey', ultrasound('MONOCHROME2', 1), false],
])('on ultrasound in %s', (_, image, isColour) => {
  const record = recordOf({ space: imageSpace(0.2, 0.2), tip: { position: [4.5, 2.5], sigma: 0.1 } });
  const state = made(record, groupSeries([image])[0]?.frames ?? [], null);

  // PS3.4 N.2.3: a grayscale or pseudo-colour state is for images of grey values; for all that are in colour there is the colour state.
  it('it is a presentation state for such images', () => {
    expect(state.SOPClassUID).toBe(isColour ? '1.2.840.10008.5.1.4.1.1.11.2' : '1.2.840.10008.5.1.4.1.1.11.1');
    expect(state.PresentationLUTShape).toBe(isColour ? undefined : 'IDENTITY');
    expect(state.ICCProfile instanceof Uint8Array).toBe(isColour);
  });

  it.skipIf(!hasDciodvfy)('it breaks no rule that dciodvfy knows (skipped without it)', () => {
    expect(dciodvfyErrors(encodeFile(state))).toEqual([]);
  });
});

/** The tip on one image, the target on another, each with attributes of its own. */
const onTwo = recordOf({
  space: { kind: 'patient', frameOfReferenceUID: FRAME },
  target: { shape: 'sphere', center: centreOf(30, 20, 2), radius: 2 },
  tip: { position: centreOf(40, 25, 4), sigma: 0.5 },
});
const stackOf = (of: (index: number) => Elements, without: readonly string[] = []): readonly ImageFrame[] =>
  groupSeries(
    [1, 2, 3, 4].map((index) =>
      ct(
        index,
        Object.fromEntries(Object.entries({ ...slice(index), ...of(index) }).filter(([tag]) => !without.includes(tag))),
      ),
    ),
  )[0]?.frames ?? [];

describe('images that differ in what their stored values mean', () => {
  it('have a state each, with their own slope and marks: PET has a slope for each slice', () => {
    const images = stackOf((index) => ({ '00281053': ['DS', String(index / 10)] }));
    const states = allMade(onTwo, images);
    expect(states.map(({ RescaleSlope }) => RescaleSlope)).toEqual([0.4, 0.2]);
    const named = states.map((state) => [
      ...['DisplayedAreaSelectionSequence', 'GraphicAnnotationSequence', 'SoftcopyVOILUTSequence'].map((name) =>
        itemsOf(state, name as keyof DataSet).map(
          (one) => itemsOf(one, 'ReferencedImageSequence')[0]?.['ReferencedSOPInstanceUID'],
        ),
      ),
      itemsOf(itemsOf(state, 'ReferencedSeriesSequence')[0], 'ReferencedImageSequence').map(
        ({ ReferencedSOPInstanceUID }) => ReferencedSOPInstanceUID,
      ),
    ]);
    expect(named).toEqual([
      Array.from({ length: 4 }, () => ['1.2.3.4.1.4']),
      Array.from({ length: 4 }, () => ['1.2.3.4.1.2']),
    ]);
    expect(new Set(states.map(({ SOPInstanceUID }) => SOPInstanceUID)).size).toBe(2);
    expect(new Set(states.map(({ InstanceNumber }) => InstanceNumber)).size).toBe(2);
    expect(new Set(states.map(({ SeriesInstanceUID }) => SeriesInstanceUID)).size).toBe(1);
  });

  it('are together where only their windows differ', () => {
    const images = stackOf((index) => ({ '00281050': ['DS', String(100 + index)] }));
    expect(itemsOf(made(onTwo, images), 'SoftcopyVOILUTSequence').map(({ WindowCenter }) => WindowCenter)).toEqual([
      104, 102,
    ]);
  });
});

describe('lookup tables of the images', () => {
  const table = (first: number, values: readonly number[], more: Elements = {}): Elements => ({
    '00283002': [first < 0 ? 'SS' : 'US', [values.length, first, 16]],
    '00283003': ['LO', 'a table'],
    '00283006': ['OW', values],
    ...more,
  });
  const values = Array.from({ length: 256 }, (_, index) => Math.round((index / 255) ** 2 * 65_535));

  it('of what is seen is copied where there is no window', () => {
    const images = stackOf(() => ({ '00283010': ['SQ', [table(-128, values)]] }), ['00281050', '00281051']);
    const [seen] = itemsOf(made(onTwo, images), 'SoftcopyVOILUTSequence');
    expect(itemsOf(seen, 'VOILUTSequence')).toEqual([
      { LUTDescriptor: [256, -128, 16], LUTExplanation: 'a table', LUTData: values },
    ]);
    expect(seen).not.toHaveProperty('WindowCenter');
  });

  it('gives way to a window that the image has as well', () => {
    const images = stackOf(() => ({ '00283010': ['SQ', [table(0, values)]] }));
    const [seen] = itemsOf(made(onTwo, images), 'SoftcopyVOILUTSequence');
    expect(seen).toMatchObject({ WindowCenter: 100 });
    expect(seen).not.toHaveProperty('VOILUTSequence');
  });

  it('of what stored values mean is copied in place of slope and intercept', () => {
    const images = stackOf(
      () => ({ '00283000': ['SQ', [table(0, values, { '00283004': ['LO', 'OD'] })]] }),
      ['00281052', '00281053', '00281054'],
    );
    const state = made(onTwo, images);
    expect(itemsOf(state, 'ModalityLUTSequence')).toEqual([
      { LUTDescriptor: [256, 0, 16], LUTExplanation: 'a table', LUTData: values, ModalityLUTType: 'OD' },
    ]);
    expect(state).not.toHaveProperty('RescaleSlope');
  });

  it('that lacks entries is left out', () => {
    const images = stackOf(
      () => ({ '00283010': ['SQ', [{ ...table(0, values.slice(1)), '00283002': ['US', [256, 0, 16]] }]] }),
      ['00281050', '00281051'],
    );
    expect(itemsOf(made(onTwo, images), 'SoftcopyVOILUTSequence')[0]).not.toHaveProperty('VOILUTSequence');
  });

  it.skipIf(!hasDciodvfy)('break no rule that dciodvfy knows (skipped without it)', () => {
    const images = stackOf(
      () => ({
        '00283000': ['SQ', [table(0, values, { '00283004': ['LO', 'OD'] })]],
        '00283010': ['SQ', [table(0, values)]],
      }),
      ['00281050', '00281051', '00281052', '00281053', '00281054'],
    );
    expect(dciodvfyErrors(encodeFile(made(onTwo, images)))).toEqual([]);
  });

  it.skipIf(!hasPydicom)('are read by another program (skipped without pydicom)', async () => {
    const images = stackOf(() => ({ '00283010': ['SQ', [table(-128, values)]] }), ['00281050', '00281051']);
    expect(
      await pydicom(
        encodeFile(made(onTwo, images)),
        `from pydicom.pixel_data_handlers.util import apply_voi
import numpy as np
voi = ds.SoftcopyVOILUTSequence[0]
voi.PixelRepresentation, voi.is_little_endian = 1, True
say([list(voi.VOILUTSequence[0].LUTDescriptor), apply_voi(np.array([-200, -128, 0, 127, 500]), voi).tolist()])`,
      ),
    ).toEqual([[256, -128, 16], [-200, -128, 0, 127, 500].map((at) => values[Math.min(255, Math.max(0, at + 128))])]);
  });
});

it('is refused where no image shows the marks', () => {
  const assessment = assess(marked);
  if (isRefused(assessment)) throw new Error(assessment.message);
  const state = presentationStatesOf({
    record: recordOf({ ...marked, space: { kind: 'patient', frameOfReferenceUID: '1.9' } }),
    assessment,
    images: stack,
    betweenSlices: 2.5,
    sopInstanceUID: '2.25.5',
    writtenAt: new Date(0),
  });
  expect(isRefused(state) && state.code).toBe('missing-image');
});

it.skipIf(!hasDciodvfy)('breaks no rule that dciodvfy knows (skipped without it)', () => {
  expect(dciodvfyErrors(encodeFile(made(marked)))).toEqual([]);
});

it.skipIf(!hasPydicom)(
  'an image viewer’s library reads the lines where they were drawn (skipped without pydicom)',
  async () => {
    const found = (await pydicom(
      encodeFile(made(marked)),
      `a = ds.GraphicAnnotationSequence[0]
say([a.GraphicLayer, [g.GraphicAnnotationUnits for g in a.GraphicObjectSequence][0], [float(v) for g in a.GraphicObjectSequence if g.NumberOfGraphicPoints == 2 for v in g.GraphicData][:4], all(len(g.GraphicData) == 2 * g.NumberOfGraphicPoints for g in a.GraphicObjectSequence), ds.ReferencedSeriesSequence[0].ReferencedImageSequence[0].ReferencedSOPInstanceUID])`,
    )) as unknown[];
    expect(found[0]).toBe('TIPCHECK');
    expect(found[1]).toBe('PIXEL');
    expect(found[3]).toBe(true);
    expect(found[4]).toBe('1.2.3.4.1.2');
  },
);

const hasDcmp2pgm = spawnSync('dcmp2pgm', ['--version'], { stdio: 'ignore' }).error === undefined;

it.skipIf(!hasDcmp2pgm)(
  'another program shows the image in the window of the presentation state (skipped without dcmp2pgm)',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'tipcheck-pr-'));
    try {
      const pixels = Array.from({ length: ROWS * COLUMNS }, (_, at) => (at === 25 * COLUMNS + 40 ? 200 : 100));
      const image = part10(ctSlice(2, { ...slice(2), '7FE00010': ['OW', pixels] }));
      writeFileSync(join(folder, 'image.dcm'), image);
      writeFileSync(join(folder, 'state.dcm'), encodeFile(made(marked)));
      const { status, stderr } = spawnSync(
        'dcmp2pgm',
        [
          '-p',
          join(folder, 'state.dcm'),
          '+S',
          join(folder, 'again.dcm'),
          join(folder, 'image.dcm'),
          join(folder, 'out.pgm'),
        ],
        { encoding: 'utf8' },
      );
      expect(`${String(status)} ${stderr.replaceAll(/^W:.*$/gm, '').trim()}`).toBe('0 ');
      const [, width, height, , ...rest] = readFileSync(join(folder, 'out.pgm'), 'latin1').split(/\s+/, 5);
      expect([width, height, rest.length > 0]).toEqual([String(COLUMNS), String(ROWS), true]);
      // Level 100, width 200: 100 is the middle grey, 200 white.
      const bytes = readFileSync(join(folder, 'out.pgm'));
      const first = bytes.length - ROWS * COLUMNS;
      expect(bytes[first + 25 * COLUMNS + 40]).toBeGreaterThan(250);
      expect(bytes[first]).toBeGreaterThan(120);
      expect(bytes[first]).toBeLessThan(135);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
