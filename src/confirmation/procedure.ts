/** Names a procedure: the id of a profile, of ours or of a site's own. Lower-case words joined by hyphens, at most 64 characters. */
export const isProcedureId = (value: string): boolean => value.length <= 64 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value);

export const PROCEDURE_ID_RULE = 'must be lower-case words joined by hyphens, at most 64 characters, such as biopsy';
