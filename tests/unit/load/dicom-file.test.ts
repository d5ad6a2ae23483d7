import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/image/refusal.ts';
import { readDicomFile, type DicomFile } from '../../../src/load/dicom-file.ts';
import { jsonSource, type DicomJson } from '../../../src/load/json-source.ts';
import { readImageAttributes } from '../../../src/image/attributes.ts';
import { regions } from '../../support/images.ts';
import {
  BIG_ENDIAN,
  ctSlice,
  dataSetBytes,
  DEFLATED,
  encapsulated,
  EXPLICIT,
  IMPLICIT,
  join,
  metaBytes,
  part10,
  without,
  type Elements,
  type Value,
} from '../../support/part10.ts';

const opened = (bytes: Uint8Array): DicomFile => {
  const file = readDicomFile(bytes, 'file');
  if (isRefusal(file)) throw new Error(`${file.code}: ${file.message}`);
  return file;
};
const refusalOf = (bytes: Uint8Array): string => {
  const file = readDicomFile(bytes, 'file');
  return isRefusal(file) ? file.code : 'read';
};
const pixels = (index: number): Uint8Array =>
  new Uint8Array(Uint16Array.from({ length: 24 }, (_, pixel) => pixel + index).buffer);

describe('a file in every encoding of its data set', () => {
  const elements: Elements = {
    ...ctSlice(1),
    ...regions({ delta: [-0.02, 0.03] }),
    '52009229': ['SQ', [{ '00289110': ['SQ', [{ '00180050': ['DS', '4'] }]] }]],
  };
  const expected = opened(part10(elements)).attributes;

  it('has its attributes read', () => {
    expect(expected).toMatchObject({
      sopInstanceUID: '1.2.3.4.1.1',
      columns: 6,
      rows: 4,
      numberOfFrames: 1,
      instanceNumber: 1,
      frameOfReferenceUID: '1.2.3.4.5',
      frames: [
        {
          position: [-10, -10, 2.5],
          orientation: [1, 0, 0, 0, 1, 0],
          pixelSpacing: { betweenRows: 0.8, betweenColumns: 0.7 },
          sliceThickness: 4,
          regions: [{ bounds: [0, 0, 5, 3], deltaX: -0.02, deltaY: 0.03, unitsX: 3 }],
        },
      ],
      pixels: { bitsAllocated: 16, bitsStored: 12, highBit: 11, pixelRepresentation: 0, samplesPerPixel: 1 },
    });
  });

  it.each([
    ['implicit little endian', part10(elements, IMPLICIT)],
    ['explicit big endian', part10(elements, BIG_ENDIAN)],
    ['sequences of undefined length', part10(elements, EXPLICIT, undefined, { undefinedLengths: true })],
    ['implicit with undefined lengths', part10(elements, IMPLICIT, undefined, { undefinedLengths: true })],
    ['sequences rewritten as UN', part10({ ...elements, '00186011': ['UN', elements['00186011']?.[1] ?? ''] })],
    ['deflated', join([metaBytes(DEFLATED), deflateSync(dataSetBytes(elements))])],
    ['explicit, declared implicit', part10(elements, IMPLICIT, undefined, { explicit: true })],
    ['no preamble', part10(elements).subarray(132)],
    ['no header at all, implicit', dataSetBytes(elements, { explicit: false })],
    ['no header at all, big endian', dataSetBytes(elements, { littleEndian: false })],
    ['trailing zeros', join([part10(elements), new Uint8Array(512)])],
  ])('%s', (_, bytes) => {
    const { transferSyntaxUID } = opened(bytes).attributes;
    expect(transferSyntaxUID).toMatch(/^1\.2\.840\.10008\.1\.2/);
    expect({ ...opened(bytes).attributes, transferSyntaxUID: EXPLICIT }).toEqual(expected);
  });

  it.each([
    ['words', 16, 'OW', [0x0102, 0x0304]],
    ['bytes in words', 8, 'OW', [0x0201, 0x0403]],
  ] as const)('big endian pixels in %s are given in little endian', (_, bits, vr, words) => {
    const pixels = { '00280010': ['US', 1], '00280011': ['US', 32 / bits], '00280100': ['US', bits] } as const;
    const file = opened(part10({ ...elements, ...pixels, '7FE00010': [vr, words] }, BIG_ENDIAN));
    expect(file.frameTransferSyntaxUID).toBe(EXPLICIT);
    expect([...file.encodedFrame(1)]).toEqual(bits === 16 ? [2, 1, 4, 3] : [1, 2, 3, 4]);
  });

  it('is plain data that can be cloned into a worker', () => {
    expect(structuredClone(expected)).toEqual(expected);
  });

  it('says the same as the DICOM JSON model', () => {
    const isSequence = (value: Value): value is readonly Elements[] =>
      Array.isArray(value) && typeof value[0] === 'object';
    const valuesOf = (vr: string, value: Value): readonly unknown[] => {
      if (isSequence(value)) return value.map(json);
      if (typeof value !== 'string') return [value].flat();
      const texts = value.split('\\');
      return vr === 'DS' || vr === 'IS' ? texts.map(Number) : texts;
    };
    const json = (list: Elements): DicomJson =>
      Object.fromEntries(
        Object.entries(list).map(([tag, [vr, value]]) => [
          tag,
          vr === 'OW' ? { vr, BulkDataURI: 'https://example.org/bulk' } : { vr, Value: valuesOf(vr, value) },
        ]),
      );
    expect({ ...readImageAttributes(jsonSource(json(elements))), transferSyntaxUID: EXPLICIT }).toEqual(expected);
  });
});

