import type { ProcedureProfile } from '../assess/profiles/profile.ts';
import { readJson } from '../confirmation/parse.ts';
import { isRefused, type Refused } from '../confirmation/record.ts';
import type { Session } from './session.ts';

/** Profiles by id: those of `over` in the place of those of `base`, new ones after them. */
export const mergedProfiles = (
  base: readonly ProcedureProfile[],
  over: readonly ProcedureProfile[],
): readonly ProcedureProfile[] => {
  const byId = new Map(base.map((profile) => [profile.id, profile]));
  for (const profile of over) byId.set(profile.id, profile);
  return [...byId.values()];
};

/** Loads the bundled profiles into a session. What is there already, a site's own or one that was edited, stays. */
export const loadProfiles = async (session: Session): Promise<void> => {
  const { PROFILES } = await import('../assess/profiles/bundled.ts');
  session.profiles.value = mergedProfiles(PROFILES, session.profiles.peek());
};

/** A site's own profile, from text or an already parsed value: as `parseProfile` reads it, with what checks it loaded when it is needed. */
export const readProfile = async (json: unknown): Promise<ProcedureProfile | Refused> => {
  const read = typeof json === 'string' ? readJson(json, 'profile') : { value: json };
  if (isRefused(read)) return read;
  const { checkProfile } = await import('../assess/profiles/check-profile.ts');
  return checkProfile(read.value);
};

/** Gives a session a site's own profiles: they take the place of those with their id. Returns what was refused. */
export const addProfiles = async (session: Session, profiles: readonly unknown[]): Promise<readonly Refused[]> => {
  const read = await Promise.all(profiles.map(readProfile));
  const over = read.flatMap((one) => (isRefused(one) ? [] : [one]));
  session.profiles.value = mergedProfiles(session.profiles.peek(), over);
  return read.filter(isRefused);
};
