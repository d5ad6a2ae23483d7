import { signal } from '@preact/signals-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadInTime } from '../../../src/hosts/late-parts.ts';
import type { Session } from '../../../src/session/session.ts';

const bench = () => {
  const active = signal<unknown>(null);
  const pictured = signal(false);
  const asked: string[] = [];
  const ready = (): Promise<void> => {
    asked.push('assessing');
    return Promise.resolve();
  };
  const end = loadInTime({ active, ready } as unknown as Session, () => asked.push('marking'), pictured);
  return { active, pictured, asked, end };
};

describe('what marks and assesses', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is left until there is a picture, then until the page is idle, and asked for once', () => {
    const { active, pictured, asked } = bench();
    vi.advanceTimersByTime(10_000);
    expect(asked).toEqual([]);
    pictured.value = true;
    expect(asked).toEqual([]);
    vi.advanceTimersByTime(10_000);
    active.value = {};
    expect(asked).toEqual(['marking', 'assessing']);
  });

  it('comes at once where there is a mark to draw', () => {
    const { active, asked } = bench();
    active.value = {};
    expect(asked).toEqual(['marking', 'assessing']);
  });

  it('is not asked for any more by what has ended', () => {
    const { pictured, asked, end } = bench();
    pictured.value = true;
    end();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(10_000);
    expect(asked).toEqual([]);
  });
});