describe('texts', () => {
  it.each([
    ['ISO_IR 192', new TextEncoder().encode('Leber täglich 肝')],
    ['ISO_IR 100', Uint8Array.from('Leber täglich', (letter) => letter.charCodeAt(0))],
  ])('are decoded by their character set (%s)', (charset, bytes) => {
    expect(
      opened(part10({ ...ctSlice(1), '00080005': ['CS', charset], '0008103E': ['LO', bytes] })).attributes
        .seriesDescription,
    ).toMatch(/^Leber täglich/);
  });
});

describe('frames of uncompressed pixel data', () => {
  it('lie one after the other', () => {
    const file = opened(
      part10({
        ...ctSlice(1),
        '00280008': ['IS', '3'],
        '7FE00010': ['OW', join([pixels(0), pixels(50), pixels(100)])],
      }),
    );
    expect([1, 2, 3].map((frame) => file.encodedFrame(frame))).toEqual([pixels(0), pixels(50), pixels(100)]);
    for (const frame of [0, 4, 1.5]) expect(() => file.encodedFrame(frame)).toThrow(RangeError);
  });

  it('are views into the file', () => {
    const bytes = part10(ctSlice(1));
    expect(opened(bytes).encodedFrame(1).buffer).toBe(bytes.buffer);
  });

  it('of odd size are not padded between', () => {
    const odd: Elements = {
      ...ctSlice(1),
      '00280008': ['IS', '2'],
      '00280010': ['US', 3],
      '00280011': ['US', 3],
      '00280100': ['US', 8],
      '00280101': ['US', 8],
      '00280102': ['US', 7],
    };
    const file = opened(part10({ ...odd, '7FE00010': ['OB', Uint8Array.from({ length: 18 }, (_, index) => index)] }));
    expect([...file.encodedFrame(2)]).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  it('of one bit are packed, also across the bytes between frames', () => {
    const bits: Elements = {
      ...ctSlice(1),
      '00280008': ['IS', '3'],
      '00280010': ['US', 3],
      '00280011': ['US', 3],
      '00280100': ['US', 1],
      '00280101': ['US', 1],
      '00280102': ['US', 0],
    };
    const values = Array.from({ length: 27 }, (_, index) => (index * 7) % 3 === 0);
    const packed = new Uint8Array(4);
    values.forEach((value, index) => {
      if (value) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7));
    });
    const file = opened(part10({ ...bits, '7FE00010': ['OB', packed] }));
    const unpacked = [1, 2, 3].flatMap((frame) =>
      Array.from({ length: 9 }, (_, index) => (((file.encodedFrame(frame)[index >> 3] ?? 0) >> (index & 7)) & 1) === 1),
    );
    expect(unpacked).toEqual(values);
  });

  it('with subsampled colour take two bytes a pixel', () => {
    const color: Elements = {
      ...ctSlice(1),
      '00280002': ['US', 3],
      '00280004': ['CS', 'YBR_FULL_422'],
      '00280008': ['IS', '2'],
      '00280100': ['US', 8],
      '00280101': ['US', 8],
      '00280102': ['US', 7],
    };
    expect(opened(part10({ ...color, '7FE00010': ['OB', new Uint8Array(96)] })).encodedFrame(2).length).toBe(48);
    expect(refusalOf(part10({ ...color, '7FE00010': ['OB', new Uint8Array(94)] }))).toBe('truncated');
  });

  it('of deflated files are told as uncompressed', () => {
    const file = opened(join([metaBytes(DEFLATED), deflateSync(dataSetBytes(ctSlice(1)))]));
    expect(file.attributes.transferSyntaxUID).toBe(DEFLATED);
    expect(file.frameTransferSyntaxUID).toBe(EXPLICIT);
    expect(file.encodedFrame(1)).toEqual(pixels(1));
  });
});

