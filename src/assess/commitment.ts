import { instantOf } from '../confirmation/instant.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Caveat, Commitment } from './assessment.ts';
import { caveat } from './caveats.ts';

/**
 * Which look was the last one before the step that can't be taken back. Times are compared as instants, whatever zone they are written in.
 * A look counts wherever it was taken, in another frame of reference too, and without a mark: somebody looked. The record's own tip counts
 * once it is marked. Null for a record that isn't committed.
 */
export const commitmentOf = (
  record: Confirmation,
  tipIsMarked: boolean,
): { readonly commitment: Commitment; readonly caveats: readonly Caveat[] } | null => {
  const { committedAt } = record;
  const committed = committedAt === undefined ? null : instantOf(committedAt);
  if (committedAt === undefined || committed === null) return null;
  const looks: readonly { readonly look: number | 'current'; readonly at: string | undefined }[] = [
    ...(record.looks ?? []).map(({ at }, look) => ({ look, at })),
    ...(tipIsMarked ? [{ look: 'current' as const, at: record.at }] : []),
  ];
  let last: Commitment['last'] = null;
  let lastInstant = -Infinity;
  let someUnknown = false;
  for (const { look, at } of looks) {
    const instant = at === undefined ? null : instantOf(at);
    if (instant === null) someUnknown = true;
    // Of looks at the same time the one that is listed later.
    else if (instant <= committed && instant >= lastInstant) [last, lastInstant] = [look, instant];
  }
  return {
    commitment: { at: committedAt, last },
    caveats: [
      ...(last === null ? [caveat('no-look-before-commitment')] : []),
      ...(someUnknown ? [caveat('look-time-unknown')] : []),
    ],
  };
};
