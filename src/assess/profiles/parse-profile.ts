import { readJson } from '../../confirmation/parse.ts';
import { isRefused, type Refused } from '../../confirmation/record.ts';
import { checkProfile } from './check-profile.ts';
import type { ProcedureProfile } from './profile.ts';

/**
 * Reads a procedure profile: JSON text, with or without a byte order mark, or an already parsed value. Returns the profile, or a refusal that
 * names the member and the reason. Never throws on bad input.
 */
export const parseProfile = (json: unknown): ProcedureProfile | Refused => {
  const read = typeof json === 'string' ? readJson(json, 'profile') : { value: json };
  return isRefused(read) ? read : checkProfile(read.value);
};
