/**
 * Plays frames by the clock: the frame shown is the one due now, so a slow machine skips frames instead of slowing the run down.
 * Frame times are those recorded in the images (FrameTime, FrameTimeVector), in milliseconds.
 */
export interface CineClock {
  readonly playing: boolean;
  play(): void;
  stop(): void;
}

export interface CineClockOptions {
  readonly frameTimesMs: readonly number[];
  /** The frame shown now, 0-based. */
  readonly current: () => number;
  /** Asked to show a frame; resolves when it is on the screen, so that frames never pile up. */
  readonly show: (frame: number) => Promise<void>;
  readonly onChange: (playing: boolean) => void;
}

/** Where in the run a moment lies: the frame due after `elapsedMs`, looping. */
export const frameDue = (frameTimesMs: readonly number[], startFrame: number, elapsedMs: number): number => {
  const runMs = frameTimesMs.reduce((sum, time) => sum + time, 0);
  if (!(runMs > 0)) return startFrame;
  const beforeStart = frameTimesMs.slice(0, startFrame).reduce((sum, time) => sum + time, 0);
  let left = (beforeStart + elapsedMs) % runMs;
  for (let frame = 0; frame < frameTimesMs.length; frame += 1) {
    left -= frameTimesMs[frame] ?? 0;
    if (left < 0) return frame;
  }
  return frameTimesMs.length - 1;
};

const LONGEST_WAIT_MS = 1000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const createCineClock = (options: CineClockOptions): CineClock => {
  let startedAt: number | null = null;
  let startFrame = 0;
  let request = 0;

  const tick = async (now: number): Promise<void> => {
    if (startedAt === null) return;
    const due = frameDue(options.frameTimesMs, startFrame, now - startedAt);
    // A frame that never comes must not hold up the run: some viewports never answer for one that was overtaken.
    if (due !== options.current())
      await Promise.race([options.show(due).catch(() => undefined), pause(LONGEST_WAIT_MS)]);
    next();
  };

  /** Does nothing when the run was stopped while a frame was being shown. */
  const next = (): void => {
    if (startedAt !== null) request = requestAnimationFrame((now) => void tick(now));
  };

  return {
    get playing() {
      return startedAt !== null;
    },
    play() {
      if (startedAt !== null || options.frameTimesMs.length < 2) return;
      startedAt = performance.now();
      startFrame = options.current();
      options.onChange(true);
      next();
    },
    stop() {
      if (startedAt === null) return;
      startedAt = null;
      cancelAnimationFrame(request);
      options.onChange(false);
    },
  };
};
