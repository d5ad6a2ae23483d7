import { deflateRawSync } from 'node:zlib';
import { deflateSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupSeries } from '../../src/image/series.ts';
import { isRefusal } from '../../src/image/refusal.ts';
import { readDicomFile } from '../../src/load/dicom-file.ts';
import { isZip, zipEntries } from '../../src/load/zip-entries.ts';
import { inLane } from '../support/lane.ts';
import {
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
} from '../support/part10.ts';
import { realDataFolder, realFile, realFiles, skipNote } from '../support/real-data.ts';

/** A refusal with a code and one line, or an image every frame of which can be had and that can be sorted. */
const isSane = (bytes: Uint8Array): string => {
  const file = readDicomFile(bytes, 'hostile');
  if (isRefusal(file)) {
    expect(file.code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(file.message).toMatch(/^[^\n\r]{5,300}$/);
    return file.code;
  }
  const { numberOfFrames } = file.attributes;
  for (const frame of [1, numberOfFrames]) expect(file.encodedFrame(frame).length).toBeGreaterThan(0);
  const series = groupSeries([file.attributes]);
  for (const { scale } of series) expect(Math.min(scale.betweenColumns, scale.betweenRows)).toBeGreaterThan(0);
  return 'read';
};

describe('hostile files', () => {
  it.skipIf(realDataFolder === null)(
    `from the corpus of malformed ones give a refusal or a sane image${skipNote}`,
    () => {
      const outcomes = realFiles('malformed').map((path) => [path, isSane(realFile(path))] as const);
      expect(outcomes.length).toBeGreaterThan(80);
      const codeOf = new Map(outcomes);
      expect(codeOf.get('malformed/MR_truncated.dcm')).toBe('truncated');
      expect(codeOf.get('malformed/no-pixel-data.dcm')).toBe('not-an-image');
      expect(codeOf.get('malformed/rtplan_truncated.dcm')).toBe('not-an-image');
    },
  );

  it('cut off anywhere are refused, or whole images', () => {
    const whole = part10(ctSlice(1));
    const outcomes = Array.from({ length: whole.length }, (_, end) => isSane(whole.subarray(0, end)));
    // Between two elements nothing shows that anything is missing, but then there are no pixels either.
    const pixelData = whole.length - 48 - 12;
    expect(new Set(outcomes.slice(pixelData + 1))).toEqual(new Set(['truncated']));
    const inHeader = outcomes.slice(180, pixelData + 1).filter((code) => code !== 'truncated');
    expect(inHeader.length).toBeLessThanOrEqual(Object.keys(ctSlice(1)).length);
    expect(outcomes).not.toContain('read');
    expect(outcomes[0]).toBe('empty');
    expect(outcomes.slice(1, 132).every((code) => code === 'not-dicom')).toBe(true);
    expect(isSane(whole)).toBe('read');
  });

  it('with any bytes changed never throw', () => {
    const whole = join([
      part10(
        {
          ...without(ctSlice(1), '7FE00010'),
          '00280008': ['IS', '2'],
          '00186011': ['SQ', [{ '00186012': ['US', 1] }]],
        },
        '1.2.840.10008.1.2.4.70',
      ),
      encapsulated([Uint8Array.of(0xff, 0xd8, 0xff, 1, 0xff, 0xd9), Uint8Array.of(0xff, 0xd8, 0xff, 2, 0xff, 0xd9)]),
    ]);
    const edits = fc.array(
      fc.tuple(fc.integer({ min: 128, max: whole.length - 1 }), fc.integer({ min: 0, max: 255 })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(edits, (changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        isSane(bytes);
      }),
      // A line end within the transfer syntax.
      { numRuns: inLane({ fast: 60, full: 5000 }), seed: 7, examples: [[[[167, 10]]]] },
    );
  });

  it('of noise never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (noise) => {
        isSane(noise);
        isSane(join([metaBytes(EXPLICIT), noise]));
        isSane(join([metaBytes(IMPLICIT), noise]));
        isSane(join([metaBytes(DEFLATED), noise]));
        if (isZip(noise)) expect(zipEntries(noise, 'noise').length).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: inLane({ fast: 100, full: 1500 }), seed: 11 },
    );
  });

  it('with sequences nested a hundred thousand deep are refused', () => {
    const open = Uint8Array.of(
      0x08,
      0,
      0x40,
      0x11,
      0x53,
      0x51,
      0,
      0,
      0xff,
      0xff,
      0xff,
      0xff,
      0xfe,
      0xff,
      0,
      0xe0,
      0xff,
      0xff,
      0xff,
      0xff,
    );
    const deep = new Uint8Array(open.length * 100_000);
    for (let at = 0; at < deep.length; at += open.length) deep.set(open, at);
    expect(isSane(join([metaBytes(EXPLICIT), deep]))).toBe('truncated');
  });

  it('that announce more than they hold are refused before memory is asked for', () => {
    const frames = (count: string): string => isSane(part10({ ...ctSlice(1), '00280008': ['IS', count] }));
    expect(frames('60000')).toBe('truncated');
    expect(frames('2000000000')).toBe('too-many-frames');
    expect(frames('-1')).toBe('invalid-pixel-description');
    expect(frames('1.5')).toBe('invalid-pixel-description');
    expect(isSane(part10({ ...ctSlice(1), '00280010': ['US', 65535], '00280011': ['US', 65535] }))).toBe('truncated');
    expect(isSane(part10({ ...ctSlice(1), '00280010': ['US', 0] }))).toBe('invalid-pixel-description');
    expect(isSane(part10({ ...ctSlice(1), '00280100': ['US', 12] }))).toBe('invalid-pixel-description');
    expect(isSane(part10({ ...ctSlice(1), '00280002': ['US', 200] }))).toBe('invalid-pixel-description');
  });

  // It takes long to inflate what is let through.
  it.skipIf(inLane({ fast: true, full: false }))('deflated to a bomb are refused (in the full lane)', () => {
    const zeros = dataSetBytes({ ...ctSlice(1), '7FE00010': ['OW', new Uint8Array(64 * 1024 * 1024)] });
    expect(isSane(join([metaBytes(DEFLATED), deflateRawSync(zeros, { level: 1 })]))).toBe('too-large');
  });

  it('deflated and cut off are refused', () => {
    const deflated = join([metaBytes(DEFLATED), deflateSync(dataSetBytes(ctSlice(1)))]);
    for (const cut of [1, 20, 80]) expect(isSane(deflated.subarray(0, deflated.length - cut))).toBe('truncated');
  });

  it('with values of the wrong kind are read without them', () => {
    const bytes = part10({
      ...ctSlice(1),
      '00200032': ['DS', 'NaN\\1\\Infinity'],
      '00280030': ['DS', '1e999\\0x10'],
      '00181164': ['SQ', [{ '00080060': ['CS', 'CT'] }]],
      '00200052': ['UI', '1.2.3; drop table'],
    });
    const file = readDicomFile(bytes, 'wrong kinds');
    expect(file).toMatchObject({
      kind: 'dicom-file',
      attributes: { frameOfReferenceUID: undefined, frames: [{ position: undefined, pixelSpacing: undefined }] },
    });
  });

  it('in archives with any bytes changed give whole files or reasons', async () => {
    const whole = zipSync({ a: [part10(ctSlice(1)), { level: 9 }], 'folder/b': [part10(ctSlice(2)), { level: 0 }] });
    const content = Math.max(1, whole.length - 160);
    // Most in the directory and the end record: there lie the offsets and sizes.
    const place = fc.oneof(
      fc.integer({ min: 4, max: whole.length - 1 }),
      fc.integer({ min: content, max: whole.length - 1 }),
    );
    const edits = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(edits, fc.integer({ min: 4, max: whole.length }), fc.boolean(), async (changes, cut, isCut) => {
        const bytes = isCut ? whole.slice(0, cut) : whole.slice();
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        for (const entry of zipEntries(bytes, 'hostile')) {
          if ('kind' in entry) expect(entry.message).toMatch(/^[^\n\r]{5,300}$/);
          // As loading does, before memory is asked for.
          else if (entry.size < 2 ** 31) {
            const outcome = await entry.read().catch((error: unknown) => error);
            if (outcome instanceof Uint8Array) expect(outcome).toHaveLength(entry.size);
            else expect(outcome).toBeInstanceOf(Error);
          }
        }
      }),
      { numRuns: inLane({ fast: 60, full: 5000 }), seed: 13 },
    );
  });
});
