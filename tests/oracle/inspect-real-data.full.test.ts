import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspectPaths } from '../../src/hosts/cli-inspect.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { groupSeries } from '../../src/image/series.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import type { ImageAttributes } from '../../src/image/attributes.ts';
import type { SpacingPair } from '../../src/image/element-source.ts';
import { manifest, realDataFolder, realFiles, realFile, skipNote } from '../support/real-data.ts';

type Tags = Readonly<Record<string, unknown>>;

const pair = (spacing: SpacingPair | undefined): readonly number[] | undefined =>
  spacing && [spacing.betweenRows, spacing.betweenColumns];

const inner = (tags: Tags, group: string, name: string): unknown => (tags[group] as Tags | undefined)?.[name];

/** A tag of the list, plain or in the functional groups of the first frame. */
const listed = (tags: Tags, name: string): unknown =>
  tags[name] ??
  ['PixelMeasures', 'PlaneOrientation', 'PlanePosition']
    .flatMap((macro) => [inner(tags, `PerFra[0].${macro}`, name), inner(tags, `Shared[0].${macro}`, name)])
    .find((value) => value !== undefined);

/** What was read, by the names of the list. */
const readTags = (image: ImageAttributes): Tags => {
  const [frame] = image.frames;
  return {
    SOPClassUID: image.sopClassUID,
    SOPInstanceUID: image.sopInstanceUID,
    SeriesInstanceUID: image.seriesInstanceUID,
    Modality: image.modality,
    Rows: image.rows,
    Columns: image.columns,
    NumberOfFrames: image.numberOfFrames,
    SamplesPerPixel: image.pixels.samplesPerPixel,
    PhotometricInterpretation: image.pixels.photometricInterpretation,
    PlanarConfiguration: image.pixels.planarConfiguration,
    BitsAllocated: image.pixels.bitsAllocated,
    BitsStored: image.pixels.bitsStored,
    PixelRepresentation: image.pixels.pixelRepresentation,
    FrameOfReferenceUID: image.frameOfReferenceUID,
    PatientPosition: image.patientPosition,
    ImagePositionPatient: frame?.position,
    ImageOrientationPatient: frame?.orientation,
    PixelSpacing: pair(frame?.pixelSpacing),
    SliceThickness: frame?.sliceThickness,
    SpacingBetweenSlices: frame?.spacingBetweenSlices,
    GantryDetectorTilt: image.gantryDetectorTilt,
    RescaleSlope: frame?.rescaleSlope,
    RescaleIntercept: frame?.rescaleIntercept,
    WindowCenter: frame?.windows.map(({ center }) => center),
    WindowWidth: frame?.windows.map(({ width }) => width),
    FrameTime: image.cine.frameTime,
    ImagerPixelSpacing: pair(frame?.view.imagerSpacing),
    DistanceSourceToDetector: frame?.view.sid,
    DistanceSourceToPatient: frame?.view.sod,
    PositionerPrimaryAngle: frame?.view.primaryAngle,
    PositionerSecondaryAngle: frame?.view.secondaryAngle,
  };
};

const regionTags = (image: ImageAttributes): readonly Tags[] =>
  (image.frames[0]?.regions ?? []).map((region) => ({
    RegionSpatialFormat: region.spatialFormat,
    RegionDataType: region.dataType,
    RegionLocationMinX0: region.bounds[0],
    RegionLocationMinY0: region.bounds[1],
    RegionLocationMaxX1: region.bounds[2],
    RegionLocationMaxY1: region.bounds[3],
    PhysicalUnitsXDirection: region.unitsX,
    PhysicalUnitsYDirection: region.unitsY,
    PhysicalDeltaX: region.deltaX,
    PhysicalDeltaY: region.deltaY,
  }));

