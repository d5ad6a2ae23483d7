/**
 * What `npm start` and `npm test` share: a Node that is new enough, the dependencies, a browser. Node's own modules only: it runs before
 * anything is installed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
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

/** Runs a step that takes a while, saying so before and how long it took after. @param {string} what @param {() => number} step */
const step = (what, step) => {
  say(`${what} …`);
  const start = Date.now();
  if (step() !== 0) fail(`${what} failed; see above`);
  say(`${what} took ${Math.round((Date.now() - start) / 100) / 10} s`);
};

/** Installs the dependencies where they are missing or others than the lock file's. */
export const install = () => {
  const marker = join(ROOT, 'node_modules', '.package-lock.json');
  if (existsSync(marker) && isInstalled(marker)) return;
  step('installing the dependencies (once; a minute or so, by network)', () =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']),
  );
};

/** Whether what is installed is what the lock file asks for. Dates say nothing after a clone or a checkout. @param {string} marker */
const isInstalled = (marker) => {
  const versions = (/** @type {string} */ path) =>
    Object.entries(JSON.parse(readFileSync(path, 'utf8')).packages)
      .filter(([name, { optional, devOptional, link }]) => name !== '' && !optional && !devOptional && !link)
      .map(([name, { version }]) => `${name}@${version}`);
  const installed = new Set(versions(marker));
  return versions(join(ROOT, 'package-lock.json')).every((one) => installed.has(one));
};

/** Newest change under files and folders, ms. @param {string[]} paths @returns {number} */
const newest = (paths) =>
  paths.reduce((latest, path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return latest;
    const stat = statSync(full);
    // A folder's own time tells of files that were taken away.
    return stat.isDirectory()
      ? readdirSync(full).reduce(
          (inner, name) => Math.max(inner, newest([join(path, name)])),
          Math.max(latest, stat.mtimeMs),
        )
      : Math.max(latest, stat.mtimeMs);
  }, 0);

/** Builds when a source is newer than what was built. @param {{ what: string, sources: string[], built: string, build: () => number }} options */
const buildIfStale = ({ what, sources, built, build }) => {
  const full = join(ROOT, built);
  if (existsSync(full) && statSync(full).mtimeMs >= newest(sources)) return;
  step(`building ${what}`, build);
};

export const buildPage = () => {
  buildIfStale({
    what: 'the page',
    sources: ['src', 'demo', 'sample-data', 'scripts/serve-samples.mjs', 'vite.config.ts', 'package-lock.json'],
    built: 'build/demo/index.html',
    build: () => run(process.execPath, [viteCli(), 'build', '--logLevel', 'error']),
  });
};

export const buildLibrary = () => {
  buildIfStale({
    what: 'the library',
    sources: ['src', 'scripts/build-library.mjs', 'tsconfig.build.json', 'tsconfig.json', 'package-lock.json'],
    built: 'dist/index.js',
    build: () => run(process.execPath, ['scripts/build-library.mjs']),
  });
};

/**
 * The first port from `first` that is free on every loopback address: `localhost` may lead to either.
 * @param {number} first
 */
export const freePort = async (first) => {
  for (let port = first; port < first + 200; port += 1)
    if ((await isFree(port, '127.0.0.1')) && (await isFree(port, '::1'))) return port;
  return fail(`no free port from ${first} on`);
};

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
const isFree = (port, host) =>
  new Promise((resolve) => {
    const server = createServer();
    // A machine without this address has nobody listening on it either.
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      resolve(error.code !== 'EADDRINUSE' && error.code !== 'EACCES'),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });

const viteCli = () => join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');

/** Flags under which Chromium draws without a graphics card and keeps to itself; as root it can't have its sandbox. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // The page around the pictures takes less to be put together without the software that stands in for a GPU.
  '--disable-gpu-compositing',
];

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
