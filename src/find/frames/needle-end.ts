import { fitEdge, shareIn, type EdgeFit } from './edge-fit.ts';
import { lineProfile, type NeedleLine } from './needle-line.ts';
import { median } from './plane.ts';
import type { RidgeFilter } from './ridge.ts';

/** The end of the bright segment in one direction of its line. */
export interface NeedleEnd {
  /** Position along the line's direction from its middle, cells. */
  readonly at: number;
  readonly fit: EdgeFit;
  /** 1 SD of the end's own blur, cells. */
  readonly blur: number;
  /** Height of the last LAST_MM before the end, as a share of the usual height: less than 1 where the needle fades. */
  readonly lastShare: number;
  readonly positions: readonly number[];
  readonly values: readonly number[];
}

/**
 * Fits the end of the segment: where the brightness falls from the needle's to that of tissue. `sense` 1 is the end in the line's
 * direction, −1 the other; `mm` cells are a millimetre. `about`: where other frames say that it lies, along the line from its middle.
 */
export const needleEnd = (
  filter: RidgeFilter,
  line: NeedleLine,
  sense: 1 | -1,
  mm: number,
  isImage: (x: number, y: number) => boolean,
  about?: number,
): NeedleEnd | null => {
  const rough = about !== undefined ? sense * about : sense > 0 ? line.to : -line.from;
  const other = sense > 0 ? -line.from : line.to;
  const direction = [sense * line.direction[0], sense * line.direction[1]] as const;
  const low = Math.max(-other, rough - 30 * mm);
  const { positions, values } = lineProfile(
    filter,
    line.middle,
    direction,
    { low, high: rough + 9 * mm, step: 1 },
    isImage,
  );
  // What the needle looks like before its end: the middle of what is seen from the other end to well before this one.
  const before = values.filter((_, i) => (positions[i] ?? 0) < rough - Math.min(5 * mm, 0.35 * (rough - low)));
  const usual = before.length > 5 ? Math.max(median(before), 0.5 * line.height) : line.height;
  const fit = fitEdge(positions, values, {
    from: about === undefined ? Math.max(low + 1.5 * mm, rough - 10 * mm) : rough - ABOUT_MM * mm,
    to: Math.min(rough + (about === undefined ? 4 : ABOUT_MM) * mm, positions[positions.length - 1] ?? 0),
    blurs: (about === undefined ? BLURS_MM : BLURS_MM.filter((own) => own <= SHARPEST_MM)).map((own) =>
      Math.hypot(own * mm, filter.scale),
    ),
    sharpest: Math.hypot(SHARPEST_MM * mm, filter.scale) + 1e-6,
    correlated: 1 + 2 * filter.scale,
    usual,
  });
  if (!fit) return null;
  return {
    at: sense * (fit.end - LOG_SHIFT_MM * mm),
    fit,
    blur: Math.sqrt(Math.max(0, fit.blur * fit.blur - filter.scale * filter.scale)),
    lastShare: shareIn(positions, values, fit.end - LAST_MM * mm, fit.end - 0.4 * mm, usual) ?? 1,
    positions: positions.map((s) => s - fit.end),
    values,
  };
};

/**
 * A picture's grey is the logarithm of the echo: half way down in grey is further out than half way down in echo, for a beam of usual width
 * by this much, mm.
 */
const LOG_SHIFT_MM = 0.2;

/** As near to where other frames say that it lies an end is looked for, mm. */
const ABOUT_MM = 0.75;

/** Blurs that are tried, 1 SD, mm. */
const BLURS_MM = [0.25, 0.5, 0.9, 1.4, 2, 2.8, 3.8, 5, 7];

/** What is looked at to tell whether a needle fades towards its end, mm. */
const LAST_MM = 4;

/** A needle's own end is at most this blurred, mm: the pulse, the beam's width and the bevel. */
export const SHARPEST_MM = 1.4;
