import { describe, expect, test } from 'vitest';
import { randomOptions, ultrasoundPhantom } from '../../../../sample-data/phantoms/ultrasound.mjs';
import type { FrameSearch } from '../../../../src/find/frames/frame.ts';
import { goesOnBeyond } from '../../../../src/find/frames/goes-on.ts';
import { needleInFrames } from '../../../../src/find/frames/needle-motion.ts';
import { viewOf } from '../../../../src/find/frames/needle-view.ts';
import { searchOf } from './phantoms.ts';

const plain = {
  ...randomOptions(1),
  seed: 31,
  probe: 'linear' as const,
  depth: 45,
  betweenColumns: 0.25,
  betweenRows: 0.25,
  angle: 35,
  tipDepth: 27,
  brightness: 20,
  gain: 0,
  dynamicRange: 58,
  reverberation: 0.2,
  fasciae: 1,
  shadows: 0,
  end: 'in-image' as const,
  fadeLength: 16,
  frames: 1,
  advance: 2.2,
};

/** How far the needle goes on beyond where its line ends in the frame that is pointed at. */
const goesOn = (search: FrameSearch): number | null => {
  const view = viewOf(search);
  if (!view) throw new Error('there is no needle');
  return goesOnBeyond(needleInFrames(search, view, 1).all(), view, 1, view.line.to);
};

describe('an end beyond which the needle goes on in another frame', () => {
  // The same needle, tissue and glitter; in one picture it leaves the beam 16 mm before its tip.
  const whole = searchOf('US', ultrasoundPhantom(plain));
  const leaving = searchOf('US', ultrasoundPhantom({ ...plain, end: 'fades' }));
  const [seen, lost] = [whole.frames[0]!, leaving.frames[0]!];
  /** The frames that show the needle whole lie far from the one that is pointed at. */
  const frames = [seen, seen, seen, ...Array.from({ length: 9 }, () => lost)];

  test('isn’t its tip, however far in the cine those frames lie', () => {
    const far = goesOn({ ...leaving, frames, pointed: 11 });
    expect(far).toBeGreaterThan(5);
    expect(far).toBeLessThan(16);
  });

  test('and is its tip where no frame shows more', () => {
    expect(goesOn({ ...whole, frames, pointed: 0 })).toBeNull();
  });
});

test('a needle that is moved on is longer in later frames, and ends at its tip in each', () => {
  const cine = searchOf('US', ultrasoundPhantom({ ...plain, frames: 6 }));
  expect(goesOn({ ...cine, pointed: 0, seed: cine.seed })).toBeNull();
});
