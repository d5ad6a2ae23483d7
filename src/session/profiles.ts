import { limitFault } from '../assess/profiles/limits.ts';
import type { ProcedureProfile, Threshold } from '../assess/profiles/profile.ts';
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

/** A site's own profiles, each checked as a file is: they take the place of those with their id. Returns what was refused. */
export const addProfiles = async (session: Session, profiles: readonly unknown[]): Promise<readonly Refused[]> => {
  const { parseProfile } = await import('../assess/profiles/parse-profile.ts');
  const read = profiles.map(parseProfile);
  const over = read.flatMap((one) => (isRefused(one) ? [] : [one]));
  session.profiles.value = mergedProfiles(session.profiles.peek(), over);
  return read.filter(isRefused);
};

/**
 * Switches a threshold of a profile on or off, or gives it another limit, for this session: no record changes and there is nothing to undo.
 * A limit that the profile's format doesn't allow changes nothing and is told.
 */
export const changeThreshold = (
  session: Session,
  profileId: string,
  index: number,
  change: Pick<Threshold, 'enabled'> | Pick<Threshold, 'limit'>,
): void => {
  session.profiles.value = session.profiles.peek().map((profile) => {
    const threshold = profile.thresholds[index];
    if (profile.id !== profileId || !threshold) return profile;
    const changed = { ...threshold, ...change };
    const fault = limitFault(changed);
    if (fault) {
      session.tell(`That limit isn’t taken: ${fault.message.replace(/^limit: /, '')}.`);
      return profile;
    }
    return { ...profile, thresholds: profile.thresholds.map((one) => (one === threshold ? changed : one)) };
  });
};
