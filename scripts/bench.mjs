#!/usr/bin/env node
/**
 * `npm run bench`: what the measuring costs, beside other programs in the same run, as ratios. Times are those of the processor, since others may use
 * the machine too. `--peers` first fetches the programs to compare with (three-mesh-bvh) into the user's cache; scipy is used where python3
 * has it. What can't be compared is said. `--quick`: smaller workloads.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, fail, install, ROOT, say } from './setup.mjs';

const PEERS = { three: '0.187.0', 'three-mesh-bvh': '0.9.17' };
const known = new Set(['--peers', '--quick']);
const unknown = process.argv.slice(2).find((argument) => !known.has(argument));
if (unknown) fail(`unknown option ${unknown}; there are ${[...known].join(' and ')}`);

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

const { build } = await import('vite');
const outDir = join(ROOT, 'build', 'bench');
await build({
  configFile: false,
  root: ROOT,
  logLevel: 'error',
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'tests/bench/surfaces.ts',
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
  },
});

const peer = join(cache, 'node_modules', 'three-mesh-bvh');
const { benchSurfaces } = await import(pathToFileURL(join(outDir, 'surfaces.mjs')).href);
await benchSurfaces({
  quick: process.argv.includes('--quick'),
  peers: existsSync(peer)
    ? { three: join(cache, 'node_modules', 'three', 'build', 'three.module.js'), bvh: join(peer, 'src', 'index.js') }
    : null,
});
