import { underSkin } from './anatomy.mjs';
import { gridOf } from './grid.mjs';
import { add, len, mul, rad, sub, unit } from './vector.mjs';

/**
 * What is known of the cases in three dimensions before any picture of them is made: where target, tip and axis lie. The pictures are drawn from
 * these numbers and truth.json repeats them; nothing is measured in a picture.
 */

/** @typedef {import('./vector.mjs').V3} V3 */

/** How far back from a position along a direction a line leaves the skin, mm. @param {V3} from @param {V3} direction @param {V3} bodyCentre */
const skinAlong = (from, direction, bodyCentre) => {
  let [low, high] = [0, 160];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    const [x, y, z] = sub(sub(from, mul(direction, middle)), bodyCentre);
    if (underSkin(x, y, z) > 0) low = middle;
    else high = middle;
  }
  return low;
};

/** @param {V3} tip @param {V3} direction @param {V3} bodyCentre @param {V3} centre @param {number} radius */
const placed = (tip, direction, bodyCentre, centre, radius) => {
  const insertedLength = skinAlong(tip, direction, bodyCentre);
  const back = (/** @type {number} */ mm) => sub(tip, mul(direction, mm));
  const tipToCenter = len(sub(tip, centre));
  return {
    tip,
    shaft: [back(50), back(25)],
    entry: back(insertedLength),
    hub: back(insertedLength + 45),
    insertedLength,
    tipToCenter,
    signedDistance: tipToCenter - radius,
  };
};

/** CT: an abscess to the left of the bowel, a needle from the left flank. */
export const ctCase = () => {
  /** @type {V3} */ const bodyCentre = [4, -148, 612];
  const centre = add(bodyCentre, [72, -12, -18]);
  const radius = 10;
  const grid = gridOf({
    columns: 256,
    rows: 256,
    slices: 40,
    betweenColumns: 1.2,
    betweenRows: 1.3,
    betweenSlices: 3,
    angles: [12, -8],
    through: centre,
    at: [188.4, 104.7, 22],
  });
  // Three millimetres across the slices in seven along the needle: 7 mm further back it ends exactly one slice lower.
  const rise = 3 / 7;
  const flat = Math.sqrt(1 - rise * rise);
  const along = rad(143);
  const [ac, as] = [Math.cos(along), Math.sin(along)];
  const direction = grid.fromAxes([flat * ac, flat * as, rise]);
  // In the slice of the centre: 5.2 mm before it and 1.5 mm beside it.
  const tip = add(centre, grid.fromAxes([-5.2 * ac - 1.5 * as, -5.2 * as + 1.5 * ac, 0]));
  return {
    bodyCentre,
    centre,
    radius,
    grid,
    direction,
    outerDiameter: 1.47,
    now: placed(tip, direction, bodyCentre, centre, radius),
    early: placed(sub(tip, mul(direction, 7)), direction, bodyCentre, centre, radius),
    first: placed(sub(tip, mul(direction, 14)), direction, bodyCentre, centre, radius),
  };
};

/** MR: a nodule in the right lobe of the liver, a needle between the ribs. */
export const mrCase = () => {
  /** @type {V3} */ const bodyCentre = [-2, -24, 36];
  const centre = add(bodyCentre, [-72, -22, 18]);
  const radius = 9;
  const grid = gridOf({
    columns: 240,
    rows: 192,
    slices: 20,
    betweenColumns: 1.25,
    betweenRows: 1.35,
    betweenSlices: 4,
    angles: [4, 3],
    through: centre,
    at: [62.3, 82.6, 9],
  });
  const direction = unit(grid.fromAxes([0.94, 0.33, 0.06]));
  const tip = add(centre, grid.fromAxes([-3.2, 0.6, 0]));
  // Along the frequency-encode direction, down the columns, and a little beyond the metal.
  const shift = add(grid.fromAxes([0, 3.4, 0]), mul(direction, 1.6));
  return {
    bodyCentre,
    centre,
    radius,
    grid,
    direction,
    shift,
    outerDiameter: 1.47,
    now: placed(tip, direction, bodyCentre, centre, radius),
  };
};
