#!/usr/bin/env node
/** npm's `prepare`: after `npm ci` in the repository the library is built and `npx tipcheck` works, without a network. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// An installation without development dependencies has nothing to build with; the published package carries what was built.
if (!existsSync(join(root, 'node_modules', 'vite')) || !existsSync(join(root, 'node_modules', 'typescript')))
  process.exit(0);

const built = spawnSync(process.execPath, [join(root, 'scripts', 'build-library.mjs')], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

const bin = join(root, 'node_modules', '.bin');
mkdirSync(bin, { recursive: true });
const link = join(bin, 'tipcheck');
rmSync(link, { force: true });
if (process.platform === 'win32') writeFileSync(`${link}.cmd`, '@node "%~dp0\\..\\..\\dist\\cli.js" %*\r\n');
else symlinkSync(join('..', '..', 'dist', 'cli.js'), link);
