import { beforeAll, expect, test } from 'vitest';
import { CAVEATS } from '../../../src/assess/caveats.ts';
import { PROFILES } from '../../../src/assess/profiles/bundled.ts';
import { DEVICE_KINDS, SEGMENT_ROLES } from '../../../src/confirmation/device.ts';
import { BASIS_WORDS } from '../../../src/image/basis-words.ts';
import { measureHint, measureLabel, RESULT_WORDS } from '../../../src/report/profile-wording.ts';
import { METRIC_ORDER, tipReminder, VERDICT_WORDS } from '../../../src/report/wording.ts';
import { zoneName } from '../../../src/report/zone-wording.ts';
import { CATALOGS } from '../../../src/words/catalog.ts';
import { germanFind } from '../../../src/words/de/find.ts';
import { matcherOf, type Matcher } from '../../../src/words/matcher.ts';
import { leftEnglish } from '../../support/left-english.ts';
import { messagesIn as messagesOf, sentencesIn as sentencesOf, textsInCalls } from '../../support/texts-of-source.ts';

/** The command line speaks English, and words speak for themselves. */
const OTHERS = /src\/(hosts\/cli|words)/;
const textsIn = textsInCalls(OTHERS);
const messagesIn = messagesOf(OTHERS);
const sentencesIn = sentencesOf(OTHERS);

const languages: { readonly tag: string; readonly match: Matcher; readonly keys: ReadonlySet<string> }[] = [];
beforeAll(async () => {
  for (const [tag, load] of Object.entries(CATALOGS)) {
    const catalog = await load();
    languages.push({ tag, match: matcherOf(catalog), keys: new Set(Object.keys(catalog)) });
  }
});

/** Words that are the same in some language as in English. */
const isSame = new Set(['stent', 'coil', 'drain', 'Stent', 'Ablation', 'Drainage', 'Ablation (RFA, MWA, cryo)']);

const expectTranslated = (texts: readonly string[]): void => {
  expect(texts.length).toBeGreaterThan(0);
  for (const { tag, match } of languages)
    // What is all values says nothing by itself: "file: problem".
    for (const text of texts.filter((one) => /[a-z]/.test(one))) {
      const said = match(text);
      expect.soft(said, `${tag}: ${text}`).not.toBeNull();
      expect.soft(leftEnglish(said ?? ''), `${tag}: ${text}`).toEqual([]);
      if (!isSame.has(text)) expect.soft(said, `${tag}: ${text}`).not.toBe(text);
    }
};

test('every caveat of an assessment is told in every language', () => {
  expectTranslated(Object.values(CAVEATS));
});

test('measures, verdicts, results, bases of scales, devices and reminders are told in every language', () => {
  const names = [...METRIC_ORDER, 'ablativeMargin'] as const;
  expectTranslated([
    ...names.map(measureLabel),
    ...names.map(measureHint),
    ...Object.values(VERDICT_WORDS),
    ...Object.values(RESULT_WORDS),
    ...Object.values(BASIS_WORDS),
    ...['CT', 'MR', 'US', 'XA', 'PT'].map(tipReminder),
  ]);
  const roles = [...SEGMENT_ROLES, 'ablation' as const];
  expectTranslated([...DEVICE_KINDS, ...roles.map((role) => zoneName({ role, ifFired: false }))]);
});

test('what a bundled profile shows is told in every language', () => {
  expectTranslated(PROFILES.map(({ procedure }) => procedure));
  const thresholds = PROFILES.flatMap((profile) => profile.thresholds);
  expectTranslated(thresholds.flatMap(({ title, note }) => [title, ...(note === undefined ? [] : [note])]));
  expectTranslated(PROFILES.flatMap(({ blocking }) => blocking.flatMap(({ why }) => (why === undefined ? [] : [why]))));
});

