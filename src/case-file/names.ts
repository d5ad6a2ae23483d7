/** Of the files in a case: they say what sort each is and nothing of what it holds. */
export const CASE_NAME = 'case.json';
export const SEALED_NAME = 'sealed.bin';
export const READ_ME_NAME = 'README.txt';
/** Of the list in a set of cases. */
export const SET_NAME = 'set.json';
