import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readStoreAnswer, type StoreAnswer } from '../../../src/load/store-answer.ts';
import { inLane } from '../../support/lane.ts';

const A = '1.2.3.1';
const B = '1.2.3.2';
const item = (uid: string, more: object = {}): object => ({
  '00081150': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.88.34'] },
  '00081155': { vr: 'UI', Value: [uid] },
  ...more,
});
const failed = (uid: string, reason?: unknown): object =>
  item(uid, reason === undefined ? {} : { '00081197': { vr: 'US', Value: [reason] } });
const answer = (stored: readonly object[], refused: readonly object[] = []): object => ({
  '00081199': { vr: 'SQ', Value: stored },
  ...(refused.length > 0 && { '00081198': { vr: 'SQ', Value: refused } }),
});
const kindsOf = (body: unknown, sent: readonly string[] = [A, B]): readonly string[] =>
  [...readStoreAnswer(body, sent).values()].map(({ kind }) => kind);
const refusalOf = (reason: unknown): StoreAnswer | undefined =>
  readStoreAnswer(answer([], [failed(A, reason)]), [A]).get(A);

describe('the answer of a store', () => {
  it('tells stored from refused, object by object', () => {
    expect(kindsOf(answer([item(A)], [failed(B, 0x0110)]))).toEqual(['stored', 'refused']);
    expect(kindsOf(JSON.stringify(answer([item(B)], [failed(A, 0x0110)])))).toEqual(['refused', 'stored']);
    expect(kindsOf([answer([item(A), item(B)])])).toEqual(['stored', 'stored']);
  });

  it('leaves open what it does not speak of', () => {
    expect(kindsOf(answer([item(A)]))).toEqual(['stored', 'unsaid']);
    expect(kindsOf(answer([item('9.9.9')], [failed('8.8.8', 0x0110)]))).toEqual(['unsaid', 'unsaid']);
  });

  it.each([
    [0xa700, 'out of resources', true],
    [0xa7ff, 'out of resources', true],
    [0xa900, 'does not fit its SOP class', false],
    [0xc000, 'cannot understand', false],
    [0xc123, 'cannot understand', false],
    [0xc122, 'transfer syntax', false],
    [0x0110, 'could not process', true],
    [0x0122, 'objects of this kind', false],
    [0x0124, 'does not permit', false],
    [0x1234, 'refused it', true],
  ])('says what failure reason %i means, and whether it may pass', (reason, words, mayPass) => {
    const refusal = refusalOf(reason);
    expect(refusal).toMatchObject({ kind: 'refused', mayPass });
    expect(refusal?.kind === 'refused' && refusal.message).toContain(words);
    expect(refusal?.kind === 'refused' && refusal.message).toContain(
      reason.toString(16).toUpperCase().padStart(4, '0'),
    );
  });

  it('counts what is there already as stored', () => {
    expect(refusalOf(0x0111)).toEqual({ kind: 'stored', warning: null });
  });

  it('passes a warning on', () => {
    const warned = (reason: number): StoreAnswer | undefined =>
      readStoreAnswer(answer([item(A, { '00081196': { vr: 'US', Value: [reason] } })]), [A]).get(A);
    expect(warned(0xb000)).toEqual({ kind: 'stored', warning: 'the archive changed values in it (B000)' });
    expect(warned(0xb0ff)).toEqual({ kind: 'stored', warning: 'the archive warns of it (B0FF)' });
  });

  it('believes the failure where an object is told of twice', () => {
    expect(kindsOf(answer([item(A)], [failed(A, 0x0110)]), [A])).toEqual(['refused']);
  });

  it('takes a failure that names nothing for the one object that was sent, and for none of several', () => {
    const other = { '0008119A': { vr: 'SQ', Value: [{ '00081197': { vr: 'US', Value: [0xc000] } }] } };
    expect(kindsOf(other, [A])).toEqual(['refused']);
    expect(kindsOf(other)).toEqual(['unsaid', 'unsaid']);
  });

  it.each([undefined, 'not a number', -1, 70000, 0.5, null, {}, []].map((reason) => [reason]))(
    'a failure with the reason %j is a failure without one',
    (reason) => {
      expect(refusalOf(reason)).toEqual({
        kind: 'refused',
        message: 'the archive refused it without a reason',
        mayPass: true,
      });
    },
  );

  it.each([
    '',
    '<NativeDicomModel/>',
    '{',
    'null',
    null,
    undefined,
    42,
    true,
    [],
    [[]],
    {},
    { '00081199': null },
    { '00081199': { Value: 'no list' } },
    { '00081199': { Value: [null, 1, 'x', []] } },
    { '00081199': { Value: [item('../../etc')] } },
    { '00081199': { Value: [{ '00081155': { Value: [{}] } }] } },
    new ArrayBuffer(8),
  ])('%j says nothing of anything', (body) => {
    expect(kindsOf(body)).toEqual(['unsaid', 'unsaid']);
  });

  it('never throws, names what was sent and nothing else, and never calls stored what is not listed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.string(), fc.dictionary(fc.constantFrom('00081199', '00081198'), fc.jsonValue())),
        (body) => {
          const found = readStoreAnswer(body, [A, B]);
          expect([...found.keys()]).toEqual([A, B]);
          expect([...found.values()].every(({ kind }) => kind === 'unsaid')).toBe(
            !JSON.stringify(body).includes('1.2.3.'),
          );
        },
      ),
      { numRuns: inLane({ fast: 300, full: 3000 }) },
    );
  });
});
