#!/usr/bin/env node
/**
 * Builds what a page without a bundler loads, into build/page/: the elements in one script, with Cornerstone, decoders and workers beside it. Served
 * as it is: `<script type="module" src="…/tipcheck.js">` is all that a page needs.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, loadConfigFromFile } from 'vite';
import { ROOT } from './setup.mjs';

const OUT = join(ROOT, 'build', 'page');

const own = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(ROOT, 'vite.config.ts'));
if (!own) throw new Error('vite.config.ts is missing');
const { resolve, worker } = /** @type {import('vite').UserConfig} */ (own.config);

const built = await build({
  configFile: false,
  root: ROOT,
  base: './',
  logLevel: 'warn',
  publicDir: false,
  ...(resolve && { resolve }),
  ...(worker && { worker }),
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 6000,
    rolldownOptions: {
      input: { tipcheck: join(ROOT, 'src/hosts/element.ts') },
      preserveEntrySignatures: 'strict',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'parts/[name]-[hash].js',
        assetFileNames: 'parts/[name]-[hash][extname]',
      },
    },
  },
});

/** Packages whose code is in it, Cornerstone's with their decoders, by the folder that each lies in. */
const folders = new Set(
  [/** @type {any} */ (built)]
    .flat()
    .flatMap(({ output }) => output)
    .flatMap((chunk) => Object.keys(chunk.modules ?? {}))
    .flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id.replaceAll('\\', '/'))?.[0] ?? []),
);
for (const scope of ['@cornerstonejs'])
  for (const name of readdirSync(join(ROOT, 'node_modules', scope)))
    folders.add(join(ROOT, 'node_modules', scope, name));

const notices = [...folders].sort().flatMap((folder) => {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return [];
  const { name, version, license = 'unknown' } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying|unlicense)(\.|$)/i.test(one));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return [`${name} ${version}, ${license}\n\n${text}`.trim()];
});
writeFileSync(
  join(OUT, 'THIRD-PARTY-NOTICES.txt'),
  ['TipCheck carries parts of the packages below. Each is under its own licence.', ...notices].join(
    `\n\n${'-'.repeat(80)}\n\n`,
  ) + '\n',
);
console.log(`build/page: tipcheck.js with its parts, of ${String(notices.length)} packages`);