describe('frames of compressed pixel data', () => {
  const JPEG = '1.2.840.10008.1.2.4.70';
  const J2K = '1.2.840.10008.1.2.4.90';
  const jpeg = (...content: readonly number[]): readonly number[] => [0xff, 0xd8, 0xff, 0xc3, ...content, 0xff, 0xd9];
  const j2k = (...content: readonly number[]): readonly number[] => [0xff, 0x4f, 0xff, 0x51, ...content, 0xff, 0xd9];
  const rle = (content: number): readonly number[] => [
    1,
    0,
    0,
    0,
    64,
    0,
    0,
    0,
    ...new Array<number>(56).fill(0),
    content,
    content,
  ];
  const file = (
    frames: number,
    fragments: readonly (readonly number[])[],
    offsets: readonly number[] = [],
    syntax = JPEG,
    more: Elements = {},
  ): Uint8Array =>
    part10(
      { ...without(ctSlice(1), '7FE00010'), '00280008': ['IS', String(frames)], ...more },
      syntax,
      encapsulated(
        fragments.map((fragment) => Uint8Array.from(fragment)),
        offsets,
      ),
    );
  const framesOf = (bytes: Uint8Array): readonly (readonly number[])[] => {
    const read = opened(bytes);
    return Array.from({ length: read.attributes.numberOfFrames }, (_, index) => [...read.encodedFrame(index + 1)]);
  };
  const a = jpeg(1, 2, 3, 4);
  const b = jpeg(5, 6);

  it('follow the basic offset table', () => {
    expect(framesOf(file(2, [a.slice(0, 4), a.slice(4), b], [0, 8 + 4 + 8 + 6]))).toEqual([a, b]);
  });

  it('follow the extended offset table', () => {
    const offsets: Elements = { '7FE00001': ['OV', [0, 26]], '7FE00002': ['OV', [10, 8]] };
    expect(framesOf(file(2, [a.slice(0, 4), a.slice(4), b], [], JPEG, offsets))).toEqual([a, b]);
  });

  it.each([
    ['one fragment each, no table', file(2, [a, b]), [a, b]],
    ['one frame in many fragments', file(1, [a.slice(0, 2), a.slice(2, 6), a.slice(6)]), [a]],
    ['several JPEG fragments each, no table', file(2, [a.slice(0, 4), a.slice(4), b.slice(0, 6), b.slice(6)]), [a, b]],
    ['several fragments each and a table that doesn’t fit', file(2, [a.slice(0, 4), a.slice(4), b], [0, 7]), [a, b]],
    [
      'several JPEG 2000 fragments each',
      file(2, [j2k(1, 2).slice(0, 6), j2k(1, 2).slice(6), j2k(3, 4)], [], J2K),
      [j2k(1, 2), j2k(3, 4)],
    ],
    [
      'RLE frames of differing fragments',
      file(2, [rle(1), rle(2).slice(0, 64), rle(2).slice(64)], [], '1.2.840.10008.1.2.5'),
      [rle(1), rle(2)],
    ],
    [
      'a start inside a frame that isn’t one',
      file(2, [[...a.slice(0, 4)], [0xff, 0xd8, 0xff, 9], [7, 8, 0xff, 0xd9], b]),
      [[...a.slice(0, 4), 0xff, 0xd8, 0xff, 9, 7, 8, 0xff, 0xd9], b],
    ],
    ['empty fragments between', file(2, [a, [], b]), [a, b]],
  ])('%s', (_, bytes, expected) => {
    expect(framesOf(bytes)).toEqual(expected);
  });

  it('are refused when they are short or their bounds can’t be told', () => {
    expect(refusalOf(file(3, [a, b]))).toBe('truncated');
    expect(refusalOf(file(1, []))).toBe('truncated');
    expect(
      refusalOf(
        file(2, [
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ),
    ).toBe('unknown-frame-boundaries');
    const whole = file(2, [a, b]);
    expect(refusalOf(whole.subarray(0, whole.length - 8))).toBe('read');
    expect(refusalOf(whole.subarray(0, whole.length - 10))).toBe('truncated');
    expect(refusalOf(file(1, [a.slice(0, 4), a.slice(4)]).subarray(0, -8 - a.length + 4 - 8))).toBe('truncated');
  });

  it('are refused when their syntax isn’t read', () => {
    expect(refusalOf(file(1, [a], [], '1.2.840.10008.1.2.4.102'))).toBe('unsupported-transfer-syntax');
    expect(refusalOf(file(1, [a], [], '1.2.999'))).toBe('unsupported-transfer-syntax');
    expect(refusalOf(part10(ctSlice(1), JPEG))).toBe('unsupported-transfer-syntax');
  });
});
