#!/usr/bin/env node
/**
 * Builds what other programs import, into dist/: the pure part, the Cornerstone plugin, the elements and the command line, with types.
 * Dependencies stay outside: the embedding program brings or installs them. What OHIF loads by its address stands alone instead: everything
 * that it needs is in it or beside it. dist/ is replaced only once everything is built.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { build } from 'vite';
import { fail, ROOT } from './setup.mjs';
import { writeThirdParties } from './third-party.mjs';

const ENTRIES = {
  index: 'src/index.ts',
  cornerstone: 'src/hosts/cornerstone.ts',
  element: 'src/hosts/element.ts',
  cli: 'src/hosts/cli.ts',
};
/** Loaded by a page as they are, by their address. */
const PAGE_MODULES = { ohif: 'src/hosts/ohif/ohif.ts', 'ohif-mode': 'src/hosts/ohif/ohif-mode.ts' };
/** One's own for each run, so that two at a time don't mix. */
const STAGE = join(ROOT, 'build', `library-${process.pid}`);

/** Everything that isn't a file of ours: packages and Node's own modules. @param {string} id */
const isExternal = (id) => !id.startsWith('.') && !id.startsWith('\0') && !isAbsolute(id);

/**
 * @param {Record<string, string>} entries by name, path from the root
 * @param {{ external: (id: string) => boolean, minify: boolean, chunks: string }} options `chunks`: the folder of what is loaded later
 */
const bundle = (entries, { external, minify, chunks }) =>
  build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    // A worker is found beside the file that starts it, wherever that lies.
    base: './',
    define: minify ? { 'process.env.NODE_ENV': '"production"' } : {},
    worker: { format: 'es' },
    build: {
      outDir: STAGE,
      emptyOutDir: false,
      target: 'es2022',
      minify,
      lib: {
        entry: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(ROOT, path)])),
        formats: ['es'],
      },
      rolldownOptions: {
        external,
        output: { entryFileNames: '[name].js', chunkFileNames: `${chunks}/[name]-[hash].js` },
      },
    },
  });

/** One after the other: each would begin to write where the other does. */
const bundleAll = async () => {
  await bundle(ENTRIES, { external: isExternal, minify: false, chunks: 'chunks' });
  await bundle(PAGE_MODULES, { external: () => false, minify: true, chunks: 'ohif-parts' });
};

const declare = () =>
  new Promise((resolve, reject) => {
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', join(STAGE, 'types')], {
      cwd: ROOT,
      stdio: 'inherit',
    })
      .on('error', reject)
      .on('exit', (status) => (status === 0 ? resolve(undefined) : reject(new Error('the types have errors'))));
  });

/** Declarations name `.ts` files, which aren't published: older compilers and other tools look for `.js`. */
const nameJavaScript = () => {
  const types = join(STAGE, 'types');
  for (const name of readdirSync(types, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.d.ts')) continue;
    const path = join(types, name);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(/((?:from|import\() ?['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));
  }
};

const missing = [...Object.values(ENTRIES), ...Object.values(PAGE_MODULES)].filter(
  (path) => !existsSync(join(ROOT, path)),
);
if (missing.length > 0) fail(`the library lacks ${missing.join(', ')}`);

try {
  await Promise.all([bundleAll(), declare()]);
} catch (error) {
  rmSync(STAGE, { recursive: true, force: true });
  fail(`the library can't be built: ${error instanceof Error ? error.message : String(error)}`);
}
nameJavaScript();
// Types for those who have React's; ours are compiled without them.
copyFileSync(join(ROOT, 'types', 'react.d.ts'), join(STAGE, 'types', 'react.d.ts'));
writeThirdParties(STAGE);
chmodSync(join(STAGE, 'cli.js'), 0o755);
rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
renameSync(STAGE, join(ROOT, 'dist'));
