#!/usr/bin/env node
/**
 * Builds what other programs import, into dist/: the pure part, the Cornerstone plugin, the elements and the command line, with types.
 * Dependencies stay outside: the embedding program brings or installs them.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { fail, ROOT } from './setup.mjs';

const entries = {
  index: 'src/index.ts',
  cornerstone: 'src/hosts/cornerstone.ts',
  element: 'src/hosts/element.ts',
  cli: 'src/hosts/cli.ts',
};
const missing = Object.values(entries).filter((path) => !existsSync(join(ROOT, path)));
if (missing.length > 0) fail(`the library lacks ${missing.join(', ')}`);

rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
await build({
  configFile: false,
  root: ROOT,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: 'dist',
    target: 'es2022',
    minify: false,
    lib: {
      entry: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
      formats: ['es'],
    },
    rolldownOptions: {
      external: (id) =>
        /^node:/.test(id) ||
        (!id.startsWith('.') && !id.startsWith('/') && !/^[A-Za-z]:/.test(id) && !id.startsWith('\0')),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
chmodSync(join(ROOT, 'dist', 'cli.js'), 0o755);

const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const types = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
if (types.status !== 0) fail('the type declarations could not be made');
