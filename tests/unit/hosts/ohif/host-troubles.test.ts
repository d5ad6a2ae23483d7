import { expect, test } from 'vitest';
import { versionTrouble } from '../../../../src/hosts/ohif/host-troubles.ts';

test.each(['4.5.13', '4.15.29', '5.6.8', '5.14.0', '5.0.0-beta.1'])('Cornerstone %s is taken as it is', (version) => {
  expect(versionTrouble(version)).toBeNull();
});

test.each(['3.33.9', '4.5.12', '4.4.99', '6.0.0', '10.0.0'])(
  'Cornerstone %s is told of, with its number',
  (version) => {
    expect(versionTrouble(version)).toContain(`Cornerstone ${version};`);
  },
);

test.each([undefined, null, 5, '', 'next'])('a host that says %s as its version is told of', (version) => {
  expect(versionTrouble(version)).toContain('does not say which version');
});
