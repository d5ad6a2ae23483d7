import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { ImageFile } from '../../../src/load/dicom-file.ts';
import { readDicomFile } from '../../../src/load/dicom-file.ts';
import type { LoadResult } from '../../../src/load/load-input.ts';
import { loadFiles, openAhead, type LoadOptions } from '../../../src/load/sources.ts';
import { isRefusal } from '../../../src/image/refusal.ts';
import {
  ctSlice,
  DEFLATED,
  encapsulated,
  IMPLICIT,
  join,
  metaBytes,
  dataSetBytes,
  part10,
  without,
  type Elements,
} from '../../support/part10.ts';

/** A file on a disk, with what is read of it. */
const onDisk = (name: string, bytes: Uint8Array) => {
  const reads: [from: number, to: number][] = [];
  const slice = (start: number, end: number) => {
    reads.push([start, Math.min(end, bytes.length)]);
    return Promise.resolve(bytes.slice(start, end));
  };
  return { name, size: bytes.length, read: () => slice(0, bytes.length), slice, reads };
};

const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

const load = async (inputs: Parameters<typeof loadFiles>[0], options?: LoadOptions): Promise<readonly LoadResult[]> => {
  const results: LoadResult[] = [];
  for await (const result of loadFiles(inputs, options)) results.push(result);
  return results;
};

const opened = (results: readonly LoadResult[]): ImageFile => {
  const [result] = results;
  if (result?.kind !== 'loaded') throw new Error(result?.message ?? 'nothing came');
  return result.file;
};

/** Stands for bytes: many thousand of them are compared one by one slowly. */
const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a reader of the whole file in memory says of each frame. */
const framesOf = (bytes: Uint8Array): readonly string[] => {
  const file = readDicomFile(bytes, 'file');
  if (isRefusal(file)) throw new Error(file.message);
  return Array.from({ length: file.attributes.numberOfFrames }, (_, index) => digestOf(file.encodedFrame(index + 1)));
};
const framesOnDemand = async (file: ImageFile): Promise<readonly string[]> => {
  const frames: string[] = [];
  for (let frame = 1; frame <= file.attributes.numberOfFrames; frame += 1)
    frames.push(digestOf(await file.encodedFrame(frame)));
  return frames;
};

const EDGE = 200;
const withPixels = (frames: number, overrides: Elements = {}): Elements => ({
  ...ctSlice(1),
  '00280008': ['IS', String(frames)],
  '00280010': ['US', EDGE],
  '00280011': ['US', EDGE],
  '7FE00010': ['OW', Uint8Array.from({ length: EDGE * EDGE * 2 * frames }, (_, at) => (at * 31) & 0xff)],
  ...overrides,
});
const large = (frames: number, overrides: Elements = {}): Uint8Array => part10(withPixels(frames, overrides));

