import { describe, expect, it } from 'vitest';
import { prefetch, type Prefetch } from '../../../src/viewer/prefetch.ts';
import { wantedOrder } from '../../../src/viewer/wanted-order.ts';

const order = (current: number, direction: -1 | 0 | 1, { count = 7, loops = false, limit = 99 } = {}): number[] => [
  ...wantedOrder({ count, current, direction, loops, limit }),
];

describe('images are wanted', () => {
  it('from the shown one outward, on both sides alike where nobody moves', () => {
    expect(order(3, 0)).toEqual([3, 2, 4, 1, 5, 0, 6]);
    expect(order(0, 0)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(order(6, 0)).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it('ahead of the reader before those behind, of which some are kept ready', () => {
    expect(order(3, 1)).toEqual([3, 4, 2, 5, 6, 1, 0]);
    expect(order(3, -1)).toEqual([3, 2, 4, 1, 0, 5, 6]);
  });

  it('of a run in the order in which they are due, over its end', () => {
    expect(order(5, 1, { loops: true })).toEqual([5, 6, 0, 1, 2, 3, 4]);
  });

  it('as many as there is room for', () => {
    expect(order(3, 0, { limit: 3 })).toEqual([3, 2, 4]);
    expect(order(5, 0, { limit: 3, loops: true })).toEqual([5, 6, 0]);
  });
});

/** Loads that end when they are told to. */
const bench = (wanted: string[], atOnce = 2) => {
  const open = new Map<string, { resolve: (image: string) => void; reject: (error: Error) => void }>();
  const started: string[] = [];
  const ended: string[] = [];
  const arrived: string[] = [];
  const failed: string[] = [];
  const there = new Set<string>();
  const ending = new AbortController();
  const loading: Prefetch = prefetch({
    signal: ending.signal,
    atOnce,
    order: () => wanted,
    isThere: (imageId) => there.has(imageId),
    load: (imageId, signal) => {
      started.push(imageId);
      return new Promise<string>((resolve, reject) => {
        open.set(imageId, { resolve, reject });
        signal.addEventListener('abort', () => {
          ended.push(imageId);
          reject(new Error('ended'));
        });
      });
    },
    onArrived: (imageId) => arrived.push(imageId),
    onFailed: (imageId) => failed.push(imageId),
  });
  // What is next is begun a task later.
  const settle = () => new Promise((resolve) => setTimeout(() => setTimeout(resolve, 0), 0));
  const finish = async (imageId: string, error?: Error) => {
    if (error) open.get(imageId)?.reject(error);
    else {
      there.add(imageId);
      open.get(imageId)?.resolve(imageId);
    }
    await settle();
  };
  return { started, ended, arrived, failed, there, ending, loading, finish, settle };
};

describe('prefetching', () => {
  it('loads a few at a time, and the most wanted next when one is there', async () => {
    const wanted = ['a', 'b', 'c', 'd', 'e'];
    const { started, arrived, finish, loading } = bench(wanted);
    expect(started).toEqual(['a', 'b']);
    await finish('b');
    expect(started).toEqual(['a', 'b', 'c']);
    wanted.splice(0, 5, 'c', 'e', 'a', 'd');
    loading.moved(true);
    await finish('a');
    expect(started).toEqual(['a', 'b', 'c', 'e']);
    expect(arrived).toEqual(['b', 'a']);
  });

  it('ends what the reader has moved away from, and begins it anew when he comes back', async () => {
    const near = ['a', 'b', 'c'];
    const far = ['v', 'w', 'x', 'y', 'z', 'a'];
    const wanted = [...near];
    const { started, ended, loading, failed, settle } = bench(wanted);
    wanted.splice(0, 3, ...far);
    loading.moved(true);
    await settle();
    expect(ended).toEqual(['a', 'b']);
    expect(started).toEqual(['a', 'b', 'v', 'w']);
    wanted.splice(0, 6, ...near);
    loading.moved(true);
    await settle();
    expect(started.slice(4)).toEqual(['a', 'b']);
    expect(failed).toEqual([]);
  });

  it('of a run ends nothing: every frame comes by again', async () => {
    const wanted = ['a', 'b', 'c'];
    const { ended, loading, settle } = bench(wanted);
    wanted.splice(0, 3, 'v', 'w', 'x', 'y', 'z');
    loading.moved(false);
    await settle();
    expect(ended).toEqual([]);
  });

  it('tries an image that can not be had once, and after three in a row none until the reader moves', async () => {
    const wanted = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { started, failed, finish, loading } = bench(wanted, 1);
    for (const imageId of ['a', 'b', 'c']) await finish(imageId, new Error('gone'));
    expect(failed).toEqual(['a', 'b', 'c']);
    expect(started).toEqual(['a', 'b', 'c']);
    loading.moved(true);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not bring back what had to leave the memory while it is still wanted', async () => {
    const wanted = ['a', 'b'];
    const { started, there, finish, loading } = bench(wanted);
    await finish('a');
    await finish('b');
    there.clear();
    loading.moved(true);
    expect(started).toEqual(['a', 'b']);
  });

  it('ends everything with its signal', async () => {
    const { started, ended, ending, settle } = bench(['a', 'b', 'c']);
    ending.abort();
    await settle();
    expect(ended).toEqual(['a', 'b']);
    expect(started).toEqual(['a', 'b']);
  });
});
