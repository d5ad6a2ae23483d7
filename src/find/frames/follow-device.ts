import { continuationOf } from './continuation.ts';
import { endOfTrace, type DeviceEnd } from './device-end.ts';
import type { ExposedField } from './field.ts';
import { apart, type Pixel } from './frame.ts';
import { isClosed, leavingLoop } from './loop.ts';
import { lineAtEnd, takenLine, withoutLine } from './passing-line.ts';
import type { RidgeFilter, RidgeStart } from './ridge.ts';
import { follow, type Trace } from './trace.ts';

/** Other lines that are taken away at most, for one end. */
const MOST_LINES = 4;
const LINES_AT_END = 2;
const MOST_BRIDGES = 4;
/** Steps from the end back within which such a line lies. */
const NEAR_END = 14;

/** A device followed one way, on the filter without the lines that were told from it. */
export interface Followed {
  readonly filter: RidgeFilter;
  readonly trace: Trace;
}

/** A device followed one way, not round and round in a loop. */
export const seenFrom = (start: RidgeStart, field: ExposedField, heading: number): Followed =>
  leavingLoop(start, follow(start.filter, start.place, heading, start, field), field);

/** The same without the lines that it had gone over to. `before` are places on the device on the other side of the start, from there on back. */
export const withoutOthers = (
  seen: Followed,
  start: RidgeStart,
  field: ExposedField,
  heading: number,
  before: readonly Pixel[],
): Followed => {
  let { filter, trace } = seen;
  // A path that has gone over to another line is followed again without that line.
  for (let lines = 0; lines < MOST_LINES; lines += 1) {
    const line = takenLine(filter, trace.places, field, before);
    if (!line) break;
    const without = withoutLine(filter, line.places, trace.places.slice(0, line.at + 1));
    const again = follow(without, start.place, heading, start, field);
    // What was taken away was the device itself, if it doesn't reach that far any more or ends as the line begins.
    if (again.places.length < 0.8 * line.at || endsOnLine(again.places, line.places)) break;
    [filter, trace] = [without, again];
  }
  return { filter, trace };
};

/** Nearer than this, cells, and within this angle, radians, a path's end runs on as a line. */
const ON_LINE = 4;
const AS_LINE = 0.3;
const LAST_PLACES = 6;

const endsOnLine = (path: readonly Pixel[], line: readonly Pixel[]): boolean => {
  const [end, before] = [path[path.length - 1], path[path.length - 1 - LAST_PLACES]];
  if (!end || !before) return false;
  const at = line.reduce((best, place, i) => (apart(place, end) < apart(line[best] ?? place, end) ? i : best), 0);
  const [near, a, b] = [
    line[at],
    line[Math.max(0, at - LAST_PLACES / 2)],
    line[Math.min(line.length - 1, at + LAST_PLACES / 2)],
  ];
  if (!near || !a || !b || apart(near, end) > ON_LINE) return false;
  const [own, other] = [Math.atan2(end[1] - before[1], end[0] - before[0]), Math.atan2(b[1] - a[1], b[0] - a[0])];
  return Math.abs(Math.sin(own - other)) < Math.sin(AS_LINE);
};

/** The end of a device that was followed one way; `before` are places on it before the start, from there on back. */
export const endFrom = (
  start: RidgeStart,
  field: ExposedField,
  heading: number,
  followed: Followed,
  before: readonly Pixel[],
): DeviceEnd | null => {
  let { filter, trace } = followed;
  let end = endOfTrace(filter, start.height, trace, field, before);
  for (let lines = 0; lines < LINES_AT_END && end && end.kind !== 'edge'; lines += 1) {
    const line = lineAtEnd(filter, end.place, end.direction, end.path, field);
    if (!line) break;
    const without = withoutLine(filter, line, end.path);
    const again = follow(without, start.place, heading, start, field);
    const other = endOfTrace(without, start.height, again, field, before);
    // A line near the end takes no more of the device with it than what lies there.
    if (!other || again.places.length < trace.places.length - NEAR_END || endsOnLine(again.places, line)) break;
    [filter, trace, end] = [without, again, other];
  }
  for (let bridges = 0; bridges < MOST_BRIDGES && end && end.kind !== 'edge'; bridges += 1) {
    const on = continuationOf(start.filter, end.path, end.direction, start.height, field);
    if (!on) break;
    trace = { places: [...end.path, ...on.places.slice(1)], hasLeft: on.hasLeft };
    const beyond = endOfTrace(start.filter, start.height, trace, field, before);
    if (!beyond || beyond.length < end.length) break;
    end = beyond;
  }
  // It goes round and nothing leaves the loop: its tip lies on the loop somewhere, or can't be seen.
  return end && end.kind !== 'edge' && isClosed(trace)
    ? { ...end, kind: 'lost', unfaded: { ...end.unfaded, kind: 'lost' } }
    : end;
};

/** Places on the other side of the start that say how a device usually looks. */
const BEFORE = 30;

/** The ends of a device on both sides of a start: the way that it was found to run, and back. `null` where there is too little of it. */
export const endsFrom = (start: RidgeStart, field: ExposedField): readonly (DeviceEnd | null)[] => {
  const headings = [start.angle, start.angle + Math.PI];
  const seen = headings.map((heading) => seenFrom(start, field, heading));
  const followed = seen.map((one, n) =>
    withoutOthers(one, start, field, headings[n] ?? start.angle, seen[1 - n]?.trace.places ?? []),
  );
  return headings.map((heading, n) => {
    const [own, other] = [followed[n], followed[1 - n]];
    return own ? endFrom(start, field, heading, own, other?.trace.places.slice(1, BEFORE) ?? []) : null;
  });
};
