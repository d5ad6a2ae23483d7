/** Two images share a patient frame only when both name one and it is the same: an absent UID matches nothing. */
export const isSameFrameOfReference = (a: string | null, b: string | null): boolean => a !== null && a === b;
