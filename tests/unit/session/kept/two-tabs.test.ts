import { describe, expect, it } from 'vitest';
import { emptyDisk } from '../../../support/kept-store.ts';
import { onDisk, placeTip, recordsOf, rest, tabOn } from '../../../support/keeper-tabs.ts';

describe('two tabs on one study', () => {
  it('know of each other, and neither writes over the other', async () => {
    const disk = emptyDisk();
    const [one, two] = [tabOn(disk), tabOn(disk)];
    await rest();
    expect([one, two].map(({ keeper }) => keeper.isMarkedElsewhere.value)).toEqual([false, false]);
    placeTip(one, 3);
    await one.store.answer();
    await rest();
    expect([one, two].map(({ keeper }) => keeper.isMarkedElsewhere.value)).toEqual([false, true]);
    expect(two.keeper.offer.value).toBeNull();
    placeTip(two, 7);
    await two.store.answer();
    await rest();
    expect(one.keeper.isMarkedElsewhere.value).toBe(true);
    expect(onDisk(disk)).toEqual([...recordsOf(one), ...recordsOf(two)]);
    one.stop();
    await rest();
    expect(two.keeper.isMarkedElsewhere.value).toBe(false);
    expect(two.keeper.offer.value).toMatchObject({ confirmations: 1 });
    two.stop();
    const three = tabOn(disk);
    await rest();
    expect(three.keeper.offer.value).toMatchObject({ confirmations: 2 });
    three.keeper.resume();
    expect(new Set(recordsOf(three))).toEqual(new Set([...recordsOf(one), ...recordsOf(two)]));
  });

  it('that edit one record apart both keep their version of it', async () => {
    const disk = emptyDisk();
    const [one, two] = [tabOn(disk), tabOn(disk)];
    placeTip(one, 1);
    const [record] = recordsOf(one);
    if (!record) throw new Error('nothing marked');
    two.session.add(structuredClone(record));
    placeTip(one, 2);
    placeTip(two, 3);
    one.stop();
    two.stop();
    const three = tabOn(disk);
    await rest();
    three.keeper.resume();
    expect(
      recordsOf(three)
        .map(({ tip }) => tip?.position?.[0])
        .toSorted(),
    ).toEqual([2, 3]);
    expect(new Set(recordsOf(three).map(({ id }) => id)).size).toBe(2);
  });
});