test('every refusal and every caveat that stands in the source is told in every language', () => {
  const refusals = textsIn(/^(refused|refusal|caveat|says|withheld|problem)$/, 1);
  // A count, so that a renamed function doesn't leave the test with nothing to see.
  expect(refusals.length).toBeGreaterThan(200);
  expectTranslated(refusals);
  expectTranslated(textsIn(/^(unusable|skipped|fault)$/, 2));
});

test('what the reader is told is told in every language', () => {
  const told = textsIn(/(\.|^)tell$/, 0);
  // A count, so that a renamed function doesn't leave the test with nothing to see.
  expect(told.length).toBeGreaterThan(40);
  expectTranslated(told);
});

test('what a host fails at is told in every language', () => {
  const failures = messagesIn(/^src\/hosts\/(?!page\/)/);
  expect(failures.length).toBeGreaterThan(15);
  expectTranslated(failures);
});

/** What the pixels say: reasons and why there is no end, and what is put into them from elsewhere. */
const saidOfPixels = (): readonly string[] => [
  ...new Set([
    ...messagesIn(/^src\/find\//),
    ...textsIn(/^(notFound|unseen)$/, 1, /^src\/find\//).filter((text) => text !== ''),
    ...sentencesIn(/^src\/find\//),
  ]),
];

const numbersIn = (text: string): readonly string[] => text.match(/\d+/g) ?? [];

test('what the pixels say of a tip is told in every language, with its numbers', () => {
  const told = saidOfPixels();
  // A count, so that a renamed function doesn't leave the test with nothing to see.
  expect(told.length).toBeGreaterThan(50);
  expectTranslated(told);
  for (const { tag, match } of languages)
    for (const text of told) expect.soft(numbersIn(match(text) ?? ''), `${tag}: ${text}`).toEqual(numbersIn(text));
});

test('the catalogs hold nothing that the pixels no longer say', () => {
  const told = saidOfPixels();
  for (const key of Object.keys(germanFind)) {
    const match = matcherOf({ [key]: 'said' });
    expect
      .soft(
        told.filter((text) => match(text) === 'said'),
        key,
      )
      .not.toEqual([]);
  }
});

test('why these images can’t be searched is told in every language', () => {
  const reasons = [
    ...textsIn(/^nothing$/, 0, /^src\/session\/(search-pixels|find-tip)/),
    ...textsIn(/^refusal$/, 1, /^src\/find\/searchable/),
  ];
  expect(reasons.length).toBeGreaterThan(6);
  expectTranslated(reasons);
});

test('every part that the wordings of a report say has its text in every catalog', () => {
  const parts = textsIn(/^say$/, 0);
  expect(parts.length).toBeGreaterThan(40);
  for (const { tag, keys } of languages)
    for (const part of parts) expect.soft(keys.has(part), `${tag}: ${part}`).toBe(true);
});

test('inside and outside are told apart in every language', async () => {
  const words: Readonly<Record<string, readonly [inside: RegExp, outside: RegExp]>> = {
    de: [/innerhalb/i, /außerhalb/i],
    fr: [/intérieur/i, /extérieur/i],
    es: [/dentro/i, /fuera/i],
    zh: [/内/, /外/],
  };
  for (const [tag, load] of Object.entries(CATALOGS)) {
    const catalog: Readonly<Record<string, string>> = await load();
    const pairs = Object.keys(catalog)
      .map((text) => [text, text.replace('inside', 'outside').replace('Inside', 'Outside')] as const)
      .filter(([text, other]) => text !== other && Object.hasOwn(catalog, other));
    expect(pairs.length).toBeGreaterThan(4);
    const [inside = /^$/, outside = /^$/] = words[tag] ?? [];
    for (const [text, other] of pairs) {
      expect.soft(catalog[text], `${tag}: ${text}`).toMatch(inside);
      expect.soft(catalog[text], `${tag}: ${text}`).not.toMatch(outside);
      expect.soft(catalog[other], `${tag}: ${other}`).toMatch(outside);
      expect.soft(catalog[other], `${tag}: ${other}`).not.toMatch(inside);
    }
  }
});
