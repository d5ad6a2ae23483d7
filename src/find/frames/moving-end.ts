/** What lies along the device in one frame of a cine, read at the same places of the axis in all of them, a cell apart; NaN beyond the image. */
export interface FrameProfile {
  /** Frames from the one that was pointed at. */
  readonly time: number;
  readonly values: Float64Array;
}

export interface MovingEndOptions {
  /** Where the end may lie in the frame that was pointed at, cells of the profiles. */
  readonly from: number;
  readonly to: number;
  /** What is looked at of every profile. */
  readonly low: number;
  readonly high: number;
  /** The device's height before its end, and 1 SD of one value. */
  readonly usual: number;
  readonly spread: number;
  /** Cells over which values are correlated. */
  readonly correlated: number;
  /** An end that goes less far than the first over all frames stays; none goes farther than the second. Cells. */
  readonly still: number;
  readonly most: number;
}

/** One end for all frames: where it lies, and how fast it goes along the axis. */
export interface MovingEnd {
  readonly at: number;
  /** Cells per frame. */
  readonly perFrame: number;
  /** How much better an end that moves explains all frames than one that stays (log likelihood). */
  readonly gain: number;
}

/** Of the usual height: a needle may be fainter towards its end. */
const HEIGHTS = [1, 0.75, 0.55] as const;
const HUBER = 1.5;
/** Speeds that are tried lie so far apart over all frames, cells. */
const TRAVEL_STEP = 1.5;

/**
 * The end that explains all frames best: a step from the device's height to nothing, that moves at one speed. Frames are taken together, so that a
 * dark gap on the shaft of one frame, or a bright speck beyond its end, doesn't pass for the end.
 */
export const movingEnd = (profiles: readonly FrameProfile[], options: MovingEndOptions): MovingEnd | null => {
  const { from, to, still, most, correlated } = options;
  const times = profiles.map(({ time }) => time);
  const span = Math.max(...times) - Math.min(...times);
  if (profiles.length < 3 || !(span > 0) || !(to > from)) return null;
  let [stays, moves] = [Infinity, Infinity];
  let best = { at: from, perFrame: 0 };
  for (const share of HEIGHTS) {
    const costs = profiles.map(({ values }) => stepCosts(values, options, share));
    for (let travel = -most; travel <= most; travel += TRAVEL_STEP) {
      const isStill = Math.abs(travel) <= still;
      const perFrame = travel / span;
      for (let at = from; at <= to; at += 1) {
        let cost = 0;
        for (let n = 0; n < profiles.length; n += 1) cost += costs[n]?.(at + perFrame * (times[n] ?? 0)) ?? 0;
        if (isStill) stays = Math.min(stays, cost);
        else if (cost < moves) [moves, best] = [cost, { at, perFrame }];
      }
    }
  }
  // The fastest that was tried is no answer: something else explains the frames.
  if (Math.abs(best.perFrame) * span > most - TRAVEL_STEP) return null;
  return { ...best, gain: (stays - moves) / Math.max(1, correlated) };
};

/** For each place of a step, how badly it explains the values: Huber's loss, in squares of the spread. */
const stepCosts = (
  values: Float64Array,
  { low, high, usual, spread }: MovingEndOptions,
  share: number,
): ((at: number) => number) => {
  const loss = (off: number): number => {
    const z = Math.abs(off) / spread;
    return z < HUBER ? (z * z) / 2 : HUBER * z - (HUBER * HUBER) / 2;
  };
  const first = Math.max(0, Math.floor(low));
  const last = Math.min(values.length, Math.ceil(high));
  // Up to each cell: what the device leaves before it, less what nothing would.
  const differences = new Float64Array(Math.max(1, last - first + 1));
  let nothing = 0;
  for (let k = first; k < last; k += 1) {
    const value = values[k] ?? NaN;
    const [on, off] = Number.isNaN(value) ? [0, 0] : [loss(value - share * usual), loss(value)];
    nothing += off;
    differences[k - first + 1] = (differences[k - first] ?? 0) + on - off;
  }
  return (at) => {
    const place = Math.min(differences.length - 1, Math.max(0, at - first));
    const cell = Math.floor(place);
    const before = differences[cell] ?? 0;
    return nothing + before + (place - cell) * ((differences[cell + 1] ?? before) - before);
  };
};
