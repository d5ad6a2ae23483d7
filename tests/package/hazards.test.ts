import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CAVEATS } from '../../src/assess/caveats.ts';
import { ROOT } from '../support/documented.ts';

const hazards = readFileSync(`${ROOT}/docs/hazards.md`, 'utf8');

it('every guard against a hazard is shown by a test that is there', () => {
  const shown = [...hazards.matchAll(/^ +- `(tests\/[^`]+)`: "([^"]+)"$/gm)].map(([, file = '', title = '']) => ({
    file,
    title,
  }));
  expect(shown).toHaveLength(hazards.match(/^ +- /gm)?.length ?? NaN);
  expect(shown.length).toBeGreaterThan(30);
  const missing = shown.filter(({ file, title }) => {
    const declared = readFileSync(`${ROOT}/${file}`, 'utf8').matchAll(
      /(?:\b(?:it|test|describe)\(|\bwhat:)\s*(['"`])(.*?)\1/gs,
    );
    // The lane that a test is in is no part of what it shows.
    return ![...declared].some(([, , name]) => name?.replace(/ @full$/, '') === title);
  });
  expect(missing).toEqual([]);
});

it('every caveat is named among the hazards', () => {
  expect(Object.keys(CAVEATS).filter((code) => !hazards.includes(`\`${code}\``))).toEqual([]);
});
