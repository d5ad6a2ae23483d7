import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRefused, parseProfile, PROFILES } from '../../src/index.ts';
import { assessPaths } from '../../src/hosts/cli-assess.ts';
import { listProfiles } from '../../src/hosts/cli-profiles.ts';
import { PATIENT } from '../support/records.ts';

const threshold = {
  metric: 'depthError',
  comparison: 'within',
  limit: [-4, 6],
  unit: 'mm',
  title: 'Depth',
  source: 'Our own audit, 2026',
};
const profile = {
  tipcheckProfile: 1,
  id: 'our-biopsy',
  procedure: 'Biopsy as we do it',
  metrics: [{ name: 'depthError', why: 'We plan.' }, { name: 'ablativeMargin' }],
  thresholds: [threshold],
  blocking: [{ code: 'tip-unconfirmed', why: 'Always.' }, { code: 'ray-gap' }],
};
const withThreshold = (change: object): object => ({ ...profile, thresholds: [{ ...threshold, ...change }] });
const without = (value: object, name: string): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

describe('profiles that are refused', () => {
  const cases: readonly (readonly [name: string, json: unknown, code: string, message?: string])[] = [
    ['text that is no JSON', '{', 'not-json'],
    ['a list', [], 'not-a-profile'],
    ['a text that is JSON, but no object', '"x"', 'not-a-profile'],
    ['another version', { ...profile, tipcheckProfile: 2 }, 'unknown-version', 'tipcheckProfile: must be one of 1'],
    ['no version', without(profile, 'tipcheckProfile'), 'missing-member', 'tipcheckProfile: is required'],
    [
      'a member that there isn’t',
      { ...profile, verdict: 'inside' },
      'unknown-member',
      'verdict: is not a member of the format',
    ],
    [
      'a member named as those of every object',
      JSON.stringify(profile).replace('{', '{"__proto__":{"x":1},'),
      'unknown-member',
    ],
    ['an id with spaces', { ...profile, id: 'our biopsy' }, 'invalid-id'],
    ['an id of 65 characters', { ...profile, id: 'x'.repeat(65) }, 'invalid-id'],
    ['an id that is a number', { ...profile, id: 5 }, 'invalid-id'],
    ['an empty title', { ...profile, procedure: ' ' }, 'empty-text'],
    ['metrics that are no list', { ...profile, metrics: 'depthError' }, 'not-a-list'],
    ['a metric as a bare name', { ...profile, metrics: ['depthError'] }, 'wrong-type'],
    ['an unknown metric', { ...profile, metrics: [{ name: 'depth' }] }, 'unknown-metric'],
    ['a metric twice', { ...profile, metrics: [{ name: 'depthError' }, { name: 'depthError' }] }, 'repeated'],
    ['an unknown caveat', { ...profile, blocking: [{ code: 'bad-day' }] }, 'unknown-caveat'],
    ['a caveat twice', { ...profile, blocking: [{ code: 'ray-gap' }, { code: 'ray-gap' }] }, 'repeated'],
    [
      'a threshold without a source',
      { ...profile, thresholds: [without(threshold, 'source')] },
      'missing-member',
      'thresholds[0].source: is required',
    ],
    [
      'a threshold with an empty source',
      withThreshold({ source: '  ' }),
      'empty-text',
      'thresholds[0].source: must not be empty',
    ],
    ['a source that is no text', withThreshold({ source: null }), 'not-a-text'],
    ['a threshold with a result', withThreshold({ result: 'met' }), 'unknown-member'],
    ['a threshold on an unknown metric', withThreshold({ metric: 'margin' }), 'unknown-metric'],
    ['an unknown comparison', withThreshold({ comparison: 'about' }), 'unknown-comparison'],
    ['an unknown unit', withThreshold({ unit: 'cm' }), 'unknown-unit'],
    [
      'a limit that is no number',
      withThreshold({ limit: [NaN, 6] }),
      'not-a-number',
      'thresholds[0].limit[0]: must be a finite number',
    ],
    ['a limit in words', withThreshold({ limit: '5' }), 'not-a-number'],
    ['an endless limit', withThreshold({ comparison: 'at-most', limit: Infinity }), 'not-a-number'],
    ['a limit far beyond any image', withThreshold({ comparison: 'at-most', limit: 10_001 }), 'out-of-range'],
    [
      'an angle beyond a turn',
      withThreshold({ metric: 'angularError', unit: 'deg', comparison: 'at-most', limit: 361 }),
      'out-of-range',
    ],
    ['a range of three', withThreshold({ limit: [1, 2, 3] }), 'wrong-limit'],
    ['a range with one number', withThreshold({ limit: 5 }), 'wrong-limit'],
    ['a bound with two numbers', withThreshold({ comparison: 'at-most' }), 'wrong-limit'],
    ['an empty range', withThreshold({ limit: [4, 4] }), 'empty-range'],
    ['a range the wrong way round', withThreshold({ limit: [6, -4] }), 'empty-range'],
    [
      'what the source states in another form',
      withThreshold({ stated: 5 }),
      'wrong-limit',
      'thresholds[0]: stated: must be two numbers [low, high]',
    ],
    ['an angle in mm', withThreshold({ metric: 'angularError' }), 'wrong-unit'],
    ['a distance in degrees', withThreshold({ unit: 'deg' }), 'wrong-unit'],
    ['a zone narrower than its source supports', withThreshold({ narrowest: 5.1 }), 'narrower-than-supported'],
    ['a narrowest zone of 0', withThreshold({ narrowest: 0 }), 'not-positive'],
    ['a switch that is a number', withThreshold({ enabled: 1 }), 'not-a-truth-value'],
    ['an unknown way of reading', withThreshold({ seen: 'heard' }), 'unknown-reading'],
  ];
  it.each(cases)('%s', (_name, json, code, message) => {
    const result = parseProfile(json);
    expect(isRefused(result) ? result.code : 'accepted').toBe(code);
    if (!isRefused(result)) return;
    expect(result.message).not.toMatch(/\n/);
    if (message !== undefined) expect(result.message).toBe(message);
  });
});