describe('a file that can be read in pieces', () => {
  it('is opened from its first bytes, and a frame is read where it lies when it is asked for', async () => {
    const bytes = large(14);
    const frames = framesOf(bytes);
    const disk = onDisk('ct', bytes);
    const file = opened(await load([disk]));
    expect(disk.reads).toEqual([[0, 65_536]]);
    expect(file.attributes.sopInstanceUID).toBe('1.2.3.4.1.1');
    expect(file.source.strings('SeriesDescription')).toEqual(['Synthetic']);
    disk.reads.length = 0;
    const second = await file.encodedFrame(2);
    const pixelsAt = bytes.length - EDGE * EDGE * 2 * 14;
    // With what follows it: the frames of a run are smaller than what is best read at once.
    expect(disk.reads).toEqual([[pixelsAt + EDGE * EDGE * 2, bytes.length]]);
    expect(digestOf(second)).toEqual(frames[1]);
    expect(digestOf(await file.encodedFrame(3))).toEqual(frames[2]);
    expect(disk.reads).toHaveLength(1);
    expect(digestOf(await file.encodedFrame(1))).toEqual(frames[0]);
    expect(disk.reads[1]).toEqual([pixelsAt, pixelsAt + 2 ** 20]);
    await expect(Promise.resolve().then(() => file.encodedFrame(15))).rejects.toThrow(RangeError);
  });

  it('is read once where it is small, its only frame with it, and again when that frame is asked for again', async () => {
    const bytes = large(1);
    const disk = onDisk('ct', bytes);
    const file = opened(await load([disk]));
    expect(disk.reads).toEqual([[0, bytes.length]]);
    expect(digestOf(await file.encodedFrame(1))).toEqual(framesOf(bytes)[0]);
    expect(disk.reads).toHaveLength(1);
    expect(digestOf(await file.encodedFrame(1))).toEqual(framesOf(bytes)[0]);
    expect(disk.reads[1]).toEqual([0, bytes.length]);
  });

  it('is kept for as long as all that are kept have room: the first goes', async () => {
    const bytes = part10({
      ...withPixels(1),
      '00280010': ['US', 700],
      '00280011': ['US', 700],
      '7FE00010': ['OW', new Uint8Array(980_000)],
    });
    const first = onDisk('first', bytes);
    // A quarter of it is for them.
    const options = { maxHeldBytes: 40 * 2 ** 20 };
    const file = opened(await load([first], options));
    const later: ImageFile[] = [];
    const room = Math.floor((10 * 2 ** 20) / bytes.length);
    for (let n = 0; n < room - 1; n += 1) later.push(opened(await load([onDisk(String(n), bytes)], options)));
    const last = onDisk('last', bytes);
    later.push(opened(await load([last], options)));
    await file.encodedFrame(1);
    expect(first.reads).toHaveLength(2);
    await later.at(-1)?.encodedFrame(1);
    expect(last.reads).toHaveLength(1);
  });

  it('leaves memory when its frame was read, but for its data set', async () => {
    const memory: WeakRef<ArrayBufferLike>[] = [];
    const read = (): Promise<Uint8Array> => {
      const bytes = large(1);
      memory.push(new WeakRef(bytes.buffer));
      return Promise.resolve(bytes);
    };
    const file = opened(await load([{ ...onDisk('ct', large(1)), read }]));
    const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    await later();
    collectGarbage();
    expect(memory.map((one) => one.deref() !== undefined)).toEqual([true]);
    expect((await file.encodedFrame(1)).length).toBe(EDGE * EDGE * 2);
    await later();
    collectGarbage();
    expect(memory.map((one) => one.deref() !== undefined)).toEqual([false]);
    expect(file.source.strings('SeriesDescription')).toEqual(['Synthetic']);
  });

  it('is refused when another was put in its place after it was opened', async () => {
    let stored = large(1);
    const read = (): Promise<Uint8Array> => Promise.resolve(stored.slice());
    const file = opened(await load([{ ...onDisk('ct', stored), read }]));
    await file.encodedFrame(1);
    expect((await file.encodedFrame(1)).length).toBe(EDGE * EDGE * 2);
    stored = part10({ ...withPixels(1), '00100020': ['LO', 'OTHER'] });
    await expect(file.encodedFrame(1)).rejects.toThrow('changed since it was opened');
  });

  it('is read once again for a frame in many pieces', async () => {
    const pieces = Array.from({ length: 20 }, (_, at) => Uint8Array.of(0xff, 0xd8, at, 0));
    const bytes = part10(without(ctSlice(1), '7FE00010'), '1.2.840.10008.1.2.4.80', encapsulated(pieces));
    const disk = onDisk('ct', bytes);
    const file = opened(await load([disk]));
    const first = await file.encodedFrame(1);
    expect(await file.encodedFrame(1)).toEqual(first);
    expect(disk.reads).toHaveLength(2);
  });

  it('is kept for half a minute after the last that was read', async () => {
    vi.useFakeTimers();
    try {
      const disks = ['one', 'two', 'three'].map((name) => onDisk(name, large(1)));
      const files: ImageFile[] = [];
      for (const disk of disks) files.push(opened(await load([disk])));
      await vi.advanceTimersByTimeAsync(29_000);
      await files[0]?.encodedFrame(1);
      await vi.advanceTimersByTimeAsync(29_000);
      await files[1]?.encodedFrame(1);
      await vi.advanceTimersByTimeAsync(31_000);
      await files[2]?.encodedFrame(1);
      expect(disks.map(({ reads }) => reads.length)).toEqual([1, 1, 2]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('comes by itself ahead of the others; what is no image doesn’t, and is told of in its turn', async () => {
    const disk = onDisk('ct', large(1));
    expect((await openAhead(disk))?.attributes.sopInstanceUID).toBe('1.2.3.4.1.1');
    expect(await openAhead(onDisk('junk', new Uint8Array(300)))).toBeNull();
    expect(await openAhead({ ...disk, read: () => Promise.reject(new Error('gone')) })).toBeNull();
    expect(await openAhead({ name: 'whole', size: 3, read: disk.read })).toBeNull();
  });

  it('isn’t asked for its size where it is small, which browsers hold the page up for', async () => {
    const asked: string[] = [];
    const lazily = (name: string, bytes: Uint8Array) => ({
      ...onDisk(name, bytes),
      get size() {
        asked.push(name);
        return bytes.length;
      },
      readUpTo: (limit: number) => Promise.resolve(bytes.length <= limit ? bytes.slice() : null),
    });
    const small = part10(ctSlice(2));
    const results = await load([lazily('small', small), lazily('large', large(14))]);
    expect(results.map(({ kind }) => kind)).toEqual(['loaded', 'loaded']);
    expect(new Set(asked)).toEqual(new Set(['large']));
    expect(await framesOnDemand(opened(results))).toEqual(framesOf(small));
  });

  it('is read anew after a reading that failed, as of a disk that was away', async () => {
    const bytes = large(3);
    const disk = onDisk('ct', bytes);
    let isAway = false;
    const slice = (start: number, end: number): Promise<Uint8Array> =>
      isAway ? Promise.reject(new Error('away')) : disk.slice(start, end);
    const file = opened(await load([{ ...disk, slice }]));
    isAway = true;
    await expect(file.encodedFrame(2)).rejects.toThrow('away');
    isAway = false;
    expect(digestOf(await file.encodedFrame(2))).toEqual(framesOf(bytes)[1]);
  });

  it.each([
    ['written implicitly', part10(withPixels(2), IMPLICIT)],
    [
      'with one bit a pixel, frames beginning within bytes',
      part10({
        ...ctSlice(1),
        '00280008': ['IS', '3'],
        '00280010': ['US', 601],
        '00280011': ['US', 601],
        '00280100': ['US', 1],
        '00280101': ['US', 1],
        '00280102': ['US', 0],
        '7FE00010': ['OB', Uint8Array.from({ length: Math.ceil((601 * 601 * 3) / 8) }, (_, at) => (at * 89) & 0xff)],
      }),
    ],
    [
      'compressed, each frame in two fragments',
      join([
        part10(without({ ...ctSlice(1), '00280008': ['IS', '2'] }, '7FE00010'), '1.2.840.10008.1.2.4.80'),
        encapsulated(
          [1, 2, 3, 4].map((value) => new Uint8Array(20_000).fill(value)),
          [0, 40_016],
        ),
      ]),
    ],
    ['smaller than what is read first', part10(ctSlice(1))],
  ])('gives the frames of the file in memory: %s', async (_, bytes) => {
    const frames = await framesOnDemand(opened(await load([onDisk('file', bytes)])));
    // Comparing the numbers one by one takes seconds.
    expect(frames.map((frame) => Buffer.from(frame).toString('base64'))).toEqual(
      framesOf(bytes).map((frame) => Buffer.from(frame).toString('base64')),
    );
  });

  describe('of compressed frames', () => {
    const SYNTAX = '1.2.840.10008.1.2.4.80';
    const COUNT = 30;
    /** Each frame its fragments: of several sizes, two in every third frame. */
    const fragments = Array.from({ length: COUNT }, (_, frame) => {
      const all = Uint8Array.from({ length: 50_000 + 2 * frame }, (_byte, at) => (at * 7 + frame * 13) & 0xff);
      return frame % 3 === 0 ? [all.slice(0, 20_000), all.slice(20_000)] : [all];
    });
    const sizes = fragments.map((of) => of.reduce((sum, { length }) => sum + length + 8, 0));
    const offsets = sizes.map((_, frame) => sizes.slice(0, frame).reduce((sum, size) => sum + size, 0));
    const head = (more: Elements = {}): Uint8Array =>
      part10(without({ ...ctSlice(1), '00280008': ['IS', String(COUNT)], ...more }, '7FE00010'), SYNTAX);
    const withTable = (table: readonly number[], more: Elements = {}): Uint8Array =>
      join([head(more), encapsulated(fragments.flat(), table)]);
    const expected = fragments.map((of) => digestOf(join(of)));
    const firstItem = (table: readonly number[]): number => head().length + 12 + 8 + 4 * table.length;

    it('whose table says where they lie is read frame by frame, and to its end once, to see that it is whole', async () => {
      const disk = onDisk('run', withTable(offsets));
      const file = opened(await load([disk]));
      const last = firstItem(offsets) + (offsets.at(-1) ?? NaN);
      expect(disk.reads).toEqual([
        [0, 65_536],
        [last, disk.size],
      ]);
      disk.reads.length = 0;
      expect(digestOf(await file.encodedFrame(1))).toBe(expected[0]);
      expect(disk.reads).toEqual([[firstItem(offsets), firstItem(offsets) + 2 ** 20]]);
      expect(await framesOnDemand(file)).toEqual(expected);
    });

    it('is read so by an extended table, too', async () => {
      const table = new Uint8Array(8 * COUNT);
      offsets.forEach((offset, frame) => new DataView(table.buffer).setBigUint64(8 * frame, BigInt(offset), true));
      const disk = onDisk('run', withTable([], { '7FE00001': ['OV', table] }));
      const file = opened(await load([disk]));
      expect(disk.reads).toHaveLength(2);
      expect(await framesOnDemand(file)).toEqual(expected);
    });

    it('whose table is wrong is read whole, once, when that shows', async () => {
      const whole = fragments.map((of) => join(of));
      const wrong = whole.map(
        (_, frame) => whole.slice(0, frame).reduce((sum, { length }) => sum + length + 8, 0) + (frame === 7 ? 2 : 0),
      );
      const bytes = join([head(), encapsulated(whole, wrong)]);
      const disk = onDisk('run', bytes);
      const file = opened(await load([disk]));
      expect(await framesOnDemand(file)).toEqual(expected);
      expect(disk.reads.filter(([from, to]) => from === 0 && to === bytes.length)).toHaveLength(1);
    });

    it.each([
      ['is empty', []],
      ['misses a frame', offsets.slice(0, -1)],
      ['runs backwards', offsets.map((offset, frame) => (frame === 3 ? 0 : offset))],
      ['does not begin at the first', offsets.map((offset) => offset + 8)],
      ['ends elsewhere', offsets.map((offset, frame) => (frame === COUNT - 1 ? offset + 2 : offset))],
    ])('whose table %s is what a reader of all of it makes of it', async (_, table) => {
      const [refused] = await load([onDisk('run', withTable(table))]);
      expect(refused).toMatchObject({ kind: 'skipped', code: 'unknown-frame-boundaries' });
      // One fragment a frame: without a table they are counted.
      const counted = join([
        head(),
        encapsulated(
          fragments.map((of) => join(of)),
          table,
        ),
      ]);
      expect(await framesOnDemand(opened(await load([onDisk('run', counted)])))).toEqual(expected);
    });

    it.each([8, 20_000])('is refused where its last %i bytes are missing', async (missing) => {
      const bytes = withTable(offsets).slice(0, -missing);
      const read = readDicomFile(bytes, 'run');
      const [result] = await load([onDisk('run', bytes)]);
      expect(isRefusal(read)).toBe(true);
      expect(result).toMatchObject({ kind: 'skipped', code: 'truncated' });
    });

    it('is drawn as far as its table is right where nothing else tells its frames apart, and is read whole but once', async () => {
      const wrong = offsets.map((offset, frame) => (frame === 7 ? offset + 2 : offset));
      const disk = onDisk('run', withTable(wrong));
      const file = opened(await load([disk]));
      const bad = Promise.resolve(file.encodedFrame(8)).catch(String);
      const good = await Promise.all([2, 11, 30].map(async (frame) => digestOf(await file.encodedFrame(frame))));
      expect(good).toEqual([1, 10, 29].map((frame) => expected[frame]));
      expect(await bad).toMatch(/frames are cut into fragments/);
      await expect(Promise.resolve(file.encodedFrame(7))).rejects.toThrow(/frames are cut into fragments/);
      expect(disk.reads.filter(([from, to]) => from === 0 && to === disk.size)).toHaveLength(1);
    });

    it('isn’t looked for in a file that was put in its place', async () => {
      const wrong = offsets.map((offset, frame) => (frame === 7 ? offset + 2 : offset));
      const other = withTable(offsets, { '00080018': ['UI', '1.2.3.4.1.9'] });
      const disk = { ...onDisk('run', withTable(wrong)), read: () => Promise.resolve(other) };
      const file = opened(await load([disk]));
      await expect(Promise.resolve(file.encodedFrame(8))).rejects.toThrow('changed since it was opened');
    });
  });

  it('with a long data set before its pixels is opened all the same', async () => {
    const bytes = large(1, { '00204000': ['UT', 'x'.repeat(100_000)] });
    const disk = onDisk('ct', bytes);
    expect(digestOf(await opened(await load([disk])).encodedFrame(1))).toEqual(framesOf(bytes)[0]);
  });

  it('is refused as it is from memory when it is cut off, is no image, or is junk', async () => {
    const cut = large(3).slice(0, 150_000);
    const report = part10({ ...ctSlice(9), '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.33'] });
    const junk = new Uint8Array(100_000).fill(7);
    for (const bytes of [cut, report, junk]) {
      const [onDemand] = await load([onDisk('file', bytes)]);
      const [inMemory] = await load([{ name: 'file', size: bytes.length, read: () => Promise.resolve(bytes) }]);
      expect(inMemory?.kind).toBe('skipped');
      expect(onDemand).toEqual(inMemory);
    }
  });

  it('that is an archive, or deflated as a whole, is unpacked', async () => {
    const archive = zipSync({ a: large(1), b: part10(ctSlice(2)) }, { level: 0 });
    expect((await load([onDisk('disc', archive)])).map(({ kind }) => kind)).toEqual(['loaded', 'loaded']);
    const deflated = join([metaBytes(DEFLATED), deflateSync(dataSetBytes(ctSlice(1)))]);
    expect(await framesOnDemand(opened(await load([onDisk('deflated', deflated)])))).toEqual(framesOf(deflated));
  });
});

it('images of archives are held up to what memory there is for them, and the rest is told of', async () => {
  const archive = zipSync(
    Object.fromEntries(
      [1, 2, 3].map((index) => [String(index), large(1, { '00080018': ['UI', `1.2.${String(index)}`] })]),
    ),
  );
  const results = await load([onDisk('disc', archive), onDisk('file', part10(ctSlice(7)))], { maxHeldBytes: 200_000 });
  expect(results.map(({ kind }) => kind)).toEqual(['loaded', 'loaded', 'skipped', 'loaded']);
  expect(results[2]).toMatchObject({
    code: 'too-large',
    message: expect.stringContaining('unpack the archive') as string,
  });
});
