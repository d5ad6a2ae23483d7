import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_NAMES } from '../../src/assess/assessment.ts';
import { assessmentOf, codesOf, PATIENT, place } from '../support/records.ts';

const OWN = PATIENT.frameOfReferenceUID;
/** A look in the record's frame, said or not, or in one of three others; some without a time, some without a tip. */
const look = fc.record({
  frame: fc.constantFrom(OWN, undefined, '1.2.4', '1.2.5', '1.2.6'),
  minute: fc.option(fc.integer({ min: 0, max: 59 }), { nil: null, freq: 6 }),
  tip: fc.option(place, { nil: null, freq: 6 }),
  zone: fc.integer({ min: -11, max: 13 }),
});
type RandomLook = typeof look extends fc.Arbitrary<infer Value> ? Value : never;

/** One instant of that hour as a clock of a zone shows it. */
const timeIn = (minute: number, zone: number): string => {
  const shown = new Date(Date.UTC(2026, 10, 22, 10 + zone, minute)).toISOString().slice(0, 19);
  const hours = String(Math.abs(zone)).padStart(2, '0');
  return `${shown}${zone < 0 ? '-' : '+'}${hours}:00`;
};
const isForeign = ({ frame }: RandomLook): boolean => frame !== undefined && frame !== OWN;

const recordOf = (looks: readonly RandomLook[], committed: number, tip: readonly number[]) => ({
  space: PATIENT,
  target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
  tip: { position: tip, evidence: 'person', sigma: 0.5 },
  at: timeIn(30, 0),
  committedAt: timeIn(committed, 2),
  looks: looks.map(({ frame, minute, tip: position, zone }) => ({
    ...(frame !== undefined && { frameOfReferenceUID: frame }),
    ...(minute !== null && { at: timeIn(minute, zone) }),
    ...(position && { tip: { position, evidence: 'person', sigma: 0.5 } }),
  })),
});

const cases = [fc.array(look, { maxLength: 7 }), fc.integer({ min: 0, max: 59 }), place] as const;
const RUNS = { numRuns: 50, seed: 20261125 };

describe('looks in any order, of any time and in any frame of reference', () => {
  it('are never subtracted across frames of reference: what lies in another changes no number', () => {
    let [foreign, steps] = [0, 0];
    fc.assert(
      fc.property(...cases, fc.array(place, { minLength: 7, maxLength: 7 }), (looks, committed, tip, elsewhere) => {
        const found = assessmentOf(recordOf(looks, committed, tip));
        for (const [index, one] of looks.entries()) {
          if (!isForeign(one)) continue;
          foreign += 1;
          const assessed = found.looks[index];
          expect(assessed && codesOf(assessed)).toEqual(['different-frame-of-reference']);
          expect(METRIC_NAMES.filter((name) => assessed?.metrics[name] !== null)).toEqual([]);
          expect(assessed).toMatchObject({ verdict: 'indeterminate', outside: null, probabilityInside: null });
        }
        for (const { from, to } of found.trend ?? []) {
          steps += 1;
          for (const end of [from, to]) expect(end === 'current' || !isForeign(looks[end]!)).toBe(true);
        }
        const moved = looks.map((one, index) =>
          isForeign(one) && one.tip ? { ...one, tip: elsewhere[index] ?? one.tip } : one,
        );
        expect(assessmentOf(recordOf(moved, committed, tip))).toEqual(found);
        // Without them the others are compared as before.
        const own = looks.filter((one) => !isForeign(one));
        const indexIn = (end: number | 'current') => (end === 'current' ? end : own.indexOf(looks[end]!));
        const trend = found.trend?.map((step) => ({ ...step, from: indexIn(step.from), to: indexIn(step.to) }));
        expect(assessmentOf(recordOf(own, committed, tip)).trend).toEqual(trend);
      }),
      RUNS,
    );
    expect(foreign).toBeGreaterThan(60);
    expect(steps).toBeGreaterThan(30);
  });

  it('are compared one after the other in time, each that can be, and the last before the commitment is that', () => {
    fc.assert(
      fc.property(...cases, (looks, committed, tip) => {
        const found = assessmentOf(recordOf(looks, committed, tip));
        const timed = [
          ...looks.map(({ minute, tip: position, frame }, look) => ({ look, minute, position, frame })),
          { look: 'current' as const, minute: 30, position: tip, frame: OWN },
        ];
        const minuteOf = (end: number | 'current'): number => timed.find((one) => one.look === end)?.minute ?? NaN;
        const comparable = timed.filter(
          ({ minute, position, frame }) => minute !== null && position && (frame === undefined || frame === OWN),
        );
        expect(found.trend ?? []).toHaveLength(comparable.length - 1);
        for (const [index, { from, to, seconds, change }] of (found.trend ?? []).entries()) {
          expect(seconds).toBe(60 * (minuteOf(to) - minuteOf(from)));
          expect(seconds).toBeGreaterThanOrEqual(0);
          if (index > 0) expect(found.trend?.[index - 1]?.to).toBe(from);
          const at = (end: number | 'current') =>
            (end === 'current' ? found.metrics : found.looks[end]!.metrics).signedDistance?.value ?? NaN;
          expect(change.signedDistance?.value).toBe(at(to) - at(from));
        }
        const before = timed.filter(({ minute }) => minute !== null && minute <= committed);
        const latest = Math.max(...before.map(({ minute }) => minute ?? NaN));
        expect(found.commitment?.last).toBe(before.findLast(({ minute }) => minute === latest)?.look ?? null);
        expect(codesOf(found).includes('no-look-before-commitment')).toBe(before.length === 0);
        expect(codesOf(found).includes('look-time-unknown')).toBe(timed.some(({ minute }) => minute === null));
      }),
      RUNS,
    );
  });
});
