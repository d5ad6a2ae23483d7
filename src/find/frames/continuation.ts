import type { ExposedField } from './field.ts';
import type { Pixel } from './frame.ts';
import { awayFrom, heightOn } from './passing-line.ts';
import { median } from './plane.ts';
import { response, type RidgeFilter } from './ridge.ts';
import { follow, headingAt, STEP, type Trace } from './trace.ts';

/** Steps' worth of nothing that are bridged: the edge of a bone hides a device over 30 cells. */
const GAP = 9;
/** How far a device is followed on, steps, and how far at least for it to be one, cells. */
const FOLLOWED = 60;
const LEAST = 30;
/** Height of what follows, of the device's own. */
const ALIKE = [0.55, 1.7] as const;
/** Cells from the end from which on what follows is looked at. */
const BEYOND = 10;
/** Cells from the device that a line must reach behind what follows, and its height there, of what follows. */
const LEFT = 5;
const BEHIND = 0.5;
const ASIDE = [-3, -1.5, 0, 1.5, 3] as const;
const BENDS = [-0.01, -0.005, 0, 0.005, 0.01] as const;
const TURNED = [-0.2, -0.1, 0, 0.1, 0.2] as const;

/**
 * What follows beyond an end, in line with it, as high as the device and no line that comes from elsewhere: the device goes on there, and was only hidden.
 * Null where nothing does.
 */
export const continuationOf = (
  filter: RidgeFilter,
  path: readonly Pixel[],
  direction: Pixel,
  height: number,
  field: ExposedField,
): Trace | null => {
  const end = path[path.length - 1];
  if (!end) return null;
  const trace = follow(
    filter,
    end,
    Math.atan2(direction[1], direction[0]),
    { height, contrast: height / filter.noise },
    field,
    FOLLOWED,
    GAP,
  );
  const { places } = trace;
  if ((places.length - 1) * STEP < (trace.hasLeft ? LEAST / 2 : LEAST)) return null;
  const heights = places.map(([x, y], i) => response(filter, x, y, headingAt(places, i), 7));
  const from = places.findIndex((_, i) => i * STEP >= BEYOND && (heights[i] ?? 0) > 0.6 * height);
  if (from < 0) return null;
  const seen = median(heights.slice(from)) / height;
  if (!(seen > ALIKE[0] && seen < ALIKE[1])) return null;
  // A line that passes the end comes from its other side.
  for (let i = from; i < Math.min(places.length - 4, from + 10); i += 3) {
    const place = places[i];
    if (!place) continue;
    const heading = headingAt(places, i);
    for (const turned of TURNED)
      for (const aside of ASIDE)
        for (const bend of BENDS) {
          const angle = heading + turned;
          const arc = {
            place: [place[0] - aside * Math.sin(angle), place[1] + aside * Math.cos(angle)] as Pixel,
            heading: angle,
            bend,
          };
          const behind = heightOn(filter, arc, -1, field, BEHIND * seen * height);
          if (behind <= 0) continue;
          const [x, y] = [
            arc.place[0] - 24 * Math.cos(angle - bend * 12),
            arc.place[1] - 24 * Math.sin(angle - bend * 12),
          ];
          if (awayFrom([x, y], [...path, ...places]) > LEFT) return null;
        }
  }
  return trace;
};
