#!/usr/bin/env node
/**
 * Makes phantoms of devices with known tips, as DICOM files: `node sample-data/phantoms/make.mjs ct --out DIR`, or mr,
 * ultrasound, fluoroscopy. README.md tells of the options and
 * of what the truth file says.
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ctPhantom, randomCt } from './ct.mjs';
import { ctFiles, fluoroscopyFiles, mrFiles, ultrasoundFiles } from './files.mjs';
import { fluoroscopyPhantom, randomOptions as randomFluoroscopy } from './fluoroscopy.mjs';
import { mrPhantom, randomMr } from './mr.mjs';
import { randomOptions as randomUltrasound, ultrasoundPhantom } from './ultrasound.mjs';

/** @param {string} problem @returns {never} */
const refuse = (problem) => {
  console.error(`make: ${problem}`);
  process.exit(2);
};

const { values, positionals } = (() => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        count: { type: 'string', default: '1' },
        set: { type: 'string', multiple: true, default: [] },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message.split('. ')[0] : 'wrong usage');
  }
})();

/** @param {string} name @param {string} text */
const wholeNumber = (name, text) => (/^\d{1,7}$/.test(text) ? Number(text) : refuse(`--${name} takes a whole number`));

const [kind, ...more] = positionals;
/** @typedef {{ files: import('../lib/study.mjs').File[], truth: object }} Made */
/** @type {Readonly<Record<string, { options: (seed: number) => object, make: (options: any) => Made }>>} */
const KINDS = {
  ct: { options: randomCt, make: (options) => ctFiles(ctPhantom(options), options) },
  mr: { options: randomMr, make: (options) => mrFiles(mrPhantom(options), options) },
  ultrasound: { options: randomUltrasound, make: (options) => ultrasoundFiles(ultrasoundPhantom(options), options) },
  fluoroscopy: {
    options: randomFluoroscopy,
    make: (options) => fluoroscopyFiles(fluoroscopyPhantom(options), options),
  },
};
if (kind === undefined || more.length > 0 || !Object.hasOwn(KINDS, kind))
  refuse(`give one kind of phantom: ${Object.keys(KINDS).join(', ')}`);
if (values.out === undefined) refuse('--out is needed: the folder to write into');
const seed = wholeNumber('seed', values.seed);
const count = wholeNumber('count', values.count);
const { options: drawn, make } = KINDS[kind] ?? refuse(`there is no ${kind}`);

/** What is set instead of drawn, by name. */
const given = Object.fromEntries(
  values.set.map((text) => {
    const [, name, value] = /^([a-zA-Z]+)=(.*)$/.exec(text) ?? refuse(`--set takes NAME=VALUE, not ${text}`);
    if (!(name in drawn(seed))) refuse(`a ${kind} phantom has no option ${name}`);
    try {
      return [name, JSON.parse(value)];
    } catch {
      return refuse(`the value of ${name} is not JSON`);
    }
  }),
);

for (let n = seed; n < seed + count; n += 1) {
  const name = `${kind}-${String(n).padStart(4, '0')}`;
  const folder = join(values.out, name);
  if (existsSync(folder) && readdirSync(folder).length > 0) refuse(`${name} is there already: choose another folder`);
  const { files, truth } = make({ ...drawn(n), ...given, seed: n });
  mkdirSync(folder, { recursive: true });
  for (const { name: file, bytes } of files) writeFileSync(join(folder, file), bytes);
  writeFileSync(join(folder, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
  console.log(`${name}: ${String(files.length)} files`);
}
