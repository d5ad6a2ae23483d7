import { describe, expect, it } from 'vitest';
import { isLossy } from '../../../src/image/lossy.ts';
import { groupSeries } from '../../../src/image/series.ts';
import { naturalizedSource } from '../../../src/load/naturalized-source.ts';
import { ct } from '../../support/images.ts';
import type { Elements } from '../../support/part10.ts';

const caveats = (overrides: Elements): readonly string[] =>
  groupSeries([ct(1, overrides)]).flatMap((series) => series.caveats.map(({ code }) => code));

describe('loss by compression', () => {
  it.each<[string, Elements]>([
    ['said by the image, compressed again without loss', { '00282110': ['CS', '01'] }],
    ['told by a ratio alone', { '00282112': ['DS', '12.5'] }],
    ['told by a ratio, although denied', { '00282110': ['CS', '00'], '00282112': ['DS', '12.5'] }],
    ['told by a method alone', { '00282114': ['CS', 'ISO_10918_1'] }],
    [
      'told by the derivation',
      {
        '00089215': ['SQ', [{ '00080100': ['SH', '113040'], '00080102': ['SH', 'DCM'], '00080104': ['LO', 'Lossy'] }]],
      },
    ],
  ])('%s is a caveat', (_, elements) => {
    expect(caveats(elements)).toContain('lossy-image');
  });

  it.each<[string, Elements]>([
    ['nothing said', {}],
    ['denied', { '00282110': ['CS', '00'] }],
    ['a ratio of one', { '00282112': ['DS', '1'] }],
    ['a method, denied', { '00282110': ['CS', '00'], '00282114': ['CS', 'ISO_14495_1'] }],
    ['another derivation', { '00089215': ['SQ', [{ '00080100': ['SH', '113072'], '00080102': ['SH', 'DCM'] }]] }],
    ['derived, no more said', { '00080008': ['CS', 'DERIVED\\SECONDARY\\AXIAL'] }],
  ])('%s is none', (_, elements) => {
    expect(caveats(elements)).not.toContain('lossy-image');
  });

  it('follows from the transfer syntax, unless that may be either and the image denies it', () => {
    const denied = naturalizedSource({ LossyImageCompression: '00' });
    const silent = naturalizedSource({});
    const [baseline, jpeg2000, jpegLs] = ['50', '91', '80'].map((tail) => `1.2.840.10008.1.2.4.${tail}`);
    expect([baseline, jpeg2000, jpegLs].map((uid) => isLossy(silent, uid))).toEqual([true, true, false]);
    expect([baseline, jpeg2000, jpegLs].map((uid) => isLossy(denied, uid))).toEqual([true, false, false]);
    expect(isLossy(silent, undefined)).toBe(false);
  });
});
