import { describe, expect, it } from 'vitest';
import { isRefused, PROFILES } from '../../../src/index.ts';
import { reportCsv, reportJson, recordsFromReport } from '../../../src/report/summary.ts';
import { changeThreshold } from '../../../src/session/change-threshold.ts';
import { addProfiles, loadProfiles } from '../../../src/session/profiles.ts';
import type { Session } from '../../../src/session/session.ts';
import { PATIENT, recordOf } from '../../support/records.ts';
import { readySession } from '../../support/sessions.ts';

const withRecord = (): Session => {
  const session = readySession();
  session.add(
    recordOf({
      space: PATIENT,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 0, 1], evidence: 'none', sigma: 0.2 },
    }),
  );
  return session;
};
const own = { tipcheckProfile: 1, id: 'biopsy', procedure: 'Our biopsy', metrics: [], thresholds: [], blocking: [] };
const results = (session: Session): unknown[] =>
  (session.assessment.value?.profile?.thresholds ?? []).map(({ result }) => result);

describe('the profile of a session', () => {
  it('is the one that the active record names, once profiles are loaded', async () => {
    const session = withRecord();
    session.dispatch({ kind: 'set-procedure', procedure: 'biopsy' });
    expect(session.assessment.value?.profile).toBeUndefined();
    await loadProfiles(session);
    expect(session.assessment.value?.profile).toMatchObject({ id: 'biopsy', blockedBy: ['tip-unconfirmed'] });
    session.dispatch({ kind: 'set-procedure', procedure: 'nobody-has-it' });
    expect(session.profile.value).toBeNull();
    session.undo();
    expect(session.profile.value?.id).toBe('biopsy');
  });

  it('is judged where a threshold is switched on, without an edit and without a step to undo', async () => {
    const session = withRecord();
    await loadProfiles(session);
    session.dispatch({ kind: 'set-procedure', procedure: 'biopsy' });
    const [record, verdict] = [session.active.value, session.assessment.value?.verdict];
    changeThreshold(session, 'biopsy', 0, { enabled: true });
    expect(results(session)).toEqual(['met']);
    changeThreshold(session, 'biopsy', 0, { limit: 0.5 });
    expect(results(session)).toEqual(['not-met']);
    expect(session.profile.value?.thresholds[0]).toMatchObject({ limit: 0.5, stated: 2.7 });
    expect(session.active.value).toBe(record);
    expect(session.assessment.value?.verdict).toBe(verdict);
    session.undo();
    expect(session.active.value?.procedure).toBeUndefined();
    session.redo();
    expect(results(session)).toEqual(['not-met']);
    // The bundled ones are everybody's.
    expect(PROFILES[0]?.thresholds[0]).toMatchObject({ limit: 2.7, enabled: false });
  });

  it('takes no limit that its format refuses, and says why', async () => {
    const session = withRecord();
    await loadProfiles(session);
    changeThreshold(session, 'vascular-access', 1, { limit: 15 });
    expect(session.profiles.value).toEqual(PROFILES);
    expect(session.notice.value?.text).toBe(
      'That limit isn’t taken: no zone narrower than ±20 mm is supported by its source.',
    );
  });

  it('is a site’s own in the place of the bundled one, whichever comes first; a wrong one is refused alone', async () => {
    for (const order of ['site first', 'bundled first']) {
      const session = withRecord();
      if (order === 'bundled first') await loadProfiles(session);
      const refusals = await addProfiles(session, [
        own,
        { ...own, id: 'wrong', verdict: 1 },
        { ...own, id: 'further' },
      ]);
      await loadProfiles(session);
      expect(refusals.map(({ code }) => code)).toEqual(['unknown-member']);
      expect(session.profiles.value).toHaveLength(PROFILES.length + 1);
      expect(session.profiles.value[0]?.procedure).toBe('Our biopsy');
      expect(session.profiles.value.some(({ id }) => id === 'further')).toBe(true);
    }
  });

  it('goes into what is saved: limit, result and source, and the record reads back', async () => {
    const session = withRecord();
    await loadProfiles(session);
    session.dispatch({ kind: 'set-procedure', procedure: 'biopsy' });
    changeThreshold(session, 'biopsy', 0, { enabled: true });
    changeThreshold(session, 'biopsy', 0, { limit: 3 });
    const csv = await reportCsv(session.assessed());
    expect(csv).toContain('tip-unconfirmed');
    expect(csv).toContain('Tip to target centre at most 3 mm, the source states 2.7 mm: Met. Source: de Jong et al.');
    const [record] = recordsFromReport(reportJson(session.assessed())) ?? [];
    expect(record && !isRefused(record) && record.procedure).toBe('biopsy');
  });
});
