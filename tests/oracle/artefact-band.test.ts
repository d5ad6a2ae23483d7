import { describe, expect, it } from 'vitest';
import type { AssessedBand } from '../../src/assess/assessed-band.ts';
import { ballMesh } from '../support/ball-mesh.ts';
import { generator } from '../support/random.ts';
import { assessmentOf, codesOf, PATIENT, rotation, turned } from '../support/records.ts';

/** Φ by Abramowitz and Stegun 7.1.26, within 1.5e-7. */
const normalCdf = (z: number): number => {
  const t = 1 / (1 + 0.3275911 * (Math.abs(z) / Math.SQRT2));
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = 0.5 * poly * Math.exp((-z * z) / 2);
  return z > 0 ? 1 - half : half;
};
/** P(inside) of a ball of radius r at a distance d from its centre, with the error sigma along every axis. */
const inBall = (d: number, r: number, sigma: number): number => {
  const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  const [near, far] = [(r - d) / sigma, (r + d) / sigma];
  return normalCdf(near) + normalCdf(far) - 1 - (sigma / d) * (density(near) - density(far));
};

const bandOf = (json: object): AssessedBand => {
  const { artefactBand } = assessmentOf(json);
  if (!artefactBand) throw new Error('no band');
  return artefactBand;
};

/** A needle that ends at the origin, and a ball beside its axis: `along` ahead of the mark, `aside` from the axis; all of it turned. */
const beside = (along: number, aside: number, radius: number, band: object, sigma = 0.7) => {
  const rows = rotation(0.7, -0.3, 1.1);
  return {
    space: PATIENT,
    target: { shape: 'sphere', center: turned(rows, [aside * 0.6, aside * 0.8, along]), radius },
    tip: { position: [0, 0, 0], evidence: 'person', sigma, artefactBand: band },
    shaft: [turned(rows, [0, 0, -70])],
  };
};

describe('the band of the metal tip', () => {
  const random = generator(41);
  const cases = Array.from({ length: 9 }, (_, index) => {
    const between = (low: number, high: number): number => low + (high - low) * random();
    const from = between(-10, -1);
    return {
      along: between(-14, 10),
      aside: between(0.5, 9),
      radius: between(1.5, 9),
      sigma: between(0.3, 1.2),
      band: { from, to: between(from + 0.5, 4), ...(index % 3 > 0 && { across: between(0.3, 4) }) },
    };
  });

  it.each(cases)('beside a ball has the distances and chances of its nearest and its farthest place', (one) => {
    const { along, aside, radius, sigma, band } = one;
    const { from, to, across = 0 } = band;
    // Of a rod along z: how far the ball's centre is from its nearest and its farthest place.
    const beyond = Math.max(0, from - along, along - to);
    const nearest = Math.hypot(beyond, Math.max(0, aside - across));
    const farthest = Math.hypot(Math.max(Math.abs(from - along), Math.abs(to - along)), aside + across);
    const { signedDistance, probabilityInside, ends, reach } = bandOf(beside(along, aside, radius, band, sigma));
    expect(Math.abs((signedDistance?.innermost.value ?? NaN) - (nearest - radius))).toBeLessThan(0.03);
    expect(Math.abs((signedDistance?.outermost.value ?? NaN) - (farthest - radius))).toBeLessThan(0.03);
    const [least = NaN, most = NaN] = probabilityInside ?? [];
    expect(Math.abs(least - inBall(farthest, radius, sigma))).toBeLessThan(0.01);
    expect(Math.abs(most - inBall(Math.max(nearest, 1e-3), radius, sigma))).toBeLessThan(0.01);
    const direction = turned(rotation(0.7, -0.3, 1.1), [0, 0, 1]);
    expect(ends?.[0].map((value, axis) => value - from * (direction[axis] ?? 0))).toEqual([
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
      expect.closeTo(0, 9),
    ]);
    expect(reach).toBeCloseTo(Math.hypot(Math.max(-from, to), across), 9);
  });

  it('against a drawn ball is that against the ball', () => {
    const band = { from: -6, to: 1, across: 1 };
    const round = beside(-3, 1.5, 8, band);
    const [x, y, z] = round.target.center;
    const drawn = { ...round, target: { shape: 'mesh', ...ballMesh([x, y, z], () => 8, 12, 14) } };
    const [exact, found] = [bandOf(round), bandOf(drawn)];
    // A mesh of so few flat triangles lies up to 0.4 mm within the ball.
    for (const end of ['innermost', 'outermost'] as const)
      expect(
        Math.abs((found.signedDistance?.[end].value ?? NaN) - (exact.signedDistance?.[end].value ?? NaN)),
      ).toBeLessThan(0.45);
  });

  it('without a shaft reaches as far in every direction', () => {
    const { shaft: _shaft, ...record } = beside(0, 12, 8, { from: -4, to: 1, across: 3 });
    const { ends, reach, signedDistance } = bandOf(record);
    expect(ends).toBeNull();
    expect(reach).toBeCloseTo(5, 12);
    expect(signedDistance?.innermost.value).toBeCloseTo(12 - 8 - 5, 1);
    expect(signedDistance?.outermost.value).toBeCloseTo(12 - 8 + 5, 1);
  });
});

