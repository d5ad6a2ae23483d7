#!/usr/bin/env node
/**
 * How much of ours each entry loads: the entry with everything that it imports at once, minified and compressed, dependencies left out; what
 * stands alone in a page counts with them. Parts that are loaded when needed don't count. Fails over the budget.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { fail, ROOT } from './setup.mjs';

/** kB, gzip. */
const BUDGETS = {
  'src/index.ts': 55,
  'src/hosts/cornerstone.ts': 90,
  'src/hosts/element.ts': 142,
};

/** kB, gzip, with all dependencies: what OHIF loads with its page, and what it loads when a study is opened. */
const STANDING_ALONE = {
  'src/hosts/ohif/ohif.ts': 6,
  'src/hosts/ohif/ohif-mode.ts': 2,
  'src/hosts/ohif/confirming.ts': 135,
};

/** @param {string} id */
const isPackage = (id) => !id.startsWith('.') && !id.startsWith('\0') && !id.startsWith('/');

/** @param {string} entry @param {(id: string) => boolean} external */
const sizeOf = async (entry, external) => {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: join(ROOT, entry), formats: ['es'] },
      rolldownOptions: { external },
    },
  });
  const [{ output }] = /** @type {any[]} */ (Array.isArray(built) ? built : [built]);
  const chunks = new Map(output.map((/** @type {any} */ chunk) => [chunk.fileName, chunk]));
  const loaded = new Set();
  const open = output
    .filter((/** @type {any} */ chunk) => chunk.isEntry)
    .map((/** @type {any} */ chunk) => chunk.fileName);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (loaded.has(name) || !chunks.has(name)) continue;
    loaded.add(name);
    open.push(...chunks.get(name).imports);
  }
  const bytes = [...loaded].reduce((sum, name) => sum + gzipSync(chunks.get(name).code, { level: 9 }).length, 0);
  return bytes / 1000;
};

const over = [];
const entries = [
  ...Object.entries(BUDGETS).map(([entry, budget]) => ({ entry, budget, external: isPackage })),
  ...Object.entries(STANDING_ALONE).map(([entry, budget]) => ({ entry, budget, external: () => false })),
];
for (const { entry, budget, external } of entries) {
  const size = await sizeOf(entry, external);
  console.log(`${entry}: ${size.toFixed(1)} kB of ${budget} kB`);
  if (size > budget) over.push(entry);
}
if (over.length > 0) fail(`larger than its budget: ${over.join(', ')}`);
