import type { TipReason } from './candidate.ts';

/** What the pixels say of a mark that a person made. They never move it. */
export interface MarkExamination<Candidate> {
  /** `supported`: the device ends here. `contradicted`: it goes on, or isn't here, or leaves the image. `not-told`: the image can't tell. */
  readonly verdict: 'supported' | 'contradicted' | 'not-told';
  /** 0 to 1: how sure that is. */
  readonly score: number;
  readonly reasons: readonly TipReason[];
  /** The end that was found, if there is one: what "jump to the true end" goes to. */
  readonly end: Candidate | null;
  /** How far the device goes on beyond the mark, in the unit of the positions; negative where the mark lies beyond its end. Null without an end. */
  readonly beyond: number | null;
  readonly method: string;
  readonly version: string;
}
