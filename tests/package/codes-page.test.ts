import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PRIVATE_MEANINGS, PRIVATE_SCHEME } from '../../src/report/sr/codes.ts';
import { ROOT } from '../support/documented.ts';

const page = readFileSync(`${ROOT}/docs/codes.md`, 'utf8');

it('the published table of private codes is that of the code', () => {
  const rows = [...page.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, value, meaning]) => [value, meaning]);
  expect(rows).toEqual(Object.entries(PRIVATE_MEANINGS));
  expect(page).toContain(PRIVATE_SCHEME);
});

it('private codes fit where codes are written', () => {
  for (const [value, meaning] of Object.entries(PRIVATE_MEANINGS)) {
    expect(value.length, value).toBeLessThanOrEqual(16);
    expect(meaning.length, value).toBeLessThanOrEqual(64);
  }
  expect(PRIVATE_SCHEME.length).toBeLessThanOrEqual(16);
  expect(new Set(Object.values(PRIVATE_MEANINGS)).size).toBe(Object.keys(PRIVATE_MEANINGS).length);
});
