#!/usr/bin/env node
/**
 * How much of ours each entry loads: the entry with everything that it imports at once, minified and compressed, dependencies left out; what
 * stands alone in a page counts with them. Parts that are loaded when needed don't count; they are listed apart. Fails over the budget. Why the
 * entries are as large as they are: docs/decisions/0010-entry-sizes.md.
 */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { fail, ROOT } from './setup.mjs';

/** kB, gzip. */
const BUDGETS = {
  'src/index.ts': 55,
  'src/hosts/cornerstone.ts': 30.1,
  'src/hosts/element.ts': 113,
};

/** kB, gzip, with all dependencies: what OHIF loads with its page, and what it loads when a study is opened. */
const STANDING_ALONE = {
  'src/hosts/ohif/ohif.ts': 8.5,
  'src/hosts/ohif/ohif-mode.ts': 2,
  'src/hosts/ohif/confirming.ts': 93,
};

/** @param {string} id */
const isPackage = (id) => !id.startsWith('.') && !id.startsWith('\0') && !id.startsWith('/');

/** What an entry loads at once, and the largest parts that it loads when they are needed; kB, gzip. @param {string} entry @param {(id: string) => boolean} external */
const sizesOf = async (entry, external) => {
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
  const sizeOf = (/** @type {string} */ name) => gzipSync(chunks.get(name).code, { level: 9 }).length / 1000;
  const late = [...chunks.values()]
    .filter(({ type, fileName }) => type === 'chunk' && !loaded.has(fileName))
    .map(({ name, fileName }) => ({ name, size: sizeOf(fileName) }));
  return { size: [...loaded].reduce((sum, name) => sum + sizeOf(name), 0), late };
};

/** Parts smaller than this are counted, not named. */
const NAMED_KB = 5;

/** @param {{ name: string, size: number }[]} late */
const lateText = (late) => {
  const sum = late.reduce((all, { size }) => all + size, 0);
  const named = late
    .filter(({ size }) => size >= NAMED_KB)
    .sort((a, b) => b.size - a.size)
    .map(({ name, size }) => `${name} ${size.toFixed(1)}`);
  const others = late.length - named.length;
  return `  when needed: ${sum.toFixed(1)} kB in ${late.length} parts: ${[...named, ...(others > 0 ? [`${others} smaller ones`] : [])].join(', ')}`;
};

const over = [];
const entries = [
  ...Object.entries(BUDGETS).map(([entry, budget]) => ({ entry, budget, external: isPackage })),
  ...Object.entries(STANDING_ALONE).map(([entry, budget]) => ({ entry, budget, external: () => false })),
];
for (const { entry, budget, external } of entries) {
  const { size, late } = await sizesOf(entry, external);
  console.log(`${entry}: ${size.toFixed(1)} kB of ${budget} kB`);
  if (late.length > 0) console.log(lateText(late));
  if (size > budget) over.push(entry);
}
if (over.length > 0) fail(`larger than its budget: ${over.join(', ')}`);
