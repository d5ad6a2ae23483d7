import { describe, expect, test } from 'vitest';
import { endOfTrace, judgedBy } from '../../../../src/find/frames/device-end.ts';
import { examineMarkInFrames } from '../../../../src/find/frames/examine-mark.ts';
import { exposedField } from '../../../../src/find/frames/field.ts';
import { findTipInFrames } from '../../../../src/find/frames/find-tip.ts';
import type { Frame, Pixel } from '../../../../src/find/frames/frame.ts';
import { planeOf } from '../../../../src/find/frames/plane.ts';
import { response, ridgeFilter } from '../../../../src/find/frames/ridge.ts';
import { follow } from '../../../../src/find/frames/trace.ts';
import { fluoroscopyPhantom, randomOptions } from '../../../../sample-data/phantoms/fluoroscopy.mjs';
import { generator } from '../../../support/random.ts';
import { course, drawn } from './drawn.ts';
import { searchOf } from './phantoms.ts';

const tipFrom = (frame: Frame, seed: Pixel): Pixel => {
  const found = findTipInFrames({ modality: 'XA', frames: [frame], pointed: 0, seed });
  if ('kind' in found) throw new Error(`${found.code}: ${found.message}`);
  return found[0]!.tip;
};
const off = (a: Pixel, b: Pixel): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** From the left edge, three quarters round a loop of 30 pixels' radius, and down across itself. */
const looped = course([2.5, 120.5], 0, 310, (along) => (along > 90 && along < 90 + 45 * Math.PI ? -1 / 30 : 0));
const straight = course([2.5, 90.5], 0, 120);

describe('ends that are hard to tell in fluoroscopy', () => {
  test('a device that crosses itself in a loop is no line to take away: its end is the one behind the loop', () => {
    const frame = drawn(200, [{ places: looped, depth: () => 25 }], generator(31));
    expect(off(tipFrom(frame, [40.5, 120.5]), looped[310]!)).toBeLessThan(1.5);
  });

  test('a line that crosses right at the end neither draws the end on nor aside', () => {
    const line = course([90.5, 20.5], 1.2, 160);
    const frame = drawn(
      180,
      [straight, line].map((places) => ({ places, depth: () => 25 })),
      generator(32),
    );
    expect(off(tipFrom(frame, [60.5, 90.5]), straight[120]!)).toBeLessThan(2);
  });

  test('a bone’s edge that runs by the end moves it by less than two pixels', () => {
    const edge = (x: number, y: number): number => -30 / (1 + Math.exp((y - 78 - 0.25 * (x - 120)) / 2));
    const frame = drawn(180, [{ places: straight, depth: () => 25 }], generator(33), edge);
    expect(off(tipFrom(frame, [50.5, 90.5]), straight[120]!)).toBeLessThan(2);
  });

  test('an end that is bent like a J-wire’s, over 20 pixels, is found where it is, by a sigma that says so', () => {
    const hooked = course([2.5, 90.5], 0, 140, (along) => (along > 90 ? -1 / 20 : 0));
    const frame = drawn(180, [{ places: hooked, depth: () => 25 }], generator(36));
    const found = findTipInFrames({ modality: 'XA', frames: [frame], pointed: 0, seed: [50.5, 90.5] });
    if ('kind' in found) throw new Error(found.message);
    expect(off(found[0]!.tip, hooked[140]!)).toBeLessThan(1.8);
    expect(found[0]!.sigma.along).toBeLessThan(2);
  });

  test('pointed at near a slanting shutter, the device is followed and not the shutter’s blurred edge', () => {
    const phantom = fluoroscopyPhantom({ ...randomOptions(93_101), frames: 1 });
    const found = findTipInFrames(searchOf('XA', phantom));
    if ('kind' in found) throw new Error(found.message);
    expect(off(found[0]!.tip, phantom.truth.tip!)).toBeLessThan(2);
  });

  test('where four frames and more have the end on one line, that says where it lies in the one that was pointed at', () => {
    const phantom = fluoroscopyPhantom(randomOptions(92_364));
    const search = searchOf('XA', phantom);
    const tips = [search, { ...search, frames: [search.frames[search.pointed]!], pointed: 0 }].map((one) => {
      const found = findTipInFrames(one);
      if ('kind' in found) throw new Error(found.message);
      return found[0]!;
    });
    const [inCine, alone] = tips.map(({ tip }) => off(tip, phantom.truth.tip!));
    expect(inCine).toBeLessThan(1.5);
    expect(alone).toBeGreaterThan(inCine!);
    expect(tips[0]!.sigma.along).toBeLessThan(tips[1]!.sigma.along);
  });

  test('a mark beyond where a device plainly fades is contradicted', () => {
    const fades = (along: number): number => 25 * Math.max(0, Math.min(1, (110 - along) / 60));
    const frame = drawn(180, [{ places: straight, depth: fades }], generator(34));
    const result = examineMarkInFrames({
      modality: 'XA',
      frames: [frame],
      pointed: 0,
      tip: [122.5, 90.5],
      shaft: [[40.5, 90.5]],
    });
    expect(result.verdict).toBe('contradicted');
  });

  test('the evidence of several frames decides over that of one', () => {
    const frame = drawn(180, [{ places: straight, depth: () => 25 }], generator(35));
    const plane = planeOf(frame);
    const filter = ridgeFilter(plane, 1.2, -1);
    const field = exposedField(plane);
    const height = response(filter, 60, 90.5, 0, 15);
    const trace = follow(filter, [30.5, 90.5], 0, { height, contrast: height / filter.noise }, field);
    const end = endOfTrace(filter, height, trace, field)!;
    expect(end.kind).toBe('sharp');
    expect(end.evidence!.logRatio).toBeGreaterThan(3);
    const others = judgedBy(end, -4);
    expect(others).toMatchObject({ kind: 'tapered', place: end.place });
    expect(others.fit.taperGain).toBe(4);
    // And back again: nothing of what the frame itself shows is lost.
    expect(judgedBy(others, end.evidence!.logRatio)).toEqual(end);
  });
});
