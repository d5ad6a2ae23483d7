#!/usr/bin/env node
/**
 * How much of ours each entry loads: the entry with everything that it imports at once, minified and compressed, dependencies left out.
 * Parts that are loaded when needed don't count. Fails over the budget.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { fail, ROOT } from './setup.mjs';

/** kB, gzip. */
const BUDGETS = {
  'src/index.ts': 55,
  'src/hosts/cornerstone.ts': 89,
  'src/hosts/element.ts': 142,
};

/** @param {string} entry */
const sizeOf = async (entry) => {
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
      rolldownOptions: { external: (id) => !id.startsWith('.') && !id.startsWith('\0') && !id.startsWith('/') },
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
for (const [entry, budget] of Object.entries(BUDGETS)) {
  const size = await sizeOf(entry);
  console.log(`${entry}: ${size.toFixed(1)} kB of ${budget} kB`);
  if (size > budget) over.push(entry);
}
if (over.length > 0) fail(`larger than its budget: ${over.join(', ')}`);
