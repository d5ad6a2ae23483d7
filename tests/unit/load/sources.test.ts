import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { LoadInput, LoadResult } from '../../../src/load/load-input.ts';
import { loadFiles, type LoadOptions, type LoadProgress } from '../../../src/load/sources.ts';
import { ctSlice, part10, without } from '../../support/part10.ts';

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
    const bomb = zipSync({ zeros: [new Uint8Array(40_000_000), { level: 9 }], slice: slice(1) });
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
      [1, 2, 3].map((index) => counted(String(index), slice(index))),
      { signal: cancel.signal },
    )) {
      results.push(result);
      cancel.abort();
    }
    expect([results.length, reads]).toEqual([1, 1]);
  });

  it('lets others have a turn', async () => {
    let turns = 0;
    let isRunning = true;
    const count = (): void => {
      turns += 1;
      if (isRunning) setTimeout(count, 0);
    };
    setTimeout(count, 0);
    const slow = Array.from({ length: 6 }, (_, index): LoadInput => ({
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
