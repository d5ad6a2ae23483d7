import type { Confirmation } from '../confirmation/record.ts';

/**
 * A teaching case as two values: what a learner sees before they answer, and what is revealed afterwards. The second is never part of the
 * first, so that whoever holds the first alone can't show, say or link to the answer.
 */

/** What may be said of a tip: that it is inside its target, outside, or that the images don't tell. */
export const SAYINGS = ['inside', 'outside', 'cannot-tell'] as const;
/** What may be said of a tip: that it is inside its target, outside, or that the images don't tell. */
export type Saying = (typeof SAYINGS)[number];

/** What a learner may be asked to mark. */
export const ASKED_MARKS = ['target', 'tip', 'shaft'] as const;
/** What a learner may be asked to mark. */
export type AskedMark = (typeof ASKED_MARKS)[number];

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** Of which kind the marks are; the frame of reference of all images where it is the patient's. Which image shows the tip is part of the answer. */
export type CaseSpace =
  | { readonly kind: 'patient'; readonly frameOfReferenceUID: string }
  | { readonly kind: 'image' | 'projection' | 'biplane' };

export interface CaseImage {
  /** In the case's file; a number, so that a listing tells nothing. */
  readonly name: string;
  readonly sopInstanceUID: string;
}

/** With what the answers were sealed: base64. Another piece of the key lies with the answers. */
export interface Seal {
  readonly salt: string;
  readonly nonce: string;
  readonly share: string;
}

/** What its author says of a case before it is answered. */
export interface CaseQuestion {
  readonly title: string;
  readonly question: string;
  readonly difficulty: Difficulty;
  /** Id of a procedure profile. */
  readonly procedure?: string;
  readonly licence: string;
  /** Where the images come from, without anybody's name. */
  readonly source: string;
  /** The marks that an answer has to hold. */
  readonly asks: readonly AskedMark[];
}

/** What is known before the answer: `case.json`. */
export interface TeachingCase extends CaseQuestion {
  readonly tipcheckCase: 1;
  readonly id: string;
  /** DICOM Modality of the images that are marked on. */
  readonly modality: string;
  readonly space: CaseSpace;
  readonly images: readonly CaseImage[];
  readonly seal: Seal;
}

/** One expert's marks, under a name that is nobody's. */
export interface Reference {
  readonly expert: string;
  readonly record: Confirmation;
}

/** An image as it should be looked at to see what the explanation says. */
export interface KeyView {
  readonly caption: string;
  readonly sopInstanceUID: string;
  readonly frame: number;
  /** What is at the middle of the view: patient mm, or an image point where the image has no place. */
  readonly focus?: readonly number[];
  /** Half of the height that the view shows, in the unit of `focus`: zoom that doesn't depend on a screen. */
  readonly halfHeight?: number;
  /** The stored values between which greys run. */
  readonly window?: { readonly lower: number; readonly upper: number };
  /** The marks that are drawn; none where the image is to be seen without. */
  readonly marks: readonly AskedMark[];
}

/** What may be shown once a case is answered, beside the verdict. */
export const REVEALED = ['reference-marks', 'differences', 'key-views', 'explanation'] as const;
/** What may be shown once a case is answered, beside the verdict. */
export type Revealed = (typeof REVEALED)[number];

/** What its author says of a case once it is answered. */
export interface CaseSolution {
  readonly references: readonly Reference[];
  /** What is true, where the author knows it otherwise than from the references, as of a phantom; or that the images can't tell. */
  readonly verdict?: Saying;
  /** What the case teaches, in a line. */
  readonly teaches: string;
  readonly explanation: string;
  readonly keyViews: readonly KeyView[];
  readonly reveal: readonly Revealed[];
}

/** What is known after the answer: the sealed part. */
export interface CaseAnswers extends CaseSolution {
  readonly tipcheckCaseAnswers: 1;
  /** Id of the case. */
  readonly case: string;
}

/** A case as its author writes it, with UIDs as they are in the images that it is made of. */
export interface CaseDraft extends CaseQuestion, CaseSolution {}

/** A learner's answer. Nothing in it says who they are. */
export interface TeachingAnswer {
  readonly tipcheckAnswer: 1;
  /** Id of the case. */
  readonly case: string;
  readonly says: Saying;
  /** How sure the learner is that what they say is right: 0.5, a guess, to 1. */
  readonly confidence: number;
  readonly record: Confirmation;
}
