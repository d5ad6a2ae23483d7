import { describe, expect, it } from 'vitest';
import { embeddedOverlayBits, overlayBits } from '../../../src/image/overlay-bits.ts';
import { overlayFrameAt, readOverlays, type OverlayDescription } from '../../../src/image/overlay-planes.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import { readDicomFile, type DicomFile } from '../../../src/load/dicom-file.ts';
import { ctSlice, part10, BIG_ENDIAN, EXPLICIT, IMPLICIT, type Elements } from '../../support/part10.ts';

const overlay = (group: string, more: Elements = {}): Elements => ({
  [`${group}0010`]: ['US', 2],
  [`${group}0011`]: ['US', 5],
  [`${group}0040`]: ['CS', 'G'],
  [`${group}0050`]: ['SS', [1, 1]],
  [`${group}0100`]: ['US', 1],
  [`${group}0102`]: ['US', 0],
  [`${group}3000`]: ['OW', [0b11_0001_0001]],
  ...more,
});

const opened = (elements: Elements, syntax = EXPLICIT): DicomFile => {
  const file = readDicomFile(part10({ ...ctSlice(1), ...elements }, syntax), 'synthetic');
  if (isRefusal(file)) throw new Error(file.message);
  return file;
};

describe('overlay planes', () => {
  it.each([EXPLICIT, IMPLICIT, BIG_ENDIAN])('are read bit by bit, the lowest first (%s)', (syntax) => {
    const file = opened(overlay('6000'), syntax);
    const [plane] = file.attributes.overlays;
    expect(plane).toEqual({ group: '6000', columns: 5, rows: 2, origin: [1, 1], frames: null, bitPosition: null });
    expect([...(overlayBits(file.source, plane!, 1) ?? [])]).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1, 1]);
  });

  it('are those of all sixteen groups', () => {
    const groups = Array.from({ length: 16 }, (_, index) => (0x6000 + 2 * index).toString(16).toUpperCase());
    const file = opened(Object.assign({}, ...groups.map((group) => overlay(group))) as Elements);
    expect(file.attributes.overlays.map(({ group }) => group)).toEqual(groups);
  });

  it('may be written in bytes', () => {
    const file = opened(overlay('6002', { '60023000': ['OB', Uint8Array.of(0b0001_0001, 0b11)] }));
    expect([...(overlayBits(file.source, file.attributes.overlays[0]!, 1) ?? [])]).toEqual([
      1, 0, 0, 0, 1, 0, 0, 0, 1, 1,
    ]);
  });

  it('of several frames follow each other without a gap, from the frame on which they start', () => {
    // 2 × 5 bits a frame: the second starts at bit 10.
    const more: Elements = {
      '60000015': ['IS', 2],
      '60000051': ['US', 3],
      '60003000': ['OW', [0b0000_0100_0000_0001, 0b1000]],
    };
    const file = opened(overlay('6000', more));
    const [plane] = file.attributes.overlays;
    expect([2, 3, 4, 5].map((frame) => overlayFrameAt(plane!, frame))).toEqual([null, 1, 2, null]);
    expect([...(overlayBits(file.source, plane!, 1) ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...(overlayBits(file.source, plane!, 2) ?? [])]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('of one frame without a start lie on every frame', () => {
    const [plane] = opened(overlay('6000')).attributes.overlays;
    expect([1, 7].map((frame) => overlayFrameAt(plane!, frame))).toEqual([1, 1]);
  });

  it('may start outside of the image', () => {
    expect(opened(overlay('6000', { '60000050': ['SS', [-2, 4]] })).attributes.overlays[0]?.origin).toEqual([-2, 4]);
  });

  it('may lie in a bit of the pixels', () => {
    const embedded = overlay('6000', { '60000100': ['US', 16], '60000102': ['US', 13], '60003000': ['OW', []] });
    const [plane] = opened(embedded).attributes.overlays;
    expect(plane?.bitPosition).toBe(13);
    const words = Uint16Array.from({ length: 10 }, (_, index) => 0x1fff + (index % 3 === 0 ? 0x2000 : 0));
    expect([...(embeddedOverlayBits(new Uint8Array(words.buffer), plane!, 16) ?? [])]).toEqual([
      1, 0, 0, 1, 0, 0, 1, 0, 0, 1,
    ]);
    const far: OverlayDescription = { ...plane!, bitPosition: 16 };
    expect(embeddedOverlayBits(new Uint8Array(words.buffer), far, 16)).toBeNull();
    expect(embeddedOverlayBits(new Uint8Array(8), plane!, 16)).toBeNull();
  });

  it.each<[string, Elements]>([
    ['no size', { '60000010': ['US', []] }],
    ['no type', { '60000040': ['CS', ''] }],
    ['more bits than memory', { '60000010': ['US', 60_000], '60000011': ['US', 60_000] }],
  ])('with %s are none', (_, more) => {
    expect(opened(overlay('6000', more)).attributes.overlays).toEqual([]);
  });

  it('with too few bits are none when they are to be drawn', () => {
    const file = opened(overlay('6000', { '60000010': ['US', 4] }));
    expect(overlayBits(file.source, file.attributes.overlays[0]!, 1)).toBeNull();
    expect(readOverlays(file.source)).toHaveLength(1);
  });
});
