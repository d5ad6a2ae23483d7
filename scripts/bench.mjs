#!/usr/bin/env node
/**
 * `npm run bench`: what showing images and measuring cost, beside other programs in the same run, as ratios; under an hour, `--quick` under ten
 * minutes. `--pictures` and `--surfaces` run one part alone; of pictures, names of workloads and pages choose what runs (`W1 W4 TipCheck floor`,
 * `navigation` for opening a study beside OHIF).
 * The table of a whole run of pictures is written into docs/performance.md. The programs to compare with (dwv, OHIF, three-mesh-bvh) are fetched into the
 * user's cache, never into the repository; what can't be had is left out, and said. scipy is used where python3 has it.
 *
 * `npm run bench:tips`: how well and how fast tips are found over random phantoms, beside a plain baseline, in this program and with scipy; the table is
 * written into docs/tip-finding.md (with `--quick` it is only printed).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildPage, checkNode, ensureChromium, fail, install, ROOT, say } from './setup.mjs';

const PEERS = { three: '0.187.0', 'three-mesh-bvh': '0.9.17', dwv: '0.36.4' };
const FLAGS = new Set(['--quick', '--tips', '--pictures', '--surfaces']);
const flags = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const unknown = flags.find((argument) => !FLAGS.has(argument));
if (unknown) fail(`unknown option ${unknown}; there are ${[...FLAGS].join(', ')}`);
const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const isQuick = flags.includes('--quick');

checkNode();
install();

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tipcheck-bench');

/** Where a program to compare with lies; null where it can't be had. @param {keyof typeof PEERS} name */
const peer = (name) => {
  const folder = join(cache, 'node_modules', name);
  return existsSync(folder) ? folder : null;
};

/** @param {(keyof typeof PEERS)[]} names */
const fetchPeers = (...names) => {
  if (names.every((name) => peer(name) !== null)) return;
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
  say('fetching the programs to compare with into the cache …');
  const fetched = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: cache,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const missing = names.filter((name) => peer(name) === null);
  if (fetched.status !== 0 || missing.length > 0) say(`left out, since they can not be fetched: ${missing.join(', ')}`);
};

/** A bench, built from its source. @param {string} name */
const built = async (name) => {
  const { build } = await import('vite');
  const outDir = join(ROOT, 'build', 'bench');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: ['@playwright/test', 'vite'] },
    build: {
      ssr: `tests/bench/${name}.ts`,
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
    },
  });
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href);
};

/** Writes a table between its markers in a document. @param {string} name @param {string} bench @param {string} table @param {(document: string, bench: string, table: string) => string | null} withTable */
const writeTable = (name, bench, table, withTable) => {
  const path = join(ROOT, 'docs', name);
  const document = withTable(readFileSync(path, 'utf8'), bench, table);
  if (document === null) fail(`docs/${name} has no place for the table`);
  writeFileSync(path, document);
  spawnSync(process.execPath, [join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', path]);
  say(`the table is in docs/${name}`);
};

/** @param {string} folder */
const versionIn = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

if (flags.includes('--tips')) {
  const { benchTips, withTable } = await built('tips');
  const script = join(ROOT, 'tests', 'bench', 'tips', 'scipy_baseline.py');
  const table = await benchTips(script, availableParallelism(), isQuick);
  console.log(table);
  if (!isQuick) writeTable('tip-finding.md', 'tips', table, withTable);
} else {
  const isAll = !flags.includes('--pictures') && !flags.includes('--surfaces');
  if (isAll || flags.includes('--surfaces')) {
    fetchPeers('three', 'three-mesh-bvh');
    const { benchSurfaces } = await built('surfaces');
    const [three, bvh] = [peer('three'), peer('three-mesh-bvh')];
    await benchSurfaces({
      quick: isQuick,
      peers:
        three !== null && bvh !== null
          ? { three: join(three, 'build', 'three.module.js'), bvh: join(bvh, 'src', 'index.js') }
          : null,
    });
  }
  if (isAll || flags.includes('--pictures')) {
    ensureChromium();
    buildPage();
    fetchPeers('dwv');
    const { benchPictures, withTable } = await built('pictures');
    const dwv = peer('dwv');
    const table = await benchPictures({
      root: ROOT,
      cache,
      dwv: dwv === null ? null : cache,
      versions: {
        Cornerstone3D: versionIn(join(ROOT, 'node_modules', '@cornerstonejs', 'core')),
        ...(dwv !== null && { dwv: versionIn(dwv) }),
      },
      quick: isQuick,
      only,
    });
    console.log(table);
    if (only.length === 0) writeTable('performance.md', 'pictures', table, withTable);
  }
}
