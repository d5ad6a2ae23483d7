import { limitFault } from '../assess/profiles/limits.ts';
import type { Threshold } from '../assess/profiles/profile.ts';
import type { Session } from './session.ts';

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