describe('the verdict on a tip with an artefact band', () => {
  const verdictOf = (along: number, band: object) => {
    const { verdict, outside, probabilityInside, caveats } = assessmentOf(beside(along, 0.5, 9, band));
    return { verdict, outside, probabilityInside, codes: codesOf({ caveats }) };
  };

  it('is inside only when every place is, outside only when every place is, and never when they lie on both sides', () => {
    expect(verdictOf(-2, { from: -8, to: 0 })).toEqual({
      verdict: 'inside',
      outside: false,
      probabilityInside: null,
      codes: ['artefact-band'],
    });
    // The marked end is as deep inside as before: what lies behind it isn't.
    expect(verdictOf(4, { from: -8, to: 0 })).toEqual({
      verdict: 'indeterminate',
      outside: null,
      probabilityInside: null,
      codes: ['artefact-band', 'artefact-band-undecided'],
    });
    expect(verdictOf(14, { from: -8, to: 0 })).toMatchObject({
      verdict: 'outside',
      outside: true,
      codes: ['artefact-band'],
    });
    // All of it outside, its nearest place too near to decide.
    expect(verdictOf(10, { from: -8, to: 0 })).toMatchObject({
      verdict: 'indeterminate',
      outside: true,
      codes: ['artefact-band', 'artefact-band-undecided'],
    });
  });

  it('still needs a confirmed tip, a sigma and a target', () => {
    const inside = beside(-2, 0.5, 9, { from: -8, to: 0 });
    const { evidence: _evidence, ...unconfirmed } = inside.tip;
    expect(codesOf(assessmentOf({ ...inside, tip: unconfirmed }))).toEqual(['tip-unconfirmed', 'artefact-band']);
    const { sigma: _sigma, ...unknown } = inside.tip;
    const found = assessmentOf({ ...inside, tip: unknown });
    expect(found).toMatchObject({ verdict: 'indeterminate', outside: false });
    expect(codesOf(found)).toEqual(['sigma-unknown', 'artefact-band']);
    expect(found.artefactBand?.signedDistance?.outermost).toMatchObject({ sigma: null, interval: null });
    const { target: _target, ...free } = inside;
    expect(codesOf(assessmentOf(free))).toEqual(['no-target', 'artefact-band']);
  });

  it('changes no distance: they stay those of the marked end', () => {
    const marked = beside(-2, 0.5, 9, { from: -8, to: 0 });
    const { artefactBand: _band, ...tip } = marked.tip;
    expect(assessmentOf(marked).metrics).toEqual(assessmentOf({ ...marked, tip }).metrics);
  });

  it('of an earlier look is judged by its own band', () => {
    const marked = beside(-2, 0.5, 9, { from: -8, to: 0 });
    const { artefactBand: _band, ...now } = marked.tip;
    const { looks, verdict, artefactBand } = assessmentOf({
      ...marked,
      tip: now,
      looks: [{ at: '2026-11-22T10:15:00Z', tip: marked.tip, shaft: [marked.shaft[0]] }],
    });
    expect([verdict, artefactBand]).toEqual(['inside', undefined]);
    expect(looks[0]).toMatchObject({ verdict: 'inside', probabilityInside: null });
    expect(looks[0]?.artefactBand?.reach).toBe(8);
  });
});