/** Where the list's tags put an image and how they scale it, written anew from the contract for the kinds of file that are there. */
const expectedOf = (tags: Tags): { readonly space: string; readonly scale: readonly [number, number, string] } => {
  const modality = String(tags['Modality']);
  const tail = String(tags['SOPClassUID']).replace('1.2.840.10008.5.1.4.1.1.', '');
  const spacing = listed(tags, 'PixelSpacing') as readonly [number, number] | undefined;
  const [aspectRows, aspectColumns] = (tags['PixelAspectRatio'] as readonly [number, number] | undefined) ?? [1, 1];
  const pixels = [1, aspectRows / aspectColumns, 'none'] as const;
  const plain = spacing === undefined ? pixels : ([spacing[1], spacing[0], 'pixel-spacing'] as const);
  if (['XA', 'DX'].includes(modality)) {
    const imager = tags['ImagerPixelSpacing'] as readonly [number, number] | undefined;
    return { space: 'projection', scale: imager ? [imager[1], imager[0], 'imager'] : pixels };
  }
  if (modality === 'US') {
    const usable = ((tags['SequenceOfUltrasoundRegions'] ?? []) as readonly Tags[]).filter(
      (region) => region['RegionSpatialFormat'] === 1 && region['PhysicalUnitsXDirection'] === 3,
    );
    const first = usable.find((region) => Number(region['RegionFlags']) % 2 === 0) ?? usable[0];
    if (!first) return { space: 'image', scale: pixels };
    const [x, y] = [Math.abs(Number(first['PhysicalDeltaX'])) * 10, Math.abs(Number(first['PhysicalDeltaY'])) * 10];
    return { space: 'image', scale: [x, y, 'us-region'] };
  }
  const isPlane = listed(tags, 'ImagePositionPatient') !== undefined && !tail.startsWith('7') && spacing !== undefined;
  return { space: isPlane ? 'patient' : 'image', scale: plain };
};

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b)
    ? a.length === b.length && a.every((value, index) => same(value, b[index]))
    : typeof a === 'number' && typeof b === 'number'
      ? near(a, b)
      : a === b;

