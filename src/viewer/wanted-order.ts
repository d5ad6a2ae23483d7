/** Which images are wanted next, seen from the one that is shown. */
export interface Outlook {
  readonly count: number;
  /** 0-based. */
  readonly current: number;
  /** Where the reader is heading: images ahead come before those behind. 0 where that isn't known. */
  readonly direction: -1 | 0 | 1;
  /** A run begins again at its end. */
  readonly loops: boolean;
  /** At most so many, the shown one included. */
  readonly limit: number;
}

/** Of three images two lie ahead: whoever turns back finds some, too. */
const AHEAD = 2;

/** Indices of images, the most wanted first: the shown one, then outward; of a run those that are due next. Each once. */
export function* wantedOrder({ count, current, direction, loops, limit }: Outlook): Generator<number, void, undefined> {
  let left = Math.min(count, limit);
  if (loops) {
    for (let step = 0; left > 0; step += 1, left -= 1) yield (current + step) % count;
    return;
  }
  const step = direction === 0 ? 1 : direction;
  const inARow = direction === 0 ? 1 : AHEAD;
  const isInside = (index: number): boolean => index >= 0 && index < count;
  let ahead = current;
  let behind = current - step;
  for (let turn = 0; left > 0; turn += 1) {
    const isAheadsTurn = turn % (inARow + 1) < inARow;
    const index = (isAheadsTurn && isInside(ahead)) || !isInside(behind) ? ahead : behind;
    if (!isInside(index)) return;
    yield index;
    if (index === ahead) ahead += step;
    else behind -= step;
    left -= 1;
  }
}
