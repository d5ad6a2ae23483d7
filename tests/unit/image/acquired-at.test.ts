import { describe, expect, it } from 'vitest';
import { acquiredAt } from '../../../src/image/acquired-at.ts';
import type { Elements } from '../../support/part10.ts';
import { ct } from '../../support/images.ts';

const zone: Elements = { '00080201': ['SH', '+0200'] };
const acquired: Elements = { '00080022': ['DA', '20261122'], '00080032': ['TM', '121500.250'] };
const of = (...elements: readonly Elements[]): string | null =>
  acquiredAt(
    ct(
      1,
      elements.reduce<Elements>((all, one) => ({ ...all, ...one }), {}),
    ),
  );

describe('the time of acquisition', () => {
  it('is date and time in the zone that the image names', () => {
    expect(of(acquired, zone)).toBe('2026-11-22T12:15:00.250+02:00');
    expect(of(acquired, { '00080201': ['SH', '-0530'] })).toBe('2026-11-22T12:15:00.250-05:30');
  });

  it('is not known without a zone: which one the clock ran in is not guessed', () => {
    expect(of(acquired)).toBeNull();
    for (const text of ['Z', '+02:00', '0200', ' ']) expect(of(acquired, { '00080201': ['SH', text] })).toBeNull();
  });

  it('is AcquisitionDateTime first, with the zone that it has itself', () => {
    const together: Elements = { '0008002A': ['DT', '20261122101500.5-0300'] };
    expect(of(acquired, zone, together)).toBe('2026-11-22T10:15:00.5-03:00');
    expect(of(together)).toBe('2026-11-22T10:15:00.5-03:00');
    expect(of(acquired, zone, { '0008002A': ['DT', '20261122101500'] })).toBe('2026-11-22T10:15:00+02:00');
  });

  it('is that of the content where there is no other', () => {
    const content: Elements = { '00080023': ['DA', '20261122'], '00080033': ['TM', '1216'] };
    expect(of(content, zone)).toBe('2026-11-22T12:16:00+02:00');
  });

  it('is none that a calendar or a clock does not have, or that is not given to the minute', () => {
    for (const [date, time] of [
      ['20261131', '121500'],
      ['20260229', '121500'],
      ['20261122', '251500'],
      ['20261122', '12'],
      ['2026.11.22', '121500'],
      ['20261122', '121560'],
    ])
      expect(of({ '00080022': ['DA', date ?? ''], '00080032': ['TM', time ?? ''] }, zone)).toBeNull();
  });
});
