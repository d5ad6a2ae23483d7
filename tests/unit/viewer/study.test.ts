import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Study } from '../../../src/viewer/study.ts';
import type { FrameRegistry } from '../../../src/viewer/frame-registry.ts';

describe('how far a load is', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is told a few times a second, the newest in the end, and its end at once', () => {
    const study = new Study({} as FrameRegistry);
    const told: (number | undefined)[] = [];
    study.loading.subscribe((loading) => told.push(loading?.done));
    for (let done = 0; done <= 500; done += 1) study.progress({ done, total: 1000 });
    expect(told).toEqual([undefined, 0]);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([undefined, 0, 500]);
    study.progress({ done: 600, total: 1000 });
    study.progress({ done: 700, total: 1000 });
    study.progress(null);
    vi.advanceTimersByTime(1000);
    expect(told).toEqual([undefined, 0, 500, 600, undefined]);
  });
});
