import { describe, expect, it } from 'vitest';
import { sharedRequest } from '../../../src/load/shared-request.ts';

const bench = () => {
  const starts: { signal: AbortSignal; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  const request = sharedRequest(
    (signal) => new Promise<string>((resolve, reject) => starts.push({ signal, resolve, reject })),
  );
  return { starts, request };
};

describe('a request for several', () => {
  it('is made once and answers all, also those who come later, until it is forgotten', async () => {
    const { starts, request } = bench();
    const both = Promise.all([request.get(undefined), request.get(undefined)]);
    starts[0]?.resolve('file');
    expect(await both).toEqual(['file', 'file']);
    expect(await request.get(undefined)).toBe('file');
    expect(starts).toHaveLength(1);
    request.forget();
    void request.get(undefined);
    expect(starts).toHaveLength(2);
  });

  it('goes on when one of them has gone, and ends with the last', async () => {
    const { starts, request } = bench();
    const [first, second] = [new AbortController(), new AbortController()];
    const a = request.get(first.signal);
    const b = request.get(second.signal);
    first.abort();
    await expect(a).rejects.toThrow(/abort/i);
    expect(starts[0]?.signal.aborted).toBe(false);
    second.abort();
    await expect(b).rejects.toThrow(/abort/i);
    expect(starts[0]?.signal.aborted).toBe(true);
    const again = request.get(undefined);
    expect(starts).toHaveLength(2);
    starts[1]?.resolve('file');
    expect(await again).toBe('file');
  });

  it('that failed is made anew by the next', async () => {
    const { starts, request } = bench();
    const failing = request.get(undefined);
    starts[0]?.reject(new Error('the server failed'));
    await expect(failing).rejects.toThrow('the server failed');
    const again = request.get(undefined);
    starts[1]?.resolve('file');
    expect(await again).toBe('file');
  });
});