describe.skipIf(realDataFolder === null)(`all real files${skipNote}`, () => {
  const wellFormed = realDataFolder === null ? [] : manifest().filter(({ file }) => !file.startsWith('malformed/'));

  it('uncompressed frames are byte for byte those that other decoders found', () => {
    let compared = 0;
    for (const { file, pixels } of manifest()) {
      if (file.startsWith('malformed') || pixels?.sha256 === undefined) continue;
      const read = readDicomFile(realFile(file), file);
      if (isRefusal(read) || !/^1\.2\.840\.10008\.1\.2(\.1)?$/.test(read.frameTransferSyntaxUID)) continue;
      // Subsampled colour was expanded in the list.
      if (read.attributes.pixels.photometricInterpretation === 'YBR_FULL_422') continue;
      const hash = createHash('sha256');
      for (let frame = 1; frame <= read.attributes.numberOfFrames; frame += 1) hash.update(read.encodedFrame(frame));
      expect(hash.digest('hex'), file).toBe(pixels.sha256);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(60);
  });

  it('every tag of every image that was listed with other programs is read as listed', () => {
    const wrong: string[] = [];
    const counts = { images: 0, tags: 0, regions: 0 };
    for (const { file, tags = {} } of wellFormed) {
      const read = readDicomFile(realFile(file), file);
      if (isRefusal(read)) continue;
      counts.images += 1;
      for (const [name, value] of Object.entries(readTags(read.attributes))) {
        const expected = listed(tags, name);
        if (expected === undefined) continue;
        counts.tags += 1;
        if (!same(value, Array.isArray(value) && !Array.isArray(expected) ? [expected] : expected))
          wrong.push(`${file} ${name}: ${String(value)}, not ${JSON.stringify(expected)}`);
      }
      const regions = (tags['SequenceOfUltrasoundRegions'] ?? []) as readonly Tags[];
      if (regions.length > 0) expect(regionTags(read.attributes), file).toHaveLength(regions.length);
      for (const [index, region] of regionTags(read.attributes).entries()) {
        counts.regions += 1;
        for (const [name, value] of Object.entries(region))
          if (!same(value, regions[index]?.[name])) wrong.push(`${file} region ${String(index)} ${name}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(counts).toEqual({ images: 284, tags: 6048, regions: 25 });
  });

  it('every image is placed and scaled as its tags say', () => {
    const spaces = new Map<string, number>();
    const wrong: string[] = [];
    for (const { file, tags = {} } of wellFormed) {
      const read = readDicomFile(realFile(file), file);
      if (isRefusal(read)) continue;
      const [series] = groupSeries([read.attributes]);
      const expected = expectedOf(tags);
      const { scale } = series ?? {};
      const found = { space: series?.space, scale: [scale?.betweenColumns, scale?.betweenRows, scale?.basis] };
      if (found.space !== expected.space || !same(found.scale, [...expected.scale]))
        wrong.push(`${file}: ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
      spaces.set(expected.space, (spaces.get(expected.space) ?? 0) + 1);
    }
    expect(wrong).toEqual([]);
    expect(Object.fromEntries(spaces)).toEqual({ patient: 221, image: 60, projection: 3 });
  });

  it('the tilt of a series is that which its scanner recorded, and no other series is tilted', () => {
    const tilted: string[] = [];
    let series = 0;
    const folderOf = (file: string): string => file.split('/').slice(0, -1).join('/');
    for (const folder of new Set(wellFormed.map(({ file }) => folderOf(file)))) {
      const images = wellFormed
        .filter(({ file }) => folderOf(file) === folder)
        .map(({ file }) => readDicomFile(realFile(file), file))
        .flatMap((file) => (isRefusal(file) ? [] : [file.attributes]));
      for (const { slices, instances } of groupSeries(images)) {
        const stated = instances[0]?.gantryDetectorTilt;
        if (!slices || stated === undefined || slices.spacing === 0) continue;
        series += 1;
        expect(slices.tiltDegrees, folder).toBeCloseTo(Math.abs(stated), 2);
        if (slices.tiltDegrees > 0) tilted.push(folder);
      }
    }
    expect([series, tilted]).toEqual([6, ['ct/phantom-tilt+16.5', 'ct/phantom-tilt+16.5-original-bytes']]);
  });

  it('inspect reads every file or leaves it out with one line, whatever is wrong with it', async () => {
    const root = realDataFolder ?? '';
    const { stdout, stderr, exitCode } = await inspectPaths([root], { json: true });
    expect([stderr, exitCode]).toEqual(['', 0]);
    const { series, skipped } = JSON.parse(stdout) as {
      readonly series: readonly { readonly instances: number; readonly measurable: readonly unknown[] }[];
      readonly skipped: readonly { readonly path: string; readonly code: string; readonly message: string }[];
    };
    const inSeries = series.reduce((sum, { instances }) => sum + instances, 0);
    expect(inSeries + skipped.length).toBe(realFiles('.').length);
    expect(series.every(({ measurable }) => measurable.length > 0)).toBe(true);
    expect(skipped.every(({ message }) => message.length > 10 && !message.includes('\n'))).toBe(true);
    const reasons = (test: (path: string) => boolean): Readonly<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const { path, code } of skipped) if (test(path)) counts[code] = (counts[code] ?? 0) + 1;
      return counts;
    };
    expect(reasons((path) => !path.includes('/malformed/') && path.endsWith('.dcm'))).toEqual({
      duplicate: 24,
      'no-identity': 1,
      'not-an-image': 21,
    });
    let refused = 0;
    const scaled: string[] = [];
    for (const path of realFiles('malformed')) {
      const one = await inspectPaths([`${root}/${path}`], { json: false });
      expect([0, 2], path).toContain(one.exitCode);
      if (one.exitCode === 0) {
        if (!one.stdout.includes('not calibrated')) scaled.push(path);
        continue;
      }
      refused += 1;
      expect(one.stdout, path).toBe('');
      expect(one.stderr, path).toMatch(/^tipcheck: [a-z-]+: [^\n]{10,}\n$/);
    }
    // What can still be read is a picture without a scale, but for two whose spacing is whole.
    expect(refused).toBe(34);
    expect(scaled).toEqual(['malformed/JPEG2000-embedded-sequence-delimiter.dcm', 'malformed/bad_sequence.dcm']);
  });
});
