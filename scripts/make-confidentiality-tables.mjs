/**
 * Writes src/release/confidentiality-table.ts and src/release/known-attributes.ts from the standard in JSON: table E.1-1 of PS3.15 (id,
 * basicProfile, rtnLongModifDatesOpt) and the data dictionary of PS3.6 (id, valueRepresentation, valueMultiplicity, retired), both as lists of
 * objects whose `id` is the tag.
 *
 *   node scripts/make-confidentiality-tables.mjs EDITION confidentiality_profile_attributes.json attributes.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [edition, profilePath, dictionaryPath] = process.argv.slice(2);
if (!edition || !profilePath || !dictionaryPath) throw new Error('needs EDITION, the table and the dictionary');

/** @type {(path: string) => any[]} */
const readList = (path) => JSON.parse(readFileSync(path, 'utf8'));
const profile = readList(profilePath);
const dictionary = new Map(readList(dictionaryPath).map((row) => [row.id.toUpperCase(), row]));

/** Groups that images have: what stands in others isn't kept at all. */
const IMAGE_GROUPS = '0008 0018 0020 0022 0028 0040 0048 0050 0052 0054 0060 0062 2050 5200'.split(' ');
/** Bulk data: kept only where they are named in the rules. */
const BULK = new Set('OB OW OF OD OL OV UN'.split(' '));

/** One line per group of tags. @param {string[]} tags */
const lines = (tags) => {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const tag of tags.sort()) {
    const group = tag.slice(0, 4);
    groups.set(group, [...(groups.get(group) ?? []), tag.slice(4)]);
  }
  return [...groups].flatMap(([group, elements]) => {
    const wrapped = [];
    for (let at = 0; at < elements.length; at += 24) wrapped.push(`${group} ${elements.slice(at, at + 24).join(' ')}`);
    return wrapped;
  });
};

/** @param {Map<string, string[]>} rows */
const rowsText = (rows) =>
  [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, tags]) => {
      const text = lines(tags);
      return `  [${key}, ${text.length === 1 ? `'${text.join('')}'` : `\`${text.join('\n')}\``}],`;
    })
    .join('\n');

/** @param {Map<string, string[]>} rows @param {string} key @param {string} tag */
const add = (rows, key, tag) => rows.set(key, [...(rows.get(key) ?? []), tag]);

/** @type {Map<string, string[]>} */
const actions = new Map();
const listed = new Set();
for (const row of profile) {
  const tag = row.id.toUpperCase();
  listed.add(tag);
  // Command elements, private ones, curves and overlays: whole groups, which the rules name.
  if (!/^[0-9A-F]{8}$/.test(tag) || tag.startsWith('0000')) continue;
  const vr = dictionary.get(tag)?.valueRepresentation ?? 'UN';
  const shifts = row.rtnLongModifDatesOpt === 'C' && ['DA', 'TM', 'DT'].includes(vr);
  add(actions, `'${row.basicProfile}${shifts ? '+shift' : ''}', '${vr}'`, tag);
}

/** The most values that an attribute has; 0 where nothing limits them. @param {string} multiplicity */
const mostOf = (multiplicity) => (multiplicity.includes('n') ? 0 : Number(multiplicity.split('-').at(-1)));

/** @type {Map<string, string[]>} */
const known = new Map();
for (const [tag, { valueRepresentation, valueMultiplicity, retired }] of dictionary) {
  if (listed.has(tag) || retired !== 'N' || !IMAGE_GROUPS.includes(tag.slice(0, 4)) || tag.endsWith('0000')) continue;
  const vr = valueRepresentation.split(' or ').join('/');
  if (!/^[A-Z]{2}(\/[A-Z]{2})*$/.test(vr) || vr.split('/').some((/** @type {string} */ one) => BULK.has(one))) continue;
  add(known, `'${vr}', ${mostOf(valueMultiplicity)}`, tag);
}

const folder = resolve(import.meta.dirname, '../src/release');
writeFileSync(
  resolve(folder, 'confidentiality-table.ts'),
  `/**
 * Table E.1-1 of PS3.15 ${edition}, Basic Application Level Confidentiality Profile: action, value representation (PS3.6), tags (group, then
 * elements). \`+shift\`: dates and times that the Retain Longitudinal Temporal Information With Modified Dates Option cleans. Without the rows
 * for whole groups (curves, overlays, private elements), which attribute-rule.ts has. Made by scripts/make-confidentiality-tables.mjs.
 */
export const CONFIDENTIALITY_TABLE: readonly (readonly [action: string, vr: string, tags: string])[] = [
${rowsText(actions)}
];
`,
);
writeFileSync(
  resolve(folder, 'known-attributes.ts'),
  `/**
 * Attributes of images that table E.1-1 doesn't name: value representations (PS3.6 ${edition}), the most values that they have (0: any number),
 * tags (group, then elements). Without retired ones and without bulk data. Made by scripts/make-confidentiality-tables.mjs.
 */
export const KNOWN_ATTRIBUTES: readonly (readonly [vrs: string, most: number, tags: string])[] = [
${rowsText(known)}
];
`,
);
