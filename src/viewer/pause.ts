export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Lets the page do what else waits, frames and presses among it. */
export const nextTask = async (): Promise<void> => {
  const { scheduler } = globalThis as { readonly scheduler?: { yield?(): Promise<void> } };
  await (scheduler?.yield ? scheduler.yield() : pause(0));
};

/** Frames aren't counted by a page that nobody sees. */
const LONGEST_FRAME_MS = 50;

/** Settles before the next frame is painted, with what changes in it. */
export const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resolve();
    };
    const frame = requestAnimationFrame(end);
    const timer = setTimeout(end, LONGEST_FRAME_MS);
  });