describe('profiles that are read', () => {
  it.each([
    ['a site’s own', profile],
    ['one that counts nothing', { ...profile, metrics: [], thresholds: [], blocking: [] }],
    ['the narrowest zone itself', withThreshold({ narrowest: 5 })],
    [
      'one switched on, with all that a threshold may have',
      withThreshold({ seen: 'full-text', note: 'n', stated: [-5, 5], inProjection: false, enabled: true }),
    ],
    ['a least depth', withThreshold({ metric: 'signedDistance', comparison: 'at-most', limit: -2 })],
  ])('%s', (_name, json) => {
    expect(parseProfile(json)).toEqual(json);
    expect(parseProfile(`\uFEFF${JSON.stringify(json)}`)).toEqual(json);
  });

  it('do not change with the value that they were read from', () => {
    const value = structuredClone(profile);
    const read = parseProfile(value);
    value.thresholds[0] = { ...threshold, limit: [-100, 100] };
    value.id = 'other';
    value.metrics.pop();
    value.blocking.pop();
    expect(read).toEqual(profile);
  });
});

describe('profiles on the command line', () => {
  let folder = '';
  const path = (name: string): string => join(folder, name);
  const assessed = (given: string, json = true) => assessPaths([path('record.json')], { json, profile: given });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    const record = {
      tipcheck: 1,
      id: 'a',
      space: PATIENT,
      target: { shape: 'sphere', center: [0, 0, 0], radius: 6 },
      tip: { position: [0, 0, 1], sigma: 0.2 },
      plan: { entry: [0, 0, 60], target: [0, 0, 0] },
      procedure: 'biopsy',
    };
    await writeFile(path('record.json'), JSON.stringify(record));
    await writeFile(path('own.json'), JSON.stringify(withThreshold({ enabled: true, stated: [-5, 5] })));
    await writeFile(path('uncited.json'), JSON.stringify(withThreshold({ source: '' })));
    await writeFile(path('empty.json'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['nothing-of-the-kind', 'unknown-profile'],
    ['uncited.json', 'empty-text'],
    ['empty.json', 'empty'],
    ['.', 'not-a-file'],
  ])('refuses %s as %s: exit 2, one line on standard error, nothing else', async (name, code) => {
    const { stdout, stderr, exitCode } = await assessed(name === 'nothing-of-the-kind' ? name : path(name));
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr).toMatch(new RegExp(`^tipcheck: ${code}: [^\\n]+\\n$`));
  });

  it('holds a record against a bundled profile: nothing judged, what blocks said', async () => {
    const { stdout, stderr, exitCode } = await assessed('biopsy');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'indeterminate',
      profile: { id: 'biopsy', thresholds: [], blockedBy: ['tip-unconfirmed'] },
    });
    const words = (await assessed('biopsy', false)).stdout;
    expect(words).toMatch(/\nBiopsy \(biopsy\):\n {2}counts, in order: Centre from needle axis, /);
    expect(words).toContain('blocked by tip-unconfirmed: If the mark is the shaft');
    expect(words).toContain('thresholds that are off, and not judged: 1');
  });

  it('holds a record against a profile of a file, and says limit, result and source', async () => {
    expect(JSON.parse((await assessed(path('own.json'))).stdout)).toMatchObject({
      profile: { id: 'our-biopsy', thresholds: [{ limit: [-4, 6], result: 'met', reason: null }] },
    });
    expect((await assessed(path('own.json'), false)).stdout).toContain(
      'Depth: Depth error to plan within −4 to 6 mm, the source states −5 to 5 mm: Met. Source: Our own audit, 2026',
    );
  });

  it('judges nothing because of the procedure that a record names', async () => {
    const { stdout } = await assessPaths([path('record.json')], { json: true });
    expect(JSON.parse(stdout)).not.toHaveProperty('profile');
  });

  it('lists the bundled ones, and gives one as a file that can be read again', async () => {
    const { stdout } = await listProfiles(undefined, { json: false });
    expect(stdout.trimEnd().split('\n')).toHaveLength(PROFILES.length);
    expect(JSON.parse((await listProfiles(undefined, { json: true })).stdout)).toEqual(PROFILES);
    for (const one of PROFILES) {
      expect(parseProfile((await listProfiles(one.id, { json: true })).stdout)).toEqual(one);
      const words = (await listProfiles(one.id, { json: false })).stdout;
      for (const { source } of one.thresholds) expect(words).toContain(source);
    }
    expect(await listProfiles('nope', { json: true })).toMatchObject({ stdout: '', exitCode: 2 });
  });
});
