import { Inflate, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import type { LoadInput, LoadResult } from '../../../src/load/load-input.ts';
import { loadFiles, type LoadOptions, type LoadProgress } from '../../../src/load/sources.ts';
import { ctSlice, join, part10, without } from '../../support/part10.ts';
import { inLane } from '../../support/lane.ts';

const input = (name: string, bytes: Uint8Array): LoadInput => ({
  name,
  size: bytes.length,
  read: () => Promise.resolve(bytes),
});
const slice = (index: number): Uint8Array => part10(ctSlice(index));
const text = new TextEncoder().encode('a text that is no image at all, but long enough to be looked at '.repeat(4));
const directory = part10({ '00080016': ['UI', '1.2.840.10008.1.3.10'] });

const load = async (inputs: readonly LoadInput[], options?: LoadOptions): Promise<readonly LoadResult[]> => {
  const results: LoadResult[] = [];
  for await (const result of loadFiles(inputs, options)) results.push(result);
  return results;
};
const summary = (results: readonly LoadResult[]): readonly (readonly [string, string])[] =>
  results.map((result) => [result.path, result.kind === 'loaded' ? 'image' : result.code]);

describe('loading files', () => {
  it('says of each in turn whether it is an image, and no failure stops the rest', async () => {
    const unreadable: LoadInput = {
      name: 'gone',
      size: 10,
      read: () => Promise.reject(new Error('the disk was pulled\nout')),
    };
    const tooLarge: LoadInput = {
      name: 'huge',
      size: 2 ** 32,
      read: () => Promise.reject(new Error('must not be read')),
    };
    const results = await load([
      input('a/1', slice(1)),
      input('notes.dcm', text),
      input('empty', new Uint8Array(0)),
      unreadable,
      tooLarge,
      input('DICOMDIR', directory),
      input('report', part10({ ...ctSlice(9), '00080016': ['UI', '1.2.840.10008.5.1.4.1.1.88.33'] })),
      input('no pixels', part10(without(ctSlice(8), '7FE00010'))),
      input('again', slice(1)),
      input('b.txt', slice(2)),
    ]);
    expect(summary(results)).toEqual([
      ['a/1', 'image'],
      ['notes.dcm', 'not-dicom'],
      ['empty', 'empty'],
      ['gone', 'unreadable'],
      ['huge', 'too-large'],
      ['DICOMDIR', 'dicomdir'],
      ['report', 'not-an-image'],
      ['no pixels', 'not-an-image'],
      ['again', 'duplicate'],
      ['b.txt', 'image'],
    ]);
    expect(results[3]).toMatchObject({ message: 'it could not be read: the disk was pulled' });
  });

  it('knows what is open already', async () => {
    expect(summary(await load([input('x', slice(1))], { known: new Set(['1.2.3.4.1.1']) }))).toEqual([
      ['x', 'duplicate'],
    ]);
  });

  it('opens an archive by its content, folders included', async () => {
    const archive = zipSync({ 'study/1': slice(1), 'study/deep/2': [slice(2), { level: 0 }], 'study/notes.txt': text });
    expect(summary(await load([input('study', archive), input('3', slice(3))]))).toEqual([
      ['study/study/1', 'image'],
      ['study/study/deep/2', 'image'],
      ['study/study/notes.txt', 'not-dicom'],
      ['3', 'image'],
    ]);
  });

  it('leaves an archive in an archive, a damaged one and a bomb alone', async () => {
    const inner = zipSync({ '1': slice(1) });
    expect(summary(await load([input('outer', zipSync({ inner }))]))).toEqual([['outer/inner', 'not-dicom']]);
    const damaged = inner.slice(0, inner.length - 12);
    expect(summary(await load([input('damaged', damaged)]))).toEqual([['damaged', 'unreadable']]);
    const bomb = zipSync({ zeros: [new Uint8Array(18_000_000), { level: 1 }], slice: slice(1) });
    expect(summary(await load([input('bomb', bomb)]))).toEqual([
      ['bomb/zeros', 'too-large'],
      ['bomb/slice', 'image'],
    ]);
  });

  it('says of one damaged entry what is wrong and reads the others', async () => {
    const archive = zipSync({ a: [slice(1), { level: 9 }], b: slice(2) });
    // The first byte of the compressed data: a block type that doesn't exist.
    archive[31] = 0x07;
    expect(summary(await load([input('z', archive)]))).toEqual([
      ['z/a', 'unreadable'],
      ['z/b', 'image'],
    ]);
  });

  it('reports progress over files and bytes, archives opened', async () => {
    const seen: LoadProgress[] = [];
    const archive = zipSync({ a: slice(1), b: slice(2) });
    await load([input('z', archive), input('c', slice(3))], { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({
      done: 3,
      total: 3,
      bytes: [archive, slice(1), slice(2), slice(3)].reduce((sum, { length }) => sum + length, 0),
    });
    expect(seen.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('ends quietly when it is cancelled', async () => {
    const cancel = new AbortController();
    let reads = 0;
    const counted = (name: string, bytes: Uint8Array): LoadInput => ({
      ...input(name, bytes),
      read: () => {
        reads += 1;
        return Promise.resolve(bytes);
      },
    });
    const results: LoadResult[] = [];
    for await (const result of loadFiles(
      Array.from({ length: 12 }, (_, index) => counted(String(index), slice(index))),
      { signal: cancel.signal },
    )) {
      results.push(result);
      cancel.abort();
    }
    expect(results.length).toBe(1);
    // Some had been begun ahead of their turn; no further one is.
    expect(reads).toBeLessThan(8);
  });

  it('begins to read files before it is their turn, and yields them in order', async () => {
    const begun: number[] = [];
    let release = (): void => undefined;
    const isLastAskedFor = new Promise<void>((resolve) => (release = resolve));
    const inputs = [0, 1, 2, 3].map((index): LoadInput => ({
      ...input(String(index), slice(index)),
      read: async () => {
        begun.push(index);
        if (index === 3) release();
        // The first comes only once the last has been asked for.
        if (index === 0) await isLastAskedFor;
        return slice(index);
      },
    }));
    expect((await load(inputs)).map(({ path }) => path)).toEqual(['0', '1', '2', '3']);
    expect(begun.toSorted()).toEqual([0, 1, 2, 3]);
  });

  it('lets others have a turn', async () => {
    let turns = 0;
    let isRunning = true;
    const count = (): void => {
      turns += 1;
      if (isRunning) setTimeout(count, 0);
    };
    setTimeout(count, 0);
    const slow = Array.from({ length: 12 }, (_, index): LoadInput => ({
      ...input(String(index), slice(index)),
      read: () => {
        const end = performance.now() + 15;
        while (performance.now() < end);
        return Promise.resolve(slice(index));
      },
    }));
    await load(slow);
    isRunning = false;
    expect(turns).toBeGreaterThan(2);
  });
});

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;

/** Where a zip's records of a kind start. */
const recordsOf = (archive: Uint8Array, signature: number): readonly number[] => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const found: number[] = [];
  for (let at = archive.indexOf(0x50); at >= 0 && at < archive.length - 3; at = archive.indexOf(0x50, at + 1))
    if (view.getUint32(at, true) === signature) found.push(at);
  return found;
};

/** A copy in which a number of a record of one of the entries is another. */
const edited = (
  archive: Uint8Array,
  [signature, entry, offset, bytes]: readonly [signature: number, entry: number, offset: number, bytes: 2 | 4],
  value: number,
): Uint8Array => {
  const copy = archive.slice();
  const view = new DataView(copy.buffer);
  const at = (recordsOf(archive, signature)[entry] ?? NaN) + offset;
  if (bytes === 2) view.setUint16(at, value, true);
  else view.setUint32(at, value, true);
  return copy;
};

const fields = {
  flags: [DIRECTORY, 0, 8, 2],
  method: [DIRECTORY, 0, 10, 2],
  packedBytes: [DIRECTORY, 0, 20, 4],
  unpackedBytes: [DIRECTORY, 0, 24, 4],
  localHeaderAt: [DIRECTORY, 0, 42, 4],
  localExtraBytes: [LOCAL, 0, 28, 2],
  secondLocalSignature: [LOCAL, 1, 0, 4],
  secondSignature: [DIRECTORY, 1, 0, 4],
  secondCommentBytes: [DIRECTORY, 1, 32, 2],
  count: [END, 0, 10, 2],
  directoryAt: [END, 0, 16, 4],
} as const;

/** The archive as a program writes it that puts every size and place into 64 bits. */
const zip64From = (archive: Uint8Array): Uint8Array => {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const headers = recordsOf(archive, DIRECTORY);
  const [end = NaN] = recordsOf(archive, END);
  const numbers = (...values: readonly (readonly [value: number, bytes: number])[]): Uint8Array => {
    const bytes = new Uint8Array(values.reduce((sum, [, size]) => sum + size, 0));
    let at = 0;
    for (const [value, size] of values) {
      for (let index = 0; index < Math.min(size, 4); index += 1) bytes[at + index] = (value >>> (8 * index)) & 0xff;
      at += size;
    }
    return bytes;
  };
  const directory = headers.map((at) => {
    const name = archive.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
    const header = archive.slice(at, at + 46);
    header.set(numbers([0xffffffff, 4], [0xffffffff, 4]), 20);
    header.set(numbers([36, 2]), 30);
    header.set(numbers([0xffffffff, 4]), 42);
    const another = numbers([0x5455, 2], [4, 2], [0, 4]);
    const large = [24, 20, 42].map((offset) => [view.getUint32(at + offset, true), 8] as const);
    return join([header, name, another, numbers([1, 2], [24, 2], ...large)]);
  });
  const start = headers[0] ?? NaN;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return join([
    archive.subarray(0, start),
    ...directory,
    numbers([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [0, 4], [0, 4]),
    numbers([headers.length, 8], [headers.length, 8], [size, 8], [start, 8]),
    numbers([0x07064b50, 4], [0, 4], [start + size, 8], [1, 4]),
    numbers([END, 4], [0, 4], [0xffff, 2], [0xffff, 2], [0xffffffff, 4], [0xffffffff, 4], [0, 2]),
    archive.subarray(end + 22),
  ]);
};

/** Counts how often a piece of the archive is taken; pieces aren't watched. */
const watched = (bytes: Uint8Array): { readonly bytes: Uint8Array; readonly pieces: () => number } => {
  let pieces = 0;
  class Watched extends Uint8Array {
    static get [Symbol.species](): Uint8ArrayConstructor {
      return Uint8Array;
    }

    override subarray(start?: number, end?: number): Uint8Array<ArrayBuffer> {
      pieces += 1;
      return super.subarray(start, end);
    }
  }
  return { bytes: new Watched(bytes), pieces: () => pieces };
};

/** Bytes that hardly compress: as much as many steps of inflation. */
const noise = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let at = 0; at < length; at += 1) {
    state = (state * 48271) % 0x7fffffff;
    bytes[at] = (state >> 8) & 0x7f;
  }
  return bytes;
};

describe('zip archives', () => {
  const a = slice(1);
  const two = zipSync({ a: [a, { level: 9 }], b: [slice(2), { level: 0 }] });
  const opened = async (archive: Uint8Array): Promise<readonly (readonly [string, string])[]> =>
    summary(await load([input('z', archive)]));
  const reasons = async (archive: Uint8Array): Promise<readonly (string | undefined)[]> =>
    (await load([input('z', archive)])).map((result) => (result.kind === 'skipped' ? result.message : undefined));

  it('of hundreds of files are read whole, their directory once', async () => {
    const count = 200;
    const many = zipSync(
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [
          `study/${String(index)}`,
          [slice(index), { level: index % 2 === 0 ? 0 : 6 }] as const,
        ]),
      ),
    );
    const { bytes, pieces } = watched(many);
    const results = await load([input('z', bytes)]);
    expect(
      results.map((result) => (result.kind === 'loaded' ? result.file.attributes.sopInstanceUID : result.code)),
    ).toEqual(Array.from({ length: count }, (_, index) => `1.2.3.4.1.${String(index)}`));
    // Each has a name and a content.
    expect(pieces()).toBeLessThanOrEqual(2 * count);
  });

  it('with two files of one name give both', async () => {
    const [, second = NaN] = recordsOf(two, DIRECTORY);
    const same = two.slice();
    same[second + 46] = 'a'.charCodeAt(0);
    const results = await load([input('z', same)]);
    expect(
      results.map((result) => [result.path, result.kind === 'loaded' && result.file.attributes.sopInstanceUID]),
    ).toEqual([
      ['z/a', '1.2.3.4.1.1'],
      ['z/a', '1.2.3.4.1.2'],
    ]);
  });

  it('are read with sizes after the content, in 64 bits, after a comment, of large files', async () => {
    const chunks: Uint8Array[] = [];
    const streamed = new Zip((error, chunk) => {
      if (error) throw error;
      chunks.push(chunk);
    });
    for (const [entry, bytes] of [
      [new ZipDeflate('ä'), slice(1)],
      [new ZipPassThrough('b'), slice(2)],
    ] as const) {
      streamed.add(entry);
      entry.push(bytes, true);
    }
    streamed.end();
    const both = [
      ['z/a', 'image'],
      ['z/b', 'image'],
    ];
    expect(await opened(join(chunks))).toEqual([['z/ä', 'image'], both[1]]);
    expect(await opened(zip64From(two))).toEqual(both);
    const comment = new TextEncoder().encode('x'.repeat(0xffff));
    expect(await opened(join([edited(two, [END, 0, 20, 2], comment.length), comment]))).toEqual(both);
    expect(await opened(zipSync({}))).toEqual([]);
    expect(await opened(zipSync({ 'folder/': new Uint8Array(0), a: new Uint8Array(0) }))).toEqual([['z/a', 'empty']]);

    const pixels = noise(400_000);
    const large = part10({
      ...ctSlice(1),
      '00280010': ['US', 400],
      '00280011': ['US', 500],
      '7FE00010': ['OW', pixels],
    });
    const [result] = await load([input('z', zipSync({ large }))]);
    expect(result).toMatchObject({ kind: 'loaded' });
    if (result?.kind === 'loaded')
      // Comparing with toEqual takes seconds.
      expect((await result.file.encodedFrame(1)).every((value, index) => value === pixels[index])).toBe(true);
  });

  it('whose directory lies about a file are read but for that file', async () => {
    const damaged = 'it could not be read: the archive is damaged where it should be';
    const wrongSize = 'it could not be read: it is not of the size that the archive says';
    const cases = [
      [edited(two, fields.localHeaderAt, two.length - 8), damaged],
      [edited(two, fields.localHeaderAt, 0xffffffff), damaged],
      [edited(two, fields.localHeaderAt, 1), damaged],
      [edited(two, fields.localExtraBytes, 0xffff), damaged],
      [edited(two, fields.packedBytes, two.length), damaged],
      [edited(two, fields.packedBytes, 0), wrongSize],
      [edited(two, fields.unpackedBytes, a.length - 1), wrongSize],
      [edited(two, fields.unpackedBytes, a.length + 1), wrongSize],
      [edited(two, fields.method, 0), wrongSize],
      [edited(two, fields.method, 14), 'it is compressed in a way that is not read'],
      [edited(two, fields.flags, 1), 'it is encrypted'],
    ] as const;
    for (const [archive, reason] of cases) expect(await reasons(archive)).toEqual([reason, undefined]);
    // The first one is what shows that it is an archive.
    expect(await reasons(edited(two, fields.secondLocalSignature, 0))).toEqual([undefined, damaged]);
  });

  it('that grow beyond the size they name are unpacked no further', async () => {
    const push = vi.spyOn(Inflate.prototype, 'push');
    const many = zipSync({ large: [noise(1_000_000), { level: 1 }], b: [slice(2), { level: 0 }] });
    expect(await opened(many)).toEqual([
      ['z/large', 'not-dicom'],
      ['z/b', 'image'],
    ]);
    expect(push.mock.calls.length).toBeGreaterThan(5);
    push.mockClear();
    expect(await opened(edited(many, fields.unpackedBytes, 1000))).toEqual([
      ['z/large', 'unreadable'],
      ['z/b', 'image'],
    ]);
    expect(push).toHaveBeenCalledOnce();
    push.mockRestore();
  });

  it('whose directory breaks off give what is before, and say so', async () => {
    for (const archive of [edited(two, fields.secondSignature, 0), edited(two, fields.secondCommentBytes, 0xffff)])
      expect(await opened(archive)).toEqual([
        ['z/a', 'image'],
        ['z', 'unreadable'],
      ]);
    for (const archive of [edited(two, fields.directoryAt, 1), edited(two, fields.directoryAt, 0xfffffff0)])
      expect(await opened(archive)).toEqual([['z', 'unreadable']]);
    expect(await opened(edited(two, fields.count, 3))).toEqual([
      ['z/a', 'image'],
      ['z/b', 'image'],
      ['z', 'unreadable'],
    ]);
  });

  it.runIf(inLane({ fast: false, full: true }))('of more files than any study are read up to the limit', async () => {
    const empty = new Uint8Array(0);
    const limit = 50_000;
    const many = zipSync(Object.fromEntries(Array.from({ length: limit + 2 }, (_, index) => [String(index), empty])), {
      level: 0,
    });
    const results = await load([input('z', many)]);
    expect(results).toHaveLength(limit + 1);
    expect(summary(results.slice(-2))).toEqual([
      [`z/${String(limit - 1)}`, 'empty'],
      ['z', 'too-large'],
    ]);
  });
});
