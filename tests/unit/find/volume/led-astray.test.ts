import { describe, expect, it } from 'vitest';
import { locateInVolume } from '../../../../src/find/volume/locate-in-volume.ts';
import { add, cross, normalize, scale, type Vector3 } from '../../../../src/space/vector.ts';
import { errorOf, plainCt, type CtCase } from '../../../support/ct-phantoms.ts';

const best = ({ volume }: CtCase, near: Vector3) => {
  const found = locateInVolume(volume, near);
  if ('kind' in found || !found[0]) throw new Error('nothing was found');
  return found[0];
};

/** The same needle each time: its direction doesn't depend on what lies beside it. */
const { axis } = plainCt({ size: [8, 8], depth: 6, length: 2 });
const aside = normalize(cross(axis, [0, 0, 1]));

describe('what led a search away from the needle', () => {
  it.each([
    ['a calcification in line with it, 1.2 mm beyond its tip', [{ gap: 1.2, radius: 2, value: 1100 }]],
    ['one that is half as bright and wider', [{ gap: 0.8, radius: 2.8, value: 600 }]],
  ])('%s isn’t its end', (_, balls) => {
    const phantom = plainCt({
      balls: balls.map(({ gap, radius, value }) => ({ at: [...scale(axis, gap + radius)], radius, value })),
    });
    const found = best(phantom, phantom.at(14));
    expect(Math.abs(errorOf(found, phantom).along)).toBeLessThan(1);
  });

  it('a rib beside a thin needle isn’t taken for it, nor does it draw its trace over', () => {
    const phantom = plainCt({
      diameter: 0.51,
      metal: 6000,
      rib: {
        at: [...add(scale(axis, -14), scale(aside, 8))],
        along: [...normalize(add(cross(axis, aside), scale(axis, 0.4)))],
        radius: 5,
        value: 1300,
      },
    });
    const found = best(phantom, phantom.at(12));
    const error = errorOf(found, phantom);
    expect(error.total).toBeLessThan(1);
    expect(error.degrees).toBeLessThan(2);
  });

  it('the skin: outside of the body its background is another', () => {
    const phantom = plainCt({ thickness: 5, spacing: 5, depth: 60, slope: 48, skin: 22, diameter: 0.91 });
    const found = best(phantom, phantom.at(12));
    const error = errorOf(found, phantom);
    expect(error.total).toBeLessThan(1.5);
    expect(error.degrees).toBeLessThan(2);
  });

  it('a neighbour in the next thick slice doesn’t draw its trace over', () => {
    const phantom = plainCt({
      thickness: 4,
      spacing: 4,
      depth: 60,
      slope: 12,
      needles: [{ aside: 7, round: 150, tilt: 4, ahead: 7 }],
    });
    const found = best(phantom, add(phantom.at(20), [0.2, -0.1, 0.1]));
    const error = errorOf(found, phantom);
    expect(error.total).toBeLessThan(1.5);
    expect(error.degrees).toBeLessThan(3);
  });

  it('one thick slice that holds all of it: what it can’t tell is in the sigma', () => {
    const phantom = plainCt({ thickness: 5, spacing: 5, depth: 60, slope: 2, tip: [5, -3, 0.8], skin: 25 });
    const found = best(phantom, phantom.at(10));
    const error = errorOf(found, phantom);
    expect(error.across).toBeLessThan(3 * found.sigma.across);
    expect(error.degrees).toBeLessThan(4);
  });
});
