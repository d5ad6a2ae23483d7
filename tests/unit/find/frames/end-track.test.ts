import { expect, test } from 'vitest';
import { trackOf } from '../../../../src/find/frames/end-track.ts';

test('says where an end lies in the frame that was pointed at by the line through all frames, whatever that frame itself shows', () => {
  const indices = [3, 4, 5, 6, 7];
  const positions = indices.map((index) => 1.5 * (index - 5) + 0.75);
  // In the frame that was pointed at, the end is seen 6 cells short.
  positions[2] = 0.75 - 6;
  const track = trackOf(indices, positions, 5)!;
  expect(track.perFrame).toBeCloseTo(1.5, 6);
  expect(track.expected).toBeCloseTo(0.75, 6);
  expect(track.spread).toBeCloseTo(0, 6);
  expect(track.range).toBeCloseTo(3.75 - -5.25, 6);
});

test('of two frames no line is told', () => {
  expect(trackOf([1, 2], [0, 1], 1)).toBeNull();
});
