/**
 * What `npm start` and `npm test` share: a Node that is new enough, the dependencies, a browser. Node's own modules only: it runs before
 * anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} message */
export const fail = (message) => {
  console.error(`tipcheck: ${message}`);
  process.exit(1);
};

/** @param {string} message */
export const say = (message) => {
  console.log(`tipcheck: ${message}`);
};

export const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`);
};

/**
 * Runs a command with its output shown.
 * @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env]
 */
export const run = (command, args, env = {}) =>
  spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  }).status ?? 1;

/** Installs the dependencies where they are missing or older than the lock file. */
export const install = () => {
  const marker = join(ROOT, 'node_modules', '.package-lock.json');
  const isCurrent =
    existsSync(marker) && sameLock(marker) && existsSync(join(ROOT, 'node_modules', 'vite', 'package.json'));
  if (isCurrent) return;
  say('installing the dependencies (a minute or so, once)');
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']) !== 0) fail('npm ci failed; see above');
};

/** Whether what is installed is what the lock file asks for. Dates say nothing after a clone. @param {string} marker */
const sameLock = (marker) => {
  const versions = (/** @type {string} */ path) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages)
      .filter(
        ([name, entry]) => name !== '' && !(/** @type {{ optional?: boolean, link?: boolean }} */ (entry).optional),
      )
      .map(([name, entry]) => `${name}@${/** @type {{ version?: string }} */ (entry).version}`);
  const installed = new Set(versions(marker));
  return versions(join(ROOT, 'package-lock.json')).every((one) => installed.has(one));
};

/** Newest change under files and folders, ms. @param {string[]} paths @returns {number} */
export const newest = (paths) =>
  paths.reduce((latest, path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return latest;
    const stat = statSync(full);
    if (!stat.isDirectory()) return Math.max(latest, stat.mtimeMs);
    return readdirSync(full).reduce((inner, name) => Math.max(inner, newest([join(path, name)])), latest);
  }, 0);

/** Builds when a source is newer than what was built. @param {{ what: string, sources: string[], built: string, build: () => number }} options */
export const buildIfStale = ({ what, sources, built, build }) => {
  const full = join(ROOT, built);
  if (existsSync(full) && statSync(full).mtimeMs >= newest(sources)) return;
  say(`building ${what}`);
  if (build() !== 0) fail(`building ${what} failed; see above`);
};

export const buildPage = () => {
  buildIfStale({
    what: 'the page',
    sources: ['src', 'demo', 'sample-data', 'vite.config.ts', 'package-lock.json'],
    built: 'build/demo/index.html',
    build: () => run(process.execPath, [viteCli(), 'build', '--logLevel', 'error']),
  });
};

export const buildLibrary = () => {
  buildIfStale({
    what: 'the library',
    sources: ['src', 'scripts/build-library.mjs', 'tsconfig.build.json', 'package-lock.json'],
    built: 'dist/types/index.d.ts',
    build: () => run(process.execPath, ['scripts/build-library.mjs']),
  });
};

const viteCli = () => join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

const CHROMIUM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const CHROMIUM_PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A browser that is there: named by CHROMIUM_PATH, on the PATH, or Playwright's own. @returns {string | null} */
export const findChromium = () => {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : fail(`CHROMIUM_PATH names no file: ${named}`);
  const onPath = (process.env['PATH'] ?? '')
    .split(process.platform === 'win32' ? ';' : ':')
    .flatMap((folder) => CHROMIUM_NAMES.map((name) => join(folder, name)));
  return [...onPath, ...CHROMIUM_PLACES].find(existsSync) ?? playwrightChromium();
};

const playwrightChromium = () => {
  try {
    const { chromium } = createRequire(join(ROOT, 'package.json'))('@playwright/test');
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
};

/** Finds a browser or installs one: Debian's package where that may be done, else Playwright's own. @returns {string} */
export const ensureChromium = () => {
  const found = findChromium();
  if (found) return found;
  const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall) {
    say('no Chromium found: installing the Debian package');
    if (run('apt-get', ['update', '-qq']) === 0)
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
        DEBIAN_FRONTEND: 'noninteractive',
      });
  }
  const packaged = findChromium();
  if (packaged) return packaged;
  say("no Chromium found: installing Playwright's own");
  run(process.execPath, [join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'), 'install', 'chromium']);
  return findChromium() ?? fail('no Chromium could be found or installed; install one, or name it with CHROMIUM_PATH');
};
