import { signal } from '@preact/signals-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ViewerHanded } from '../../../src/hosts/viewer-handed.ts';
import { failuresOf, type TipcheckErrorDetail } from '../../../src/hosts/viewer-context.ts';
import { Session } from '../../../src/session/session.ts';
import { said, speak } from '../../../src/words/words.ts';

beforeEach(() => speak('de'));
afterEach(() => speak('en'));

const handed = (): { handed: ViewerHanded; session: Session; told: TipcheckErrorDetail[] } => {
  const session = new Session();
  const told: TipcheckErrorDetail[] = [];
  const failures = failuresOf(session, (detail) => told.push(detail));
  const context = { session, machinery: signal(null), focus: () => undefined, ...failures };
  return { handed: new ViewerHanded(context, () => undefined), session, told };
};

it('tells programs of a profile that isn’t there in English, and the reader in the page’s language', async () => {
  const { handed: host, session, told } = handed();
  host.useProfile('no-such', null);
  await host.settled;
  expect(told).toEqual([{ code: 'unknown-profile', message: 'There is no procedure profile “no-such”.' }]);
  const shown = said(session.notice.value?.text ?? '');
  expect(shown).toContain('no-such');
  expect(shown).not.toContain('There is');
});

it('says why a record was refused, with the reason in the language of the sentence around it', async () => {
  const { handed: host, session, told } = handed();
  await host.add({ tipcheck: 1, id: '', space: { kind: 'patient', frameOfReferenceUID: '1.2.3' } });
  expect(told).toHaveLength(1);
  expect(told[0]?.message).toMatch(/^The record was refused: /);
  const shown = said(session.notice.value?.text ?? '');
  expect(shown).not.toBe(told[0]?.message);
  expect(shown).not.toMatch(/\b(the|was|must|characters)\b/);
});
