import { describe, expect, it } from 'vitest';
import { readImageAttributes, type ImageAttributes } from '../../src/image/attributes.ts';
import { groupSeries, type ImageSeries } from '../../src/image/series.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { scaleForPoints } from '../../src/image/ultrasound-region.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { jsonSource } from '../../src/load/json-source.ts';
import { imagePoint } from '../../src/space/frame.ts';
import { dcm2json, hasDcm2json } from '../support/dcm2json.ts';
import { inLane } from '../support/lane.ts';
import { realDataFolder, realFile, realFiles, skipNote } from '../support/real-data.ts';

const attributesOf = (path: string): ImageAttributes => {
  const file = readDicomFile(realFile(path), path);
  if (isRefusal(file)) throw new Error(`${path}: ${file.code}`);
  return file.attributes;
};
const seriesOf = (...paths: readonly string[]): readonly ImageSeries[] => groupSeries(paths.map(attributesOf));
const folder = (path: string): ImageSeries => {
  const [series] = seriesOf(...realFiles(path));
  if (!series) throw new Error(`no images in ${path}`);
  return series;
};
const one = (path: string): ImageSeries => {
  const [series] = seriesOf(path);
  if (!series) throw new Error(path);
  return series;
};
const codes = ({ caveats }: ImageSeries): readonly string[] => caveats.map(({ code }) => code);

const COMPARED: readonly string[] = [
  'ct/phantom-tilt+16.5-original-bytes',
  'us/go-dicom-I_000038.dcm',
  'us/gdcm-US-ALOKA-16.dcm',
  'xa-rf-dx/dx_image.dcm',
  'enhanced/CT0012.explicit_little_endian.dcm',
  'transfer-syntax/MR_small_bigendian.dcm',
  'mr/hfs-sagittal',
].slice(0, inLane({ fast: 3, full: 7 }));

describe.skipIf(realDataFolder === null)(`real images${skipNote}`, () => {
  it('tilted CT: angle, distance and reformatted planes that are resampled', () => {
    const series = folder('ct/phantom-tilt+16.5');
    expect(series.frames).toHaveLength(58);
    expect(series.slices).toMatchObject({ thickness: 2.5, uniform: true });
    expect(series.slices?.tiltDegrees).toBeCloseTo(16.5, 3);
    expect(series.slices?.spacing).toBeCloseTo(2.397, 3);
    expect(series.volume).toMatchObject({ kind: 'resampled', message: 'gantry tilted by 16.5°' });
    expect(codes(series)).toEqual(['gantry-tilt']);
  });

  it('straight CT and oblique MR are volumes', () => {
    const head = folder('ct/phantom-1mm-80');
    expect(head.slices).toEqual({ spacing: 1, thickness: 1, uniform: true, tiltDegrees: 0 });
    expect(head.volume).toEqual({ kind: 'ok', betweenSlices: 1 });
    const oblique = folder('mr/t1w-oblique-24');
    expect(oblique.volume.kind).toBe('ok');
    expect(oblique.slices?.spacing).toBeCloseTo(0.6667, 4);
    expect([oblique.scale.betweenRows, oblique.scale.betweenColumns].map((value) => Number(value.toFixed(4)))).toEqual([
      0.6667, 0.7,
    ]);
    expect(codes(oblique)).toEqual(['anisotropic-scale']);
  });

  it('repeated positions, and a localizer beside the slices of its study', () => {
    expect(codes(folder('ct/dupe-positions'))).toEqual(['duplicate-positions', 'non-uniform-slices']);
    const study = seriesOf('ct/phantom-localizer.dcm', ...realFiles('ct/phantom-tilt+16.5'));
    expect(study.map(({ frames }) => frames.length)).toEqual([1, 58]);
  });

  it('an ultrasound cine that was made smaller than its region is not taken at its word', () => {
    const series = one('us/examples_ybr_color.dcm');
    expect(series.frames).toHaveLength(30);
    expect(series.frameTimesMs?.[0]).toBeCloseTo(33.333, 3);
    expect(codes(series)).toContain('calibration-unknown');
  });

  it('regions: anisotropic, M-mode beside 2D, without units', () => {
    expect(one('us/go-dicom-I_000001.dcm')).toMatchObject({ scale: { basis: 'us-region', unit: 'mm' } });
    expect(codes(one('us/go-dicom-I_000001.dcm'))).toContain('anisotropic-scale');
    const mMode = attributesOf('us/go-dicom-I_000034.dcm').frames[0]?.regions ?? [];
    expect(scaleForPoints(mMode, [imagePoint(400, 100), imagePoint(300, 300)])).toMatchObject({
      code: 'region-mismatch',
    });
    expect(one('us/gdcm-US-ALOKA-16.dcm').regions.map(({ usable }) => usable)).toEqual([true, true, false]);
  });

  it('projections: no size without spacing, at the detector with a copy of it', () => {
    expect(one('xa-rf-dx/go-dicom-XA-cath.dcm')).toMatchObject({
      space: 'projection',
      scale: { unit: 'px', basis: 'none' },
      view: { sid: 1023, sod: null, primaryAngle: 40.1, secondaryAngle: 27, imagerSpacing: null },
    });
    expect(one('xa-rf-dx/dx_image.dcm')).toMatchObject({
      scale: { unit: 'mm-at-detector', basis: 'imager' },
      view: null,
    });
  });

  it('enhanced images: functional groups of each frame', () => {
    const series = one('enhanced/CT0012.explicit_little_endian.dcm');
    expect(series).toMatchObject({ space: 'patient', slices: { thickness: 10 }, scale: { basis: 'pixel-spacing' } });
    expect(series.frames).toHaveLength(2);
    expect(one('enhanced/MOVEKNEE.dcm').frames).toHaveLength(19);
  });

  it('fragments of several per frame without a table give the frames that one fragment each gives', () => {
    const count = (path: string): readonly number[] => {
      const file = readDicomFile(realFile(path), path);
      if (isRefusal(file)) throw new Error(`${path}: ${file.message}`);
      return Array.from({ length: file.attributes.numberOfFrames }, (_, index) => {
        const bytes = file.encodedFrame(index + 1);
        expect([bytes[0], bytes[1]], path).toEqual([0xff, 0xd8]);
        return bytes.length;
      });
    };
    expect(count('us/IM00001.fragmented_no_bot_jpeg_baseline.50.dcm')).toHaveLength(8);
    expect(count('enhanced/CT0012.fragmented_no_bot_jpeg_lossless.70.dcm')).toHaveLength(2);
    expect(count('enhanced/CT0012.fragmented_no_bot_jpeg_baseline.51.dcm')).toHaveLength(2);
  });

  it.skipIf(!hasDcm2json).each(COMPARED)(
    '%s says the same as its JSON by another program (skipped without dcm2json)',
    (named) => {
      const path = named.endsWith('.dcm') ? named : (realFiles(named)[0] ?? named);
      const fromFile = attributesOf(path);
      const fromJson = readImageAttributes(jsonSource(dcm2json(path)));
      expect(fromFile.transferSyntaxUID).toBeDefined();
      // The JSON model has no file meta information.
      expect({ ...fromJson, transferSyntaxUID: fromFile.transferSyntaxUID }).toEqual(fromFile);
    },
  );
});
