import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assess, isRefused, parseRecord } from '../../../src/index.ts';
import {
  along,
  cross,
  dot,
  filesUnder,
  imageOf,
  index,
  length,
  readJson,
  ROOT,
  sliceName,
  sub,
  type ImageTruth,
  type PatientTruth,
  type Triple,
} from './files.ts';

const NANOMETRE = 1e-6;

test('the whole of it stays under 15 MB, and the index lists what is there', () => {
  expect(filesUnder(ROOT).reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(15e6);
  expect(index.map(({ id }) => id)).toEqual([
    'ct-abscess',
    'ct-abscess-early',
    'us-cine',
    'xa-cine',
    'biplane',
    'mr-void',
    'xa-uncalibrated',
  ]);
  for (const { folder, files, truth, records } of index) {
    for (const file of [...files, truth, ...records]) {
      expect(existsSync(join(ROOT, folder, file)), `${folder}/${file}`).toBe(true);
    }
  }
});

test('UIDs are 128-bit numbers under 2.25, no two images share one', () => {
  const seen = new Set<string>();
  for (const { folder, files } of index) {
    for (const file of files.filter((name) => !name.startsWith('..'))) {
      const { sopInstanceUID } = imageOf(`${folder}/${file}`);
      expect(sopInstanceUID).toMatch(/^2\.25\.[1-9]\d{30,38}$/);
      expect(seen.has(sopInstanceUID)).toBe(false);
      seen.add(sopInstanceUID);
    }
  }
  expect(seen.size).toBe(105);
});

/** Position, row, column and normal of a slice as its file gives them. */
const planeOf = (folder: string, slice: number) => {
  const image = imageOf(`${folder}/${sliceName(slice)}`);
  const position = image.numbers('x00200032') as Triple;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = image.numbers('x00200037');
  const [row, column]: [Triple, Triple] = [
    [a, b, c],
    [d, e, f],
  ];
  return { image, position, row, column, normal: cross(row, column) };
};

describe.each(['ct-abscess', 'ct-abscess-early', 'mr-void'])('%s', (folder) => {
  const truth = readJson<PatientTruth>(`${folder}/truth.json`);

  test('distances follow from the positions', () => {
    const distance = length(sub(truth.tip, truth.target.center));
    expect(truth.tipToCenter).toBeCloseTo(distance, 6);
    expect(truth.signedDistance).toBeCloseTo(distance - truth.target.radius, 6);
    expect(truth.insertedLength).toBeCloseTo(length(sub(truth.tip, truth.entry)), 6);
    expect(length(truth.direction)).toBeCloseTo(1, 8);
    for (const point of [...truth.shaft, truth.entry]) {
      const back = sub(truth.tip, point);
      expect(length(cross(back, truth.direction))).toBeLessThan(NANOMETRE);
      expect(dot(back, truth.direction)).toBeGreaterThan(20);
    }
  });

  test('tip and target centre lie on the planes of the slices that are named', () => {
    for (const [slice, point] of [
      [truth.tipSlice, truth.tip],
      [truth.targetSlice, truth.target.center],
    ] as const) {
      const { position, normal } = planeOf(folder, slice);
      expect(Math.abs(dot(sub(point, position), normal))).toBeLessThan(NANOMETRE);
    }
    const { image } = planeOf(folder, truth.tipSlice);
    expect(image.sopInstanceUID).toBe(truth.tipSopInstanceUID);
    expect(image.data.string('x00200052')).toBe(truth.frameOfReferenceUID);
  });

  test('slices are parallel, even and oblique to the patient, pixels not square', () => {
    const [first, last] = [planeOf(folder, 1), planeOf(folder, folder === 'mr-void' ? 20 : 40)];
    expect(dot(first.row, first.column)).toBeCloseTo(0, 10);
    expect(length(cross(first.normal, sub(last.position, first.position)))).toBeLessThan(NANOMETRE);
    expect(Math.abs(first.normal[2])).toBeLessThan(0.999);
    const [betweenRows = 0, betweenColumns = 0] = first.image.numbers('x00280030');
    expect(Math.abs(betweenRows / betweenColumns - 1)).toBeGreaterThan(0.05);
  });
});

test('the record of the abscess has a look before the earlier one: on the same axis, another 7 mm short', () => {
  const late = readJson<PatientTruth>('ct-abscess/truth.json');
  const { looks } = readJson<{ looks: { at: string; tip: { position: Triple }; shaft: Triple[] }[] }>(
    'records/ct-abscess.tipcheck.json',
  );
  expect(looks.map(({ at }) => at)).toEqual(['2026-03-01T10:10:00Z', '2026-03-01T10:15:00Z']);
  expect(looks.map(({ tip }) => length(sub(along(tip.position, late.direction, 7), late.tip)))).toEqual([
    expect.closeTo(7, 6),
    expect.closeTo(0, 6),
  ]);
});

test('the two looks at the abscess: one patient frame, one axis, 7 mm apart, first outside and then inside', () => {
  const late = readJson<PatientTruth>('ct-abscess/truth.json');
  const early = readJson<PatientTruth>('ct-abscess-early/truth.json');
  expect(early.frameOfReferenceUID).toBe(late.frameOfReferenceUID);
  expect(early.target).toEqual(late.target);
  expect(length(sub(along(early.tip, early.direction, 7), late.tip))).toBeLessThan(NANOMETRE);
  expect(late.tipSlice - early.tipSlice).toBe(1);
  expect(early.signedDistance).toBeGreaterThan(1.5);
  expect(late.signedDistance).toBeLessThan(-4);
  const [a, b] = [imageOf('ct-abscess-early/slice-001.dcm'), imageOf('ct-abscess/slice-001.dcm')];
  expect(a.data.string('x0020000d')).toBe(b.data.string('x0020000d'));
  expect(a.data.string('x0020000e')).not.toBe(b.data.string('x0020000e'));
  expect(Number(a.data.string('x00080032'))).toBeLessThan(Number(b.data.string('x00080032')));
});

describe.each(['us-cine', 'xa-cine', 'xa-uncalibrated'])('%s', (folder) => {
  const truth = readJson<ImageTruth>(`${folder}/truth.json`);
  const image = imageOf(`${folder}/${folder === 'xa-uncalibrated' ? 'image' : 'cine'}.dcm`);

  test('distances follow from the image points and the scale', () => {
    const { tip, target, scale } = truth;
    const pixels = Math.hypot(tip[0] - target.center[0], tip[1] - target.center[1]);
    expect(scale.betweenColumns).toBe(scale.betweenRows);
    expect(truth.tipToCenter).toBeCloseTo(pixels * scale.betweenColumns, 6);
    expect(truth.signedDistance).toBeCloseTo((pixels - target.radius) * scale.betweenColumns, 6);
    expect(image.sopInstanceUID).toBe(truth.sopInstanceUID);
    expect(truth.frame).toBeLessThanOrEqual(image.frames);
  });

  test('the scale is the one that the file gives', () => {
    if (folder === 'us-cine') {
      const regions = image.data.elements['x00186011']!.items!.map(({ dataSet }) => dataSet!);
      expect(regions).toHaveLength(2);
      const [tissue, strip] = regions;
      expect(tissue!.uint16('x00186024')).toBe(3);
      expect(10 * tissue!.double('x0018602c')!).toBeCloseTo(truth.scale.betweenColumns, 12);
      expect(10 * tissue!.double('x0018602e')!).toBeCloseTo(truth.scale.betweenRows, 12);
      expect(strip!.uint16('x00186024')).toBe(0);
      const bounds = ['x00186018', 'x0018601a', 'x0018601c', 'x0018601e'].map((tag) => tissue!.uint32(tag)!);
      expect(truth.tip[0]).toBeGreaterThan(bounds[0]!);
      expect(truth.tip[1]).toBeLessThan(bounds[3]!);
      expect(strip!.uint32('x0018601a')).toBeGreaterThan(bounds[3]!);
    } else if (folder === 'xa-cine') {
      const [spacing = 0] = image.numbers('x00181164');
      const [sid = 0, sod = 0] = ['x00181110', 'x00181111'].flatMap((tag) => image.numbers(tag));
      expect(truth.scale.betweenColumns).toBeCloseTo((spacing * sod) / sid, 9);
    } else {
      for (const tag of ['x00280030', 'x00181164', 'x00181110', 'x00181111', 'x00181114', 'x00182010']) {
        expect(image.data.elements[tag]).toBeUndefined();
      }
      expect(truth.scale.unit).toBe('px');
    }
  });
});

test('in the ultrasound the bright line ends well before the tip exactly where the tip is out of the plane', () => {
  const { byFrame } = readJson<{
    byFrame: { tipInPlane: boolean; tip: number[]; endOfTheBrightLine: number[] }[];
  }>('us-cine/truth.json');
  expect(byFrame).toHaveLength(imageOf('us-cine/cine.dcm').frames);
  for (const { tip, endOfTheBrightLine, tipInPlane } of byFrame) {
    const missing = 0.2 * Math.hypot(tip[0]! - endOfTheBrightLine[0]!, tip[1]! - endOfTheBrightLine[1]!);
    if (tipInPlane) expect(missing).toBeCloseTo(0, 6);
    else expect(missing).toBeGreaterThan(8);
  }
  expect(byFrame.filter(({ tipInPlane }) => !tipInPlane).length).toBeGreaterThan(5);
});

test.each([
  ['ct-abscess', 'ct-abscess', 'inside'],
  ['ct-abscess-early', 'ct-abscess-early', 'outside'],
  ['us-cyst', 'us-cine', 'inside'],
  ['xa-aneurysm', 'xa-cine', 'indeterminate'],
  ['xa-uncalibrated', 'xa-uncalibrated', 'indeterminate'],
])('the record %s gives the distances of its truth and is %s', (name, folder, verdict) => {
  const truth = readJson<ImageTruth>(`${folder}/truth.json`);
  const record = parseRecord(readJson(`records/${name}.tipcheck.json`));
  if (isRefused(record)) throw new Error(record.message);
  const assessment = assess(record);
  if (isRefused(assessment)) throw new Error(assessment.message);
  expect(assessment.verdict).toBe(verdict);
  expect(assessment.metrics.tipToCenter?.value).toBeCloseTo(truth.tipToCenter, 6);
  expect(assessment.metrics.signedDistance?.value).toBeCloseTo(truth.signedDistance, 6);
});

test('multi-frame files have a filled offset table and one fragment a frame', () => {
  for (const [path, frames] of [
    ['us-cine/cine.dcm', 24],
    ['xa-cine/cine.dcm', 60],
  ] as const) {
    const pixels = imageOf(path).data.elements['x7fe00010']!;
    expect(pixels.fragments).toHaveLength(frames);
    expect(pixels.basicOffsetTable).toEqual(pixels.fragments!.map(({ offset }) => offset));
  }
});
