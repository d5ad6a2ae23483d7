import { describe, expect, test } from 'vitest';
import { endEvidence } from '../../../../src/find/frames/end-evidence.ts';
import { generator } from '../../../support/random.ts';

const positions = Array.from({ length: 100 }, (_, i) => i - 69);
const soft = (s: number, blur: number): number => 1 / (1 + Math.exp((1.7 * s) / blur));

const none = positions.map(() => 0);

const evidenceOf = (heightAt: (s: number) => number, noise = 8) => {
  const random = generator(5);
  const values = positions.map((s) => heightAt(s) + noise * (random() + random() + random() - 1.5));
  return endEvidence(positions, [{ values, unsure: none }])!;
};

describe('where a profile may fade or end', () => {
  test('a step is a sharp end where it was made, and its sigma covers that', () => {
    for (const end of [-12, -3.4, 0, 5.7]) {
      const found = evidenceOf((s) => 100 * soft(s - end, 1.3));
      expect(found.logRatio).toBeGreaterThan(3);
      expect(Math.abs(found.end - end)).toBeLessThan(Math.max(1, 3 * found.sigma));
    }
  });

  test('a shaft that sinks by a fifth before its end still ends sharply', () => {
    const found = evidenceOf((s) => (100 - 20 * Math.max(0, Math.min(1, (s + 40) / 40))) * soft(s - 2, 1.6));
    expect(found.logRatio).toBeGreaterThan(0);
    expect(Math.abs(found.end - 2)).toBeLessThan(1.5);
  });

  test('a device that fades over 40 cells fades, whatever its height', () => {
    for (const height of [0.5, 100, 4000]) {
      const found = evidenceOf((s) => height * Math.max(0, Math.min(1, 0.5 - s / 40)), 0.08 * height);
      expect(found.logRatio).toBeLessThan(-4);
      expect(found.fade).toBeGreaterThan(30);
    }
  });

  test('where something else may lie on the device, the profile says less of its end', () => {
    const random = generator(5);
    const values = positions.map((s) => 100 * soft(s, 1.3) + 8 * (random() + random() + random() - 1.5));
    const sure = endEvidence(positions, [{ values, unsure: none }])!;
    const unsure = endEvidence(positions, [{ values, unsure: positions.map((s) => (Math.abs(s) < 12 ? 60 : 0)) }])!;
    expect(unsure.logRatio).toBeLessThan(sure.logRatio);
    expect(unsure.sigma).toBeGreaterThan(sure.sigma);
  });

  test('something else 14 cells long after the end leaves the end where the device ends', () => {
    const found = evidenceOf((s) => 100 * soft(s + 8, 1.6) + 50 * (soft(s - 8, 2) - soft(s + 4, 2)));
    expect(Math.abs(found.end + 8)).toBeLessThan(2);
  });

  test('a marker of thrice the shaft’s height at the end doesn’t draw the end on beyond it', () => {
    const found = evidenceOf((s) => 100 * soft(s, 1.6) + 150 * (soft(s, 1.6) - soft(s + 8, 1.6)));
    expect(Math.abs(found.end)).toBeLessThan(Math.max(1, 2 * found.sigma));
  });

  test('the noisier a profile, the less sure its end', () => {
    const sigmas = [2, 12, 30].map((noise) => evidenceOf((s) => 100 * soft(s, 1.3), noise).sigma);
    expect(sigmas[0]!).toBeLessThan(sigmas[1]!);
    expect(sigmas[1]!).toBeLessThan(sigmas[2]!);
  });

  test('nothing is said of a profile without a shaft, or without any height', () => {
    expect(endEvidence([-3, -2, -1, 0, 1], [{ values: [1, 1, 1, 0, 0], unsure: [0, 0, 0, 0, 0] }])).toBeNull();
    expect(endEvidence(positions, [{ values: none, unsure: none }])).toBeNull();
  });

  test('two readings of a profile that differ say less than the one that is clear', () => {
    const random = generator(8);
    const noise = positions.map(() => 8 * (random() + random() + random() - 1.5));
    const [ends, fades] = [
      (s: number) => 100 * soft(s, 1.3),
      (s: number) => 100 * Math.max(0, Math.min(1, 0.5 - s / 40)),
    ].map((heightAt) => ({ values: positions.map((s, i) => heightAt(s) + (noise[i] ?? 0)), unsure: none }));
    const [clear, other] = [ends!, fades!].map((one) => endEvidence(positions, [one])!.logRatio);
    const both = endEvidence(positions, [ends!, fades!])!.logRatio;
    expect(both).toBeCloseTo((clear! + other!) / 2, 9);
  });
});
