import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isRefused, parseProfile } from '../../src/index.ts';
import { documented, ROOT } from '../support/documented.ts';
import { bundledProfilesPage } from '../support/profiles-page.ts';

const PAGE = `${ROOT}/docs/profiles.md`;
const WRITTEN = /(?<=<!-- written: bundled profiles -->\n\n)[\s\S]*(?=\n$)/;

// WRITE_PAGES=1 writes the page anew: npx vitest run tests/package/profiles-page.test.ts
it('docs/profiles.md lists every bundled profile as the data have it', () => {
  const page = readFileSync(PAGE, 'utf8');
  const written = bundledProfilesPage();
  if (process.env['WRITE_PAGES'] === '1')
    writeFileSync(
      PAGE,
      page.replace(WRITTEN, () => written),
    );
  else expect(WRITTEN.exec(page)?.[0]).toBe(written);
});

it('the example of docs/profiles.md is a profile that is read, switched on', () => {
  const profile = parseProfile(documented('docs/profiles.md', 'profile'));
  expect(isRefused(profile) ? profile.message : profile.thresholds[0]?.enabled).toBe(true);
});
