/** Where a confirmation stands with the archive. */
export type ArchiveState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'storing' }
  | { readonly kind: 'stored'; readonly at: Date; readonly warning: string | null }
  /** It says something else than what the archive has of it. */
  | { readonly kind: 'changed' }
  | {
      readonly kind: 'waiting';
      readonly reason: string;
      /** Asked again without being told to. */
      readonly triesAgain: boolean;
      /** What waits is an earlier version than what is marked now. */
      readonly isEarlier: boolean;
    };

/** The time of a moment as a clock on the wall shows it; with its date when that is another day. */
const clock = (at: Date, now: Date): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const day = (one: Date): string => `${String(one.getFullYear())}-${two(one.getMonth() + 1)}-${two(one.getDate())}`;
  return day(at) === day(now) ? time : `${day(at)} ${time}`;
};

/** What a reader is told. */
export const archiveWords = (state: ArchiveState, now: Date): string => {
  switch (state.kind) {
    case 'absent':
      return 'Not in the archive';
    case 'storing':
      return 'Storing…';
    case 'stored':
      return `Saved to archive ${clock(state.at, now)}${state.warning === null ? '' : `, but ${state.warning}`}`;
    case 'changed':
      return 'Changed since it was saved';
    case 'waiting': {
      const said = state.triesAgain ? `Waiting for the archive: ${state.reason}` : `Not stored: ${state.reason}`;
      return state.isEarlier ? `Changed since it was stored. An earlier version: ${said}` : said;
    }
  }
};
