#!/usr/bin/env node
/** What `npm pack` would publish: what is named in package.json is there, nothing else is, and no file names a folder of the machine that built it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail, ROOT } from './setup.mjs';

/** kB unpacked, types and lazily loaded parts included. */
const BUDGET = 6620;

const { status, stdout, stderr } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  cwd: ROOT,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
if (status !== 0) fail(`npm pack failed: ${stderr.trim().split('\n').at(-1) ?? ''}`);
const [{ files, unpackedSize }] = JSON.parse(stdout);
/** @type {string[]} */
const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
const { exports: entries, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const named = [...Object.values(entries), ...Object.values(bin)]
  .flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(/** @type {object} */ (entry))))
  .map((path) => path.replace(/^\.\//, ''));
const needed = [
  ...named,
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'CITATION.cff',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/sbom.cdx.json',
];
const missing = [...new Set(needed)].filter((path) => !paths.includes(path));
const ALLOWED = /^(dist\/.+\.(js|d\.ts|css|svg|txt|json)|(README|CHANGELOG)\.md|LICENSE|CITATION\.cff|package\.json)$/;
const strangers = paths.filter((path) => !ALLOWED.test(path));
const telling = paths.filter(
  (path) => path.startsWith('dist/') && readFileSync(join(ROOT, path), 'utf8').includes(ROOT),
);

console.log(`${String(paths.length)} files, ${(unpackedSize / 1000).toFixed(0)} kB of ${String(BUDGET)} kB unpacked`);
if (missing.length > 0) fail(`not in the package: ${missing.join(', ')}`);
if (strangers.length > 0) fail(`doesn't belong into the package: ${strangers.join(', ')}`);
if (telling.length > 0) fail(`names a folder of the building machine: ${telling.join(', ')}`);
if (unpackedSize / 1000 > BUDGET) fail('the package is larger than its budget');
