import { describe, expect, it } from 'vitest';
import { decodeWorkers, memoryBudget } from '../../../src/viewer/resources.ts';

const MIB = 2 ** 20;

describe('the machine', () => {
  it('decodes on all cores but one, on both of two, on few where memory is short, at most on six', () => {
    expect([1, 2, 4, 8, 64].map((cores) => decodeWorkers({ cores, memory: 8 }))).toEqual([1, 2, 3, 6, 6]);
    expect(decodeWorkers({ cores: 8, memory: 2 })).toBe(2);
    expect(decodeWorkers({ cores: 4, memory: undefined })).toBe(3);
  });

  it('gives a quarter of its memory to images, a gigabyte where it does not say, and what the host asks for', () => {
    expect([0.5, 1, 4, 8].map((memory) => memoryBudget(null, { cores: 4, memory }) / MIB)).toEqual([
      128, 256, 1024, 2048,
    ]);
    expect(memoryBudget(null, { cores: 4, memory: undefined }) / MIB).toBe(1024);
    expect(memoryBudget(300, { cores: 4, memory: 8 }) / MIB).toBe(300);
    expect(memoryBudget(1, { cores: 4, memory: 8 }) / MIB).toBe(64);
    for (const noSize of [0, -5, NaN]) expect(memoryBudget(noSize, { cores: 4, memory: 4 }) / MIB).toBe(1024);
  });
});
