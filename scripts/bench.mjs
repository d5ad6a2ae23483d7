#!/usr/bin/env node
/**
 * `npm run bench`: what the measuring costs, beside other programs in the same run, as ratios. Times are those of the processor, since others may use
 * the machine too. `--peers` first fetches the programs to compare with (three-mesh-bvh) into the user's cache; scipy is used where python3
 * has it. What can't be compared is said. `--quick`: smaller workloads.
 *
 * `npm run bench:tips`: how well and how fast tips are found over random phantoms, beside a plain baseline, in this program and with scipy; the table is
 * written into docs/tip-finding.md (with `--quick` it is only printed).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, fail, install, ROOT, say } from './setup.mjs';

const PEERS = { three: '0.187.0', 'three-mesh-bvh': '0.9.17' };
const known = new Set(['--peers', '--quick', '--tips']);
const unknown = process.argv.slice(2).find((argument) => !known.has(argument));
if (unknown) fail(`unknown option ${unknown}; there are ${[...known].join(', ')}`);

checkNode();
install();

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tipcheck-bench');
if (process.argv.includes('--peers')) {
  mkdirSync(cache, { recursive: true });
  writeFileSync(join(cache, 'package.json'), JSON.stringify({ private: true, dependencies: PEERS }));
  say(`fetching ${Object.keys(PEERS).join(' and ')} into the cache …`);
  const fetched = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: cache,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (fetched.status !== 0) fail('the programs to compare with can not be fetched');
}

/** A bench, built from its source. @param {string} name */
const built = async (name) => {
  const { build } = await import('vite');
  const outDir = join(ROOT, 'build', 'bench');
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
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

const isQuick = process.argv.includes('--quick');
if (process.argv.includes('--tips')) {
  const { benchTips, withTable } = await built('tips');
  const script = join(ROOT, 'tests', 'bench', 'tips', 'scipy_baseline.py');
  const table = await benchTips(script, availableParallelism(), isQuick);
  console.log(table);
  if (!isQuick) {
    const path = join(ROOT, 'docs', 'tip-finding.md');
    const document = withTable(readFileSync(path, 'utf8'), table);
    if (document === null) fail('docs/tip-finding.md has no place for the table');
    writeFileSync(path, document);
    spawnSync(process.execPath, [join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs'), '--write', path]);
    say('the table is in docs/tip-finding.md');
  }
} else {
  const { benchSurfaces } = await built('surfaces');
  const peer = join(cache, 'node_modules', 'three-mesh-bvh');
  await benchSurfaces({
    quick: isQuick,
    peers: existsSync(peer)
      ? { three: join(cache, 'node_modules', 'three', 'build', 'three.module.js'), bvh: join(peer, 'src', 'index.js') }
      : null,
  });
}
