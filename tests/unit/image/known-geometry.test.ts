import { describe, expect, it } from 'vitest';
import { angleWords } from '../../../src/image/angle-words.ts';
import { knownGeometry } from '../../../src/image/known-geometry.ts';
import { xa } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';

const geometry: Elements = {
  '00181110': ['DS', '1100'],
  '00181111': ['DS', '750'],
  '00181164': ['DS', '0.2\\0.3'],
  '00181510': ['DS', '-32'],
  '00181511': ['DS', '6'],
};
/** A square detector of 300 mm; elements of 0.1 mm down and 0.15 mm across. */
const detector: Elements = { '00187022': ['DS', '0.1\\0.15'], '00187026': ['DS', '300\\300'] };

describe('the geometry that a projection records', () => {
  it('is that of its header, with the central ray in the middle of the picture', () => {
    const image = xa(geometry);
    expect(knownGeometry(image, 1)).toEqual({
      sid: 1100,
      sod: 750,
      primaryAngle: -32,
      secondaryAngle: 6,
      imagerSpacing: [0.2, 0.3],
      isocenter: [image.columns / 2, image.rows / 2],
    });
  });

  it('lacks what the header lacks, and a distance of 0 is none', () => {
    const found = knownGeometry(xa({ ...geometry, '00181111': ['DS', '0'], '00181510': ['DS', ''] }), 1);
    expect(found).toMatchObject({ sid: 1100, sod: undefined, primaryAngle: undefined, secondaryAngle: 6 });
  });

  it('of a run whose arm moves has no angles but of its first frame', () => {
    const moving = xa({
      ...geometry,
      '00280008': ['IS', '2'],
      '7FE00010': ['OW', new Uint8Array(96)],
      '00181520': ['DS', '0\\4'],
    });
    expect(knownGeometry(moving, 1)).toMatchObject({ primaryAngle: -32, secondaryAngle: 6 });
    expect(knownGeometry(moving, 2)).toMatchObject({ primaryAngle: undefined, secondaryAngle: undefined, sid: 1100 });
  });

  it('is refused for a picture that was turned or flipped, and not for one that says that it was not', () => {
    expect(knownGeometry(xa({ ...geometry, '00187032': ['DS', '90'] }), 1)).toMatchObject({ code: 'turned-picture' });
    expect(knownGeometry(xa({ ...geometry, '00187034': ['CS', 'YES'] }), 1)).toMatchObject({ code: 'turned-picture' });
    const upright = xa({ ...geometry, '00187032': ['DS', '0'], '00187034': ['CS', 'NO'], '00187030': ['DS', '0\\0'] });
    expect(knownGeometry(upright, 1)).toMatchObject({ sod: 750, isocenter: [upright.columns / 2, upright.rows / 2] });
  });

  it('of a part of the detector has the central ray where the detector’s middle is, or must be told it', () => {
    // 150 mm to the middle, less 400 elements of 0.15 mm across and 900 of 0.1 mm down; pixels of 0.3 and 0.2 mm.
    const part = { ...geometry, '00187030': ['DS', '900\\400'] } as Elements;
    const { isocenter } = knownGeometry(xa({ ...part, ...detector }), 1) as { readonly isocenter: readonly number[] };
    expect(isocenter[0]).toBeCloseTo((150 - 60) / 0.3, 9);
    expect(isocenter[1]).toBeCloseTo((150 - 90) / 0.2, 9);
    expect(knownGeometry(xa(part), 1)).toMatchObject({ isocenter: undefined, sod: 750 });
    const oblong = { ...part, ...detector, '00187026': ['DS', '300\\400'] } as Elements;
    expect(knownGeometry(xa(oblong), 1)).toMatchObject({ isocenter: undefined });
  });

  it('of a frame is that of its own field of view, else of the one that all frames share', () => {
    const fields = (...perFrame: readonly Elements[]): Elements => ({
      ...geometry,
      ...detector,
      '00280008': ['IS', String(perFrame.length)],
      '7FE00010': ['OW', new Uint8Array(48 * perFrame.length)],
      '52009229': ['SQ', [{ '00189432': ['SQ', [{ '00187030': ['DS', '900\\400'] }]] }]],
      '52009230': ['SQ', perFrame],
    });
    const field = (elements: Elements): Elements => ({ '00189432': ['SQ', [elements]] });
    const run = xa(
      fields(
        field({ '00187032': ['DS', '0'], '00187030': ['DS', '0\\0'] }),
        field({ '00187032': ['DS', '90'] }),
        field({ '00187034': ['CS', 'YES'] }),
        field({ '00187030': ['DS', '900\\200'] }),
        {},
      ),
    );
    expect(knownGeometry(run, 1)).toMatchObject({ isocenter: [run.columns / 2, run.rows / 2] });
    expect(knownGeometry(run, 2)).toMatchObject({ code: 'turned-picture' });
    expect(knownGeometry(run, 3)).toMatchObject({ code: 'turned-picture' });
    const columnOf = (frame: number): unknown =>
      (knownGeometry(run, frame) as { readonly isocenter?: readonly number[] }).isocenter?.[0];
    expect(columnOf(4)).toBeCloseTo((150 - 30) / 0.3, 9);
    expect(columnOf(5)).toBeCloseTo((150 - 60) / 0.3, 9);
  });
});

it('angles are said as angiographers say them', () => {
  expect(angleWords(-32, 6)).toBe('RAO 32° CRA 6°');
  expect(angleWords(43.25, -9)).toBe('LAO 43.3° CAU 9°');
  expect(angleWords(null, 6)).toBe('');
});
