#!/usr/bin/env node
/**
 * Makes the bundled samples, byte for byte the same on every run. `--check` compares with what lies here and writes nothing; `--only NAME` makes
 * one folder; `--teaching DIR` writes the teaching set's drafts with their images into a folder, as `tipcheck teach set` takes them. What each sample shows stands in README.md.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readings } from './lib/readings.mjs';
import { SAMPLES } from './lib/samples.mjs';
import { tidied } from './lib/samples/sample.mjs';
import { SET, CASES } from './lib/teaching/cases.mjs';
import { teachingDrafts, teachingSet } from './lib/teaching/set.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const json = (/** @type {unknown} */ value) => new TextEncoder().encode(`${JSON.stringify(tidied(value), null, 2)}\n`);

const check = process.argv.includes('--check');
const teachingAt = process.argv.includes('--teaching')
  ? process.argv[process.argv.indexOf('--teaching') + 1]
  : undefined;
if (teachingAt !== undefined) {
  const { drafts, images } = teachingDrafts();
  const files = [
    ...drafts,
    ...images.flatMap(({ folder, files: held }) =>
      held.map(({ name, bytes }) => ({ name: `${folder}/${name}`, bytes })),
    ),
  ];
  for (const { name, bytes } of files) {
    mkdirSync(dirname(join(teachingAt, name)), { recursive: true });
    writeFileSync(join(teachingAt, name), bytes);
  }
  console.log(`${teachingAt}: ${String(images.length)} cases`);
  process.exit(0);
}
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
if (only !== undefined && only !== 'teaching' && !SAMPLES.some(({ id }) => id === only)) {
  console.error(`no sample is called ${only}`);
  process.exit(2);
}

/** @type {Map<string, Uint8Array>} */ const made = new Map();
/** @type {Map<string, string[]>} */ const listed = new Map();
for (const { id, sample } of SAMPLES) {
  if (only !== undefined && only !== id) continue;
  const files = sample.files();
  for (const { name, bytes } of files) made.set(`${id}/${name}`, bytes);
  made.set(`${id}/truth.json`, json(sample.truth()));
  for (const [name, record] of Object.entries(sample.records()))
    made.set(`records/${name}.tipcheck.json`, json(record));
  listed.set(
    id,
    files.map(({ name }) => name),
  );
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  console.log(`${id}: ${String(files.length)} files, ${(size / 1e6).toFixed(2)} MB`);
}

if (only === undefined || only === 'teaching') {
  const drafts = teachingDrafts();
  for (const { name, bytes } of drafts.drafts) made.set(`teaching/${SET.id}/${name}`, bytes);
  const files = await teachingSet(drafts);
  for (const { name, bytes } of files) made.set(`teaching/${name}`, bytes);
  console.log(`teaching: ${String(CASES.length)} cases, ${((files[0]?.bytes.length ?? 0) / 1e6).toFixed(2)} MB`);
}

if (only === undefined) {
  const filesOf = (/** @type {string} */ folder, /** @type {string} */ from) =>
    (listed.get(folder) ?? []).map((name) => (folder === from ? name : `../${folder}/${name}`));
  const samples = SAMPLES.map(({ id, title, modality, description, with: others = [], relations, sample }) => ({
    id,
    title,
    modality,
    description,
    folder: id,
    files: [id, ...others].flatMap((folder) => filesOf(folder, id)),
    truth: 'truth.json',
    records: Object.keys(sample.records()).map((name) => `../records/${name}.tipcheck.json`),
    ...(relations ? { relations } : {}),
  }));
  const sets = [{ id: SET.id, title: `Teaching set: ${SET.title}`, folder: 'teaching', files: [`${SET.id}.zip`] }];
  made.set('index.json', json({ samples, sets }));
  for (const [path, record] of readings()) made.set(path, json(record));
}

/** Folders whose content is all made here. */
const folders = [
  ...SAMPLES.map(({ id }) => id).filter((id) => only === undefined || only === id),
  ...(only === undefined || only === 'teaching' ? [`teaching/${SET.id}`] : []),
  ...(only === undefined ? ['records', ...new Set([...readings().keys()].map(dirname))] : []),
];

if (check) {
  const problems = [...made].flatMap(([path, bytes]) => {
    if (!existsSync(join(HERE, path))) return [`missing: ${path}`];
    return Buffer.from(bytes).equals(readFileSync(join(HERE, path))) ? [] : [`differs: ${path}`];
  });
  for (const folder of folders) {
    for (const name of existsSync(join(HERE, folder)) ? readdirSync(join(HERE, folder)) : [])
      if (!made.has(`${folder}/${name}`)) problems.push(`not made here: ${folder}/${name}`);
  }
  for (const problem of problems) console.error(problem);
  process.exit(problems.length > 0 ? 1 : 0);
}

for (const folder of folders) rmSync(join(HERE, folder), { recursive: true, force: true });
for (const [path, bytes] of made) {
  mkdirSync(dirname(join(HERE, path)), { recursive: true });
  writeFileSync(join(HERE, path), bytes);
}
