import { effect, untracked } from '@preact/signals-core';
import type { Assessment } from '../assess/assessment.ts';
import type { Confirmation } from '../confirmation/record.ts';
import type { Session } from '../session/session.ts';

/** Whoever listens is told of every edit, with its assessment. */
export const announceChanges = (
  session: Session,
  tell: (detail: { readonly record: Confirmation | null; readonly assessment: Assessment | null }) => void,
): (() => void) => {
  let before: Confirmation | null = session.active.peek();
  let profileBefore = session.profile.peek();
  let contradictedBefore = false;
  let confirmationsBefore = session.cases.peek().confirmations;
  return effect(() => {
    const record = session.active.value;
    const assessment = session.assessment.value;
    const profile = session.profile.value;
    const { confirmations } = session.cases.value;
    // Looking at a picture without marks is no edit.
    const isEdit = confirmations !== confirmationsBefore || record !== null;
    confirmationsBefore = confirmations;
    // What is switched on in the profile changes the assessment without an edit of the record. One whose target is still being made ready is
    // told of with its assessment.
    const isContradicted = assessment?.caveats.some(({ code }) => code === 'tip-contradicted') ?? false;
    const isSame = record === before && profile === profileBefore && isContradicted === contradictedBefore;
    if (isSame || (record && !assessment)) return;
    before = record;
    contradictedBefore = isContradicted;
    profileBefore = profile;
    if (!isEdit) return;
    // Listeners may read signals of ours; that must not make this effect follow them.
    untracked(() => {
      tell({ record, assessment });
    });
  });
};
