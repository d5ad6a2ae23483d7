/** What is known of a finding that somebody answers for. */
export interface Acknowledged {
  readonly code: string;
  readonly reason: string;
  /** Of a text: the text as it was looked at. */
  readonly textHash?: string;
}

/** Whether two findings are of the same: once a text has changed, what is found in it is another finding. */
export const isSameFinding = (one: Acknowledged, other: Acknowledged): boolean =>
  one.code === other.code && one.reason === other.reason && one.textHash === other.textHash;
